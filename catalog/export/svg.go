package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/buslint/buslint/catalog"
)

// Sizes of the picture, in pixels.
const (
	boxHeight  = 30
	boxGap     = 10
	boxWidth   = 250
	boxText    = 34 // characters that fit into a box
	linkWidth  = 130
	headHeight = 56
	margin     = 20
)

// svgStyle follows the reader's choice of light or dark. Colours of text have a contrast of 4.5 to 1 at least.
const svgStyle = `
.page{fill:#fff}.head{fill:#52525b;font-weight:600;font-size:12px}.box{fill:#fff;stroke:#71717a}.topic{fill:#e3edfb;stroke:#2f6fc4}
.external{fill:#f4f4f5;stroke:#71717a;stroke-dasharray:4 3}.deprecated{fill:#fdf0d5;stroke:#b45309;stroke-dasharray:4 3}text{fill:#18181b;font:12px system-ui,sans-serif}
.link{fill:none;stroke:#a1a1aa;stroke-width:1.4}.perhaps{stroke-dasharray:4 4}.ends{stroke:#d97706}.note{fill:#52525b;font-size:11px}
@media (prefers-color-scheme:dark){.page{fill:#18181b}.head,.note{fill:#a1a1aa}.box{fill:#27272a;stroke:#a1a1aa}.topic{fill:#172a45;stroke:#6ea8f7}
.external{fill:#27272a;stroke:#71717a}.deprecated{fill:#3f2a0b;stroke:#f59e0b}text{fill:#f4f4f5}.link{stroke:#71717a}.ends{stroke:#f59e0b}}
`

// svg draws the catalogue: who produces on the left, topics, who consumes on the right.
func svg(c catalog.Catalogue, o Options) ([]File, error) {
	return one("events.svg", look(c, o).svg()), nil
}

func (v *view) svg() []byte {
	l := v.arrange()
	rows := max(len(l.producers), len(l.topics), len(l.consumers), 1)
	height := headHeight + rows*(boxHeight+boxGap) + margin + 20
	width := 2*margin + 3*boxWidth + 2*linkWidth
	var links, boxes strings.Builder
	x := func(column int) int { return margin + column*(boxWidth+linkWidth) }
	column := func(n int, nodes []int, title string, draw func(node, x, y int)) map[int]int {
		fmt.Fprintf(&boxes, "<text class=\"head\" x=\"%d\" y=\"%d\">%s</text>\n", x(n), headHeight-16, title)
		top := headHeight + (rows-len(nodes))*(boxHeight+boxGap)/2
		at := map[int]int{}
		for i, node := range nodes {
			y := top + i*(boxHeight+boxGap)
			at[node] = y + boxHeight/2
			draw(node, x(n), y)
		}
		return at
	}
	service := func(node, x, y int) {
		s := v.services[node]
		class := "box"
		if s.external {
			class = "box external"
		}
		writeBox(&boxes, x, y, 6, class, s.label, tip(s.name, s.owner, map[bool]string{true: "not in the code seen"}[s.external]))
	}
	produce := column(0, l.producers, "Producers", service)
	topics := column(1, l.topics, "Topics", func(node, x, y int) {
		t := v.topics[node]
		class := "box topic"
		if t.ending() != nil {
			class += " deprecated"
		}
		name := t.title()
		if t.bus != "" && t.name != "" {
			name += " (" + t.bus + ")"
		}
		writeBox(&boxes, x, y, boxHeight/2, class, t.title(), tip(name, t.owner, endingText(t.ending())))
	})
	consume := column(2, l.consumers, "Consumers", service)
	for _, k := range v.links {
		class := "link"
		if !k.sure {
			class += " perhaps"
		}
		if k.deprecated {
			class += " ends"
		}
		from, to, left := produce[k.service], topics[k.topic], x(0)+boxWidth
		if k.direction == catalog.Consume {
			from, to, left = topics[k.topic], consume[k.service], x(1)+boxWidth
		}
		mid := left + linkWidth/2
		fmt.Fprintf(&links, "<path class=\"%s\" d=\"M%d %dC%d %d %d %d %d %d\" marker-end=\"url(#arrow)\"/>\n", class, left, from, mid, from, mid, to, left+linkWidth-3, to)
	}
	var out bytes.Buffer
	title := fmt.Sprintf("Producers, topics and consumers of %s", cut(v.title, 120))
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">\n<title>%s</title>\n<style>%s</style>\n",
		width, height, width, height, xmlText(title), xmlText(title), svgStyle)
	out.WriteString("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#8b8b94\"/></marker></defs>\n")
	fmt.Fprintf(&out, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n%s%s", width, height, links.String(), boxes.String())
	fmt.Fprintf(&out, "<text class=\"note\" x=\"%d\" y=\"%d\">Broken lines: perhaps. Broken boxes: grey is code that was not seen, amber is deprecated.</text>\n</svg>\n", margin, height-14)
	return out.Bytes()
}

// writeBox draws a node. Its whole name is shown under the pointer.
func writeBox(b *strings.Builder, x, y, round int, class, label, title string) {
	fmt.Fprintf(b, "<g><title>%s</title><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/><text x=\"%d\" y=\"%d\">%s</text></g>\n",
		xmlText(title), class, x, y, boxWidth, boxHeight, round, x+12, y+boxHeight/2+4, xmlText(cut(label, boxText)))
}

// xmlText escapes a text for XML. What XML cannot hold becomes a question mark or a blank.
func xmlText(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(plain(s))); err != nil {
		return "" // a buffer takes all
	}
	return b.String()
}
