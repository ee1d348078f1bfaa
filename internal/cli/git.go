package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	out, err := r.git(ctx, nil, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		return repository{}, fmt.Errorf("find git repository of %s: %w", dir, err)
	}
	r.top, r.prefix, _ = strings.Cut(strings.TrimSuffix(out, "\n"), "\n")
	r.prefix = filepath.FromSlash(r.prefix)
	return r, nil
}

// leftAt finds the commit where the current one and a revision went different ways: what was added to the revision since is no change made here.
func (r repository) leftAt(ctx context.Context, ref string) (string, error) {
	commit, err := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	if err != nil {
		return "", fmt.Errorf("find base %q: no such revision here; fetch it, or name another", ref)
	}
	out, err := r.git(ctx, nil, "merge-base", strings.TrimSpace(commit), "HEAD")
	if err != nil {
		return "", fmt.Errorf("find base %q: it has no commit in common with HEAD here; a shallow clone needs more history (git fetch --unshallow)", ref)
	}
	return strings.TrimSpace(out), nil
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
