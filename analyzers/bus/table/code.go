package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Encode writes a table down. Equal tables have equal bytes.
func Encode(t *Table) []byte {
	c := &coder{numbers: map[string]uint64{}}
	c.table(t)
	head := binary.AppendUvarint(nil, uint64(len(c.texts)))
	size := 0
	for _, s := range c.texts {
		head = binary.AppendUvarint(head, uint64(len(s)))
		size += len(s)
	}
	out := slices.Grow(head, size+len(c.out))
	for _, s := range c.texts {
		out = append(out, s...)
	}
	return append(out, c.out...)
}

// Decode reads what Encode wrote.
func Decode(data []byte) (t *Table, err error) {
	defer func() {
		if e := recover(); e != nil {
			t, err = nil, fmt.Errorf("read table: %v", e)
		}
	}()
	c := &coder{in: data, reading: true}
	lengths := make([]int, c.length())
	size := 0
	for i := range lengths {
		lengths[i] = c.length()
		size += lengths[i]
	}
	all := string(c.take(size)) // one piece of memory for all texts
	c.texts = make([]string, len(lengths))
	for i, n := range lengths {
		c.texts[i], all = all[:n], all[n:]
	}
	t = &Table{}
	c.table(t)
	if len(c.in) > 0 {
		return nil, errors.New("read table: it goes on behind its end")
	}
	return t, nil
}

// coder writes or reads: one description of each type serves for both, so that they cannot disagree. Texts are written once, and named by number.
type coder struct {
	texts   []string
	numbers map[string]uint64 // by text; for writing
	out     []byte
	in      []byte // what is left to be read
	reading bool
	line    int32   // of the function, from which lines of its nodes are counted
	spare   []int32 // memory for short lists
}

func (c *coder) table(t *Table) {
	c.text(&t.Package)
	c.text(&t.Module)
	c.flag(&t.Main)
	c.flag(&t.Outside)
	list(c, &t.Files, c.text)
	list(c, &t.Generated, c.flag)
	pointers(c, &t.Funcs, c.function)
	pointers(c, &t.Types, c.typ)
	list(c, &t.Conversions, func(v *Conversion) { c.text(&v.From); c.text(&v.To) })
	list(c, &t.Constants, func(v *Constant) { c.text(&v.Name); c.text(&v.Type); c.text(&v.Value) })
	c.shapes(&t.Shapes)
	list(c, &t.Embeds, func(e *Embed) { c.text(&e.Name); c.text(&e.File); c.text(&e.Text) })
}

func (c *coder) function(f *Func) {
	c.text(&f.Name)
	c.text(&f.Parent)
	c.ints(&f.File, &f.Line, &f.Col)
	list(c, &f.Params, func(p *Param) { c.text(&p.Name); c.text(&p.Type) })
	free := int32(f.FreeVars)
	c.ints(&free)
	f.FreeVars = int(free)
	list(c, &f.Results, c.text)
	c.flag(&f.Named)
	c.text(&f.Recv)
	c.text(&f.Sig)
	c.flag(&f.Generic)
	c.flag(&f.LoopBody)
	c.line = f.Line
	list(c, &f.Nodes, c.node)
	list(c, &f.Blocks, func(b *Block) {
		c.numbersOf(&b.Nodes)
		c.numbersOf(&b.Succs)
		c.numbersOf(&b.Preds)
		c.ints(&b.Cond)
	})
}

// What a node has beside its operation: most have little of it.
const (
	hasRecv int32 = 1 << iota
	hasMode
	hasIndex
	hasBlock
	hasName
	hasType
	hasOut
	hasInvoked
	hasArgs
	hasPlace
	hasEnd
	hasStmt
)

// has tells what a node has.
func (n *Node) has() (out int32) {
	for _, field := range [...]struct {
		bit int32
		set bool
	}{
		{hasRecv, n.Recv}, {hasMode, n.Mode != 0}, {hasIndex, n.Index != 0}, {hasBlock, n.Block != -1}, {hasName, n.Name != ""}, {hasType, n.Type != ""}, {hasOut, n.Out != ""},
		{hasInvoked, n.Invoked != nil}, {hasArgs, len(n.Args) > 0}, {hasPlace, n.Line != 0 || n.Col != 0}, {hasEnd, n.EndLine != 0 || n.EndCol != 0}, {hasStmt, n.StmtCol != 0},
	} {
		if field.set {
			out |= field.bit
		}
	}
	return out
}

