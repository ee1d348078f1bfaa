package cli

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// touch says what of a repository's modules files that change belong to. Folders are relative to the repository, with slashes.
type touch struct {
	whole   map[string]bool   // modules of which everything is concerned
	folders map[string]string // folders of Go files, and the module of each
}

// touched finds out what files belong to. modules are the folders of all modules.
func touched(modules, names []string) touch {
	t := touch{whole: map[string]bool{}, folders: map[string]string{}}
	for _, name := range names {
		dir := path.Dir(name)
		switch base := path.Base(name); {
		case passedOver(dir):
		case path.Ext(name) == ".go":
			if owner, ok := owner(modules, dir); ok {
				t.folders[dir] = owner
			}
		case path.Base(dir) == ".buslint": // baseline, locks, questions
			t.all(modules, path.Dir(dir))
		case slices.Contains([]string{"go.mod", "go.sum", "go.work", "go.work.sum", ".buslint.yml", "events.yml"}, base):
			t.all(modules, dir)
		}
	}
	return t
}

// all marks the modules that a file in a folder may speak of: the one around it, and those below.
func (t touch) all(modules []string, dir string) {
	if owner, ok := owner(modules, dir); ok {
		t.whole[owner] = true
	}
	for _, m := range modules {
		if below(m, dir) {
			t.whole[m] = true
		}
	}
}

// owner is the module that a folder belongs to.
func owner(modules []string, dir string) (string, bool) {
	for {
		if slices.Contains(modules, dir) {
			return dir, true
		}
		if dir == "." {
			return "", false
		}
		dir = path.Dir(dir)
	}
}

func below(dir, top string) bool {
	return top == "." || dir == top || strings.HasPrefix(dir, top+"/")
}

// passedOver tells whether the go command looks into no folder of this name if it meets it, as with testdata.
func passedOver(dir string) bool {
	return slices.ContainsFunc(strings.Split(dir, "/"), func(name string) bool {
		return name == "testdata" || name == "vendor" || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") && name != "." && name != ".buslint"
	})
}

// modules lists the folders of the modules that git knows and that are there. They are relative to the repository, "." for its own.
func (r repository) modules(ctx context.Context) ([]string, error) {
	listed, err := repository{dir: r.top}.git(ctx, nil, "ls-files", "-z", "--", ":(glob)**/go.mod")
	if err != nil {
		return nil, fmt.Errorf("list the modules of the repository: %w", err)
	}
	var out []string
	for name := range strings.SplitSeq(listed, "\x00") {
		dir := path.Dir(name)
		if name == "" || passedOver(dir) {
			continue
		}
		if _, err := os.Stat(filepath.Join(r.top, filepath.FromSlash(name))); err == nil {
			out = append(out, dir)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil // an entry that is being merged is listed several times
}

// committed lists files that a commit, or a range of commits under pre-commit, is about, relative to the repository: those that somebody named, or else what is
// staged; in either case with those that are deleted, as hosts of hooks pass over them.
func (r repository) committed(ctx context.Context, given []string, getenv func(string) string) ([]string, error) {
	args := []string{"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--no-relative"}
	if len(given) > 0 || getenv("PRE_COMMIT") != "" { // pre-commit names all files but those, none if no other is concerned
		args = append(args, "--diff-filter=D")
	}
	if from, to := getenv("PRE_COMMIT_FROM_REF"), getenv("PRE_COMMIT_TO_REF"); from != "" && to != "" {
		args = append(args, "--end-of-options", from+"..."+to)
	} else {
		args = append(args, "--cached")
	}
	listed, err := repository{dir: r.top}.git(ctx, nil, append(args, "--")...)
	if err != nil {
		return nil, fmt.Errorf("list files of the commit: %w", err)
	}
	var out []string
	for name := range strings.SplitSeq(listed, "\x00") {
		if name != "" {
			out = append(out, name)
		}
	}
	for _, name := range given {
		if name, ok := r.relative(name); ok {
			out = append(out, name)
		}
	}
	return out, nil
}

// relative names a file, which need not be there, relative to the repository. It is not ok if it lies outside.
func (r repository) relative(name string) (string, bool) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(r.top, r.prefix, name)
	} else if dir, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
		name = filepath.Join(dir, filepath.Base(name))
	}
	rel, err := filepath.Rel(filepath.FromSlash(r.top), name)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}
