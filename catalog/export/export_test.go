package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/payload"
)

var update = flag.Bool("update", false, "write the golden files anew")

// placed is the shape of a payload that has a bit of everything.
func placed() *payload.Schema {
	return &payload.Schema{Codec: payload.JSON, Root: &payload.Shape{Kind: payload.Ref, Ref: "example.com/shop/orders.Placed"}, Defs: map[string]*payload.Shape{
		"example.com/shop/orders.Placed": {Kind: payload.Object, Fields: []payload.Field{
			{Name: "order_id", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.String, Enc: "uuid"}},
			{Name: "at", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.String, Enc: payload.RFC3339}},
			{Name: "status", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.String, Type: "example.com/shop/orders.Status", Consts: []string{"open", "paid"}}},
			{Name: "total", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.Int, Bits: 64, Signed: true, Quoted: true}},
			{Name: "note", Presence: payload.OmitEmpty, Shape: &payload.Shape{Kind: payload.String, Nullable: true}},
			{Name: "lines", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.Array, Nullable: true, Elem: &payload.Shape{Kind: payload.Ref, Ref: "example.com/shop/orders.Line"}}},
			{Name: "labels", Presence: payload.OmitEmpty, Shape: &payload.Shape{Kind: payload.Map, Key: &payload.Shape{Kind: payload.String}, Elem: &payload.Shape{Kind: payload.String}}},
			{Name: "extra", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.Any, Nullable: true}},
		}},
		"example.com/shop/orders.Line": {Kind: payload.Object, Fields: []payload.Field{
			{Name: "sku", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.String}},
			{Name: "count", Presence: payload.Always, Shape: &payload.Shape{Kind: payload.Int, Bits: 16}},
		}},
	}}
}

