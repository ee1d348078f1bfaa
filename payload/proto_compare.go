package payload

import (
	"fmt"
	"slices"
	"strings"
)

// Protobuf changes have the names of the rules of buf (buf breaking) that forbid them; P01 and P02 are additions, which buf allows.

// protoComparison follows the messages that a writer and a reader have. Messages are compared by the places at which they are, not by name.
type protoComparison struct {
	*comparison
	w, r *Proto
	seen map[[2]string]bool
}

func readProto(c *comparison, w, r *Proto) {
	p := protoComparison{comparison: c, w: w, r: r, seen: map[[2]string]bool{}}
	if w.Format != r.Format {
		c.emit("J60", Break, "", string(w.Format), string(r.Format), "one format cannot be read as the other")
		return
	}
	if w.Package != r.Package {
		c.emit("FILE_SAME_PACKAGE", Risk, "", w.Package, r.Package, "type URLs and subjects of schema registries name the package")
	}
	p.message("", w.Message, r.Message, c.reads)
}

func (p *protoComparison) json() bool { return p.w.Format == ProtoJSON }

func (p *protoComparison) message(path, wName, rName string, reads *readTree) {
	if p.seen[[2]string{wName, rName}] {
		return
	}
	p.seen[[2]string{wName, rName}] = true
	w, r := p.w.Messages[wName], p.r.Messages[rName]
	if w == nil || r == nil {
		if wName != rName {
			p.emit("FIELD_SAME_TYPE", Unknown, path, wName, rName, "the descriptors of these messages are not known")
		}
		return
	}
	old, now := oldNew(p.comparison, w, r)
	if old.BestEffort != now.BestEffort {
		p.emit("MESSAGE_SAME_JSON_FORMAT", p.ifJSON(Risk), path, format(w.BestEffort), format(r.BestEffort), "the JSON form of a message of best effort is not promised")
	}
	numbers, names := taken(now)
	p.reserved("RESERVED_MESSAGE_NO_DELETE", path, old.Reserved, now.Reserved, old.ReservedNames, now.ReservedNames, numbers, names)
	used := map[int32]bool{}
	var missing []ProtoField
	for _, rf := range r.Fields {
		wf, ok := find(w.Fields, rf, p.json())
		if !ok {
			missing = append(missing, rf)
			continue
		}
		used[wf.Number] = true
		if reads.has(rf.Name) || reads.has(rf.JSON) {
			p.field(join(path, rf.Name), wf, rf, reads.at(rf.Name))
		}
	}
	for _, rf := range missing {
		i := slices.IndexFunc(w.Fields, func(f ProtoField) bool { return p.json() && f.Number == rf.Number && !used[f.Number] })
		if i >= 0 { // in JSON, another name
			used[rf.Number] = true
			p.renamed(join(path, rf.Name), w.Fields[i], rf)
			continue
		}
		if reads.has(rf.Name) {
			p.unwritten(join(path, rf.Name), rf, now)
		}
	}
	for _, wf := range w.Fields {
		if !used[wf.Number] {
			p.unread(join(path, wf.Name), wf, now)
		}
	}
}

// find is the field that is written for one that is read.
func find(list []ProtoField, f ProtoField, byName bool) (ProtoField, bool) {
	i := slices.IndexFunc(list, func(o ProtoField) bool {
		return !byName && o.Number == f.Number || byName && (o.JSON == f.JSON || o.JSON == f.Name)
	})
	if i < 0 {
		return ProtoField{}, false
	}
	return list[i], true
}

func taken(m *ProtoMessage) (numbers []int32, names []string) {
	for _, f := range m.Fields {
		numbers, names = append(numbers, f.Number), append(names, f.Name)
	}
	return numbers, names
}

// ifJSON is a severity of what matters to JSON alone.
func (p *protoComparison) ifJSON(s Severity) Severity {
	if p.json() {
		return s
	}
	return Safe
}

func format(bestEffort bool) string {
	if bestEffort {
		return "best effort"
	}
	return "allowed"
}

