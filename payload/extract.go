package payload

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/types"
	"maps"
	"slices"
	"strconv"
)

// Options of an extraction.
type Options struct {
	Codec Codec // JSON if it is empty

	// Body gives the text of a method, or "" where it is not known. With it, a change of a marshal method is seen as one of the shape.
	Body func(*types.Func) string
}

// Extract reads the shape of a payload type as a codec would write it and read it. The type is that of the value that is given to the codec: a pointer
// makes a difference, as encoding/json skips methods with a pointer receiver on a value without an address.
func Extract(t types.Type, o Options) (*Schema, error) {
	d := dialectOf(cmp.Or(o.Codec, JSON))
	if d == nil {
		return nil, fmt.Errorf("extract %s: codec %q is not read from Go types", t, o.Codec)
	}
	x := extractor{
		dialect: d, body: o.Body, schema: &Schema{Codec: d.codec, Defs: map[string]*Shape{}},
		names: map[place]string{}, taken: map[string]bool{}, open: map[place]bool{},
	}
	x.schema.Root = x.shape(t, context{})
	if len(x.schema.Defs) == 0 {
		x.schema.Defs = nil
	}
	return x.schema, nil
}

// context is what the shape of a value depends on besides its type.
type context struct {
	address bool   // it has an address, so that methods with a pointer receiver are called
	pointer bool   // it is what a pointer points to
	quoted  bool   // json/v2 quotes all numbers in it
	format  string // json/v2's option
}

// place is a definition: a named type in a context that makes a difference to it.
type place struct {
	object *types.TypeName
	text   string
}

type extractor struct {
	*dialect
	body   func(*types.Func) string
	schema *Schema
	names  map[place]string
	taken  map[string]bool
	open   map[place]bool // being extracted; true once something refers to it
}

// shape is the shape of a value of the type.
func (x *extractor) shape(t types.Type, in context) *Shape {
	t = types.Unalias(t)
	if sh := x.exact(t, in); sh != nil {
		return sh
	}
	if p, ok := t.(*types.Pointer); ok {
		return nullable(x.shape(p.Elem(), context{address: true, pointer: true, quoted: in.quoted, format: in.format}))
	}
	if _, ok := t.Underlying().(*types.Interface); ok {
		return interfaceShape(t)
	}
	if _, ok := t.(*types.TypeParam); ok {
		return &Shape{Kind: Opaque, Type: t.String()}
	}
	var written, read *Shape
	receiver := t
	if in.address || x.pointers {
		receiver = types.NewPointer(t)
	}
	written = x.takenOver(t, receiver, x.marshal)
	if _, named := t.(*types.Named); named || in.pointer || x.pointers {
		read = x.takenOver(t, types.NewPointer(t), x.unmarshal) // a decoder always has an address, of a type with a name
	}
	if written == nil || read == nil {
		plain := x.plain(t, in)
		written, read = cmp.Or(written, plain), cmp.Or(read, plain)
	}
	if written != read && !same(written, read) {
		both := *written
		both.Reads = read
		return &both
	}
	return written
}

func nullable(sh *Shape) *Shape {
	c := *sh
	c.Nullable = true
	return &c
}

// same compares two shapes of one type.
func same(a, b *Shape) bool {
	s := &Schema{}
	ca, cb := canon{s: s, number: map[string]int{}}, canon{s: s, number: map[string]int{}}
	ca.shape(a)
	cb.shape(b)
	return ca.text.String() == cb.text.String() && slices.Equal(ca.order, cb.order)
}

func interfaceShape(t types.Type) *Shape {
	if t.Underlying().(*types.Interface).NumMethods() == 0 {
		return &Shape{Kind: Any, Nullable: true}
	}
	return &Shape{Kind: Any, Enc: Interface, Type: typeName(t), Nullable: true}
}

func typeName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Path() })
}

