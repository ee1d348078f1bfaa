// Bench measures what buslint costs beside a bare load of the same packages (parsed and type-checked, dependencies from export data), in paired runs:
// one after the other, several times, on generated modules of some sizes or on a real one.
//
//	go run ./bench -sizes 50,200,1000
//	go run ./bench -dir ../service
//
// CPU is user and system time of the process and of the go commands that it runs; peak is the greatest resident memory of one of them. The machine may
// be busy: trust the ratios, not the seconds.
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
	sizes := flag.String("sizes", "50,200,1000", "numbers of packages of the generated modules")
	dir := flag.String("dir", "", "measure this module instead")
	rounds := flag.Int("rounds", 3, "paired runs of each module")
	load := flag.Bool("load", false, "do nothing but load the packages of the current folder")
	flag.Parse()
	var err error
	switch {
	case *load:
		err = bareLoad()
	case *dir != "":
		err = measureAll([]string{*dir}, *rounds)
	default:
		err = generated(*sizes, *rounds)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bareLoad is the yardstick.
func bareLoad() error {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedModule |
		packages.NeedExportFile | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedSyntax}, "./...")
	if err != nil {
		return fmt.Errorf("load packages: %w", err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		return errors.New("load packages: some have errors")
	}
	fmt.Println(len(pkgs))
	return nil
}

// generated measures modules of the given sizes.
func generated(sizes string, rounds int) error {
	root, err := os.MkdirTemp("", "buslint-bench-")
	if err != nil {
		return fmt.Errorf("make a folder for modules: %w", err)
	}
	defer os.RemoveAll(root)
	var dirs []string
	for text := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < packagesPerService {
			return fmt.Errorf("-sizes: %q is no number of packages from %d up", text, packagesPerService)
		}
		dir := filepath.Join(root, text)
		if err := generate(dir, n); err != nil {
			return err
		}
		dirs = append(dirs, dir)
	}
	return measureAll(dirs, rounds)
}
