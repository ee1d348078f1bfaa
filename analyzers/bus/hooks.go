package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// Hooked is a publish by a function that an ORM calls while it runs a statement.
type Hooked struct {
	Effect *Effect
	Hook   *Func
	Own    bool // the ORM itself opens a transaction around the statement
}

// Hooked lists the publishes by hooks, each once. What is published in a transaction that the hook opens itself is told with that.
func (p *Program) Hooked() []Hooked {
	if p.hooked != nil {
		return p.hooked
	}
	p.InTx()
	p.hooked = []Hooked{}
	given := p.givenToLibraries()
	seen := map[CallSite]bool{}
	for _, f := range p.Funcs {
		h := f.hook(given)
		if h == nil {
			continue
		}
		for _, e := range f.sum.Effects {
			if e.Kind != Publish || e.InTx || !p.Feasible(f, e) {
				continue // an outbox of the hook's transaction, for one
			}
			if e = e.innermost(); !seen[e.At] {
				seen[e.At] = true
				p.hooked = append(p.hooked, Hooked{Effect: e, Hook: f, Own: h.In == "own" && !p.isSet(h.OwnUnset)})
			}
		}
	}
	return p.hooked
}

// hook returns what is known of f if an ORM calls it around a statement.
func (f *Func) hook(given map[string][]string) *models.Hook {
	params, method := f.Params, ""
	if f.Recv != "" {
		params, method = params[1:], methodName(f.Name)
	}
	types := make([]string, len(params))
	for i, p := range params {
		types[i] = p.Type
	}
	h := f.program.models.Hook(method, types, f.Results)
	if h == nil || f.Generated() || h.Given && !slices.ContainsFunc(given[bareType(f.Recv)], func(pkg string) bool { return slices.Contains(h.Packages, pkg) }) {
		return nil // a method of the same name, of a type that no ORM sees
	}
	return h
}

// givenToLibraries lists, by type, the packages whose functions are given values of it: as they are, in lists, or as pointers.
func (p *Program) givenToLibraries() map[string][]string {
	out := map[string][]string{}
	for _, f := range p.Funcs {
		for n := range f.Nodes {
			c := &f.Nodes[n]
			if !isCall(c.Op) || c.Mode == table.Dynamic {
				continue
			}
			pkg := packageOf(c.Name)
			if p.tables[pkg] != nil {
				continue // not a library
			}
			for _, a := range c.Args {
				values := []int32{a}
				if list := f.object(a); list >= 0 { // variadic arguments
					for _, s := range f.stores[list] {
						values = append(values, s.value)
					}
				}
				for _, v := range values {
					if typ := bareType(strings.TrimLeft(f.Nodes[v].Type, "*[]")); typ != "" && f.Nodes[v].Op == table.Convert && !slices.Contains(out[typ], pkg) {
						out[typ] = append(out[typ], pkg)
					}
				}
			}
		}
	}
	return out
}

// isSet tells whether the program sets a field to true anywhere.
func (p *Program) isSet(field string) bool {
	return field != "" && slices.ContainsFunc(p.stores[p.keys.id(field)], func(s nodeRef) bool {
		v := &s.fn.Nodes[strip(s.fn, s.node)]
		return v.Op != table.Const || v.Name == "true" // or decided elsewhere
	})
}
