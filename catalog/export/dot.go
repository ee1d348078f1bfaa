package export

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/catalog"
)

// dot writes a graph for Graphviz.
func dot(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", fontsize=11, shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", color=\"#52525b\"];\n"+
		"  edge [color=\"#52525b\", arrowsize=0.7];\n", dotText(cut(v.title, 200)))
	for i, s := range v.services {
		attributes := ""
		if s.external {
			attributes = `, style="rounded,filled,dashed", fillcolor="#f4f4f5"`
		}
		fmt.Fprintf(&b, "  s%d [label=%s, tooltip=%s%s];\n", i, dotText(cut(s.label, 60)), dotText(tip(s.name, s.owner, "")), attributes)
	}
	for i, t := range v.topics {
		attributes := ""
		if t.ending() != nil {
			attributes = `, style="filled,dashed", fillcolor="#fdf0d5", color="#b45309"`
		}
		fmt.Fprintf(&b, "  t%d [label=%s, tooltip=%s, shape=cds, style=filled, fillcolor=\"#e3edfb\", color=\"#2f6fc4\"%s];\n", i, dotText(cut(t.title(), 60)), dotText(tip(t.title(), t.owner, endingText(t.ending()))), attributes)
	}
	for _, l := range v.links {
		var attributes []string
		if !l.sure {
			attributes = append(attributes, "style=dashed")
		}
		if l.deprecated {
			attributes = append(attributes, `color="#b45309"`)
		}
		suffix := ""
		if len(attributes) > 0 {
			suffix = " [" + strings.Join(attributes, ", ") + "]"
		}
		if l.direction == catalog.Publish {
			fmt.Fprintf(&b, "  s%d -> t%d%s;\n", l.service, l.topic, suffix)
		} else {
			fmt.Fprintf(&b, "  t%d -> s%d%s;\n", l.topic, l.service, suffix)
		}
	}
	b.WriteString("}\n")
	return one("events.dot", []byte(b.String())), nil
}

// dotText quotes a text; only quotes and backslashes mean something between quotes.
func dotText(s string) string {
	s = plain(s)
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;").Replace(s) // Graphviz reads entities of HTML in all texts
	return `"` + s + `"`
}

// tip is what a picture shows of a node under the pointer.
func tip(name, owner, ending string) string {
	if owner != "" {
		name += ", owner " + owner
	}
	if ending != "" {
		name += ", " + ending
	}
	return name
}

// endingText tells of a deprecation, "" of none.
func endingText(e *catalog.Ending) string {
	switch {
	case e == nil:
		return ""
	case e.Sunset != "" && e.Replacement != "":
		return fmt.Sprintf("deprecated, ends on %s, use %s", e.Sunset, e.Replacement)
	case e.Sunset != "":
		return "deprecated, ends on " + e.Sunset
	case e.Replacement != "":
		return "deprecated, use " + e.Replacement
	}
	return "deprecated"
}
