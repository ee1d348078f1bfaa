package driver

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// inputs is all that a run is worked out from, beside buslint itself: the files of the modules that are analysed from syntax, and what the go command
// depends on. Modules of the module cache need not be read, as go.sum names their content. While none of it changes, neither does what is found.
type inputs struct {
	digest
	files map[string][sha256.Size]byte // by file on this machine
}

// readInputs reads them; nil if something may matter that is not read.
func readInputs(s scope, env []string) *inputs {
	flags := variable(env, "GOFLAGS")
	if strings.Contains(flags, "-overlay") || strings.Contains(flags, "-modfile") {
		return nil
	}
	in := &inputs{newDigest("inputs"), map[string][sha256.Size]byte{}}
	if !in.goCommand(env) {
		return nil
	}
	roots := slices.Concat(s.folders, s.replacements)
	if s.work != "" {
		in.file(s.work)
		in.file(s.work + ".sum")
	}
	slices.Sort(roots)
	for _, root := range slices.Compact(roots) {
		if err := in.tree(root); err != nil {
			return nil
		}
	}
	return in
}

// goCommand adds the go command and its settings.
func (in *inputs) goCommand(env []string) bool {
	name, err := exec.LookPath("go")
	if err != nil {
		return false
	}
	if name, err = filepath.EvalSymlinks(name); err != nil {
		return false
	}
	info, err := os.Stat(name)
	if err != nil {
		return false
	}
	in.add(name, fmt.Sprint(info.Size()), fmt.Sprint(info.ModTime().UnixNano()))
	var vars []string
	for _, v := range env {
		key, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(key, "GO") || strings.HasPrefix(key, "CGO_") || strings.HasPrefix(key, "PKG_CONFIG") || key == "CC" || key == "CXX" || key == "AR" || key == "FC" {
			vars = append(vars, v)
		}
	}
	slices.Sort(vars)
	in.list(vars)
	settings := variable(env, "GOENV")
	if settings == "" {
		if dir, err := os.UserConfigDir(); err == nil {
			settings = filepath.Join(dir, "go", "env")
		}
	}
	in.file(settings)
	return true
}

// tree adds the files of a folder that the go command reads. It leaves out more of them than buslint can know: one too many does no harm.
func (in *inputs) tree(root string) error {
	in.add(root)
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return filepath.SkipDir
		case !d.IsDir() && counts(d.Name()):
			in.file(name)
		}
		return nil
	})
}

// counts tells whether the go command looks into files of a name, or whether they are schemas, which may be embedded.
func counts(name string) bool {
	switch filepath.Ext(name) {
	case ".go", ".mod", ".sum", ".work", ".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx", ".m", ".s", ".S", ".sx", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx", ".syso", ".avsc":
		return true
	}
	return name == "modules.txt"
}

// file adds a file; one that is not there, too.
func (in *inputs) file(name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		in.add(name, "not read")
		return
	}
	sum := sha256.Sum256(data)
	in.files[name] = sum
	in.add(name, string(sum[:]))
}
