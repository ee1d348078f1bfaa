package verify

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entgo.io/ent/entc/gen"
	schema "entgo.io/ent/entc/load"
	"entgo.io/ent/schema/field"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/models"
)

// TestShapesFitExamples takes what sqlc wrote for its own examples.
func TestShapesFitExamples(t *testing.T) {
	t.Parallel()
	shapes := map[string]string{
		"github.com/sqlc-dev/sqlc/examples/authors/mysql":    "sqlc-sql",
		"github.com/sqlc-dev/sqlc/examples/batch/postgresql": "sqlc-pgx",
	}
	pkgs, err := load(&packages.Config{}, slices.Sorted(maps.Keys(shapes))...)
	if err != nil {
		t.Fatal(err)
	}
	set, err := models.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for path, shape := range shapes {
		for _, p := range models.CheckShape(set, shape, pkgs[path]) {
			t.Error(p)
		}
	}
}

// TestShapesFitGeneratedCode lets ent write a client for a schema of one entity, in a module that has the same dependencies as this one.
func TestShapesFitGeneratedCode(t *testing.T) {
	t.Parallel()
	const path = "shop.example/ent"
	dir := t.TempDir()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	main, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	mod = bytes.Replace(mod, []byte("module github.com/buslint/buslint/models/verify"), []byte("module shop.example"), 1)
	mod = bytes.Replace(mod, []byte("=> ../.."), []byte("=> "+main), 1)
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"go.mod": mod, "go.sum": sum} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}

	storage, err := gen.NewStorage("sql")
	if err != nil {
		t.Fatal(err)
	}
	text := &field.TypeInfo{Type: field.TypeString}
	graph, err := gen.NewGraph(
		&gen.Config{Package: path, Schema: path + "/schema", Target: filepath.Join(dir, "ent"), Storage: storage, Features: []gen.Feature{gen.FeatureUpsert}, IDType: &field.TypeInfo{Type: field.TypeInt}},
		&schema.Schema{Name: "Order", Fields: []*schema.Field{{Name: "status", Info: text}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	if err := graph.Gen(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "ent", "schema"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "ent", "schema", "schema.go"), []byte("package schema\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	pkgs, err := load(&packages.Config{Dir: dir}, path)
	if err != nil {
		t.Fatal(err)
	}
	set, err := models.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range models.CheckShape(set, "ent-generated", pkgs[path]) {
		t.Error(p)
	}
}
