package cli

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// changes are the lines of the work tree, or of another commit, that a commit does not have.
type changes struct {
	repo    repository
	commit  string
	head    string            // the other commit, which is checked out in repo.top; "" for the work tree
	old     map[string]string // by name of a file that the commit has otherwise: its name there. Names are relative to the repository's top
	added   map[string]bool   // files that the commit does not have; folders, with a slash at the end, stand for all in them
	changed map[string][]span // of the files of old, as far as they were asked for
}

// span is some lines, the first and the last. Where lines were taken out and none put in their place, to is from-1.
type span struct{ from, to int }

// changesSince finds what has changed since the work tree left a revision: in commits, staged or not. Untracked files are new, ignored ones are not looked at.
func changesSince(ctx context.Context, dir, ref string) (*changes, error) {
	repo, err := openRepository(ctx, dir)
	if err != nil {
		return nil, err
	}
	commit, err := repo.leftAt(ctx, ref)
	if err != nil {
		return nil, err
	}
	c, err := newChanges(ctx, repository{dir: repo.top, top: repo.top}, commit, "")
	if err != nil {
		return nil, fmt.Errorf("list changes since %q: %w", ref, err)
	}
	untracked, err := c.repo.git(ctx, nil, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, fmt.Errorf("list untracked files: %w", err)
	}
	for name := range strings.SplitSeq(untracked, "\x00") {
		if name != "" {
			c.added[name] = true
		}
	}
	return c, nil
}

// changesBetween finds what one commit has that another has not. dir is where the one is checked out.
func changesBetween(ctx context.Context, repo repository, commit, head, dir string) (*changes, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	c, err := newChanges(ctx, repository{dir: repo.top, top: dir}, commit, head)
	if err != nil {
		return nil, fmt.Errorf("list changes from %s to %s: %w", commit, head, err)
	}
	return c, nil
}

func newChanges(ctx context.Context, repo repository, commit, head string) (*changes, error) {
	c := &changes{repo: repo, commit: commit, head: head, old: map[string]string{}, added: map[string]bool{}, changed: map[string][]span{}}
	listed, err := c.diff(ctx, append([]string{"--name-status", "-z"}, c.revisions()...)...)
	if err != nil {
		return nil, err
	}
	c.names(listed)
	return c, nil
}

// revisions are those that git compares.
func (c *changes) revisions() []string {
	if c.head == "" {
		return []string{c.commit}
	}
	return []string{c.commit, c.head}
}

// diff compares the work tree in the same way whatever git is configured to.
func (c *changes) diff(ctx context.Context, args ...string) (string, error) {
	fixed := []string{"diff", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--find-renames", "--inter-hunk-context=0", "--ignore-submodules", "--no-relative"}
	return c.repo.git(ctx, []string{"GIT_DIFF_OPTS="}, append(fixed, args...)...)
}

// names reads what `git diff --name-status -z` prints: a letter, a name, and for renamed files a second one.
func (c *changes) names(listed string) {
	fields := strings.Split(listed, "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		switch name := fields[i+1]; fields[i][:1] {
		case "R":
			i++
			c.old[fields[i+1]] = name
		case "C", "A":
			if fields[i][0] == 'C' {
				i++
				name = fields[i+1]
			}
			c.added[name] = true
		case "M", "T", "U":
			c.old[name] = name
		} // deleted files have no lines
	}
}

var hunk = lazyregexp.New(`(?m)^@@ -\S+ \+(\d+)(?:,(\d+))? @@`)

// spans lists the lines that a file has and the commit has not.
func (c *changes) spans(ctx context.Context, name string) ([]span, error) {
	if s, ok := c.changed[name]; ok {
		return s, nil
	}
	args := append([]string{"--unified=0"}, c.revisions()...)
	text, err := c.diff(ctx, append(args, "--", ":(top,literal)"+c.old[name], ":(top,literal)"+name)...)
	if err != nil {
		return nil, fmt.Errorf("compare %s: %w", name, err)
	}
	var out []span
	for _, m := range hunk.FindAllStringSubmatch(text, -1) {
		from, n := number(m[1]), 1
		if m[2] != "" {
			n = number(m[2])
		}
		if n == 0 {
			from++ // git names the line before the gap
		}
		out = append(out, span{from, from + n - 1})
	}
	c.changed[name] = out
	return out, nil
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // of a regular expression: digits alone
	return n
}

// touch tells whether some of the lines of a file have changed, or lines between them are gone.
func (c *changes) touch(ctx context.Context, file string, lines span) (bool, error) {
	name, ok := c.repo.name(file)
	if !ok {
		return false, nil // of another repository, or of the module cache
	}
	return c.touches(ctx, name, lines)
}

// touches is touch for a file by its name in the repository.
func (c *changes) touches(ctx context.Context, name string, lines span) (bool, error) {
	if c.isAdded(name) {
		return true, nil
	}
	if _, ok := c.old[name]; !ok {
		return false, nil
	}
	spans, err := c.spans(ctx, name)
	return slices.ContainsFunc(spans, func(s span) bool {
		if s.to < s.from {
			return lines.from < s.from && s.from <= lines.to
		}
		return lines.from <= s.to && s.from <= lines.to
	}), err
}

// all tells whether each of some lines of a file is new.
func (c *changes) all(ctx context.Context, file string, lines span) (bool, error) {
	name, ok := c.repo.name(file)
	if !ok {
		return false, nil
	}
	spans, err := c.newLines(ctx, name)
	return covered(spans, lines), err
}

// covered tells whether some lines are all among those of one span.
func covered(spans []span, lines span) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return s.from <= lines.from && lines.to <= s.to })
}

// newLines lists the lines of a file that are new, all in one if it is a new file. name is relative to the repository.
func (c *changes) newLines(ctx context.Context, name string) ([]span, error) {
	if c.isAdded(name) {
		return []span{{1, math.MaxInt}}, nil
	}
	if _, ok := c.old[name]; !ok {
		return nil, nil
	}
	return c.spans(ctx, name)
}

func (c *changes) isAdded(name string) bool {
	for i, r := range name {
		if r == '/' && c.added[name[:i+1]] {
			return true // in a folder that is new
		}
	}
	return c.added[name]
}

// only leaves the findings that are new: their own lines or those of a step on their way have changed, or they tell of what changed. path names a position's file on this machine.
func (c *changes) only(ctx context.Context, fs []finding.Finding, path func(finding.Position) string) ([]finding.Finding, error) {
	var out []finding.Finding
	for _, f := range fs {
		isNew, err := f.Since, error(nil)
		if !isNew {
			isNew, err = c.touch(ctx, path(f.Position), span{f.Position.Line, max(f.Position.Line, f.End.Line)})
		}
		for _, p := range steps(f) {
			if isNew || err != nil {
				break
			}
			isNew, err = c.touch(ctx, path(p), span{p.Line, p.Line})
		}
		if err != nil {
			return nil, err
		}
		if isNew {
			out = append(out, f)
		}
	}
	return out, nil
}

// steps lists the places on a finding's way.
func steps(f finding.Finding) []finding.Position {
	var out []finding.Position
	for _, frame := range f.Path {
		out = append(out, frame.Position)
	}
	return append(out, f.Folded...)
}

// name is a file's name relative to the top of the repository, slash-separated. Links are followed, as git follows none.
func (r repository) name(file string) (string, bool) {
	file, err := filepath.EvalSymlinks(file)
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(filepath.FromSlash(r.top), file)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}
