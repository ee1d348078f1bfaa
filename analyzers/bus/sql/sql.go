// Package sql reads statements far enough to tell what happens when one runs twice: a plain INSERT adds another row, x = x + 1 counts twice, but
// ON CONFLICT, a guard in the WHERE clause or a set value change nothing the second time.
//
// The grammar is that of TiDB's parser (github.com/pingcap/tidb/pkg/parser): pure Go, kept by the makers of a database, quick to start, and good enough
// for sqlc. It knows MySQL's dialect. PostgreSQL's and SQLite's statements are given to it with their own notation replaced: see dialect.go. The parser
// of PostgreSQL itself is to be had in Go only with cgo, or in WebAssembly, which takes more than a second to get ready for the first statement.
// What cannot be parsed is not known.
package sql

import (
	"slices"
	"strings"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/mysql"
	"github.com/pingcap/tidb/pkg/parser/opcode"
	"github.com/pingcap/tidb/pkg/parser/test_driver" // the plainest of the values that a parser makes
)

// Statement is one that writes.
type Statement struct {
	Kind    Kind
	Table   string   // without its schema
	Columns []string // of an insert, lower case
	Values  []Value  // of the first row that is inserted, by column
	Once    bool     // an insert that adds nothing, or replaces, where the row is there, or where a condition says so
	Grows   []string // columns of an update that are set to what they were, and something more
	Guards  []string // columns that decide which rows an update changes
}

// Kind is what a statement does.
type Kind uint8

// The kinds.
const (
	Other Kind = iota // it deletes, defines, ...
	Insert
	Update
)

// Value is what a column is set to.
type Value struct {
	Param int    // index of the parameter, -1 if it is none, or has a name
	Name  string // ... its name
	Func  string // function that makes it, lower case: gen_random_uuid
}

// Parse reads one statement.
func Parse(text string) (Statement, bool) {
	text, params, once := rewrite(text)
	p := parser.New()
	p.SetSQLMode(mysql.ModeANSIQuotes)
	nodes, _, err := p.Parse(text, "", "")
	if err != nil || len(nodes) != 1 {
		return Statement{}, false
	}
	r := reading{params: params}
	switch n := nodes[0].(type) {
	case *ast.InsertStmt:
		s := r.insert(n)
		s.Once = s.Once || once
		return s, true
	case *ast.UpdateStmt:
		return r.update(n), true
	}
	return Statement{}, true
}

// reading is a statement whose parameters have been replaced.
type reading struct{ params map[int]Value } // by where they stand

func (r reading) insert(n *ast.InsertStmt) Statement {
	s := Statement{Kind: Insert, Table: tableOf(n.Table), Once: n.IsReplace || n.IgnoreErr || len(n.OnDuplicate) > 0 || n.Select != nil}
	for _, c := range n.Columns {
		s.Columns = append(s.Columns, c.Name.L)
	}
	if len(n.Lists) > 0 {
		for _, e := range n.Lists[0] {
			s.Values = append(s.Values, r.value(e))
		}
	}
	return s
}

func (r reading) update(n *ast.UpdateStmt) Statement {
	s := Statement{Kind: Update, Table: tableOf(n.TableRefs)}
	for _, a := range n.List {
		if grows(a.Column.Name.L, a.Expr) {
			s.Grows = append(s.Grows, a.Column.Name.L)
		}
	}
	if n.Where != nil {
		s.Guards = columns(n.Where)
	}
	return s
}

// value is what an expression is, as far as it matters.
func (r reading) value(e ast.ExprNode) Value {
	switch e := e.(type) {
	case *test_driver.ParamMarkerExpr:
		if v, ok := r.params[e.Offset]; ok {
			return v
		}
	case *ast.FuncCallExpr:
		return Value{Param: -1, Func: e.FnName.L}
	case *ast.FuncCastExpr:
		return r.value(e.Expr)
	case *ast.ParenthesesExpr:
		return r.value(e.Expr)
	}
	return Value{Param: -1}
}

// grows tells whether a column is set to itself and something more or less, also where it may be null: coalesce(x, 0) + 1.
func grows(column string, e ast.ExprNode) bool {
	switch e := e.(type) {
	case *ast.ParenthesesExpr:
		return grows(column, e.Expr)
	case *ast.BinaryOperationExpr:
		return (e.Op == opcode.Plus || e.Op == opcode.Minus) && slices.Contains(columns(e), column)
	}
	return false
}

// columns lists the columns that an expression mentions, each once.
func columns(e ast.ExprNode) []string {
	v := &columnVisitor{}
	e.Accept(v)
	return v.found
}

type columnVisitor struct{ found []string }

func (v *columnVisitor) Enter(n ast.Node) (ast.Node, bool) {
	if c, ok := n.(*ast.ColumnName); ok && !slices.Contains(v.found, c.Name.L) {
		v.found = append(v.found, c.Name.L)
	}
	return n, false
}

func (v *columnVisitor) Leave(n ast.Node) (ast.Node, bool) { return n, true }

// tableOf is the first table that is named.
func tableOf(n *ast.TableRefsClause) string {
	v := &tableVisitor{}
	if n != nil {
		n.Accept(v)
	}
	return strings.Trim(v.found, "_")
}

type tableVisitor struct{ found string }

func (v *tableVisitor) Enter(n ast.Node) (ast.Node, bool) {
	if t, ok := n.(*ast.TableName); ok && v.found == "" {
		v.found = t.Name.L
	}
	return n, false
}

func (v *tableVisitor) Leave(n ast.Node) (ast.Node, bool) { return n, true }
