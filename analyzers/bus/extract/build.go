package extract

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/buslint/buslint/analyzers/bus/table"
)

// builder converts one function. Acting instructions become nodes in block order; values become nodes when something needs them.
type builder struct {
	x   *extractor
	fn  *ssa.Function
	out *table.Func
	ids map[ssa.Value]int32
}

// scratch is what functions are converted with, one after the other: it grows once for a package, not once for each function.
type scratch struct {
	ids   map[ssa.Value]int32
	nodes []table.Node
	ints  []int32 // where arguments of nodes are cut from
}

// clear forgets a function.
func (s *scratch) clear() {
	clear(s.nodes)
	const large = 1 << 12
	if len(s.ids) > large {
		s.ids = map[ssa.Value]int32{} // clearing takes time by the size that a map once had
	}
	clear(s.ids)
}

// args makes room for n arguments.
func (s *scratch) args(n int) []int32 {
	const chunk = 512
	if n > cap(s.ints)-len(s.ints) {
		s.ints = make([]int32, 0, max(chunk, n))
	}
	from := len(s.ints)
	s.ints = s.ints[:from+n]
	return s.ints[from : from+n : from+n]
}

func (b *builder) build() {
	f, x := b.out, b.x
	f.File, f.Line, f.Col = x.place(b.fn.Pos())
	sig := b.fn.Signature
	f.Sig = sigText(sig)
	f.Generic = b.fn.TypeParams().Len() > 0
	f.LoopBody = strings.HasPrefix(b.fn.Synthetic, "range-over-func")
	if r := sig.Recv(); r != nil {
		if n := named(r.Type()); n != nil {
			f.Recv = namedText(n)
		}
	}
	for _, p := range b.fn.Params {
		f.Params = append(f.Params, table.Param{Name: p.Name(), Type: x.typeText(p.Type())})
	}
	f.FreeVars = len(b.fn.FreeVars)
	for v := range sig.Results().Variables() {
		f.Results = append(f.Results, x.typeText(v.Type()))
		f.Named = f.Named || v.Name() != ""
	}
	f.Blocks = make([]table.Block, len(b.fn.Blocks))
	for i, blk := range b.fn.Blocks {
		out := &f.Blocks[i]
		out.Cond = -1
		out.Succs, out.Preds = b.indexes(blk.Succs), b.indexes(blk.Preds)
	}
	f.Nodes = x.scratch.nodes[:0]
	b.reserve()
	for _, blk := range b.fn.Blocks {
		for _, instr := range blk.Instrs {
			b.instr(blk, instr)
		}
	}
	x.scratch.nodes = f.Nodes
	f.Nodes = slices.Clone(f.Nodes) // tables are kept
	x.scratch.clear()
}

// indexes are the numbers of blocks, nil for none.
func (b *builder) indexes(blocks []*ssa.BasicBlock) []int32 {
	if len(blocks) == 0 {
		return nil
	}
	out := b.x.scratch.args(len(blocks))
	for i, blk := range blocks {
		out[i] = int32(blk.Index)
	}
	return out
}

// reserve numbers calls and receives first, because a phi may refer to one that comes later.
func (b *builder) reserve() {
	for _, blk := range b.fn.Blocks {
		for _, instr := range blk.Instrs {
			switch i := instr.(type) {
			case *ssa.Call:
				b.ids[i] = b.add(table.Node{Block: -1})
			case *ssa.UnOp:
				if i.Op == token.ARROW {
					b.ids[i] = b.add(table.Node{Block: -1})
				}
			}
		}
	}
}

// act appends an acting node to its block; v is the value it defines, if any.
func (b *builder) act(blk *ssa.BasicBlock, n table.Node, pos token.Pos, v ssa.Value) {
	n.Block = int32(blk.Index)
	if n.Line == 0 {
		n.Line, n.Col, n.EndLine, n.EndCol = b.x.span(pos)
	}
	var id int32
	if v != nil {
		id = b.ids[v]
		b.out.Nodes[id] = n
	} else {
		id = b.add(n)
	}
	f := &b.out.Blocks[blk.Index]
	f.Nodes = append(f.Nodes, id)
}

