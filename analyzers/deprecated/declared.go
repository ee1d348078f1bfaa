package deprecated

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// dates tells of deprecations whose end is not said, too soon, or sooner than was said before.
func dates(s *catalog.State) []finding.Finding {
	var before []catalog.Ended
	if s.Base != nil {
		before = s.Base.Events.Endings()
	}
	var out []finding.Finding
	tell := func(d catalog.Ended, severity finding.Severity, key, text string) {
		path := slices.Clone(d.Path)
		if !d.Bare {
			path = append(path, key)
		}
		out = append(out, s.Finding("deprecated", severity, text, d.Name, path...))
	}
	for _, d := range s.File.Endings() {
		was := slices.IndexFunc(before, func(o catalog.Ended) bool { return o.Name == d.Name && o.V == d.V })
		switch {
		case d.Sunset == "":
			tell(d, finding.Warning, "since", fmt.Sprintf("%s is deprecated without a sunset, so nobody knows when it ends", d))
		case was >= 0 && before[was].Sunset > d.Sunset:
			tell(d, finding.Error, "sunset", fmt.Sprintf("%s now ends on %s, before the %s that its consumers were told", d, d.Sunset, before[was].Sunset))
		case d.Since != "" && days(d.Since, d.Sunset) < int(s.File.Defaults.MinGrace/(24*time.Hour)):
			tell(d, finding.Warning, "sunset", fmt.Sprintf("%s ends %d days after its deprecation, not the %d that are promised", d, days(d.Since, d.Sunset), int(s.File.Defaults.MinGrace/(24*time.Hour))))
		}
	}
	return out
}

// days counts the days between two dates.
func days(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a) / (24 * time.Hour))
}

// replacements tells of those that are not there.
func replacements(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	for _, d := range s.File.Endings() {
		if d.Replacement == "" {
			continue // it ends without one
		}
		tell := func(text string) {
			out = append(out, s.Finding("deprecated", finding.Error, text, d.Name, append(slices.Clone(d.Path), "replacement")...))
		}
		r, known := s.File.Replaces(d.Replacement)
		if !known {
			tell(fmt.Sprintf("replacement %q of %s is not declared, so nobody can move to it", d.Replacement, d))
			continue
		}
		here := slices.ContainsFunc(s.Edges, func(e catalog.Edge) bool { return e.Direction == catalog.Publish && d.Of(&s.File.Events, e) })
		if here && !s.Partial && !slices.ContainsFunc(s.Edges, func(e catalog.Edge) bool { return r.Publishes(&s.File.Events, e) }) {
			tell(fmt.Sprintf("replacement %q of %s is published nowhere, so nobody can move to it", d.Replacement, d))
		}
	}
	return out
}

// comments tells of types whose "Deprecated:" comment does not agree with the file.
func comments(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	for _, d := range s.File.Endings() {
		t, known := s.Types[d.Payload]
		if d.V == 0 || !known || t.Deprecated {
			continue
		}
		f := finding.Finding{
			Rule: "deprecated", Severity: finding.Warning, Text: fmt.Sprintf("%s is deprecated in events.yml and has no \"Deprecated:\" comment", bus.Short(d.Payload)),
			Symbol: d.Payload, Position: t.Position, End: t.Position, Package: t.Package, Topic: d.Name,
		}
		if edit, ok := comment(t, d); ok {
			f.Fixes = []finding.Fix{{Text: "Add the comment that tells of the deprecation", Edits: []finding.Edit{edit}}}
		}
		out = append(out, f)
	}
	for i, t := range s.File.Topics {
		for j, m := range t.Messages {
			for k, v := range m.Versions {
				if t.Deprecated == nil && t.Lifecycle != "deprecated" && v.Deprecated == nil && s.Types[v.Payload].Deprecated {
					out = append(out, s.Finding("deprecated", finding.Warning, fmt.Sprintf("%s is deprecated by its comment and not in events.yml", bus.Short(v.Payload)), t.Name, "topics", i, "messages", j, "versions", k, "type"))
				}
			}
			if t.Deprecated == nil && t.Lifecycle != "deprecated" && s.Types[m.Payload].Deprecated {
				out = append(out, s.Finding("deprecated", finding.Warning, fmt.Sprintf("%s is deprecated by its comment and not in events.yml", bus.Short(m.Payload)), t.Name, "topics", i, "messages", j, "type"))
			}
		}
	}
	return out
}

// comment writes the comment above a type that is declared on a line of its own, alone or in a group.
func comment(t catalog.GoType, d catalog.Ended) (finding.Edit, bool) {
	indent := ""
	switch t.Position.Column {
	case len("type ") + 1:
	case 2:
		indent = "\t"
	default:
		return finding.Edit{}, false
	}
	text := "// Deprecated: " + strings.Join(strings.Fields(says(d)), " ") + ".\n"
	if t.Documented {
		text = "//\n" + indent + text
	}
	at := finding.Position{Module: t.Position.Module, File: t.Position.File, Line: t.Position.Line, Column: 1}
	return finding.Edit{Position: at, End: at, New: indent + text}, true
}

func says(d catalog.Ended) string {
	var parts []string
	if d.Sunset != "" {
		parts = append(parts, "ends on "+d.Sunset)
	}
	if d.Replacement != "" {
		parts = append(parts, "use "+d.Replacement)
	}
	if d.Reason != "" {
		parts = append(parts, strings.TrimRight(d.Reason, ". "))
	}
	if parts == nil {
		return "it is to end"
	}
	return strings.Join(parts, "; ")
}
