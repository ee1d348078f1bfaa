package catalog

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// eventsText is a YAML text that is edited: places of its tree name what is cut and put in. The tree knows where nodes begin; where they end is read from
// the text.
type eventsText struct {
	mark    []byte // of the byte order, which the parser does not count
	data    []byte
	lines   []int // where each begins, and the end of the last one
	newline string
	edits   []edit
	odd     bool // something would be lost
}

// edit puts a text in the place of data[from:to].
type edit struct {
	from, to int
	text     string
}

func newEventsText(data []byte) *eventsText {
	d := &eventsText{newline: "\n"}
	if rest, found := bytes.CutPrefix(data, []byte("\ufeff")); found {
		d.mark, data = data[:len(data)-len(rest)], rest
	}
	if i := bytes.IndexByte(data, '\n'); i > 0 && data[i-1] == '\r' {
		d.newline = "\r\n"
	}
	d.data, d.lines = data, []int{0}
	for i, r := range string(data) {
		switch {
		case r == '\r' && bytes.HasPrefix(data[i:], []byte("\r\n")): // ends with the next character
		case r == '\n', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029': // what YAML takes for the end of a line
			d.lines = append(d.lines, i+utf8.RuneLen(r))
		}
	}
	if d.lines[len(d.lines)-1] < len(data) {
		d.lines = append(d.lines, len(data))
	}
	return d
}

// bytes is the text after all edits.
func (d *eventsText) bytes() []byte {
	out := d.mark
	at := 0
	slices.SortStableFunc(d.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	for _, e := range d.edits {
		out = append(append(out, d.data[at:e.from]...), e.text...)
		at = e.to
	}
	return append(out, d.data[at:]...)
}

// place is a node, and the line (counted from 1) before which it ends.
type place struct {
	*yaml.Node
	before int
}

// key finds the value of a mapping's key.
func (p place) key(key string) (place, bool) {
	for i := 0; i+1 < len(p.Content); i += 2 {
		if p.Content[i].Value == key {
			return place{p.Content[i+1], p.end(i + 2)}, true
		}
	}
	return place{}, false
}

// of is the value of a key that a mapping has.
func (p place) of(key string) place {
	v, _ := p.key(key)
	return v
}

// item is an element of a list.
func (p place) item(i int) place { return place{p.Content[i], p.end(i + 1)} }

// end is where what stands before the i-th part of a node ends.
func (p place) end(i int) int {
	if i < len(p.Content) && !flows(p.Node) {
		return p.Content[i].Line
	}
	return p.before
}

// top is the place of the whole file.
func (d *eventsText) top(root *yaml.Node) place { return place{root, len(d.lines)} }

// add puts an element into the list of a mapping's key, which the mapping may lack.
func (d *eventsText) add(p place, key string, m mapping) {
	if list, found := p.key(key); found {
		d.appendItem(list, m)
	} else {
		d.appendPair(p, yamlPair{key: key, list: []mapping{m}})
	}
}

// offset is where a node begins.
func (d *eventsText) offset(n *yaml.Node) int {
	at := d.lines[n.Line-1]
	for range n.Column - 1 {
		_, size := utf8.DecodeRune(d.data[at:])
		at += size
	}
	return at
}

// line is the text of a line, without what ends it.
func (d *eventsText) line(n int) string {
	return strings.TrimRight(string(d.data[d.lines[n-1]:d.lines[n]]), "\r\n\u0085\u2028\u2029")
}

// lineEnd is where a line ends, before what ends it.
func (d *eventsText) lineEnd(n int) int { return d.lines[n-1] + len(d.line(n)) }

var noContent = regexp.MustCompile(`^[ \t]*-?[ \t]*(#.*)?$|^\.\.\.`) // a dash alone begins what follows

// lastLine is the last line of what stands at a place: behind it there are only blank lines and comments.
func (d *eventsText) lastLine(p place) int {
	leaf := p.Node
	for len(leaf.Content) > 0 && !flows(leaf) {
		leaf = leaf.Content[len(leaf.Content)-1]
	}
	if leaf.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return d.lastIndented(leaf, p.before)
	}
	n := p.before - 1
	for n > leaf.Line && noContent.MatchString(d.line(n)) {
		n--
	}
	return n
}

// lastIndented is the last line of a text that stands in lines of its own: one that looks like a comment is none there.
func (d *eventsText) lastIndented(n *yaml.Node, before int) int {
	last, indent := n.Line, 0
	for l := n.Line + 1; l < before; l++ {
		text := d.line(l)
		rest := strings.TrimLeft(text, " ")
		switch {
		case rest == "" && !strings.Contains(d.line(n.Line), "+"):
			continue // blank lines at its end are no part of it, unless it keeps them
		case rest != "" && indent == 0:
			indent = len(text) - len(rest)
		case rest != "" && len(text)-len(rest) < indent:
			return last
		}
		last = l
	}
	return last
}

// flows tells whether a list or mapping is written with brackets. All within it is too.
func flows(n *yaml.Node) bool { return n.Style&yaml.FlowStyle != 0 }

