package analyzers_test

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/deprecated"
	"github.com/buslint/buslint/analyzers/foreignpublish"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/analyzers/unregistered"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// services begins the events.yml of each condition.
const services = `version: 1
defaults: {min-grace: 90d}
services:
- {id: orders, packages: [./orders], owner: team-orders}
- {id: billing, packages: [./billing], owner: team-billing}
- {id: mail, packages: [./mail], owner: team-mail}
topics:
`

// condition is one way in which the life of a topic goes wrong, and the same without anything wrong.
type condition struct {
	id, name string
	world
	want  []string
	right world
}

// world is what events.yml and the code say, and what they said at the base.
type world struct {
	file      string
	code      string // edges, as "orders publishes placed Placed"; "" in what is right: the same
	was       string // events.yml of the base; "": the same
	did       string // code of the base; "": there is none, or in what is right: the same
	commented string // type with a "Deprecated:" comment
}

const (
	both      = "orders publishes placed PlacedV1\norders publishes placed PlacedV2\nbilling consumes placed PlacedV1"
	versioned = "  messages:\n  - event: Placed\n    versions:\n    - {v: 1, type: shop/orders.PlacedV1%s}\n    - {v: 2, type: shop/orders.PlacedV2}\n"
	topic     = "- name: placed\n  owner: team-orders\n"
)

func versions(deprecated string) string { return topic + fmt.Sprintf(versioned, deprecated) }

