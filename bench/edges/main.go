// Edges says how many of the events that people found by reading real repositories `buslint catalog extract` finds too.
//
//	go run ./bench/edges -labels LABELS owner/name=FOLDER...
//
// LABELS is a folder with a file owner+name.tsv for each repository, FOLDER its checkout; all modules with labelled files are analysed.
// Packages are loaded with the environment that the program is given: GOFLAGS=-mod=mod, say, where a go.sum is incomplete.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/models"
)

func main() {
	labels := flag.String("labels", "", "folder of the labels")
	list := flag.Bool("l", false, "list what was missed, and found with another topic or payload")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *labels, *list, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "edges:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, labels string, list bool, repositories []string) error {
	if labels == "" || len(repositories) == 0 {
		return errors.New("wrong use: edges needs -labels LABELS and at least one owner/name=FOLDER")
	}
	all := score{}
	for _, arg := range repositories {
		name, folder, ok := strings.Cut(arg, "=")
		if !ok {
			return fmt.Errorf("%q is no owner/name=FOLDER", arg)
		}
		rows, err := readRows(filepath.Join(labels, strings.ReplaceAll(name, "/", "+")+".tsv"))
		if err != nil {
			return err
		}
		edges, err := extract(ctx, folder, rows)
		if err != nil {
			return fmt.Errorf("extract from %s: %w", name, err)
		}
		found := score{}
		for _, r := range rows {
			v := judge(r, edges)
			found.add(r, v)
			all.add(r, v)
			if list && v != (verdict{true, true, true}) {
				fmt.Fprintf(w, "%s %s %s:%d %s\n", v, r.direction, r.file, r.line, r.note)
			}
		}
		found.print(w, name)
	}
	all.print(w, "all")
	return nil
}

// extract lists the edges of the modules that hold labelled files; positions are below folder.
func extract(ctx context.Context, folder string, rows []row) ([]catalog.Edge, error) {
	modules := map[string]bool{}
	for _, r := range rows {
		modules[moduleOf(folder, r.file)] = true
	}
	var out []catalog.Edge
	for _, module := range slices.Sorted(maps.Keys(modules)) {
		r, err := driver.Run(ctx, driver.Options{Dir: filepath.Join(folder, module), Models: models.Builtin, Edges: true})
		if err != nil {
			return nil, fmt.Errorf("module %s: %w", module, err)
		}
		for _, p := range r.Problems {
			fmt.Fprintln(os.Stderr, "edges:", module, p)
		}
		for _, e := range r.Catalogue.Edges {
			e.Position.File = path.Join(filepath.ToSlash(module), e.Position.File)
			for i := range e.Via {
				e.Via[i].File = path.Join(filepath.ToSlash(module), e.Via[i].File)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// moduleOf is the folder of the module that holds a file, "." if none does.
func moduleOf(folder, file string) string {
	dir := path.Dir(file)
	for ; dir != "."; dir = path.Dir(dir) {
		if _, err := os.Stat(filepath.Join(folder, dir, "go.mod")); err == nil {
			break
		}
	}
	return dir
}