func (b *builder) add(n table.Node) int32 {
	b.out.Nodes = append(b.out.Nodes, n)
	return int32(len(b.out.Nodes) - 1)
}

func (b *builder) instr(blk *ssa.BasicBlock, instr ssa.Instruction) {
	switch i := instr.(type) {
	case *ssa.Call:
		b.call(blk, table.Call, i.Common(), i)
	case *ssa.Go:
		b.call(blk, table.Go, i.Common(), nil)
	case *ssa.Defer:
		b.call(blk, table.Defer, i.Common(), nil)
	case *ssa.Store:
		b.act(blk, table.Node{Op: table.Store, Args: b.two(i.Addr, i.Val)}, i.Pos(), nil)
	case *ssa.MapUpdate:
		b.act(blk, table.Node{Op: table.Store, Args: []int32{b.elem(i.Map), b.value(i.Value), b.value(i.Key)}, Name: b.mapKey(i.Key)}, i.Pos(), nil)
	case *ssa.Send:
		b.act(blk, table.Node{Op: table.Send, Args: b.two(i.Chan, i.X)}, i.Pos(), nil)
	case *ssa.Select:
		for _, s := range i.States {
			if s.Dir == types.SendOnly {
				b.act(blk, table.Node{Op: table.Send, Args: b.two(s.Chan, s.Send)}, s.Pos, nil)
			} else if i.Blocking {
				b.act(blk, table.Node{Op: table.Recv, Args: b.one(s.Chan)}, s.Pos, nil)
			}
		}
	case *ssa.RunDefers:
		b.act(blk, table.Node{Op: table.RunDefers}, token.NoPos, nil)
	case *ssa.Return:
		b.act(blk, table.Node{Op: table.Return, Args: b.values(i.Results)}, i.Pos(), nil)
	case *ssa.Panic:
		b.act(blk, table.Node{Op: table.Panic, Args: b.one(i.X)}, i.Pos(), nil)
	case *ssa.If:
		b.out.Blocks[blk.Index].Cond = b.value(i.Cond)
	case *ssa.MakeInterface:
		b.x.convert(i.X.Type(), i.Type())
	case *ssa.ChangeInterface:
		b.x.convert(i.X.Type(), i.Type())
	case *ssa.TypeAssert:
		if types.IsInterface(i.AssertedType) {
			b.x.convert(i.X.Type(), i.AssertedType)
		}
	case *ssa.UnOp:
		if i.Op == token.ARROW {
			b.act(blk, table.Node{Op: table.Recv, Args: b.one(i.X)}, i.Pos(), i)
		}
	}
}

func (b *builder) mapKey(k ssa.Value) string {
	if c, ok := k.(*ssa.Const); ok {
		return constText(c.Value)
	}
	return ""
}

func (b *builder) values(vs []ssa.Value) []int32 {
	out := b.x.scratch.args(len(vs))
	for i, v := range vs {
		out[i] = b.value(v)
	}
	return out
}

// one returns the node of v as the only argument of another.
func (b *builder) one(v ssa.Value) []int32 {
	out := b.x.scratch.args(1)
	out[0] = b.value(v)
	return out
}

// two returns the nodes of two values as arguments of another.
func (b *builder) two(v, w ssa.Value) []int32 {
	out := b.x.scratch.args(2)
	out[0], out[1] = b.value(v), b.value(w)
	return out
}

