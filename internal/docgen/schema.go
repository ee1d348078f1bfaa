package docgen

import (
	_ "embed"
	"strings"

	"github.com/buslint/buslint/analyzers/rule"
)

//go:embed buslint.schema.json
var schema string

// Schema is the JSON Schema of .buslint.yml, for editors: what internal/config reads, with the names of the rules.
func Schema(rules []rule.Rule) []byte {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = `"` + r.Name + `"`
	}
	return []byte(strings.Replace(schema, "RULES", strings.Join(names, ", "), 1))
}
