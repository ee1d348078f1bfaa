package docgen

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
)

var update = flag.Bool("update", false, "write the generated pages anew")

var root = filepath.Join("..", "..")

// allPages returns the generated pages of this repository.
func allPages(t *testing.T) map[string][]byte {
	t.Helper()
	pages, err := Pages(analyzers.All(), os.DirFS(filepath.Join(root, "testdata", "src")))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(root, "models", "verify", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	files, err := models.Files()
	if err != nil {
		t.Fatal(err)
	}
	libraries, err := ModelPages(files, Proved{Mod: read("go.mod"), Imports: read("libraries.go")})
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(pages, libraries)
	pages["accuracy.md"] = ReviewPage(reviewed(t), analyzers.All())
	return pages
}

func TestPagesAreCurrent(t *testing.T) {
	pages := allPages(t)
	docs := filepath.Join(root, "docs")
	if *update {
		write(t, docs, pages)
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		got, err := os.ReadFile(filepath.Join(docs, filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("run `make docs`: %v", err)
			continue
		}
		if diff := cmp.Diff(string(pages[name]), string(got)); diff != "" {
			t.Errorf("docs/%s is not current, run `make docs`: %s", name, diff)
		}
	}
	for _, dir := range []string{"rules", "models"} {
		files, err := filepath.Glob(filepath.Join(docs, dir, "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if _, ok := pages[dir+"/"+filepath.Base(file)]; !ok {
				t.Errorf("%s is of nothing that there is, run `make docs`", file)
			}
		}
	}
}

// write replaces the generated pages.
func write(t *testing.T, docs string, pages map[string][]byte) {
	t.Helper()
	for _, dir := range []string{"rules", "models"} {
		if err := os.RemoveAll(filepath.Join(docs, dir)); err != nil {
			t.Fatal(err)
		}
	}
	for name, page := range pages {
		file := filepath.Join(docs, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSchemaIsCurrent(t *testing.T) {
	file := filepath.Join(root, "schema", "buslint.schema.json")
	want := Schema(analyzers.All())
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("schema/buslint.schema.json is not current, run `make docs`: %s", diff)
	}
}

func TestReadmeListsEveryRule(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range analyzers.All() {
		if row := fmt.Sprintf("| [%s](docs/rules/%s.md) | %s |", r.Name, r.Name, r.Severity); !strings.Contains(string(readme), row) {
			t.Errorf("README.md has no row that begins with %s", row)
		}
	}
}

const fixture = `package doc

import "context"

type shop struct{}

// bad forgets.
func (s *shop) bad(ctx context.Context) {
	s.publish(ctx) // want "error: lost" "info: also"
	s.publish(ctx) // twice
}

func (s *shop) publish(ctx context.Context) error { return nil }

func good(ctx context.Context, s *shop) error { return s.publish(ctx) }

func goodToo() {}
`

func TestRulePageHasTextAndExamples(t *testing.T) {
	t.Parallel()
	r := rule.Rule{Name: "lost", Family: rule.Publishing, Severity: finding.Error, Since: "0.1.0", Doc: "Finds lost\nevents.\n\nThey are gone:\n\n  - this one\n  - that one\n"}
	pages, err := Pages([]rule.Rule{r}, fstest.MapFS{"lost/doc/doc.go": {Data: []byte(fixture)}})
	if err != nil {
		t.Fatal(err)
	}
	want := "# lost\n\n<!-- Written by `make docs` from analyzers/lost/doc.go and testdata/src/lost/doc. -->\n\n" +
		"| Family | Severity | Default | Since |\n|---|---|---|---|\n| Publishing | error | off | 0.1.0 |\n\n" +
		"Finds lost events.\n\nThey are gone:\n\n  - this one\n  - that one\n\n" +
		"## Wrong\n\n```go\n// bad forgets.\nfunc (s *shop) bad(ctx context.Context) {\n\ts.publish(ctx)\n\ts.publish(ctx) // twice\n}\n```\n\n" +
		"## Right\n\n```go\nfunc good(ctx context.Context, s *shop) error { return s.publish(ctx) }\n```\n\n```go\nfunc goodToo() {}\n```\n\n" +
		"## Settings\n\n```yaml\n# .buslint.yml\nrules:\n  lost: error # error, warning, info, on or off\n```\n\n" +
		"To keep one place as it is, say why, on its line or the line above:\n\n```go\n//buslint:ignore lost the reason\n```\n"
	if diff := cmp.Diff(want, string(pages["rules/lost.md"])); diff != "" {
		t.Error(diff)
	}
}

func TestListIsByFamily(t *testing.T) {
	t.Parallel()
	rules := []rule.Rule{
		{Name: "a", Family: rule.Contract, Severity: finding.Info, Doc: "Finds a|b."},
		{Name: "b", Family: rule.Transactions, Severity: finding.Error, Default: true, Doc: "Finds b."},
		{Name: "c", Family: rule.Contract, Severity: finding.Warning, Default: true, Doc: "Finds c."},
	}
	got := string(list(rules))
	at := 0
	for _, part := range []string{
		"## Transactions\n", "| [b](rules/b.md) | error | on | Finds b |\n",
		"## Contract\n", "| [a](rules/a.md) | info | off | Finds a\\|b |\n", "| [c](rules/c.md) | warning | on | Finds c |\n",
	} {
		i := strings.Index(got[at:], part)
		if i < 0 {
			t.Fatalf("%q does not follow in\n%s", part, got)
		}
		at += i
	}
	if strings.Contains(got, "## Order") {
		t.Error("a family without rules has a heading")
	}
}

func TestRuleWithoutFixtureHasNoExample(t *testing.T) {
	t.Parallel()
	pages, err := Pages([]rule.Rule{{Name: "lost", Doc: "Finds lost events."}}, fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	if page := string(pages["rules/lost.md"]); strings.Contains(page, "## Wrong") || !strings.Contains(page, "Finds lost events.") {
		t.Errorf("page is\n%s", page)
	}
	if _, err := Pages([]rule.Rule{{Name: "lost"}}, fstest.MapFS{"lost/doc/doc.go": {Data: []byte("packag doc")}}); err == nil {
		t.Error("a fixture that does not parse is no error")
	}
}
