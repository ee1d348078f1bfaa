package main

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/module"

	"github.com/buslint/buslint/models"
)

// libraryFiles says where each template goes.
var libraryFiles = []struct{ template, name string }{
	{"library/model.yaml.txt", "models/NAME.yaml"},
	{"library/standin.go.txt", "testdata/src/PACKAGE/IDENT.go"},
	{"library/txpublish.go.txt", "testdata/src/txpublish/brokers/NAME.go"},
	{"library/lostpublish.go.txt", "testdata/src/lostpublish/brokers/NAME.go"},
}

var validLibrary = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// library makes the model of a library that publishes, a stand-in for the library's package, and fixtures of two rules.
func library(root, name, pkg string) (*scaffold, error) {
	ident := strings.ReplaceAll(name, "-", "") // name of the package
	if !validLibrary.MatchString(name) || !token.IsIdentifier(ident) {
		return nil, fmt.Errorf("name %q is not small letters, digits and dashes that name a package", name)
	}
	if err := module.CheckImportPath(pkg); err != nil {
		return nil, fmt.Errorf("package: %w", err)
	}
	if host, _, _ := strings.Cut(pkg, "/"); !strings.Contains(host, ".") {
		return nil, fmt.Errorf("package %q is not an import path that begins with a host", pkg)
	}
	if err := undescribed(name, pkg); err != nil {
		return nil, err
	}

	s := &scaffold{next: fmt.Sprintf("Wrote models/%[1]s.yaml, its stand-in testdata/src/%[2]s, and fixtures: brokers/%[1]s.go of txpublish and lostpublish.\n"+
		"Describe the real library in place of the invented one, then `make docs`. `cd models/verify && go get %[2]s`, then `make models` proves it.", name, pkg)}
	words := strings.NewReplacer("NAME", name, "IDENT", ident, "PACKAGE", pkg)
	for _, f := range libraryFiles {
		if err := s.fill(words, f.template, f.name); err != nil {
			return nil, err
		}
	}
	const list = "models/verify/libraries.go"
	source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(list)))
	if err != nil {
		return nil, err
	}
	s.list, err = enter(list, source, "_ "+strconv.Quote(pkg))
	return s, err
}

// undescribed refuses what a model is there of.
func undescribed(name, pkg string) error {
	files, err := models.Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		for _, l := range f.Libraries {
			if l.Name == name || slices.Contains(l.Packages, pkg) {
				return fmt.Errorf("models/%s describes %s already", f.Name, l.Name)
			}
		}
	}
	return nil
}
