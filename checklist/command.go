package checklist

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// command is an answer that somebody writes in a comment, alone on a line:
//
//	/buslint answer consistency-sla@orders.placed looser -- search lags up to 5 s
type command struct {
	Question string // its id
	Ref      string // of the subject; "" if there is but one
	Value    string // a word or, for a question without choices, the text
	Note     string
}

// String is the command as somebody could write it.
func (c command) String() string {
	out := slash + " answer " + c.Question
	if c.Ref != "" {
		out += "@" + c.Ref
	}
	out += " " + c.Value
	if c.Note != "" {
		out += " -- " + c.Note
	}
	return out
}

// usage is how a command is written.
const usage = "/buslint answer QUESTION VALUE -- NOTE"

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
var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()

// plainLines lists the lines of paragraphs that stand in nothing else and begin with plain text.
func plainLines(source []byte) []string {
	var out []string
	doc := markdown.Parse(text.NewReader(source))
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
	rest, note, _ := strings.Cut(strings.TrimPrefix(line, slash), " -- ")
	words := strings.Fields(rest)
	if len(words) < 3 || words[0] != "answer" {
		return command{}, false
	}
	c := command{Value: strings.Join(words[2:], " "), Note: strings.Join(strings.Fields(note), " ")}
	c.Question, c.Ref, _ = strings.Cut(words[1], "@")
	return c, true
}
