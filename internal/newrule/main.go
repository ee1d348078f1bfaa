// Newrule writes the files of a new rule: `make rule NAME=x`. What it writes works and passes its tests, and is there to be changed.
package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

//go:embed template
var templates embed.FS

// files says where each template goes; NAME stands for the rule's name, there and in the templates.
var files = []struct{ template, file string }{
	{"doc.go.txt", "analyzers/NAME/doc.go"},
	{"rule.go.txt", "analyzers/NAME/NAME.go"},
	{"rule_test.go.txt", "analyzers/NAME/NAME_test.go"},
	{"fixture.go.txt", "testdata/src/NAME/doc/doc.go"},
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make rule NAME=name")
		os.Exit(2)
	}
	if err := write(".", os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "newrule:", err)
		os.Exit(1)
	}
	fmt.Printf("Wrote analyzers/%s and testdata/src/%s. Begin with the fixture; then `make docs`, and a row in README.md.\n", os.Args[1], os.Args[1])
}

var valid = regexp.MustCompile(`^[a-z]{4,16}$`)

// write adds a rule to the module in a folder.
func write(root, name string) error {
	if !valid.MatchString(name) {
		return fmt.Errorf("name %q is not 4 to 16 small letters", name)
	}
	for _, f := range files {
		text, err := templates.ReadFile("template/" + f.template)
		if err != nil {
			return err
		}
		file := filepath.Join(root, filepath.FromSlash(strings.ReplaceAll(f.file, "NAME", name)))
		if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("%s is there already", file)
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, bytes.ReplaceAll(text, []byte("NAME"), []byte(name)), 0o644); err != nil {
			return err
		}
	}
	return enter(filepath.Join(root, "analyzers", "analyzers.go"), name)
}

var entry = regexp.MustCompile(`(?m)^\t\t(\w+)\.Rule,\n`)

// enter adds a rule to the list of all.
func enter(file, name string) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	names := []string{name}
	for _, m := range entry.FindAllSubmatch(source, -1) {
		names = append(names, string(m[1]))
	}
	slices.Sort(names)
	at := entry.FindIndex(source)
	if at == nil {
		return fmt.Errorf("%s lists no rules", file)
	}
	var list strings.Builder
	for _, n := range names {
		fmt.Fprintf(&list, "\t\t%s.Rule,\n", n)
	}
	text := string(source[:at[0]]) + list.String() + entry.ReplaceAllString(string(source[at[0]:]), "")
	text = strings.Replace(text, "import (\n", fmt.Sprintf("import (\n\t%q\n", "github.com/buslint/buslint/analyzers/"+name), 1)
	out, err := format.Source([]byte(text)) // sorts imports
	if err != nil {
		return fmt.Errorf("enter rule in %s: %w", file, err)
	}
	return os.WriteFile(file, out, 0o644)
}
