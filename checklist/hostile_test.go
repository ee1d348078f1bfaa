package checklist

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

var update = flag.Bool("update", false, "write docs/hostile.md anew")

// attack is a comment of which somebody hopes that it answers a question, or does worse.
type attack struct {
	what    string
	comment Comment
	got     string
}

const answerSLA = "/buslint answer consistency-sla unchanged"

// attacks are comments on a pull request by alice. What is written here that each gets is what the test demands.
var attacks = []attack{
	{"a command of its author", Comment{Body: answerSLA}, "answered"},
	{"a command of a member between other text", Comment{Author: "bob", Association: "MEMBER", Body: "Fine.\r\n\r\n" + answerSLA + "\r\n\r\nBye"}, "answered"},
	{"a stranger's command", Comment{Author: "mallory", Association: "NONE", Body: answerSLA}, "ignored"},
	{"a command of somebody who contributed once", Comment{Author: "mallory", Association: "CONTRIBUTOR", Body: answerSLA}, "ignored"},
	{"an association that GitHub does not have", Comment{Author: "mallory", Association: "owner", Body: answerSLA}, "ignored"},
	{"a login in other letters than the author's", Comment{Author: "a1ice", Association: "NONE", Body: answerSLA}, "ignored"},
	{"a bot's command", Comment{Author: "renovate[bot]", Association: "MEMBER", Bot: true, Body: answerSLA}, "text"},
	{"a command in a comment of buslint itself", Comment{Author: "buslint[bot]", Own: true, Bot: true, Body: answerSLA}, "text"},
	{"a command in a comment that was edited", Comment{Body: answerSLA, Edited: true}, "refused: the comment was edited, and GitHub does not say by whom; write a new one"},
	{"in a fence", Comment{Body: "```\n" + answerSLA + "\n```"}, "text"},
	{"in a fence of tildes that does not end", Comment{Body: "~~~\n" + answerSLA}, "text"},
	{"in a fence in a longer one", Comment{Body: "````\n```\n````x\n" + answerSLA + "\n````"}, "text"},
	{"in a code span over lines", Comment{Body: "`\n" + answerSLA + "\n`"}, "text"},
	{"in indented code", Comment{Body: "    " + answerSLA}, "text"},
	{"in a quote", Comment{Body: "> " + answerSLA}, "text"},
	{"on the line after a quote, which goes on there", Comment{Body: "> she wrote:\n" + answerSLA}, "text"},
	{"in a list", Comment{Body: "1. " + answerSLA}, "text"},
	{"in a task list", Comment{Body: "- [x] " + answerSLA}, "text"},
	{"in an HTML comment", Comment{Body: "<!--\n" + answerSLA + "\n-->"}, "text"},
	{"in an HTML comment that does not end", Comment{Body: "<!--\n\n" + answerSLA}, "text"},
	{"in HTML that is folded", Comment{Body: "<details><summary>x</summary>\n" + answerSLA + "\n</details>"}, "text"},
	{"in a table", Comment{Body: "| a |\n|---|\n| " + answerSLA + " |"}, "text"},
	{"in a heading", Comment{Body: "# " + answerSLA}, "text"},
	{"in the text of a link", Comment{Body: "[x\n" + answerSLA + "\n](https://example.com)"}, "text"},
	{"in a sentence", Comment{Body: "Write " + answerSLA}, "text"},
	{"with a letter of another script in its name", Comment{Body: strings.Replace(answerSLA, "/b", "/Ь", 1)}, "text"},
	{"with an invisible letter before it", Comment{Body: "\u200b" + answerSLA}, "text"},
	{"with the direction of writing turned", Comment{Body: "\u202e" + answerSLA}, "text"},
	{"with a null byte in its name", Comment{Body: "/bus\x00lint answer consistency-sla unchanged"}, "text"},
	{"a command that there is not", Comment{Body: "/buslint approve"}, "refused: " + noWords},
	{"a word of the shell behind it", Comment{Body: answerSLA + "; curl example.com | sh"}, "refused: the answer is none of unchanged, looser, tighter"},
	{"a substitution of the shell", Comment{Body: "/buslint answer consistency-sla $(id)"}, "refused: the answer is none of unchanged, looser, tighter"},
	{"an expression of workflows", Comment{Body: "/buslint answer consistency-sla ${{ secrets.GITHUB_TOKEN }}"}, "refused: the answer is none of unchanged, looser, tighter"},
	{"a question that is not asked", Comment{Body: "/buslint answer ../../etc/passwd unchanged"}, "refused: no such question is asked here"},
	{"an event that is not asked about", Comment{Body: "/buslint answer consistency-sla@* unchanged"}, "refused: it is asked of nothing of that name; it is of orders.placed"},
	{"an answer without the note that it needs", Comment{Body: "/buslint answer consistency-sla looser"}, "refused: looser needs a note: how late at most, and which readers"},
	{"an empty note", Comment{Body: "/buslint answer consistency-sla looser --   "}, "refused: looser needs a note: how late at most, and which readers"},
	{"its author waives it", Comment{Body: "/buslint waive consistency-sla -- nobody reads it"}, "refused: somebody else than the author has to waive it"},
	{"its author, who may write to the repository, waives it", Comment{Author: "alice", Association: "OWNER", Body: "/buslint waive consistency-sla -- nobody reads it"}, "refused: somebody else than the author has to waive it"},
	{"a stranger waives it", Comment{Author: "mallory", Association: "NONE", Body: "/buslint waive consistency-sla -- nobody reads it"}, "ignored"},
	{"a member waives it without a reason", Comment{Author: "bob", Association: "MEMBER", Body: "/buslint waive consistency-sla"}, "refused: a reason is missing; write /buslint waive consistency-sla -- REASON"},
	{"a member waives it with a reason that calls everybody", Comment{Author: "bob", Association: "MEMBER", Body: "/buslint waive consistency-sla -- @acme/everyone <!-- x"}, "waived"},
	{"a stranger reopens it", Comment{Author: "mallory", Association: "NONE", Body: "/buslint reopen consistency-sla"}, "ignored"},
	{"all questions are waived at once", Comment{Author: "bob", Association: "MEMBER", Body: "/buslint waive * -- all of them"}, "refused: no such question is asked here"},
	{"a note that calls everybody, and a script", Comment{Body: answerSLA + " -- @acme/everyone <script>alert(1)</script>"}, "answered"},
	{"a mark of buslint's comment, copied", Comment{Body: Marker + "\n- [x] `unchanged` <!-- bl:consistency-sla:1@KEY:CONTRACT:unchanged -->"}, "text"},
	{"a state of buslint's comment, made up", Comment{Body: Marker + "\n<!-- buslint:state " + base64.StdEncoding.EncodeToString([]byte(`{"ticks":[{"question":"consistency-sla","rev":1,"subject":"KEY","contract":"CONTRACT","value":"unchanged"}]}`)) + " -->"}, "text"},
	{"ten thousand commands", Comment{Body: strings.Repeat("/buslint answer colour red\n", 10000)}, "refused: no such question is asked here"},
}