// takenOver is the shape of a type with one of the methods, nil if it has none.
func (x *extractor) takenOver(t, receiver types.Type, methods []method) *Shape {
	set := types.NewMethodSet(receiver)
	for _, m := range methods {
		sel := m.found(set)
		if sel == nil {
			continue
		}
		promoted := len(sel.Index()) > 1
		fn := sel.Obj().(*types.Func)
		owner := t
		if promoted {
			owner = fn.Signature().Recv().Type()
			if p, ok := owner.(*types.Pointer); ok {
				owner = p.Elem()
			}
		}
		sh := x.known(owner)
		if sh == nil {
			sh = &Shape{Kind: Opaque, Type: typeName(owner)}
			if m.text {
				sh.Kind, sh.Enc = String, Text
			}
			if x.body != nil {
				if text := x.body(fn); text != "" {
					sh.Impl = digest(text)
				}
			}
		}
		sh.Promoted = promoted
		return sh
	}
	return nil
}

// plain is the shape of a value whose type has no methods that matter. A named struct becomes a definition, and so does any type that contains itself.
func (x *extractor) plain(t types.Type, in context) *Shape {
	named, ok := t.(*types.Named)
	if !ok {
		return x.underlying(t, in)
	}
	switch named.Underlying().(type) {
	case *types.Basic, *types.Chan, *types.Signature:
		return x.underlying(t, in)
	}
	at := place{named.Obj(), typeName(t)}
	if in.address && x.addressed(t, nil) {
		at.text += ", by address" // methods with a pointer receiver are called in it
	}
	if in.quoted {
		at.text += ", quoted"
	}
	if in.format != "" {
		return x.underlying(t, in) // of this value alone
	}
	if _, busy := x.open[at]; busy {
		x.open[at] = true
		return &Shape{Kind: Ref, Ref: x.name(at)}
	}
	if name, ok := x.names[at]; ok {
		return &Shape{Kind: Ref, Ref: name}
	}
	x.open[at] = false
	if _, ok := named.Underlying().(*types.Struct); ok {
		x.open[at] = true
		x.name(at)
	}
	sh := x.underlying(t, in)
	refers := x.open[at]
	delete(x.open, at)
	if !refers {
		return sh
	}
	name := x.name(at)
	x.schema.Defs[name] = sh
	return &Shape{Kind: Ref, Ref: name}
}

// name is the name of a definition. Types of functions can have the same name as others of their package; they are counted.
func (x *extractor) name(at place) string {
	name, ok := x.names[at]
	if !ok {
		name = at.text
		for n := 2; x.taken[name]; n++ {
			name = at.text + " #" + strconv.Itoa(n)
		}
		x.names[at], x.taken[name] = name, true
	}
	return name
}

// addressed tells whether it makes a difference to the shape of a value that it has an address: a part of it, not behind a pointer, has a marshal method
// with a pointer receiver.
func (x *extractor) addressed(t types.Type, above []types.Type) bool {
	t = types.Unalias(t)
	if x.pointers || slices.Contains(above, t) {
		return false
	}
	above = append(slices.Clip(above), t)
	if _, ok := t.(*types.Pointer); ok {
		return false
	}
	if x.custom(types.NewPointer(t), x.marshal) && !x.custom(t, x.marshal) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return x.addressed(u.Elem(), above)
	case *types.Struct:
		for f := range u.Fields() {
			if x.addressed(f.Type(), above) {
				return true
			}
		}
	}
	return false
}

