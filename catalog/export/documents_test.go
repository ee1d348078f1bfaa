package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/buslint/buslint/catalog"
)

// asyncAPISchema is the official schema, compiled once. The licence of its file stands beside it.
var asyncAPISchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	data, err := os.ReadFile(filepath.Join("testdata", "asyncapi-3.0.0.json"))
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("asyncapi.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("asyncapi.json")
})

// validAsyncAPI checks documents by the official schema, and that what they refer to is there.
func validAsyncAPI(t *testing.T, files []File) error {
	t.Helper()
	s, err := asyncAPISchema()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if err := s.Validate(doc); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if err := refersTo(doc, doc); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// refersTo checks that each reference within a document leads somewhere.
func refersTo(doc, at any) error {
	switch at := at.(type) {
	case map[string]any:
		if to, ok := at["$ref"].(string); ok {
			target := doc
			for key := range strings.SplitSeq(strings.TrimPrefix(to, "#/"), "/") {
				members, _ := target.(map[string]any)
				if target, ok = members[key]; !ok {
					return fmt.Errorf("%s leads nowhere", to)
				}
			}
		}
		for _, v := range at {
			if err := refersTo(doc, v); err != nil {
				return err
			}
		}
	case []any:
		for _, v := range at {
			if err := refersTo(doc, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func validSchemas(_ *testing.T, files []File) error {
	for _, f := range files {
		if _, err := compiled(f.Data); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

func compiled(data []byte) (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("event.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("event.json")
}

func TestOneDocumentOfAllServices(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]catalog.Catalogue{"shop": shop(), "hostile": hostile()} {
		files, err := asyncAPI(c, Options{Merged: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := validAsyncAPI(t, files); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var doc struct{ Operations map[string]any }
		if err := json.Unmarshal(files[0].Data, &doc); err != nil {
			t.Fatal(err)
		}
		if name == "shop" && (doc.Operations["orders.send.orders.placed"] == nil || doc.Operations["billing.receive.orders.placed"] == nil) {
			t.Errorf("operations are %v", doc.Operations)
		}
	}
}

// TestSchemaTakesWhatIsWritten validates values as encoding/json writes them.
func TestSchemaTakesWhatIsWritten(t *testing.T) {
	t.Parallel()
	type line struct {
		SKU   string `json:"sku"`
		Count uint16 `json:"count"`
	}
	type order struct {
		ID     string            `json:"order_id"`
		At     string            `json:"at"`
		Status string            `json:"status"`
		Total  int64             `json:"total,string"`
		Note   *string           `json:"note,omitempty"`
		Lines  []line            `json:"lines"`
		Labels map[string]string `json:"labels,omitempty"`
		Extra  any               `json:"extra"`
	}
	var schema *jsonschema.Schema
	for _, f := range written(t, "jsonschema", shop()) {
		if f.Name == "orders.Placed.schema.json" {
			s, err := compiled(f.Data)
			if err != nil {
				t.Fatal(err)
			}
			schema = s
		}
	}
	if schema == nil {
		t.Fatal("no schema of orders.Placed")
	}
	good := order{ID: "5f3c1b8e-8f0e-4a51-9d0b-0c1c5b7c2f11", At: "2026-11-22T10:00:00Z", Status: "paid"}
	full := good
	full.Lines, full.Labels, full.Extra = []line{{"a", 65535}}, map[string]string{"a": "b"}, 7
	for _, tt := range []struct {
		value any
		ok    bool
	}{{good, true}, {full, true}, {map[string]any{}, false}, {order{ID: "x", At: "2026-11-22T10:00:00Z"}, false}, {"text", false}} {
		data, err := json.Marshal(tt.value)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); (err == nil) != tt.ok {
			t.Errorf("%s: %v", data, err)
		}
	}
}
