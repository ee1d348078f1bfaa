package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/internal/driver"
)

func (a *app) schemaCheck() *cobra.Command {
	var f lintFlags
	var base string
	c := &cobra.Command{
		Use:   "check [packages]",
		Short: "Find changes of payloads that break",
		Long: "Compares the payloads that packages (default ./...) publish and consume with their last locks, or with all where compat in events.yml is transitive, by the\n" +
			"rule schemabreak. `buslint lint` runs it too; here it also prints what is for information: changes that no lock has yet, and what cannot be judged.\n\n" +
			"With --base they are compared with the revision where they left it too, and locks must be those of the base with revisions added.\n\n" +
			"Exit code: 0 nothing found, 1 findings at or above --fail-on, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		RunE: func(c *cobra.Command, args []string) error {
			f.rules = []string{"schemabreak"}
			if f.show == "" {
				f.show = "info"
			}
			f.declared = &driver.Declared{Now: today()}
			if base != "" {
				var err error
				if f.declared.Base, err = a.revision(c.Context(), f, base); err != nil {
					return err
				}
			} else if _, err := a.locks(f.dir); err != nil {
				return err
			}
			return a.runLint(c.Context(), f, args)
		},
	}
	fl := c.Flags()
	f.add(fl)
	fl.StringVar(&f.format, "format", "text", strings.Join(formats(), ", "))
	fl.StringVarP(&f.output, "output", "o", "", "file to write instead of standard output")
	fl.StringVar(&f.baseline, "baseline", "", baselineUsage)
	fl.StringVar(&base, "base", "", "revision to compare with: a branch, tag or commit")
	return c
}
