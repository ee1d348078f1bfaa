package models

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var files embed.FS

// Builtin returns the models that come with buslint.
var Builtin = sync.OnceValues(func() (*Set, error) {
	var libs []Library
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list models: %w", err)
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read model %s: %w", name, err)
		}
		more, err := Parse(name, data)
		if err != nil {
			return nil, err
		}
		libs = append(libs, more...)
	}
	return NewSet(libs...)
})

// Parse reads the libraries of one file: one YAML document each. Unknown keys, keys given twice and malformed paths are errors with file and line.
func Parse(name string, data []byte) ([]Library, error) {
	var libs []Library
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	nodes := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var lib Library
		err := d.Decode(&lib)
		if errors.Is(err, io.EOF) {
			return libs, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read model %s: %w", name, err)
		}
		var doc yaml.Node
		if err := nodes.Decode(&doc); err != nil {
			return nil, fmt.Errorf("read model %s: %w", name, err)
		}
		lib.file, lib.lines = name, functionLines(&doc)
		libs = append(libs, lib)
	}
}

// functionLines finds the line of each function's key.
func functionLines(doc *yaml.Node) map[string]int {
	out := map[string]int{}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		return out
	}
	top := doc.Content[0]
	for i := 0; i+1 < len(top.Content); i += 2 {
		if top.Content[i].Value != "functions" {
			continue
		}
		fs := top.Content[i+1].Content
		for j := 0; j+1 < len(fs); j += 2 {
			out[fs[j].Value] = fs[j].Line
		}
	}
	return out
}

// position is where a function's model stands.
func (l Library) position(key string) string { return fmt.Sprintf("%s:%d", l.file, l.lines[key]) }