// shop is a small catalogue in which there is one of each: services and packages, topics that are known, in part and not, what is deprecated, registered and seen.
func shop() catalog.Catalogue {
	shapes := catalog.Shapes{}
	key := shapes.Add(placed())
	at := func(file string, line int) finding.Position {
		return finding.Position{File: file, Line: line, Column: 2}
	}
	constant := func(name string) catalog.Topic {
		return catalog.Topic{Certainty: catalog.Constant, Name: name, Source: catalog.Call}
	}
	publish := catalog.Edge{
		Direction: catalog.Publish, Topic: constant("orders.placed"), Payload: "example.com/shop/orders.Placed", Format: "json", Shape: key, Key: catalog.Resolution{By: catalog.ByPayload, From: "id"}, Library: "kafka-go", Bus: "kafka", Service: "orders", Owner: "team-orders",
		Source: catalog.Static, Package: "example.com/shop/orders", Function: "example.com/shop/orders.Place", Position: at("orders/place.go", 31), Confidence: catalog.High,
		Fields: []catalog.Field{{Name: "at", Type: "time.Time"}, {Name: "lines[].sku", Type: "string"}, {Name: "order_id", Type: "string"}},
	}
	v2 := publish
	v2.Payload, v2.Shape, v2.Position = "example.com/shop/orders.PlacedV2", "", at("orders/place.go", 40)
	v2.Fields = []catalog.Field{{Name: "id", Type: "string"}, {Name: "lines[].count", Type: "uint16"}, {Name: "total.amount", Type: "int64"}}
	consume := catalog.Edge{
		Direction: catalog.Consume, Topic: constant("orders.placed"), Payload: "example.com/shop/orders.Placed", Format: "json", Shape: key, Library: "kafka-go", Bus: "kafka", Service: "billing", Owner: "team-billing", Group: "billing",
		Reads: []string{"order_id"}, Source: catalog.Static, Package: "example.com/shop/billing", Function: "example.com/shop/billing.Run", Position: at("billing/run.go", 12), Confidence: catalog.High,
	}
	wide := catalog.Edge{
		Direction: catalog.Consume, Topic: catalog.Topic{Certainty: catalog.Pattern, Name: "orders.{}", Source: catalog.Setting}, Library: "kafka-go", Bus: "kafka", Source: catalog.Static, Package: "example.com/shop/audit",
		Function: "example.com/shop/audit.Run", Position: at("audit/run.go", 9), Confidence: catalog.Medium,
	}
	unknown := catalog.Edge{
		Direction: catalog.Publish, Topic: catalog.Topic{Certainty: catalog.Unknown, Resolved: catalog.Resolution{By: catalog.ByEnvironment, From: "AUDIT_SUBJECT"}}, Library: "nats.go", Bus: "jetstream", Source: catalog.Static, Package: "example.com/shop/audit",
		Function: "example.com/shop/audit.Tell", Position: at("audit/run.go", 30), Confidence: catalog.Low,
	}
	queue := catalog.Edge{
		Direction: catalog.Consume, Topic: constant("mails"), Payload: "example.com/shop/mail.Mail", Library: "amqp091-go", Bus: "rabbitmq", Source: catalog.Static, Package: "example.com/shop/mail",
		Function: "example.com/shop/mail.Run", Position: at("mail/run.go", 7), Confidence: catalog.High,
	}
	registered := catalog.Edge{
		Direction: catalog.Consume, Topic: constant("orders.placed"), Bus: "kafka", Service: "search", Owner: "team-search", Versions: []int{2}, Source: catalog.Declared, Position: at("events.yml", 20), Confidence: catalog.High,
	}
	seen := catalog.Edge{
		Direction: catalog.Consume, Topic: constant("orders.placed"), Bus: "kafka", Group: "legacy", Source: catalog.Observed, Position: at("groups.txt", 3), Confidence: catalog.High,
	}
	c := catalog.New([]catalog.Edge{publish, v2, consume, wide, unknown, queue, registered, seen})
	c.Shapes = shapes
	c.Origins = []catalog.Origin{{Module: "example.com/shop", Commit: "0123456789abcdef0123456789abcdef01234567", Time: "2026-11-22T10:00:00Z"}}
	c.Topics = []catalog.Declaration{
		{Name: "mails", Bus: "rabbitmq", Lifecycle: "deprecated", Owner: "team-mail", Endings: []catalog.Ending{{Since: "2026-09-01", Sunset: "2027-03-01", Replacement: "orders.placed"}}, Position: at("events.yml", 30)},
		{
			Name: "orders.placed", Bus: "kafka", Lifecycle: "stable", Owner: "team-orders", Position: at("events.yml", 8),
			Versions: []catalog.Numbered{{Event: "OrderPlaced", Version: 1, Payload: "example.com/shop/orders.Placed"}, {Event: "OrderPlaced", Version: 2, Payload: "example.com/shop/orders.PlacedV2"}},
			Endings:  []catalog.Ending{{Version: 1, Payload: "example.com/shop/orders.Placed", Since: "2026-09-01", Sunset: "2027-03-01", Replacement: "OrderPlaced@2"}},
		},
	}
	return c
}

// evil is a text that tries to be something else in every format.
const evil = "a\"'`\\\n--> end\n]]></script><!-- <script>alert(1)</script> {x} ${y} %% | #quot; &amp; \u202e\u2028\x00\xff 日本語 : - [z]: *b* @c ; }"

// hostile is shop with names that try to be something else.
func hostile() catalog.Catalogue {
	c := shop()
	var edges []catalog.Edge
	for i, e := range c.Edges {
		more := fmt.Sprint(evil, i%3)
		if i == 0 {
			more += strings.Repeat("long", 300)
		}
		e.Topic.Name += more
		if e.Topic.Certainty == catalog.Unknown {
			e.Topic.Name = ""
		}
		e.Payload, e.Service, e.Owner, e.Group, e.Library, e.Function, e.Package = more+e.Payload, e.Service+more, more, more, more, more, more
		e.Position.File = more
		e.Fields = []catalog.Field{{Name: more, Type: more}, {Name: "__proto__", Type: "string"}}
		edges = append(edges, e)
	}
	shape := &payload.Schema{Codec: payload.JSON, Root: &payload.Shape{Kind: payload.Ref, Ref: evil}, Defs: map[string]*payload.Shape{
		evil: {Kind: payload.Object, Fields: []payload.Field{{Name: evil, Go: evil, Presence: payload.Always, Shape: &payload.Shape{Kind: payload.String, Enc: payload.Encoding(evil), Type: evil, Consts: []string{evil}}}}},
	}}
	c.Shapes = catalog.Shapes{}
	key := c.Shapes.Add(shape)
	for i := range edges {
		edges[i].Shape = key
	}
	c.Edges = catalog.New(edges).Edges
	for i := range c.Topics {
		t := &c.Topics[i]
		t.Name, t.Owner, t.Lifecycle, t.Address = edges[i].Topic.Name, evil, evil, evil
		for j := range t.Endings {
			t.Endings[j] = catalog.Ending{Since: evil, Sunset: evil, Replacement: evil}
		}
		for j := range t.Versions {
			t.Versions[j] = catalog.Numbered{Event: evil, Version: j + 1, Payload: edges[j].Payload}
		}
	}
	c.Origins[0].Module, c.Origins[0].Commit = evil, evil
	return c
}

