package reporter

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// RDJSON prints the Reviewdog Diagnostic Format (github.com/reviewdog/reviewdog, proto/rdf), from which reviewdog makes comments of a review. Messages are
// markdown there. A fix in the finding's own file becomes a suggestion.
func RDJSON(w io.Writer, r Report) error {
	doc := rdResult{Source: rdSource{name, home}, Diagnostics: []rdDiagnostic{}}
	for _, f := range r.Findings {
		d := rdDiagnostic{
			Message:  markdown(f.Text),
			Location: r.rdLocation(f.Position, f.End),
			Severity: map[finding.Severity]string{finding.Error: "ERROR", finding.Warning: "WARNING", finding.Info: "INFO"}[f.Severity],
			Code:     rdCode{f.Rule, r.rule(f.Rule).URL},
		}
		if why := r.rule(f.Rule).Why; why != "" {
			d.Message += "\n\n" + markdown(why)
		}
		for _, x := range f.Path {
			d.Related = append(d.Related, rdRelated{markdown(x.Note), r.rdLocation(x.Position, x.Position)})
		}
		for _, fix := range f.Fixes {
			if s, ok := r.rdSuggestion(f, fix); ok {
				d.Suggestions = append(d.Suggestions, s)
			}
		}
		doc.Diagnostics = append(doc.Diagnostics, d)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

type rdResult struct {
	Source      rdSource       `json:"source"`
	Diagnostics []rdDiagnostic `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"related_locations,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"` // exclusive
}

// rdPosition counts columns in bytes, as findings do.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

// rdSuggestion makes a fix one text that replaces another: several edits become the whole lines from the first to the last. It is not ok if the fix changes
// other files, or the lines are not known.
func (r Report) rdSuggestion(f finding.Finding, fix finding.Fix) (rdSuggestion, bool) {
	edits := slices.Clone(fix.Edits)
	if len(edits) == 0 || slices.ContainsFunc(edits, func(e finding.Edit) bool { return e.Position.Path() != f.Position.Path() }) {
		return rdSuggestion{}, false
	}
	if len(edits) == 1 {
		return rdSuggestion{rdRangeOf(edits[0].Position, edits[0].End), edits[0].New}, true
	}
	if r.Line == nil {
		return rdSuggestion{}, false
	}
	from, to := edits[0].Position, edits[0].End
	for _, e := range edits {
		from.Line, to.Line = min(from.Line, e.Position.Line), max(to.Line, e.End.Line)
	}
	from.Column = 1
	var lines []string
	for at := from; at.Line <= to.Line; at.Line++ {
		lines = append(lines, strings.TrimSuffix(r.Line(at), "\r"))
	}
	to.Column = len(lines[len(lines)-1]) + 1
	for i := range edits {
		edits[i].Position.Line -= from.Line - 1
		edits[i].End.Line -= from.Line - 1
	}
	text, err := finding.Rewrite([]byte(strings.Join(lines, "\n")), edits)
	return rdSuggestion{rdRangeOf(from, to), string(text)}, err == nil
}

func (r Report) rdLocation(from, to finding.Position) rdLocation {
	file, _ := r.place(from)
	return rdLocation{file, rdRangeOf(from, to)}
}

func rdRangeOf(from, to finding.Position) rdRange {
	return rdRange{rdPosition{from.Line, from.Column}, rdPosition{to.Line, to.Column}}
}

// prose is a text that markdown leaves as it is: no markup, no HTML, nobody is mentioned, nothing is linked.
var prose = lazyregexp.New(`^[\pL\pN .,;:()"'/→–-]*$`)

var ticks = lazyregexp.New("`+")

// markdown is a text as it reads in markdown: prose, or else code, in which nothing has a meaning.
func markdown(s string) string {
	s = finding.Clean(s)
	if prose.MatchString(s) && !strings.Contains(s, "://") && !strings.Contains(s, "www.") && !strings.HasPrefix(s, "-") {
		return s
	}
	fence := "`"
	for _, t := range ticks.FindAllString(s, -1) {
		if len(t) >= len(fence) {
			fence = t + "`"
		}
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