// reserved judges reservations that are gone, although what they hold free is not taken.
func (p *protoComparison) reserved(id, path string, old, now []ProtoRange, oldNames, nowNames []string, numbers []int32, names []string) {
	var gone []string
	for _, o := range old {
		for n := int64(o.From); n <= int64(o.To) && n-int64(o.From) < 1000; n++ {
			if !covers(now, int32(n)) && !slices.Contains(numbers, int32(n)) {
				gone = append(gone, fmt.Sprint(n))
				break
			}
		}
	}
	for _, o := range oldNames {
		if !slices.Contains(nowNames, o) && !slices.Contains(names, o) {
			gone = append(gone, o)
		}
	}
	if len(gone) > 0 {
		w, r := strings.Join(gone, ", "), ""
		if p.direction == Forward {
			w, r = r, w
		}
		p.emit(id, Risk, path, w, r, "what was reserved can be used for something else, while old events still hold it")
	}
}

func covers(list []ProtoRange, n int32) bool {
	return slices.ContainsFunc(list, func(r ProtoRange) bool { return r.From <= n && n <= r.To })
}

// unwritten judges a field of the reader that is not written.
func (p *protoComparison) unwritten(path string, f ProtoField, now *ProtoMessage) {
	switch {
	case f.Label == "required":
		p.emit("MESSAGE_SAME_REQUIRED_FIELDS", Break, path, "", protoName(f), "a message without a required field is an error")
	case p.direction == Backward:
		p.emit("P01", Safe, path, "", protoName(f), "what was written before has no such field")
	default:
		p.emit(deleted(f, now, p.json()), Lossy, path, "", protoName(f), "the field is not written, so it is read as its default")
	}
}

// unread judges a field that the reader does not have.
func (p *protoComparison) unread(path string, f ProtoField, now *ProtoMessage) {
	id := "P01"
	if p.direction == Backward {
		id = deleted(f, now, p.json())
	}
	s, why := Safe, "an unknown field is kept aside"
	if p.json() {
		why = "DiscardUnknown is set"
		if p.strict {
			s, why = Break, "protojson rejects unknown fields"
			if !f.Presence {
				s, why = Risk, "protojson rejects unknown fields, and this one is there when it is not zero"
			}
		}
	}
	if f.Label == "required" && s == Safe && p.direction == Forward {
		id = "MESSAGE_SAME_REQUIRED_FIELDS"
	}
	p.emit(id, s, path, protoName(f), "", why)
}

// deleted is the rule that forbids the deletion of a field.
func deleted(f ProtoField, now *ProtoMessage, json bool) string {
	switch {
	case f.Label == "required":
		return "MESSAGE_SAME_REQUIRED_FIELDS"
	case !covers(now.Reserved, f.Number):
		return "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED"
	case json && !slices.Contains(now.ReservedNames, f.Name):
		return "FIELD_NO_DELETE_UNLESS_NAME_RESERVED"
	}
	return "FIELD_NO_DELETE"
}

// renamed judges a field of JSON whose number is now written under another name.
func (p *protoComparison) renamed(path string, w, r ProtoField) {
	id, s, why := "FIELD_SAME_NAME", Lossy, "the value is written under another name, so the default is read"
	if w.Name == r.Name {
		id = "FIELD_SAME_JSON_NAME"
	}
	if p.strict {
		s, why = Break, "protojson rejects the other name"
	}
	p.emit(id, s, path, w.Name, r.Name, why)
}

