package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// effort is what a call puts into the handling of a message, and so what its failure means.
type effort uint8

const (
	idle    effort = iota // logs, measures, tidies up: its failure means nothing
	decodes               // looks at the message and no more: what fails once fails always
	asks                  // reads what others keep
	works                 // changes something, or has somebody else do it
)

// Names only make less of a call: a check of what came is no work, and figures are not what a message is for.
var (
	checkName  = lazyregexp.New(`(?i)valid`)
	decodeName = lazyregexp.New(`(^|\.)(Parse|Decode|Unmarshal|Deseriali[sz]e|Unpack|Decompress)([A-Z]\w*)?$`)
	figureName = lazyregexp.New(`(?i)metric|telemetry|analytics`)
)

// effort tells it of a call.
func (f *Func) effort(n int32) effort {
	if f.logs(n) || f.exits(n) || figureName.MatchString(Short(f.Nodes[n].Name)) {
		return idle
	}
	if checkName.MatchString(Short(f.Nodes[n].Name)) {
		return decodes
	}
	if f.Nodes[n].Mode == table.Invoke && decodeName.MatchString(Short(f.Nodes[n].Name)) && f.errorResult(n) >= 0 && !f.givenContext(n) {
		return decodes // one of several formats, even if another needs a schema registry
	}
	out := idle
	for _, t := range f.calls[n].targets {
		switch {
		case t.model != nil:
			out = max(out, f.effortOf(n, t.model))
		case t.fn != nil:
			out = max(out, t.fn.efforts())
		}
	}
	if len(f.calls[n].targets) == 0 {
		return f.foreign(n)
	}
	return out
}

// effortOf tells it of a library's call.
func (f *Func) effortOf(n int32, m *models.Func) effort {
	switch {
	case m.Settle != nil || m.Consume != nil || m.Log || m.Neutral:
		return idle
	case m.Publish != nil || m.Outbox != nil || m.Network || m.Begin != nil || m.Commit != nil || f.isWrite(n, m):
		return works
	case m.Read != nil:
		return asks
	case m.Unmarshal != nil:
		return decodes
	case m.Callback != nil:
		if !m.Callback.InTx.IsZero() {
			return works
		}
		out := idle
		if a, _, ok := f.argument(n, models.Path{Root: "arg", Index: m.Callback.Arg}); ok {
			for _, t := range f.functions(a, nil) {
				if t.fn != nil {
					out = max(out, t.fn.efforts())
				}
			}
		}
		return out
	}
	return idle
}

// foreign tells it of a call that nobody has looked into: one that is given a context goes elsewhere, others are taken to look at what they are given.
func (f *Func) foreign(n int32) effort {
	c := &f.Nodes[n]
	switch {
	case f.errorResult(n) < 0:
		return idle
	case c.Mode == table.Dynamic:
		return works // a handler that somebody gave
	case f.program.standard(c.Name):
		return decodes
	case f.program.models.Package(packageOf(c.Name)):
		return idle // its model knows of nothing that matters
	case c.Mode == table.Invoke && f.program.types[bareType(c.Type)] != nil && !f.program.types[bareType(c.Type)].Foreign:
		return works // the program's own interface, made elsewhere
	case f.givenContext(n):
		return works
	}
	return decodes
}

func (f *Func) givenContext(n int32) bool {
	return slices.ContainsFunc(f.Nodes[n].Args, func(a int32) bool { return f.valueType(a) == "context.Context" })
}

// efforts is the most that a function does.
func (f *Func) efforts() effort {
	if !f.effortKnown {
		f.effortKnown = true // nothing, while it is being found out: a recursive function
		for n := range f.Nodes {
			if isCall(f.Nodes[n].Op) && f.Nodes[n].Block >= 0 {
				f.most = max(f.most, f.effort(int32(n)))
			}
		}
		if f.most == idle && slices.Contains(f.Results, "error") {
			f.most = decodes // a check
		}
	}
	return f.most
}

// workResult is which result of a call says whether it worked, or -1.
func (f *Func) workResult(n int32) int32 {
	if res := f.errorResult(n); res >= 0 {
		return res
	}
	for _, t := range f.calls[n].targets {
		if t.fn != nil {
			return int32(slices.Index(t.fn.Results, "error"))
		}
		if t.model == nil {
			continue
		}
		for _, e := range []models.Path{errorPath(t.model.Publish), writeError(t.model)} {
			if e.Root == "result" {
				return int32(e.Index)
			}
		}
	}
	return -1
}

func errorPath(m *models.Publish) models.Path {
	if m == nil || m.Async == "true" {
		return models.Path{}
	}
	return m.Error
}

func writeError(m *models.Func) models.Path {
	if m.Write == nil {
		return models.Path{}
	}
	return m.Write.Error
}
