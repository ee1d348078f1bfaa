package filter

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
)

var testRules = []rule.Rule{
	{Name: "dualwrite", Severity: finding.Warning, Default: true},
	{Name: "txcall", Severity: finding.Warning},
	{Name: "txpublish", Severity: finding.Error, Default: true},
	{Name: "txretry", Severity: finding.Error, Instead: []string{"txpublish"}},
}

func at(file string, line int) finding.Position {
	return finding.Position{File: file, Line: line, Column: 2}
}

func found(name string, severity finding.Severity, file string, line int) finding.Finding {
	return finding.Finding{Rule: name, Severity: severity, Text: "text", Position: at(file, line)}
}

// told runs the filters and returns what is left, one line each.
func told(r Input, c *config.Config) []string {
	var out []string
	for _, f := range Apply(r, testRules, c, func(finding.Position) string { return "" }) {
		out = append(out, f.Position.String()+" "+string(f.Severity)+" "+f.Rule+": "+f.Text)
	}
	return out
}

func TestFilterSortsAndGivesFingerprints(t *testing.T) {
	t.Parallel()
	r := Input{Findings: []finding.Finding{found("txpublish", finding.Error, "b.go", 1), found("txpublish", finding.Error, "a.go", 9)}}
	got := Apply(r, testRules, config.Default(), func(finding.Position) string { return "line" })
	if got[0].Position.File != "a.go" {
		t.Error("findings are not sorted")
	}
	if slices.ContainsFunc(got, func(f finding.Finding) bool { return len(f.Fingerprint) != 16 }) || got[0].Fingerprint == got[1].Fingerprint {
		t.Errorf("fingerprints %q and %q are not two of 16 digits", got[0].Fingerprint, got[1].Fingerprint)
	}
	if r.Findings[0].Position.File != "b.go" || r.Findings[0].Fingerprint != "" {
		t.Error("the result was changed")
	}
}

func TestConfiguredSeverityLeavesInformation(t *testing.T) {
	t.Parallel()
	r := Input{Findings: []finding.Finding{found("dualwrite", finding.Warning, "a.go", 1), found("dualwrite", finding.Info, "a.go", 2), found("txpublish", finding.Error, "a.go", 3)}}
	c := config.Default()
	c.Rules["dualwrite"] = config.Rule{Severity: finding.Error}
	want := []string{"a.go:1:2 error dualwrite: text", "a.go:2:2 info dualwrite: text", "a.go:3:2 error txpublish: text"}
	if diff := cmp.Diff(want, told(r, c)); diff != "" {
		t.Error(diff)
	}
}

func TestBetterRuleSpeaksInstead(t *testing.T) {
	t.Parallel()
	r := Input{Findings: []finding.Finding{found("txpublish", finding.Error, "a.go", 1), found("txretry", finding.Error, "a.go", 1), found("txpublish", finding.Error, "a.go", 2)}}
	c := config.Default()
	if diff := cmp.Diff([]string{"a.go:1:2 error txpublish: text", "a.go:2:2 error txpublish: text"}, told(r, c)); diff != "" {
		t.Errorf("txretry is off: %s", diff)
	}
	c.Rules["txretry"] = config.Rule{}
	if diff := cmp.Diff([]string{"a.go:1:2 error txretry: text", "a.go:2:2 error txpublish: text"}, told(r, c)); diff != "" {
		t.Errorf("txretry is on: %s", diff)
	}
}

func TestExcludedAndGeneratedFilesAreSilent(t *testing.T) {
	t.Parallel()
	other := found("txpublish", finding.Error, "gen.go", 1)
	other.Position.Module = "example.com/other"
	r := Input{
		Findings: []finding.Finding{
			found("txpublish", finding.Error, "gen.go", 1), other,
			found("txpublish", finding.Error, "internal/legacy/old.go", 1), found("txpublish", finding.Error, "internal/legacyish/new.go", 1),
			found("txpublish", finding.Error, "svc/bus_mock.go", 1), found("txpublish", finding.Error, "svc/bus.go", 1),
		},
		Directives: []Directive{{File: "internal/legacy/old.go", Line: 7, Rules: []string{"txpublish"}, Reason: "not needed"}},
		Generated:  map[File]bool{{Name: "gen.go"}: true},
	}
	c := config.Default()
	c.Exclude = []string{"internal/legacy", "**/*_mock.go"}
	want := []string{"example.com/other/gen.go:1:2 error txpublish: text", "internal/legacyish/new.go:1:2 error txpublish: text", "svc/bus.go:1:2 error txpublish: text"}
	if diff := cmp.Diff(want, told(r, c)); diff != "" {
		t.Error(diff)
	}
}

