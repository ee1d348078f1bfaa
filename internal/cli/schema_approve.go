package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/payload"
)

func (a *app) schemaApprove() *cobra.Command {
	var f catalogFlags
	var base, reason, by, now string
	c := &cobra.Command{
		Use:   "approve CHANGE --reason TEXT",
		Short: "Accept a change of a payload that breaks",
		Long: "Writes into " + payload.ApprovalsFile + " that people accept a change, by the name that `buslint schema check` and `lock` give it, and why. The approval holds\n" +
			"for the payload as it is now: when that changes again, it is judged again.\n\n" +
			"  buslint schema approve 3f9a2c77b01d --reason \"no consumer is deployed yet\"\n\n" +
			"Exit code: 0 written, 2 wrong use or no such change, 3 something could not be loaded or analysed.",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			at, err := day(now)
			if err != nil {
				return err
			}
			known, err := a.contracts(c.Context(), f, base)
			if err != nil {
				return err
			}
			return a.approve(known, args[0], payload.Approval{Reason: reason, By: by, At: at})
		},
	}
	f.add(c)
	c.Flags().StringVar(&reason, "reason", "", "why the change does no harm")
	c.Flags().StringVar(&by, "by", "", "who says so")
	c.Flags().StringVar(&base, "base", "", "revision that the change was found against, if it was")
	c.Flags().StringVar(&now, "now", "", "day to write as that of the approval (default today)")
	return c
}

func (a *app) approve(known *contracts, change string, p payload.Approval) error {
	var all []string
	for _, c := range known.list {
		breaks := known.state.Breaks(c)
		i := slices.IndexFunc(breaks, func(v payload.Verdict) bool { return v.Fingerprint == change })
		for _, v := range breaks {
			all = append(all, v.Fingerprint)
		}
		if i < 0 {
			continue // another payload's
		}
		v := breaks[i]
		p.Event, p.Fingerprint, p.Shape = c.Event, change, c.Shape.Hash()
		p.Change = fmt.Sprintf("%s: %s %s", v.Path, v.ID, payload.Name(v.ID))
		if v.Path == "" {
			p.Change = v.ID + " " + payload.Name(v.ID)
		}
		name := filepath.Join(known.result.Dir, filepath.FromSlash(payload.ApprovalsFile))
		data, err := readIfThere(name)
		if err != nil {
			return exit{Usage, fmt.Errorf("read approvals: %w", err)}
		}
		text, err := payload.Approve(payload.ApprovalsFile, data, p)
		if err != nil {
			return exit{Usage, err}
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return exit{Usage, fmt.Errorf("write %s: %w", payload.ApprovalsFile, err)}
		}
		if err := writeFile(name, text); err != nil {
			return exit{Usage, err}
		}
		_, err = fmt.Fprintf(a.out, "%s: %s of event %q is approved\n", payload.ApprovalsFile, p.Change, c.Event)
		return err
	}
	return exit{Usage, fmt.Errorf("change %q is none that breaks now%s", change, config.Hint(change, all))}
}
