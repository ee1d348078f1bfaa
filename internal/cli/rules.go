package cli

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (a *app) listRules() *cobra.Command {
	return &cobra.Command{Use: "rules", Short: "List the rules", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "RULE\tSEVERITY\tON\tWHAT IT DOES")
		for _, r := range a.rules {
			on := "yes"
			if !r.Default {
				on = "opt"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.Name, r.Severity, on, r.Summary())
		}
		return w.Flush()
	}}
}

func (a *app) explain() *cobra.Command {
	return &cobra.Command{Use: "explain RULE", Short: "Say what a rule finds, why it matters and what to do", RunE: func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return errors.New("name one rule, such as: buslint explain txpublish; `buslint rules` lists them")
		}
		for _, r := range a.rules {
			if r.Name == args[0] {
				_, err := fmt.Fprintf(a.out, "%s (%s, %s)\n\n%s", r.Name, r.Family, r.Severity, r.Doc)
				return err
			}
		}
		return a.unknownRule(args[0])
	}}
}