func TestSelectedFollowsConfiguration(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		rules map[string]config.Rule
		want  []string
	}{
		{"defaults", nil, []string{"dualwrite", "txpublish"}},
		{"switched on", map[string]config.Rule{"txcall": {}}, []string{"dualwrite", "txcall", "txpublish"}},
		{"given a severity", map[string]config.Rule{"txcall": {Severity: finding.Info}}, []string{"dualwrite", "txcall", "txpublish"}},
		{"switched off", map[string]config.Rule{"dualwrite": {Off: true}, "txcall": {Off: true}}, []string{"txpublish"}},
	} {
		var got []string
		for _, r := range Selected(testRules, &config.Config{Rules: tt.rules}) {
			got = append(got, r.Name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestIgnoreComments(t *testing.T) {
	t.Parallel()
	directive := func(line int, reason string, rules ...string) Directive {
		return Directive{Package: "p", File: "a.go", Line: line, Column: 2, Rules: rules, Reason: reason}
	}
	f := found("txpublish", finding.Error, "a.go", 10)
	const kept = "a.go:10:2 error txpublish: text"
	for _, tt := range []struct {
		name string
		d    Directive
		want []string
	}{
		{"same line", directive(10, "why", "txpublish"), nil},
		{"line above", directive(9, "why", "txpublish"), nil},
		{"one of several", directive(9, "why", "dualwrite", "txpublish"), nil},
		{"two lines above", directive(8, "why", "txpublish"), []string{"a.go:8:2 warning ignore: ignore is not needed: txpublish finds nothing here", kept}},
		{"line below", directive(11, "why", "txpublish"), []string{kept, "a.go:11:2 warning ignore: ignore is not needed: txpublish finds nothing here"}},
		{"other rule", directive(10, "why", "dualwrite"), []string{"a.go:10:2 warning ignore: ignore is not needed: dualwrite finds nothing here", kept}},
		{"no reason", directive(10, "", "txpublish"), []string{"a.go:10:2 warning ignore: ignore gives no reason: write //buslint:ignore txpublish reason", kept}},
		{"no rule", directive(10, ""), []string{"a.go:10:2 warning ignore: ignore names no rule: write //buslint:ignore rule reason", kept}},
		{"unknown rule", directive(10, "why", "txpublsh"), []string{`a.go:10:2 warning ignore: ignore names unknown rule "txpublsh", did you mean "txpublish"?`, kept}},
		{"unknown rule far from all", directive(10, "why", "x"), []string{"a.go:10:2 warning ignore: ignore names unknown rule \"x\"; `buslint rules` lists them", kept}},
		{"rule that is off", directive(3, "why", "txcall"), []string{kept}},
	} {
		r := Input{Findings: []finding.Finding{f}, Directives: []Directive{tt.d}}
		if diff := cmp.Diff(tt.want, told(r, config.Default())); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestIgnoreCommentCountsInItsModule(t *testing.T) {
	t.Parallel()
	r := Input{Findings: []finding.Finding{found("txpublish", finding.Error, "a.go", 10)}, Directives: []Directive{{Module: "example.com/other", File: "a.go", Line: 10, Column: 2, Rules: []string{"txpublish"}, Reason: "why"}}}
	want := []string{"a.go:10:2 error txpublish: text", "example.com/other/a.go:10:2 warning ignore: ignore is not needed: txpublish finds nothing here"}
	if diff := cmp.Diff(want, told(r, config.Default())); diff != "" {
		t.Error(diff)
	}
}
