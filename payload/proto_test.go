package payload

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// protoFile makes a descriptor of a few lines:
//
//	syntax proto2
//	message M                   M is the payload
//	string a = 1 [default]      or repeated, required, optional
//	in o                        the fields that follow are of a oneof
//	reserved 3 name
//	enum E A=0 B=1
func protoFile(t *testing.T, text string) *descriptorpb.FileDescriptorProto {
	t.Helper()
	f := &descriptorpb.FileDescriptorProto{Name: new("shop.proto"), Package: new("shop"), Syntax: new("proto3")}
	var m *descriptorpb.DescriptorProto
	var e *descriptorpb.EnumDescriptorProto
	number := func(s string) *int32 {
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return new(int32(n))
	}
	var oneof *int32
	for line := range strings.SplitSeq(text, ";") {
		w := strings.Fields(line)
		switch w[0] {
		case "syntax":
			f.Syntax = new(w[1])
		case "package":
			f.Package = new(w[1])
		case "message":
			m, e, oneof = &descriptorpb.DescriptorProto{Name: new(w[1])}, nil, nil
			f.MessageType = append(f.MessageType, m)
		case "enum":
			e = &descriptorpb.EnumDescriptorProto{Name: new(w[1])}
			for _, v := range w[2:] {
				name, n, _ := strings.Cut(v, "=")
				e.Value = append(e.Value, &descriptorpb.EnumValueDescriptorProto{Name: new(name), Number: number(n)})
			}
			f.EnumType = append(f.EnumType, e)
		case "in":
			oneof = new(int32(len(m.OneofDecl)))
			m.OneofDecl = append(m.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: new(w[1])})
		case "reserved":
			if e != nil {
				e.ReservedRange = append(e.ReservedRange, &descriptorpb.EnumDescriptorProto_EnumReservedRange{Start: number(w[1]), End: number(w[1])})
				e.ReservedName = append(e.ReservedName, w[2:]...)
				continue
			}
			m.ReservedRange = append(m.ReservedRange, &descriptorpb.DescriptorProto_ReservedRange{Start: number(w[1]), End: new(*number(w[1]) + 1)})
			m.ReservedName = append(m.ReservedName, w[2:]...)
		default:
			fd := &descriptorpb.FieldDescriptorProto{Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(), OneofIndex: oneof}
			if l, ok := descriptorpb.FieldDescriptorProto_Label_value["LABEL_"+strings.ToUpper(w[0])]; ok {
				fd.Label, w = descriptorpb.FieldDescriptorProto_Label(l).Enum(), w[1:]
			}
			kind := "TYPE_" + strings.ToUpper(w[0])
			switch {
			case strings.HasPrefix(w[0], "E"):
				kind, fd.TypeName = "TYPE_ENUM", new("."+f.GetPackage()+"."+w[0])
			case w[0] == strings.ToUpper(w[0]):
				kind, fd.TypeName = "TYPE_MESSAGE", new("."+f.GetPackage()+"."+w[0])
			}
			fd.Type = descriptorpb.FieldDescriptorProto_Type(descriptorpb.FieldDescriptorProto_Type_value[kind]).Enum()
			fd.Name, fd.Number, fd.JsonName = new(w[1]), number(w[3]), new(jsonName(w[1]))
			if len(w) > 4 {
				fd.DefaultValue = new(w[4])
			}
			m.Field = append(m.Field, fd)
		}
	}
	return f
}

func protoMessageType(t *testing.T, f *descriptorpb.FileDescriptorProto) protoreflect.MessageType {
	t.Helper()
	fd, err := protodesc.NewFile(f, new(protoregistry.Files))
	if err != nil {
		t.Fatal(err)
	}
	return dynamicpb.NewMessageType(fd.Messages().ByName("M"))
}

