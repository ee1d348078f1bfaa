package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// Missing notes that packages of the program could not be analysed: they may call anything.
func (p *Program) Missing() { p.missing = true }

// Idle tells whether a function of this name surely never runs: it is part of an application, and neither a main function leads to it, nor what others may
// import or call through an interface.
func (p *Program) Idle(name string) bool {
	f := p.byName[name]
	return f != nil && !p.partial && !p.missing && p.application(f.Table.Module) && !p.lives(f)
}

// application tells whether a module has a main function.
func (p *Program) application(module string) bool {
	if p.applications == nil {
		p.applications = map[string]bool{}
		for _, f := range p.Funcs {
			if f.isMain() {
				p.applications[f.Table.Module] = true
			}
		}
	}
	return p.applications[module]
}

func (f *Func) isMain() bool { return f.Recv == "" && f.Parent == "" && methodName(f.Name) == "main" }

// initialises tells whether a function runs when its package is initialised.
func (f *Func) initialises() bool {
	name := methodName(f.Name)
	return f.Recv == "" && f.Parent == "" && (name == "init" || strings.HasPrefix(name, "init#"))
}

// runs tells whether a main function, or the initialisation of a package, may lead to a function.
func (p *Program) runs(f *Func) bool {
	if p.running == nil {
		roots := slices.DeleteFunc(slices.Clone(p.Funcs), func(g *Func) bool { return !g.isMain() })
		if len(roots) > 0 {
			roots = append(roots, slices.DeleteFunc(slices.Clone(p.Funcs), func(g *Func) bool { return !g.initialises() })...)
		}
		p.running = p.reached(roots, false)
	}
	return p.running[f]
}

// lives tells whether a main function may lead to a function, or code of others: what they can import, methods of what they are given, and of what becomes an
// interface of theirs.
func (p *Program) lives(f *Func) bool {
	if p.alive == nil {
		given := map[string]bool{}
		for _, t := range p.tables {
			for _, c := range t.Conversions {
				if to := p.types[c.To]; to == nil || to.Foreign {
					given[c.From] = true
				}
			}
		}
		roots := slices.DeleteFunc(slices.Clone(p.Funcs), func(g *Func) bool {
			return !g.isMain() && !g.initialises() && !g.importable() && !given[g.Recv]
		})
		p.alive = p.reached(roots, true)
	}
	return p.alive[f]
}

// importable tells whether other modules may call a function: it is exported by a package that is neither a command nor internal, of a module that can be
// downloaded.
func (f *Func) importable() bool {
	host, _, _ := strings.Cut(f.Table.Module, "/")
	if f.Parent != "" || !exported(methodName(f.Name)) || !strings.Contains(host, ".") {
		return false
	}
	if slices.Contains(strings.Split(f.Table.Package, "/"), "internal") {
		return false
	}
	return !slices.ContainsFunc(f.Table.Funcs, func(g *table.Func) bool { return g.Name == f.Table.Package+".main" })
}

// reached lists the functions that some lead to, by calls and as values; with handed, also the methods of what is handed to libraries.
func (p *Program) reached(roots []*Func, handed bool) map[*Func]bool {
	out := map[*Func]bool{}
	var work []*Func
	reach := func(g *Func) {
		if g != nil && !out[g] {
			out[g] = true
			work = append(work, g)
		}
	}
	for _, g := range roots {
		reach(g)
	}
	for len(work) > 0 {
		g := work[len(work)-1]
		work = work[:len(work)-1]
		for n := range g.Nodes {
			node := &g.Nodes[n]
			if node.Op == table.Closure || node.Op == table.FuncRef {
				reach(p.byName[node.Name])
			}
			for _, t := range p.boundMethods(node) {
				reach(t.fn)
			}
			for _, t := range g.calls[n].targets {
				reach(t.fn)
			}
			if !handed || !isCall(node.Op) || slices.ContainsFunc(g.calls[n].targets, func(t target) bool { return t.fn != nil }) {
				continue
			}
			for _, a := range node.Args {
				t := p.types[elemType(g.valueType(strip(g, a)))]
				if t == nil || t.Foreign {
					continue
				}
				for _, m := range t.Methods {
					reach(p.byName[m.Func])
				}
			}
		}
	}
	return out
}