var conditions = []condition{
	{
		id: "DEP01", name: "a service begins to consume what is deprecated",
		world: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-03-01}\n  consumers: [{service: billing, ack: {sunset: 2027-03-01}}]\n", did: "orders publishes placed Placed\nbilling consumes placed Placed", code: "orders publishes placed Placed\nbilling consumes placed Placed\nmail consumes placed Placed"},
		want:  []string{`deprecated error: "placed" is deprecated, so nobody may begin to consume it`, `deprecated warning: "placed" ends on 2027-03-01 and is published here`, `unregistered error: mail consumes "placed" unregistered, so nobody asks it before changes`},
		right: world{file: topic + "  consumers: [{service: billing}, {service: mail}]\n"},
	},
	{
		id: "DEP01", name: "a service begins to publish a version that is deprecated",
		world: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}"), did: "orders publishes placed PlacedV2", code: "orders publishes placed PlacedV2\norders publishes placed PlacedV1", commented: "shop/orders.PlacedV1"},
		want:  []string{`deprecated error: version 1 of "placed" is deprecated, so nobody may begin to publish it`},
		right: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}"), did: "orders publishes placed PlacedV1", commented: "shop/orders.PlacedV1"},
	},
	{
		id: "DEP02", name: "a topic is published no more before its sunset",
		world: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-03-01}\n", did: "orders publishes placed Placed\nbilling publishes placed Placed", code: "orders publishes other Other"},
		want:  []string{`deprecated error: "placed" is published no more, before its sunset on 2027-03-01`, `unregistered error: topic "other" is not in events.yml, so nobody is known to own it`, `unregistered info: topic "placed" is declared, but the code neither publishes nor consumes it`},
		right: world{file: topic + "  lifecycle: draft\n- name: other\n  owner: team-orders\n"},
	},
	{
		id: "DEP02", name: "a version is published no more before its sunset",
		world: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01}"), did: "orders publishes placed PlacedV1\norders publishes placed PlacedV2", code: "orders publishes placed PlacedV2", commented: "shop/orders.PlacedV1"},
		want:  []string{`deprecated error: version 1 of "placed" is published no more, before its sunset on 2027-03-01`, `unregistered info: orders.PlacedV1 is declared on "placed", but no code publishes or consumes it there`},
		right: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}"), code: "orders publishes placed PlacedV1\norders publishes placed PlacedV2", commented: "shop/orders.PlacedV1"},
	},
	{
		id: "DEP02", name: "a topic vanishes from the file before its sunset",
		world: world{file: "- name: kept\n  owner: team-orders\n", was: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-03-01}\n- name: kept\n  owner: team-orders\n", did: "orders publishes placed Placed\norders publishes kept Kept", code: "orders publishes kept Kept"},
		want:  []string{`deprecated error: "placed" is declared no more, before its sunset on 2027-03-01`},
		right: world{file: topic + "  lifecycle: draft\n- name: kept\n  owner: team-orders\n", code: "orders publishes kept Kept\norders publishes placed Placed"},
	},
	{
		id: "DEP03", name: "a sunset moves to an earlier day",
		world: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-01-01}\n  consumers: [{service: billing, ack: {sunset: 2027-01-01}}]\n", was: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-03-01}\n  consumers: [{service: billing, ack: {sunset: 2027-03-01}}]\n", did: "billing consumes placed Placed", code: "billing consumes placed Placed"},
		want:  []string{`deprecated error: "placed" now ends on 2027-01-01, before the 2027-03-01 that its consumers were told`},
		right: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-04-01}\n  consumers: [{service: billing, ack: {sunset: 2027-04-01}}]\n"},
	},
	{
		id: "DEP04", name: "a deprecation has no sunset",
		world: world{file: topic + "  deprecated: {since: 2026-06-01}\n  consumers: [{service: billing, ack: {sunset: 2027-03-01}}]\n", code: "billing consumes placed Placed"},
		want:  []string{`deprecated warning: "placed" is deprecated without a sunset, so nobody knows when it ends`},
		right: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2027-03-01}\n  consumers: [{service: billing, ack: {sunset: 2027-03-01}}]\n"},
	},
	{
		id: "DEP04", name: "a deprecation leaves less time than is promised",
		world: world{file: topic + "  deprecated: {since: 2026-11-01, sunset: 2026-12-01}\n  consumers: [{service: billing, ack: {sunset: 2026-12-01}}]\n", code: "billing consumes placed Placed"},
		want:  []string{`deprecated warning: "placed" ends 30 days after its deprecation, not the 90 that are promised`},
		right: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2026-12-01}\n  consumers: [{service: billing, ack: {sunset: 2026-12-01}}]\n"},
	},
	{
		id: "DEP05", name: "the sunset has passed and it is used",
		world: world{file: topic + "  deprecated: {since: 2026-06-01, sunset: 2026-11-01}\n  consumers: [{service: billing, ack: {sunset: 2026-11-01}}]\n", code: "orders publishes placed Placed\nbilling consumes placed Placed"},
		want:  []string{`deprecated error: "placed" was to end on 2026-11-01 and is still consumed here`, `deprecated error: "placed" was to end on 2026-11-01 and is still published here`},
		right: world{file: topic + "  consumers: [{service: billing}]\n"},
	},
	{
		id: "DEP06", name: "it is published no more and a consumer did not agree",
		world: world{file: topic + "  consumers: [{service: billing, owner: team-billing}, {service: bi, external: true}]\n", did: "orders publishes placed Placed\nbilling consumes placed Placed", code: "billing consumes placed Placed"},
		want:  []string{`deprecated error: "placed" is published no more, and billing (team-billing), bi did not agree`},
		right: world{file: topic + "  lifecycle: draft\n  consumers: [{service: billing}]\n"},
	},
	{
		id: "DEP06", name: "a topic vanishes from the file and a consumer did not agree",
		world: world{file: "- name: kept\n  owner: team-orders\n", was: topic + "  consumers: [{service: bi, external: true}]\n- name: kept\n  owner: team-orders\n", did: "orders publishes placed Placed\norders publishes kept Kept", code: "orders publishes kept Kept"},
		want:  []string{`deprecated error: "placed" is declared no more, and bi did not agree`},
		right: world{file: topic + "  lifecycle: draft\n- name: kept\n  owner: team-orders\n", code: "orders publishes kept Kept\norders publishes placed Placed"},
	},
	{
		id: "DEP06", name: "a retired topic is used",
		world: world{file: topic + "  lifecycle: retired\n", code: "orders publishes placed Placed"},
		want:  []string{`deprecated error: "placed" is retired and is still published here`},
		right: world{file: topic},
	},
	{
		id: "DEP07", name: "the replacement is not declared",
		world: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@3}") + "  consumers: [{service: billing, versions: [1], ack: {sunset: 2027-03-01}}]\n", code: both, commented: "shop/orders.PlacedV1"},
		want:  []string{`deprecated error: replacement "Placed@3" of version 1 of "placed" is not declared, so nobody can move to it`, `deprecated warning: version 1 of "placed" ends on 2027-03-01 and is published here`},
		right: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}") + "  consumers: [{service: billing, versions: [1], ack: {sunset: 2027-03-01}}]\n", commented: "shop/orders.PlacedV1"},
	},
	{
		id: "DEP07", name: "the replacement is published nowhere",
		world: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}") + "  consumers: [{service: billing, versions: [1], ack: {sunset: 2027-03-01}}]\n", code: "orders publishes placed PlacedV1\nbilling consumes placed PlacedV1\nbilling consumes placed PlacedV2", commented: "shop/orders.PlacedV1"},
		want:  []string{`deprecated error: replacement "Placed@2" of version 1 of "placed" is published nowhere, so nobody can move to it`, `deprecated warning: version 1 of "placed" ends on 2027-03-01 and is published here`},
		right: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}") + "  consumers: [{service: billing, versions: [1], ack: {sunset: 2027-03-01}}]\n", code: both, commented: "shop/orders.PlacedV1"},
	},
	{
		id: "DEP08", name: "the file deprecates a version and its type's comment does not",
		world: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}") + "  consumers: [{service: billing, versions: [1], ack: {sunset: 2027-03-01}}]\n", code: both},
		want:  []string{`deprecated warning: orders.PlacedV1 is deprecated in events.yml and has no "Deprecated:" comment`},
		right: world{file: versions("") + "  consumers: [{service: billing, versions: [1]}]\n"},
	},
	{
		id: "DEP08", name: "a type's comment deprecates it and the file does not",
		world: world{file: versions("") + "  consumers: [{service: billing, versions: [1]}]\n", code: both, commented: "shop/orders.PlacedV1"},
		want:  []string{`deprecated warning: orders.PlacedV1 is deprecated by its comment and not in events.yml`},
		right: world{file: versions(", deprecated: {since: 2026-06-01, sunset: 2027-03-01, replacement: Placed@2}") + "  consumers: [{service: billing, versions: [1], ack: {sunset: 2027-03-01}}]\n", commented: "shop/orders.PlacedV1"},
	},
	{
		id: "DEP09", name: "a consumer is not registered",
		world: world{file: topic + "  consumers: [{service: billing}]\n", code: "orders publishes placed Placed\nbilling consumes placed Placed\nmail consumes placed Placed"},
		want:  []string{`unregistered error: mail consumes "placed" unregistered, so nobody asks it before changes`},
		right: world{file: topic + "  consumers: [{service: billing}, {service: mail}]\n"},
	},
	{
		id: "DEP10", name: "a registered consumer does not consume",
		world: world{file: topic + "  consumers: [{service: billing}, {service: mail}]\n", code: "orders publishes placed Placed\nbilling consumes placed Placed"},
		want:  []string{`unregistered warning: mail is registered for "placed", but its code does not consume it`},
		right: world{file: topic + "  consumers: [{service: billing}, {service: mail, external: true}]\n"},
	},
	{
		id: "DEP10", name: "a consumer is registered for a version that is not declared",
		world: world{file: versions("") + "  consumers: [{service: billing, versions: [1, 3]}]\n", code: both},
		want:  []string{`unregistered error: billing is registered for version 3 of "placed", which is not declared`},
		right: world{file: versions("") + "  consumers: [{service: billing, versions: [1, 2]}]\n"},
	},
	{
		id: "DEP11", name: "the newer version is published without the older one",
		world: world{file: versions("") + "  consumers: [{service: billing, versions: [1]}]\n", code: "orders publishes placed PlacedV2\nbilling consumes placed PlacedV1"},
		want:  []string{`deprecated error: this is published without version 1 of "placed", which billing takes`},
		right: world{file: versions("") + "  consumers: [{service: billing, versions: [2]}]\n"},
	},
	{
		id: "DEP12", name: "another service publishes what has one source of truth",
		world: world{file: topic + "  source-of-truth: orders\n", code: "orders publishes placed Placed\nmail publishes placed Placed"},
		want:  []string{`foreignpublish error: only orders may publish "placed", so a second producer contradicts it`},
		right: world{file: topic + "  source-of-truth: orders\n", code: "orders publishes placed Placed"},
	},
	{
		id: "DEP13", name: "a topic has no owner",
		world: world{file: "- name: placed\n", code: "stray consumes placed Placed"},
		want:  []string{`unregistered info: topic "placed" has no owner, so nobody is asked about it`},
		right: world{file: topic},
	},
	{
		id: "DEP13", name: "a topic's owner is not known",
		world: world{file: "- name: placed\n  owner: team-gone\n", code: "stray consumes placed Placed"},
		want:  []string{`unregistered info: owner "team-gone" is neither in CODEOWNERS nor owns a service`},
		right: world{file: "- name: placed\n  owner: team-shared\n"},
	},
}

