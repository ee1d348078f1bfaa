package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
)

var rules = []string{"dualwrite", "txcall", "txpublish"}

func TestParseReadsEveryKey(t *testing.T) {
	t.Parallel()
	c, err := Parse("c.yml", []byte(`
rules:
  txpublish: warning
enable: [txcall]
disable:
  - dualwrite
exclude: ["internal/legacy", "**/*_mock.go"]
analyze: ["github.com/acme/*"]
models:
  - library: ours
show: info
fail-on: never
tests: true
tags: [integration]
`), rules)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Models.Content) != 1 {
		t.Errorf("Models has %d elements, want 1", len(c.Models.Content))
	}
	if got, want := c.Origin("rules.txpublish"), "c.yml:3"; got != want {
		t.Errorf("Origin(rules.txpublish) = %q, want %q", got, want)
	}
	if got, want := c.Origin("rules.dualwrite"), "c.yml:6"; got != want {
		t.Errorf("Origin(rules.dualwrite) = %q, want %q", got, want)
	}
	c.Models, c.lines, c.flags = nil, nil, nil
	want := &Config{
		File:    "c.yml",
		Rules:   map[string]Rule{"txpublish": {Severity: finding.Warning}, "txcall": {}, "dualwrite": {Off: true}},
		Exclude: []string{"internal/legacy", "**/*_mock.go"},
		Analyze: []string{"github.com/acme/*"},
		Show:    finding.Info,
		Tests:   true,
		Tags:    []string{"integration"},
	}
	if diff := cmp.Diff(want, c, cmp.AllowUnexported(Config{})); diff != "" {
		t.Error(diff)
	}
}

func TestParseReadsStatesOfRules(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Rule{
		"rules: {txcall: on}":               {},
		"rules: {txcall: true}":             {},
		"rules: {txcall: off}":              {Off: true},
		"rules: {txcall: false}":            {Off: true},
		"rules: {txcall: error}":            {Severity: finding.Error},
		"rules: {txcall: {severity: info}}": {Severity: finding.Info},
		"rules: {txcall: {}}":               {},
		"rules: {txcall: {severity: off}}":  {Off: true},
	} {
		c, err := Parse("c.yml", []byte(text), rules)
		if err != nil {
			t.Errorf("Parse(%s): %v", text, err)
			continue
		}
		if got := c.Rules["txcall"]; got != want {
			t.Errorf("Parse(%s).Rules[txcall] = %+v, want %+v", text, got, want)
		}
	}
}

func TestParseTakesEmptyForDefaults(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "# nothing\n", "---\n", "rules:\nexclude:\n", "{}"} {
		c, err := Parse("c.yml", []byte(text), rules)
		if err != nil {
			t.Errorf("Parse(%q): %v", text, err)
			continue
		}
		if c.Show != finding.Warning || c.FailOn != finding.Warning || len(c.Rules) > 0 || c.Exclude != nil {
			t.Errorf("Parse(%q) = %+v, want the defaults", text, c)
		}
	}
}

func TestParseNamesPlaceAndRepairOfMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"unknown key", "show: info\nexclud: []\n", `c.yml:2: unknown key "exclud", did you mean "exclude"?`},
		{"key far from all", "zzzzzzzz: 1\n", `c.yml:1: unknown key "zzzzzzzz"; known are analyze, disable, enable, exclude, fail-on, inferred, models, names, paths, rules, show, tags, tests, topics`},
		{"key twice", "show: info\nshow: error\n", `c.yml:2: key "show" is given at line 1 already`},
		{"unknown rule", "rules:\n  txpublsh: off\n", `c.yml:2: unknown rule "txpublsh", did you mean "txpublish"?`},
		{"unknown rule in list", "enable:\n  - txcall\n  - dualwrit\n", `c.yml:3: unknown rule "dualwrit", did you mean "dualwrite"?`},
		{"rule twice", "enable: [txcall]\ndisable: [txcall]\n", `c.yml:2: rule "txcall" is configured at line 1 already`},
		{"key of a rule", "rules:\n  txcall: {sevrity: info}\n", `c.yml:2: unknown key "sevrity", did you mean "severity"?`},
		{"severity of a rule", "rules:\n  txcall: fatal\n", `c.yml:2: "fatal" is none of error, warning, info, on, off`},
		{"severity is a list", "show: [info]\n", `c.yml:1: a list is none of error, warning, info`},
		{"severity is missing", "show:\n", `c.yml:1: nothing is none of error, warning, info`},
		{"threshold", "fail-on: allways\n", `c.yml:1: "allways" is none of error, warning, info, never`},
		{"text for list", "exclude: a.go\n", `c.yml:1: exclude must be a list of file names, not "a.go"`},
		{"number in list", "tags: [1]\n", `c.yml:1: tags must be a list of build tags, not "1"`},
		{"expression", "names: {topics: 'a('}\n", "c.yml:1: topics is no regular expression: error parsing regexp: missing closing ): `a(`"},
		{"key of names", "names: {topic: a}\n", `c.yml:1: unknown key "topic", did you mean "topics"?`},
		{"list of expressions", "names: {events: [a]}\n", `c.yml:1: events must be a regular expression, not a list`},
		{"text for bool", "tests: yes please\n", `c.yml:1: tests must be true or false, not "yes please"`},
		{"list for mapping", "rules: [txcall]\n", `c.yml:1: rules must be a mapping of names to values, not a list`},
		{"text for file", "hello\n", `c.yml:1: the configuration must be a mapping of names to values, not "hello"`},
		{"glob", "exclude: ['a[']\n", `c.yml:1: exclude: "a[" is no glob such as "internal/**/*.go"`},
		{"two documents", "show: info\n---\nshow: error\n", `c.yml:2: a second YAML document: only one is read`},
		{"key of a scope", "paths:\n  - match: a\n    rule: {txcall: off}\n", "c.yml:3: unknown key \"rule\", did you mean \"rules\"?\nc.yml:2: paths: an element needs match and rules"},
		{"rule of a scope", "topics:\n  - {match: a, rules: {txcal: off}}\n", "c.yml:2: unknown rule \"txcal\", did you mean \"txcall\"?\nc.yml:2: topics: an element needs match and rules"},
		{"scope without globs", "paths: [{rules: {txcall: off}}]\n", `c.yml:1: paths: an element needs match and rules`},
		{"glob of a scope", "paths: [{match: 'a[', rules: {txcall: off}}]\n", `c.yml:1: match: "a[" is no glob such as "internal/**/*.go"`},
		{"scopes are a mapping", "paths: {a: {txcall: off}}\n", `c.yml:1: paths must be a list of mappings with match and rules, not a mapping`},
		{"scope is a text", "topics: [a]\n", `c.yml:1: topics must be a mapping of names to values, not "a"`},
		{"syntax", "show: info\nrules: {\n", `c.yml:2: did not find expected node content`},
		{"several", "test: 1\nshow: b\n", "c.yml:1: unknown key \"test\", did you mean \"tests\"?\nc.yml:2: \"b\" is none of error, warning, info"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse("c.yml", []byte(tt.text), rules)
			if err == nil {
				t.Fatalf("Parse(%q) has no error, want %s", tt.text, tt.want)
			}
			if err.Error() != tt.want {
				t.Errorf("Parse(%q):\n%s\nwant\n%s", tt.text, err, tt.want)
			}
		})
	}
}

func TestFindLooksUpToTheRepositoryRoot(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	deep := filepath.Join(top, "repo", "svc", "orders")
	for _, dir := range []string{deep, filepath.Join(top, "repo", ".git")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write := func(dir, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, Name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	show := func() finding.Severity {
		t.Helper()
		c, err := Find(deep, rules)
		if err != nil {
			t.Fatal(err)
		}
		return c.Show
	}
	write(top, "show: error\n")
	if got := show(); got != finding.Warning {
		t.Errorf("outside of the repository: show = %s, want the default", got)
	}
	write(filepath.Join(top, "repo"), "show: info\n")
	if got := show(); got != finding.Info {
		t.Errorf("at the root: show = %s, want info", got)
	}
	write(filepath.Join(top, "repo", "svc"), "show: error\n")
	if got := show(); got != finding.Error {
		t.Errorf("nearest wins: show = %s, want error", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("rules: {txcall: off}\nexclude: ['**']\n")
	f.Add("a: &a [*a]\nmodels: *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse("c.yml", []byte(text), rules)
		if (c == nil) == (err == nil) {
			t.Errorf("Parse(%q) = %v, %v", text, c, err)
		}
	})
}
