package config

import "testing"

const scoped = `
rules: {txpublish: warning}
paths:
  - match: legacy
    rules: {txpublish: off, txcall: on}
  - match: ["legacy/new", "**/*_gen.go"]
    rules: {txpublish: error}
topics:
  - match: metrics.*
    rules: {txpublish: off}
  - match: [metrics.money.*]
    rules: {txpublish: info}
`

func TestRuleTakesTheLastScopeThatMatches(t *testing.T) {
	t.Parallel()
	c, err := Parse("c.yml", []byte(scoped), rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		rule, file, topic string
		want              string // "off" or a severity, "" for the rule's own
	}{
		{"txpublish", "a.go", "", "warning"},
		{"txpublish", "a.go", "orders.v1", "warning"},
		{"txpublish", "legacy/a.go", "", "off"},
		{"txpublish", "legacy/new/a.go", "", "error"},
		{"txpublish", "a_gen.go", "", "error"},
		{"txpublish", "legacy/new/a.go", "metrics.cpu.load", "off"},
		{"txpublish", "legacy/a.go", "metrics.money.v1", "info"},
		{"txpublish", "a.go", "metrics.{}", "off"},
		{"txpublish", "a.go", "metrics", "warning"},
		{"txcall", "a.go", "", "off"}, // not on by default
		{"txcall", "legacy/a.go", "", ""},
		{"dualwrite", "legacy/a.go", "metrics.cpu", ""},
	} {
		r := c.Rule(tt.rule, tt.rule != "txcall", tt.file, tt.topic)
		got := string(r.Severity)
		if r.Off {
			got = "off"
		}
		if got != tt.want {
			t.Errorf("%s in %s of topic %q is %q, want %q", tt.rule, tt.file, tt.topic, got, tt.want)
		}
	}
	for name, want := range map[string]string{"rules.txpublish": "c.yml:2", "paths[0].rules.txcall": "c.yml:5", "topics[1].rules.txpublish": "c.yml:12", "topics[0]": "c.yml:9"} {
		if got := c.Origin(name); got != want {
			t.Errorf("origin of %s is %q, want %q", name, got, want)
		}
	}
	c.Given("rules.txpublish", "--rules")
	c.Given("show", "--show")
	for name, want := range map[string]string{"rules.txpublish": "c.yml:2, --rules", "show": "--show", "tests": ""} {
		if got := c.Origin(name); got != want {
			t.Errorf("with flags, origin of %s is %q, want %q", name, got, want)
		}
	}
}

func TestRunsKnowsRulesThatAreOnSomewhere(t *testing.T) {
	t.Parallel()
	c, err := Parse("c.yml", []byte(scoped+"disable: [dualwrite]\n"), rules)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Runs("txcall", false) || !c.Runs("txpublish", true) || c.Runs("dualwrite", true) || c.Runs("other", false) || !c.Runs("other", true) {
		t.Error("wrong rules run")
	}
	c.Only([]string{"dualwrite"}, rules)
	if !c.Runs("dualwrite", true) || c.Runs("txcall", false) || c.Runs("txpublish", true) {
		t.Error("other rules run than the one that was asked for")
	}
}

func TestMatchTopicTakesNoFolders(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		glob, topic string
		want        bool
	}{
		{"metrics.*", "metrics.cpu.load", true},
		{"metrics", "metrics", true},
		{"metrics", "metrics/cpu", false},
		{"sensors/**", "sensors/a/b", true},
		{"*", "", false},
		{"{orders,payments}.v1", "payments.v1", true},
	} {
		if got := MatchTopic(tt.glob, tt.topic); got != tt.want {
			t.Errorf("MatchTopic(%q, %q) = %v, want %v", tt.glob, tt.topic, got, tt.want)
		}
	}
}