func TestProtobufVerdictsAreWhatProtobufDoes(t *testing.T) {
	t.Parallel()
	b, j := ProtoBinary, ProtoJSON
	rows := []struct {
		id                string
		format            ProtoFormat
		old, now          string
		backward, forward Severity
		strict            [2]Severity // of JSON, which rejects unknown fields unless told otherwise
		unseen            string
	}{
		{"P01", b, "string a = 1", "string a = 1;int32 b = 2", Safe, Safe, [2]Severity{}, ""},
		{"P01", j, "string a = 1", "string a = 1;int32 b = 2", Safe, Safe, [2]Severity{Safe, Risk}, ""},
		{"FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", b, "string a = 1;int32 b = 2", "string a = 1", Safe, Lossy, [2]Severity{}, ""},
		{"FIELD_NO_DELETE_UNLESS_NAME_RESERVED", j, "string a = 1;int32 b = 2", "string a = 1;reserved 2", Safe, Lossy, [2]Severity{Risk, Lossy}, ""},
		{"FIELD_NO_DELETE", b, "string a = 1;int32 b = 2", "string a = 1;reserved 2 b", Safe, Lossy, [2]Severity{}, ""},
		{"FIELD_SAME_NAME", b, "string a = 1", "string b = 1", Safe, Safe, [2]Severity{}, ""},
		{"FIELD_SAME_NAME", j, "string a = 1", "string b = 1", Lossy, Lossy, [2]Severity{Break, Break}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "int32 a = 1", "int64 a = 1", Safe, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "int32 a = 1", "uint32 a = 1", Risk, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "int64 a = 1", "bool a = 1", Risk, Safe, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "int32 a = 1", "sint32 a = 1", Lossy, Lossy, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "sint32 a = 1", "sint64 a = 1", Safe, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "fixed32 a = 1", "sfixed32 a = 1", Risk, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "fixed64 a = 1", "double a = 1", Lossy, Lossy, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "int32 a = 1", "string a = 1", Lossy, Lossy, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "int32 a = 1", "fixed32 a = 1", Lossy, Lossy, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "string a = 1", "bytes a = 1", Safe, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_TYPE", b, "enum E Z=0 Y=1;message M;E a = 1", "enum E Z=0 Y=1;message M;int32 a = 1", Safe, Risk, [2]Severity{}, "an open enum keeps numbers that it does not know"},
		{"FIELD_WIRE_JSON_COMPATIBLE_TYPE", j, "int32 a = 1", "int64 a = 1", Safe, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_JSON_COMPATIBLE_TYPE", j, "int32 a = 1", "string a = 1", Break, Risk, [2]Severity{}, ""},
		{"FIELD_WIRE_JSON_COMPATIBLE_TYPE", j, "string a = 1", "bool a = 1", Break, Break, [2]Severity{}, ""},
		{"FIELD_WIRE_JSON_COMPATIBLE_TYPE", j, "bytes a = 1", "string a = 1", Safe, Risk, [2]Severity{}, "the text is kept, but it is base64"},
		{"FIELD_WIRE_COMPATIBLE_CARDINALITY", b, "repeated int32 a = 1", "int32 a = 1", Lossy, Safe, [2]Severity{}, ""},
		{"FIELD_WIRE_COMPATIBLE_CARDINALITY", b, "repeated string a = 1", "string a = 1", Lossy, Safe, [2]Severity{}, ""},
		{"FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY", j, "repeated int32 a = 1", "int32 a = 1", Break, Break, [2]Severity{}, ""},
		{"FIELD_SAME_ONEOF", b, "string a = 1;string b = 2", "in o;string a = 1;string b = 2", Risk, Risk, [2]Severity{}, "in this direction one of the fields alone is written"},
		{"FIELD_SAME_DEFAULT", b, "syntax proto2;message M;int32 a = 1 5", "syntax proto2;message M;int32 a = 1 6", Risk, Risk, [2]Severity{}, "missing values have another default"},
		{"MESSAGE_SAME_REQUIRED_FIELDS", b, "syntax proto2;message M;string a = 1", "syntax proto2;message M;string a = 1;required int32 b = 2", Break, Safe, [2]Severity{}, ""},
		{"MESSAGE_SAME_REQUIRED_FIELDS", b, "syntax proto2;message M;string a = 1;required int32 b = 2", "syntax proto2;message M;string a = 1;reserved 2 b", Safe, Break, [2]Severity{}, ""},
		{"ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", b, "enum E Z=0 Y=1 X=2;message M;E a = 1", "enum E Z=0 Y=1;message M;E a = 1", Risk, Safe, [2]Severity{}, "an open enum keeps the number"},
		{"ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", j, "enum E Z=0 Y=1 X=2;message M;E a = 1", "enum E Z=0 Y=1;reserved 2;message M;E a = 1", Risk, Safe, [2]Severity{}, ""},
		{"P02", j, "enum E Z=0 Y=1;message M;E a = 1", "enum E Z=0 Y=1 X=2;message M;E a = 1", Safe, Risk, [2]Severity{}, ""},
		{"ENUM_VALUE_SAME_NAME", j, "enum E Z=0 Y=1;message M;E a = 1", "enum E Z=0 X=1;message M;E a = 1", Risk, Risk, [2]Severity{}, ""},
		{"ENUM_VALUE_SAME_NAME", b, "enum E Z=0 Y=1;message M;E a = 1", "enum E Z=0 X=1;message M;E a = 1", Safe, Safe, [2]Severity{}, ""},
		{"RESERVED_MESSAGE_NO_DELETE", b, "string a = 1;reserved 2 b", "string a = 1", Risk, Risk, [2]Severity{}, "it is about what comes next"},
		{"RESERVED_ENUM_NO_DELETE", b, "enum E Z=0 Y=1;reserved 2;message M;E a = 1", "enum E Z=0 Y=1;message M;E a = 1", Risk, Risk, [2]Severity{}, "it is about what comes next"},
		{"FILE_SAME_PACKAGE", b, "string a = 1", "package store;message M;string a = 1", Risk, Risk, [2]Severity{}, "type URLs and subjects show it"},
		{"ENUM_SAME_TYPE", b, "enum E Z=0 Y=1;message M;E a = 1", "syntax proto2;enum E Z=0 Y=1;message M;E a = 1", Risk, Risk, [2]Severity{}, "known values are the same"},
		{"MESSAGE_SAME_JSON_FORMAT", j, "string a = 1", "syntax proto2;message M;string a = 1", Risk, Risk, [2]Severity{}, "Go writes both alike"},
		{"ENUM_SAME_JSON_FORMAT", j, "enum E Z=0 Y=1;message M;E a = 1", "syntax proto2;enum E Z=0 Y=1;message M;E a = 1", Risk, Risk, [2]Severity{}, "Go writes both alike"},
		{"FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", b, "message I;string x = 1;int32 y = 2;message M;repeated I a = 1", "message I;string x = 1;message M;repeated I a = 1", Safe, Lossy, [2]Severity{}, ""},
	}
	ids := map[string]bool{}
	for _, row := range rows {
		ids[row.id] = true
	}
	if len(rows) < 20 || len(ids) < 20 {
		t.Errorf("%d rows of %d rules", len(rows), len(ids))
	}
	for _, row := range rows {
		t.Run(fmt.Sprintf("%s %s %s", row.id, row.format, row.old), func(t *testing.T) {
			t.Parallel()
			shape := func(text string) (*Schema, protoreflect.MessageType) {
				if !strings.Contains(text, "message M") {
					text = "message M;" + text
				}
				f := protoFile(t, text)
				s, err := ProtoSchema([]*descriptorpb.FileDescriptorProto{f}, f.GetPackage()+".M", row.format)
				if err != nil {
					t.Fatal(err)
				}
				roundTrip(t, s)
				return s, protoMessageType(t, f)
			}
			so, old := shape(row.old)
			sn, now := shape(row.now)
			for _, strict := range []bool{false, true} {
				want := [2]Severity{row.backward, row.forward}
				if strict && row.format == ProtoJSON && row.strict[0] != "" {
					want = row.strict
				}
				list := Compare(so, sn, CompareOptions{Strict: strict})
				if !slices.ContainsFunc(list, func(v Verdict) bool { return v.ID == row.id }) {
					t.Errorf("verdicts are %v", list)
				}
				for i, d := range []Direction{Backward, Forward} {
					got := Worst(slices.DeleteFunc(slices.Clone(list), func(v Verdict) bool { return v.Direction != d }))
					if got != want[i] {
						t.Errorf("%s, strict %t: %s, want %s: %v", d, strict, got, want[i], list)
					}
					w, r := old, now
					if d == Forward {
						w, r = now, old
					}
					if seen := observeProto(t, row.format, w, r, d, strict); row.unseen == "" && !seen.fits(got) {
						t.Errorf("%s, strict %t: %s, but really %+v", d, strict, got, seen)
					}
				}
			}
		})
	}
}

// observeProto writes messages of one type and reads them as the other.
func observeProto(t *testing.T, format ProtoFormat, w, r protoreflect.MessageType, d Direction, strict bool) observed {
	t.Helper()
	o := observed{values: variants}
	for i := range variants + 1 {
		m := w.New()
		if i < variants {
			fillProto(m, i)
		} else {
			fillRequired(m)
		}
		marshal, unmarshal := proto.Marshal, proto.Unmarshal
		if format == ProtoJSON {
			marshal, unmarshal = protojson.Marshal, protojson.UnmarshalOptions{DiscardUnknown: !strict}.Unmarshal
		}
		data, err := marshal(m.Interface())
		if err != nil {
			t.Fatal(err)
		}
		into := r.New()
		err = unmarshal(data, into.Interface())
		switch {
		case err != nil && i < variants:
			o.errors++
			o.last = fmt.Sprintf("%q: %v", data, err)
		case err != nil:
		case lostProto(format, m, into, d):
			o.losses++
			o.last = fmt.Sprintf("%v became %v", m, into)
		default:
			o.zero = o.zero || i == variants
		}
	}
	return o
}

// lostProto tells whether the reader has another value than was written. To an old reader, a field that is never written is lost.
func lostProto(format ProtoFormat, w, r protoreflect.Message, d Direction) bool {
	fields := r.Descriptor().Fields()
	for i := range fields.Len() {
		rf := fields.Get(i)
		wf := w.Descriptor().Fields().ByNumber(rf.Number())
		if format == ProtoJSON {
			wf = w.Descriptor().Fields().ByJSONName(rf.JSONName())
		}
		if wf == nil {
			if d == Forward || format == ProtoJSON && w.Descriptor().Fields().Len() == fields.Len() && protoText(w) != "" {
				return true
			}
			continue
		}
		if rf.IsList() && wf.IsList() && rf.Message() != nil {
			for k := range w.Get(wf).List().Len() {
				if lostProto(format, w.Get(wf).List().Get(k).Message(), r.Get(rf).List().Get(k).Message(), d) {
					return true
				}
			}
			continue
		}
		if protoValue(w, wf) != protoValue(r, rf) {
			return true
		}
	}
	return false
}

func protoText(m protoreflect.Message) string { return fmt.Sprint(m) }

// protoValue is a value as text; a list is its elements, so that one is the same as the value itself.
func protoValue(m protoreflect.Message, f protoreflect.FieldDescriptor) string {
	one := func(v protoreflect.Value) string {
		switch x := v.Interface().(type) {
		case bool:
			if x {
				return "1"
			}
			return "0"
		case []byte:
			return string(x)
		case float32, float64:
			return strconv.FormatFloat(v.Float(), 'g', -1, 64)
		}
		return v.String()
	}
	v := m.Get(f)
	switch {
	case !m.Has(f):
		return ""
	case !f.IsList():
		return one(v)
	}
	var parts []string
	for i := range v.List().Len() {
		parts = append(parts, one(v.List().Get(i)))
	}
	return strings.Join(parts, " ")
}

func fillRequired(m protoreflect.Message) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		if f := fields.Get(i); f.Cardinality() == protoreflect.Required {
			m.Set(f, protoScalar(f, 0))
		}
	}
}

