package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed template
var templates embed.FS

// scaffold is what is written for something new.
type scaffold struct {
	files []file
	list  file   // is there already, and names all of the kind
	next  string // what is left to people
}

// file is a file of the module.
type file struct {
	name string // with slashes
	text []byte
}

// fill adds a new file, made of a template; words stand for the names in it.
func (s *scaffold) fill(words *strings.Replacer, template, name string) error {
	data, err := templates.ReadFile("template/" + template)
	if err != nil {
		return err
	}
	text := []byte(words.Replace(string(data)))
	if strings.HasSuffix(name, ".go") {
		if text, err = format.Source(text); err != nil { // sorts imports
			return fmt.Errorf("fill template %s: %w", template, err)
		}
	}
	s.files = append(s.files, file{words.Replace(name), text})
	return nil
}

// write writes all files below a folder, or none.
func (s *scaffold) write(root string) error {
	path := func(f file) string { return filepath.Join(root, filepath.FromSlash(f.name)) }
	for _, f := range s.files {
		if _, err := os.Stat(path(f)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already", f.name)
		}
	}
	for i, f := range append(slices.Clip(s.files), s.list) {
		err := os.MkdirAll(filepath.Dir(path(f)), 0o755)
		if err == nil {
			err = os.WriteFile(path(f), f.text, 0o644)
		}
		if err == nil {
			continue
		}
		for _, written := range s.files[:i] {
			err = errors.Join(err, os.Remove(path(written)))
		}
		return err
	}
	return nil
}

// enter adds an import to a Go file.
func enter(name string, source []byte, spec string) (file, error) {
	if !bytes.Contains(source, []byte("import (\n")) {
		return file{}, fmt.Errorf("%s has no list of imports", name)
	}
	source = bytes.Replace(source, []byte("import (\n"), []byte("import (\n\t"+spec+"\n"), 1)
	text, err := format.Source(source) // sorts imports
	if err != nil {
		return file{}, fmt.Errorf("enter %s in %s: %w", spec, name, err)
	}
	return file{name, text}, nil
}
