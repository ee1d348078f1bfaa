package modular

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/models"
)

// Models is what a host knows of libraries and of the program's own interfaces: the built-in models, those that were inferred from the whole program if
// the configuration names them, and those of the configuration, which win.
func Models(c *config.Config) (*models.Set, error) {
	set, err := models.Builtin()
	if err != nil {
		return nil, err
	}
	if name := InferredFile(c); name != "" {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s: read inferred models: %w; `buslint models infer` writes them", c.File, err)
		}
		libs, err := models.Parse(name, data)
		if err != nil {
			return nil, err
		}
		if set, err = set.With(libs...); err != nil {
			return nil, err
		}
	}
	libs, err := models.FromNode(c.File, c.Models)
	if err != nil || len(libs) == 0 {
		return set, err
	}
	return set.With(libs...)
}

// InferredFile is the file of inferred models that a configuration names, "" if it names none. It is relative to the configuration, or to the current
// folder where that has no file of its own.
func InferredFile(c *config.Config) string {
	if c.Inferred == "" || filepath.IsAbs(c.Inferred) {
		return c.Inferred
	}
	if info, err := os.Stat(c.File); err == nil && info.Mode().IsRegular() {
		return filepath.Join(filepath.Dir(c.File), c.Inferred)
	}
	return c.Inferred
}
