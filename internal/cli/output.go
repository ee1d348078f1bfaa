package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// writeFile writes a file whole or not at all: what stood there stays until the new content is complete. A pipe or device is written to as it is.
func writeFile(name string, content []byte) (err error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("write %s: it is a folder; name a file", name)
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(name, content, 0o644)
	}
	temp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("write %s: its folder does not exist", name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", name, errors.Join(err, os.Remove(temp.Name())))
		}
	}()
	_, err = temp.Write(content)
	if err := errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}