// field compares what is written and read at one number, or in JSON under one name.
func (p *protoComparison) field(path string, w, r ProtoField, reads *readTree) {
	if !p.json() && w.Name != r.Name {
		p.emit("FIELD_SAME_NAME", Safe, path, w.Name, r.Name, "names are not written, but JSON and generated code have them")
	}
	if w.Default != r.Default {
		p.emit("FIELD_SAME_DEFAULT", Risk, path, w.Default, r.Default, "a field that is not written is read as another default")
	}
	if w.Oneof != r.Oneof {
		p.emit("FIELD_SAME_ONEOF", Risk, path, w.Oneof, r.Oneof, "of several fields of a oneof the last one alone is kept")
	}
	if (w.Label == "required") != (r.Label == "required") {
		s, why := Safe, "a required field is always written"
		if r.Label == "required" {
			s, why = Break, "a message without a required field is an error"
		}
		p.emit("MESSAGE_SAME_REQUIRED_FIELDS", s, path, w.Label, r.Label, why)
	}
	p.cardinality(path, w, r)
	switch {
	case w.Type == "message" && r.Type == "message" || w.Type == "group" && r.Type == "group":
		p.message(path, w.Of, r.Of, reads)
	case w.Type == "enum" && r.Type == "enum":
		p.enum(path, w.Of, r.Of)
	case w.Type != r.Type:
		id := "FIELD_WIRE_COMPATIBLE_TYPE"
		s, why := binaryType(w.Type, r.Type)
		if p.json() {
			id = "FIELD_WIRE_JSON_COMPATIBLE_TYPE"
			s, why = jsonType(w.Type, r.Type)
		}
		p.emit(id, s, path, protoName(w), protoName(r), why)
	}
}

func (p *protoComparison) cardinality(path string, w, r ProtoField) {
	many, now := w.Label == "repeated", r.Label == "repeated"
	if many == now {
		return
	}
	id, s, why := "FIELD_WIRE_COMPATIBLE_CARDINALITY", Safe, "one value is a list of one"
	if many {
		s, why = Lossy, "of a list, one element at most is read"
	}
	if p.json() {
		id, s, why = "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY", Break, "a list is no single value"
	}
	p.emit(id, s, path, w.Label, r.Label, why)
}

func (p *protoComparison) enum(path, wName, rName string) {
	w, r := p.w.Enums[wName], p.r.Enums[rName]
	if w == nil || r == nil {
		return // of a file that is not given
	}
	old, now := oldNew(p.comparison, w, r)
	numbers, names := []int32{}, []string{}
	for _, v := range now.Values {
		numbers, names = append(numbers, v.Number), append(names, v.Name)
	}
	p.reserved("RESERVED_ENUM_NO_DELETE", path, old.Reserved, now.Reserved, old.ReservedNames, now.ReservedNames, numbers, names)
	if old.Closed != now.Closed {
		p.emit("ENUM_SAME_TYPE", Risk, path, openness(w), openness(r), "an unknown value is kept by an open enum, and dropped by a closed one")
	}
	if old.BestEffort != now.BestEffort {
		p.emit("ENUM_SAME_JSON_FORMAT", p.ifJSON(Risk), path, format(w.BestEffort), format(r.BestEffort), "the JSON form of an enum of best effort is not promised")
	}
	for _, v := range w.Values {
		same := func(o ProtoValue) bool { return o == v }
		number := slices.IndexFunc(r.Values, func(o ProtoValue) bool { return o.Number == v.Number })
		switch {
		case slices.ContainsFunc(r.Values, same):
		case number >= 0 && p.json():
			p.emit("ENUM_VALUE_SAME_NAME", Risk, path, v.Name, r.Values[number].Name, "protojson has no value of this name, which is an error")
		case number >= 0:
			if !slices.ContainsFunc(w.Values, func(o ProtoValue) bool { return slices.Contains(r.Values, o) && o.Number == v.Number }) {
				p.emit("ENUM_VALUE_SAME_NAME", Safe, path, v.Name, r.Values[number].Name, "names are not written, but JSON and generated code have them")
			}
		default:
			p.unknownValue(path, v, now)
		}
	}
}

func openness(e *ProtoEnum) string {
	if e.Closed {
		return "closed"
	}
	return "open"
}

// unknownValue judges a value that the reader does not know.
func (p *protoComparison) unknownValue(path string, v ProtoValue, now *ProtoEnum) {
	id := "P02"
	if p.direction == Backward {
		switch {
		case !covers(now.Reserved, v.Number):
			id = "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED"
		case p.json() && !slices.Contains(now.ReservedNames, v.Name):
			id = "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED"
		default:
			id = "ENUM_VALUE_NO_DELETE"
		}
	}
	why := "the reader takes the number, but may have no case for it"
	if p.json() {
		why = "protojson has no value of this name, which is an error"
	}
	p.emit(id, Risk, path, v.Name, "", why)
}