func fillProto(m protoreflect.Message, i int) {
	fields := m.Descriptor().Fields()
	for k := range fields.Len() {
		f := fields.Get(k)
		if !f.IsList() {
			m.Set(f, protoScalar(f, i))
			continue
		}
		l := m.Mutable(f).List()
		for range 2 {
			if f.Message() == nil {
				l.Append(protoScalar(f, i))
				continue
			}
			e := l.NewElement()
			fillProto(e.Message(), i)
			l.Append(e)
		}
	}
}

func protoScalar(f protoreflect.FieldDescriptor, i int) protoreflect.Value {
	switch f.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(true)
	case protoreflect.StringKind:
		return protoreflect.ValueOfString([]string{"text", "7", "ü", "dGV4dA==", "long text"}[i])
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes(bytes.Repeat([]byte{[]byte{'a', 0xff, 7, 'b', 0x80}[i]}, 4))
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32([]int32{7, math.MaxInt32, math.MinInt32, -1, 2}[i])
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64([]int64{7, math.MaxInt64, math.MinInt64, -1, 1}[i])
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32([]uint32{7, math.MaxUint32, 1, 2, 3}[i])
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64([]uint64{7, math.MaxUint64, 1, 2, 3}[i])
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32([]float32{7, 7.5, -1, 0.25, 2}[i])
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64([]float64{7, 7.5, 1e300, 0.1, 2}[i])
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(f.Enum().Values().Get(i % f.Enum().Values().Len()).Number())
	}
	panic(f.Kind())
}

