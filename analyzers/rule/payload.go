package rule

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/finding"
)

// Absence is what a rule says of payload types that lack something.
type Absence struct {
	Rule     string
	Payload  string // text for one payload type
	Envelope string // text for an envelope whose payloads all lack it
	Wrapper  string // text for a publisher of the program's own, if all that goes through it lacks it
	Has      func(bus.Payload) bool
}

// Payloads tells of each payload type that lacks something once: at its declaration, or where it is published first if that is elsewhere. If several
// types lack it because of one envelope around them, or of one publisher that they all go through, that one is told of instead.
func Payloads(p *bus.Program, a Absence) []finding.Finding {
	c := causes{lacking: map[any][]string{}, having: map[any]bool{}}
	payloads := slices.DeleteFunc(p.Payloads(), func(x bus.Payload) bool { return len(x.Sites) == 0 }) // not all of the way was seen
	for _, x := range payloads {
		c.count(x, a.Has(x))
	}
	told := map[any]bool{}
	var out []finding.Finding
	for _, x := range payloads {
		if a.Has(x) || !slices.ContainsFunc(x.Sites, func(e *bus.Effect) bool { return p.Reports(e.At.Func) }) {
			continue // fine, or nobody asked
		}
		cause := c.of(x)
		if cause != nil && told[cause] {
			continue
		}
		var f finding.Finding
		switch at := cause.(type) {
		case *bus.Type:
			f = x.Sites[0].Finding(a.Rule, severity(x), a.Envelope)
			Declared(&f, at)
		case bus.CallSite:
			f = x.Sites[0].Finding(a.Rule, severity(x), a.Wrapper)
			f.Position, f.End = at.At()
			f.Symbol, f.Package = at.Func.Declared(), at.Func.Table.Package
			f.Path = []finding.Frame{at.Frame("publishes " + bus.Short(x.Type.Name) + " and others")}
		default:
			f = x.Sites[0].Finding(a.Rule, severity(x), a.Payload)
			Declared(&f, x.Type)
		}
		if cause != nil || slices.ContainsFunc(x.Sites, func(e *bus.Effect) bool { return e.Topic() != f.Topic }) {
			f.Topic = "" // of several
		}
		if cause != nil {
			told[cause] = true
		}
		out = append(out, f)
	}
	return out
}

// severity of what a payload lacks: a warning, but advice where nobody stores the messages or sends them again.
func severity(x bus.Payload) finding.Severity {
	if slices.ContainsFunc(x.Sites, func(e *bus.Effect) bool { return !e.AtMostOnce() }) {
		return finding.Warning
	}
	return finding.Info
}

// Payload tells of a payload type once: at its declaration, or where it is published first if that is elsewhere or generated. It tells whether anybody asked.
func Payload(p *bus.Program, x bus.Payload, rule string, severity finding.Severity, text string) (finding.Finding, bool) {
	if !slices.ContainsFunc(x.Sites, func(e *bus.Effect) bool { return p.Reports(e.At.Func) }) {
		return finding.Finding{}, false
	}
	f := x.Sites[0].Finding(rule, severity, text)
	f.Symbol = x.Type.Name
	if !x.Type.Generated() {
		Declared(&f, x.Type)
	}
	return f, true
}

// Declared moves a finding to the declaration of a type, if that is the program's own.
func Declared(f *finding.Finding, t *bus.Type) {
	f.Symbol = t.Name
	if t.Table.Main && !t.Foreign {
		at := t.At()
		f.Position, f.End, f.Package = at, at, t.Table.Package
	}
}

// causes counts the types that lack something by what they all go through: envelopes (*bus.Type) and calls of publishers (bus.CallSite).
type causes struct {
	lacking map[any][]string
	having  map[any]bool
}

func (c causes) count(x bus.Payload, has bool) {
	for _, k := range through(x) {
		if has {
			c.having[k] = true
		} else if !slices.Contains(c.lacking[k], x.Type.Name) {
			c.lacking[k] = append(c.lacking[k], x.Type.Name)
		}
	}
}

// of is the one thing that a type and others that lack the same go through, nil if there is none.
func (c causes) of(x bus.Payload) any {
	for _, k := range through(bus.Payload{Envelope: x.Envelope, Sites: x.Sites[:1]}) {
		if !c.having[k] && len(c.lacking[k]) > 1 {
			return k
		}
	}
	return nil
}

// through lists what a type goes through: its envelope, and the calls on the way from its sites to the library, the library's first.
func through(x bus.Payload) []any {
	var out []any
	if x.Envelope != nil && x.Envelope.Table.Main {
		out = append(out, x.Envelope)
	}
	for _, s := range x.Sites {
		var calls []any
		for e := s.Next; e != nil; e = e.Next {
			if e.At.Func.Table.Main {
				calls = append(calls, e.At)
			}
		}
		slices.Reverse(calls)
		out = append(out, calls...)
	}
	return out
}
