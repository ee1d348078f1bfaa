package golangci

import (
	"crypto/sha256"
	"fmt"
	"os"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// keyed has golangci-lint forget results when a file changes that it does not know of. It keeps facts under the name of the analyzer that made them, and
// issues under the names of the linter's analyzers: so the file's content becomes a part of two names. The analyzer that users see keeps its own.
func keyed(a *analysis.Analyzer, file string) ([]*analysis.Analyzer, error) {
	if file == "" {
		return []*analysis.Analyzer{a}, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	sum := fmt.Sprintf("%x", sha256.Sum256(data))[:16]
	finds := *a
	finds.Name = a.Name + "_facts_" + sum
	finds.ResultType = reflect.TypeFor[[]analysis.Diagnostic]()
	finds.Run = func(pass *analysis.Pass) (any, error) {
		var found []analysis.Diagnostic
		own := *pass
		own.Report = func(d analysis.Diagnostic) { found = append(found, d) }
		_, err := a.Run(&own)
		return found, err
	}
	tells := &analysis.Analyzer{Name: a.Name, Doc: a.Doc, URL: a.URL, Requires: []*analysis.Analyzer{&finds}, Run: func(pass *analysis.Pass) (any, error) {
		for _, d := range pass.ResultOf[&finds].([]analysis.Diagnostic) {
			pass.Report(d)
		}
		return nil, nil
	}}
	key := &analysis.Analyzer{Name: a.Name + "_models_" + sum, Doc: "tells nothing", Run: func(*analysis.Pass) (any, error) { return nil, nil }}
	return []*analysis.Analyzer{tells, key}, nil
}
