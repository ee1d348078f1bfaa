package reporter

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
)

var update = flag.Bool("update", false, "write golden files anew")

// report is one run with everything that a finding can have.
func report() Report {
	at := func(file string, line, column int) finding.Position {
		return finding.Position{File: file, Line: line, Column: column}
	}
	lines := map[string]string{
		"orders/service.go:31": "\t\treturn s.events.Publish(ctx, e)",
		"orders/service.go:57": "\tif err := s.events.Publish(ctx, Event{ // what follows is on other lines",
		"orders/service.go:61": "\t\treturn nil",
		"orders/types.go:9":    "type Placed struct {",
	}
	return Report{
		Root: "services/shop",
		Findings: []finding.Finding{
			{
				Rule: "txpublish", Severity: finding.Error, Text: "event is published before the transaction commits, so a rollback leaves it sent",
				Symbol: "(*example.com/shop/orders.Service).Place", Position: at("orders/service.go", 31, 10), End: at("orders/service.go", 31, 34), Fingerprint: "00112233445566ff",
				Path: []finding.Frame{
					{Func: "(*example.com/shop/orders.Service).Place", Note: "transaction opened", Position: at("orders/service.go", 25, 9)},
					{Func: "(*example.com/bus.Kafka).Publish", Note: "publishes with Writer.WriteMessages", Position: finding.Position{Module: "example.com/bus", File: "kafka.go", Line: 12, Column: 2}},
				},
			},
			{
				Rule: "lostpublish", Severity: finding.Warning, Text: `failure of <"orders.v1"> & others is only logged`,
				Symbol: "(*example.com/shop/orders.Service).Remind", Position: at("orders/service.go", 57, 12), End: at("orders/service.go", 60, 4), Fingerprint: "0123456789abcdef",
				Fixes: []finding.Fix{{Text: "Return the error", Edits: []finding.Edit{{Position: at("orders/service.go", 61, 3), End: at("orders/service.go", 61, 13), New: "return err"}}}},
			},
			{
				Rule: "unversioned", Severity: finding.Info, Text: "neither the payload nor its topic says a version",
				Symbol: "example.com/shop/orders.Placed", Position: at("orders/types.go", 9, 6), End: at("orders/types.go", 9, 6), Fingerprint: "fedcba9876543210",
			},
			{
				Rule: "unversioned", Severity: finding.Info, Text: "neither the payload nor its topic says a version",
				Symbol: "example.com/bus.Gone", Position: finding.Position{Module: "example.com/bus", File: "gone.go", Line: 9, Column: 6}, End: finding.Position{Module: "example.com/bus", File: "gone.go", Line: 9, Column: 6}, Fingerprint: "aaaaaaaaaaaaaaaa",
			},
		},
		Problems: []string{"broken/broken.go:3:1: expected declaration"},
		Stats:    map[string]int{"packages": 3},
		Line:     func(p finding.Position) string { return lines[strings.TrimSuffix(p.String(), ":"+column(p))] },
		Rules: []Rule{
			{Name: "txpublish", Family: "Transactions", Severity: finding.Error, Summary: "Finds events published in a transaction", Why: "A rollback leaves the event sent.", Doc: "Finds events published in a transaction.\n\nA rollback leaves the event sent.\n", URL: "https://example.com/txpublish"},
			{Name: "lostpublish", Family: "Publishing", Severity: finding.Error, Summary: "Finds lost failures", Doc: "Finds lost failures.\n"},
			{Name: "unversioned", Family: "Contract", Severity: finding.Info, Summary: "Finds payloads without version", Doc: "Finds payloads without version.\n"},
		},
		Version: "1.2.3",
		Hidden:  2,
		Show:    "warning",
	}
}

func column(p finding.Position) string { return p.String()[strings.LastIndex(p.String(), ":")+1:] }

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("..", "testdata", "report", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (`make golden` writes it anew): %s", name, diff)
	}
}

func TestFormatsAreGolden(t *testing.T) {
	for _, f := range Formats() {
		golden(t, "report."+f.Name, written(t, f.Name, report()))
	}
}

// written writes a report in one of the formats.
func written(t *testing.T, format string, r Report) []byte {
	t.Helper()
	i := slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == format })
	var out bytes.Buffer
	if err := Formats()[i].Write(&out, r); err != nil {
		t.Fatalf("print %s: %v", format, err)
	}
	return out.Bytes()
}