func (c *coder) node(n *Node) {
	c.small((*uint8)(&n.Op))
	var has int32
	if !c.reading {
		has = n.has()
	}
	c.ints(&has)
	n.Recv = has&hasRecv != 0
	if has&hasMode != 0 {
		c.small((*uint8)(&n.Mode))
	}
	if has&hasIndex != 0 {
		c.ints(&n.Index)
	}
	if has&hasBlock != 0 {
		c.ints(&n.Block)
	} else {
		n.Block = -1
	}
	if has&hasName != 0 {
		c.text(&n.Name)
	}
	if has&hasType != 0 {
		c.text(&n.Type)
	}
	if has&hasOut != 0 {
		c.text(&n.Out)
	}
	if has&hasInvoked != 0 {
		if c.reading {
			n.Invoked = &Invoked{}
		}
		c.text(&n.Invoked.Sig)
		c.text(&n.Invoked.Like)
	}
	if has&hasArgs != 0 {
		c.numbersOf(&n.Args)
	}
	if has&hasPlace != 0 {
		c.from(c.line, &n.Line)
		c.ints(&n.Col)
	}
	if has&hasEnd != 0 {
		c.from(n.Line, &n.EndLine)
		c.ints(&n.EndCol)
	}
	if has&hasStmt != 0 {
		c.ints(&n.StmtCol)
	}
}

func (c *coder) typ(t *Type) {
	c.text(&t.Name)
	c.ints(&t.File, &t.Line, &t.Col)
	c.flag(&t.Interface)
	c.flag(&t.Foreign)
	c.flag(&t.Double)
	doc := int32(t.Doc)
	c.ints(&doc)
	t.Doc = Doc(doc)
	list(c, &t.Methods, func(m *Method) {
		c.text(&m.Name)
		c.text(&m.Sig)
		c.text(&m.Func)
		list(c, &m.Path, c.text)
	})
	list(c, &t.Fields, func(f *Field) {
		c.text(&f.Name)
		c.text(&f.Type)
		c.text(&f.Tag)
		c.flag(&f.Embedded)
		c.ints(&f.Line, &f.Col)
	})
	c.text(&t.Text)
}

// shapes writes a map in the order of its keys.
func (c *coder) shapes(m *map[string]string) {
	keys := slices.Sorted(maps.Keys(*m))
	list(c, &keys, c.text)
	if c.reading {
		*m = make(map[string]string, len(keys))
	}
	for _, k := range keys {
		v := (*m)[k]
		c.text(&v)
		(*m)[k] = v
	}
}

func (c *coder) text(s *string) {
	if c.reading {
		*s = c.texts[c.length()]
		return
	}
	n, known := c.numbers[*s]
	if !known {
		n = uint64(len(c.texts))
		c.numbers[*s], c.texts = n, append(c.texts, *s)
	}
	c.out = binary.AppendUvarint(c.out, n)
}

func (c *coder) flag(b *bool) {
	var v uint8
	if *b {
		v = 1
	}
	c.small(&v)
	*b = v == 1
}

func (c *coder) small(v *uint8) {
	if c.reading {
		*v = c.take(1)[0]
	} else {
		c.out = append(c.out, *v)
	}
}

func (c *coder) ints(vs ...*int32) {
	for _, v := range vs {
		if !c.reading {
			c.out = binary.AppendVarint(c.out, int64(*v))
			continue
		}
		if len(c.in) > 0 && c.in[0] < 0x80 { // most are small
			x := int32(c.in[0])
			*v, c.in = x>>1^-(x&1), c.in[1:]
			continue
		}
		x, n := binary.Varint(c.in)
		if n <= 0 || int64(int32(x)) != x {
			panic("it ends too early")
		}
		*v, c.in = int32(x), c.in[n:]
	}
}

// from writes how far a number is from another one.
func (c *coder) from(base int32, v *int32) {
	d := *v - base
	c.ints(&d)
	*v = base + d
}

func (c *coder) count(v *int) {
	if c.reading {
		*v = c.length()
	} else {
		c.out = binary.AppendUvarint(c.out, uint64(*v))
	}
}

// numbersOf writes a list of numbers. Short ones that are read share memory.
func (c *coder) numbersOf(vs *[]int32) {
	n := len(*vs)
	if c.count(&n); n == 0 {
		return
	}
	if c.reading {
		if n > len(c.spare) {
			c.spare = make([]int32, max(n, 4096))
		}
		*vs, c.spare = c.spare[:n:n], c.spare[n:]
	}
	for i := range *vs {
		c.ints(&(*vs)[i])
	}
}

// length reads a number that is no larger than what is left to be read allows.
func (c *coder) length() int {
	x, n := binary.Uvarint(c.in)
	if n <= 0 || x > uint64(len(c.in))+uint64(len(c.texts)) {
		panic("it ends too early")
	}
	c.in = c.in[n:]
	return int(x)
}

func (c *coder) take(n int) []byte {
	if n > len(c.in) {
		panic("it ends too early")
	}
	out := c.in[:n]
	c.in = c.in[n:]
	return out
}

// list writes the elements of a list. An empty list is read as nil.
func list[T any](c *coder, vs *[]T, each func(*T)) {
	n := len(*vs)
	if c.count(&n); n == 0 {
		return
	}
	if c.reading {
		*vs = make([]T, n)
	}
	for i := range *vs {
		each(&(*vs)[i])
	}
}

func pointers[T any](c *coder, vs *[]*T, each func(*T)) {
	list(c, vs, func(p **T) {
		if c.reading {
			*p = new(T)
		}
		each(*p)
	})
}
