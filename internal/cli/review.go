package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/internal/filter"
)

// reviewFlags are those of the commands that ask and answer questions.
type reviewFlags struct {
	dir, config, base string
	tags              []string
}

func (f *reviewFlags) add(c *cobra.Command) {
	fl := c.Flags()
	fl.StringVarP(&f.dir, "dir", "C", ".", "folder to work in")
	fl.StringVar(&f.config, "config", "", "configuration file (default: .buslint.yml here or above)")
	fl.StringVar(&f.base, "base", "origin/HEAD", "revision to compare with: a branch, tag or commit")
	fl.StringSliceVar(&f.tags, "tags", nil, "build tags")
}

func (a *app) review() *cobra.Command {
	var f reviewFlags
	var format, output string
	c := &cobra.Command{
		Use:   "review",
		Short: "Ask what a reviewer would ask about events that changed",
		Long: "Compares what the module in the current folder publishes and consumes, as it lies there, with the revision where it left --base, and\n" +
			"asks the questions that the difference raises. What the code proves is answered already; `buslint answer` answers the rest, and so does who\nis asked at a terminal.\n\n" +
			"Exit code: 0 nothing blocks, 1 questions that block are open, 2 wrong use or configuration, 3 something could not be loaded or\nanalysed.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			write, ok := map[string]func(checklist.Review, io.Writer) error{
				"text": checklist.Review.Text,
				"json": checklist.Review.JSON,
				"markdown": func(r checklist.Review, w io.Writer) error {
					_, err := io.WriteString(w, r.Markdown())
					return err
				},
			}[format]
			if !ok {
				return fmt.Errorf("--format %q is none of text, markdown, json", format)
			}
			w, err := a.asked(c.Context(), f)
			if err != nil {
				return err
			}
			r := w.judge()
			if r.Findings, err = a.onChange(c.Context(), f, w); err != nil {
				return err
			}
			if err := a.write(output, func(out io.Writer) error { return write(r, out) }); err != nil {
				return err
			}
			if r.Open() > 0 && w.complete && format == "text" && output == "" && asksBack(a.out) {
				if r, err = a.askBack(w, r, os.Stdin); err != nil {
					return err
				}
			}
			switch {
			case !w.complete:
				return errIncomplete
			case r.Blocking() > 0:
				return exit{code: Found}
			}
			return nil
		},
	}
	f.add(c)
	c.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	c.Flags().StringVarP(&output, "output", "o", "", "file to write instead of standard output")
	return c
}

// asking is what a difference raises: questions, and the answers that files hold.
type asking struct {
	items           []checklist.Item
	entries, agreed catalog.Events // of events.yml, here and in the base
	text            []byte         // of events.yml here
	file, name      string         // where events.yml is or would be, and what it is called: its path in the repository
	complete        bool           // all packages were analysed
	changes         []catalog.Change
	head            *driver.Result
	since           *changes
}

// judge says which questions are answered.
func (w asking) judge() checklist.Review {
	r := checklist.Judge(w.items, checklist.Said{Entries: w.entries, File: w.name, Line: catalog.ReviewLines(w.text), Agreed: w.agreed, Today: today()})
	r.Changes = w.changes
	return r
}

// onChange lists what `buslint lint` would tell of lines that changed.
func (a *app) onChange(ctx context.Context, f reviewFlags, w asking) ([]finding.Finding, error) {
	c, err := a.configuration(f.dir, f.config)
	if err != nil {
		return nil, exit{Usage, err}
	}
	lines := &sources{path: w.head.Path, files: map[string][]string{}}
	found := filter.Apply(w.head.Input, a.rules, c, lines.line)
	found = slices.DeleteFunc(found, func(x finding.Finding) bool { return x.Severity.Rank() < c.Show.Rank() })
	found, err = w.since.only(ctx, found, w.head.Path)
	if err != nil {
		return nil, exit{NotReady, err}
	}
	return found, nil
}

