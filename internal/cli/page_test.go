package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
