package payload

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// Descriptors reads the descriptors that protoc-gen-go put into the .pb.go files of a package: a string constant, or in older ones a slice of bytes. No
// protoc is needed.
func Descriptors(files []*ast.File) ([]*descriptorpb.FileDescriptorProto, error) {
	var out []*descriptorpb.FileDescriptorProto
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST && g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				v, ok := s.(*ast.ValueSpec)
				if !ok || len(v.Names) != 1 || len(v.Values) != 1 || !isRawDescriptor(v.Names[0].Name) {
					continue
				}
				raw, ok := literal(v.Values[0])
				if !ok {
					continue // made by a call
				}
				fd, err := descriptor(v.Names[0].Name, raw)
				if err != nil {
					return nil, err
				}
				out = append(out, fd)
			}
		}
	}
	return out, nil
}

// DescriptorsOf is [Descriptors] for a package of which only types are known; it finds those in constants.
func DescriptorsOf(p *types.Package) ([]*descriptorpb.FileDescriptorProto, error) {
	var out []*descriptorpb.FileDescriptorProto
	for _, name := range p.Scope().Names() {
		c, ok := p.Scope().Lookup(name).(*types.Const)
		if !ok || !isRawDescriptor(name) || c.Val().Kind() != constant.String {
			continue
		}
		fd, err := descriptor(name, []byte(constant.StringVal(c.Val())))
		if err != nil {
			return nil, err
		}
		out = append(out, fd)
	}
	return out, nil
}

func isRawDescriptor(name string) bool {
	return strings.HasPrefix(name, "file_") && strings.HasSuffix(name, "_rawDesc")
}

func descriptor(name string, raw []byte) (*descriptorpb.FileDescriptorProto, error) {
	fd := &descriptorpb.FileDescriptorProto{}
	if err := proto.Unmarshal(raw, fd); err != nil {
		return nil, fmt.Errorf("read descriptor %s: %w", name, err)
	}
	return fd, nil
}

// literal is the value of a string made of literals, or of a slice of bytes.
func literal(e ast.Expr) ([]byte, bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return literal(e.X)
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return nil, false
		}
		s, err := strconv.Unquote(e.Value)
		return []byte(s), err == nil
	case *ast.BinaryExpr:
		var parts [][]byte // from the right: the tree of a long sum is deep on its left
		var x ast.Expr = e
		for {
			b, ok := x.(*ast.BinaryExpr)
			if !ok {
				break
			}
			part, ok := literal(b.Y)
			if !ok || b.Op != token.ADD {
				return nil, false
			}
			parts, x = append(parts, part), b.X
		}
		first, ok := literal(x)
		slices.Reverse(parts)
		return slices.Concat(append([][]byte{first}, parts...)...), ok
	case *ast.CompositeLit:
		if t, ok := e.Type.(*ast.ArrayType); !ok || t.Len != nil {
			return nil, false
		}
		out := make([]byte, 0, len(e.Elts))
		for _, x := range e.Elts {
			l, ok := x.(*ast.BasicLit)
			if !ok {
				return nil, false
			}
			n, err := strconv.ParseUint(l.Value, 0, 8)
			if err != nil {
				return nil, false
			}
			out = append(out, byte(n))
		}
		return out, true
	}
	return nil, false
}

// ProtoMessageOf is the full name of the message that protoc-gen-go made a Go type of, "" if the descriptors have none.
func ProtoMessageOf(files []*descriptorpb.FileDescriptorProto, goType string) string {
	all := protoTypes{messages: map[string]protoMessage{}, enums: map[string]protoEnum{}}
	for _, f := range files {
		all.file(f)
	}
	for _, name := range sortedKeys(all.messages) {
		local := strings.TrimPrefix(strings.TrimPrefix(name, all.messages[name].file.GetPackage()), ".")
		if goCamelCase(local) == goType {
			return name
		}
	}
	return ""
}

// goCamelCase is protoc-gen-go's name for a message; those within others are joined by an underscore.
func goCamelCase(s string) string {
	lower := func(c byte) bool { return c >= 'a' && c <= 'z' }
	var b []byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' && i+1 < len(s) && lower(s[i+1]):
			// the next letter becomes a capital
		case c == '.':
			b = append(b, '_')
		case c == '_' && (i == 0 || s[i-1] == '.'):
			b = append(b, 'X')
		case c == '_' && i+1 < len(s) && lower(s[i+1]):
			// the next letter becomes a capital
		case c >= '0' && c <= '9':
			b = append(b, c)
		default:
			if lower(c) {
				c -= 'a' - 'A'
			}
			b = append(b, c)
			for ; i+1 < len(s) && lower(s[i+1]); i++ {
				b = append(b, s[i+1])
			}
		}
	}
	return string(b)
}
