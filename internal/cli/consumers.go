package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
)

func (f *queryFlags) add(c *cobra.Command, formats string) {
	f.catalogFlags.add(c)
	fl := c.Flags()
	fl.Lookup("format").Usage = formats
	fl.StringSliceVar(&f.catalogues, "catalog", nil, "catalogues to ask, files or folders, in place of the module's own")
	fl.StringVar(&f.maxAge, "max-age", "", "tell of catalogues that are older, such as 14d")
	fl.StringVar(&f.now, "now", "", nowUsage)
}

func (a *app) consumers() *cobra.Command {
	var f queryFlags
	var field string
	c := &cobra.Command{
		Use:   "consumers TOPIC[@VERSION]",
		Short: "Say who consumes a topic, a version or a field",
		Long: "Lists who consumes a topic, or a version of its messages as events.yml numbers them, by what the code does, what events.yml registers, and what\n" +
			"brokers have seen. --field leaves those that decode a field, or of which that is not known. --catalog asks catalogues of other repositories,\n" +
			"as `buslint catalog extract --format json` writes them, in place of the module's own.\n\n" +
			"  buslint consumers orders.placed@1 --field customer.email --catalog catalogs/\n\n" +
			"Exit code: 0 done, 2 wrong use or an unknown topic, 3 something could not be loaded or analysed.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if f.format != "text" && f.format != "json" {
				return exit{Usage, fmt.Errorf("--format %q is neither text nor json", f.format)}
			}
			topic, version, err := topicVersion(args[0])
			if err != nil {
				return err
			}
			k, err := a.know(c.Context(), f)
			if err != nil {
				return err
			}
			answer, err := k.Consumers(catalog.Query{Topic: topic, Version: version, Field: field})
			if err != nil {
				return exit{Usage, err}
			}
			write := func(w io.Writer) error { return catalog.AnswerText(w, answer, k.Stale(k.fresh)) }
			if f.format == "json" {
				write = func(w io.Writer) error { return catalog.EncodeAnswer(w, answer, k.Stale(k.fresh)) }
			}
			if err := a.write(f.output, write); err != nil {
				return err
			}
			if !k.complete {
				return errIncomplete
			}
			return nil
		},
	}
	f.add(c, "text or json")
	c.Flags().StringVar(&field, "field", "", "path of a field of the payload, such as customer.email or lines[].sku")
	return c
}
