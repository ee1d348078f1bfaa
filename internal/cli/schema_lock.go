package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

func (a *app) schemaLock() *cobra.Command {
	var f catalogFlags
	var now string
	var dry bool
	c := &cobra.Command{
		Use:   "lock [events]",
		Short: "Lock the payloads as they are",
		Long: "Writes the wire shape of each payload (or of the events that are named) that the module publishes or consumes, if it is another one than in the last\n" +
			"revision, to " + payload.LockDir + "/EVENT/REVISION.json. Commit these files: later changes are compared with them. A file is never changed.\n\n" +
			"A change that breaks consumers, or the reading of what was stored, is not locked before somebody approves of it (buslint schema approve).\n\n" +
			"Exit code: 0 all is locked, 1 a change breaks, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		RunE: func(c *cobra.Command, events []string) error {
			seen, err := day(now)
			if err != nil {
				return err
			}
			known, err := a.contracts(c.Context(), f, "")
			if err != nil {
				return err
			}
			for _, e := range events {
				if _, err := known.named(e); err != nil {
					return err
				}
			}
			return a.lock(f, known, events, seen, dry)
		},
	}
	f.add(c)
	c.Flags().StringVar(&now, "now", "", "day to write as that when a shape was first seen (default today)")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would be written")
	return c
}

// locked is what became of one event.
type locked struct {
	Event    string            `json:"event"`
	Payload  string            `json:"payload"`
	Revision int               `json:"revision,omitempty"` // that is new
	File     string            `json:"file,omitempty"`
	Breaks   []payload.Verdict `json:"breaks,omitempty"` // why it is not locked
}

func (a *app) lock(f catalogFlags, known *contracts, events []string, seen string, dry bool) error {
	out := []locked{}
	var lines []string
	refused := 0
	for _, c := range known.list {
		if len(events) > 0 && !slices.Contains(events, c.Event) {
			continue // not asked for
		}
		l := payload.Lock{Event: c.Event, Go: c.Payload, FirstSeen: seen, Strict: c.Options.Strict, Schema: c.Shape}
		if len(known.result.Modules) > 0 {
			l.Module = known.result.Modules[0]
		}
		next, changed := c.History.Next(l)
		if !changed {
			continue // the last revision says so already
		}
		if breaks := grave(known.state.Breaks(c)); len(breaks) > 0 {
			refused++
			out = append(out, locked{Event: c.Event, Payload: c.Payload, Breaks: breaks})
			lines = append(lines, fmt.Sprintf("%s: not locked, the change since revision %d breaks:", c.Event, len(c.History)))
			for _, v := range breaks {
				lines = append(lines, "  "+verdictText(v), "    "+v.Fix+"; or: buslint schema approve "+v.Fingerprint+" --reason TEXT")
			}
			continue
		}
		text, err := payload.EncodeLock(next)
		if err != nil {
			return exit{Usage, err}
		}
		name := filepath.Join(known.result.Dir, filepath.FromSlash(next.File()))
		if !dry {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return exit{Usage, fmt.Errorf("write %s: %w", next.File(), err)}
			}
			if err := createFile(name, text); err != nil {
				return exit{Usage, err}
			}
		}
		out = append(out, locked{Event: c.Event, Payload: c.Payload, Revision: next.Revision, File: next.File()})
		lines = append(lines, fmt.Sprintf("%s: %s, revision %d", next.File(), catalog.ShortType(c.Payload), next.Revision))
	}
	if len(out) == 0 {
		lines = append(lines, "nothing to lock: all payloads are as in their last revisions")
	}
	if err := a.report(f, out, lines); err != nil {
		return err
	}
	if refused > 0 {
		return exit{code: Found}
	}
	return nil
}

// grave leaves the verdicts that lose something.
func grave(list []payload.Verdict) []payload.Verdict {
	return slices.DeleteFunc(slices.Clone(list), func(v payload.Verdict) bool { return v.Severity != payload.Break && v.Severity != payload.Lossy })
}