// wireOf is how the values of a type are written: values of one kind can be told from those of another.
func wireOf(t string) string {
	switch t {
	case "int32", "int64", "uint32", "uint64", "bool", "enum", "sint32", "sint64":
		return "varint"
	case "fixed32", "sfixed32", "float":
		return "4 bytes"
	case "fixed64", "sfixed64", "double":
		return "8 bytes"
	case "group":
		return "group"
	}
	return "bytes with a length"
}

// binaryType judges a change of type in the binary format.
func binaryType(w, r string) (Severity, string) {
	wide := map[string]string{"int32": "int64", "uint32": "uint64", "sint32": "sint64", "string": "bytes", "enum": "int32", "bool": "int32"}
	zigzag := strings.HasPrefix(w, "sint") != strings.HasPrefix(r, "sint")
	switch {
	case wireOf(w) != wireOf(r):
		return Lossy, "a value of another wire type is an unknown field, so the default is read"
	case zigzag, w == "float" || r == "float" || w == "double" || r == "double":
		return Lossy, "the same bytes are another value"
	case wide[w] == r:
		return Safe, "every value fits"
	case w == "enum" && r == "int64", w == "bool" && wireOf(r) == "varint", w == "uint32" && r == "int64":
		return Safe, "every value fits"
	case wireOf(w) == "varint", strings.HasSuffix(w, "fixed32"), strings.HasSuffix(w, "fixed64"):
		return Risk, "values that do not fit become others"
	case w == "bytes" && r == "string":
		return Risk, "bytes that are no UTF-8 are an error"
	case r == "message":
		return Risk, "bytes that are no message are an error"
	}
	return Lossy, "the reader gets the bytes of a message"
}

// jsonType judges a change of type in JSON, where protojson reads integers from numbers and from text.
func jsonType(w, r string) (Severity, string) {
	size := func(t string) (bits int, signed, ok bool) {
		switch t {
		case "int32", "sint32", "sfixed32":
			return 32, true, true
		case "int64", "sint64", "sfixed64":
			return 64, true, true
		case "uint32", "fixed32":
			return 32, false, true
		case "uint64", "fixed64":
			return 64, false, true
		}
		return 0, false, false
	}
	wBits, wSigned, wInt := size(w)
	rBits, rSigned, rInt := size(r)
	float := func(t string) bool { return t == "float" || t == "double" }
	switch {
	case wInt && rInt && (wSigned == rSigned && wBits <= rBits || rSigned && wBits < rBits):
		return Safe, "every value fits"
	case wInt && rInt:
		return Risk, "values that do not fit are an error"
	case w == "float" && r == "double":
		return Safe, "every value fits"
	case float(w) && (float(r) || rInt):
		return Risk, "values that do not fit are an error or lose digits"
	case wInt && r == "double" && wBits == 32:
		return Safe, "every value fits"
	case wInt && float(r):
		return Risk, "large values lose digits"
	case w == "string" && (rInt || float(r)):
		return Risk, "text that is no number is an error"
	case wInt && wBits == 64 && r == "string":
		return Safe, "64-bit integers are written as text"
	case w == "bytes" && r == "string":
		return Safe, "the base64 text is kept as it is"
	case w == "string" && r == "bytes":
		return Risk, "text that is not base64 is an error"
	case w == "enum" && r == "string":
		return Safe, "the name is a text"
	case r == "enum" && (w == "string" || w == "int32"):
		return Risk, "text that is no name of a value is an error"
	}
	return Break, otherKind
}

func protoName(f ProtoField) string {
	n := f.Type
	if f.Of != "" {
		n = f.Of
	}
	if f.Label != "optional" {
		n = f.Label + " " + n
	}
	return n
}
