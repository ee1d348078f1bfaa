package bus

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// decided tells which way a branch goes after a failure, if that is known.
func (s *fate) decided(cond int32, h hold) (holds, ok bool) {
	switch h {
	case worked:
		return false, true
	case hasFailed:
		return true, true
	case nothing:
		holds, ok = s.known[s.f.sameValue(cond)]
	}
	return holds, ok
}

// carries tells what a value tells of the error.
func (s *fate) carries(n int32, w *way) hold {
	s.kinds = map[int32]hold{}
	return s.carry(n, w)
}

func (s *fate) carry(n int32, w *way) hold {
	if h, ok := s.kinds[n]; ok {
		return h
	}
	s.kinds[n] = nothing
	h := s.made(n, w)
	s.kinds[n] = h
	return h
}

// made tells it of a value by what it is made of.
func (s *fate) made(n int32, w *way) hold {
	f := s.f
	node := &f.Nodes[n]
	if n != s.call {
		if h := w.held[n]; h != nothing {
			return h
		}
	}
	switch node.Op {
	case table.Convert, table.Load:
		return s.carry(node.Args[0], w)
	case table.FieldOf:
		h := s.carry(node.Args[0], w)
		if h == nothing || plain(node.Type) {
			return nothing
		}
		if h == theError && node.Type == "error" {
			return theError
		}
		return partly
	case table.Call:
		if n == s.call {
			if node.Out == "" {
				return nothing
			}
			return w.held[n]
		}
		if from, ok := f.accessor(n, 0); ok && node.Out != "" {
			return s.carry(from, w)
		}
	case table.Extract:
		call := node.Args[0]
		if call == s.call {
			if node.Index == s.res {
				return w.held[call]
			}
			return nothing
		}
		if from, ok := f.accessor(call, node.Index); ok {
			return s.carry(from, w)
		}
		return w.held[call]
	case table.Compare:
		return s.compared(node, w)
	case table.Not:
		switch h := s.carry(node.Args[0], w); h {
		case worked:
			return hasFailed
		case hasFailed:
			return worked
		default:
			return h
		}
	case table.Elem, table.Append, table.Compute:
		for _, a := range node.Args {
			if s.carry(a, w) != nothing {
				return partly
			}
		}
	}
	return nothing
}

// compared tells it of err == nil and the like.
func (s *fate) compared(node *table.Node, w *way) hold {
	f := s.f
	x, y := s.carry(node.Args[0], w), s.carry(node.Args[1], w)
	if x == nothing {
		x = y
		y = nothing
	}
	if x == nothing {
		return nothing
	}
	if x == theError && y == nothing && slices.ContainsFunc(node.Args, func(a int32) bool { return f.isNil(a) }) {
		switch node.Name {
		case "==":
			return worked
		case "!=":
			return hasFailed
		}
	}
	return partly
}
