package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// known are the rules that the example may name. The configuration itself knows none, and cannot import them.
func known(t *testing.T) []string {
	t.Helper()
	docs, err := filepath.Glob(filepath.Join("..", "..", "analyzers", "*", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, doc := range docs {
		out = append(out, filepath.Base(filepath.Dir(doc)))
	}
	return out
}

func TestExampleIsValidAndHasEveryKey(t *testing.T) {
	t.Parallel()
	file := filepath.Join("..", "..", ".buslint.example.yml")
	c, err := Read(file, known(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		if c.Origin(key) == "" {
			t.Errorf("%s lacks %s", file, key)
		}
	}
}

func TestPageNamesEveryKey(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range slices.Concat(keys, []string{Name}) {
		if !strings.Contains(string(page), "`"+key+"`") {
			t.Errorf("docs/configuration.md lacks %s", key)
		}
	}
}
