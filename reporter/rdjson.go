package reporter

import (
	"encoding/json"
	"io"
	"regexp"
	"strings"

	"github.com/buslint/buslint/finding"
)

// RDJSON prints the Reviewdog Diagnostic Format (github.com/reviewdog/reviewdog, proto/rdf), from which reviewdog makes comments of a review. Messages are
// markdown there. A fix of one edit in the finding's own file becomes a suggestion.
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
			if len(fix.Edits) == 1 && fix.Edits[0].Position.Path() == f.Position.Path() {
				e := fix.Edits[0]
				d.Suggestions = append(d.Suggestions, rdSuggestion{rdRangeOf(e.Position, e.End), e.New})
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

func (r Report) rdLocation(from, to finding.Position) rdLocation {
	file, _ := r.place(from)
	return rdLocation{file, rdRangeOf(from, to)}
}

func rdRangeOf(from, to finding.Position) rdRange {
	return rdRange{rdPosition{from.Line, from.Column}, rdPosition{to.Line, to.Column}}
}

// prose is a text that markdown leaves as it is: no markup, no HTML, nobody is mentioned, nothing is linked.
var prose = regexp.MustCompile(`^[\pL\pN .,;:()"'/→–-]*$`)

var ticks = regexp.MustCompile("`+")

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
