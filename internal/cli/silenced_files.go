package cli

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/payload"
)

// settingFile is a file that says what is told or asked.
type settingFile struct {
	before, now string // path in the repository then and now, "" where there is none
	read        func(data []byte) []settingLine
}

// settingLine is a line of such a file.
type settingLine struct {
	kind       checklist.SilenceKind
	line       int
	text, same string // what it says, and what tells it apart from others
	key        string // what it is about: another line about it takes its place; "" if nothing can
	adds, goes bool   // it silences something where it is added, or where it is taken away
	changes    string // it silences nothing where it is added unless something was said about this before
	within     string // ... nor where it is taken away, unless something is still said about this
}

// newSettings lists the lines that silence something by being there.
func newSettings(is, was []settingLine) []settingLine {
	there, about := counted(was)
	var out []settingLine
	for _, l := range is {
		if there[l.same]--; there[l.same] < 0 && l.adds && (l.changes == "" || about[l.changes]) {
			out = append(out, l)
		}
	}
	return out
}

// goneSettings lists the lines that silence something by being gone, and for which none was added instead.
func goneSettings(was, is, added []settingLine) []settingLine {
	there, about := counted(is)
	_, instead := counted(added)
	var out []settingLine
	for _, l := range was {
		if there[l.same]--; there[l.same] < 0 && l.goes && !instead[l.key] && (l.within == "" || about[l.within]) {
			out = append(out, l)
		}
	}
	return out
}

// counted counts equal lines, and lists what lines are about.
func counted(lines []settingLine) (same map[string]int, about map[string]bool) {
	same, about = map[string]int{}, map[string]bool{}
	for _, l := range lines {
		same[l.same]++
		about[l.key] = about[l.key] || l.key != ""
	}
	return same, about
}

// configuring lists the files that say what is told or asked of a module. Of those that may lie above it the first one counts, so one that is added hides another.
func configuring(root string, before, now reading) ([]settingFile, error) {
	in := func(name string, read func([]byte) []settingLine) settingFile {
		return settingFile{path.Join(root, name), path.Join(root, name), read}
	}
	questions, err := above(root, checklist.File, before, now)
	if err != nil {
		return nil, err
	}
	rules, err := above(root, config.Name, before, now)
	if err != nil {
		return nil, err
	}
	inferred := settingFile{read: modelled}
	if inferred.before, err = inferredBy(rules.before, before); err != nil {
		return nil, err
	}
	if inferred.now, err = inferredBy(rules.now, now); err != nil {
		return nil, err
	}
	return []settingFile{in(baseline.File, baselined), in(payload.ApprovalsFile, approved), in(catalog.EventsFile, declares), questions, rules, inferred}, nil
}

// above finds the file of a name that counts for a folder: in it, or else above it.
func above(root, name string, before, now reading) (settingFile, error) {
	first := func(read reading) (string, error) {
		for dir := root; ; dir = path.Dir(dir) {
			file := path.Join(dir, name)
			if data, err := read(file); err != nil || data != nil {
				return file, err
			}
			if dir == "." {
				return "", nil
			}
		}
	}
	out := settingFile{read: settings}
	var err error
	if out.before, err = first(before); err != nil {
		return out, err
	}
	out.now, err = first(now)
	return out, err
}

// lines reads the file as it is in a revision.
func (f settingFile) lines(name string, read reading) ([]settingLine, error) {
	if name == "" {
		return nil, nil
	}
	data, err := read(name)
	if err != nil {
		return nil, fmt.Errorf("compare settings: %w", err)
	}
	return f.read(data), nil
}

// documents reads the YAML documents of a file as far as they can be read.
func documents(data []byte) []*yaml.Node {
	var out []*yaml.Node
	for d := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var doc yaml.Node
		if err := d.Decode(&doc); err != nil {
			return out // at its end, or at a mistake that is told when it is read in earnest
		}
		out = append(out, doc.Content...)
	}
}

// pairs calls f for each pair of a mapping, and for nothing else.
func pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f(n.Content[i], n.Content[i+1])
	}
}

// settings lists what a .buslint.yml or a checklist says: the elements of its lists, the pairs of its mappings, its values, and the parts of its models.
func settings(data []byte) []settingLine {
	var out []settingLine
	for _, doc := range documents(data) {
		pairs(doc, func(key, value *yaml.Node) {
			name := inline(key)
			add := func(line int, about, text string, adds, goes bool) {
				out = append(out, settingLine{kind: checklist.Configured, line: line, text: text, same: text, key: about, adds: adds, goes: goes})
			}
			switch {
			case name == "version":
			case name == "models" && value.Kind == yaml.SequenceNode:
				for _, library := range value.Content {
					out = append(out, describing(library)...)
				}
			case name == "extends":
				out = append(out, settingLine{kind: checklist.Configured, line: key.Line, text: "extends: " + inline(value), same: name, key: name, adds: true}) // without it, all packs are asked
				for _, pack := range value.Content {
					out = append(out, settingLine{kind: checklist.Configured, line: pack.Line, text: "extends: " + inline(pack), same: "pack " + inline(pack), goes: true, within: name})
				}
			case name == "questions":
				for _, item := range value.Content {
					about, off := questionKey(valueOf(item, "id")), valueOf(item, "off") == "true"
					add(item.Line, about, "questions: "+inline(item), true, !off)
					out[len(out)-1].changes = about // one more question silences nothing
				}
			case value.Kind == yaml.SequenceNode:
				for _, item := range value.Content { // nothing is silenced by more rules, nor by fewer exceptions
					add(item.Line, "", name+": "+inline(item), name != "enable", name != "disable" && name != "exclude")
				}
			case value.Kind == yaml.MappingNode:
				pairs(value, func(k, v *yaml.Node) {
					about := name + ": " + inline(k)
					add(k.Line, about, about+": "+inline(v), true, inline(v) != "off")
				})
			default:
				add(key.Line, name, name+": "+inline(value), true, true)
			}
		})
	}
	return out
}

