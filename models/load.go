package models

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var files embed.FS

// Builtin returns the models that come with buslint. They are read once.
var Builtin = sync.OnceValues(builtin)

func builtin() (*Set, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list models: %w", err)
	}
	// Each file by itself, side by side: reading them is most of what a small run waits for.
	libs, errs := make([][]Library, len(names)), make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() { libs[i], errs[i] = parseFile(name) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return NewSet(slices.Concat(libs...)...)
}

func parseFile(name string) ([]Library, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read model %s: %w", name, err)
	}
	return Parse(name, data)
}

// Parse reads the libraries of one file, a YAML document each. It is strict: unknown keys, keys given twice, malformed paths and words that are
// not in the vocabulary are errors. All of them are reported, joined, each in the form "file:line: text".
func Parse(name string, data []byte) ([]Library, error) {
	d := newDecoder(name)
	var libs []Library
	for y := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var doc yaml.Node
		err := y.Decode(&doc)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			d.errs = append(d.errs, syntaxError(name, err))
			break // the parser cannot go on
		}
		if len(doc.Content) > 0 {
			libs = append(libs, d.library(doc.Content[0]))
		}
	}
	if len(d.errs) > 0 {
		return nil, errors.Join(d.errs...)
	}
	return libs, nil
}

// FromNode reads libraries that stand in another YAML file, under models: in .buslint.yml: a list of them, or a single one. A nil node, and one
// without value, has none. It is as strict as [Parse].
func FromNode(file string, n *yaml.Node) ([]Library, error) {
	if n == nil || n.IsZero() || n.Tag == "!!null" {
		return nil, nil
	}
	d := newDecoder(file)
	var libs []Library
	switch n.Kind {
	case yaml.SequenceNode:
		for _, c := range n.Content {
			libs = append(libs, d.library(c))
		}
	case yaml.MappingNode:
		libs = append(libs, d.library(n))
	default:
		d.errorf(n, "models must be a list of libraries")
	}
	if len(d.errs) > 0 {
		return nil, errors.Join(d.errs...)
	}
	return libs, nil
}

// Configured is what buslint knows of libraries, with what a configuration adds in its own file, see [FromNode].
func Configured(file string, n *yaml.Node) (*Set, error) {
	set, err := Builtin()
	if err != nil {
		return nil, err
	}
	libs, err := FromNode(file, n)
	if err != nil || len(libs) == 0 {
		return set, err
	}
	return set.With(libs...)
}

// library reads one library and checks what can be checked without the library itself.
func (d *decoder) library(n *yaml.Node) Library {
	lib := Library{file: d.file, line: n.Line, lines: map[string]int{}}
	d.value(n, "library", reflect.ValueOf(&lib).Elem(), "")
	if n.Kind != yaml.MappingNode {
		return lib
	}
	d.described(n, &lib)
	for i := 0; i+1 < len(n.Content); i += 2 {
		section := n.Content[i].Value
		if section != "functions" && section != "types" {
			continue
		}
		for keys := n.Content[i+1].Content; len(keys) > 1; keys = keys[2:] {
			lib.lines[keys[0].Value] = keys[0].Line
			d.key(keys[0], section, lib)
		}
	}
	return lib
}

// described checks that a library says what it describes.
func (d *decoder) described(n *yaml.Node, lib *Library) {
	switch {
	case lib.Name == "":
		d.errorf(n, "library has no name")
	case lib.Shape != nil && len(lib.Packages) > 0:
		d.errorf(n, "library %q has both packages and a shape", lib.Name)
	case lib.Shape != nil && lib.Shape.Imports == "" && len(lib.Shape.Has) == 0:
		d.errorf(n, "library %q: its shape fits every package", lib.Name)
	}
	for _, p := range lib.Pitfalls {
		if p.Text == "" || p.Source == "" {
			d.errorf(n, "library %q: a pitfall needs a text and a source", lib.Name)
		}
	}
}

// key checks the key of a function or type.
func (d *decoder) key(k *yaml.Node, section string, lib Library) {
	pkg, receiver, name := split(k.Value)
	switch {
	case pkg == "" || name == "" || strings.ContainsAny(k.Value, " \t") || strings.HasPrefix(k.Value, "*"):
		d.errorf(k, "%q is not a full name such as \"(*$.T).M\" or \"$.F\"", k.Value)
	case section == "types" && receiver != "":
		d.errorf(k, "%q is a method, not a type such as \"$.T\"", k.Value)
	case pkg == "$" && len(lib.Packages) == 0 && lib.Shape == nil:
		d.errorf(k, "%q: $ stands for the library's packages, but it has none", k.Value)
	case strings.Contains(pkg, "$") && pkg != "$":
		d.errorf(k, "%q: $ is not the whole import path", k.Value)
	case lib.Shape != nil && pkg != "$":
		d.errorf(k, "%q: a function of a shape must be of package $", k.Value)
	case strings.Contains(k.Value, "*") && lib.Shape == nil && strings.Contains(receiver+name, "*"):
		d.errorf(k, "%q: * stands for any text in shapes only", k.Value)
	case section == "functions" && !d.wrong[k] && reflect.DeepEqual(lib.Functions[k.Value], Effect{Source: lib.Functions[k.Value].Source}):
		d.errorf(k, "%q says nothing: mark it neutral if that is meant", k.Value)
	}
}

// start is where the library's description begins: "kafka-go.yaml:1".
func (l Library) start() string { return fmt.Sprintf("%s:%d", l.file, l.line) }

// position is where a function or type is described: "kafka-go.yaml:12".
func (l Library) position(key string) string { return fmt.Sprintf("%s:%d", l.file, l.lines[key]) }
