package checklist

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	reader "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// command is what somebody writes in a comment, alone on a line:
//
//	/buslint answer consistency-sla@orders.placed looser -- search lags up to 5 s
//	/buslint waive retention -- the topic is gone next week
//	/buslint reopen consistency-sla@orders.placed
type command struct {
	Verb     verb
	Question string // its id
	Ref      string // of the subject; "" if there is but one
	Value    string // a word or, for a question without choices, the text; of answers alone
	Note     string // the reason of who waives or reopens
}

// verb is what a command does to a question.
type verb string

const (
	toAnswer verb = "answer"
	toWaive  verb = "waive"  // it need not be answered
	toReopen verb = "reopen" // what was answered before does not count
)

// String is the command as somebody could write it.
func (c command) String() string {
	out := slash + " " + string(c.Verb) + " " + c.Question
	if c.Ref != "" {
		out += "@" + c.Ref
	}
	if c.Value != "" {
		out += " " + c.Value
	}
	if c.Note != "" {
		out += " -- " + c.Note
	}
	return out
}

// How commands are written.
const (
	usage   = "/buslint answer QUESTION VALUE -- NOTE"
	usages  = usage + ", /buslint waive QUESTION -- REASON, or /buslint reopen QUESTION"
	noWords = "it cannot be read; write " + usages
)

const slash = "/buslint"

// commands reads the commands of a comment, and lists the lines that look like one and are none. Markdown decides what is a line: what stands in code,
// quotes, lists, HTML or its comments is somebody's text about a command.
func commands(body string) (cs []command, wrong []string) {
	for _, line := range plainLines([]byte(body)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != slash {
			continue
		}
		c, ok := parseCommand(line)
		if !ok {
			wrong = append(wrong, line)
			continue
		}
		cs = append(cs, c)
	}
	return cs, wrong
}

// markdown reads Markdown as GitHub does, in all that decides what is plain text.
var markdown = sync.OnceValue(func() reader.Parser { return goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser() })

// plainLines lists the lines of paragraphs that stand in nothing else and begin with plain text.
func plainLines(source []byte) []string {
	var out []string
	doc := markdown().Parse(text.NewReader(source))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		p, ok := n.(*ast.Paragraph)
		if !ok {
			continue
		}
		for i := range p.Lines().Len() {
			line := p.Lines().At(i)
			if beginsPlain(p, line.Start) {
				out = append(out, string(bytes.TrimSpace(line.Value(source))))
			}
		}
	}
	return out
}

// beginsPlain tells whether plain text stands at an offset: neither code nor HTML that began on a line before.
func beginsPlain(p *ast.Paragraph, at int) bool {
	for n := p.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok && t.Segment.Start <= at && at < t.Segment.Stop {
			return true
		}
	}
	return false
}

func parseCommand(line string) (command, bool) {
	rest, note, _ := strings.Cut(strings.TrimPrefix(line, slash)+" ", " -- ")
	words := strings.Fields(rest)
	if len(words) < 2 {
		return command{}, false
	}
	c := command{Verb: verb(words[0]), Note: strings.Join(strings.Fields(note), " ")}
	c.Question, c.Ref, _ = strings.Cut(words[1], "@")
	switch c.Verb {
	case toAnswer:
		c.Value = strings.Join(words[2:], " ")
		return c, c.Value != ""
	case toWaive, toReopen:
		c.Note = strings.Join(append(words[2:], strings.Fields(note)...), " ") // the dashes may be left out, as there is no value
		return c, true
	}
	return command{}, false
}
