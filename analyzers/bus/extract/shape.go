package extract

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strings"

	"github.com/buslint/buslint/payload"
)

// Codecs are the payload codecs whose shapes follow from Go types, by the formats of models. A format that the code does not say is taken for JSON, which
// is what libraries encode a struct as that they are given.
var codecs = map[string]payload.Codec{"": payload.JSON, "json": payload.JSON, "jsonv2": payload.JSONv2, "msgpack": payload.Msgpack, "bson": payload.BSON}

// Shape is the wire shape of a payload type that a package declares, by the format that it is written in; nil if that does not follow from the code.
// Name is the type's full name. Files are the package's, asked for only if types alone do not do.
func Shape(pkg *types.Package, name, format string, files func() (*token.FileSet, []*ast.File)) *payload.Schema {
	obj := declared(pkg.Scope(), strings.TrimPrefix(name, pkg.Path()+"."))
	if obj == nil {
		return nil
	}
	methods := types.NewMethodSet(types.NewPointer(obj.Type()))
	if methods.Lookup(nil, "ProtoReflect") != nil {
		return protoShape(obj.Name(), format, files)
	}
	codec, known := codecs[format]
	if !known || methods.Lookup(nil, "ProtoMessage") != nil {
		return nil // xml, gob and Avro, or a message of an older generator, which tells its descriptor to nobody
	}
	body := func(fn *types.Func) string {
		if fn.Pkg() != pkg {
			return "" // what others do is no part of this package's result
		}
		return methodText(fn, files)
	}
	// A decoder is given a pointer, and so are most encoders.
	s, err := payload.Extract(types.NewPointer(obj.Type()), payload.Options{Codec: codec, Body: body})
	if err != nil {
		return nil
	}
	root := *s.Root
	root.Nullable = false
	s.Root = &root
	return s
}

// declared finds a type in a scope, or of function bodies the first within.
func declared(s *types.Scope, name string) *types.TypeName {
	if t, ok := s.Lookup(name).(*types.TypeName); ok {
		return t
	}
	for child := range s.Children() {
		if t := declared(child, name); t != nil {
			return t
		}
	}
	return nil
}

func protoShape(name, format string, files func() (*token.FileSet, []*ast.File)) *payload.Schema {
	_, syntax := files()
	described, err := payload.Descriptors(syntax)
	if err != nil {
		return nil
	}
	message := payload.ProtoMessageOf(described, name)
	if message == "" {
		return nil
	}
	as := payload.ProtoBinary
	if format == "json" || format == "jsonv2" {
		as = payload.ProtoJSON
	}
	s, err := payload.ProtoSchema(described, message, as)
	if err != nil {
		return nil
	}
	return s
}

// methodText is the text of a method's body, formatted; "" if it has none in the files.
func methodText(fn *types.Func, files func() (*token.FileSet, []*ast.File)) string {
	recv := named(fn.Signature().Recv().Type())
	if recv == nil {
		return ""
	}
	fset, syntax := files()
	for _, f := range syntax {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Body == nil || decl.Recv == nil || decl.Name.Name != fn.Name() || receiverName(decl.Recv.List[0].Type) != recv.Obj().Name() {
				continue
			}
			var b bytes.Buffer
			if err := format.Node(&b, fset, decl.Body); err == nil {
				return b.String()
			}
		}
	}
	return ""
}

// receiverName is the name of a receiver's type, without its star and type parameters.
func receiverName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return receiverName(e.X)
	case *ast.ParenExpr:
		return receiverName(e.X)
	case *ast.IndexExpr:
		return receiverName(e.X)
	case *ast.IndexListExpr:
		return receiverName(e.X)
	}
	return ""
}
