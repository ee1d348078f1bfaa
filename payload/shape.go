package payload

import "encoding/json"

// Codec is what writes and reads a payload.
type Codec string

// The codecs.
const (
	JSON     Codec = "json"   // encoding/json
	JSONv2   Codec = "jsonv2" // encoding/json/v2
	BSON     Codec = "bson"   // go.mongodb.org/mongo-driver
	Msgpack  Codec = "msgpack"
	Protobuf Codec = "protobuf"
	Avro     Codec = "avro"
)

// Schema is the shape of a payload on the wire. It is plain data: equal types give equal schemas, wherever they are extracted.
type Schema struct {
	Codec Codec             `json:"codec"`
	Root  *Shape            `json:"root,omitempty"`  // of Go types
	Proto *Proto            `json:"proto,omitempty"` // of Protobuf
	Avro  json.RawMessage   `json:"avro,omitempty"`  // of Avro: its schema, without spaces
	Defs  map[string]*Shape `json:"$defs,omitempty"` // of named types, by their Go names
}

// Kind is the kind of a shape.
type Kind string

// The kinds.
const (
	Object Kind = "obj"
	Array  Kind = "arr"
	Map    Kind = "map"
	String Kind = "str"
	Int    Kind = "int"
	Number Kind = "num"
	Bool   Kind = "bool"
	Any    Kind = "any"    // anything: an interface, or text that is handed on unread
	Opaque Kind = "opaque" // written or read by code of the program, or not at all
	Ref    Kind = "ref"    // a named type, in Schema.Defs
)

// Encoding says what a value's text means, or which rules its reader has.
type Encoding string

// The encodings. A well-known type (see known.go) can have others, which only equal themselves.
const (
	Plain       Encoding = ""
	Base64      Encoding = "base64"      // of str: a slice of bytes
	RFC3339     Encoding = "rfc3339"     // of str: a time.Time
	Decimal     Encoding = "decimal"     // of str: digits in quotes, whose reader takes numbers too
	Text        Encoding = "text"        // of str: what a MarshalText writes
	Binary      Encoding = "binary"      // of str: bytes as they are (BSON, MessagePack)
	Literal     Encoding = "literal"     // of num: a json.Number, digits of any precision
	Duration    Encoding = "duration"    // of int: a time.Duration, nanoseconds
	Datetime    Encoding = "datetime"    // of int: a time.Time in BSON, milliseconds
	Raw         Encoding = "raw"         // of any: a json.RawMessage, which takes anything
	Interface   Encoding = "interface"   // of any: an interface with methods, into which nothing but null can be read
	Positional  Encoding = "positional"  // of obj: an array with an element for each field (MessagePack's as_array)
	Unsupported Encoding = "unsupported" // of opaque: the codec refuses the type
	Unsettable  Encoding = "unsettable"  // of opaque: read into a pointer to an unexported struct, which a decoder can't make
)

// Presence says when a field is left out.
type Presence string

// The presences.
const (
	Always    Presence = "always"
	OmitEmpty Presence = "omitempty" // only where the option has an effect
	OmitZero  Presence = "omitzero"
	Embedded  Presence = "embedded" // with a nil pointer to the struct it is promoted from
)

// Shape is the shape of one value.
type Shape struct {
	Kind      Kind     `json:"k"`
	Enc       Encoding `json:"enc,omitempty"`
	Type      string   `json:"type,omitempty"`      // the Go type whose methods or rules decide (opaque, text, interface)
	Impl      string   `json:"impl,omitempty"`      // a hash of those methods, if it is known
	Promoted  bool     `json:"promoted,omitempty"`  // those methods are those of an embedded field
	Bits      int      `json:"bits,omitempty"`      // of int and num; 0 is any size
	Signed    bool     `json:"signed,omitempty"`    // of int
	Quoted    bool     `json:"quoted,omitempty"`    // written within quotes (option "string")
	Nullable  bool     `json:"nullable,omitempty"`  // null is written
	Len       *int     `json:"len,omitempty"`       // of a Go array
	Consts    []string `json:"consts,omitempty"`    // the constants of a named type, sorted
	Fields    []Field  `json:"fields,omitempty"`    // of obj, in the order in which they are written
	Conflicts []string `json:"conflicts,omitempty"` // of obj: names that several fields have, so that none is written
	Key       *Shape   `json:"key,omitempty"`       // of map
	Elem      *Shape   `json:"elem,omitempty"`      // of arr and map; of obj: members beyond the fields (json/v2 and BSON, inline)
	Ref       string   `json:"ref,omitempty"`
	Reads     *Shape   `json:"reads,omitempty"` // what is read, if it is not what is written
}

// Field is a field of an object.
type Field struct {
	Name     string   `json:"name"`
	Go       string   `json:"go,omitempty"` // its name in Go
	Presence Presence `json:"presence"`
	Fold     bool     `json:"fold,omitempty"` // its name is read in any case
	Shape    *Shape   `json:"shape"`
}

// resolve follows references. What the reference adds (null) is kept.
func (s *Schema) resolve(sh *Shape) *Shape {
	nullable := false
	for range len(s.Defs) + 1 {
		if sh.Kind != Ref {
			break
		}
		nullable = nullable || sh.Nullable
		def := s.Defs[sh.Ref]
		if def == nil {
			break
		}
		sh = def
	}
	if sh.Kind == Ref {
		return &Shape{Kind: Opaque, Type: sh.Ref, Nullable: nullable} // a pointer to itself
	}
	if nullable && !sh.Nullable {
		c := *sh
		c.Nullable = true
		return &c
	}
	return sh
}

// reads is the shape that a reader has.
func (s *Schema) reads(sh *Shape) *Shape {
	sh = s.resolve(sh)
	if sh.Reads == nil {
		return sh
	}
	r := *s.resolve(sh.Reads)
	r.Nullable = r.Nullable || sh.Nullable
	return &r
}

// Names lists the names of the fields of a payload that is an object or message, as they are written.
func (s *Schema) Names() []string {
	var out []string
	switch {
	case s.Proto != nil:
		if m := s.Proto.Messages[s.Proto.Message]; m != nil {
			for _, f := range m.Fields {
				out = append(out, f.Name)
			}
		}
	case s.Root != nil:
		for _, f := range s.resolve(s.Root).Fields {
			out = append(out, f.Name)
		}
	}
	return out
}
