package cli

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
)

func (a *app) sunset() *cobra.Command {
	var f queryFlags
	var within string
	c := &cobra.Command{
		Use:   "sunset",
		Short: "List what is to end soon, and who still consumes it",
		Long: "Lists topics and versions whose sunset in events.yml is past or near, with the consumers that did not agree to be gone by then (ack). An end is\n" +
			"called safe only if no consumer is left, none consumes topics that are not known, and all catalogues are fresh.\n\n" +
			"  buslint sunset --within 30d --format md\n\n" +
			"Exit code: 0 done, whatever ends, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			write, known := map[string]func(io.Writer, []catalog.Due, []catalog.Origin, string) error{"text": catalog.DueText, "md": catalog.DueMarkdown, "json": catalog.EncodeDue}[f.format]
			if !known {
				return exit{Usage, fmt.Errorf("--format %q is none of text, md, json", f.format)}
			}
			span, err := catalog.ParseDuration(within)
			if err != nil || span < 0 {
				return exit{Usage, fmt.Errorf("--within %q is no time such as 30d", within)}
			}
			k, err := a.know(c.Context(), f)
			if err != nil {
				return err
			}
			due := k.Due(k.fresh.Now.Add(span).Format(time.DateOnly))
			if err := a.write(f.output, func(w io.Writer) error { return write(w, due, k.Stale(k.fresh), k.fresh.Now.Format(time.DateOnly)) }); err != nil {
				return err
			}
			if !k.complete {
				return errIncomplete
			}
			return nil
		},
	}
	f.add(c, "text, md or json")
	c.Flags().StringVar(&within, "within", "30d", "how far to look ahead")
	return c
}