// underlying is the shape that a type has by its kind.
func (x *extractor) underlying(t types.Type, in context) *Shape {
	inner := context{quoted: in.quoted}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		sh := basic(u)
		if sh.Kind == Opaque {
			sh.Type = typeName(t)
		}
		sh.Consts = constants(t)
		sh.Quoted = in.quoted && (sh.Kind == Int || sh.Kind == Number)
		return sh
	case *types.Slice:
		if x.isByte(u.Elem()) && in.format != "array" {
			return &Shape{Kind: String, Enc: x.bytesAs(in.format), Nullable: x.nilNull}
		}
		inner.address = true
		return &Shape{Kind: Array, Elem: x.shape(u.Elem(), inner), Nullable: x.nilNull || in.format == "emitnull"}
	case *types.Array:
		n := int(u.Len())
		if x.arrays && x.isByte(u.Elem()) && in.format != "array" {
			return &Shape{Kind: String, Enc: x.bytesAs(in.format), Len: &n}
		}
		inner.address = in.address
		return &Shape{Kind: Array, Elem: x.shape(u.Elem(), inner), Len: &n}
	case *types.Map:
		key := x.shape(u.Key(), context{})
		if key = x.key(u.Key(), key); key == nil {
			return &Shape{Kind: Opaque, Enc: Unsupported, Type: typeName(t)}
		}
		return &Shape{Kind: Map, Key: key, Elem: x.shape(u.Elem(), inner), Nullable: x.nilNull || in.format == "emitnull"}
	case *types.Struct:
		return x.object(u, in)
	case *types.Pointer:
		return nullable(x.shape(u.Elem(), context{address: true, pointer: true, quoted: in.quoted}))
	}
	return &Shape{Kind: Opaque, Enc: Unsupported, Type: typeName(t)} // a channel or function
}

func (x *extractor) bytesAs(format string) Encoding {
	if x.codec == JSONv2 && format != "" {
		return Encoding(format)
	}
	return x.bytes
}

// isByte tells whether a list of the type is written as bytes.
func (x *extractor) isByte(t types.Type) bool {
	t = types.Unalias(t)
	if _, named := t.(*types.Named); named && x.codec == JSONv2 {
		return false // there, of byte itself alone
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8 && !x.custom(types.NewPointer(t), x.marshal)
}

// key is the shape of the key of a map, nil if the codec refuses it.
func (x *extractor) key(t types.Type, sh *Shape) *Shape {
	b, isBasic := types.Unalias(t).Underlying().(*types.Basic)
	switch {
	case isBasic && b.Info()&types.IsString != 0 && x.codec == JSON:
		key := &Shape{Kind: String, Consts: constants(t)} // written as it is, but read by its UnmarshalText
		if read := x.takenOver(t, types.NewPointer(t), []method{unmarshalText}); read != nil {
			key.Reads = read
		}
		return key
	case sh.Kind == String || sh.Kind == Int:
		return sh
	case sh.Kind == Number && x.codec != JSON:
		return sh
	case x.codec == JSON && x.custom(t, []method{marshalText}):
		return &Shape{Kind: String, Enc: Text, Type: typeName(t)} // which goes before MarshalJSON here
	case isBasic && b.Info()&types.IsInteger != 0:
		return basic(b)
	case x.codec == BSON || x.codec == Msgpack:
		return sh
	}
	return nil
}

// basic is the shape of a basic type.
func basic(b *types.Basic) *Shape {
	bits := map[types.BasicKind]int{
		types.Int8: 8, types.Uint8: 8, types.Int16: 16, types.Uint16: 16, types.Int32: 32, types.Uint32: 32, types.Float32: 32,
	}
	switch info := b.Info(); {
	case b.Kind() == types.UntypedNil:
		return &Shape{Kind: Any, Nullable: true}
	case info&types.IsBoolean != 0:
		return &Shape{Kind: Bool}
	case info&types.IsInteger != 0:
		return &Shape{Kind: Int, Bits: cmp.Or(bits[b.Kind()], 64), Signed: info&types.IsUnsigned == 0}
	case info&types.IsFloat != 0:
		return &Shape{Kind: Number, Bits: cmp.Or(bits[b.Kind()], 64)}
	case info&types.IsString != 0:
		return &Shape{Kind: String}
	}
	return &Shape{Kind: Opaque, Enc: Unsupported} // complex numbers and unsafe pointers
}

// constants are the values of the constants that the package of a named type declares of it: an enumeration. One alone is none. Of an exported type the
// exported ones count, so that its shape is the same wherever it is seen from.
func constants(t types.Type) []string {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	values := map[string]bool{}
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !types.Identical(c.Type(), named) || named.Obj().Exported() && !c.Exported() {
			continue
		}
		if c.Val().Kind() == constant.String {
			values[constant.StringVal(c.Val())] = true
		} else {
			values[c.Val().ExactString()] = true
		}
	}
	if len(values) < 2 {
		return nil
	}
	return slices.Sorted(maps.Keys(values))
}

