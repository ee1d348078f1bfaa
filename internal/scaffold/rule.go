package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ruleFiles says where each template goes.
var ruleFiles = []struct{ template, name string }{
	{"rule/doc.go.txt", "analyzers/NAME/doc.go"},
	{"rule/rule.go.txt", "analyzers/NAME/NAME.go"},
	{"rule/rule_test.go.txt", "analyzers/NAME/NAME_test.go"},
	{"rule/fixture.go.txt", "testdata/src/NAME/doc/doc.go"},
}

var validRule = regexp.MustCompile(`^[a-z]{3,16}$`)

// rule makes a rule with a fixture.
func rule(root, name string) (*scaffold, error) {
	if !validRule.MatchString(name) {
		return nil, fmt.Errorf("name %q is not 3 to 16 small letters", name)
	}
	s := &scaffold{next: fmt.Sprintf("Wrote analyzers/%s and testdata/src/%[1]s. Begin with the fixture; then `make docs`, and a row in README.md.", name)}
	words := strings.NewReplacer("NAME", name)
	for _, f := range ruleFiles {
		if err := s.fill(words, f.template, f.name); err != nil {
			return nil, err
		}
	}
	var err error
	s.list, err = enterRule(root, name)
	return s, err
}

var entry = regexp.MustCompile(`(?m)^\t\t(\w+)\.Rule,\n`)

// enterRule adds a rule to the list of all.
func enterRule(root, name string) (file, error) {
	const list = "analyzers/analyzers.go"
	source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(list)))
	if err != nil {
		return file{}, err
	}
	names := []string{name}
	for _, m := range entry.FindAllSubmatch(source, -1) {
		names = append(names, string(m[1]))
	}
	slices.Sort(names)
	at := entry.FindIndex(source)
	if at == nil {
		return file{}, fmt.Errorf("%s lists no rules", list)
	}
	var rules strings.Builder
	for _, n := range names {
		fmt.Fprintf(&rules, "\t\t%s.Rule,\n", n)
	}
	text := string(source[:at[0]]) + rules.String() + entry.ReplaceAllString(string(source[at[0]:]), "")
	return enter(list, []byte(text), strconv.Quote("github.com/buslint/buslint/analyzers/"+name))
}
