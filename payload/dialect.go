package payload

import (
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// dialect is how a codec differs from others.
type dialect struct {
	codec     Codec
	tag       string // key of its struct tags
	parse     func(f *types.Var, tag string) fieldTag
	marshal   []method // in the order in which they are looked for
	unmarshal []method
	pointers  bool // methods with a pointer receiver are called even where the value has no address
	nilNull   bool // a nil slice or map is written as null
	bytes     Encoding
	arrays    bool // an array of bytes is written as a slice of them is
}

// method is a method by which a type takes over; text says whether what it writes is a string.
type method struct {
	name            string
	params, results []string
	text            bool
}

var (
	marshalJSON     = method{name: "MarshalJSON", results: []string{"[]byte", "error"}}
	unmarshalJSON   = method{name: "UnmarshalJSON", params: []string{"[]byte"}, results: []string{"error"}}
	marshalText     = method{name: "MarshalText", results: []string{"[]byte", "error"}, text: true}
	unmarshalText   = method{name: "UnmarshalText", params: []string{"[]byte"}, results: []string{"error"}, text: true}
	marshalJSONTo   = method{name: "MarshalJSONTo", params: []string{"*encoding/json/jsontext.Encoder"}, results: []string{"error"}}
	unmarshalFrom   = method{name: "UnmarshalJSONFrom", params: []string{"*encoding/json/jsontext.Decoder"}, results: []string{"error"}}
	appendText      = method{name: "AppendText", params: []string{"[]byte"}, results: []string{"[]byte", "error"}, text: true}
	marshalBSON     = method{name: "MarshalBSON", results: []string{"[]byte", "error"}}
	unmarshalBSON   = method{name: "UnmarshalBSON", params: []string{"[]byte"}, results: []string{"error"}}
	encodeMsgpack   = method{name: "EncodeMsgpack", params: []string{"*github.com/vmihailenco/msgpack/v5.Encoder"}, results: []string{"error"}}
	decodeMsgpack   = method{name: "DecodeMsgpack", params: []string{"*github.com/vmihailenco/msgpack/v5.Decoder"}, results: []string{"error"}}
	marshalMsgpack  = method{name: "MarshalMsgpack", results: []string{"[]byte", "error"}}
	unmarshalPack   = method{name: "UnmarshalMsgpack", params: []string{"[]byte"}, results: []string{"error"}}
	marshalBinary   = method{name: "MarshalBinary", results: []string{"[]byte", "error"}}
	unmarshalBinary = method{name: "UnmarshalBinary", params: []string{"[]byte"}, results: []string{"error"}}
)

// These have types of the driver in their signatures, which differ between its versions: a star stands for any.
var (
	marshalBSONValue   = method{name: "MarshalBSONValue", results: []string{"*", "[]byte", "error"}}
	unmarshalBSONValue = method{name: "UnmarshalBSONValue", params: []string{"*", "[]byte"}, results: []string{"error"}}
)

// dialectOf is the dialect of a codec whose shapes come from Go types, nil of another one.
func dialectOf(c Codec) *dialect {
	switch c {
	case JSON:
		return &dialect{codec: c, tag: "json", parse: parseJSON, nilNull: true, bytes: Base64,
			marshal: []method{marshalJSON, marshalText}, unmarshal: []method{unmarshalJSON, unmarshalText}}
	case JSONv2:
		return &dialect{codec: c, tag: "json", parse: parseJSONv2, pointers: true, bytes: Base64, arrays: true,
			marshal:   []method{marshalJSONTo, marshalJSON, appendText, marshalText},
			unmarshal: []method{unmarshalFrom, unmarshalJSON, unmarshalText}}
	case BSON:
		return &dialect{codec: c, tag: "bson", parse: parseBSON, pointers: true, nilNull: true, bytes: Binary, arrays: true,
			marshal: []method{marshalBSONValue, marshalBSON}, unmarshal: []method{unmarshalBSONValue, unmarshalBSON}}
	case Msgpack:
		return &dialect{codec: c, tag: "msgpack", parse: parseMsgpack, pointers: true, nilNull: true, bytes: Binary, arrays: true,
			marshal:   []method{encodeMsgpack, marshalMsgpack, marshalBinary, marshalText},
			unmarshal: []method{decodeMsgpack, unmarshalPack, unmarshalBinary, unmarshalText}}
	}
	return nil
}

// found looks for the method in the method set of a type.
func (m method) found(set *types.MethodSet) *types.Selection {
	sel := set.Lookup(nil, m.name)
	if sel == nil {
		return nil
	}
	sig := sel.Type().(*types.Signature)
	same := func(t *types.Tuple, want []string) bool {
		if t.Len() != len(want) {
			return false
		}
		for i, w := range want {
			got := strings.ReplaceAll(types.TypeString(types.Unalias(t.At(i).Type()), nil), "uint8", "byte")
			if w != "*" && got != w {
				return false
			}
		}
		return true
	}
	if !same(sig.Params(), m.params) || !same(sig.Results(), m.results) {
		return nil // another method of this name
	}
	return sel
}

// fieldTag is what a struct tag says of a field.
type fieldTag struct {
	skip       bool
	name       string
	named      bool // the name is the tag's
	omitEmpty  bool
	omitZero   bool
	quoted     bool
	inline     bool // also of an embedded struct without a name
	fold       bool
	positional bool // of the whole struct
	format     string
	wrong      string // why the codec refuses the whole struct
}

func parseJSON(f *types.Var, tag string) fieldTag {
	if tag == "-" {
		return fieldTag{skip: true}
	}
	name, options, _ := strings.Cut(tag, ",")
	t := fieldTag{name: f.Name()}
	if validName(name) {
		t.name, t.named = name, true
	}
	for o := range strings.SplitSeq(options, ",") {
		switch o {
		case "omitempty":
			t.omitEmpty = true
		case "omitzero":
			t.omitZero = true
		case "string":
			t.quoted = true
		}
	}
	t.inline = f.Anonymous() && !t.named
	t.fold = true
	return t
}

// validName is encoding/json's rule for a name in a tag; another name is ignored.
func validName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

func parseJSONv2(f *types.Var, tag string) fieldTag {
	if tag == "-" {
		return fieldTag{skip: true}
	}
	t := fieldTag{name: f.Name()}
	parts := splitQuoted(tag)
	if name := parts[0]; name != "" {
		if t.name, t.named = unquoteTag(name), true; name == "-" {
			t.wrong = `its tag "-," is malformed for json/v2`
		}
	}
	for _, o := range parts[1:] {
		key, value, _ := strings.Cut(o, ":")
		switch key {
		case "omitempty":
			t.omitEmpty = true
		case "omitzero":
			t.omitZero = true
		case "string":
			t.quoted = true
		case "inline", "unknown":
			t.inline = true
		case "case":
			t.fold = value == "ignore"
		case "format":
			t.format = unquoteTag(value)
		}
	}
	t.inline = t.inline || f.Anonymous() && !t.named
	return t
}

// splitQuoted splits a tag at its commas; text in single quotes stays whole.
func splitQuoted(tag string) []string {
	var out []string
	from, quoted := 0, false
	for i := 0; i < len(tag); i++ {
		switch {
		case tag[i] == '\\' && quoted:
			i++
		case tag[i] == '\'':
			quoted = !quoted
		case tag[i] == ',' && !quoted:
			out, from = append(out, tag[from:i]), i+1
		}
	}
	return append(out, tag[min(from, len(tag)):])
}

func unquoteTag(s string) string {
	if len(s) < 2 || s[0] != '\'' || s[len(s)-1] != '\'' {
		return s
	}
	inner := strings.ReplaceAll(strings.ReplaceAll(s[1:len(s)-1], `\'`, `'`), `"`, `\"`)
	if u, err := strconv.Unquote(`"` + inner + `"`); err == nil {
		return u
	}
	return s
}

func parseBSON(f *types.Var, tag string) fieldTag {
	if tag == "-" {
		return fieldTag{skip: true}
	}
	name, options, _ := strings.Cut(tag, ",")
	t := fieldTag{name: strings.ToLower(f.Name())}
	if name != "" {
		t.name, t.named = name, true
	}
	for o := range strings.SplitSeq(options, ",") {
		switch o {
		case "omitempty":
			t.omitEmpty = true
		case "inline":
			t.inline = true
		}
	}
	return t
}

// parseMsgpack reads the tags of vmihailenco/msgpack. Where an embedded struct has a field of the same name as one before it, that library does not inline
// it; here it is inlined, and the outer field wins.
func parseMsgpack(f *types.Var, tag string) fieldTag {
	if tag == "-" {
		return fieldTag{skip: true}
	}
	name, options, _ := strings.Cut(tag, ",")
	list := strings.Split(options, ",")
	t := fieldTag{name: f.Name(), omitEmpty: slices.Contains(list, "omitempty")}
	if name != "" {
		t.name, t.named = name, true
	}
	if f.Name() == "_msgpack" { // where the library wants options of the whole struct
		return fieldTag{skip: true, positional: slices.Contains(list, "as_array"), omitEmpty: t.omitEmpty}
	}
	t.inline = f.Anonymous() && !slices.Contains(list, "noinline") // even if the tag has a name
	return t
}

// tagOf is the codec's part of a struct tag.
func (d *dialect) tagOf(st *types.Struct, i int) string {
	return reflect.StructTag(st.Tag(i)).Get(d.tag)
}
