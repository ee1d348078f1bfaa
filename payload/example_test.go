package payload_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"github.com/buslint/buslint/payload"
)

func order(fields string) types.Type {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "order.go", "package shop; type Order struct {"+fields+"}", 0)
	if err != nil {
		panic(err)
	}
	pkg, err := new(types.Config).Check("example.com/shop", fset, []*ast.File{f}, nil)
	if err != nil {
		panic(err)
	}
	return pkg.Scope().Lookup("Order").Type()
}

// A producer renames a field and makes a number of a text. What its consumers have and what is stored was written by the type before.
func ExampleCompare() {
	before, err := payload.Extract(order("ID string `json:\"id\"`; Note string `json:\"note\"`; Total int64 `json:\"total\"`"), payload.Options{})
	if err != nil {
		panic(err)
	}
	after, err := payload.Extract(order("ID string `json:\"id\"`; Note string `json:\"remark\"`; Total string `json:\"total\"`"), payload.Options{})
	if err != nil {
		panic(err)
	}
	for _, v := range payload.Compare(before, after, payload.CompareOptions{}) {
		fmt.Println(v.Severity, v.ID, v.Direction, v.Path+":", v.Why)
	}
	// Output:
	// LOSSY J06 forward note: the value is written under another name, so zero is read
	// LOSSY J06 backward remark: the value is written under another name, so zero is read
	// BREAK J15 backward total: the reader expects another kind of value
	// BREAK J15 forward total: the reader expects another kind of value
}

// A consumer has a struct of its own. What counts are the fields that it reads.
func ExampleMismatch() {
	producer, err := payload.Extract(order("ID string `json:\"id\"`; Total int64 `json:\"total\"`"), payload.Options{})
	if err != nil {
		panic(err)
	}
	consumer, err := payload.Extract(order("ID string `json:\"id\"`; Amount int64 `json:\"amount\"`; Currency string"), payload.Options{})
	if err != nil {
		panic(err)
	}
	for _, v := range payload.Mismatch(producer, consumer, []string{"id", "amount"}, payload.CompareOptions{}) {
		fmt.Println(v.Severity, v.ID, v.Path+":", v.Why)
	}
	// Output:
	// LOSSY J05 amount: the field is not written, so it is read as 0
}
