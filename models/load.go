package models

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var yamls embed.FS

// Builtin returns the models that come with buslint. They are read once.
var Builtin = sync.OnceValues(builtin)

func builtin() (*Set, error) {
	files, err := Files()
	if err != nil {
		return nil, err
	}
	var libs []Library
	for _, f := range files {
		libs = append(libs, f.Libraries...)
	}
	return NewSet(libs...)
}

// File is one file of models.
type File struct {
	Name      string // "kafka-go.yaml"
	Libraries []Library
}

// Files reads the models that come with buslint, sorted by the names of their files.
func Files() ([]File, error) {
	names, err := fs.Glob(yamls, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list models: %w", err)
	}
	// Each file by itself, side by side: reading them is most of what a small run waits for.
	files, errs := make([]File, len(names)), make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		files[i].Name = name
		wg.Go(func() { files[i].Libraries, errs[i] = parseFile(name) })
	}
	wg.Wait()
	return files, errors.Join(errs...)
}

func parseFile(name string) ([]Library, error) {
	data, err := yamls.ReadFile(name)
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
	lib := Library{file: d.file, line: n.Line, lines: map[string]int{}, notes: map[string]string{}}
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
			lib.notes[keys[0].Value] = comment(keys[0])
			d.key(keys[0], section, lib)
		}
	}
	return lib
}

// comment is what the lines above a key say.
func comment(k *yaml.Node) string {
	lines := strings.Split(k.HeadComment, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.TrimPrefix(line, "#"))
	}
	return strings.TrimSpace(strings.Join(lines, " "))
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

// FunctionKeys lists the keys of the library's functions in the order of the file.
func (l Library) FunctionKeys() []string { return slices.SortedFunc(maps.Keys(l.Functions), l.earlier) }

// TypeKeys lists the keys of the library's types in the order of the file.
func (l Library) TypeKeys() []string { return slices.SortedFunc(maps.Keys(l.Types), l.earlier) }

func (l Library) earlier(a, b string) int {
	return cmp.Or(cmp.Compare(l.lines[a], l.lines[b]), strings.Compare(a, b))
}

// Note is what the comment above a function or type says: "" if there is none.
func (l Library) Note(key string) string { return l.notes[key] }

// start is where the library's description begins: "kafka-go.yaml:1".
func (l Library) start() string { return fmt.Sprintf("%s:%d", l.file, l.line) }

// position is where a function or type is described: "kafka-go.yaml:12".
func (l Library) position(key string) string { return fmt.Sprintf("%s:%d", l.file, l.lines[key]) }
