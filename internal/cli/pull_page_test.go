package cli_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/tools/txtar"
)

var page = flag.String("page", "", "write the comment of docs/pull-request.md as HTML to this file, for its picture")

const pageHead = `# A pull request that adds an event

On a branch of ` + "`examples/shop`" + `, the service that writes invoices tells of the reminders that it sends, and publishes before it commits. This is what ` + "`buslint pr`" + `
writes below it, as [testdata/pulls/event.txtar](../testdata/pulls/event.txtar) tests it; boxes can be ticked there. How it is set up and answered, [review.md](review.md) tells.
The [picture](pull-request.png) of it is drawn by ` + "`make picture`" + `.

---

`

const frame = `<!DOCTYPE html>
<meta charset="utf-8">
<style>
body { font: 14px/1.5 sans-serif; color: #1f2328; max-width: 860px; margin: 20px auto; }
article { border: 1px solid #d1d9e0; border-radius: 6px; padding: 4px 16px 8px; }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; margin: -4px -16px 0; padding: 8px 16px; }
code { background: #eff1f3; border-radius: 4px; padding: 1px 4px; font-size: 85%; }
h3, h4 { border-bottom: 1px solid #d1d9e0; padding-bottom: 4px; }
li:has(> input) { list-style: none; margin-left: -20px; }
</style>
<article><header><b>github-actions</b> bot commented</header>
`

// TestPullRequestPage compares docs/pull-request.md with the comment that the pull request of testdata/pulls/event.txtar gets first.
func TestPullRequestPage(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "pulls", "event.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	comment := ""
	for _, f := range archive.Files {
		if f.Name == "opened.txt" {
			comment = firstComment(string(f.Data))
		}
	}
	if !strings.HasPrefix(comment, "### Event review: ") {
		t.Fatalf("the script shows no comment, but %.80q", comment)
	}
	want, name := pageHead+comment, filepath.Join("..", "..", "docs", "pull-request.md")
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/pull-request.md is not what the pull request shows; run: make golden picture\n%s", diff)
	}
	if *page != "" {
		var out bytes.Buffer
		out.WriteString(frame)
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(comment), &out); err != nil {
			t.Fatal(err)
		}
		out.WriteString("</article>\n")
		if err := os.WriteFile(*page, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var hidden = regexp.MustCompile(` *<!--.*?-->`)

// firstComment is the first comment of what the fake shows, without what is not seen of it.
func firstComment(show string) string {
	_, text, _ := strings.Cut(show, "\ncomment ")
	_, text, _ = strings.Cut(text, "\n") // who wrote it
	for _, next := range []string{"\ncomment ", "\nremark ", "\ncheck run "} {
		text, _, _ = strings.Cut(text, next)
	}
	return strings.TrimSpace(hidden.ReplaceAllString(text, "")) + "\n"
}