// call converts a call; v is its value, nil for go and defer.
func (b *builder) call(blk *ssa.BasicBlock, op table.Op, c *ssa.CallCommon, v *ssa.Call) {
	n := table.Node{Op: op}
	b.callRange(&n, c)
	if r := c.Signature().Results(); r.Len() == 1 {
		n.Out = b.x.typeText(r.At(0).Type())
	}
	var value ssa.Value
	if v != nil {
		value = v
	}
	if c.IsInvoke() {
		n.Mode, n.Recv = table.Invoke, true
		n.Name, n.Type = c.Method.FullName(), b.x.typeText(c.Value.Type())
		n.Invoked = b.x.invoked(c.Method)
		if t := named(c.Value.Type()); t != nil {
			b.x.foreign(t)
		}
		n.Args = append(b.one(c.Value), b.values(c.Args)...)
		b.act(blk, n, c.Pos(), value)
		return
	}
	switch f := c.Value.(type) {
	case *ssa.Builtin:
		if v == nil && f.Name() != "close" {
			return // deferred or concurrent: delete, print
		}
		n.Op, n.Name, n.Args, n.Block = table.Compute, f.Name(), b.values(c.Args), -1
		if f.Name() == "append" && len(c.Args) == 2 {
			n.Op = table.Append
		}
		if v == nil {
			b.add(n)
			return
		}
		b.out.Nodes[b.ids[v]] = n
		return
	case *ssa.Function:
		n.Mode, n.Name = table.Static, b.x.funcName(f)
		n.Recv = f.Signature.Recv() != nil
		b.x.bind(f.TypeArgs())
		if n.Recv {
			if t := named(f.Signature.Recv().Type()); t != nil {
				n.Type = namedText(t)
			}
		}
		n.Args = b.values(c.Args)
	default:
		n.Mode = table.Dynamic
		n.Args = append(b.one(c.Value), b.values(c.Args)...)
	}
	b.act(blk, n, c.Pos(), value)
}

// callRange sets where a call begins and ends: that of an iterator, what is ranged over.
func (b *builder) callRange(n *table.Node, c *ssa.CallCommon) {
	call, ok := b.x.calls[c.Pos()]
	if !ok {
		if r := loopBody(c); r != nil {
			_, n.Line, n.Col = b.x.place(r.X.Pos())
			_, n.EndLine, n.EndCol = b.x.place(r.X.End())
		}
		return // else synthetic
	}
	_, n.Line, n.Col = b.x.place(callStart(call))
	_, n.EndLine, n.EndCol = b.x.place(call.End())
	if s := b.x.dropped[call]; s != nil && callStart(call) == call.Pos() {
		if _, line, col := b.x.place(s.Pos()); line == n.Line {
			n.StmtCol = col
		}
	}
}

// loopBody is the loop whose body a call hands to an iterator, nil for other calls.
func loopBody(c *ssa.CallCommon) *ast.RangeStmt {
	if c.Pos().IsValid() || len(c.Args) != 1 {
		return nil
	}
	var body *ssa.Function
	switch v := c.Args[0].(type) {
	case *ssa.MakeClosure:
		body, _ = v.Fn.(*ssa.Function)
	case *ssa.Function:
		body = v
	}
	if body == nil {
		return nil
	}
	loop, _ := body.Syntax().(*ast.RangeStmt)
	return loop
}

// callStart is where the selected name of a call begins: in a chain that spans lines, each call has a line of its own.
func callStart(c *ast.CallExpr) token.Pos {
	if s, ok := c.Fun.(*ast.SelectorExpr); ok {
		if _, chained := s.X.(*ast.CallExpr); chained {
			return s.Sel.Pos()
		}
	}
	return c.Pos()
}

// value returns the node of v, made on first use.
func (b *builder) value(v ssa.Value) int32 {
	if id, ok := b.ids[v]; ok {
		return id
	}
	if p, ok := v.(*ssa.Phi); ok { // before its arguments, which may lead back here
		id := b.add(table.Node{Op: table.Phi, Block: int32(p.Block().Index)})
		b.ids[v] = id
		args := b.values(p.Edges)
		b.out.Nodes[id].Args = args
		return id
	}
	n := b.node(v)
	n.Block = -1
	if n.Line == 0 {
		n.Line, n.Col, n.EndLine, n.EndCol = b.x.span(v.Pos())
	}
	if id, ok := b.ids[v]; ok { // made meanwhile
		return id
	}
	id := b.add(n)
	b.ids[v] = id
	return id
}