// written exports a catalogue.
func written(t *testing.T, format string, c catalog.Catalogue) []File {
	t.Helper()
	f, err := ByName(format)
	if err != nil {
		t.Fatal(err)
	}
	files, err := f.Files(c, Options{})
	if err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return files
}

// archive is all files of an export in one text.
func archive(files []File) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "-- %s --\n%s", f.Name, f.Data)
	}
	return b.String()
}

func TestGoldenFiles(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		if f.Name == "html" {
			continue // its test reads what it holds
		}
		got := archive(written(t, f.Name, shop()))
		name := filepath.Join("testdata", f.Name+".golden")
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (make golden): %s", f.Name, diff)
		}
	}
}

func TestExportsAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		for _, c := range []catalog.Catalogue{shop(), hostile()} {
			if diff := cmp.Diff(archive(written(t, f.Name, c)), archive(written(t, f.Name, c))); diff != "" {
				t.Errorf("%s: %s", f.Name, diff)
			}
		}
	}
}

// valid tells what is wrong with the files of each format, by its grammar.
var valid = map[string]func(*testing.T, []File) error{
	"mermaid": func(_ *testing.T, files []File) error {
		label := `"(?:[\p{L}\p{N} ._/:…-]|#\d+;)*"`
		return lines(files, `flowchart LR|  s\d+\[`+label+`\]|  t\d+\(\[`+label+`\]\)|  [st]\d+ (-->|-\.->) [st]\d+|  classDef [a-z]+ [a-z0-9#:, -]+|  class [st0-9,]+ [a-z]+`)
	},
	"dot": func(_ *testing.T, files []File) error {
		text := `"(?:[^"\\]|\\["\\])*"`
		return lines(files, `digraph `+text+` \{|  (rankdir=LR|(node|edge) \[[^\n]*\]);|  [st]\d+ \[(\w+=(`+text+`|\w+)(, )?)+\];|  [st]\d+ -> [st]\d+( \[(\w+=(`+text+`|\w+)(, )?)+\])?;|\}`)
	},
	"html":         validPage,
	"asyncapi":     validAsyncAPI,
	"jsonschema":   validSchemas,
	"backstage":    validBackstage,
	"eventcatalog": validEventCatalog,
	"svg":          func(_ *testing.T, files []File) error { return wellFormed(files[0].Data) },
}

// lines checks that each line of files matches a pattern.
func lines(files []File, pattern string) error {
	re := regexp.MustCompile(`^(?:` + pattern + `)$`)
	for _, f := range files {
		for line := range strings.Lines(string(f.Data)) {
			if !re.MatchString(strings.TrimSuffix(line, "\n")) {
				return fmt.Errorf("%s: %q is not of the format", f.Name, line)
			}
		}
	}
	return nil
}

// wellFormed checks XML, and that it holds no elements but those of pictures.
func wellFormed(data []byte) error {
	known := []string{"svg", "title", "style", "defs", "marker", "path", "rect", "g", "text"}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && !slices.Contains(known, e.Name.Local) {
			return fmt.Errorf("element %s", e.Name.Local)
		}
	}
}

