package schemabreak

import (
	_ "embed"
	"fmt"
	"path"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/payload"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{
	Name: "schemabreak", Family: rule.Contract, Severity: finding.Error, Default: true, Declared: true, Shapes: true, History: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find,
}

func find(p *bus.Program) []finding.Finding {
	s := p.Declared()
	if len(s.Locks) == 0 && s.Base == nil {
		return nil
	}
	out := rewritten(s)
	for _, c := range s.Contracts() {
		breaks := s.Breaks(c)
		for i, v := range breaks {
			if i == 0 || v.Path != breaks[i-1].Path { // of several at one place, the worst
				f := broken(s, c, v)
				f.Since = s.Changed(c)
				out = append(out, f)
			}
		}
		if text := unlocked(s, c); text != "" && len(breaks) == 0 {
			out = append(out, at(s, c, "", finding.Info, text))
		}
	}
	return s.Asked(out)
}

// at makes a finding at the declaration of a field of a payload, or where the payload is published or consumed if it is declared elsewhere.
func at(s *catalog.State, c catalog.Contract, field string, severity finding.Severity, text string) finding.Finding {
	f := c.Edges[0].Finding("schemabreak", severity, text)
	if pos := s.Field(c.Payload, field); pos.Line > 0 {
		f.Position, f.End, f.Package, f.Symbol = pos, pos, s.Types[c.Payload].Package, c.Payload
	}
	return f
}

var severities = map[payload.Severity]finding.Severity{payload.Break: finding.Error, payload.Lossy: finding.Error, payload.Risk: finding.Warning, payload.Unknown: finding.Info}

func broken(s *catalog.State, c catalog.Contract, v payload.Verdict) finding.Finding {
	consumers := s.Consumers(c, v.Path)
	change := v.ID + " " + payload.Name(v.ID)
	if c.Shape.Codec == payload.Protobuf {
		change = v.ID // buf's name of it
	}
	what := fmt.Sprintf("%q", c.Event)
	if v.Path != "" {
		what += " " + v.Path
	}
	f := at(s, c, v.Path, severities[v.Severity], fmt.Sprintf("%s: %s, so %s (%s)", what, change, effect(v, consumers), v.Severity))
	f.Path = append(f.Path, finding.Frame{Func: c.Payload, Note: fmt.Sprintf("%s; %s (change %s)", v.Why, v.Fix, v.Fingerprint), Position: f.Position})
	for _, u := range consumers {
		note := fmt.Sprintf("consumes %q", u.Topic.Name)
		if v.Path != "" && u.Sure {
			note += " and reads " + v.Path
		}
		f.Path = append(f.Path, finding.Frame{Func: u.Function, Note: note, Position: u.Position})
	}
	return f
}

// effect says what a change does to those who read.
func effect(v payload.Verdict, consumers []catalog.Use) string {
	if v.Direction == payload.Backward {
		return "what was stored before " + map[payload.Severity]string{payload.Break: "cannot be read", payload.Lossy: "is misread", payload.Risk: "may be misread", payload.Unknown: "may be misread"}[v.Severity]
	}
	who := "consumers"
	if len(consumers) > 0 {
		who = path.Base(consumers[0].Who())
		if n := len(consumers) - 1; n > 0 {
			who += fmt.Sprintf(" and %d more", n)
		}
	}
	return who + map[payload.Severity]string{payload.Break: " cannot read it", payload.Lossy: " misread it", payload.Risk: " may misread it", payload.Unknown: " may misread it"}[v.Severity]
}

// unlocked says that nothing compares the next change with the payload as it is, "" if its lock does.
func unlocked(s *catalog.State, c catalog.Contract) string {
	switch {
	case len(s.Locks) == 0, c.Mode == payload.None:
		return "" // nobody locks, or nothing is promised
	case len(c.History) == 0:
		return fmt.Sprintf("%q has no lock, so nothing compares its next change", c.Event)
	case c.History[len(c.History)-1].Hash != c.Shape.Hash():
		return fmt.Sprintf("%q changed since its lock %d, so nothing compares its next change", c.Event, len(c.History))
	}
	return ""
}

// rewritten finds locks that are not those of the base with revisions added.
func rewritten(s *catalog.State) []finding.Finding {
	if s.Base == nil {
		return nil
	}
	var out []finding.Finding
	for _, event := range catalog.LockedEvents(s.Base.Locks) {
		if err := s.Locks[event].Appended(s.Base.Locks[event]); err != nil {
			lock := s.Base.Locks[event][0]
			where := finding.Position{File: lock.File(), Line: 1, Column: 1}
			out = append(out, finding.Finding{Rule: "schemabreak", Severity: finding.Error, Text: err.Error(), Symbol: event, Position: where, End: where, Since: true})
		}
	}
	return out
}