func (b *builder) node(v ssa.Value) table.Node {
	switch v := v.(type) {
	case *ssa.Const:
		return table.Node{Op: table.Const, Name: constText(v.Value), Type: b.x.typeText(v.Type())}
	case *ssa.Parameter:
		for i, p := range b.fn.Params {
			if p == v {
				return table.Node{Op: table.Parameter, Index: int32(i)}
			}
		}
	case *ssa.FreeVar:
		for i, p := range b.fn.FreeVars {
			if p == v {
				return table.Node{Op: table.FreeVar, Index: int32(i)}
			}
		}
	case *ssa.Global:
		return table.Node{Op: table.Global, Name: v.Pkg.Pkg.Path() + "." + v.Name(), Type: b.x.typeText(v.Type().Underlying().(*types.Pointer).Elem())}
	case *ssa.Function:
		return table.Node{Op: table.FuncRef, Name: b.x.funcName(v)}
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		if fn.Parent() == nil { // a bound method: x.Publish as a value
			m := fn.Object().(*types.Func)
			n := table.Node{Op: table.Closure, Name: m.Origin().FullName(), Index: 1, Args: b.values(v.Bindings)}
			if recv := m.Signature().Recv().Type(); types.IsInterface(recv) {
				n.Type, n.Invoked = b.x.typeText(recv), b.x.invoked(m)
			}
			return n
		}
		args := make([]int32, len(v.Bindings))
		for i, x := range v.Bindings {
			args[i] = b.addr(x)
		}
		return table.Node{Op: table.Closure, Name: b.x.funcName(fn), Args: args}
	case *ssa.Alloc:
		return table.Node{Op: table.Alloc, Name: b.x.qualifier(v.Pos()), Type: b.x.typeText(v.Type().Underlying().(*types.Pointer).Elem())}
	case *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice:
		return table.Node{Op: table.Alloc, Type: b.x.typeText(v.Type())}
	case *ssa.UnOp:
		return b.unop(v)
	case *ssa.FieldAddr:
		return table.Node{Op: table.FieldOf, Name: b.x.fieldKey(v.X.Type(), v.Field), Type: b.x.typeText(fieldType(v.X.Type(), v.Field)), Args: b.one(v.X)}
	case *ssa.Field:
		return table.Node{Op: table.FieldOf, Name: b.x.fieldKey(v.X.Type(), v.Field), Type: b.x.typeText(fieldType(v.X.Type(), v.Field)), Args: b.one(v.X)}
	case *ssa.IndexAddr:
		return table.Node{Op: table.Elem, Args: b.one(v.X)}
	case *ssa.Index:
		return table.Node{Op: table.Elem, Args: b.one(v.X)}
	case *ssa.Lookup:
		return table.Node{Op: table.Elem, Args: b.one(v.X), Name: b.mapKey(v.Index)}
	case *ssa.Slice:
		return table.Node{Op: table.Convert, Args: b.one(v.X)}
	case *ssa.MakeInterface:
		return table.Node{Op: table.Convert, Type: b.x.typeText(v.X.Type()), Args: b.one(v.X)}
	case *ssa.ChangeInterface:
		return table.Node{Op: table.Convert, Args: b.one(v.X)}
	case *ssa.ChangeType:
		return table.Node{Op: table.Convert, Args: b.one(v.X)}
	case *ssa.Convert:
		return table.Node{Op: table.Convert, Args: b.one(v.X)}
	case *ssa.MultiConvert:
		return table.Node{Op: table.Convert, Args: b.one(v.X)}
	case *ssa.SliceToArrayPointer:
		return table.Node{Op: table.Convert, Args: b.one(v.X)}
	case *ssa.TypeAssert:
		return table.Node{Op: table.Convert, Name: b.x.typeText(v.AssertedType), Args: b.one(v.X)}
	case *ssa.Extract:
		return b.extract(v)
	case *ssa.BinOp:
		switch v.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return table.Node{Op: table.Compare, Name: v.Op.String(), Args: b.two(v.X, v.Y)}
		}
		return table.Node{Op: table.Compute, Name: v.Op.String(), Args: b.two(v.X, v.Y)}
	}
	return table.Node{Op: table.Unknown}
}

