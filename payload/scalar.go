package payload

import (
	"fmt"
	"strings"
)

// scalar compares two shapes that are not both objects, lists or maps; it tells whether values can pass at all.
func (c *comparison) scalar(path string, w, r *Shape) bool {
	id, s, why := c.verdict(path, w, r)
	if s != "" {
		c.emit(id, s, path, c.describe(c.w, w), c.describe(c.r, r), why)
	}
	return s != Break
}

const otherKind = "the reader expects another kind of value"

// verdict judges a pair of shapes; no severity is no change.
func (c *comparison) verdict(path string, w, r *Shape) (id string, s Severity, why string) {
	old, now := oldNew(c, w, r)
	switch {
	case w.Kind == Int && r.Kind == Int && w.Quoted == r.Quoted:
		return c.integers(w, r)
	case numeric(w) && numeric(r) && w.Quoted == r.Quoted:
		return numbers(w, r)
	case w.Kind == r.Kind && w.Quoted != r.Quoted || numeric(w) && numeric(r):
		if w.Kind == String {
			if w.Quoted {
				return "J18", Lossy, "the reader keeps the quotes as part of the text"
			}
			return "J18", Break, "the reader expects a quoted string within the string"
		}
		if r.Enc == Literal {
			return "J41", Safe, "a json.Number takes digits in quotes"
		}
		return "J16", Break, "one of them has the number within quotes"
	case w.Kind == String && r.Kind == String:
		return c.texts(w, r)
	case numeric(w) && w.Quoted && r.Kind == String && r.Enc == Plain:
		return "J17", Safe, "digits in quotes are a text"
	case numeric(w) && r.Enc == Decimal:
		return "J51", Safe, "a decimal is read from numbers too"
	case w.Kind == String && numeric(r) && r.Quoted:
		return "J17", Risk, "text that is no number is an error"
	case w.Kind == String && w.Enc == Plain && r.Enc == Literal:
		return "J42", Risk, "text that is no number is an error"
	case r.Enc == Literal || w.Enc == Literal:
		return "J42", Break, otherKind
	case w.Kind == Bool && r.Kind == Bool:
		return "", "", ""
	case w.Kind == Array && r.Enc == Base64 && c.r.Codec == JSON:
		return c.bytes(w)
	case old.Enc == Base64 && (now.Kind == Array) || now.Enc == Base64 && old.Kind == Array:
		return bytesID(old, now), Break, "bytes are written as base64 text, other lists element by element"
	case path == "":
		return "J58", Break, "the whole payload is of another kind"
	case old.Promoted || now.Promoted:
		return "J35", Break, "a method of an embedded field writes the whole struct"
	case (w.Enc == RFC3339 || r.Enc == RFC3339) && (numeric(w) || numeric(r)):
		return "J44", Break, "a time is text in RFC 3339, not a number"
	case w.Kind == Array || r.Kind == Array:
		return "J24", Break, otherKind
	}
	return "J15", Break, otherKind
}

func numeric(s *Shape) bool { return s.Kind == Int || s.Kind == Number }

// integers compares ranges.
func (c *comparison) integers(w, r *Shape) (id string, s Severity, why string) {
	old, now := oldNew(c, w, r)
	size := func(s *Shape) int {
		if s.Bits == 0 {
			return 1 << 20 // any
		}
		return s.Bits
	}
	fits := size(w) <= size(r)
	if w.Signed != r.Signed {
		fits = r.Signed && size(w) < size(r)
	}
	switch {
	case w.Bits == r.Bits && w.Signed == r.Signed:
		if w.Enc == r.Enc {
			return "", "", ""
		}
		if w.Enc == Duration || r.Enc == Duration {
			return "J47", Safe, "a duration is a number of nanoseconds: mind the unit"
		}
		return "J44", Safe, "both are integers: mind the unit"
	case old.Signed != now.Signed:
		id = "J12"
	case size(now) > size(old):
		id = "J10"
	default:
		id = "J11"
	}
	if fits {
		return id, Safe, "every value fits"
	}
	return id, Risk, fmt.Sprintf("values outside of %s are an error", name(r))
}

// numbers compares numbers of which one at least is no integer.
func numbers(w, r *Shape) (id string, s Severity, why string) {
	switch {
	case w.Kind == r.Kind && w.Enc == r.Enc && w.Bits == r.Bits:
		return "", "", ""
	case r.Enc == Literal:
		return "J41", Safe, "a json.Number takes any number"
	case w.Enc == Literal:
		return "J41", Risk, fmt.Sprintf("numbers that are no %s are an error or lose digits", name(r))
	case w.Enc != r.Enc:
		return "J44", Lossy, "the number is in another unit"
	case w.Kind == Number && r.Kind == Number:
		if w.Bits < r.Bits {
			return "J14", Safe, "every value fits"
		}
		return "J14", Risk, "values beyond float32 are an error, others lose digits"
	case r.Kind == Int:
		return "J13", Risk, "numbers with a fraction or an exponent are an error"
	case w.Bits > 0 && (w.Bits < 32 && r.Bits == 32 || w.Bits <= 32 && r.Bits == 64):
		return "J13", Safe, "every value fits"
	case r.Bits == 32:
		return "J13", Risk, "integers above 2^24 lose digits"
	}
	return "J13", Risk, "integers above 2^53 lose digits"
}

