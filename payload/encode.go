package payload

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Encode writes a schema as JSON. Equal schemas give equal bytes.
func Encode(s *Schema) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		return nil, fmt.Errorf("encode schema: %w", err)
	}
	return b.Bytes(), nil
}

// Decode reads what [Encode] wrote, and nothing else: an unknown key, a missing definition or a kind that does not exist is an error.
func Decode(data []byte) (*Schema, error) {
	var s Schema
	if err := decodeStrict(data, &s); err != nil {
		return nil, err
	}
	if err := s.validate(); err != nil {
		return nil, err
	}
	return &s, nil
}

// decodeStrict decodes one JSON value that fills the whole text. Errors of the text say the line.
func decodeStrict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	at := d.InputOffset()
	if err == nil {
		if _, err = d.Token(); err == nil {
			err = errors.New("text after its end")
		} else if errors.Is(err, io.EOF) {
			return nil
		}
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		at = int64(len(data))
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	at = min(max(at, 0), int64(len(data)))
	return &lineError{line: 1 + bytes.Count(data[:at], []byte("\n")), text: strings.TrimPrefix(err.Error(), "json: ")}
}

// lineError is a mistake at a line of a text.
type lineError struct {
	line int
	text string
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.text) }

const deepest = 200 // levels of a shape within another, in a file that a stranger may have written

// Check tells what is wrong with a schema that was read in another way than by [Decode].
func (s *Schema) Check() error {
	if s == nil {
		return errors.New("schema is null")
	}
	return s.validate()
}

func (s *Schema) validate() error {
	root, proto, avro := s.Root != nil || s.Defs != nil, s.Proto != nil, s.Avro != nil
	switch s.Codec {
	case JSON, JSONv2, BSON, Msgpack:
		if s.Root == nil || proto || avro {
			return fmt.Errorf("codec %s needs a root, and nothing of another codec", s.Codec)
		}
		return s.validShapes()
	case Protobuf:
		if !proto || root || avro {
			return errors.New("codec protobuf needs proto, and nothing of another codec")
		}
		return s.Proto.validate()
	case Avro:
		if !avro || root || proto {
			return errors.New("codec avro needs avro, and nothing of another codec")
		}
		own, err := AvroSchema(s.Avro)
		if err == nil {
			s.Avro = own.Avro
		}
		return err
	}
	return fmt.Errorf("codec %q is not known", s.Codec)
}

func (s *Schema) validShapes() error {
	if err := s.validShape("root", s.Root, 0); err != nil {
		return err
	}
	for _, name := range sortedKeys(s.Defs) {
		if s.Defs[name] == nil {
			return fmt.Errorf("$defs %q: is null", name)
		}
		if err := s.validShape("$defs "+strconv.Quote(name), s.Defs[name], 0); err != nil {
			return err
		}
	}
	return nil
}

func (s *Schema) validShape(where string, sh *Shape, depth int) error {
	if depth > deepest {
		return fmt.Errorf("%s: more than %d levels", where, deepest)
	}
	part := func(name string, p *Shape, needed bool) error {
		if p == nil {
			if needed {
				return fmt.Errorf("%s: %s without %s", where, sh.Kind, name)
			}
			return nil
		}
		return s.validShape(where+" "+name, p, depth+1)
	}
	switch sh.Kind {
	case Object, Array, Map, String, Int, Number, Bool, Any, Opaque:
	case Ref:
		if s.Defs[sh.Ref] == nil {
			return fmt.Errorf("%s: ref %q is not in $defs", where, sh.Ref)
		}
	default:
		return fmt.Errorf("%s: kind %q is not known", where, sh.Kind)
	}
	if err := errors.Join(part("key", sh.Key, sh.Kind == Map), part("elem", sh.Elem, sh.Kind == Map || sh.Kind == Array), part("reads", sh.Reads, false)); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, f := range sh.Fields {
		if f.Shape == nil {
			return fmt.Errorf("%s: field %q has no shape", where, f.Name)
		}
		if seen[f.Name] {
			return fmt.Errorf("%s: field %q is there twice", where, f.Name)
		}
		seen[f.Name] = true
		if !slices.Contains([]Presence{Always, OmitEmpty, OmitZero, Embedded}, f.Presence) {
			return fmt.Errorf("%s: presence %q is not known", where, f.Presence)
		}
		if err := s.validShape(where+"."+f.Name, f.Shape, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// Hash identifies what is on the wire: 12 hexadecimal digits. Names of Go types and fields that the wire does not show, and the order of the fields of an
// object, don't count.
func (s *Schema) Hash() string {
	if s.Root == nil {
		text, err := Encode(s)
		if err != nil {
			return "" // of a schema that [Decode] refuses
		}
		return digest(string(text))
	}
	c := canon{s: s, number: map[string]int{}}
	c.shape(s.Root)
	done := 0
	for done < len(c.order) { // which grows meanwhile
		c.text.WriteByte('\n')
		c.shape(s.Defs[c.order[done]])
		done++
	}
	return digest(string(s.Codec), c.text.String())
}

// digest is a short hash of texts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// canon writes shapes in a form in which definitions are numbered as they are met.
type canon struct {
	s      *Schema
	text   strings.Builder
	number map[string]int
	order  []string
}

func (c *canon) shape(sh *Shape) {
	if sh == nil {
		c.text.WriteString("-")
		return
	}
	length := -1
	if sh.Len != nil {
		length = *sh.Len
	}
	fmt.Fprintf(&c.text, "(%s %s %q %q %d %t %t %t %d %q %q", sh.Kind, sh.Enc, sh.Type, sh.Impl, sh.Bits, sh.Signed, sh.Quoted, sh.Nullable, length, sh.Consts, sh.Conflicts)
	if sh.Kind == Ref {
		n, ok := c.number[sh.Ref]
		if !ok {
			n = len(c.order)
			c.number[sh.Ref], c.order = n, append(c.order, sh.Ref)
		}
		fmt.Fprintf(&c.text, " #%d", n)
	}
	fields := sh.Fields
	if sh.Enc != Positional {
		fields = slices.SortedFunc(slices.Values(fields), func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	}
	for _, f := range fields {
		fmt.Fprintf(&c.text, " %q %s %t ", f.Name, f.Presence, f.Fold)
		c.shape(f.Shape)
	}
	for _, p := range []*Shape{sh.Key, sh.Elem, sh.Reads} {
		c.text.WriteByte(' ')
		c.shape(p)
	}
	c.text.WriteByte(')')
}
