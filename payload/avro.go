package payload

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/twmb/avro"
)

// AvroSchema is the schema of an Avro payload, from its JSON text.
func AvroSchema(text []byte) (*Schema, error) {
	var b bytes.Buffer
	if err := json.Compact(&b, text); err != nil {
		return nil, fmt.Errorf("read Avro schema: %w", err)
	}
	if _, err := avro.Parse(b.String()); err != nil {
		return nil, fmt.Errorf("read Avro schema: %w", err)
	}
	return &Schema{Codec: Avro, Avro: b.Bytes()}, nil
}

// avroComparison follows a writer's and a reader's Avro schema. What cannot be read is avro's to say; what is read as something else is said here.
type avroComparison struct {
	*comparison
	types [2]map[string]*avro.SchemaNode // named types of the writer and the reader
	seen  map[[2]string]bool
	broke bool
}

func readAvro(c *comparison, w, r json.RawMessage) {
	ws, err := avro.Parse(string(w))
	rs, errR := avro.Parse(string(r))
	if err = errors.Join(err, errR); err != nil {
		c.emit("A01", Break, "", "", "", err.Error())
		return
	}
	a := avroComparison{comparison: c, seen: map[[2]string]bool{}}
	wr, rr := ws.Root(), rs.Root()
	for i, root := range []*avro.SchemaNode{wr, rr} {
		a.types[i] = map[string]*avro.SchemaNode{}
		collectTypes(root, a.types[i])
	}
	a.node("", wr, rr, c.reads)
	var incompatible *avro.CompatibilityError
	if err := avro.CheckCompatibility(ws, rs); errors.As(err, &incompatible) && !a.broke {
		a.incompatible(strings.TrimPrefix(incompatible.Path, wr.Name+"."), incompatible)
	}
}

// collectTypes finds the named types of a schema.
func collectTypes(n *avro.SchemaNode, into map[string]*avro.SchemaNode) {
	if n == nil {
		return
	}
	if n.Name != "" {
		into[fullName(n)] = n
	}
	for i := range n.Fields {
		collectTypes(&n.Fields[i].Type, into)
	}
	for i := range n.Branches {
		collectTypes(&n.Branches[i], into)
	}
	collectTypes(n.Items, into)
	collectTypes(n.Values, into)
}

func fullName(n *avro.SchemaNode) string {
	if n.Namespace == "" || strings.Contains(n.Name, ".") {
		return n.Name
	}
	return n.Namespace + "." + n.Name
}

func (a *avroComparison) incompatible(path string, err *avro.CompatibilityError) {
	a.broke = true
	a.emit("A01", Break, path, err.WriterType, err.ReaderType, err.Detail)
}

// node compares two schemas at a path.
func (a *avroComparison) node(path string, w, r *avro.SchemaNode, reads *readTree) {
	if t := a.types[0][w.Type]; t != nil {
		w = t
	}
	if t := a.types[1][r.Type]; t != nil {
		r = t
	}
	switch {
	case len(w.Branches) > 0 || len(r.Branches) > 0:
		a.union(path, w, r, reads)
	case w.Type == "record" && r.Type == "record":
		pair := [2]string{fullName(w), fullName(r)}
		if !a.seen[pair] {
			a.seen[pair] = true
			a.record(path, w, r, reads)
		}
	case w.Type == "array" && r.Type == "array":
		a.node(path+"[]", w.Items, r.Items, reads)
	case w.Type == "map" && r.Type == "map":
		a.node(path+"[]", w.Values, r.Values, reads)
	default:
		a.leaf(path, w, r)
	}
}

// union compares the branches that are read for those that are written: the first of a type.
func (a *avroComparison) union(path string, w, r *avro.SchemaNode, reads *readTree) {
	branches := func(n *avro.SchemaNode) []avro.SchemaNode {
		if len(n.Branches) == 0 {
			return []avro.SchemaNode{*n}
		}
		return n.Branches
	}
	before := a.broke
	for _, wb := range branches(w) {
		i := slices.IndexFunc(branches(r), func(rb avro.SchemaNode) bool { return rb.Type == wb.Type && rb.Name == wb.Name })
		if i >= 0 && wb.Type != "null" {
			a.node(path, &wb, &branches(r)[i], reads)
		}
	}
	if a.broke == before { // what the branches do not show: one that is missing
		a.check(path, w, r)
	}
}

