package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
)

// Fixes returns the error of the commit where it is dropped:
//
//	if err := tx.Commit(); err != nil {
//		return err
//	}
//
// There is no fix where that could change more than what is published after a commit that failed: the function must return an error and nothing else,
// and between commit and return it must do nothing but publish. An unlock, say, would be left out.
func (u Unchecked) Fixes() []finding.Fix {
	f, n := u.Commit.Func, &u.Commit.Func.Nodes[u.Commit.Node]
	if n.Op != table.Call || n.Out != "error" || n.StmtCol == 0 || f.LoopBody || !slices.Equal(f.Results, []string{"error"}) {
		return nil
	}
	if u.Effect.At.Func != f || !f.onlyAfter(u.Commit.Node, u.Effect.At.Node) {
		return nil
	}
	from, to := u.Commit.At()
	begin := from
	begin.Column = int(n.StmtCol)
	indent := strings.Repeat("\t", begin.Column-1) // of code that is formatted
	return []finding.Fix{{Text: "Return the error of the commit", Edits: []finding.Edit{
		{Position: begin, End: from, New: "if err := "},
		{Position: to, End: to, New: "; err != nil {\n" + indent + "\treturn err\n" + indent + "}"},
	}}}
}

// onlyAfter tells whether a function, once it did one thing, does no other but a second one before it returns. What it keeps in variables of its own does
// not count, nor what it has deferred before.
func (f *Func) onlyAfter(first, second int32) bool {
	quiet := func(nodes []int32) bool {
		for _, id := range nodes {
			n := &f.Nodes[id]
			switch n.Op {
			case table.Call, table.Go, table.Defer, table.Send, table.Recv, table.Panic:
				if id != second {
					return false
				}
			case table.Store:
				if !f.local(n.Args[0]) {
					return false
				}
			}
		}
		return true
	}
	block := f.Nodes[first].Block
	here := f.Blocks[block].Nodes
	if !quiet(here[slices.Index(here, first)+1:]) {
		return false
	}
	seen := map[int32]bool{}
	for todo := slices.Clone(f.Blocks[block].Succs); len(todo) > 0; {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if !quiet(f.Blocks[b].Nodes) { // in a loop, the first one is among them
			return false
		}
		todo = append(todo, f.Blocks[b].Succs...)
	}
	return true
}

// local tells whether an address is that of a variable of the function, or lies in one.
func (f *Func) local(id int32) bool {
	for {
		switch n := &f.Nodes[id]; n.Op {
		case table.Alloc:
			return true
		case table.FieldOf, table.Elem:
			id = n.Args[0]
		default:
			return false
		}
	}
}
