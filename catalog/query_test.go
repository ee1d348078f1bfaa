package catalog

import (
	"testing"
)

func TestConsumersOfAFieldAreThoseThatReadIt(t *testing.T) {
	t.Parallel()
	fields := []Field{{"customer.name", "string"}, {"id", "int"}, {"lines[].sku", "string"}}
	edge := func(pkg string, reads ...string) Edge {
		return Edge{Direction: Consume, Topic: Topic{Certainty: Constant, Name: "orders"}, Payload: "a.Order", Package: pkg, Fields: fields, Reads: reads, Source: Static}
	}
	c := New([]Edge{edge("all"), edge("id", "id"), edge("customer", "customer"), edge("lines", "id", "lines[].sku")})
	for field, want := range map[string][]string{
		"id":            {"all", "id", "lines"},
		"customer":      {"all", "customer"},
		"customer.name": {"all", "customer"},
		"lines[].sku":   {"all", "lines"},
		"lines.sku":     {"all", "lines"},
		"total":         {},
	} {
		a, err := c.Consumers(Query{Topic: "orders", Field: field})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, u := range a.Consumers {
			got = append(got, u.Package)
		}
		if len(got) != len(want) {
			t.Errorf("%s: got %q, want %q", field, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: got %q, want %q", field, got, want)
			}
		}
	}
}
