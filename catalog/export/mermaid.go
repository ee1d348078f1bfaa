package export

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/buslint/buslint/catalog"
)

// What Mermaid draws at most, without settings that a document cannot change. A chart keeps some distance.
const (
	mermaidEdges = 480
	mermaidBytes = 48_000
)

// mermaid writes a flowchart, or several if one would have more edges or text than Mermaid takes.
func mermaid(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	var parts []string
	var links []link
	flush := func() {
		if len(links) > 0 {
			parts = append(parts, v.mermaidChart(links))
			links = nil
		}
	}
	for i := range v.topics { // a topic's links stay together
		of := v.linksOf(i)
		if len(links) > 0 && (len(links)+len(of) > mermaidEdges || len(v.mermaidChart(append(slices.Clone(links), of...))) > mermaidBytes) {
			flush()
		}
		for len(links)+len(of) > mermaidEdges {
			links, of = append(links, of[:mermaidEdges-len(links)]...), of[mermaidEdges-len(links):]
			flush()
		}
		links = append(links, of...)
	}
	flush()
	switch len(parts) {
	case 0:
		return one("events.mmd", []byte(v.mermaidChart(nil))), nil
	case 1:
		return one("events.mmd", []byte(parts[0])), nil
	}
	var out []File
	for i, p := range parts {
		out = append(out, File{fmt.Sprintf("events-%d.mmd", i+1), []byte(p)})
	}
	return out, nil
}

func (v *view) linksOf(topic int) []link {
	var out []link
	for _, l := range v.links {
		if l.topic == topic {
			out = append(out, l)
		}
	}
	return out
}

// mermaidChart draws some links, with the services and topics at their ends.
func (v *view) mermaidChart(links []link) string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	services, topics := ends(links)
	for _, s := range services {
		fmt.Fprintf(&b, "  s%d[\"%s\"]\n", s, mermaidText(v.services[s].label))
	}
	for _, t := range topics {
		fmt.Fprintf(&b, "  t%d([\"%s\"])\n", t, mermaidText(v.topics[t].title()))
	}
	for _, l := range links {
		arrow := "-->"
		if !l.sure {
			arrow = "-.->"
		}
		if l.direction == catalog.Publish {
			fmt.Fprintf(&b, "  s%d %s t%d\n", l.service, arrow, l.topic)
		} else {
			fmt.Fprintf(&b, "  t%d %s s%d\n", l.topic, arrow, l.service)
		}
	}
	class := func(name string, ids []string) {
		if len(ids) > 0 {
			fmt.Fprintf(&b, "  class %s %s\n", strings.Join(ids, ","), name)
		}
	}
	var external, deprecated, all []string
	for _, s := range services {
		if v.services[s].external {
			external = append(external, fmt.Sprintf("s%d", s))
		}
	}
	for _, t := range topics {
		all = append(all, fmt.Sprintf("t%d", t))
		if v.topics[t].ending() != nil {
			deprecated = append(deprecated, fmt.Sprintf("t%d", t))
		}
	}
	b.WriteString("  classDef topic fill:#e3edfb,stroke:#2f6fc4,color:#12263f\n" +
		"  classDef external fill:#f4f4f5,stroke:#71717a,color:#27272a,stroke-dasharray:4 3\n" +
		"  classDef deprecated fill:#fdf0d5,stroke:#b45309,color:#5b2a05,stroke-dasharray:4 3\n")
	class("topic", all)
	class("external", external)
	class("deprecated", deprecated)
	return b.String()
}

// ends lists the services and topics of links, in order.
func ends(links []link) (services, topics []int) {
	for _, l := range links {
		services, topics = append(services, l.service), append(topics, l.topic)
	}
	slices.Sort(services)
	slices.Sort(topics)
	return slices.Compact(services), slices.Compact(topics)
}

// mermaidText writes all but letters, digits and what surely has no meaning as Mermaid's entities.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range cut(s, 80) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" ._/-:…", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
