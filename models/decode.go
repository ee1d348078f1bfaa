package models

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// decoder fills the types of this package from YAML nodes and collects everything that is wrong with them, so that one run reports all mistakes.
// Fields carry their keys in yaml tags and what is permitted in words tags (see [Effect]).
type decoder struct {
	file  string
	errs  []error
	wrong map[*yaml.Node]bool // keys of functions and types whose values have mistakes
}

func newDecoder(file string) *decoder { return &decoder{file: file, wrong: map[*yaml.Node]bool{}} }

func (d *decoder) errorf(n *yaml.Node, format string, args ...any) {
	d.errs = append(d.errs, fmt.Errorf("%s:%d: %s", d.file, n.Line, fmt.Sprintf(format, args...)))
}

var (
	pathType  = reflect.TypeFor[Path]()
	pathsType = reflect.TypeFor[Paths]()
)

// value reads node n, the value of a key, into v.
func (d *decoder) value(n *yaml.Node, key string, v reflect.Value, words string) {
	switch {
	case n.Kind == yaml.AliasNode:
		d.errorf(n, "%s is an alias: write the value out", key)
		return
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		d.errorf(n, "%s has no value", key)
		return
	case v.Type() == pathType:
		v.Set(reflect.ValueOf(d.path(n, key, words)))
		return
	case v.Type() == pathsType && n.Kind == yaml.ScalarNode:
		v.Set(reflect.ValueOf(Paths{d.path(n, key, words)}))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, key, v.Elem(), words)
	case reflect.Struct:
		d.structure(n, key, v)
	case reflect.Map:
		d.mapping(n, key, v)
	case reflect.Slice:
		d.list(n, key, v)
	default:
		d.scalar(n, key, v, words)
	}
}

func (d *decoder) structure(n *yaml.Node, key string, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.errorf(n, "%s must be a mapping of %s", key, strings.Join(keysOf(v.Type()), ", "))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		if d.twice(k, seen) {
			continue
		}
		f, ok := fieldOf(v.Type(), k.Value)
		if !ok {
			d.errorf(k, "unknown key %q%s", k.Value, config.Hint(k.Value, keysOf(v.Type())))
			continue
		}
		d.value(value, k.Value, v.FieldByIndex(f.Index), f.Tag.Get("words"))
	}
}

// mapping reads a map whose keys are the author's.
func (d *decoder) mapping(n *yaml.Node, key string, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.errorf(n, "%s must be a mapping", key)
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		if d.twice(k, seen) {
			continue
		}
		e := reflect.New(v.Type().Elem()).Elem()
		before := len(d.errs)
		d.value(value, strconv.Quote(k.Value), e, "")
		if len(d.errs) > before {
			d.wrong[k] = true
		}
		v.SetMapIndex(reflect.ValueOf(k.Value), e)
	}
}

func (d *decoder) list(n *yaml.Node, key string, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.errorf(n, "%s must be a list", key)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, c := range n.Content {
		d.value(c, key, v.Index(i), "")
	}
}

func (d *decoder) scalar(n *yaml.Node, key string, v reflect.Value, words string) {
	if n.Kind != yaml.ScalarNode {
		d.errorf(n, "%s must be a single word", key)
		return
	}
	switch v.Kind() {
	case reflect.String:
		if err := checkWord(n.Value, words); err != nil {
			d.errorf(n, "%s: %v", key, err)
			return
		}
		v.SetString(n.Value)
	case reflect.Bool:
		b, err := strconv.ParseBool(n.Value)
		if err != nil {
			d.errorf(n, "%s must be true or false, not %q", key, n.Value)
			return
		}
		v.SetBool(b)
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil || i < 0 {
			d.errorf(n, "%s must be a position counted from 0, not %q", key, n.Value)
			return
		}
		v.SetInt(int64(i))
	}
}

func (d *decoder) path(n *yaml.Node, key, words string) Path {
	if n.Kind != yaml.ScalarNode {
		d.errorf(n, "%s must be a path such as \"arg 1\"", key)
		return Path{}
	}
	p, err := ParsePath(n.Value)
	if err != nil {
		d.errorf(n, "%s: %v", key, err)
	} else if list := strings.Fields(words); len(list) > 0 && !slices.Contains(list, p.Root) {
		d.errorf(n, "%s: access path %q must begin with %s", key, n.Value, strings.Join(list, " or "))
	}
	return p
}

// twice reports a key that stands in its mapping already.
func (d *decoder) twice(k *yaml.Node, seen map[string]int) bool {
	line, ok := seen[k.Value]
	if ok {
		d.errorf(k, "key %q is given twice, first in line %d", k.Value, line)
		return true
	}
	seen[k.Value] = k.Line
	return false
}

// checkWord tells whether a value is one of the words that are permitted; all are if there are none. PATH permits any path, WORD any word.
func checkWord(value, words string) error {
	list := strings.Fields(words)
	free := slices.Contains(list, "WORD") && value != "" && !strings.ContainsAny(value, " \t")
	if len(list) == 0 || free || slices.Contains(list, value) {
		return nil
	}
	path := slices.Contains(list, "PATH")
	if _, err := ParsePath(value); path && err == nil {
		return nil
	}
	list = slices.DeleteFunc(list, func(w string) bool { return w == "PATH" || w == "WORD" })
	switch {
	case len(list) == 0:
		return fmt.Errorf("%q is neither a word nor an access path", value)
	case path:
		head, _, _ := strings.Cut(value, ".")
		return fmt.Errorf("%q is not one of %s, nor an access path%s", value, strings.Join(list, ", "), config.Hint(head, slices.Concat(list, roots)))
	}
	return fmt.Errorf("%q is not one of %s%s", value, strings.Join(list, ", "), config.Hint(value, list))
}

// fieldOf finds the field of a struct type by its key.
func fieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	for f := range t.Fields() {
		if f.IsExported() && f.Tag.Get("yaml") == key {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// keysOf lists the keys of a struct type in the order of its fields.
func keysOf(t reflect.Type) []string {
	var out []string
	for f := range t.Fields() {
		if f.IsExported() {
			out = append(out, f.Tag.Get("yaml"))
		}
	}
	return out
}

var yamlLine = lazyregexp.New(`^yaml: (?:line (\d+): )?(.*)`)

// syntaxError brings an error of the YAML parser into the form file:line: text.
func syntaxError(file string, err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil || m[1] == "" {
		return fmt.Errorf("%s: read model: %w", file, err)
	}
	return fmt.Errorf("%s:%s: %s", file, m[1], m[2])
}