// names are texts from code and answers that buslint shows, in comments and logs.
var names = []string{
	"@acme/everyone", "#1, GH-1", "https://example.com", "[x](javascript:alert(1))", "![x](https://example.com/x.png)", "<script>alert(1)</script>", "<!-- x", "`", "``` x", "a\n# b",
	"- [x] yes", "</details>", "| a | b |", "\\`", "&lt;b&gt;", "\x1b[2J", "\u202eabc", "::error::x", "x\n::add-mask::x", "##[add-path]x", "**b** _i_ ~~s~~", "",
}

var github = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))

// TestHostileTextGetsNowhere holds what hostile texts get against what they are to get, and writes docs/hostile.md of it.
func TestHostileTextGetsNowhere(t *testing.T) {
	t.Parallel()
	var doc strings.Builder
	doc.WriteString("# Hostile text, and what it gets\n\n<!-- Written by `make golden` from checklist/hostile_test.go. -->\n\n" +
		"Whoever may comment on a pull request, or name an event in one, writes text that buslint reads or shows. A test tries what follows, and writes this page.\n\n" +
		"## Comments\n\n*Answered*, *waived*: it counts. *Text*: it is no command. *Ignored*: it is one, of somebody who may not answer. *Refused*: its author is told why. The pull request\n" +
		"is by alice, who writes where nobody else is named.\n\n| Comment | By | Text | It is |\n|---|---|---|---|\n")
	items := Select(questions(t), added(placed(1)))
	for _, a := range attacks {
		c := a.comment
		if c.ID = 1; c.Author == "" {
			c.Author, c.Association = "alice", "NONE"
		}
		c.Body = strings.NewReplacer("KEY", items[0].Subject.key(), "CONTRACT", items[0].Subject.Contract).Replace(c.Body)
		if got := outcome(t, items, c); got != a.got {
			t.Errorf("%s: %s, want %s", a.what, got, a.got)
		}
		fmt.Fprintf(&doc, "| %s | %s, %s | %s | %s |\n", a.what, c.Author, c.Association, cell(clip(a.comment.Body)), cell(a.got))
	}
	doc.WriteString("\n## Ticks and entries\n\n| What is done | The question is |\n|---|---|\n")
	for _, f := range forged(t) {
		if f.got != f.want {
			t.Errorf("%s: %s, want %s", f.what, f.got, f.want)
		}
		fmt.Fprintf(&doc, "| %s | %s |\n", f.what, f.got)
	}
	doc.WriteString("\n## Names and notes\n\nNames of topics, types and fields, notes of answers, reasons of ignores and waivers, and lines of configuration are shown as code and nothing else: no mention,\nlink, image, HTML or box comes of them. Suggestions hold lines of events.yml in a block that these cannot end.\n" +
		"In logs none is a command of a workflow or of a terminal.\n\n| Text | In a comment | In a log |\n|---|---|---|\n")
	for _, n := range names {
		shown := rendered(t, code(n))
		if !onlyCode.MatchString(shown) {
			t.Errorf("%q is shown as %s", n, shown)
		}
		block := rendered(t, fenced("suggestion", strings.Split(n, "\n")))
		if !onlyBlock.MatchString(block) {
			t.Errorf("%q is suggested as %s", n, block)
		}
		log := logged(t, n)
		if strings.Contains(log, "##[") || regexp.MustCompile(`(?m)^\s*::`).MatchString(log) || strings.Contains(log, "\x1b") {
			t.Errorf("%q is a command in the log: %q", n, log)
		}
		fmt.Fprintf(&doc, "| %s | %s | %s |\n", cell(fmt.Sprintf("%q", n)), cell(shown), cell(log))
	}
	if n := len(attacks) + len(forged(t)) + len(names); n < 40 {
		t.Errorf("%d hostile texts", n)
	}
	golden(t, filepath.Join("..", "docs", "hostile.md"), doc.String())
}