// asked works out what the folder's module raises as it lies there.
func (a *app) asked(ctx context.Context, f reviewFlags) (asking, error) {
	o, err := a.options(f.dir, f.config, f.tags)
	if err != nil {
		return asking{}, err
	}
	repo, err := openRepository(ctx, f.dir)
	if err != nil {
		return asking{}, exit{Usage, err}
	}
	commit, err := repo.leftAt(ctx, f.base)
	if err != nil {
		return asking{}, exit{Usage, err}
	}
	o.Rules = a.rules // a rule that is off proves something all the same
	head, base, err := a.compare(ctx, o, repo, commit)
	if err != nil {
		return asking{}, err
	}
	here := func(name string) ([]byte, error) {
		return readIfThere(filepath.Join(repo.top, filepath.FromSlash(name)))
	}
	there := func(name string) ([]byte, error) { return repo.file(ctx, commit, name) }
	w := asking{file: filepath.Join(head.Dir, catalog.EventsFile), name: path.Join(head.Root, catalog.EventsFile), complete: len(head.Problems)+len(base.Problems) == 0}
	questions, err := a.questions(head.Root, here)
	if err != nil {
		return asking{}, exit{Usage, err}
	}
	d := difference(head, base)
	since, err := changesSince(ctx, f.dir, f.base)
	if err != nil {
		return asking{}, exit{Usage, err}
	}
	if d.Silences, err = a.silences(ctx, since, head.Root, there, here); err != nil {
		return asking{}, exit{NotReady, err}
	}
	w.since = since
	w.items, w.changes, w.head = checklist.Select(questions, d), d.Changes, head
	if w.entries, w.text, err = eventsOf(w.name, here); err != nil {
		return asking{}, exit{Usage, err}
	}
	if w.agreed, _, err = eventsOf(w.name, there); err != nil {
		w.agreed = catalog.Events{} // what was wrong then agrees to nothing
	}
	return w, nil
}

func difference(head, base *driver.Result) checklist.Difference {
	return checklist.Difference{Changes: catalog.Diff(base.Catalogue, head.Catalogue), Head: head.Catalogue, Findings: head.Findings}
}

// options says how to analyse: the configuration of the folder counts for all revisions.
func (a *app) options(dir, file string, tags []string) (driver.Options, error) {
	c, err := a.configuration(dir, file)
	if err != nil {
		return driver.Options{}, exit{Usage, err}
	}
	return a.optionsOf(dir, c, tags)
}

func (a *app) optionsOf(dir string, c *config.Config, tags []string) (driver.Options, error) {
	o := driver.Options{Dir: dir, Edges: true, Analyze: c.Analyze, Tags: append(c.Tags, tags...), Cache: a.results()}
	return o, describe(&o, c)
}

// questions are buslint's and those of the team: of the first file in the module's folder or above it. root is that folder, relative to the repository;
// read returns nothing where there is no file.
func (a *app) questions(root string, read func(name string) ([]byte, error)) ([]checklist.Question, error) {
	builtin, err := checklist.Builtin(a.names())
	if err != nil {
		return nil, err
	}
	for dir := root; ; dir = path.Dir(dir) {
		name := path.Join(dir, checklist.File)
		data, err := read(name)
		if err != nil {
			return nil, err
		}
		if data != nil {
			return checklist.Load(builtin, name, data, a.names())
		}
		if dir == "." {
			return builtin, nil
		}
	}
}

// eventsOf reads an events.yml, and returns its text too. Where there is none, nothing is said.
func eventsOf(name string, read reading) (catalog.Events, []byte, error) {
	data, err := read(name)
	if err != nil {
		return catalog.Events{}, nil, err
	}
	e, err := catalog.ParseEvents(name, data)
	if err != nil {
		return catalog.Events{}, nil, err
	}
	return *e, data, nil
}

func readIfThere(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