// TestConditionsOfDeprecation tries each condition of docs/catalog.md: it is told, and nothing is told where things are as they should be.
func TestConditionsOfDeprecation(t *testing.T) {
	t.Parallel()
	var tried []string
	for _, c := range conditions {
		tried = append(tried, c.id)
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			t.Parallel()
			if diff := diff.Diff(c.want, c.world.findings(t)); diff != "" {
				t.Error(diff)
			}
			right := c.right
			right.code, right.did = cmp.Or(right.code, c.code), cmp.Or(right.did, c.did)
			if got := right.findings(t); len(got) > 0 {
				t.Errorf("where nothing is wrong: %q", got)
			}
		})
	}
	page, err := os.ReadFile("../docs/catalog.md")
	if err != nil {
		t.Fatal(err)
	}
	described := regexp.MustCompile(`DEP\d\d`).FindAllString(string(page), -1)
	slices.Sort(described)
	if diff := diff.Diff(slices.Compact(described), slices.Compact(tried)); diff != "" {
		t.Errorf("conditions of docs/catalog.md, and those that are tried here:\n%s", diff)
	}
}

// findings runs the rules on the catalogue on a file and code, as "rule severity: text", sorted.
func (w world) findings(t *testing.T) []string {
	t.Helper()
	read := func(text string) *catalog.File {
		f, err := catalog.ReadEvents("events.yml", []byte(services+text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		return f
	}
	s := catalog.State{File: read(w.file), Edges: edges(w.code), Now: "2026-11-22", Teams: []string{"@shop/team-shared"}, Types: map[string]catalog.GoType{}}
	for _, e := range s.Edges {
		s.Types[e.Payload] = catalog.GoType{Position: finding.Position{File: "types.go", Line: 1, Column: 6}, Package: e.Package, Deprecated: e.Payload == w.commented}
	}
	if w.did != "" {
		s.Base = &catalog.Revision{Events: read(cmp.Or(w.was, w.file)).Events, Edges: edges(w.did)}
	}
	var p bus.Program
	p.Declare(s)
	var out []string
	for _, r := range []rule.Rule{deprecated.Rule, foreignpublish.Rule, unregistered.Rule} {
		for _, f := range r.Find(&p) {
			out = append(out, fmt.Sprintf("%s %s: %s", f.Rule, f.Severity, f.Text))
		}
	}
	slices.Sort(out)
	return out
}

// edges reads "orders publishes placed Placed", one a line.
func edges(code string) []catalog.Edge {
	var out []catalog.Edge
	for i, line := range strings.Split(strings.TrimSpace(code), "\n") {
		w := strings.Fields(line)
		e := catalog.Edge{
			Direction: catalog.Publish, Topic: catalog.Topic{Certainty: catalog.Constant, Name: w[2]}, Payload: "shop/orders." + w[3], Bus: "kafka", Source: catalog.Static,
			Package: path.Join("shop", w[0]), Function: "shop/" + w[0] + ".do", Position: finding.Position{File: w[0] + "/do.go", Line: i + 1}, Confidence: catalog.High,
		}
		if w[1] == "consumes" {
			e.Direction = catalog.Consume
		}
		out = append(out, e)
	}
	return out
}
