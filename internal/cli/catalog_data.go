package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/driver"
)

// catalogue extracts what packages publish and consume, with what events.yml says of it.
func (a *app) catalogue(ctx context.Context, o driver.Options) (catalog.Catalogue, *driver.Result, error) {
	o.Declared = &driver.Declared{Now: today()}
	r, err := a.extract(ctx, o, "")
	if err != nil {
		return catalog.Catalogue{}, nil, loadError(err)
	}
	s := catalog.State{File: r.Events, Edges: r.Catalogue.Edges, Shapes: r.Catalogue.Shapes}
	if owners := r.Owners(); owners != nil {
		s.Owners = func(file string) []string { return owners.Of(path.Join(r.Root, file)) }
	}
	out := s.Catalogue()
	if len(o.Patterns) > 0 { // who is registered may be among those that were not asked for
		out.Edges = slices.DeleteFunc(out.Edges, func(e catalog.Edge) bool { return e.Source == catalog.Declared })
	}
	out.Origins = origins(ctx, r)
	return out, r, nil
}

// origins says which commit of which modules a folder is, as far as that is known.
func origins(ctx context.Context, r *driver.Result) []catalog.Origin {
	if len(r.Modules) == 0 {
		return nil
	}
	o := catalog.Origin{Module: r.Modules[0]}
	if repo, err := openRepository(ctx, r.Dir); err == nil {
		if about, err := repo.git(ctx, nil, "log", "-1", "--format=%H %cI"); err == nil {
			commit, when, _ := strings.Cut(strings.TrimSpace(about), " ")
			if t, err := time.Parse(time.RFC3339, when); err == nil {
				o.Commit, o.Time = commit, t.UTC().Format(time.RFC3339)
			}
		}
	}
	return []catalog.Origin{o}
}

// maxCatalogue is the size of the largest catalogue that is read, in bytes.
const maxCatalogue = 256 << 20

// readCatalogues reads catalogues of other programs: files, and all *.json of folders.
func readCatalogues(names []string) ([]catalog.Part, error) {
	var files []string
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			return nil, fmt.Errorf("read catalogue: %w", err)
		case !info.IsDir():
			files = append(files, name)
			continue
		}
		within, err := filepath.Glob(filepath.Join(globEscape(name), "*.json"))
		if err != nil {
			return nil, fmt.Errorf("read catalogues of %s: %w", name, err)
		}
		if len(within) == 0 {
			return nil, fmt.Errorf("read catalogues of %s: it holds no *.json", name)
		}
		files = append(files, within...)
	}
	var out []catalog.Part
	for _, name := range files {
		c, err := readCatalogue(name)
		if err != nil {
			return nil, err
		}
		out = append(out, catalog.Part{Name: filepath.ToSlash(name), Catalogue: c})
	}
	return out, nil
}

func globEscape(name string) string {
	if filepath.Separator == '\\' {
		return name // there is no way to escape
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(name)
}

func readCatalogue(name string) (catalog.Catalogue, error) {
	f, err := os.Open(name)
	if err != nil {
		return catalog.Catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > maxCatalogue {
		return catalog.Catalogue{}, fmt.Errorf("read catalogue %s: it is larger than %d bytes", name, maxCatalogue)
	}
	c, err := catalog.Decode(f)
	if err != nil {
		return catalog.Catalogue{}, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

// queryFlags are those of commands that ask a catalogue: the module's own, or that of files.
type queryFlags struct {
	catalogFlags
	catalogues  []string
	maxAge, now string
}

// known is a catalogue that is asked, and how fresh it must be.
type known struct {
	catalog.Catalogue
	fresh    catalog.Freshness
	complete bool // all packages of the module were analysed
}

// know reads or extracts the catalogue that is asked.
func (a *app) know(ctx context.Context, f queryFlags) (known, error) {
	fresh, err := freshness(f.now, f.maxAge)
	if err != nil {
		return known{}, err
	}
	if len(f.catalogues) > 0 {
		parts, err := readCatalogues(f.catalogues)
		if err != nil {
			return known{}, exit{Usage, err}
		}
		merged, _ := catalog.Merge(parts, fresh)
		return known{merged, fresh, true}, nil
	}
	o, err := a.options(f.dir, f.config, f.tags)
	if err != nil {
		return known{}, err
	}
	c, r, err := a.catalogue(ctx, o)
	if err != nil {
		return known{}, err
	}
	return known{c, catalog.Freshness{Now: fresh.Now}, len(r.Problems) == 0}, nil
}

// freshness reads --now and --max-age.
func freshness(now, maxAge string) (catalog.Freshness, error) {
	today, err := day(now)
	if err != nil {
		return catalog.Freshness{}, err
	}
	t, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return catalog.Freshness{}, exit{Usage, err}
	}
	f := catalog.Freshness{Now: t}
	if maxAge == "" {
		return f, nil
	}
	if f.MaxAge, err = catalog.ParseDuration(maxAge); err != nil || f.MaxAge <= 0 {
		return f, exit{Usage, fmt.Errorf("--max-age %q is no time such as 14d", maxAge)}
	}
	return f, nil
}

// topicVersion reads TOPIC or TOPIC@VERSION.
func topicVersion(arg string) (topic string, version int, err error) {
	i := strings.LastIndexByte(arg, '@')
	if i < 0 {
		return arg, 0, nil
	}
	number := strings.TrimPrefix(arg[i+1:], "v")
	if _, err := fmt.Sscanf(number, "%d", &version); err != nil || version < 1 || fmt.Sprint(version) != number {
		return "", 0, exit{Usage, fmt.Errorf("%q: behind @ stands a version's number, as in orders.placed@2", arg)}
	}
	if i == 0 {
		return "", 0, exit{Usage, errors.New("the topic's name is empty")}
	}
	return arg[:i], version, nil
}
