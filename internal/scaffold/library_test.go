package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/internal/docgen"
	"github.com/buslint/buslint/models"
)

func TestNewLibraryIsListedOnce(t *testing.T) {
	t.Parallel()
	s, err := read(root, []string{"library", "brand-new", "brand.example/go/new"})
	if err != nil {
		t.Fatal(err)
	}
	want := append(strings.Split(string(readFile(t, root, "models/verify/libraries.go")), "\n"), "\t_ \"brand.example/go/new\"")
	slices.Sort(want)
	got := slices.Sorted(strings.SplitSeq(string(s.list.text), "\n"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNewLibraryAgreesWithItsStandIn(t *testing.T) {
	t.Parallel()
	s, err := read(root, []string{"library", "brand-new"})
	if err != nil {
		t.Fatal(err)
	}
	libs, err := models.Parse("brand-new.yaml", text(t, s, "models/brand-new.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	set, err := models.NewSet(libs...)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "brandnew.go", text(t, s, "testdata/src/example.com/brand-new/brandnew.go"), 0)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	standIn, err := config.Check("example.com/brand-new", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range models.Check(set, func(string) (*types.Package, error) { return standIn, nil }) {
		t.Error(p)
	}
}

func TestCommentsOfNewLibraryAreDocumented(t *testing.T) {
	t.Parallel()
	s, err := read(root, []string{"library", "brand-new"})
	if err != nil {
		t.Fatal(err)
	}
	libs, err := models.Parse("brand-new.yaml", text(t, s, "models/brand-new.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := docgen.ModelPages([]models.File{{Name: "brand-new.yaml", Libraries: libs}}, docgen.Proved{Mod: readFile(t, root, "models/verify/go.mod"), Imports: s.list.text})
	if err != nil {
		t.Fatal(err)
	}
	page := string(pages["models/brand-new.md"])
	for _, want := range []string{"In `example.com/brand-new`", "The broker has the event when the call returns without an error", "Each producer has a connection of its own: make one, and keep it"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
}

func TestLibrariesHaveNamesAndPackagesOfTheirOwn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, pkg, want string }{
		{"", "example.com/x", "is not small letters"},
		{"Kafka", "example.com/x", "is not small letters"},
		{"../evil", "example.com/x", "is not small letters"},
		{"two--dashes", "example.com/x", "is not small letters"},
		{"9p", "example.com/x", "is not small letters"},
		{"go", "example.com/x", "that name a package"},
		{"brand-new", "", "package: "},
		{"brand-new", "example.com/../x", "package: "},
		{"brand-new", "example.com/white space", "package: "},
		{"brand-new", "brandnew/x", "begins with a host"},
		{"nsq", "example.com/nsq", "models/nsq.yaml describes nsq already"},
		{"other-nsq", "github.com/nsqio/go-nsq", "models/nsq.yaml describes nsq already"},
	} {
		if _, err := library(root, tt.name, tt.pkg); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("library %q of %q: %v, want %q", tt.name, tt.pkg, err, tt.want)
		}
	}
}

// text is that of a file of a scaffold.
func text(t *testing.T, s *scaffold, name string) []byte {
	t.Helper()
	for _, f := range s.files {
		if f.name == name {
			return f.text
		}
	}
	t.Fatalf("%s is not written", name)
	return nil
}

func readFile(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
