package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// spot finds what a node is a part of. Equal spots of a function are one place; a variable that is assigned once is what it is assigned.
func (f *Func) spot(n int32) spot {
	var path []int32
	keys := &f.program.keys
	for {
		node := &f.Nodes[n]
		switch node.Op {
		case table.Convert:
			n = node.Args[0]
			continue
		case table.FieldOf:
			path = append(path, keys.id(node.Name))
			n = node.Args[0]
			continue
		case table.Elem:
			k := elemKey
			if node.Name != "" {
				k = keys.id(keyMark + node.Name)
			}
			path = append(path, k)
			n = node.Args[0]
			continue
		case table.Load:
			if v, ok := f.once(node.Args[0]); ok {
				n = v
				continue
			}
			if obj := f.object(node.Args[0]); obj >= 0 {
				n = obj
			}
		case table.Alloc:
			if v, ok := f.once(n); ok && f.program.isMap(node.Type) {
				n = v // a pointer to a map, or a variable that holds one
				continue
			}
		case table.Extract:
			n = f.resultNode(node.Args[0], node.Index)
		case table.FreeVar:
			n = f.freeNode(node.Index)
		case table.Global:
			n = f.globalNode(node.Name)
		case table.Call:
			if a, fields, ok := f.same(n); ok {
				for _, k := range slices.Backward(f.program.fieldKeys(fields)) {
					path = append(path, k)
				}
				n = a
				continue
			}
		}
		slices.Reverse(path)
		return spot{n, path}
	}
}

// once is the value of a variable that is assigned once, and nowhere else.
func (f *Func) once(cell int32) (int32, bool) {
	cell = strip(f, cell)
	if f.Nodes[cell].Op != table.Alloc {
		return 0, false
	}
	value, n := int32(0), 0
	for _, s := range f.stores[cell] {
		if s.key == wholeKey {
			value = s.value
			n++
		}
	}
	return value, n == 1 && strip(f, value) != cell && !f.assignedInClosure(cell)
}

// same is the argument that a library's call returns as it is.
func (f *Func) same(n int32) (int32, []string, bool) {
	targets := f.calls[n].targets
	if len(targets) != 1 || targets[0].model == nil || targets[0].model.Same.IsZero() {
		return 0, nil, false
	}
	return f.argument(n, targets[0].model.Same)
}

// globalNode is the first node of a package variable, which stands for it.
func (f *Func) globalNode(name string) int32 {
	return int32(slices.IndexFunc(f.Nodes, func(n table.Node) bool { return n.Op == table.Global && n.Name == name }))
}

// valueType is the type of a node's value, "" if it is not kept. A variable stands for the pointer to it.
func (f *Func) valueType(n int32) string {
	var seen []int32
	return f.typeBeyond(n, &seen)
}

// typeBeyond is the type of a value without a look at phis that were seen: a loop may make them of this one.
func (f *Func) typeBeyond(n int32, seen *[]int32) string {
	node := &f.Nodes[n]
	switch node.Op {
	case table.Alloc:
		return "*" + node.Type
	case table.Call, table.Append:
		return node.Out
	case table.Parameter:
		return f.paramType(node.Index)
	case table.Convert:
		switch arg := &f.Nodes[node.Args[0]]; {
		case node.Type != "":
			return node.Type
		case node.Name != "":
			return node.Name // asserted
		case arg.Op == table.Alloc:
			return arg.Type // its content
		}
		return f.typeBeyond(node.Args[0], seen)
	case table.Load:
		return strings.TrimPrefix(f.typeBeyond(node.Args[0], seen), "*")
	case table.FreeVar:
		if m := f.madeBy(); m != nil {
			cell := m.Func.Nodes[m.Node].Args[node.Index]
			return strings.TrimPrefix(m.Func.valueType(cell), "*")
		}
	case table.Phi:
		if slices.Contains(*seen, n) {
			return ""
		}
		*seen = append(*seen, n)
		for _, a := range node.Args {
			if typ := f.typeBeyond(a, seen); typ != "" {
				return typ
			}
		}
	}
	return node.Type
}

func (f *Func) paramType(i int32) string {
	if int(i) < len(f.Params) {
		return f.Params[i].Type
	}
	return ""
}

func (f *Func) paramName(i int32) string {
	if int(i) < len(f.Params) {
		return f.Params[i].Name
	}
	return ""
}

// paramOf is the parameter of a target that argument i of a call becomes.
func (f *Func) paramOf(n int32, t target, i int32) (int32, bool) {
	for p := range t.fn.Params {
		if a, ok := f.arg(n, t, int32(p)); ok && a == f.Nodes[n].Args[i] {
			return int32(p), true
		}
	}
	return 0, false
}

// shares tells whether who is given a value of a type can change what the giver has: it is a pointer, a map or an interface.
func (p *Program) shares(typ string) bool {
	t := p.types[bareType(typ)]
	return strings.HasPrefix(typ, "*") || strings.HasPrefix(typ, "interface") || typ == "any" || p.isMap(typ) || t != nil && t.Interface
}

// isMap tells whether a type is a map.
func (p *Program) isMap(typ string) bool {
	if strings.HasPrefix(typ, "map[") {
		return true
	}
	if m := p.models.Type(typ); m != nil {
		return m.Map
	}
	t := p.types[typ]
	return t != nil && strings.HasPrefix(t.Text, "map[")
}

// optionPath is the path of a type's option: its fields, or its key.
func (p *Program) optionPath(t *models.Type, option string) int32 {
	if t.Map {
		return p.paths.id([]int32{p.keys.id(keyMark + option)})
	}
	return p.paths.id(p.fieldKeys(strings.Split(option, ".")))
}

// site is a store, by what it stores into.
type sites map[int32][]CallSite

// storeSites lists the stores of the program outside its tests by the last key of where they store: a field's bare name, a key of a map, a package
// variable.
func (p *Program) storeSites() sites {
	if p.sites != nil {
		return p.sites
	}
	p.sites = sites{}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for n := range f.Nodes {
			if f.Nodes[n].Op != table.Store {
				continue
			}
			to := f.target(int32(n))
			k := wholeKey
			if len(to.path) > 0 {
				k = p.keys.bare[to.path[len(to.path)-1]]
			} else if g := &f.Nodes[to.root]; g.Op == table.Global {
				k = p.keys.id(globalMark + g.Name)
			}
			if k != wholeKey {
				p.sites[k] = append(p.sites[k], CallSite{f, int32(n)})
			}
		}
	}
	return p.sites
}

// globalMark begins the key that stands for a package variable.
const globalMark = "global:"

// setSites lists the calls of library methods that change a setting of their receiver.
func (p *Program) setSites() map[string][]CallSite {
	if p.setters != nil {
		return p.setters
	}
	p.setters = map[string][]CallSite{}
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) || !f.Nodes[n].Recv {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Set == nil {
					continue
				}
				s := t.model.Set.Setting // "" if its key says which
				p.setters[s] = append(p.setters[s], CallSite{f, int32(n)})
			}
		}
	}
	return p.setters
}
