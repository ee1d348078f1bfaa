package payload

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
)

// member is a field of a struct, or of one embedded in it, that may be written.
type member struct {
	fieldTag
	field      *types.Var
	index      []int
	pointer    bool // there is a pointer on the way: the field may be missing, and has an address
	unsettable bool // that pointer is one to an unexported struct
}

// members are the fields that a struct has on the wire.
type members struct {
	list       []member // in the order of declaration
	rest       *member  // the map of members that have no field
	conflicts  []string // names that several fields have at one depth, so that none is written
	positional bool
	wrong      string // why the codec refuses the struct
}

// members resolves the fields of a struct as encoding/json does: level by level through embedded structs. Of several fields with one name the least deep
// one wins, then the one that has the name by its tag; if that leaves several, none is written.
func (d *dialect) members(st *types.Struct) members {
	var out members
	type level struct {
		typ                 types.Type
		index               []int
		pointer, unsettable bool
		copies              int // the struct is embedded several times at this depth: its fields annihilate each other
	}
	current := []*level{{typ: st, copies: 1}}
	var seen []types.Type
	var all []member
	optional := false
	for len(current) > 0 {
		var next []*level
		for _, l := range current {
			if slices.ContainsFunc(seen, func(t types.Type) bool { return types.Identical(t, l.typ) }) {
				continue // it contains itself
			}
			seen = append(seen, l.typ)
			st := l.typ.Underlying().(*types.Struct)
			names := map[string]bool{} // of this struct
			for i := range st.NumFields() {
				f := st.Field(i)
				tag := d.parse(f, d.tagOf(st, i))
				out.positional, optional = out.positional || tag.positional, optional || tag.positional && tag.omitEmpty
				inner, pointer := embedded(f.Type())
				if d.codec == Msgpack && inner != nil && (d.custom(types.NewPointer(inner), d.marshal, d.unmarshal) || typeName(inner) == "time.Time") {
					inner = nil // it writes itself, as a field
				}
				switch {
				case tag.skip:
					continue
				case !f.Exported() && (!f.Anonymous() || inner == nil && d.codec != Msgpack):
					continue // of embedded fields of unexported types, structs alone can have something to write
				case tag.wrong != "":
					out.wrong = cmp.Or(out.wrong, "field "+f.Name()+": "+tag.wrong)
				}
				m := member{fieldTag: tag, field: f, index: append(slices.Clip(l.index), i), pointer: l.pointer, unsettable: l.unsettable}
				if !tag.inline || inner == nil {
					if d.codec == JSONv2 && f.Anonymous() && !tag.named {
						out.wrong = cmp.Or(out.wrong, "embedded field "+f.Name()+" is no struct and has no name")
					}
					if _, isMap := types.Unalias(f.Type()).Underlying().(*types.Map); tag.inline && isMap {
						out.rest = &m
						continue
					}
					if d.codec == JSONv2 && names[tag.name] {
						out.wrong = cmp.Or(out.wrong, "several fields have the name "+tag.name)
					}
					names[tag.name] = true
					all = append(all, m)
					if l.copies > 1 {
						all = append(all, m)
					}
					continue
				}
				if d.codec == JSONv2 && d.custom(types.NewPointer(f.Type()), d.marshal, d.unmarshal) {
					out.wrong = cmp.Or(out.wrong, "embedded field "+f.Name()+" has marshal methods")
				}
				if k := slices.IndexFunc(next, func(n *level) bool { return types.Identical(n.typ, inner) }); k >= 0 {
					next[k].copies++
					continue
				}
				next = append(next, &level{inner, m.index, l.pointer || pointer, l.unsettable || pointer && !f.Exported(), 1})
			}
		}
		current = next
	}
	out.dominant(all)
	if optional {
		for i := range out.list {
			out.list[i].omitEmpty = true
		}
	}
	return out
}

// dominant keeps the field that wins of each name.
func (out *members) dominant(all []member) {
	depth := func(m member) int { return len(m.index) }
	slices.SortStableFunc(all, func(a, b member) int {
		return cmp.Or(strings.Compare(a.name, b.name), cmp.Compare(depth(a), depth(b)), compareBool(b.named, a.named), slices.Compare(a.index, b.index))
	})
	for i := 0; i < len(all); {
		n := i + 1
		for n < len(all) && all[n].name == all[i].name {
			n++
		}
		if n > i+1 && depth(all[i]) == depth(all[i+1]) && all[i].named == all[i+1].named {
			out.conflicts = append(out.conflicts, all[i].name)
		} else {
			out.list = append(out.list, all[i])
		}
		i = n
	}
	slices.SortFunc(out.list, func(a, b member) int { return slices.Compare(a.index, b.index) })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// embedded is the struct whose fields an embedded field of the type promotes, and whether there is a pointer to it.
func embedded(t types.Type) (st types.Type, pointer bool) {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t, pointer = types.Unalias(p.Elem()), true
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return nil, false
	}
	return t, pointer
}

// custom tells whether a type has one of the methods.
func (d *dialect) custom(t types.Type, lists ...[]method) bool {
	set := types.NewMethodSet(t)
	for _, l := range lists {
		if slices.ContainsFunc(l, func(m method) bool { return m.found(set) != nil }) {
			return true
		}
	}
	return false
}