// object is the shape of a struct.
func (x *extractor) object(st *types.Struct, in context) *Shape {
	m := x.members(st)
	if m.wrong != "" {
		return &Shape{Kind: Opaque, Enc: Unsupported, Type: m.wrong}
	}
	sh := &Shape{Kind: Object, Conflicts: m.conflicts}
	for i, f := range m.list {
		field := Field{Name: f.name, Go: f.field.Name(), Presence: x.presence(f), Fold: f.fold, Shape: x.field(f, in)}
		if m.positional {
			field.Name = strconv.Itoa(i)
		}
		sh.Fields = append(sh.Fields, field)
	}
	if m.positional {
		sh.Enc = Positional
	}
	if m.rest != nil {
		sh.Elem = x.shape(types.Unalias(m.rest.field.Type()).Underlying().(*types.Map).Elem(), context{})
	}
	return sh
}

// field is the shape of a field's value.
func (x *extractor) field(f member, in context) *Shape {
	c := context{address: in.address || f.pointer, quoted: in.quoted, format: f.format}
	if x.codec == JSONv2 && f.quoted {
		c.quoted = true
	}
	sh := x.shape(f.field.Type(), c)
	if x.codec == JSON && f.quoted && x.quotable(f.field.Type(), sh) {
		q := *sh
		q.Quoted = true
		sh = &q
	}
	if f.unsettable {
		q := *sh
		q.Reads = &Shape{Kind: Opaque, Enc: Unsettable, Type: typeName(f.field.Type())}
		sh = &q
	}
	return sh
}

// quotable tells whether encoding/json's option "string" has an effect: on strings, numbers and bools, behind one pointer at most.
func (x *extractor) quotable(t types.Type, sh *Shape) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsBoolean|types.IsInteger|types.IsFloat|types.IsString) != 0 && sh.Kind != Opaque && sh.Enc != Text
}

// presence says when a field is left out.
func (x *extractor) presence(f member) Presence {
	switch {
	case f.omitEmpty && x.canBeEmpty(f.field.Type()):
		return OmitEmpty
	case f.omitZero:
		return OmitZero
	case f.pointer:
		return Embedded
	}
	return Always
}

// canBeEmpty tells whether omitempty has an effect on a type.
func (x *extractor) canBeEmpty(t types.Type) bool {
	v2 := x.codec == JSONv2 // which looks at what is written: null, "", [] and {}
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Basic:
		return !v2 || u.Info()&types.IsString != 0 || x.custom(types.NewPointer(t), x.marshal)
	case *types.Array:
		return u.Len() == 0
	case *types.Struct:
		switch x.codec {
		case JSONv2:
			return u.NumFields() > 0 && x.mayBeEmpty(t, u)
		case BSON:
			return x.custom(types.NewPointer(t), []method{{name: "IsZero", results: []string{"bool"}}})
		case Msgpack:
			return x.custom(types.NewPointer(t), []method{{name: "IsZero", results: []string{"bool"}}})
		}
		return false
	}
	return true
}

// mayBeEmpty tells whether json/v2 may write a struct as {}, or by its own methods as something empty.
func (x *extractor) mayBeEmpty(t types.Type, st *types.Struct) bool {
	if x.custom(types.NewPointer(t), x.marshal) {
		sh := x.known(t)
		return sh == nil
	}
	return !slices.ContainsFunc(x.members(st).list, func(m member) bool { return x.presence(m) == Always })
}
