package githubfake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/internal/githubfake"
)

// do runs lines of a script, and returns what they print.
func do(t *testing.T, f *githubfake.Fake, lines ...[]string) string {
	t.Helper()
	var out strings.Builder
	for _, words := range lines {
		s, err := f.Do(words...)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(s)
	}
	return out.String()
}

func TestScripts(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	got := do(t, f,
		[]string{"open", "7", "alice", head, base, "fork"},
		[]string{"comment", "7", "bob", "MEMBER", "- [ ] unchanged\n- [ ] looser\n"},
		[]string{"comment", "7", "mallory", "NONE", "spam"},
		[]string{"comment", "7", "carol", "OWNER", "first"},
		[]string{"tick", "1002", "looser"},
		[]string{"edit", "1004", "second"},
		[]string{"delete", "1003"},
		[]string{"fail", "1", "late-bad-gateway", "POST"},
	)
	send(t, f, "POST", repo+"/check-runs", `{"name": "review", "head_sha": "`+head+`", "status": "completed", "conclusion": "success", "output": {"title": "all answered", "summary": "3 of 3", "text": "in words\n",
		"annotations": [{"path": "a.go", "start_line": 3, "end_line": 4, "annotation_level": "warning", "title": "t", "message": "m"}]}}`)
	got += do(t, f, []string{"show", "7"}, []string{"writes"})
	const want = `1002
1003
1004
pull request 7 of alice at 1111111111111111111111111111111111111111

comment 1002 of bob (MEMBER), edited
- [ ] unchanged
- [x] looser

comment 1004 of carol (OWNER), edited
second

check run 1008 of github-actions: review: completed success
all answered
3 of 3
in words
a.go:3-4: warning: t: m
POST /repos/acme/shop/check-runs
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	if c := f.Comments(7)[0]; c.Body != "- [ ] unchanged\r\n- [x] looser\r\n" {
		t.Errorf("%q is not what a browser makes of it", c.Body)
	}
	do(t, f, []string{"tick", "1002", "looser"}, []string{"push", "7", base}, []string{"act-as", "carol"}, []string{"read-only", "on"})
	if c, _ := f.Do("show", "7"); !strings.Contains(c, "at "+base) || !strings.Contains(c, "- [ ] looser") {
		t.Errorf("the tick is still there, or the head:\n%s", c)
	}
	if got := send(t, f, "GET", "/user", ""); !strings.Contains(got.Body, "carol") {
		t.Errorf("%s", got.Body)
	}
	if got := send(t, f, "POST", repo+"/issues/7/comments", `{"body": "b"}`); got.Status != 403 {
		t.Errorf("%d: a read-only token writes", got.Status)
	}
	do(t, f, []string{"read-only", "off"})
	if got := send(t, f, "POST", repo+"/issues/7/comments", `{"body": "b"}`); got.Status != 201 {
		t.Errorf("%d %s", got.Status, got.Body)
	}
}

func TestScriptsThatSayNothingKnown(t *testing.T) {
	t.Parallel()
	f := githubfake.New(t)
	for _, words := range [][]string{{}, {"merge", "7"}, {"push", "7"}, {"push", "7", head, "now"}} {
		if _, err := f.Do(words...); err == nil || !strings.Contains(err.Error(), "fail TIMES FAULT [METHOD|OPERATION]") {
			t.Errorf("%q: error %v, want one that says what can be said", words, err)
		}
	}
}
