package cli

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
)

func (a *app) modelsInfer() *cobra.Command {
	var dir, output string
	c := &cobra.Command{
		Use:   "infer",
		Short: "Write down what the whole program tells of its interfaces, for go vet and golangci-lint",
		Long: "go vet and golangci-lint see one package at a time, and do not know what is behind an interface. This command looks at the whole program and writes a\n" +
			"file of models of those methods of interfaces that publish, write or run a transaction whatever implementation is behind them. Name the file in .buslint.yml\n" +
			"(or in the settings of golangci-lint) as inferred, and write it anew when implementations change. buslint lint does not need it.\n\n" +
			"Exit code: 0 done, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := config.Find(dir, a.names())
			if err != nil {
				return err
			}
			o := driver.Options{Dir: dir, Infer: true, Analyze: conf.Analyze, Tags: conf.Tags}
			if err := describe(&o, conf); err != nil {
				return err
			}
			r, err := driver.Run(c.Context(), o)
			if err != nil {
				return exit{NotReady, err}
			}
			for _, p := range r.Problems {
				fmt.Fprintf(a.errOut, "buslint: %s\n", p)
			}
			if len(r.Problems) > 0 {
				return errIncomplete
			}
			return a.write(output, func(w io.Writer) error {
				_, err := w.Write(inferred(r.Inferred))
				return err
			})
		},
	}
	c.Flags().StringVarP(&dir, "dir", "C", ".", "folder to work in")
	c.Flags().StringVarP(&output, "output", "o", "", "file to write instead of standard output")
	return c
}

// inferred writes models down, a library for each package.
func inferred(list []bus.Inferred) []byte {
	var b bytes.Buffer
	b.WriteString("# Written by `buslint models infer`: what the implementations of these interfaces do. Do not change it by hand.\n")
	packages := map[string][]bus.Inferred{}
	var names []string
	for _, x := range list {
		if packages[x.Package] == nil {
			names = append(names, x.Package)
		}
		packages[x.Package] = append(packages[x.Package], x)
	}
	slices.Sort(names)
	for i, name := range names {
		if i > 0 {
			b.WriteString("---\n")
		}
		fmt.Fprintf(&b, "library: %s\npackages: [%s]\nfunctions:\n", name, name)
		var publishers []string
		for _, x := range packages[name] {
			fmt.Fprintf(&b, "  \"($.%s).%s\": {%s}\n", x.Type, x.Method, strings.Join(x.Effects, ", "))
			if x.Broker && !slices.Contains(publishers, x.Type) {
				publishers = append(publishers, x.Type)
			}
		}
		if len(publishers) > 0 {
			b.WriteString("types:\n")
		}
		for _, p := range publishers {
			fmt.Fprintf(&b, "  \"$.%s\": {is: publisher, broker: true}\n", p)
		}
	}
	return b.Bytes()
}