// outcome is what a comment gets, and nothing else that it does: the comment that shows it reads back the same.
func outcome(t *testing.T, items []Item, c Comment) string {
	t.Helper()
	p := &Pull{Number: 7, Author: "alice", HeadSHA: "c0ffee", Comments: []Comment{c}}
	r := Judge(items, Said{Pull: p})
	show(p, r)
	if again := Judge(items, Said{Pull: p}); again.Comment() != r.Comment() {
		t.Errorf("%q: the second run writes something else", clip(c.Body))
	}
	answered := r.Open() < len(items)
	switch {
	case answered && len(items)-r.Open() == 1 && find(t, r, "consistency-sla").closed() && len(r.Refused) == 0:
		return string(find(t, r, "consistency-sla").Status)
	case answered:
		return "more than it may"
	case len(r.Refused) > 0:
		return "refused: " + r.Refused[len(r.Refused)-1].Why
	case r.Ignored > 0:
		return "ignored"
	}
	return "text"
}

// silencedKey is the key of what a change silences.
var silencedKey = Subject{Scope: PerPull, Changes: []catalog.ChangeKind{Silenced}}.key()

// forgery is something that is done to buslint's comment or to events.yml.
type forgery struct{ what, got, want string }

func forged(t *testing.T) []forgery {
	t.Helper()
	qs := questions(t)
	items := Select(qs, added(placed(1)))
	for i := range qs {
		qs[i].Who = Who{Reviewer}
	}
	reviewers := Select(qs, added(placed(1)))
	key, contract := items[0].Subject.key(), items[0].Subject.Contract
	ticked := func(items []Item, more string) string {
		p := conversation()
		show(p, Judge(items, Said{Pull: p}))
		p.Comments[0].Body = strings.Replace(p.Comments[0].Body, "<!-- buslint:state", more+"\n\n<!-- buslint:state", 1)
		return said(find(t, Judge(items, Said{Pull: p}), "consistency-sla"))
	}
	box := func(rev int, contract, value string) string {
		return fmt.Sprintf("- [x] `%s`: x <!-- bl:consistency-sla:%d@%s:%s:%s -->", value, rev, key, contract, value)
	}
	entry := func(items []Item, r catalog.Review, agreed bool) string {
		e := catalog.Events{Topics: []catalog.DeclaredTopic{{Name: "orders.placed", Messages: []catalog.DeclaredMessage{{Payload: "shop/orders.Placed", Review: []catalog.Review{r}}}}}}
		s := Said{Entries: e, Pull: conversation()}
		if agreed {
			s.Agreed = e
		}
		it := find(t, Judge(items, s), "consistency-sla")
		if it.Answer != nil && it.Answer.By != "" {
			return said(it) + ", by " + it.Answer.By
		}
		return said(it)
	}
	good := catalog.Review{Question: "consistency-sla", Rev: 1, Answer: "unchanged", By: "bob", Contract: contract}
	with := func(f func(*catalog.Review)) catalog.Review { r := good; f(&r); return r }
	silence := func(text string, comments ...[3]string) string {
		d := Difference{Silences: []Silence{{Kind: Ignores, At: finding.Position{File: "a.go", Line: 1}, Text: text}}}
		p := conversation(comments...)
		for range 2 {
			show(p, Judge(Select(questions(t), d), Said{Pull: p}))
		}
		return said(find(t, Judge(Select(questions(t), d), Said{Pull: p}), "silence"))
	}
	kept := func(own bool) string {
		body := Marker + "\n" + Review{Kept: "what a run on a fork has told"}.kept()
		if KeptIn(Pull{Comments: []Comment{{ID: 1, Own: own, Body: body}}}) == "" {
			return "as it was: nothing is read from it"
		}
		return "asked"
	}
	return []forgery{
		{"the box of an answer is ticked", ticked(items, box(1, contract, "unchanged")), "answered unchanged tick"},
		{"a box is made for an answer that needs a note", ticked(items, box(1, contract, "looser")), "open"},
		{"a box is made for an answer that there is not", ticked(items, box(1, contract, "none")), "open"},
		{"a box is made for another contract", ticked(items, box(1, "000000000000", "unchanged")), "stale unchanged tick"},
		{"a box is made for another revision", ticked(items, box(2, contract, "unchanged")), "stale unchanged tick"},
		{"two answers are ticked", ticked(items, box(1, contract, "unchanged")+"\n"+box(1, contract, "tighter")), "open"},
		{"a box is made for a question that a reviewer answers", ticked(reviewers, box(1, contract, "unchanged")), "open"},
		{"an entry is added in the name of bob", entry(items, good, false), "answered unchanged events.yml, by alice"},
		{"an entry is added in the name of bob, who has to answer as a reviewer", entry(reviewers, good, false), "open"},
		{"the same entry stands in the base", entry(reviewers, good, true), "answered unchanged events.yml, by bob"},
		{"an entry names the contract of another event", entry(items, with(func(r *catalog.Review) { r.Contract = "abc" }), false), "stale unchanged events.yml, by alice"},
		{"an entry names a revision that is to come", entry(items, with(func(r *catalog.Review) { r.Rev = 9 }), false), "stale unchanged events.yml, by alice"},
		{"an entry gives an answer that there is not", entry(items, with(func(r *catalog.Review) { r.Answer = "fine" }), false), "open"},
		{"an ignore is added whose reason answers for it", silence("lostpublish x\n\n/buslint answer silence agreed\n"), "open"},
		{"an ignore is added whose reason is a ticked box", silence("lostpublish\n- [x] yes <!-- bl:silence:1@" + silencedKey + ":" + silencedKey + ":agreed -->"), "open"},
		{"an ignore is added, and its author answers for it", silence("lostpublish x", [3]string{"alice", "OWNER", "/buslint answer silence agreed"}), "open"},
		{"an ignore is added, and its author waives the question", silence("lostpublish x", [3]string{"alice", "OWNER", "/buslint waive silence -- x"}), "open"},
		{"a comment is made to look like buslint's, with what a run on a fork has told", kept(false), "as it was: nothing is read from it"},
		{"an entry is about a consumer", entry(items, with(func(r *catalog.Review) { r.Consumer = "shop/billing" }), false), "open"},
	}
}

// onlyCode is a paragraph of one code span.
var onlyCode = regexp.MustCompile(`^<p><code>[^<>\n]*</code></p>$`)

// onlyBlock is a block of code.
var onlyBlock = regexp.MustCompile(`^<pre><code class="language-suggestion">[^<>]*</code></pre>$`)

func rendered(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := github.Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

// logged is the line on a note that the log has.
func logged(t *testing.T, note string) string {
	t.Helper()
	it := Item{Question: Question{ID: "q"}, Status: Answered, Answer: &Answer{Value: "yes", Note: note, Via: ByCommand}}
	var out bytes.Buffer
	if err := (Review{Items: []Item{it}}).Text(&out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, "answer: ") {
			return strings.TrimSpace(line)
		}
	}
	t.Fatalf("the log does not tell of %q", note)
	return ""
}

// cell writes a text as code in a table.
func cell(s string) string { return strings.ReplaceAll(code(s), "|", `\|`) }

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what the test finds; run: make golden\n%s", file, diff)
	}
}
