package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Remark is a finding that a pull request is told of, or what is suggested to be written there. File is slash-separated and relative to the repository.
type Remark struct {
	Rule        string           `json:"rule"`
	Severity    finding.Severity `json:"severity"`
	File        string           `json:"file"`
	Line        int              `json:"line"`
	EndLine     int              `json:"end_line"`
	Text        []string         `json:"text"` // what is wrong, and after it lines that explain it
	Fingerprint string           `json:"fingerprint"`
	Suggestion  []string         `json:"suggestion,omitempty"` // lines to write in the place of these
	Changed     bool             `json:"changed"`              // the pull request changes all its lines: it may be told beside them
}

// Lint is what the rules find in what a pull request changes.
type Lint struct {
	Remarks []Remark         // the worst first: see [Lint.Sorted]
	FailOn  finding.Severity // least severity that fails, "" for none
}

// Sorted is the same with the worst first.
func (l Lint) Sorted() Lint {
	l.Remarks = slices.SortedStableFunc(slices.Values(l.Remarks), func(a, b Remark) int { return cmp.Compare(b.Severity.Rank(), a.Severity.Rank()) })
	return l
}

// Failing counts the remarks that keep a pull request from being merged.
func (l Lint) Failing() int {
	n := 0
	for _, r := range l.Remarks {
		if l.FailOn != "" && r.Severity.Rank() >= l.FailOn.Rank() {
			n++
		}
	}
	return n
}

// maxLintAnnotations is how many remarks the check run shows at their lines: ten requests.
const maxLintAnnotations = 500

// Check is the check run that shows the findings on a head commit.
func (l Lint) Check(head string) *Check {
	c := &Check{Name: LintName, HeadSHA: head, Conclusion: l.conclusion(), Title: l.title(), Summary: l.summary(), Text: l.Markdown()}
	for _, r := range l.Remarks[:min(len(l.Remarks), maxLintAnnotations)] {
		level := Notice
		switch r.Severity {
		case finding.Error:
			level = Danger
		case finding.Warning:
			level = Caution
		}
		c.Annotations = append(c.Annotations, Annotation{
			File: r.File, Line: r.Line, EndLine: max(r.Line, r.EndLine), Level: level, Title: "buslint " + r.Rule, Message: clipTo(strings.Join(r.Text, "\n"), maxRemark),
		})
	}
	c.seal()
	return c
}

func (l Lint) conclusion() Conclusion {
	switch {
	case l.Failing() > 0:
		return Failure
	case len(l.Remarks) > 0:
		return Neutral
	}
	return Success
}

func (l Lint) title() string {
	if len(l.Remarks) == 0 {
		return "Nothing found in what changed"
	}
	return count(len(l.Remarks), "finding") + " in what changed"
}

func (l Lint) summary() string {
	if n := len(l.Remarks) - maxLintAnnotations; n > 0 {
		return fmt.Sprintf("The worst %d are shown at their lines, %d more are not: `buslint lint --new-from-rev` tells all.", maxLintAnnotations, n)
	}
	if n := l.Failing(); n > 0 {
		return fmt.Sprintf("%s must be repaired before this is merged, or ignored with a reason: `//buslint:ignore rule reason`.", count(n, "finding"))
	}
	return "Nothing that was found keeps this from being merged."
}

// Markdown lists the findings for people.
func (l Lint) Markdown() string {
	p := page{budget: maxComment}
	p.put("### Lint: " + l.title() + "\n\n")
	left := 0
	for _, r := range l.Remarks {
		text := fmt.Sprintf("- %s **%s** %s: %s\n", r.Severity, r.Rule, code(fmt.Sprintf("%s:%d", r.File, r.Line)), code(r.first()))
		if left > 0 || !p.put(text) {
			left++
		}
	}
	if left > 0 {
		fmt.Fprintf(&p.out, "\n%s not shown for want of room: `buslint lint --new-from-rev` tells all.\n", count(left, "finding"))
	}
	return p.out.String()
}

// first is what is wrong, without the explanation.
func (r Remark) first() string {
	if len(r.Text) == 0 {
		return r.Rule
	}
	return r.Text[0]
}

// maxRemark is how much of a finding is told, in characters. Ways through a program are long at times.
const maxRemark = 8000

var remarkMark = lazyregexp.New(`^<!-- buslint:finding:v1 ([0-9a-f]{1,64}) -->`)

// RemarkOf is the fingerprint of the finding that a comment on lines tells, "" if it is no such comment.
func RemarkOf(body string) string {
	m := remarkMark.FindStringSubmatch(body)
	if m == nil {
		return ""
	}
	return m[1]
}

// Body is the remark as a comment beside its lines.
func (r Remark) Body() string {
	what := "**" + r.Rule + "**"
	if r.Severity != "" {
		what += fmt.Sprintf(" (%s)", r.Severity)
	}
	text := fmt.Sprintf("<!-- buslint:finding:v1 %s -->\n%s: %s\n", r.Fingerprint, what, code(clip(r.first())))
	for i, line := range r.Text {
		if item := "\n- " + code(clip(line)); i > 0 && len(text)+len(item) < maxRemark {
			text += item
		}
	}
	if len(r.Suggestion) > 0 {
		text += "\n" + fenced("suggestion", r.Suggestion)
	}
	return text + "\n"
}
