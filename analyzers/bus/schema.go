package bus

import (
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// schema is what the program itself says of the tables that it writes to: the statements that make them, where they stand in the code, and indexes that
// are made by calls.
type schema struct {
	tables  []string // texts of statements, lower case
	indexes bool     // there are unique indexes, of which nobody knows on what
}

var (
	makesTable = lazyregexp.New(`(?i)\bcreate\s+(table|unique\s+index)\b`)
	// keyOf is the key of a table: behind its columns, or at one of them.
	keyOf  = lazyregexp.New(`primary\s+key\s*\(([^)]*)\)`)
	keyOfA = lazyregexp.New(`["` + "`" + `]?(\w+)["` + "`" + `]?\s+[^,]*?\bprimary\s+key`)
)

// schema finds it, once.
func (p *Program) schema() *schema {
	if p.madeTables != nil {
		return p.madeTables
	}
	s := &schema{}
	p.madeTables = s
	for _, f := range p.Funcs {
		if f.tests() {
			continue
		}
		for n := range f.Nodes {
			node := &f.Nodes[n]
			if node.Op == table.Const && makesTable.MatchString(node.Name) {
				s.tables = append(s.tables, strings.Split(strings.ToLower(node.Name), ";")...)
			}
			s.indexes = s.indexes || isCall(node.Op) && slices.ContainsFunc(f.calls[n].targets, func(t target) bool { return t.model != nil && t.model.Unique })
		}
	}
	return s
}

// forbids tells whether a table has room for one row only with what some of its columns are set to: there is a unique index, or they are its key.
func (s *schema) forbids(into string, columns []string) bool {
	named := regexp.MustCompile(`\b` + regexp.QuoteMeta(into) + `\b`)
	return into != "" && slices.ContainsFunc(s.tables, func(text string) bool {
		if !named.MatchString(text) {
			return false // another table's
		}
		if strings.Contains(text, "unique") {
			return true
		}
		var key []string
		for _, m := range keyOf.FindAllStringSubmatch(text, -1) {
			for c := range strings.SplitSeq(m[1], ",") {
				key = append(key, strings.Trim(c, " \t\r\n\"`"))
			}
		}
		if key == nil {
			for _, m := range keyOfA.FindAllStringSubmatch(text, -1) {
				key = append(key, m[1])
			}
		}
		return len(key) > 0 && !slices.ContainsFunc(key, func(c string) bool { return !slices.Contains(columns, c) })
	})
}