func fieldType(t types.Type, i int) types.Type {
	u := t.Underlying()
	if p, ok := u.(*types.Pointer); ok {
		u = p.Elem().Underlying()
	}
	if s, ok := u.(*types.Struct); ok {
		return s.Field(i).Type()
	}
	return types.Typ[types.Invalid]
}

func (b *builder) unop(v *ssa.UnOp) table.Node {
	switch v.Op {
	case token.NOT:
		return table.Node{Op: table.Not, Args: b.one(v.X)}
	case token.MUL:
		switch a := v.X.(type) {
		case *ssa.FreeVar:
			if s := lastStore(v, a); s != nil {
				return table.Node{Op: table.Convert, Args: b.one(s)}
			}
			return b.node(a)
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
			n := b.node(a) // address and content are one: a field, an element, a variable
			return n
		case *ssa.Alloc:
			if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct {
				return table.Node{Op: table.Convert, Args: b.one(a)} // the object itself
			}
			if s := lastStore(v, a); s != nil {
				return table.Node{Op: table.Convert, Args: b.one(s)}
			}
		}
		return table.Node{Op: table.Load, Args: b.one(v.X)}
	}
	return table.Node{Op: table.Compute, Name: v.Op.String(), Args: b.one(v.X)}
}

// lastStore finds the value that a variable surely has at a load: the last one stored before it in the same block or in the only ways leading there.
func lastStore(load *ssa.UnOp, cell ssa.Value) ssa.Value {
	blk := load.Block()
	seen := false
	for n := 0; blk != nil && n <= len(load.Parent().Blocks); n++ {
		for _, instr := range slices.Backward(blk.Instrs) {
			if instr == ssa.Instruction(load) {
				seen = true
				continue
			}
			if !seen && n == 0 {
				continue // after the load
			}
			if s, ok := instr.(*ssa.Store); ok && s.Addr == cell {
				return s.Val
			}
		}
		if len(blk.Preds) != 1 {
			return nil
		}
		blk = blk.Preds[0]
	}
	return nil
}

func (b *builder) extract(v *ssa.Extract) table.Node {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return table.Node{Op: table.Extract, Index: int32(v.Index), Type: b.x.typeText(v.Type()), Args: b.one(t)}
	case *ssa.Next:
		if r, ok := t.Iter.(*ssa.Range); ok && v.Index > 0 {
			n := table.Node{Op: table.Elem, Args: b.one(r.X)}
			if v.Index == 1 && !t.IsString {
				n.Index = table.Key
			}
			return n
		}
	case *ssa.Lookup:
		if v.Index == 0 {
			return table.Node{Op: table.Elem, Args: b.one(t.X), Name: b.mapKey(t.Index)}
		}
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return table.Node{Op: table.Convert, Name: b.x.typeText(t.AssertedType), Args: b.one(t.X)}
		}
		return table.Node{Op: table.Compute, Name: "ok", Type: b.x.typeText(t.AssertedType), Args: b.one(t.X)}
	case *ssa.UnOp: // received, ok
		if v.Index == 0 {
			return table.Node{Op: table.Convert, Args: b.one(t)}
		}
		return table.Node{Op: table.Compute, Name: "ok", Args: b.one(t)}
	case *ssa.Select:
		return b.selected(t, v.Index)
	}
	return table.Node{Op: table.Unknown}
}

// selected converts a value received by a select: results 2 and up belong to its receiving cases in order.
func (b *builder) selected(s *ssa.Select, index int) table.Node {
	n := 2
	for _, st := range s.States {
		if st.Dir != types.RecvOnly {
			continue
		}
		if n == index {
			return table.Node{Op: table.Recv, Args: b.one(st.Chan)}
		}
		n++
	}
	return table.Node{Op: table.Unknown, Name: "select"}
}

// addr converts what is stored to or captured: a variable, field or element, not its content.
func (b *builder) addr(v ssa.Value) int32 { return b.value(v) }

func (b *builder) elem(v ssa.Value) int32 {
	return b.add(table.Node{Op: table.Elem, Block: -1, Args: b.one(v)})
}
