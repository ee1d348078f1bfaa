package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
)

func (a *app) config() *cobra.Command {
	var f settingsFlags
	c := &cobra.Command{
		Use:   "config",
		Short: "Print the configuration that holds, and where each value comes from",
		Long: "The configuration is printed as .buslint.yml could say it, with what the flags of lint change. Comments tell where a value comes from:\n" +
			"a line, a flag, or that it is a default.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			conf, err := a.settings(f)
			if err != nil {
				return exit{Usage, err}
			}
			e := yaml.NewEncoder(a.out)
			e.SetIndent(2)
			if err := e.Encode(effective(conf, a.rules)); err != nil {
				return err
			}
			return e.Close()
		},
	}
	f.add(c.Flags())
	return c
}

// effective writes a configuration with all its defaults. Keys without a value are left out.
func effective(c *config.Config, rules []rule.Rule) *yaml.Node {
	doc := mapping{c: c}
	all := mapping{c: c}
	for _, r := range rules {
		setting, said := c.Rules[r.Name]
		setting.Off = setting.Off || !said && !r.Default
		all.add(r.Name, "rules."+r.Name, scalar(state(setting)))
		if v := all.last(); !said || v.Value == "on" {
			v.LineComment += fmt.Sprintf(", %s", r.Severity)
		}
	}
	doc.nested("rules", &all.node)
	doc.scopes("paths", c.Paths)
	doc.scopes("topics", c.Topics)
	names := mapping{c: c}
	if c.Names.Events != nil {
		names.add("events", "names.events", scalar(c.Names.Events.String()))
	}
	if c.Names.Topics != nil {
		names.add("topics", "names.topics", scalar(c.Names.Topics.String()))
	}
	if len(names.node.Content) > 0 {
		doc.nested("names", &names.node)
	}
	doc.list("exclude", c.Exclude)
	doc.list("analyze", c.Analyze)
	doc.add("show", "show", scalar(string(c.Show)))
	doc.add("fail-on", "fail-on", scalar(cmp.Or(string(c.FailOn), "never")))
	doc.add("tests", "tests", scalar(strconv.FormatBool(c.Tests)))
	doc.list("tags", c.Tags)
	if c.Inferred != "" {
		doc.add("inferred", "inferred", scalar(c.Inferred))
	}
	if c.Models != nil {
		doc.nested("models", c.Models)
		doc.node.Content[len(doc.node.Content)-2].HeadComment = c.Origin("models")
	}
	return &doc.node
}

// state is a rule's setting in a word.
func state(r config.Rule) string {
	if r.Off {
		return "off"
	}
	return string(cmp.Or(r.Severity, finding.Severity("on")))
}

func scalar(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }

// mapping is a mapping of YAML that is being written.
type mapping struct {
	c    *config.Config
	node yaml.Node
}

// nested adds a key whose value tells its origins itself.
func (m *mapping) nested(key string, value *yaml.Node) {
	m.node.Kind = yaml.MappingNode
	m.node.Content = append(m.node.Content, scalar(key), value)
}

// add adds a key with a comment on the origin of its value.
func (m *mapping) add(key, origin string, value *yaml.Node) {
	value.LineComment = cmp.Or(m.c.Origin(origin), "default")
	m.nested(key, value)
}

func (m *mapping) last() *yaml.Node { return m.node.Content[len(m.node.Content)-1] }

func (m *mapping) list(key string, values []string) {
	if values == nil {
		return
	}
	list := texts(values)
	list.LineComment = m.c.Origin(key)
	m.nested(key, list)
}

func texts(values []string) *yaml.Node {
	out := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range values {
		text := scalar(v)
		text.Tag = "!!str"
		out.Content = append(out.Content, text)
	}
	return out
}

func (m *mapping) scopes(key string, scopes []config.Scope) {
	if len(scopes) == 0 {
		return
	}
	out := &yaml.Node{Kind: yaml.SequenceNode}
	for i, s := range scopes {
		at := fmt.Sprintf("%s[%d].rules.", key, i)
		rules := mapping{c: m.c}
		for _, name := range slices.Sorted(maps.Keys(s.Rules)) {
			rules.add(name, at+name, scalar(state(s.Rules[name])))
		}
		scope := mapping{c: m.c}
		scope.nested("match", texts(s.Match))
		scope.nested("rules", &rules.node)
		out.Content = append(out.Content, &scope.node)
	}
	m.nested(key, out)
}
