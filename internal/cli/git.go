package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/buslint/buslint/checklist"
)

// repository is a git repository, seen from a folder in it.
type repository struct {
	dir    string // the folder
	top    string // of the work tree
	prefix string // the folder relative to top
}

// openRepository finds the repository of a folder.
func openRepository(ctx context.Context, dir string) (repository, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return repository{}, errors.New("run git: it is not on the PATH; install git or add its folder to PATH")
	}
	r := repository{dir: dir}
	top, err := r.git(ctx, nil, "rev-parse", "--show-toplevel")
	if err != nil {
		return repository{}, fmt.Errorf("find git repository of %s: %w", dir, err)
	}
	prefix, err := r.git(ctx, nil, "rev-parse", "--show-prefix")
	if err != nil {
		return repository{}, fmt.Errorf("find folder %s in its git repository: %w", dir, err)
	}
	r.top = strings.TrimSuffix(top, "\n")
	r.prefix = filepath.FromSlash(strings.TrimSuffix(prefix, "\n"))
	return r, nil
}

// leftAt finds the commit where the current one and a revision went different ways: what was added to the revision since is no change made here.
func (r repository) leftAt(ctx context.Context, ref string) (string, error) {
	if !r.has(ctx, ref) {
		return "", fmt.Errorf("find base %q: no such revision here; fetch it, or name another", ref)
	}
	return r.mergeBase(ctx, ref, "HEAD")
}

// mergeBase finds the commit where two others went different ways.
func (r repository) mergeBase(ctx context.Context, base, head string) (string, error) {
	out, err := r.git(ctx, nil, "merge-base", "--end-of-options", base, head)
	if err != nil {
		return "", fmt.Errorf("find where %s left %s: they have no commit in common here; a shallow clone needs more history (git fetch --unshallow; in a workflow, checkout with fetch-depth: 0)", head, base)
	}
	return strings.TrimSpace(out), nil
}

// fetch brings the commits of a pull request here, if they are not yet.
func (r repository) fetch(ctx context.Context, p checklist.Pull) error {
	head := fmt.Sprintf("refs/pull/%d/head", p.Number)
	if p.Queued {
		head = p.HeadSHA
	}
	for _, c := range []struct{ commit, from string }{{p.BaseSHA, p.BaseSHA}, {p.HeadSHA, head}} {
		if r.has(ctx, c.commit) {
			continue
		}
		if _, err := r.git(ctx, nil, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "origin", c.from); err != nil {
			return fmt.Errorf("find commit %s: it is not in this clone, and: %w", c.commit, err)
		}
		if !r.has(ctx, c.commit) {
			return fmt.Errorf("find commit %s: origin does not have it any more; the pull request has moved on, and its next run will do", c.commit)
		}
	}
	return nil
}

func (r repository) has(ctx context.Context, commit string) bool {
	_, err := r.git(ctx, nil, "cat-file", "-e", "--end-of-options", commit+"^{commit}")
	return err == nil
}

// checkOut writes the files of a commit into a folder. Nothing of the repository changes, and none of its hooks runs.
func (r repository) checkOut(ctx context.Context, commit, dir string) error {
	index, err := os.MkdirTemp("", "buslint-index-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(index)
	top := repository{dir: r.top}
	env := []string{"GIT_INDEX_FILE=" + filepath.Join(index, "index")}
	if _, err := top.git(ctx, env, "read-tree", commit); err != nil {
		return fmt.Errorf("read commit %s: %w", commit, err)
	}
	if _, err := top.git(ctx, env, "checkout-index", "--all", "--prefix="+filepath.ToSlash(dir)+"/"); err != nil {
		return fmt.Errorf("check out commit %s: %w", commit, err)
	}
	return nil
}

// at checks a commit out into a folder that is there while f runs.
func (r repository) at(ctx context.Context, commit string, f func(dir string) error) (err error) {
	dir, err := os.MkdirTemp("", "buslint-commit-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := r.checkOut(ctx, commit, dir); err != nil {
		return err
	}
	return f(dir)
}

// maxFile is the size of the largest file that is read from a commit, in bytes.
const maxFile = 8 << 20

// file reads a file of a commit, nil if there is none. A link is none: it may lead anywhere. name is relative to the work tree, with slashes.
func (r repository) file(ctx context.Context, commit, name string) ([]byte, error) {
	top := repository{dir: r.top}
	entry, err := top.git(ctx, nil, "ls-tree", "-z", "-l", "--full-tree", "--end-of-options", commit, "--", ":(literal)"+name)
	if err != nil {
		return nil, fmt.Errorf("find %s at %s: %w", name, commit, err)
	}
	about, _, _ := strings.Cut(entry, "\t")
	words := strings.Fields(about) // mode, type, object, size
	if len(words) != 4 || words[0] == "120000" || words[1] != "blob" {
		return nil, nil
	}
	if size, err := strconv.Atoi(words[3]); err != nil || size > maxFile {
		return nil, fmt.Errorf("read %s at %s: it is larger than %d bytes", name, commit, maxFile)
	}
	text, err := top.git(ctx, nil, "cat-file", "blob", words[2])
	if err != nil {
		return nil, fmt.Errorf("read %s at %s: %w", name, commit, err)
	}
	return []byte(text), nil
}

// git runs git in the repository's folder and returns what it prints.
func (r repository) git(ctx context.Context, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), env...)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		if text := strings.TrimSpace(errOut.String()); text != "" {
			return "", fmt.Errorf("git %s: %s", args[0], text)
		}
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return out.String(), nil
}