func questionKey(id string) string { return "question " + id }

// modelled lists the parts of a file of models.
func modelled(data []byte) []settingLine {
	var out []settingLine
	for _, doc := range documents(data) {
		out = append(out, describing(doc)...)
	}
	return out
}

// describing lists what one model says: of each function and type, and in which packages.
func describing(library *yaml.Node) []settingLine {
	var out []settingLine
	name := valueOf(library, "library")
	add := func(line int, about, value string) {
		about = strings.TrimSpace(name + " " + about)
		text := about + ": " + value
		out = append(out, settingLine{kind: checklist.Modelled, line: line, text: text, same: text, key: about, adds: true, goes: true})
	}
	pairs(library, func(key, value *yaml.Node) {
		switch {
		case key.Value == "library" || key.Value == "source":
		case value.Kind == yaml.MappingNode:
			pairs(value, func(k, v *yaml.Node) { add(k.Line, inline(k), inline(v)) })
		default:
			add(key.Line, key.Value, inline(value))
		}
	})
	return out
}

// baselined lists the entries of a baseline.
func baselined(data []byte) []settingLine {
	entries, err := baseline.Parse(baseline.File, data)
	if err != nil {
		return nil // it is told when it is read in earnest
	}
	var out []settingLine
	for _, e := range entries {
		out = append(out, settingLine{kind: checklist.Baselined, line: e.Line(), text: fmt.Sprintf("%s in %s: %s", e.Rule, e.File, e.Text), same: e.Fingerprint, adds: true})
	}
	return out
}

// approved lists the changes of payloads that are approved.
func approved(data []byte) []settingLine {
	var out []settingLine
	for _, doc := range documents(data) {
		pairs(doc, func(_, list *yaml.Node) {
			for _, item := range list.Content {
				text := inline(item)
				out = append(out, settingLine{kind: checklist.Approved, line: item.Line, text: text, same: text, adds: true})
			}
		})
	}
	return out
}

// declares lists what events.yml promises: what is registered is no promise of new topics. Consumers that lie elsewhere are known from here alone.
func declares(data []byte) []settingLine {
	var out []settingLine
	add := func(line int, about, text string, adds, goes bool, topic string) {
		out = append(out, settingLine{kind: checklist.Configured, line: line, text: text, same: text, key: about, adds: adds, goes: goes, changes: topic, within: topic})
	}
	for _, doc := range documents(data) {
		pairs(doc, func(key, value *yaml.Node) {
			switch key.Value {
			case "defaults":
				pairs(value, func(k, v *yaml.Node) {
					about := "defaults: " + inline(k)
					add(k.Line, about, about+": "+inline(v), k.Value == "compat", true, "")
				})
			case "topics":
				for _, t := range value.Content {
					topic := "topics: " + valueOf(t, "name")
					out = append(out, settingLine{same: topic, key: topic})
					pairs(t, func(k, v *yaml.Node) {
						about := topic + ": " + inline(k)
						switch k.Value {
						case "compat":
							add(k.Line, about, about+": "+inline(v), true, true, topic)
						case "lifecycle":
							add(k.Line, about, about+": "+inline(v), slices.Contains([]string{"draft", "alpha", "retired"}, v.Value), false, topic)
						case "source-of-truth", "retention":
							add(k.Line, about, about+": "+inline(v), false, true, topic)
						case "consumers":
							for _, c := range v.Content {
								if valueOf(c, "external") == "true" || valueOf(c, "repo") != "" {
									service := about + ": " + valueOf(c, "service")
									add(c.Line, service, service, false, true, topic)
								}
							}
						}
					})
				}
			}
		})
	}
	return out
}

// inferredBy is the file of models that a configuration names, "" if it names none in the repository.
func inferredBy(name string, read reading) (string, error) {
	if name == "" {
		return "", nil
	}
	data, err := read(name)
	if err != nil {
		return "", err
	}
	for _, doc := range documents(data) {
		if file := valueOf(doc, "inferred"); file != "" && filepath.IsLocal(path.Join(path.Dir(name), file)) {
			return path.Join(path.Dir(name), file), nil
		}
	}
	return "", nil
}

// valueOf is a text of a mapping, "" if it has none.
func valueOf(n *yaml.Node, key string) string {
	text := ""
	pairs(n, func(k, v *yaml.Node) {
		if k.Value == key {
			text = v.Value
		}
	})
	return text
}

// inline writes a node on one line, without its comments.
func inline(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		var out []string
		pairs(n, func(key, value *yaml.Node) { out = append(out, inline(key)+": "+inline(value)) })
		return "{" + strings.Join(out, ", ") + "}"
	case yaml.SequenceNode:
		var out []string
		for _, item := range n.Content {
			out = append(out, inline(item))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case yaml.AliasNode:
		return "*" + n.Value
	}
	return strings.Join(strings.Fields(n.Value), " ")
}
