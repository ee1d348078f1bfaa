package baseline

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/buslint/buslint/finding"
)

func found(file, fingerprint string, line int) finding.Finding {
	return finding.Finding{
		Rule: "lostpublish", Severity: finding.Error, Text: `topic "a: b" # is lost`, Symbol: "(*shop.Service).Remind", Package: "shop", Fingerprint: fingerprint,
		Position: finding.Position{File: file, Line: line, Column: 2},
	}
}

func written(t *testing.T, b Baseline) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func always(Entry) bool { return true }

func TestWrittenBaselineIsReadAsItWas(t *testing.T) {
	t.Parallel()
	for _, fs := range [][]finding.Finding{nil, {found("b.go", "0000000000000012", 9), found("a.go", "1e10", 3), found("it's \"a\"\n#.go", "null", 3)}} {
		b := New(fs)
		data := written(t, b)
		got, err := Parse("b.yml", data)
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		if diff := cmp.Diff(b, got, cmpopts.IgnoreUnexported(Entry{})); diff != "" {
			t.Error(diff)
		}
	}
}

func TestBaselineDoesNotChangeWithLines(t *testing.T) {
	t.Parallel()
	first := New([]finding.Finding{found("a.go", "1", 3), found("a.go", "2", 9)})
	moved := New([]finding.Finding{found("a.go", "2", 30), found("a.go", "1", 90)})
	if diff := cmp.Diff(string(written(t, first)), string(written(t, moved))); diff != "" {
		t.Error(diff)
	}
}

func TestApplyTakesOutWhatIsKeptAndTellsWhatIsGone(t *testing.T) {
	t.Parallel()
	b, err := Parse("b.yml", written(t, New([]finding.Finding{found("a.go", "1", 3), found("a.go", "2", 4)})))
	if err != nil {
		t.Fatal(err)
	}
	left, stale := b.Apply([]finding.Finding{found("a.go", "2", 7), found("a.go", "3", 8)}, ".buslint/b.yml", always)
	if len(left) != 1 || left[0].Fingerprint != "3" {
		t.Errorf("left are %v, want the third alone", left)
	}
	want := []finding.Finding{{
		Rule: Rule, Severity: finding.Warning, Text: "baseline entry is not needed: lostpublish does not find this any more, run buslint baseline",
		Symbol: "(*shop.Service).Remind", Package: "shop",
		Position: finding.Position{File: ".buslint/b.yml", Line: 4, Column: 5}, End: finding.Position{File: ".buslint/b.yml", Line: 4, Column: 19},
	}}
	if diff := cmp.Diff(want, stale); diff != "" {
		t.Error(diff)
	}
	if _, stale := b.Apply(nil, "b.yml", func(Entry) bool { return false }); len(stale) > 0 {
		t.Errorf("entries are stale that were not judged: %v", stale)
	}
}

func TestKeepLeavesWhatWasNotJudged(t *testing.T) {
	t.Parallel()
	old := New([]finding.Finding{found("a.go", "1", 3), found("b.go", "2", 4), found("c.go", "3", 4)})
	now := New([]finding.Finding{found("c.go", "3", 5), found("c.go", "4", 6)})
	got := now.Keep(old, func(e Entry) bool { return e.File == "a.go" })
	var prints []string
	for _, e := range got {
		prints = append(prints, e.Fingerprint)
	}
	if diff := cmp.Diff([]string{"2", "3", "4"}, prints); diff != "" {
		t.Error(diff)
	}
	if got.New(old) != 1 || old.New(got) != 1 {
		t.Errorf("%d are new and %d gone, want 1 and 1", got.New(old), old.New(got))
	}
}

func TestParseNamesPlaceOfMistakes(t *testing.T) {
	t.Parallel()
	const entry = "  - {fingerprint: a, rule: b, package: c, file: d, symbol: e, text: f}\n"
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "# nothing\n", "b.yml: it is empty; `buslint baseline` writes it"},
		{"conflict", "version: 1\n<<<<<<< HEAD\nfindings: []\n", "b.yml:2: could not find expected ':'"},
		{"other version", "version: 2\nfindings: []\n", `b.yml:1: version "2" is not 1, the one that this buslint knows`},
		{"no version", "findings: []\n", `b.yml:1: key "version" is missing`},
		{"no list", "version: 1\nfindings: {}\n", `b.yml:2: findings must be a list`},
		{"list", "- a\n", `b.yml:1: the file must be a mapping of names to values`},
		{"unknown key", "version: 1\nfindngs: []\nfindings: []\n", `b.yml:2: unknown key "findngs", did you mean "findings"?`},
		{"key twice", "version: 1\nfindings: []\nversion: 1\n", `b.yml:3: key "version" is given at line 1 already`},
		{"entry lacks a key", "version: 1\nfindings:\n  - {fingerprint: a, rule: b, package: c, file: d, symbol: e}\n", `b.yml:3: key "text" is missing`},
		{"entry with a list", "version: 1\nfindings:\n  - {fingerprint: [], rule: b, package: c, file: d, symbol: e, text: f}\n", `b.yml:3: fingerprint must be a text`},
		{"entry twice", "version: 1\nfindings:\n" + entry + entry, `b.yml:4: fingerprint "a" stands at line 3 already`},
		{"two documents", "version: 1\nfindings: []\n---\na: b\n", `b.yml:3: a second YAML document: only one is read`},
	} {
		if _, err := Parse("b.yml", []byte(tt.text)); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}
