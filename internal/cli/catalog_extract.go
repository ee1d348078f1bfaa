package cli

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
)

func (a *app) catalogExtract() *cobra.Command {
	var f catalogFlags
	c := &cobra.Command{
		Use:   "extract [packages]",
		Short: "List where packages (default ./...) publish and consume events",
		Long: "Lists where packages of the module in the current folder publish and consume events: topic, payload type, library, function and position.\n" +
			"A wrapper around a library counts where it is called with an event. Where events.yml declares topics, consumers that are registered there and not\n" +
			"found in code are listed too, and JSON has services and owners.\n\n" +
			"Exit code: 0 done, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		RunE: func(c *cobra.Command, args []string) error {
			o, err := a.catalogOptions(f)
			if err != nil {
				return err
			}
			o.Patterns = args
			found, r, err := a.catalogue(c.Context(), o)
			if err != nil {
				return err
			}
			write := catalog.Text
			if f.format == "json" {
				write = catalog.Encode
			}
			if err := a.write(f.output, func(w io.Writer) error { return write(w, found) }); err != nil {
				return err
			}
			if len(r.Problems) > 0 {
				return errIncomplete
			}
			return nil
		},
	}
	f.add(c)
	return c
}
