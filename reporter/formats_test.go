package reporter

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/buslint/buslint/finding"
)

// hostile is a report in which all that comes from the program that was looked at tries to be something else.
func hostile() Report {
	const evil = "a\x1b[31m\n::error::forged\r\n##[add-mask]x\u202e\xff % , : ]]> <b a=\"1\"> & ' [x](https://evil.example) `c` @all | {0} $(id)"
	at := finding.Position{File: "dir\n::set-env name=A::,%3A<\"&'>/a\x00b.go", Line: 3, Column: 2}
	end := at
	end.Column = 9
	return Report{
		Findings: []finding.Finding{{
			Rule: "r", Severity: finding.Warning, Text: evil, Symbol: evil, Position: at, End: end, Fingerprint: "0123456789abcdef", Topic: evil,
			Path:  []finding.Frame{{Func: evil, Note: evil, Position: at}},
			Fixes: []finding.Fix{{Text: evil, Edits: []finding.Edit{{Position: at, End: end, New: "\n::error::x]]>"}}}},
		}},
		Problems: []string{evil},
		Line:     func(finding.Position) string { return "\t" + evil },
		Rules:    []Rule{{Name: "r", Severity: finding.Warning, Summary: "Finds r", Doc: "Finds r."}},
	}
}

func reports() map[string]Report {
	return map[string]Report{"full": report(), "hostile": hostile(), "empty": {}}
}

// schema compiles a schema of testdata/schema. With closed, objects may have no properties that it does not name.
func schema(t *testing.T, name string, closed bool) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "schema", name))
	if err != nil {
		t.Fatal(err)
	}
	if closed {
		data = bytes.ReplaceAll(data, []byte(`"additionalProperties": true`), []byte(`"additionalProperties": false`))
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(name)
}

func TestJSONFormatsFollowTheirSchemas(t *testing.T) {
	t.Parallel()
	for format, s := range map[string]*jsonschema.Schema{"sarif": schema(t, "sarif-2.1.0.json", false), "rdjson": schema(t, "rdjson.json", true)} {
		for name, r := range reports() {
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(written(t, format, r)))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s, %s: %v", format, name, err)
			}
		}
	}
}

func TestSchemasRejectWhatIsWrong(t *testing.T) {
	t.Parallel()
	for format, wrong := range map[string]string{
		"sarif":  `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"message":{"text":"t"},"level":"info"}]}]}`,
		"rdjson": `{"diagnostics":[{"mesage":"x"}]}`,
	} {
		s := map[string]*jsonschema.Schema{"sarif": schema(t, "sarif-2.1.0.json", false), "rdjson": schema(t, "rdjson.json", true)}[format]
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("%s: %s is valid", format, wrong)
		}
	}
}

// TestXMLFormatsAreReadBack decodes each document, and encodes what was read: nothing may be lost, so every element and attribute is known.
func TestXMLFormatsAreReadBack(t *testing.T) {
	t.Parallel()
	for format, into := range map[string]any{"checkstyle": checkstyle{}, "junit": junit{}} {
		for name, r := range reports() {
			out := written(t, format, r)
			d := xml.NewDecoder(bytes.NewReader(out))
			doc := reflect.New(reflect.TypeOf(into))
			if err := d.Decode(doc.Interface()); err != nil {
				t.Fatalf("%s, %s: %v\n%s", format, name, err, out)
			}
			if _, err := d.Token(); !errors.Is(err, io.EOF) && err != nil {
				t.Errorf("%s, %s: something follows the document: %v", format, name, err)
			}
			var again bytes.Buffer
			if err := writeXML(&again, doc.Interface()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(out), again.String()); diff != "" {
				t.Errorf("%s, %s: %s", format, name, diff)
			}
		}
	}
}

func TestJUnitCountsItsTests(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][3]int{"full": {5, 4, 1}, "hostile": {2, 1, 1}, "empty": {1, 0, 0}} {
		var doc junit
		if err := xml.Unmarshal(written(t, "junit", reports()[name]), &doc); err != nil {
			t.Fatal(err)
		}
		s := doc.Suites[0]
		if got := [3]int{s.Tests, s.Failures, s.Errors}; got != want || len(s.Cases) != want[0] {
			t.Errorf("%s: %v tests, failures and errors in %d cases, want %v", name, got, len(s.Cases), want)
		}
	}
}

