package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/catalog/export"
	"github.com/buslint/buslint/internal/cli"
)

// TestShopCatalogueIsCurrent writes the pages of docs/ about the catalogue of examples/shop anew, and compares them.
func TestShopCatalogueIsCurrent(t *testing.T) {
	if !*shop {
		t.Skip("needs the libraries of examples/shop; run: make docs")
	}
	var out, errOut bytes.Buffer
	if code := cli.Main([]string{"catalog", "extract", "-C", filepath.Join("..", "..", "examples", "shop"), "--format", "json"}, &out, &errOut); code != 0 {
		t.Fatalf("exit code %d: %s", code, errOut.Bytes())
	}
	c, err := catalog.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Origins {
		c.Origins[i] = catalog.Origin{Module: c.Origins[i].Module} // or the pages would be others with each commit
	}
	docs := filepath.Join("..", "..", "docs")
	for name, page := range shopPages(t, c) {
		file := filepath.Join(docs, name)
		if *update {
			if err := os.WriteFile(file, page, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("run `make docs`: %v", err)
			continue
		}
		if diff := cmp.Diff(string(page), string(got)); diff != "" {
			t.Errorf("docs/%s is not current, run `make docs`: %s", name, diff)
		}
	}
}

// shopPages are the pages by name.
func shopPages(t *testing.T, c catalog.Catalogue) map[string][]byte {
	t.Helper()
	o := export.Options{Title: "examples/shop", Source: "https://github.com/buslint/buslint/blob/main/examples/shop/{path}#L{line}"}
	exported := func(name string) []byte {
		format, err := export.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		files, err := format.Files(c, o)
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %d files, %v", name, len(files), err)
		}
		return files[0].Data
	}
	var list bytes.Buffer
	if err := catalog.Text(&list, c); err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	fmt.Fprintf(&page, "# The catalogue of examples/shop\n\n<!-- Written by `make docs` from examples/shop. -->\n\n"+
		"What `buslint catalog` finds in [examples/shop](../examples/shop), in three of its [formats](catalog.md#other-formats). [shop-catalog.html](shop-catalog.html) is the page\n"+
		"with search, filters, fields and a graph of what is chosen; download it and open it in a browser.\n\n"+
		"![Producers, topics and consumers of examples/shop](shop-catalog.svg)\n\n## As Mermaid\n\n```mermaid\n%s```\n\n## As a list\n\n```\n%s```\n", exported("mermaid"), list.Bytes())
	return map[string][]byte{"shop-catalog.md": []byte(page.String()), "shop-catalog.svg": exported("svg"), "shop-catalog.html": exported("html")}
}
