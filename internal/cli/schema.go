package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/payload"
)

func (a *app) schema() *cobra.Command {
	c := &cobra.Command{Use: "schema", Short: "Lock the wire shapes of payloads, and judge their changes"}
	c.AddCommand(a.schemaLock(), a.schemaCheck(), a.schemaDiff(), a.schemaHistory(), a.schemaApprove())
	return c
}

// contracts is the payloads of a module, and how their changes are judged.
type contracts struct {
	state  catalog.State
	list   []catalog.Contract
	result *driver.Result
}

// contracts works out the payloads of the module in a folder as it lies there. With a base they are compared with that too.
func (a *app) contracts(ctx context.Context, f catalogFlags, base string) (*contracts, error) {
	o, err := a.catalogOptions(f)
	if err != nil {
		return nil, err
	}
	o.Declared = &driver.Declared{Now: today()}
	if base != "" {
		if o.Declared.Base, err = a.revision(ctx, lintFlags{settingsFlags: settingsFlags{dir: f.dir, config: f.config, tags: f.tags}}, base); err != nil {
			return nil, err
		}
	}
	r, err := a.extract(ctx, o, "")
	if err != nil {
		return nil, loadError(err)
	}
	if len(r.Problems) > 0 {
		return nil, errIncomplete // a payload that is not seen is not one that is gone
	}
	c := &contracts{result: r, state: catalog.State{
		File: r.Events, Edges: r.Catalogue.Edges, Shapes: r.Catalogue.Shapes, Locks: r.Locks, Accepts: r.Accepts, Base: o.Declared.Base,
	}}
	c.list = c.state.Contracts()
	return c, nil
}

// named finds an event of the code.
func (c *contracts) named(event string) (catalog.Contract, error) {
	i := slices.IndexFunc(c.list, func(x catalog.Contract) bool { return x.Event == event })
	if i >= 0 {
		return c.list[i], nil
	}
	var names []string
	for _, x := range c.list {
		names = append(names, x.Event)
	}
	return catalog.Contract{}, exit{Usage, fmt.Errorf("event %q: the code publishes and consumes none of that name%s", event, config.Hint(event, names))}
}

// history finds the revisions of an event, also of one that the code has no longer.
func (c *contracts) history(event string) (payload.History, error) {
	h := c.state.Locks[event]
	if len(h) == 0 {
		return nil, exit{Usage, fmt.Errorf("event %q has no lock%s", event, config.Hint(event, catalog.LockedEvents(c.state.Locks)))}
	}
	return h, nil
}

// verdictText tells of a verdict for people.
func verdictText(v payload.Verdict) string {
	change := fmt.Sprintf("%s %s", v.ID, payload.Name(v.ID))
	if v.Path != "" {
		change = v.Path + ": " + change
	}
	var sides []string
	if v.Old != "" {
		sides = append(sides, "was "+v.Old)
	}
	if v.New != "" {
		sides = append(sides, "is "+v.New)
	}
	if len(sides) > 0 {
		change += " (" + strings.Join(sides, ", ") + ")"
	}
	return fmt.Sprintf("%-7s %-8s %s: %s", v.Severity, v.Direction, change, v.Why)
}

// report prints a document as JSON, or as lines for people.
func (a *app) report(f catalogFlags, document any, lines []string) error {
	return a.write(f.output, func(w io.Writer) error {
		if f.format == "json" {
			e := json.NewEncoder(w)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			return e.Encode(document)
		}
		for _, l := range lines {
			if _, err := fmt.Fprintln(w, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// revisionOf reads EVENT or EVENT@REVISION: the shape that an event has in the code, or had in a revision.
func (c *contracts) revisionOf(arg string) (name string, shape *payload.Schema, err error) {
	event, number, err := topicVersion(arg)
	if err != nil {
		return "", nil, err
	}
	if number == 0 {
		x, err := c.named(event)
		return event + " in the code", x.Shape, err
	}
	h, err := c.history(event)
	if err != nil {
		return "", nil, err
	}
	if number > len(h) {
		return "", nil, exit{Usage, fmt.Errorf("event %q has revisions up to %d", event, len(h))}
	}
	return arg, h[number-1].Schema, nil
}

// locks reads the locked shapes of the module around a folder.
func (a *app) locks(dir string) (map[string]payload.History, error) {
	locks, err := driver.ReadLocks(dir)
	if err != nil {
		return nil, exit{Usage, err}
	}
	if len(locks) == 0 {
		return nil, exit{Usage, errNoLocks}
	}
	return locks, nil
}

var errNoLocks = errors.New("nothing is locked; `buslint schema lock` locks the payloads as they are, --base REF compares with a revision")
