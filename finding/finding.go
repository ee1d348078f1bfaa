// Package finding describes one defect as plain data: what is wrong, where, how bad, and how the program gets there.
//
// Findings know nothing of go/analysis or of how they are printed. Files are slash-separated and relative to the module's root folder;
// lines and columns count from 1, columns in bytes.
package finding

import (
	"cmp"
	"fmt"
	"path"
	"slices"
)

// Severity says how sure and how bad a finding is: an Error loses, duplicates or corrupts data on a path that can be shown, a Warning depends on
// something the analysis cannot see, Info is advice.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Rank orders severities: 3 for Error, 2 for Warning, 1 for Info, 0 for anything else.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Info:
		return 1
	}
	return 0
}

// ParseSeverity reads the name of a severity.
func ParseSeverity(s string) (Severity, error) {
	if v := Severity(s); v.Rank() > 0 {
		return v, nil
	}
	return "", fmt.Errorf("severity %q is none of error, warning, info", s)
}

// Position is a place in a file. File is relative to the module root, or to Module's root when that is not empty.
type Position struct {
	Module string `json:"module,omitempty"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.Path(), p.Line, p.Column) }

// Path is the file's name, with its module's in front if it is of another one.
func (p Position) Path() string { return path.Join(p.Module, p.File) }

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column), cmp.Compare(p.Module, q.Module))
}

// Frame is one step of the way from the place that decides (a transaction opened) to the place that goes wrong (the publish).
type Frame struct {
	Func     string   `json:"func"` // function that holds the position, such as (*shop/orders.Service).Place
	Note     string   `json:"note"` // what happens there: "transaction opened", "calls Bus.Publish"
	Position Position `json:"position"`
}

// Edit replaces the text from Position to End of one file by New.
type Edit struct {
	Position Position `json:"position"`
	End      Position `json:"end"`
	New      string   `json:"new"`
	Any      bool     `json:"-"` // an insertion: of several at one place, any may come first
}

// Fix is a change that repairs the finding and changes nothing else; Text is a capitalised verb phrase.
type Fix struct {
	Text  string `json:"text"`
	Edits []Edit `json:"edits"`
}

// Finding is one defect.
type Finding struct {
	Rule        string   `json:"rule"`
	Severity    Severity `json:"severity"`
	Text        string   `json:"text"`   // one sentence, lower case, no full stop, at most 100 characters
	Symbol      string   `json:"symbol"` // declaration concerned: the payload type of a payload rule, otherwise the enclosing function
	Position    Position `json:"position"`
	End         Position `json:"end"`
	Path        []Frame  `json:"path,omitempty"`
	Fixes       []Fix    `json:"fixes,omitempty"`
	Fingerprint string   `json:"fingerprint"` // stable over moves within a file; set by Fingerprint

	Package string     `json:"-"` // import path of the package that holds Position
	Topic   string     `json:"-"` // topic or event name concerned, "" if unknown
	Folded  []Position `json:"-"` // calls in wrappers that the last frame of Path names without their places
	Since   bool       `json:"-"` // told of what an earlier revision had otherwise: it is new wherever it stands
}

// Compare orders findings by place, rule, text and path, so that output is the same on every run.
func (f Finding) Compare(g Finding) int {
	return cmp.Or(f.Position.Compare(g.Position), cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Text, g.Text), f.End.Compare(g.End),
		slices.CompareFunc(f.Path, g.Path, func(a, b Frame) int {
			return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Func, b.Func), cmp.Compare(a.Note, b.Note))
		}), cmp.Compare(f.Symbol, g.Symbol))
}
