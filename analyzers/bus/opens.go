package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// opens lists the transactions that f leaves open for its caller.
func (w *flow) opens() []Open {
	f := w.f
	unless := int32(-1)
	if n := len(f.Results); n > 0 && f.Results[n-1] == "error" {
		unless = int32(n - 1)
	}
	var out []Open
	for i, t := range w.tokens {
		if t.open < 0 {
			continue // the caller's own
		}
		recursive := slices.ContainsFunc(f.calls[t.open].targets, f.recurses)
		var left []Place
		for b := range f.Blocks {
			for _, n := range f.Blocks[b].Nodes {
				if st, ok := w.at[n]; !ok || f.Nodes[n].Op != table.Return || !st.open.has(i) {
					continue
				}
				for r, a := range f.Nodes[n].Args {
					for _, path := range f.pathsTo(a, t.places, map[int32]bool{}) {
						pl := Place{FromResult, int32(r), f.program.paths.id(path)}
						if recursive && !slices.ContainsFunc(t.places, func(x Place) bool { return len(path) <= len(f.program.paths.list[x.Path]) }) {
							continue // a container may hold what a container holds, and so on: not known
						}
						left = append(left, pl)
					}
				}
				left = append(left, slices.DeleteFunc(slices.Clone(t.places), func(pl Place) bool { return pl.Root == FromNode })...)
			}
		}
		if len(left) == 0 {
			continue // nobody can reach it any more
		}
		slices.SortFunc(left, comparePlaces)
		out = append(out, Open{Places: slices.Compact(left), Unless: unless, Savepoint: t.savepoint, ReadOnly: t.readOnly})
	}
	slices.SortFunc(out, compareOpens)
	return slices.CompactFunc(out, func(a, b Open) bool { return compareOpens(a, b) == 0 })
}

// pathsTo finds the fields of a node that lead to a transaction known under some places: an empty path if the node is the transaction.
func (f *Func) pathsTo(n int32, tx []Place, seen map[int32]bool) [][]int32 {
	p := f.program
	var out [][]int32
	behind := func(key int32, n int32) {
		for _, path := range f.pathsTo(n, tx, seen) {
			if key != wholeKey {
				path = prepend(key, path)
			}
			out = append(out, path)
		}
	}
	for _, pl := range f.Places(n) {
		for _, t := range tx {
			if t.Root == pl.Root && t.Index == pl.Index && p.paths.prefixed(t.Path, pl.Path) {
				out = append(out, p.paths.list[t.Path][len(p.paths.list[pl.Path]):])
			}
		}
		if pl.Root != FromNode || pl.Path != 0 || seen[pl.Index] {
			continue
		}
		seen[pl.Index] = true
		for _, s := range f.stores[pl.Index] {
			behind(s.key, s.value)
		}
		switch node := &f.Nodes[pl.Index]; node.Op {
		case table.Closure:
			for i, a := range node.Args {
				behind(p.keys.captured(node.Name, int32(i)), a)
			}
		case table.Call:
			if key, val, ctx, ok := f.contextValue(pl.Index); ok {
				behind(key, val)
				behind(wholeKey, ctx)
			} else {
				out = append(out, f.pathsThrough(pl.Index, 0, tx, seen)...)
			}
		case table.Extract:
			out = append(out, f.pathsThrough(node.Args[0], node.Index, tx, seen)...)
		}
	}
	return out
}

// pathsThrough finds the fields of a call's result in which the callee puts a transaction that it is given.
func (f *Func) pathsThrough(call, result int32, tx []Place, seen map[int32]bool) [][]int32 {
	if f.Nodes[call].Op != table.Call {
		return nil // made from something else
	}
	var out [][]int32
	for _, t := range f.calls[call].targets {
		if t.fn == nil || t.fn.scc == f.scc || t.callback {
			continue
		}
		for i := range t.fn.Params {
			a, ok := f.arg(call, t, int32(i))
			if !ok {
				continue // bound elsewhere
			}
			var given []Place
			for _, path := range f.pathsTo(a, tx, seen) {
				given = append(given, Place{FromParam, int32(i), f.program.paths.id(path)})
			}
			if len(given) == 0 {
				continue
			}
			for b := range t.fn.Blocks {
				for _, n := range t.fn.Blocks[b].Nodes {
					if r := &t.fn.Nodes[n]; r.Op == table.Return && int(result) < len(r.Args) {
						out = append(out, t.fn.pathsTo(r.Args[result], given, map[int32]bool{})...)
					}
				}
			}
		}
	}
	return out
}

// heldIn lists the fields of f's parameters (and captured and package variables) into which a transaction is stored.
func (f *Func) heldIn(tx Place) []Place {
	var out []Place
	for n := range f.Nodes {
		s := &f.Nodes[n]
		if s.Op != table.Store {
			continue
		}
		for _, path := range f.pathsTo(s.Args[1], []Place{tx}, map[int32]bool{}) {
			switch target := &f.Nodes[s.Args[0]]; target.Op {
			case table.FreeVar:
				out = append(out, Place{FromFree, target.Index, f.program.paths.id(path)})
			case table.Global:
				out = append(out, Place{FromGlobal, f.program.keys.id(target.Name), f.program.paths.id(path)})
			case table.FieldOf:
				for _, pl := range f.placesAt(target.Args[0], nil) {
					if pl.Root == FromParam || pl.Root == FromFree || pl.Root == FromGlobal {
						keys := append(slices.Clone(f.program.paths.list[pl.Path]), f.program.keys.id(target.Name))
						out = append(out, Place{pl.Root, pl.Index, f.program.paths.id(append(keys, path...))})
					}
				}
			}
		}
	}
	return out
}

// exits lists the caller's transactions that f ends.
func (w *flow) exits() []End {
	f := w.f
	var out []End
	for i, t := range w.tokens {
		if t.open >= 0 {
			continue // its own
		}
		end := End{Place: t.places[0], Always: true, Err: -1}
		ended := false
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			for _, e := range f.ends(int32(n)) {
				if slices.ContainsFunc(e.places, t.has) {
					ended = true
					end.Commit = end.Commit || e.commit
					if e.commit {
						res, mute := f.told(int32(n), e)
						end.Err, end.Mute = max(end.Err, res), end.Mute || mute
					}
				}
			}
		}
		if !ended {
			continue
		}
		for b := range f.Blocks {
			for _, n := range f.Blocks[b].Nodes {
				if st, ok := w.at[n]; ok && f.Nodes[n].Op == table.Return && st.open.has(i) {
					end.Always = false
				}
			}
		}
		out = append(out, end)
	}
	slices.SortFunc(out, func(a, b End) int { return comparePlaces(a.Place, b.Place) })
	return out
}
