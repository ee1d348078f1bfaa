package cli

import (
	"bytes"
	"errors"
	"fmt"
	gofmt "go/format"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// repairs are fixes of findings that can be carried out together, with what the files are to hold then.
type repairs struct {
	run     *run
	edits   map[string][]finding.Edit // by file, as it is named in positions
	old     map[string][]byte
	new     map[string][]byte
	fixed   []finding.Finding
	refused []string // why a finding is not fixed, a line each
}

// repair takes the first fix of each finding that is shown. A fix is taken whole or not at all: not if it would leave the folder of the run, if it edits a
// file that has changed since it was analysed, or if it overlaps with one that was taken before.
func (r *run) repair() *repairs {
	out := &repairs{run: r, edits: map[string][]finding.Edit{}, old: map[string][]byte{}, new: map[string][]byte{}}
	for _, f := range r.all {
		if len(f.Fixes) == 0 || f.Severity.Rank() < r.config.Show.Rank() {
			continue
		}
		if err := out.take(f.Fixes[0]); err != nil {
			out.refused = append(out.refused, fmt.Sprintf("%s: not fixed: %v", f.Position, err))
			continue
		}
		out.fixed = append(out.fixed, f)
	}
	return out
}

// take adds a fix if all its files allow it.
func (p *repairs) take(fix finding.Fix) error {
	edits := map[string][]finding.Edit{}
	for _, e := range fix.Edits {
		if e.End.File != e.Position.File || e.End.Module != e.Position.Module {
			return errors.New("an edit goes over two files")
		}
		if err := p.read(e.Position); err != nil {
			return err
		}
		name := e.Position.File
		if edits[name] == nil {
			edits[name] = slices.Clone(p.edits[name])
		}
		edits[name] = append(edits[name], e)
	}
	rewritten := map[string][]byte{}
	for name, all := range edits {
		content, err := finding.Rewrite(p.old[name], all)
		if errors.Is(err, finding.ErrOverlap) {
			return errors.New("another fix changes the same lines; run this again for what is left")
		}
		if err == nil {
			content, err = formatted(name, p.old[name], content)
		}
		if err != nil {
			return err
		}
		rewritten[name] = content
	}
	maps.Copy(p.edits, edits)
	maps.Copy(p.new, rewritten)
	return nil
}

// read reads the file of a position, which must lie in the run's folder and be what was analysed.
func (p *repairs) read(at finding.Position) error {
	if p.old[at.File] != nil && at.Module == "" {
		return nil
	}
	if at.Module != "" || !filepath.IsLocal(filepath.FromSlash(at.File)) {
		return fmt.Errorf("%s is outside the module", at.Path())
	}
	dir, err := filepath.EvalSymlinks(p.run.Dir)
	if err != nil {
		return err
	}
	file, err := filepath.EvalSymlinks(p.run.Path(at))
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(dir, file); err != nil || !filepath.IsLocal(rel) {
		return fmt.Errorf("%s is a link to a file outside the module", at.File)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !p.run.Analysed(at, content) {
		return fmt.Errorf("%s has changed since it was analysed", at.File)
	}
	p.old[at.File] = content
	return nil
}

// formatted formats what a fix has made of a file if the file was formatted. It must be Go still, or events.yml.
func formatted(name string, old, content []byte) ([]byte, error) {
	if path.Base(name) == catalog.EventsFile {
		_, err := catalog.ParseEvents(name, content)
		return content, err
	}
	if _, err := parser.ParseFile(token.NewFileSet(), "", content, parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("the file would not be Go any more: %w", err)
	}
	if was, _ := gofmt.Source(old); !bytes.Equal(was, old) { // also if it was no Go
		return content, nil
	}
	return gofmt.Source(content)
}

// diff shows what the fixes change.
func (p *repairs) diff() []byte {
	var out bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(p.new)) {
		out.Write(diff.Diff("a/"+name, p.old[name], "b/"+name, p.new[name]))
	}
	return out.Bytes()
}

// write writes the files. All new contents stand beside the old ones before the first takes its place; if one cannot be written, none is changed.
func (p *repairs) write() (err error) {
	var ready []*pending
	defer func() {
		for _, f := range ready {
			err = errors.Join(err, f.drop())
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(p.new)) {
		at := finding.Position{File: name}
		file, err := filepath.EvalSymlinks(p.run.Path(at))
		if err != nil {
			return err
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		f, err := prepare(file, p.new[name], info.Mode().Perm())
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		ready = append(ready, f)
		if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, p.old[name]) {
			return fmt.Errorf("write %s: it has changed since it was analysed; nothing was fixed", name)
		}
	}
	for _, f := range ready {
		if err := f.commit(); err != nil {
			return err
		}
	}
	return nil
}

// showFixes prints what fix would change.
func (a *app) showFixes(r *run) error {
	p := r.repair()
	a.refused(p)
	_, err := a.out.Write(p.diff())
	return err
}

// fix carries the fixes out, and tells whether it changed a file.
func (a *app) fix(r *run) (bool, error) {
	p := r.repair()
	if err := p.write(); err != nil {
		return false, err
	}
	a.refused(p)
	fmt.Fprintf(a.errOut, "buslint: fixed findings: %d, in files: %d\n", len(p.fixed), len(p.new))
	return len(p.new) > 0, nil
}

func (a *app) refused(p *repairs) {
	for _, line := range p.refused {
		fmt.Fprintf(a.errOut, "buslint: %s\n", finding.Clean(line))
	}
}