// flowEnd is where a node within brackets ends.
func (d *eventsText) flowEnd(n *yaml.Node) int {
	if n.Kind == yaml.ScalarNode {
		return d.scalarEnd(place{Node: n}, true)
	}
	at := d.offset(n) + 1
	if len(n.Content) > 0 {
		at = d.flowEnd(n.Content[len(n.Content)-1])
	}
	for at < len(d.data) && d.data[at] != ']' && d.data[at] != '}' {
		if d.data[at] == '#' {
			at += len(untilBreak(d.data[at:]))
		} else {
			at++
		}
	}
	return at + 1
}

func untilBreak(data []byte) []byte {
	if i := bytes.IndexAny(data, "\r\n\u0085\u2028\u2029"); i >= 0 {
		return data[:i]
	}
	return data
}

var (
	doubleQuoted = regexp.MustCompile(`(?s)^"(\\.|[^"\\])*"`)
	singleQuoted = regexp.MustCompile(`(?s)^'(''|[^'])*'`)
	// afterPlain is what ends a text without quotes, and afterFlow one within brackets.
	afterPlain = regexp.MustCompile(`[ \t]#|\s*$`)
	afterFlow  = regexp.MustCompile(`[ \t]#|\s*[][{},]|\s*$`)
)

// scalarEnd is where a text, number or the like ends.
func (d *eventsText) scalarEnd(p place, inFlow bool) int {
	at := d.offset(p.Node)
	switch {
	case p.Style&yaml.DoubleQuotedStyle != 0:
		return at + len(doubleQuoted.Find(d.data[at:]))
	case p.Style&yaml.SingleQuotedStyle != 0:
		return at + len(singleQuoted.Find(d.data[at:]))
	case p.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return d.lineEnd(d.lastIndented(p.Node, p.before))
	case inFlow:
		return at + afterFlow.FindIndex(d.data[at:])[0]
	}
	return at + afterPlain.FindIndex(d.data[at:d.lineEnd(d.lastLine(p))])[0]
}

// replaceScalar writes a value in the place of another one, of a mapping that is written with brackets or not.
func (d *eventsText) replaceScalar(p place, inFlow bool, value string) {
	if p.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 && strings.Contains(d.line(p.Line), "#") {
		d.odd = true // a comment behind the mark of a text in lines of its own
	}
	d.edits = append(d.edits, edit{d.offset(p.Node), d.scalarEnd(p, inFlow), value})
}

// appendPair adds a key to a mapping that has some.
func (d *eventsText) appendPair(p place, added yamlPair) {
	if flows(p.Node) {
		d.appendFlow(p, p.Content[len(p.Content)-2], added.flow())
	} else {
		d.insertLines(p, added.block())
	}
}

// appendItem adds an element to a list.
func (d *eventsText) appendItem(p place, m mapping) {
	switch {
	case !flows(p.Node):
		d.insertLines(p, m.item())
	case len(p.Content) == 0:
		at := d.offset(p.Node) + 1
		d.edits = append(d.edits, edit{at, at, m.flow()})
	default:
		d.appendFlow(p, p.Content[len(p.Content)-1], m.flow())
	}
}

// insertLines writes lines behind those of a place, as far to the right as it begins.
func (d *eventsText) insertLines(p place, lines []string) {
	at := d.lineEnd(d.lastLine(p))
	for _, line := range lines {
		d.edits = append(d.edits, edit{at, at, d.newline + strings.Repeat(" ", p.Column-1) + line})
	}
}

var lineRest = regexp.MustCompile(`^[ \t]*(,?)[ \t]*(#.*)?$`)

// appendFlow adds a text to what is written with brackets. last is where its last part begins: if that stands on a line of its own, so does the text.
func (d *eventsText) appendFlow(p place, last *yaml.Node, text string) {
	end := d.flowEnd(p.Content[len(p.Content)-1])
	before := d.data[d.lines[last.Line-1]:d.offset(last)]
	if len(bytes.TrimLeft(before, " \t")) > 0 {
		d.edits = append(d.edits, edit{end, end, ", " + text})
		return
	}
	text = d.newline + string(before) + text
	rest := untilBreak(d.data[end:])
	switch m := lineRest.FindSubmatch(rest); {
	case m == nil: // a bracket follows
		d.edits = append(d.edits, edit{end, end, "," + text})
	case len(m[1]) > 0:
		end += len(rest)
		d.edits = append(d.edits, edit{end, end, text + ","})
	default:
		d.edits = append(d.edits, edit{end, end, ","}, edit{end + len(rest), end + len(rest), text})
	}
}

// appendLines writes lines behind all.
func (d *eventsText) appendLines(lines []string) {
	end := len(d.data)
	text := strings.Join(lines, d.newline) + d.newline
	if end > 0 && !bytes.HasSuffix(d.data, []byte("\n")) {
		text = d.newline + text
	}
	d.edits = append(d.edits, edit{end, end, text})
}
