// Empty is a tool for go vet that looks at nothing: what go vet costs by itself.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{Name: "empty", Doc: "looks at nothing", Run: func(*analysis.Pass) (any, error) { return nil, nil }})
}
