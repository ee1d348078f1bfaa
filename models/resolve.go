package models

import (
	"errors"
	"fmt"
	"go/types"

	"github.com/buslint/buslint/internal/config"
)

// scope is where paths are resolved: a function, and the parameters of a callback or the elements of a channel that "param N" names.
type scope struct {
	fn     *types.Func
	sig    *types.Signature
	params *types.Tuple
}

// resolve returns the type of the value that a path leads to; nil for the zero path.
func (s scope) resolve(p Path) (types.Type, error) {
	t, err := s.root(p)
	if err != nil || p.IsZero() {
		return nil, err
	}
	return field(t, p.Fields, s.fn.Pkg())
}

func (s scope) root(p Path) (types.Type, error) {
	switch p.Root {
	case "receiver":
		if s.sig.Recv() == nil {
			return nil, errors.New("the function has no receiver")
		}
		return s.sig.Recv().Type(), nil
	case "arg":
		return at(s.sig.Params(), p.Index, "argument")
	case "result":
		return at(s.sig.Results(), p.Index, "result")
	case "param":
		if s.params == nil {
			return nil, errors.New("the function has no callback or channel whose values these are")
		}
		return at(s.params, p.Index, "parameter")
	case "context":
		for _, in := range []*types.Tuple{s.params, s.sig.Params()} {
			for v := range in.Variables() {
				if isContext(v.Type()) {
					return v.Type(), nil
				}
			}
		}
		return nil, errors.New("there is no context")
	}
	return nil, nil
}

func at(vars *types.Tuple, i int, what string) (types.Type, error) {
	if i >= vars.Len() {
		return nil, fmt.Errorf("there is no %s %d, only %d", what, i, vars.Len())
	}
	return vars.At(i).Type(), nil
}

// callback returns the signature of the function that is argument i.
func (s scope) callback(i int) (*types.Signature, error) {
	t, err := at(s.sig.Params(), i, "argument")
	if err != nil {
		return nil, err
	}
	sig, ok := element(t).Underlying().(*types.Signature)
	if !ok {
		return nil, fmt.Errorf("argument %d is of type %s, not a function", i, t)
	}
	return sig, nil
}

// field follows fields by name. Embedded fields are found, and pointers, slices, arrays, maps and channels stand for their elements.
func field(t types.Type, names []string, p *types.Package) (types.Type, error) {
	for _, name := range names {
		t = element(t)
		o, _, _ := types.LookupFieldOrMethod(t, true, p, name)
		f, ok := o.(*types.Var)
		if !ok {
			return nil, fmt.Errorf("type %s has no field %s%s", t, name, config.Hint(name, fieldNames(t)))
		}
		t = f.Type()
	}
	return t, nil
}

func fieldNames(t types.Type) []string {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []string
	for f := range s.Fields() {
		out = append(out, f.Name())
	}
	return out
}

// element drops pointers, slices, arrays, maps and channels. It ends, because such types can only contain themselves through a name, and a name
// is looked through once.
func element(t types.Type) types.Type {
	seen := map[types.Type]bool{}
	for {
		t = types.Unalias(t)
		if seen[t] {
			return t
		}
		seen[t] = true
		e, ok := t.Underlying().(interface{ Elem() types.Type })
		if !ok {
			return t
		}
		t = e.Elem()
	}
}

// isContext tells whether a type is, or can be used as, a context.Context. It goes by the methods, so as not to need the package.
func isContext(t types.Type) bool {
	set := types.NewMethodSet(t)
	for _, name := range []string{"Deadline", "Done", "Err", "Value"} {
		if set.Lookup(nil, name) == nil {
			return false
		}
	}
	return true
}