func TestEveryFormatQuotesHostileNames(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		check := valid[f.Name]
		if check == nil {
			t.Errorf("%s has no check", f.Name)
			continue
		}
		for name, c := range map[string]catalog.Catalogue{"shop": shop(), "hostile": hostile(), "empty": {}} {
			if err := check(t, written(t, f.Name, c)); err != nil {
				t.Errorf("%s of %s: %v", f.Name, name, err)
			}
		}
	}
}

// large is a catalogue of n edges.
func large(n int) catalog.Catalogue {
	var edges []catalog.Edge
	for i := range n {
		e := shop().Edges[0]
		if i%2 == 1 {
			e.Direction = catalog.Consume
		}
		e.Topic = catalog.Topic{Certainty: catalog.Constant, Name: fmt.Sprintf("domain%d.topic%d", i%17, i%(n/5)), Source: catalog.Call}
		e.Confidence = catalog.High
		e.Service = fmt.Sprintf("service-%d", i*7%211)
		e.Payload = fmt.Sprintf("example.com/shop/events.Event%d", i%(n/5))
		e.Position.Line = i + 1
		edges = append(edges, e)
	}
	c := catalog.New(edges)
	c.Shapes = shop().Shapes
	return c
}

func TestMermaidSplitsWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	files := written(t, "mermaid", large(2000))
	if len(files) < 4 {
		t.Fatalf("%d files", len(files))
	}
	edges := 0
	for _, f := range files {
		n := bytes.Count(f.Data, []byte("-->"))
		edges += n
		if n > mermaidEdges || len(f.Data) > mermaidBytes {
			t.Errorf("%s has %d edges, %d bytes", f.Name, n, len(f.Data))
		}
	}
	if want := len(look(large(2000), Options{}).links); edges != want {
		t.Errorf("%d edges in all, want %d", edges, want)
	}
}

func TestSourceLinks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ module, template, want string }{
		{"github.com/acme/shop", "", "https://github.com/acme/shop/blob/abc/a%20b/c.go#L3"},
		{"github.com/acme/shop/services/mail/v2", "", "https://github.com/acme/shop/blob/abc/services/mail/a%20b/c.go#L3"},
		{"gitlab.com/acme/shop", "", "https://gitlab.com/acme/shop/-/blob/abc/a%20b/c.go#L3"},
		{"example.com/shop", "", ""},
		{"example.com/shop", "https://code.example/{module}/{path}?at={commit}&l={line}", "https://code.example/example.com/shop/a%20b/c.go?at=abc&l=3"},
	} {
		c := catalog.Catalogue{Origins: []catalog.Origin{{Module: tt.module, Commit: "abc"}}}
		if got := sources(c, tt.template)(catalog.Edge{Position: finding.Position{File: "a b/c.go", Line: 3}}); got != tt.want {
			t.Errorf("%s with %q: %q, want %q", tt.module, tt.template, got, tt.want)
		}
	}
}

func TestSlugsAreUniqueAndSafe(t *testing.T) {
	t.Parallel()
	s := newSlugs(20)
	seen := map[string]bool{}
	for _, text := range []string{"a", "A", "a", "日本語", "中文", "", "..", "../../etc/passwd", strings.Repeat("x", 90), strings.Repeat("x", 91), "a", "a"} {
		slug := s.give(text)
		if !regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$`).MatchString(slug) || len(slug) > 20 || seen[strings.ToLower(slug)] {
			t.Errorf("%q has slug %q", text, slug)
		}
		seen[strings.ToLower(slug)] = true
	}
}

var keep = flag.String("keep", "", "folder to write the exports of the tests' catalogues to, for tools that read them")

// TestKeepExports writes what `make exports` gives to other tools.
func TestKeepExports(t *testing.T) {
	if *keep == "" {
		t.Skip("-keep names no folder")
	}
	for name, c := range map[string]catalog.Catalogue{"shop": shop(), "hostile": hostile(), "large": large(5000)} {
		for _, f := range Formats() {
			if name == "large" && f.Name != "html" {
				continue // the tools would take long
			}
			for _, file := range written(t, f.Name, c) {
				to := filepath.Join(*keep, name, f.Name, filepath.FromSlash(file.Name))
				if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(to, file.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
