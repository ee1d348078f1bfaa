package cli

import (
	"bytes"
	"cmp"
	"context"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/filter"
)

// reading returns a file of a revision by its path in the repository, nil where there is none.
type reading func(name string) ([]byte, error)

// silences lists what a change adds or takes away below a module's folder, and in what configures it there, that keeps buslint from telling something. It
// reads files and nothing else, whatever they hold: neither is code loaded, nor does the configuration need to be right. root is relative to the repository.
func (a *app) silences(ctx context.Context, c *changes, root string, before, now reading) ([]checklist.Silence, error) {
	builtin, err := checklist.Builtin(a.names())
	if err != nil {
		return nil, err
	}
	out, err := ignores(ctx, c, root, now)
	if err != nil {
		return nil, err
	}
	files, err := configuring(root, before, now)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		was, err := f.lines(f.before, before)
		if err != nil {
			return nil, err
		}
		is, err := f.lines(f.now, now)
		if err != nil {
			return nil, err
		}
		last := 1
		for _, l := range is {
			last = max(last, l.line)
		}
		for _, q := range builtin {
			was = append(was, settingLine{key: questionKey(q.ID)})
		}
		added := newSettings(is, was)
		for _, l := range added {
			out = append(out, checklist.Silence{Kind: l.kind, At: place(root, f.now, l.line), Text: l.text})
		}
		for _, l := range goneSettings(was, is, added) {
			out = append(out, checklist.Silence{Kind: checklist.Removed, At: place(root, cmp.Or(f.now, f.before), min(l.line, last)), Text: l.text})
		}
	}
	return out, nil
}

// place is a line of a file of the repository as findings of a module name it.
func place(root, name string, line int) finding.Position {
	rel, err := filepath.Rel(filepath.FromSlash(root), filepath.FromSlash(name))
	if err != nil {
		panic(err) // both are relative
	}
	return finding.Position{File: filepath.ToSlash(rel), Line: line, Column: 1}
}

// ignores lists the //buslint:ignore comments on lines that a change adds, and those that were there and now stand at a line that it adds.
func ignores(ctx context.Context, c *changes, root string, now reading) ([]checklist.Silence, error) {
	var out []checklist.Silence
	for _, name := range slices.Sorted(maps.Keys(c.files())) {
		if !inPackage(root, name) {
			continue
		}
		data, err := now(name)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(data, []byte(filter.Comment)) {
			continue
		}
		lines := strings.Split(string(data), "\n")
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, name, data, parser.ParseComments|parser.SkipObjectResolution) // who loads the code tells of mistakes
		if file == nil {
			continue // it is no Go
		}
		for _, d := range filter.Directives(fset, file, filter.Directive{File: name}, false) {
			if d.Reason == "" || len(d.Rules) == 0 {
				continue // it ignores nothing
			}
			covers, err := c.touches(ctx, name, span{d.Line, d.Line + 1})
			if err != nil {
				return nil, err
			}
			added, err := c.touches(ctx, name, span{d.Line, d.Line})
			if err != nil {
				return nil, err
			}
			text := strings.Join(d.Rules, ",") + " " + d.Reason
			if !added && d.Line < len(lines) {
				text += ", at " + strings.TrimSpace(lines[d.Line]) // the line below it
			}
			if covers {
				out = append(out, checklist.Silence{Kind: checklist.Ignores, At: place(root, name, d.Line), Text: text})
			}
		}
	}
	return out, nil
}

// inPackage tells whether a file may belong to a package below a folder: go commands leave out what is named otherwise.
func inPackage(root, name string) bool {
	rel, below := strings.CutPrefix(name, root+"/")
	if root == "." {
		rel, below = name, true
	}
	return below && strings.HasSuffix(name, ".go") && !slices.ContainsFunc(strings.Split(rel, "/"), func(dir string) bool {
		return dir == "testdata" || dir == "vendor" || strings.HasPrefix(dir, "_") || strings.HasPrefix(dir, ".")
	})
}

// files are those that the change adds or alters.
func (c *changes) files() map[string]bool {
	out := maps.Clone(c.added)
	for name := range c.old {
		out[name] = true
	}
	return out
}
