package cli

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/checklist"
)

func TestArtifactThatACommentKeepsIsReadAsItWas(t *testing.T) {
	t.Parallel()
	given := artifact{
		Version: 1, Pull: 7, Head: "c0ffee", Root: ".", Changes: []checklist.News{{Text: "event added"}}, Questions: []checklist.Claim{{Question: "delivery"}},
		Findings: []checklist.Remark{{Rule: "lostpublish", Text: []string{"it is lost", "why"}}},
	}
	packed, err := given.pack()
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	again, err := got.pack()
	if err != nil || again != packed {
		t.Errorf("packed again it differs: %v", err)
	}
	given.Findings[0].Text = given.Findings[0].Text[:1]
	if diff := cmp.Diff(given, got); diff != "" {
		t.Error(diff)
	}
}

func TestKeptTextOfSomebodyElseIsRefused(t *testing.T) {
	t.Parallel()
	zip := func(text string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	whole := zip(`{"version": 1, "pull": 7, "head": "a", "root": ".", "changes": [], "questions": [], "findings": []}`)
	if _, err := unpack(whole); err != nil {
		t.Fatal(err)
	}
	for name, kept := range map[string]string{
		"nothing": "", "no archive": "x", "half of one": whole[:len(whole)/2], "no JSON": zip("x"), "another version": zip(`{"version": 2, "pull": 7}`),
		"more than there is": zip(`{"version": 1, "pull": 7, "evil": 1}`), "a bomb": zip(strings.Repeat(" ", 64<<20)), "two": zip(`{"version": 1, "pull": 7} {}`),
	} {
		if _, err := unpack(kept); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
