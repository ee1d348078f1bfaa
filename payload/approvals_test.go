package payload

import (
	"slices"
	"strings"
	"testing"
)

func TestApprovalHoldsUntilTheShapeChanges(t *testing.T) {
	t.Parallel()
	before, now, later := inspect(t, Options{}, "type T struct{ A, B int }"), inspect(t, Options{}, "type T struct{ A string; B int }"),
		inspect(t, Options{}, "type T struct{ A string; B int; C bool }")
	list := Compare(before, now, CompareOptions{})
	var text []byte
	for _, v := range list {
		var err error
		text, err = Approve("a.yml", text, Approval{
			Event: "orders.created", Fingerprint: v.Fingerprint, Shape: now.Hash(), Change: v.ID + " " + v.Path,
			Reason: "no consumer yet: \"really\"\nasked all teams", By: "@ana", At: "2026-11-25",
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	a, err := ParseApprovals("a.yml", text)
	if err != nil {
		t.Fatal(err)
	}
	if open := a.Open("orders.created", now, list); len(list) != 2 || len(open) != 0 {
		t.Errorf("%v of %v are open", open, list)
	}
	if open := a.Open("orders.paid", now, list); len(open) != 2 {
		t.Error("another event has it approved")
	}
	if open := a.Open("orders.created", later, Compare(before, later, CompareOptions{})); len(open) != 4 {
		t.Errorf("of another shape, %v are open", open)
	}
	if len(a.Expired("orders.created", now)) != 0 || len(a.Expired("orders.created", later)) != 2 {
		t.Error("expired approvals are wrong")
	}
	if p, ok := a.Find("orders.created", now, list[0]); !ok || p.Reason != "no consumer yet: \"really\"\nasked all teams" {
		t.Errorf("%+v", p)
	}
}

func TestApproveKeepsTheFile(t *testing.T) {
	t.Parallel()
	a := Approval{Event: "e", Fingerprint: "0123456789ab", Shape: "abcdef012345", Reason: "yes", At: "2026-11-25"}
	entry := "- event: \"e\"\n  fingerprint: \"0123456789ab\"\n  shape: \"abcdef012345\"\n  reason: \"yes\"\n  at: 2026-11-25\n"
	indented := "  " + strings.ReplaceAll(strings.TrimSuffix(entry, "\n"), "\n", "\n  ") + "\n"
	first := strings.ReplaceAll(strings.ReplaceAll(entry, "\"e\"", "first"), "yes", "no")
	for _, tt := range []struct{ before, want string }{
		{"", "version: 1\napprovals:\n" + indented},
		{"# ours\n", "# ours\nversion: 1\napprovals:\n" + indented},
		{"version: 1", "version: 1\napprovals:\n" + indented},
		{"version: 1\napprovals:\n" + first + "# end", "version: 1\napprovals:\n" + first + "# end\n" + entry},
		{"version: 1 # one\napprovals:\n  # why\n  " + strings.ReplaceAll(first, "\n", "\n  "), "version: 1 # one\napprovals:\n  # why\n  " + strings.ReplaceAll(first, "\n", "\n  ") + "\n" + indented},
	} {
		got, err := Approve("a.yml", []byte(tt.before), a)
		if err != nil || string(got) != tt.want {
			t.Errorf("%q became\n%s\nwant\n%s (%v)", tt.before, got, tt.want, err)
		}
	}
	for before, want := range map[string]string{
		"approvals: []\nversion: 1\n":           "does not end with a list of approvals",
		"version: 1\napprovals:\n" + entry:      "is approved already",
		"version: 2\n":                          `a.yml:1: version "2" is not known`,
		"approvals:\n" + first + "version: 1\n": "does not end with a list of approvals",
	} {
		if got, err := Approve("a.yml", []byte(before), a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %s, %v, want %s", before, got, err, want)
		}
	}
	a.Reason = " "
	if _, err := Approve("a.yml", nil, a); err == nil || err.Error() != "approve: an approval needs a reason" {
		t.Error(err)
	}
}

func TestApprovalsAreStrict(t *testing.T) {
	t.Parallel()
	const head = "version: 1\napprovals:\n"
	for _, tt := range []struct{ text, want string }{
		{head + "  - {event: e, fingerprint: 0123456789ab, shape: abcdef012345, reason: r}\n", ""},
		{"", ""},
		{"# nothing\n", ""},
		{"approvals: []\n", "a.yml:1: version is missing"},
		{head + "  - {event: e, finger: 0123456789ab}\n", `a.yml:3: unknown key "finger"`},
		{head + "  - {event: e, fingerprint: 0123, shape: abcdef012345, reason: r}\n", `a.yml:3: fingerprint "0123" is none of 12 hexadecimal digits`},
		{head + "  - {event: e, fingerprint: 0123456789ab, shape: x, reason: r}\n", `a.yml:3: shape "x" is none`},
		{head + "  - {event: e, fingerprint: 0123456789ab, shape: abcdef012345}\n", "a.yml:3: an approval needs a reason"},
		{head + "  - {fingerprint: 0123456789ab, shape: abcdef012345, reason: r}\n", "a.yml:3: an approval needs an event"},
		{head + "  - {event: e, fingerprint: 0123456789ab, shape: abcdef012345, reason: r, at: monday}\n", `a.yml:3: at "monday" is no date`},
		{head + "  - &a {event: e}\n  - *a\n", "a.yml:3:"},
		{"version: 1\nversion: 1\n", `a.yml:2: key "version" is given at line 1 already`},
		{"version: 1\napprovals: {}\n", "a.yml:2: approvals must be a list"},
		{"version: [\n", "a.yml:"},
		{"\xff", "a.yml:1: it is not encoded in UTF-8"},
	} {
		_, err := ParseApprovals("a.yml", []byte(tt.text))
		if (err == nil) != (tt.want == "") || err != nil && !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %s", tt.text, err, tt.want)
		}
	}
	twice := strings.Repeat("  - {event: e, fingerprint: 0123456789ab, shape: abcdef012345, reason: r}\n", 2)
	if _, err := ParseApprovals("a.yml", []byte(head+twice)); err == nil || !slices.Contains([]string{`a.yml:4: 0123456789ab of event "e" is approved already`}, err.Error()) {
		t.Error(err)
	}
}
