package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/payload"
)

func (a *app) schemaDiff() *cobra.Command {
	var f catalogFlags
	c := &cobra.Command{
		Use:   "diff EVENT[@REVISION] [EVENT[@REVISION]]",
		Short: "Judge the change between two shapes",
		Long: "Says what changed from one shape of a payload to another, and what each change does to those who read: the new type what was written before (backward), and\n" +
			"the old type what is written now (forward). Without a revision the code is meant; one argument compares the last lock, or the revision that it names, with\n" +
			"the code.\n\n" +
			"  buslint schema diff OrderPlaced\n  buslint schema diff OrderPlaced@1 OrderPlaced@3\n  buslint schema diff OrderPlaced.v1 OrderPlaced.v2\n\n" +
			"Exit code: 0 done, whatever changed, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			known, err := a.contracts(c.Context(), f, "")
			if err != nil {
				return err
			}
			if len(args) == 1 {
				event, number, err := topicVersion(args[0])
				if err != nil {
					return err
				}
				if number == 0 {
					h, err := known.history(event)
					if err != nil {
						return err
					}
					args[0] = fmt.Sprintf("%s@%d", event, len(h))
				}
				args = append(args, event)
			}
			from, old, err := known.revisionOf(args[0])
			if err != nil {
				return err
			}
			to, now, err := known.revisionOf(args[1])
			if err != nil {
				return err
			}
			verdicts := append([]payload.Verdict{}, payload.Compare(old, now, payload.CompareOptions{})...)
			lines := []string{fmt.Sprintf("%s -> %s: %s", from, to, count(len(verdicts), "verdict"))}
			for _, v := range verdicts {
				lines = append(lines, "  "+verdictText(v))
			}
			return a.report(f, verdicts, lines)
		},
	}
	f.add(c)
	return c
}

// count writes a number with its word.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
