package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// writeFile writes a file whole or not at all: what stood there stays until the new content is complete. A pipe or device is written to as it is.
func writeFile(name string, content []byte) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("write %s: it is a folder; name a file", name)
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(name, content, 0o644)
	}
	f, err := prepare(name, content, 0o644)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("write %s: its folder does not exist", name)
	}
	if err == nil {
		err = f.commit()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, f.drop()))
	}
	return nil
}

// pending is a new content of a file that stands beside it.
type pending struct{ temp, name string }

// prepare writes a file's new content beside it.
func prepare(name string, content []byte, mode os.FileMode) (_ *pending, err error) {
	temp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, err
	}
	_, err = temp.Write(content)
	if err := errors.Join(err, temp.Chmod(mode), temp.Close()); err != nil {
		return nil, errors.Join(err, os.Remove(temp.Name()))
	}
	return &pending{temp.Name(), name}, nil
}

// commit lets the new content take the file's place.
func (f *pending) commit() error {
	err := os.Rename(f.temp, f.name)
	if err == nil {
		f.temp = ""
	}
	return err
}

// drop takes the new content away, if it has not taken the file's place.
func (f *pending) drop() error {
	if f == nil || f.temp == "" {
		return nil
	}
	return os.Remove(f.temp)
}