// TestHostileTextCommandsNothing looks at what a terminal or a log sees: no control characters, and no line that begins as a command but ours.
func TestHostileTextCommandsNothing(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		out := string(written(t, f.Name, hostile()))
		if i := strings.IndexFunc(out, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); i >= 0 {
			t.Errorf("%s: control character %q in %q", f.Name, out[i], out[max(i-20, 0):i+1])
		}
		for line := range strings.Lines(out) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") && f.Name != "github" {
				t.Errorf("%s: a command: %s", f.Name, line)
			}
		}
	}
	lines := strings.Split(strings.TrimSpace(string(written(t, "github", hostile()))), "\n")
	if len(lines) != 2 {
		t.Errorf("%d commands, want one for the problem and one for the finding: %q", len(lines), lines)
	}
	for i, want := range []string{"::error title=buslint::could not be analysed: a\\x1b", "::warning file=dir\\n%3A%3Aset-env name=A%3A%3A%2C%253A<\"&'>/a\\x00b.go,line=3,col=2,endLine=3,endColumn=9,title=buslint r::a\\x1b"} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("command %q, want %q...", lines[i], want)
		}
	}
}

func TestMarkdownIsPlainText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"event is published before the commit, so a rollback leaves it sent": "event is published before the commit, so a rollback leaves it sent",
		`topic "orders.v1" has no key`:                                       `topic "orders.v1" has no key`,
		"publishes with Events.Publish → Kafka.Publish":                      "publishes with Events.Publish → Kafka.Publish",
		"@team <img>":                   "`@team <img>`",
		"a `b` c":                       "``a `b` c``",
		"`":                             "`` ` ``",
		"see https://evil.example":      "`see https://evil.example`",
		"www.evil.example":              "`www.evil.example`",
		"- item":                        "`- item`",
		"two\nlines":                    "`two\\nlines`",
		"[x](y) ![z](y) #1 a_b *c* ~d~": "`[x](y) ![z](y) #1 a_b *c* ~d~`",
	} {
		if got := markdown(in); got != want {
			t.Errorf("markdown(%q) is %s, want %s", in, got, want)
		}
	}
}

func TestGitHubPrintsTheWorstFirst(t *testing.T) {
	t.Parallel()
	r := report()
	slices.Reverse(r.Findings)
	var got []string
	for line := range strings.Lines(string(written(t, "github", r))) {
		level, _, _ := strings.Cut(strings.TrimPrefix(line, "::"), " ")
		got = append(got, level)
	}
	if diff := cmp.Diff([]string{"error", "error", "warning", "notice", "notice"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSARIFKeepsTheWorstOfTooMany(t *testing.T) {
	t.Parallel()
	var r Report
	for i := range mostResults + 3 {
		f := finding.Finding{Rule: "r", Severity: finding.Warning, Text: "t", Position: finding.Position{File: "a.go", Line: i + 1}}
		if i == mostResults+1 {
			f.Severity = finding.Error
		}
		r.Findings = append(r.Findings, f)
	}
	var log sarifLog
	if err := json.Unmarshal(written(t, "sarif", r), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if n := len(results); n != mostResults || results[n-1].Level != "error" || results[n-2].Locations[0].Physical.Region.Line != mostResults-1 {
		t.Errorf("%d results, the last ones are %+v", n, results[n-2:])
	}
	want := []sarifNotification{{"warning", sarifText{"findings left out, as there are more than 5000: 3"}}}
	if diff := cmp.Diff(want, log.Runs[0].Invocations[0].Notifications); diff != "" {
		t.Error(diff)
	}
}

func TestColumnsOfSARIFCountUTF16(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		line         string
		column, want int
	}{
		{"abc", 1, 1}, {"abc", 4, 4}, {"aéb", 4, 3}, {"a世b", 5, 3}, {"a𐐀b", 6, 4}, {"\xffb", 2, 2}, {"ab", 0, 1}, {"ab", 99, 3},
	} {
		if got := utf16Column(tt.line, tt.column); got != tt.want {
			t.Errorf("column %d of %q is %d, want %d", tt.column, tt.line, got, tt.want)
		}
	}
}

func TestFilesAreNamedRelativeToTheRepository(t *testing.T) {
	t.Parallel()
	r := report()
	r.File = func(p finding.Position) string {
		if p.Module != "" {
			return "libs/" + p.File
		}
		return "services/shop/" + p.File
	}
	for _, format := range []string{"sarif", "github", "rdjson", "checkstyle", "junit"} {
		out := string(written(t, format, r))
		if !strings.Contains(out, "services/shop/orders/service.go") || !strings.Contains(out, "libs/gone.go") || strings.Contains(out, "example.com/bus/gone.go") {
			t.Errorf("%s names other files: %s", format, out)
		}
	}
}

func TestOutputIsTheSameOnEveryRun(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		first := written(t, f.Name, report())
		for range 5 {
			if again := written(t, f.Name, report()); !bytes.Equal(first, again) {
				t.Fatalf("%s differs: %s", f.Name, cmp.Diff(string(first), string(again)))
			}
		}
	}
}