func TestColourChangesNothingButColour(t *testing.T) {
	var plain, colour bytes.Buffer
	r := report()
	if err := Text(&plain, r); err != nil {
		t.Fatal(err)
	}
	r.Color = true
	if err := Text(&colour, r); err != nil {
		t.Fatal(err)
	}
	golden(t, "colour.txt", colour.Bytes())
	text := colour.String()
	for _, code := range []string{red, yellow, blue, bold, dim, reset} {
		text = strings.ReplaceAll(text, code, "")
	}
	if diff := cmp.Diff(plain.String(), text); diff != "" {
		t.Error(diff)
	}
}

func TestEmptyRunIsWhole(t *testing.T) {
	t.Parallel()
	var text, js bytes.Buffer
	if err := errors.Join(Text(&text, Report{}), JSON(&js, Report{Root: ".", Stats: struct{}{}})); err != nil {
		t.Fatal(err)
	}
	if got, want := text.String(), "no findings\n"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
	want := "{\n  \"version\": 1,\n  \"root\": \".\",\n  \"findings\": [],\n  \"stats\": {}\n}\n"
	if got := js.String(); got != want {
		t.Errorf("JSON is %q, want %q", got, want)
	}
}

// TestCaretStandsUnderTheRange gives a line with the marked range in brackets, and what must be printed.
func TestCaretStandsUnderTheRange(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, line, text, mark string }{
		{"tabs", "\tx :=\t[publish](e)", "    x :=    publish(e)", "            ^~~~~~~"},
		{"tab inside", "[a\tb]", "a    b", "^~~~~~"},
		{"wide", `注文("世界", [publish]())`, `注文("世界", publish())`, "             ^~~~~~~"},
		{"wide inside", `f([注文])`, `f(注文)`, "  ^~~~"},
		{"marks", "e\u0301t\u00e9 [x]", "e\u0301t\u00e9 x", "    ^"},
		{"CRLF", "\t[publish]()\r", "    publish()", "    ^~~~~~~"},
		{"escape", "s := \"\x1b[31m\"; [f]()", `s := "\x1b[31m"; f()`, "                 ^"},
		{"direction", "a\u202eb [f]()", `a\u202eb f()`, "         ^"},
		{"no text", "a\xff\x00 [f]()", `a\xff\x00 f()`, "          ^"},
		{"to the end", "[f()\t ]", "f()", "^~~"},
	} {
		from, to := strings.Index(tt.line, "["), strings.Index(tt.line, "]")
		if tt.name == "escape" {
			from = strings.LastIndex(tt.line, "[")
		}
		line := tt.line[:from] + tt.line[from+1:to] + tt.line[to+1:]
		f := finding.Finding{Rule: "r", Position: finding.Position{File: "a.go", Line: 1, Column: from + 1}, End: finding.Position{File: "a.go", Line: 1, Column: to}}
		var out bytes.Buffer
		if err := Text(&out, Report{Findings: []finding.Finding{f}, Line: func(finding.Position) string { return line }}); err != nil {
			t.Fatal(err)
		}
		want := "    " + tt.text + "\n    " + tt.mark + "\n"
		if got := strings.Join(strings.SplitAfter(out.String(), "\n")[1:3], ""); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, want)
		}
	}
}

func TestPositionsOutsideOfTheLineAreHarmless(t *testing.T) {
	t.Parallel()
	for _, column := range []int{-1, 0, 1, 3, 4, 99} {
		for _, end := range []int{-1, 0, 2, 4, 99} {
			f := finding.Finding{Position: finding.Position{Line: 1, Column: column}, End: finding.Position{Line: 1, Column: end}}
			var out bytes.Buffer
			if err := Text(&out, Report{Findings: []finding.Finding{f}, Line: func(finding.Position) string { return "abc" }}); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), "    abc\n") || !strings.Contains(out.String(), "^") {
				t.Errorf("columns %d to %d: %q lacks line or mark", column, end, out.String())
			}
		}
	}
}

func TestTextsFromTheProgramCannotCommandTheTerminal(t *testing.T) {
	t.Parallel()
	f := finding.Finding{
		Rule: "r", Severity: finding.Warning, Text: "a\x1b]0;title\a", Position: finding.Position{File: "a\nb.go", Line: 1, Column: 1},
		Path: []finding.Frame{{Note: "calls \u009bm", Position: finding.Position{File: "c\rd.go", Line: 2}}},
	}
	var out bytes.Buffer
	if err := Text(&out, Report{Findings: []finding.Finding{f}}); err != nil {
		t.Fatal(err)
	}
	want := "a\\nb.go:1:1: warning: a\\x1b]0;title\\a (r)\n  c\\rd.go:2  calls \\u009bm\n\n1 finding: 1 warning\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestErrorOfTheWriterIsReturned(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		if err := f.Write(full{}, report()); !errors.Is(err, errFull) {
			t.Errorf("%s: %v, want %v", f.Name, err, errFull)
		}
	}
}
