package cli

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/buslint/buslint/analyzers/modular"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/models"
)

// vetting tells whether the go command speaks to buslint as its vet tool: it asks for the version and the flags, then hands over one package a time.
func vetting(args []string) bool {
	return len(args) > 0 && (args[0] == "-V=full" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg"))
}

// vet answers the go command. If it returns nil, unitchecker has the last word and ends the process.
func (a *app) vet(args []string) error {
	c := config.Default()
	if args[0] != "-flags" { // the same whatever the configuration says; and of this question the go command shows no error
		var err error
		if c, err = a.configuration(".", ""); err != nil {
			return exit{Usage, err}
		}
	}
	load := func() (*models.Set, error) { return modular.Models(c) }
	if args[0] == "-V=full" {
		if _, err := load(); err != nil {
			return exit{Usage, err}
		}
		return version(a.out, c.File, modular.InferredFile(c))
	}
	if unit := args[len(args)-1]; strings.HasSuffix(unit, ".cfg") {
		if err := rewriteUnit(unit); err != nil {
			return exit{NotReady, err}
		}
	}
	unitchecker.Main(modular.New(c, load)) // reads os.Args
	return nil
}

// version prints what the go command keeps results under: this program and its configuration, as that decides what is told.
func version(w io.Writer, configuration ...string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	sum := sha256.New()
	for _, name := range append([]string{program}, configuration...) {
		if name == "" {
			continue // no configuration
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", filepath.Base(name), len(data))
		sum.Write(data)
	}
	_, err = fmt.Fprintf(w, "buslint version devel buildID=%x\n", sum.Sum(nil))
	return err
}