// texts compares strings by what is in them.
func (c *comparison) texts(w, r *Shape) (id string, s Severity, why string) {
	old, now := oldNew(c, w, r)
	switch {
	case w.Enc == r.Enc && w.Type == r.Type && w.Impl == r.Impl:
		if r.Len != nil && (w.Len == nil || *w.Len != *r.Len) {
			return "J27", Risk, "another number of bytes than the array has is an error"
		}
		return "", "", ""
	case w.Enc == Text && r.Enc == Text:
		return "J48", Unknown, "methods of the types decide what is written and read"
	case old.Enc == Base64 || now.Enc == Base64:
		id = "J29"
	case old.Enc == RFC3339 || now.Enc == RFC3339:
		id = "J43"
	default:
		id = "J51"
	}
	if r.Enc == Plain {
		return id, Safe, "the text is kept as it is"
	}
	form := string(r.Enc)
	if r.Enc == Text {
		form = "of the form that " + r.Type + " reads"
	}
	return id, Risk, fmt.Sprintf("text that is not %s is an error", form)
}

// bytes judges a list that encoding/json reads into bytes.
func (c *comparison) bytes(w *Shape) (id string, s Severity, why string) {
	e := c.w.resolve(w.Elem)
	id = "J28"
	if w.Len != nil {
		id = "J27"
	}
	switch {
	case e.Kind != Int || e.Quoted:
		return id, Break, otherKind
	case e.Bits == 8 && !e.Signed:
		return id, Safe, "encoding/json reads a list of numbers into bytes"
	}
	return id, Risk, "numbers outside of uint8 are an error"
}

func bytesID(old, now *Shape) string {
	if old.Len != nil || now.Len != nil {
		return "J27"
	}
	return "J28"
}

// name is a short name of a scalar shape, like that of a Go type.
func name(s *Shape) string {
	bits := func(n string) string {
		if s.Bits > 0 {
			return fmt.Sprint(n, s.Bits)
		}
		return n
	}
	n := string(s.Kind)
	switch s.Kind {
	case String:
		n = "string"
	case Int:
		if n = bits("int"); !s.Signed {
			n = "u" + n
		}
	case Number:
		n = bits("float")
	}
	if s.Enc != Plain {
		n += " (" + string(s.Enc) + ")"
	}
	if s.Quoted {
		n += " in quotes"
	}
	return n
}

// describe is a short text of a shape.
func (c *comparison) describe(s *Schema, sh *Shape) string {
	r := s.resolve(sh)
	n := ""
	switch r.Kind {
	case Object:
		var names []string
		for _, f := range r.Fields {
			if len(names) == 4 {
				names = append(names, "…")
				break
			}
			names = append(names, f.Name)
		}
		n = "{" + strings.Join(names, ", ") + "}"
	case Array:
		n = "[]"
		if r.Len != nil {
			n = fmt.Sprintf("[%d]", *r.Len)
		}
		if n += c.part(s, r.Elem); len(n) > 60 {
			n = n[:strings.IndexByte(n, ']')+1] + "…"
		}
	case Map:
		if n = "map[" + name(s.resolve(r.Key)) + "]" + c.part(s, r.Elem); len(n) > 60 {
			n = "map[" + name(s.resolve(r.Key)) + "]…"
		}
	case Opaque:
		if n = r.Type; r.Enc != Plain {
			n += " (" + string(r.Enc) + ")"
		}
	case Any:
		if n = "any"; r.Enc == Raw {
			n = "json.RawMessage"
		} else if r.Enc == Interface {
			n = r.Type
		}
	default:
		if n = name(r); r.Enc == Text {
			n = r.Type
		}
		if len(r.Consts) > 0 {
			n += " of " + strings.Join(r.Consts, "|")
		}
	}
	if r.Nullable && !c.noNull(r) {
		n = "*" + n
	}
	return n
}

// part describes an element, without going into it.
func (c *comparison) part(s *Schema, sh *Shape) string {
	if r := s.resolve(sh); r.Kind == Object || r.Kind == Array || r.Kind == Map {
		if sh.Ref != "" {
			return sh.Ref[strings.LastIndexByte(sh.Ref, '/')+1:]
		}
		return "…"
	}
	return c.describe(s, sh)
}
