package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// mayHandOver tells whether call n runs functions that were kept in a list, and the function around it can put them into the same list of another object
// instead: that of the transaction around, whose end they then wait for.
//
//	if parent != nil {
//		parent.add(t.callbacks...)
//		return
//	}
//	for _, callback := range t.callbacks {
//		callback()
//	}
func (f *Func) mayHandOver(n int32) bool {
	if f.Nodes[n].Mode != table.Dynamic {
		return false
	}
	elem := &f.Nodes[strip(f, f.Nodes[n].Args[0])]
	if elem.Op != table.Elem {
		return false
	}
	list := f.listField(elem.Args[0])
	if list == "" {
		return false
	}
	return slices.ContainsFunc(f.callNodes, func(c int32) bool {
		return slices.ContainsFunc(f.Nodes[c].Args, func(a int32) bool { return f.listField(a) == list }) &&
			slices.ContainsFunc(f.calls[c].targets, func(t target) bool { return t.fn != nil && t.fn.extends(list, map[*Func]bool{}) })
	}) || f.extendsFrom(list)
}

// listField is the field that a value was read from, "" if it comes from elsewhere.
func (f *Func) listField(n int32) string {
	n = strip(f, n)
	if f.Nodes[n].Op == table.Load {
		n = strip(f, f.Nodes[n].Args[0])
	}
	if f.Nodes[n].Op != table.FieldOf {
		return ""
	}
	return f.Nodes[n].Name
}

// extends tells whether a function appends to a list in a field, itself or in what it calls.
func (f *Func) extends(field string, seen map[*Func]bool) bool {
	if seen[f] {
		return false
	}
	seen[f] = true
	return slices.ContainsFunc(f.program.stores[f.program.keys.id(field)], func(r nodeRef) bool {
		return r.fn == f && f.Nodes[strip(f, r.node)].Op == table.Append
	}) || slices.ContainsFunc(f.callNodes, func(c int32) bool {
		return slices.ContainsFunc(f.calls[c].targets, func(t target) bool { return t.fn != nil && t.fn.extends(field, seen) })
	})
}

// extendsFrom tells whether a function appends a list in a field to that of another object.
func (f *Func) extendsFrom(field string) bool {
	return slices.ContainsFunc(f.program.stores[f.program.keys.id(field)], func(r nodeRef) bool {
		if r.fn != f {
			return false
		}
		appended := &f.Nodes[strip(f, r.node)]
		return appended.Op == table.Append && slices.ContainsFunc(appended.Args[1:], func(a int32) bool { return f.listField(a) == field })
	})
}
