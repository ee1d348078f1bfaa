package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// revised is a revision of an event, and what it changed.
type revised struct {
	Revision  int               `json:"revision"`
	Hash      string            `json:"hash"`
	FirstSeen string            `json:"firstSeen,omitempty"`
	Go        string            `json:"go,omitempty"`
	Changes   []payload.Verdict `json:"changes"` // since the revision before
}

func (a *app) schemaHistory() *cobra.Command {
	var f catalogFlags
	c := &cobra.Command{
		Use:   "history EVENT",
		Short: "List the locked revisions of a payload, and what each changed",
		Long: "Lists the locked revisions of an event's payload, and the verdicts on the changes of each.\n\n" +
			"Exit code: 0 done, 2 wrong use or an event without a lock.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if _, err := a.catalogOptions(f); err != nil {
				return err
			}
			locks, err := a.locks(f.dir)
			if err != nil {
				return err
			}
			known := contracts{state: catalog.State{Locks: locks}}
			h, err := known.history(args[0])
			if err != nil {
				return err
			}
			var out []revised
			var lines []string
			for i, l := range h {
				r := revised{l.Revision, l.Hash, l.FirstSeen, l.Go, []payload.Verdict{}}
				if i > 0 {
					r.Changes = append(r.Changes, payload.Compare(h[i-1].Schema, l.Schema, payload.CompareOptions{Strict: l.Strict})...)
				}
				out = append(out, r)
				lines = append(lines, fmt.Sprintf("%d  %s  %s  %s", l.Revision, l.FirstSeen, l.Hash, catalog.ShortType(l.Go)))
				for _, v := range r.Changes {
					lines = append(lines, "  "+verdictText(v))
				}
			}
			return a.report(f, out, lines)
		},
	}
	f.add(c)
	return c
}
