// Bench measures what buslint costs beside a bare load of the same packages (parsed and type-checked, dependencies from export data) and beside other
// tools: one after the other, several times, on generated modules of some sizes or on real ones.
//
//	go run ./bench -sizes 300,1000
//	go run ./bench -peers -write docs/performance.md -sizes 300,1000 ../service
//
// CPU is user and system time of a process and of those that it runs; peak is the greatest resident memory of one of them. The machine may be busy:
// trust the ratios, not the seconds. Files of a module that is given by its folder are changed while it is measured, and restored.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	sizes := flag.String("sizes", "", "numbers of packages of generated modules: 300,1000")
	rounds := flag.Int("rounds", 3, "runs of each tool on each module")
	peers := flag.Bool("peers", false, "measure other tools too, those that are installed")
	empty := flag.Bool("empty", false, "measure once with an empty Go build cache too")
	write := flag.String("write", "", "file whose tables are replaced, between the lines <!-- bench --> and <!-- end of bench -->")
	load := flag.String("load", "", "do nothing but load packages of the current folder: meta, export or syntax")
	flag.Parse()
	err := func() error {
		if *load != "" {
			return loadPackages(*load, flag.Args())
		}
		return bench(*sizes, flag.Args(), *rounds, *peers, *empty, *write)
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// loadPackages is the yardstick.
func loadPackages(what string, patterns []string) error {
	need := packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedModule
	switch what {
	case "meta":
		need |= packages.NeedDeps
	case "export":
		need |= packages.NeedDeps | packages.NeedExportFile
	case "syntax": // without NeedDeps, dependencies come from export data
		need |= packages.NeedExportFile | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedSyntax
	default:
		return fmt.Errorf("-load %q is none of meta, export, syntax", what)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: need}, patterns...)
	if err != nil {
		return fmt.Errorf("load packages: %w", err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		return errors.New("load packages: some have errors")
	}
	fmt.Println(len(pkgs))
	return nil
}

// bench measures all modules and prints or writes a table for each.
func bench(sizes string, dirs []string, rounds int, peers, empty bool, file string) error {
	root, err := os.MkdirTemp("", "buslint-bench-")
	if err != nil {
		return fmt.Errorf("make a folder for modules: %w", err)
	}
	defer os.RemoveAll(root)
	var modules []string
	for _, text := range strings.FieldsFunc(sizes, func(r rune) bool { return r == ',' }) {
		n, err := strconv.Atoi(text)
		if err != nil || n < packagesPerService {
			return fmt.Errorf("-sizes: %q is no number of packages from %d up", text, packagesPerService)
		}
		dir := filepath.Join(root, "generated module of "+text+" packages")
		if err := generate(dir, n); err != nil {
			return err
		}
		modules = append(modules, dir)
	}
	modules = append(modules, dirs...)
	if len(modules) == 0 {
		return errors.New("nothing to measure: give -sizes, or folders of modules")
	}
	tools, err := newTools(filepath.Join(root, "tools"), peers)
	if err != nil {
		return err
	}
	var tables strings.Builder
	for _, dir := range modules {
		m, err := readModule(dir)
		if err != nil {
			return err
		}
		rows, err := measure(m, tools, rounds)
		if err != nil {
			return fmt.Errorf("measure %s: %w", dir, err)
		}
		if empty {
			more, err := fromNothing(m, tools)
			if err != nil {
				return fmt.Errorf("measure %s with an empty build cache: %w", dir, err)
			}
			rows = append(rows, more...)
		}
		text := table(m, rows)
		fmt.Print(text)
		tables.WriteString(text)
	}
	if file == "" {
		return nil
	}
	return replaceTables(file, tables.String()+tools.versions())
}
