package bus

import (
	"cmp"
	"iter"
	"slices"
)

func compareSites(a, b CallSite) int {
	if a.Func == nil || b.Func == nil {
		return cmp.Compare(btoi(a.Func != nil), btoi(b.Func != nil))
	}
	return cmp.Or(cmp.Compare(a.Func.index, b.Func.index), cmp.Compare(a.Node, b.Node))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareKeys orders effects by what tells them apart; the way there does not.
func compareKeys(a, b *Effect) int {
	if d := compareDeeds(a, b); d != 0 {
		return d
	}
	return compareConditions(a, b)
}

// compareDeeds orders effects by what happens, whatever it depends on.
func compareDeeds(a, b *Effect) int {
	if d := cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Aside, b.Aside)); d != 0 {
		return d
	}
	if d := siteKey(a, b); d != 0 {
		return d
	}
	if d := cmp.Or(comparePlaces(a.Via, b.Via), slices.CompareFunc(a.Ended, b.Ended, comparePlaces), comparePlaces(a.Payload, b.Payload)); d != 0 {
		return d
	}
	return cmp.Or(cmp.Compare(a.flags(), b.flags()), cmp.Compare(a.ErrRes, b.ErrRes))
}

// compareConditions orders effects by what they depend on: least first.
func compareConditions(a, b *Effect) int {
	return cmp.Or(slices.CompareFunc(a.Conds, b.Conds, compareConds), cmp.Compare(btoi(a.Unsure), btoi(b.Unsure)))
}

// siteKey tells publishes apart by where they happen; of writes, acks and waits, one is as good as another.
func siteKey(a, b *Effect) int {
	switch a.Kind {
	case Publish:
		if d := compareSites(a.Site, b.Site); d != 0 || a.At.Func.Parent == "" {
			return d
		}
	case Wait:
		if a.At.Func.Parent == "" {
			return 0
		}
	default:
		return 0
	}
	return compareSites(a.At, b.At) // in a literal, which its caller's transaction holds together: each call is told of
}

// flags is what was told of an effect further down.
func (e *Effect) flags() int {
	return btoi(e.Later)<<5 | btoi(e.Async)<<4 | btoi(e.InTx)<<3 | btoi(e.Ordered)<<2 | btoi(e.Lost)<<1 | btoi(e.Logged)
}

// mergeEffects sorts effects and keeps the shortest way to each.
func mergeEffects(es []*Effect) []*Effect {
	slices.SortStableFunc(es, func(a, b *Effect) int {
		if d := compareKeys(a, b); d != 0 {
			return d
		}
		return cmp.Or(cmp.Compare(a.depth, b.depth), compareSites(a.At, b.At))
	})
	return slices.CompactFunc(es, func(a, b *Effect) bool { return compareKeys(a, b) == 0 })
}

// manyWays is how many ways to the same effect are told apart by the implementations that they lead through.
const manyWays = 8

// fewer drops ways to effects that say nothing new, and widens what is left where it is much.
func (f *Func) fewer(es []*Effect) []*Effect {
	es = mergeEffects(es)
	out := es[:0]
	for group := range sameDeeds(es) {
		group = implied(group)
		f.widened = f.widened || len(group) > manyWays
		out = append(out, group...)
	}
	if !f.widened {
		return out
	}
	es = f.widen(out)
	out = es[:0]
	for group := range sameDeeds(es) {
		out = append(out, implied(united(group))...)
	}
	return out
}

// sameDeeds lists the effects, of some that are sorted, that are the same but for what they depend on.
func sameDeeds(es []*Effect) iter.Seq[[]*Effect] {
	return func(yield func([]*Effect) bool) {
		for i := 0; i < len(es); {
			j := i + 1
			for j < len(es) && compareDeeds(es[i], es[j]) == 0 {
				j++
			}
			if !yield(es[i:j]) {
				return
			}
			i = j
		}
	}
}

// implied drops the effects of a group that another one implies.
func implied(group []*Effect) []*Effect {
	kept := group[:1]
	for _, e := range group[1:] {
		if !slices.ContainsFunc(kept, func(x *Effect) bool { return x.implies(e) }) {
			kept = append(kept, e)
		}
	}
	return kept
}

// implies tells whether an effect depends on nothing that x does not depend on.
func (e *Effect) implies(x *Effect) bool {
	return (!e.Unsure || x.Unsure) && !slices.ContainsFunc(e.Conds, func(c Cond) bool {
		return !slices.ContainsFunc(x.Conds, func(d Cond) bool { return compareConds(c, d) == 0 })
	})
}

// widen forgets all but the outermost condition of effects where there are many ways to one: layers of interfaces with several implementations each
// multiply. What is forgotten makes an effect unsure. A function that was widened stays so, which lets functions that call each other settle.
func (f *Func) widen(es []*Effect) []*Effect {
	for i, e := range es {
		if len(e.Conds) < 2 {
			continue
		}
		x := *e
		x.Unsure = true
		x.Conds = []Cond{slices.MinFunc(e.Conds, func(a, b Cond) int {
			paths := f.program.paths.list
			return cmp.Or(cmp.Compare(len(paths[a.Place.Path]), len(paths[b.Place.Path])), compareConds(a, b))
		})}
		es[i] = &x
	}
	return mergeEffects(es)
}

// united makes one of the effects of a group that are not sure and depend on the type of one value: it happens if that is of any of their types. So
// functions that call each other through one interface do not tell each other of every implementation apart.
func united(group []*Effect) []*Effect {
	var out []*Effect
	one := func(e *Effect) bool { return e.Unsure && len(e.Conds) == 1 }
	for _, e := range group {
		i := -1
		if one(e) {
			i = slices.IndexFunc(out, func(x *Effect) bool { return one(x) && x.Conds[0].Place == e.Conds[0].Place })
		}
		if i < 0 {
			out = append(out, e)
			continue
		}
		types := slices.Concat(out[i].Conds[0].Types, e.Conds[0].Types)
		slices.Sort(types)
		x := *out[i]
		if e.depth < x.depth {
			x = *e
		}
		x.Conds = []Cond{{e.Conds[0].Place, slices.Compact(types)}}
		out[i] = &x
	}
	return out
}
