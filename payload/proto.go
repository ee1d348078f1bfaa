package payload

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"
)

// ProtoFormat says how a protobuf message is written.
type ProtoFormat string

// The formats.
const (
	ProtoBinary ProtoFormat = "binary" // proto.Marshal
	ProtoJSON   ProtoFormat = "json"   // protojson.Marshal
)

// Proto is the shape of a protobuf message: what of its descriptor the wire shows.
type Proto struct {
	Message  string                   `json:"message"` // the payload's, in full
	Package  string                   `json:"package,omitempty"`
	Format   ProtoFormat              `json:"format"`
	Messages map[string]*ProtoMessage `json:"messages"` // this one and all that it holds, by full name
	Enums    map[string]*ProtoEnum    `json:"enums,omitempty"`
}

// ProtoMessage is a message type.
type ProtoMessage struct {
	Fields        []ProtoField `json:"fields,omitempty"` // by number
	Reserved      []ProtoRange `json:"reserved,omitempty"`
	ReservedNames []string     `json:"reservedNames,omitempty"`
	BestEffort    bool         `json:"bestEffort,omitempty"` // its JSON form is not promised (json_format)
	Map           bool         `json:"map,omitempty"`        // it is the entry of a map
}

// ProtoField is a field of a message.
type ProtoField struct {
	Number   int32  `json:"number"`
	Name     string `json:"name"`
	JSON     string `json:"json"`
	Type     string `json:"type"`         // "int32", "string", "message" and so on
	Of       string `json:"of,omitempty"` // the full name of the message or enum
	Label    string `json:"label"`        // "optional", "repeated" or "required"
	Oneof    string `json:"oneof,omitempty"`
	Default  string `json:"default,omitempty"`
	Presence bool   `json:"presence,omitempty"` // missing and zero are told apart
}

// ProtoRange is a range of numbers, both ends within.
type ProtoRange struct {
	From int32 `json:"from"`
	To   int32 `json:"to"`
}

// ProtoEnum is an enumeration.
type ProtoEnum struct {
	Values        []ProtoValue `json:"values"` // by number, then name
	Reserved      []ProtoRange `json:"reserved,omitempty"`
	ReservedNames []string     `json:"reservedNames,omitempty"`
	Closed        bool         `json:"closed,omitempty"` // unknown numbers are no values (proto2)
	BestEffort    bool         `json:"bestEffort,omitempty"`
}

// ProtoValue is a value of an enumeration.
type ProtoValue struct {
	Number int32  `json:"number"`
	Name   string `json:"name"`
}

// ProtoSchema is the shape of a message of descriptors. Messages of files that are not given are known by their names alone.
func ProtoSchema(files []*descriptorpb.FileDescriptorProto, message string, format ProtoFormat) (*Schema, error) {
	if format != ProtoBinary && format != ProtoJSON {
		return nil, fmt.Errorf("shape of %s: format %q is not known", message, format)
	}
	all := protoTypes{messages: map[string]protoMessage{}, enums: map[string]protoEnum{}}
	for _, f := range files {
		all.file(f)
	}
	root, ok := all.messages[message]
	if !ok {
		return nil, fmt.Errorf("shape of %s: no descriptor has it", message)
	}
	p := &Proto{Message: message, Package: root.file.GetPackage(), Format: format, Messages: map[string]*ProtoMessage{}, Enums: map[string]*ProtoEnum{}}
	for todo := []string{message}; len(todo) > 0; todo = todo[1:] {
		name := todo[0]
		m, known := all.messages[name]
		if p.Messages[name] != nil || !known {
			continue
		}
		p.Messages[name] = m.shape()
		for _, f := range p.Messages[name].Fields {
			if e, ok := all.enums[f.Of]; ok && f.Type == "enum" {
				p.Enums[f.Of] = e.shape()
			} else if f.Of != "" {
				todo = append(todo, f.Of)
			}
		}
	}
	if len(p.Enums) == 0 {
		p.Enums = nil
	}
	return &Schema{Codec: Protobuf, Proto: p}, nil
}

// protoTypes are all types of descriptors, by full name.
type protoTypes struct {
	messages map[string]protoMessage
	enums    map[string]protoEnum
}

type protoMessage struct {
	file *descriptorpb.FileDescriptorProto
	d    *descriptorpb.DescriptorProto
}

type protoEnum struct {
	file *descriptorpb.FileDescriptorProto
	d    *descriptorpb.EnumDescriptorProto
}

func (t protoTypes) file(f *descriptorpb.FileDescriptorProto) {
	var message func(scope string, d *descriptorpb.DescriptorProto)
	enum := func(scope string, d *descriptorpb.EnumDescriptorProto) {
		t.enums[join(scope, d.GetName())] = protoEnum{f, d}
	}
	message = func(scope string, d *descriptorpb.DescriptorProto) {
		name := join(scope, d.GetName())
		t.messages[name] = protoMessage{f, d}
		for _, n := range d.NestedType {
			message(name, n)
		}
		for _, e := range d.EnumType {
			enum(name, e)
		}
	}
	for _, d := range f.MessageType {
		message(f.GetPackage(), d)
	}
	for _, e := range f.EnumType {
		enum(f.GetPackage(), e)
	}
}

