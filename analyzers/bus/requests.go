package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// A middleware may open a transaction for each request, keep it with the request, and call the handlers that the router found:
//
//	tx, _ := db.Begin()
//	next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), txKey{}, tx)))
//	tx.Commit()
//
// Which handlers these are is the router's secret. But a handler that takes the transaction from the request is called with one.

// requests lets middlewares call the handlers that take the transaction that they keep with the request.
func (p *Program) requests() {
	handlers := map[int32][]*Func{} // by key
	for _, f := range p.Funcs {
		for _, key := range f.taken() {
			handlers[key] = append(handlers[key], f)
		}
	}
	for _, f := range p.Funcs {
		keys := f.keptTransactions()
		if len(keys) == 0 {
			continue // nothing that a handler could take
		}
		for n := range f.Nodes {
			if !f.goesOn(int32(n)) {
				continue // not the rest of the request
			}
			for _, key := range keys {
				for _, h := range handlers[key] {
					if h != f && slices.Equal(f.parameters(), h.parameters()) {
						p.goingOn[CallSite{f, int32(n)}] = true
						p.addTarget(f, int32(n), target{fn: h, callback: true})
					}
				}
			}
		}
	}
}

// parameters lists the types of the parameters, without the receiver.
func (f *Func) parameters() []string {
	params := f.Params
	if f.Recv != "" {
		params = params[1:]
	}
	var out []string
	for _, p := range params {
		out = append(out, p.Type)
	}
	return out
}

// goesOn tells whether a call is of the rest of a request's handlers: a library's way to do it, or a captured function that is given what this one was.
func (f *Func) goesOn(n int32) bool {
	c := &f.Nodes[n]
	if c.Op != table.Call {
		return false
	}
	if m := f.program.model(c.Name); m != nil && m.Next {
		return true
	}
	return c.Mode == table.Dynamic && len(f.calls[n].targets) == 0 && f.Parent != "" && f.Nodes[strip(f, c.Args[0])].Op == table.FreeVar && len(c.Args)-1 == len(f.Params)
}

// keptTransactions lists the keys under which a function keeps transactions with the request that it has begun itself.
func (f *Func) keptTransactions() []int32 {
	var out []int32
	for n := range f.Nodes {
		if f.Nodes[n].Op != table.Call {
			continue
		}
		key, val, _, ok := f.contextValue(int32(n))
		if m := f.program.model(f.Nodes[n].Name); m != nil && m.Keep != nil {
			key, val, ok = f.keep(int32(n), m.Keep.Key, m.Keep.Value)
		}
		if ok && f.begun(val) && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// taken lists the keys of what a function takes from a request, itself or with functions that do just that.
func (f *Func) taken(above ...*Func) []int32 {
	var out []int32
	for n := range f.Nodes {
		if f.Nodes[n].Op != table.Call {
			continue
		}
		if key, ok := f.takesKept(int32(n)); ok {
			out = append(out, key)
			continue
		}
		for _, t := range f.calls[n].targets {
			if t.fn == nil || t.fn == f || slices.Contains(above, t.fn) || len(t.fn.Results) == 0 || !f.program.transaction(t.fn.Results[0]) {
				continue // it may return something else if there is no transaction
			}
			out = append(out, t.fn.taken(append(above, f)...)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// takesKept recognises a call that takes a value from a request or its context.
func (f *Func) takesKept(n int32) (key int32, ok bool) {
	if f.Nodes[n].Op != table.Call {
		return 0, false
	}
	if key, _, ok := f.contextLookup(n); ok {
		return key, true
	}
	if m := f.program.model(f.Nodes[n].Name); m != nil && m.Kept != nil {
		key, _, ok = f.keep(n, m.Kept.Key, m.Kept.Key)
	}
	return key, ok
}

// keep finds key and value at a call that keeps a value.
func (f *Func) keep(n int32, key, value models.Path) (k, v int32, ok bool) {
	a, _, found := f.argument(n, key)
	b, _, also := f.argument(n, value)
	if !found || !also {
		return 0, 0, false
	}
	return f.contextKey(a), b, true
}

// begun tells whether a value is a transaction that this function begins, itself or with a function that returns it.
func (f *Func) begun(n int32) bool {
	call := strip(f, n)
	if f.Nodes[call].Op == table.Load {
		obj := f.object(f.Nodes[call].Args[0])
		return obj >= 0 && slices.ContainsFunc(f.stores[obj], func(s store) bool { return s.key == wholeKey && f.begun(s.value) })
	}
	if f.Nodes[call].Op == table.Extract {
		call = f.Nodes[call].Args[0]
	}
	return f.Nodes[call].Op == table.Call && slices.ContainsFunc(f.calls[call].targets, func(t target) bool { return t.model != nil && t.model.Begin != nil })
}

// transaction tells whether a type is that of transactions.
func (p *Program) transaction(typ string) bool {
	t := p.models.Type(bareType(typ))
	return t != nil && t.Is == "tx"
}

// keepersOf lists the calls that keep a value with a request under a key, outside tests.
func (p *Program) keepersOf(key int32) []CallSite {
	if p.keepers == nil {
		p.keepers = map[int32][]CallSite{}
		for _, f := range p.Funcs {
			for n := range f.Nodes {
				if k, _, ok := f.keepsValue(int32(n)); ok && !f.tests() {
					p.keepers[k] = append(p.keepers[k], CallSite{f, int32(n)})
				}
			}
		}
	}
	return p.keepers[key]
}

// keepsValue recognises a call that keeps a value with a request.
func (f *Func) keepsValue(n int32) (key, value int32, ok bool) {
	if f.Nodes[n].Op != table.Call {
		return 0, 0, false
	}
	m := f.program.model(f.Nodes[n].Name)
	if m == nil || m.Keep == nil {
		return 0, 0, false
	}
	return f.keep(n, m.Keep.Key, m.Keep.Value)
}

// keptBy lists the calls that keep what a place takes from a request.
func (f *Func) keptBy(pl Place) []CallSite {
	if pl.Root != FromNode {
		return nil
	}
	call := pl.Index
	if node := &f.Nodes[call]; node.Op == table.Extract && node.Index == 0 {
		call = node.Args[0]
	}
	if f.Nodes[call].Op != table.Call {
		return nil
	}
	if m := f.program.model(f.Nodes[call].Name); m == nil || m.Kept == nil {
		return nil
	}
	key, _ := f.takesKept(call)
	return f.program.keepersOf(key)
}
