package catalog

import (
	"strings"
	"testing"

	"github.com/buslint/buslint/finding"
)

var registered = DeclaredTopic{Name: "t", Bus: "kafka", Owner: "@acme/a", Messages: []DeclaredMessage{{Payload: "shop/a.P"}}, Consumers: []Consumer{{Service: "billing", Group: "b"}}}

func TestRegister(t *testing.T) {
	t.Parallel()
	const start = "version: 1\ntopics:\n"
	const whole = "- name: t\n  bus: kafka\n  owner: \"@acme/a\"\n  messages:\n    - {type: shop/a.P}\n  consumers:\n    - {service: billing, group: b}\n"
	indented := "  " + strings.ReplaceAll(strings.TrimSuffix(whole, "\n"), "\n", "\n  ") + "\n"
	for _, c := range []struct{ name, before, after string }{
		{"new file", "", start + indented},
		{"no topics", "version: 1 # one\n", "version: 1 # one\ntopics:\n" + indented},
		{"another topic", start + "- name: a # x\n\n# end\n", start + "- name: a # x\n" + whole + "\n# end\n"},
		{"empty list", "version: 1\ntopics: []\n", "version: 1\ntopics: [{name: t, bus: kafka, owner: \"@acme/a\", messages: [{type: shop/a.P}], consumers: [{service: billing, group: b}]}]\n"},
		{"the topic has nothing", start + "- name: t\n  owner: me\n- name: u\n", start + "- name: t\n  owner: me\n  messages:\n    - {type: shop/a.P}\n  consumers:\n    - {service: billing, group: b}\n- name: u\n"},
		{"the topic has others", start + "- name: t\n  consumers:\n  - service: x\n    external: true # yes\n  messages: [{type: q}]\n",
			start + "- name: t\n  consumers:\n  - service: x\n    external: true # yes\n  - {service: billing, group: b}\n  messages: [{type: q}, {type: shop/a.P}]\n"},
		{"other line ends", "version: 1\r\ntopics:\r\n- name: t\r\n", "version: 1\r\ntopics:\r\n- name: t\r\n  messages:\r\n    - {type: shop/a.P}\r\n  consumers:\r\n    - {service: billing, group: b}\r\n"},
		{"a mark of the byte order", "\ufeffversion: 1\n", "\ufeffversion: 1\ntopics:\n" + indented},
	} {
		f, err := ReadEvents("events.yml", []byte(c.before))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		edits, out, err := f.Register(registered)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if string(out) != c.after {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, out, c.after)
		}
		if again, err := finding.Rewrite([]byte(c.before), edits); err != nil || string(again) != c.after {
			t.Errorf("%s: edits make, %v:\n%s", c.name, err, again)
		}
	}
}

func TestEditsOfSeveralTopicsGoTogether(t *testing.T) {
	t.Parallel()
	f, err := ReadEvents("events.yml", []byte("version: 1\ntopics:\n- name: a\n"))
	if err != nil {
		t.Fatal(err)
	}
	var edits []finding.Edit
	for _, name := range []string{"b", "c"} {
		more, _, err := f.Register(DeclaredTopic{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		edits = append(edits, append(more, more...)...) // of two findings
	}
	out, err := finding.Rewrite(f.Text, edits)
	if want := "version: 1\ntopics:\n- name: a\n- {name: b}\n- {name: c}\n"; err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestDeprecate(t *testing.T) {
	t.Parallel()
	const before = "version: 1\ntopics:\n- name: t\n  messages:\n  - event: P\n    versions:\n    - {v: 1, type: a.P} # old\n    - v: 2\n- name: u\n  deprecated: {}\n"
	dep := Deprecation{Since: "2026-11-22", Sunset: "2027-03-01", Replacement: "P@2"}
	const written = "deprecated: {since: 2026-11-22, sunset: 2027-03-01, replacement: \"P@2\"}"
	for _, c := range []struct {
		topic string
		v     int
		after string
		err   string
	}{
		{"t", 0, strings.Replace(before, "- v: 2\n", "- v: 2\n  "+written+"\n", 1), ""},
		{"t", 1, strings.Replace(before, "type: a.P}", "type: a.P, "+written+"}", 1), ""},
		{"t", 2, strings.Replace(before, "- v: 2\n", "- v: 2\n      "+written+"\n", 1), ""},
		{"t", 3, "", `events.yml:3: topic "t" has no version 3, but [1 2]`},
		{"u", 1, "", `events.yml:9: topic "u" has no versions; write its messages as: {event: NAME, versions: [{v: 1, type: TYPE}]}`},
		{"u", 0, "", "events.yml:10: it is deprecated already; edit it there"},
		{"v", 0, "", `events.yml: topic "v" is not declared`},
	} {
		f, err := ReadEvents("events.yml", []byte(before))
		if err != nil {
			t.Fatal(err)
		}
		out, err := f.Deprecate(c.topic, c.v, dep)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%s@%d: %v, want %s", c.topic, c.v, err, c.err)
			}
			continue
		}
		if err != nil || string(out) != c.after {
			t.Errorf("%s@%d: %v\n%s\nwant\n%s", c.topic, c.v, err, out, c.after)
		}
	}
}

func TestFileNamesPlaces(t *testing.T) {
	t.Parallel()
	f, err := ReadEvents("events.yml", []byte("version: 1\ntopics:\n- name: ü\n  owner: \"me\" # x\n  consumers:\n  - {service: b, group: c}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path []any
		want string
	}{
		{[]any{"topics", 0, "name"}, "3:9-3:11"},
		{[]any{"topics", 0, "owner"}, "4:10-4:14"},
		{[]any{"topics", 0, "consumers", 0, "group"}, "6:25-6:26"},
		{[]any{"topics", 0, "lifecycle"}, "3:9-3:11"},
		{[]any{"topics", 7}, "3:9-3:11"},
		{[]any{"services"}, "1:10-1:11"},
	} {
		from, to := f.At(c.path...)
		if got := strings.TrimPrefix(from.String(), "events.yml:") + "-" + strings.TrimPrefix(to.String(), "events.yml:"); got != c.want {
			t.Errorf("%v: %s, want %s", c.path, got, c.want)
		}
	}
	if from, _ := (&File{Name: "events.yml"}).At("topics"); from.Line != 1 {
		t.Errorf("empty file: %s", from)
	}
}

func TestIsEvents(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": true, "# x": true, "version: 1": true, "topics: []": true, "services: {}\nversion: 1": true, "- a": false, "version: 3\nnetworks: {}": false, "events: []": false, "a: [": true,
	} {
		if IsEvents([]byte(text)) != want {
			t.Errorf("IsEvents(%q) = %v", text, !want)
		}
	}
}

// FuzzRegister registers in any file: what is written is read again, and nothing that stood there is lost.
func FuzzRegister(f *testing.F) {
	f.Add(declaredAll)
	f.Add("version: 1\ntopics: [\n  {name: a}, # x\n]\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := ReadEvents("events.yml", []byte(text))
		if err != nil {
			return
		}
		file.At("topics", 0, "messages", 0, "versions", 0, "deprecated", "sunset")
		edits, out, err := file.Register(registered)
		if err != nil {
			return
		}
		if len(out) < len(text) {
			t.Errorf("%q became %q", text, out)
		}
		if again, err := finding.Rewrite([]byte(text), edits); err != nil || string(again) != string(out) {
			t.Errorf("edits of %q make %q, not %q: %v", text, again, out, err)
		}
	})
}
