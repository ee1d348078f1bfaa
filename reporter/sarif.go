package reporter

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/buslint/buslint/finding"
)

// mostResults is how many results of a run GitHub keeps.
const mostResults = 5000

// SARIF prints the Static Analysis Results Interchange Format 2.1.0, which GitHub code scanning and editors read: rules, findings with the way that the
// program takes as code flows, fingerprints and fixes. Of more than 5,000 findings, which is what GitHub takes, the worst are kept, and a notification
// tells how many are left out.
func SARIF(w io.Writer, r Report) error {
	kept := r.Findings
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: name, URI: home, Version: r.Version, Rules: []sarifRule{}}},
		Automation: sarifAutomation{path.Join(name, r.Root) + "/"},
		Roots:      map[string]sarifRoot{root: {sarifText{"the folder of the repository"}}},
		Columns:    "utf16CodeUnits",
		Results:    []sarifResult{},
	}
	done := sarifInvocation{Successful: len(r.Problems) == 0}
	for _, p := range r.Problems {
		done.Notifications = append(done.Notifications, sarifNotification{"error", sarifText{escape("could not be analysed: " + p)}})
	}
	if n := len(kept) - mostResults; n > 0 {
		kept = slices.SortedFunc(slices.Values(worst(kept)[:mostResults]), finding.Finding.Compare)
		done.Notifications = append(done.Notifications, sarifNotification{"warning", sarifText{fmt.Sprintf("findings left out, as there are more than %d: %d", mostResults, n)}})
	}
	run.Invocations = []sarifInvocation{done}
	index := map[string]int{}
	for _, rule := range r.Rules {
		index[rule.Name] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, describe(rule))
	}
	for _, f := range kept {
		result := r.result(f)
		if i, ok := index[f.Rule]; ok {
			result.Index = &i
		}
		run.Results = append(run.Results, result)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// describe tells of a rule. Its page has more than its text: links, and an example that is marked up.
func describe(r Rule) sarifRule {
	out := sarifRule{ID: r.Name, Short: sarifText{r.Summary}, Help: sarifText{r.Doc}, URI: r.URL, Default: sarifLevel{level(r.Severity)}}
	out.Full.Text = r.Why
	out.Properties.Tags = []string{"event-bus"}
	if r.Family != "" {
		out.Properties.Tags = append(out.Properties.Tags, strings.ReplaceAll(strings.ToLower(r.Family), " ", "-"))
	}
	out.Properties.Severity = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "recommendation"}[r.Severity]
	return out
}

func (r Report) result(f finding.Finding) sarifResult {
	out := sarifResult{
		Rule: f.Rule, Level: level(f.Severity), Message: sarifText{escape(f.Text)},
		Locations:    []sarifLocation{{Physical: r.physical(f.Position, f.End), Logical: []sarifLogical{{f.Symbol}}}},
		Fingerprints: map[string]string{"buslint/v1": f.Fingerprint},
	}
	if len(f.Path) > 0 {
		var flow sarifFlow
		for _, x := range f.Path {
			at := sarifLocation{Physical: r.physical(x.Position, x.Position), Message: &sarifText{escape(x.Note)}, Logical: []sarifLogical{{x.Func}}}
			flow.Locations = append(flow.Locations, sarifStep{at})
		}
		out.Flows = []sarifFlows{{[]sarifFlow{flow}}}
	}
	for _, fix := range f.Fixes {
		if fix, ok := r.fix(fix); ok {
			out.Fixes = append(out.Fixes, fix)
		}
	}
	return out
}

// fix lists the edits by file, in their order. Where the columns are not known there is no fix: it would replace whole lines.
func (r Report) fix(fix finding.Fix) (out sarifFix, ok bool) {
	out.Description.Text = escape(fix.Text)
	for _, e := range fix.Edits {
		region := r.region(e.Position, e.End)
		if region.Column == 0 {
			return sarifFix{}, false
		}
		at := r.artifact(e.Position)
		i := slices.IndexFunc(out.Changes, func(c sarifChange) bool { return c.Artifact == at })
		if i < 0 {
			i = len(out.Changes)
			out.Changes = append(out.Changes, sarifChange{Artifact: at})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, sarifReplacement{*region, sarifText{e.New}})
	}
	return out, len(out.Changes) > 0
}

// root stands for the folder of the repository in locations.
const root = "%SRCROOT%"

func (r Report) artifact(p finding.Position) sarifArtifact {
	file, inside := r.place(p)
	out := sarifArtifact{URI: (&url.URL{Path: file}).String()}
	if inside {
		out.Base = root
	}
	return out
}

func (r Report) physical(from, to finding.Position) sarifPhysical {
	return sarifPhysical{r.artifact(from), r.region(from, to)}
}

// region counts columns in UTF-16 code units. Without the lines they are not known, and are left out.
func (r Report) region(from, to finding.Position) *sarifRegion {
	out := &sarifRegion{Line: max(from.Line, 1), EndLine: max(from.Line, to.Line, 1)}
	first, last := r.line(from), r.line(to)
	if first == "" || last == "" {
		return out
	}
	out.Column, out.EndColumn = utf16Column(first, from.Column), utf16Column(last, to.Column)
	return out
}

// utf16Column turns a column that counts bytes into one that counts UTF-16 code units.
func utf16Column(line string, column int) int {
	before := line[:min(max(column-1, 0), len(line))]
	n := 1
	for len(before) > 0 {
		r, size := utf8.DecodeRuneInString(before)
		n++
		if r >= 0x10000 {
			n++ // a pair of surrogates
		}
		before = before[size:]
	}
	return n
}

func level(s finding.Severity) string {
	if s == finding.Info {
		return "note"
	}
	return string(s)
}

// escape writes a text so that it holds no link: brackets make links in messages.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(finding.Clean(s))
}
