package cli_test

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
)

// TestPageShowsWhatScriptsRun compares the blocks of docs/describe-your-wrapper.md with the script that runs them, and the library that it runs them on.
func TestPageShowsWhatScriptsRun(t *testing.T) {
	t.Parallel()
	var run string
	for _, name := range []string{"script/wrapper.txtar", "mod/example.net_depot_events_v1.0.0.txtar"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "testdata", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		run += string(data)
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "describe-your-wrapper.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```[a-z]+\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(blocks) != 6 {
		t.Errorf("the page has %d blocks, want 6", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(run, b[1]) {
			t.Errorf("no script runs this block:\n%s", b[1])
		}
	}
}

// TestReviewPage reads the files that docs/review.md shows, and compares its questions with those that are asked.
func TestReviewPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "review.md"))
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, r := range analyzers.All() {
		rules = append(rules, r.Name)
	}
	questions, err := checklist.Builtin(rules)
	if err != nil {
		t.Fatal(err)
	}
	var told, asked []string
	pack := ""
	for _, m := range regexp.MustCompile("(?m)^\\| (?:`([a-z-]+)` )?\\| `([a-z-]+)`: .* \\| (yes|no) \\|$").FindAllStringSubmatch(string(page), -1) {
		pack = cmp.Or(m[1], pack)
		told = append(told, pack+" "+m[2]+" "+m[3])
	}
	for _, q := range questions {
		asked = append(asked, q.Pack+" "+q.ID+" "+map[bool]string{true: "yes", false: "no"}[q.Gate == checklist.Block])
	}
	if diff := gocmp.Diff(asked, told); diff != "" {
		t.Errorf("asked, and told in the table: %s", diff)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(page, -1)
	if len(blocks) != 3 {
		t.Fatalf("the page has %d blocks of YAML, want 3", len(blocks))
	}
	if _, err := catalog.ParseEvents("events.yml", blocks[0][1]); err != nil {
		t.Error(err)
	}
	if _, err := checklist.Load(questions, "checklist.yml", blocks[1][1], rules); err != nil {
		t.Error(err)
	}
}

// TestCatalogPage reads the events.yml that docs/catalog.md shows.
func TestCatalogPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "catalog.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(page, -1)
	if len(blocks) != 1 {
		t.Fatalf("the page has %d blocks of YAML, want 1", len(blocks))
	}
	if _, err := catalog.ParseEvents("events.yml", blocks[0][1]); err != nil {
		t.Error(err)
	}
}
