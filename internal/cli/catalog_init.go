package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/internal/lazyregexp"
)

func (a *app) catalogInit() *cobra.Command {
	var dir, config string
	var tags []string
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a first events.yml from the code",
		Long: "Writes events.yml into the module's folder: a service for each module, and the topics that the code publishes and consumes, with their messages,\n" +
			"consumers, and owners as CODEOWNERS has them. Topics of which nothing is known are left out. A file that is there is never overwritten:\n" +
			"`buslint catalog check --fix` adds what it lacks.\n\n" +
			"Exit code: 0 written, 2 wrong use or configuration, 3 something could not be loaded or analysed; nothing is written then.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o, err := a.options(dir, config, tags)
			if err != nil {
				return err
			}
			return a.initEvents(c.Context(), o)
		},
	}
	fl := c.Flags()
	fl.StringVarP(&dir, "dir", "C", ".", "folder to work in")
	fl.StringVar(&config, "config", "", "configuration file (default: .buslint.yml here or above)")
	fl.StringSliceVar(&tags, "tags", nil, "build tags")
	return c
}

func (a *app) initEvents(ctx context.Context, o driver.Options) error {
	r, err := a.extract(ctx, o, "")
	if err != nil {
		return loadError(err)
	}
	if len(r.Problems) > 0 {
		return errIncomplete
	}
	name := filepath.Join(r.Dir, catalog.EventsFile)
	if _, err := os.Lstat(name); err == nil {
		return exit{Usage, fmt.Errorf("write %s: it is there already; `buslint catalog check --fix` adds what it lacks", catalog.EventsFile)}
	}
	text, topics, err := firstEvents(r)
	if err != nil {
		return exit{Usage, err}
	}
	if err := createFile(name, text); err != nil {
		return exit{Usage, err}
	}
	_, err = fmt.Fprintf(a.out, "%s: topics: %d; read it, name the services and owners, and commit it\n", catalog.EventsFile, topics)
	return err
}

// firstEvents makes the text of a first events.yml, and counts its topics.
func firstEvents(r *driver.Result) ([]byte, int, error) {
	register := true
	f := &catalog.File{Name: catalog.EventsFile, Events: catalog.Events{Defaults: catalog.Defaults{Register: &register}}}
	for _, module := range r.Modules {
		id := serviceName(module)
		if slices.ContainsFunc(f.Services, func(s catalog.Service) bool { return s.ID == id }) {
			id = module // two modules whose paths end in the same word
		}
		f.Services = append(f.Services, catalog.Service{ID: id, Packages: []string{module + "/..."}})
	}
	s := catalog.State{File: f, Edges: r.Catalogue.Edges}
	if owners := r.Owners(); owners != nil {
		s.Owners = func(file string) []string { return owners.Of(path.Join(r.Root, file)) }
	}
	topics := catalog.Writing(s.Gaps())
	_, text, err := f.Register(topics...)
	return text, len(topics), err
}

var majorVersion = lazyregexp.New(`^v[0-9]+$`)

// serviceName is the last word of a module's path, before its major version.
func serviceName(module string) string {
	if base := path.Base(module); majorVersion.MatchString(base) && path.Dir(module) != "." {
		module = path.Dir(module)
	}
	return path.Base(module)
}

// createFile writes a new file whole or not at all, and none that is there.
func createFile(name string, content []byte) error {
	f, err := prepare(name, content, 0o644)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	err = os.Link(f.temp, f.name) // fails if somebody was faster
	if errors.Is(err, fs.ErrExist) {
		err = fmt.Errorf("write %s: it is there already", name)
	}
	return errors.Join(err, f.drop())
}
