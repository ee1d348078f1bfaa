package catalog

import (
	"slices"
	"testing"
)

func TestOwnersTakeTheLastLine(t *testing.T) {
	t.Parallel()
	o := ParseOwners([]byte("# who\n*       @acme/all\n/orders/ @acme/orders @ana # theirs\n*.sql dba@example.com\n/docs/* @acme/docs\napi/**/v1 @acme/api\n/free/\n!x @never\n[a-z].go @never\nwith\\ blank @acme/blank\r\n"))
	for file, want := range map[string][]string{
		"main.go":            {"@acme/all"},
		"orders/a.go":        {"@acme/orders", "@ana"},
		"orders/b/c.go":      {"@acme/orders", "@ana"},
		"x/orders/a.go":      {"@acme/all"},
		"orders/schema.sql":  {"dba@example.com"},
		"docs/a.md":          {"@acme/docs"},
		"docs/b/a.md":        {"@acme/all"},
		"api/x/y/v1/a.go":    {"@acme/api"},
		"free/a.go":          nil,
		"with blank":         {"@acme/blank"},
		"deep/with blank/go": {"@acme/blank"},
	} {
		if got := o.Of(file); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", file, got, want)
		}
	}
	if want := []string{"@acme/all", "@acme/api", "@acme/blank", "@acme/docs", "@acme/orders", "@ana", "dba@example.com"}; !slices.Equal(o.Teams, want) {
		t.Errorf("teams: %v", o.Teams)
	}
}

func TestOwnersOfSections(t *testing.T) {
	t.Parallel()
	o := ParseOwners([]byte("[Orders][2] @acme/orders\norders/\n^[Docs]\ndocs/ @acme/docs\nnobody/\n"))
	for file, want := range map[string][]string{"orders/a.go": {"@acme/orders"}, "docs/a": {"@acme/docs"}, "nobody/a": nil} {
		if got := o.Of(file); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", file, got, want)
		}
	}
}

func FuzzParseOwners(f *testing.F) {
	f.Add("/a/** @b\n[x", "a/b")
	f.Fuzz(func(_ *testing.T, text, file string) { ParseOwners([]byte(text)).Of(file) })
}