func TestDescriptorsAreReadFromGeneratedCode(t *testing.T) {
	t.Parallel()
	f := protoFile(t, "message Order;string id = 1;message M;ORDER o = 1")
	f.MessageType[0].NestedType = []*descriptorpb.DescriptorProto{{Name: new("line_item"), Field: f.MessageType[0].Field}}
	raw, err := proto.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, b := range raw {
		list = append(list, fmt.Sprintf("0x%02x", b))
	}
	for name, source := range map[string]string{
		"constant": fmt.Sprintf("const file_shop_proto_rawDesc = \"\" +\n\t%q +\n\t%q", raw[:7], raw[7:]),
		"slice":    "var file_shop_proto_rawDesc = []byte{\n" + strings.Join(list, ", ") + "}",
	} {
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, "shop.pb.go", "package shop\n"+source, 0)
		if err != nil {
			t.Fatal(err)
		}
		files, err := Descriptors([]*ast.File{parsed})
		if err != nil || len(files) != 1 || !proto.Equal(files[0], f) {
			t.Fatalf("%s: %v, %v", name, files, err)
		}
		for goType, want := range map[string]string{"Order": "shop.Order", "OrderLineItem": "shop.Order.line_item", "M": "shop.M", "Other": ""} {
			if got := ProtoMessageOf(files, goType); got != want {
				t.Errorf("message of %s is %q, want %q", goType, got, want)
			}
		}
	}
	o := declared(t, fmt.Sprintf("const file_shop_proto_rawDesc = %q; type T int", raw))
	files, err := DescriptorsOf(o.Pkg())
	if err != nil || len(files) != 1 || !proto.Equal(files[0], f) {
		t.Fatalf("%v, %v", files, err)
	}
	if _, err := DescriptorsOf(declared(t, `const file_shop_proto_rawDesc = "text"; type T int`).Pkg()); err == nil {
		t.Error("a text is no descriptor")
	}
}

func TestProtoSchemaNeedsItsMessage(t *testing.T) {
	t.Parallel()
	files := []*descriptorpb.FileDescriptorProto{protoFile(t, "message M;string id = 1")}
	if _, err := ProtoSchema(files, "shop.N", ProtoBinary); err == nil || err.Error() != "shape of shop.N: no descriptor has it" {
		t.Error(err)
	}
	if _, err := ProtoSchema(files, "shop.M", "xml"); err == nil || err.Error() != `shape of shop.M: format "xml" is not known` {
		t.Error(err)
	}
}