func proto2(f *descriptorpb.FileDescriptorProto) bool {
	return f.GetSyntax() == "" || f.GetSyntax() == "proto2"
}

func (m protoMessage) shape() *ProtoMessage {
	out := &ProtoMessage{Map: m.d.GetOptions().GetMapEntry(), ReservedNames: sorted(m.d.ReservedName), BestEffort: proto2(m.file)}
	for _, o := range []*descriptorpb.FeatureSet{m.file.GetOptions().GetFeatures(), m.d.GetOptions().GetFeatures()} {
		if o != nil && o.JsonFormat != nil {
			out.BestEffort = o.GetJsonFormat() == descriptorpb.FeatureSet_LEGACY_BEST_EFFORT
		}
	}
	for _, r := range m.d.ReservedRange {
		out.Reserved = append(out.Reserved, ProtoRange{r.GetStart(), r.GetEnd() - 1})
	}
	for _, f := range m.d.Field {
		p := ProtoField{
			Number: f.GetNumber(), Name: f.GetName(), JSON: cmp.Or(f.GetJsonName(), jsonName(f.GetName())),
			Type:  strings.ToLower(strings.TrimPrefix(f.GetType().String(), "TYPE_")),
			Label: strings.ToLower(strings.TrimPrefix(f.GetLabel().String(), "LABEL_")),
			Of:    strings.TrimPrefix(f.GetTypeName(), "."), Default: f.GetDefaultValue(),
		}
		switch presence := f.GetOptions().GetFeatures().GetFieldPresence(); {
		case presence == descriptorpb.FeatureSet_LEGACY_REQUIRED:
			p.Label = "required"
		case p.Label != "optional", presence == descriptorpb.FeatureSet_IMPLICIT:
		default:
			p.Presence = f.OneofIndex != nil || f.GetProto3Optional() || m.file.GetSyntax() != "proto3" || p.Type == "message"
		}
		if f.OneofIndex != nil && !f.GetProto3Optional() && int(f.GetOneofIndex()) < len(m.d.OneofDecl) {
			p.Oneof = m.d.OneofDecl[f.GetOneofIndex()].GetName()
		}
		out.Fields = append(out.Fields, p)
	}
	slices.SortFunc(out.Fields, func(a, b ProtoField) int { return cmp.Compare(a.Number, b.Number) })
	return out
}

func (e protoEnum) shape() *ProtoEnum {
	out := &ProtoEnum{ReservedNames: sorted(e.d.ReservedName), Closed: proto2(e.file), BestEffort: proto2(e.file)}
	for _, o := range []*descriptorpb.FeatureSet{e.file.GetOptions().GetFeatures(), e.d.GetOptions().GetFeatures()} {
		if o != nil && o.EnumType != nil {
			out.Closed = o.GetEnumType() == descriptorpb.FeatureSet_CLOSED
		}
		if o != nil && o.JsonFormat != nil {
			out.BestEffort = o.GetJsonFormat() == descriptorpb.FeatureSet_LEGACY_BEST_EFFORT
		}
	}
	for _, r := range e.d.ReservedRange {
		out.Reserved = append(out.Reserved, ProtoRange{r.GetStart(), r.GetEnd()})
	}
	for _, v := range e.d.Value {
		out.Values = append(out.Values, ProtoValue{v.GetNumber(), v.GetName()})
	}
	slices.SortFunc(out.Values, func(a, b ProtoValue) int { return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Name, b.Name)) })
	return out
}

// sorted is a sorted copy, nil of nothing.
func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// jsonName is the name in JSON that protoc gives a field.
func jsonName(name string) string {
	var b strings.Builder
	up := false
	for _, r := range name {
		if r == '_' {
			up = true
			continue
		}
		if up && r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		up = false
		b.WriteRune(r)
	}
	return b.String()
}

func (p *Proto) validate() error {
	switch {
	case p.Format != ProtoBinary && p.Format != ProtoJSON:
		return fmt.Errorf("proto: format %q is not known", p.Format)
	case p.Messages[p.Message] == nil:
		return fmt.Errorf("proto: message %q is not in messages", p.Message)
	}
	for _, name := range sortedKeys(p.Messages) {
		m := p.Messages[name]
		if m == nil {
			return fmt.Errorf("proto: message %q is null", name)
		}
		for i, f := range m.Fields {
			if f.Name == "" || f.Type == "" || !slices.Contains([]string{"optional", "repeated", "required"}, f.Label) {
				return fmt.Errorf("proto: message %q: field %d has no name, type or label", name, f.Number)
			}
			if i > 0 && m.Fields[i-1].Number >= f.Number {
				return fmt.Errorf("proto: message %q: fields are not in the order of their numbers", name)
			}
		}
	}
	for _, name := range sortedKeys(p.Enums) {
		if p.Enums[name] == nil {
			return errors.New("proto: an enum is null")
		}
	}
	return nil
}