// check asks avro whether one schema reads the other.
func (a *avroComparison) check(path string, w, r *avro.SchemaNode) bool {
	ws, err := w.Schema()
	rs, errR := r.Schema()
	if err != nil || errR != nil {
		return true // a part that does not stand alone is checked with the whole
	}
	var incompatible *avro.CompatibilityError
	if err := avro.CheckCompatibility(ws, rs); errors.As(err, &incompatible) {
		a.incompatible(path, incompatible)
		return false
	}
	return true
}

func (a *avroComparison) leaf(path string, w, r *avro.SchemaNode) {
	if !a.check(path, w, r) {
		return
	}
	wl, rl := avroName(w), avroName(r)
	switch {
	case w.LogicalType != "" && r.LogicalType != "" && w.LogicalType != r.LogicalType:
		a.emit("A02", Lossy, path, wl, rl, "the same number is another value: the logical types have other units")
	case w.LogicalType != r.LogicalType && r.LogicalType != "":
		a.emit("A02", Risk, path, wl, rl, "the writer promises nothing of the form that the reader expects")
	case w.Type != r.Type:
		s, why := Safe, "every value fits"
		switch {
		case r.Type == "float", w.Type == "long" && r.Type == "double":
			s, why = Risk, "large integers lose digits"
		case w.Type == "float" && r.Type == "double":
		case w.Type == "bytes" && r.Type == "string":
			s, why = Risk, "bytes that are no UTF-8 are no text"
		}
		a.emit("A07", s, path, wl, rl, why)
	case w.LogicalType != r.LogicalType:
		a.emit("A02", Safe, path, wl, rl, "the plain value is read")
	}
	if w.Type != "enum" || r.Type != "enum" {
		return
	}
	for _, s := range w.Symbols {
		if !slices.Contains(r.Symbols, s) {
			a.emit("A06", Lossy, path, s, r.EnumDefault, "a symbol that the reader does not know is read as the default")
		}
	}
}

func avroName(n *avro.SchemaNode) string {
	name := n.Type
	if n.Name != "" {
		name += " " + n.Name
	}
	if n.LogicalType != "" {
		name += " (" + n.LogicalType + ")"
	}
	return name
}

// record compares fields, which are matched by name, or by an alias of the reader.
func (a *avroComparison) record(path string, w, r *avro.SchemaNode, reads *readTree) {
	used := map[int]bool{}
	for _, rf := range r.Fields {
		i := slices.IndexFunc(w.Fields, func(f avro.SchemaField) bool { return f.Name == rf.Name })
		if i < 0 {
			i = slices.IndexFunc(w.Fields, func(f avro.SchemaField) bool { return slices.Contains(rf.Aliases, f.Name) })
		}
		at := join(path, rf.Name)
		if i < 0 {
			if reads.has(rf.Name) {
				a.unwritten(at, rf)
			}
			continue
		}
		used[i] = true
		if !reads.has(rf.Name) {
			continue
		}
		wf := w.Fields[i]
		if wf.Name != rf.Name {
			a.emit("A04", Safe, at, wf.Name, rf.Name, "the reader knows the field by its alias")
		}
		if a.direction == Backward && (wf.HasDefault != rf.HasDefault || !reflect.DeepEqual(wf.Default, rf.Default)) {
			a.emit("A03", Risk, at, avroDefault(wf), avroDefault(rf), "events without the field are read with another default")
		}
		a.node(at, &wf.Type, &rf.Type, reads.at(rf.Name))
	}
	for i, wf := range w.Fields {
		if !used[i] {
			id := "A04"
			if a.direction == Backward {
				id = "A05"
			}
			a.emit(id, Safe, join(path, wf.Name), avroName(&wf.Type), "", "the reader skips it")
		}
	}
}

func avroDefault(f avro.SchemaField) string {
	if !f.HasDefault {
		return "no default"
	}
	return fmt.Sprintf("default %v", f.Default)
}

// unwritten judges a field of the reader that the writer does not have.
func (a *avroComparison) unwritten(path string, f avro.SchemaField) {
	switch name := avroName(&f.Type); {
	case !f.HasDefault:
		a.broke = true
		a.emit("A01", Break, path, "", name, "the writer has no such field, and the reader no default for it")
	case a.direction == Backward:
		a.emit("A04", Safe, path, "", name, "what was written before is read with the "+avroDefault(f))
	default:
		a.emit("A05", Lossy, path, "", name, "the field is not written, so it is read with the "+avroDefault(f))
	}
}
