package checklist

import (
	"slices"
	"strings"
	"testing"
)

func TestCommandsStandAlone(t *testing.T) {
	t.Parallel()
	const a = "/buslint answer q yes"
	for _, c := range []struct {
		name, body string
		want       int
	}{
		{"alone", a, 1},
		{"after a paragraph", "Hello\n\n" + a, 1},
		{"on a line of a paragraph", "Hello\n" + a + "\nbye", 1},
		{"with line ends of browsers", "Hello\r\n\r\n" + a + "\r\n", 1},
		{"up to three spaces in", "   " + a, 1},
		{"two", a + "\n" + a, 2},
		{"with code in the note", a + " -- keyed by `order_id`", 1},
		{"in a sentence", "try " + a, 0},
		{"in code", "`" + a + "`", 0},
		{"in code over lines", "`x\n" + a + "\n`", 0},
		{"in a fence", "```\n" + a + "\n```", 0},
		{"in a fence of tildes", "~~~sh\n" + a + "\n~~~", 0},
		{"in a fence that does not end", "````\n```\n" + a, 0},
		{"in indented code", "x\n\n    " + a, 0},
		{"behind a tab", "\t" + a, 0},
		{"in a quote", "> " + a, 0},
		{"in a quote that goes on", "> x\n" + a, 0},
		{"in a list", "- " + a, 0},
		{"in a list item's paragraph", "- x\n\n  " + a, 0},
		{"in an HTML comment", "<!--\n" + a + "\n-->", 0},
		{"in an HTML comment that does not end", "<!-- x\n\n" + a, 0},
		{"in an HTML comment in a paragraph", "x <!--\n" + a + "\n-->", 0},
		{"in an HTML block", "<details>\n" + a + "\n</details>", 0},
		{"in preformatted text", "<pre>\n\n" + a + "\n\n</pre>", 0},
		{"in a heading", a + "\n---", 0},
		{"in a table", "| x |\n|---|\n| " + a + " |", 0},
		{"of somebody else", "/buslinter answer q yes", 0},
		{"escaped", "\\" + a, 0},
		{"in a link's text", "[x\n" + a + "\n](https://example.com)", 0},
		{"emphasised", "**x\n" + a + "**", 0},
	} {
		cs, wrong := commands(c.body)
		if len(cs) != c.want || len(wrong) > 0 {
			t.Errorf("%s: %d commands and %q, want %d", c.name, len(cs), wrong, c.want)
		}
	}
}

func TestCommandForm(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]command{
		"/buslint answer q yes":                             {toAnswer, "q", "", "yes", ""},
		"/buslint   answer q@a.b/c~1f  yes  --  a  --  b ":  {toAnswer, "q", "a.b/c~1f", "yes", "a -- b"},
		"/buslint answer owner team orders, with -dashes--": {toAnswer, "owner", "", "team orders, with -dashes--", ""},
		"/buslint waive q@a no longer  sent":                {toWaive, "q", "a", "", "no longer sent"},
		"/buslint waive q -- no longer -- sent":             {toWaive, "q", "", "", "no longer -- sent"},
		"/buslint waive q":                                  {toWaive, "q", "", "", ""},
		"/buslint reopen q@a":                               {toReopen, "q", "a", "", ""},
		"/buslint reopen q -- it is not so":                 {toReopen, "q", "", "", "it is not so"},
	} {
		cs, wrong := commands(line)
		if !slices.Equal(cs, []command{want}) || len(wrong) > 0 {
			t.Errorf("%s: %+v %q, want %+v", line, cs, wrong, want)
		}
	}
	for _, line := range []string{"/buslint", "/buslint answer", "/buslint answer q", "/buslint answer q -- note", "/buslint waive", "/buslint Waive q x", "/buslint close q"} {
		if cs, wrong := commands(line); len(cs) > 0 || len(wrong) != 1 {
			t.Errorf("%s: %v %q", line, cs, wrong)
		}
	}
}

// FuzzComment reads any comment, and shows what it says in a comment that reads back the same.
func FuzzComment(f *testing.F) {
	f.Add("/buslint answer delivery at-least-once -- `x` <!-- @all --> ```")
	f.Add("/buslint answer owner <!-- buslint:state e30= -->")
	f.Add("/buslint answer owner ```\n/buslint answer owner ~~~ \x1b[31m \u202e")
	f.Fuzz(func(t *testing.T, body string) {
		qs, err := Builtin(rules)
		if err != nil {
			t.Fatal(err)
		}
		items := Select(qs, added(placed(1)))
		p := conversation([3]string{"alice", "NONE", body})
		r := Judge(items, Said{Pull: p})
		show(p, r)
		own := p.own()
		if len(own) != 1 {
			t.Fatalf("the comment is not known again: %q", r.Comment())
		}
		again := Judge(items, Said{Pull: p})
		if got := strings.ReplaceAll(again.Comment(), "\r\n", "\n"); got != r.Comment() {
			t.Errorf("the second run writes something else:\n%s\nthan the first:\n%s", got, r.Comment())
		}
		if n := len(boxes(r.Comment())); n != len(boxes(Judge(items, Said{Pull: conversation()}).Comment())) && again.Open() == r.Open() && r.Open() == len(items) {
			t.Errorf("%d boxes: a comment makes boxes", n)
		}
	})
}
