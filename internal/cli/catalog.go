package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/driver"
)

func (a *app) catalog() *cobra.Command {
	c := &cobra.Command{Use: "catalog", Short: "Which code publishes and consumes which events, and what events.yml says of them"}
	c.AddCommand(a.catalogInit(), a.catalogCheck(), a.catalogExtract(), a.catalogDiff(), a.catalogMerge(), a.catalogObserve(), a.catalogExport())
	return c
}

// catalogFlags are those that the catalogue's commands share.
type catalogFlags struct {
	dir, config, format, output string
	tags                        []string
}

func (f *catalogFlags) add(c *cobra.Command) {
	fl := c.Flags()
	fl.StringVarP(&f.dir, "dir", "C", ".", "folder to work in")
	fl.StringVar(&f.config, "config", "", "configuration file (default: .buslint.yml here or above)")
	fl.StringVar(&f.format, "format", "text", "text or json")
	fl.StringVarP(&f.output, "output", "o", "", "file to write instead of standard output")
	fl.StringSliceVar(&f.tags, "tags", nil, "build tags")
}

// catalogOptions says how to extract catalogues.
func (a *app) catalogOptions(f catalogFlags) (driver.Options, error) {
	if f.format != "text" && f.format != "json" {
		return driver.Options{}, exit{Usage, fmt.Errorf("--format %q is neither text nor json", f.format)}
	}
	return a.options(f.dir, f.config, f.tags)
}

// extract analyses a folder. Packages that could not be analysed are told of, and make its catalogue incomplete: what says which folder it is.
func (a *app) extract(ctx context.Context, o driver.Options, what string) (*driver.Result, error) {
	progress, done := a.progress()
	o.Progress = progress
	r, err := driver.Run(ctx, o)
	done()
	a.kept(o.Cache, r)
	if err != nil {
		return nil, err
	}
	for _, p := range r.Problems {
		fmt.Fprintf(a.errOut, "buslint: %s%s\n", what, finding.Clean(p.String()))
	}
	return r, nil
}

// loadError is the exit of a folder that could not be loaded.
func loadError(err error) error {
	if errors.Is(err, driver.ErrNoPackages) || errors.Is(err, driver.ErrNoFolder) || errors.Is(err, driver.ErrEvents) {
		return exit{Usage, err}
	}
	return exit{NotReady, err}
}

// errIncomplete says that a catalogue lacks packages.
var errIncomplete = exit{NotReady, errors.New("packages could not be analysed; what they publish and consume is missing")}

// write prints to standard output, or to the file that is named.
func (a *app) write(file string, report func(io.Writer) error) error {
	if file == "" {
		return report(a.out)
	}
	var content bytes.Buffer
	if err := report(&content); err != nil {
		return err
	}
	if err := writeFile(file, content.Bytes()); err != nil {
		return exit{Usage, err}
	}
	return nil
}
