package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/config"
)

func (a *app) deprecate() *cobra.Command {
	var dir string
	var d catalog.Deprecation
	c := &cobra.Command{
		Use:   "deprecate TOPIC[@VERSION]",
		Short: "Write into events.yml that a topic or version is to end",
		Long: "Writes a deprecation of a topic, or of a version of its messages, into events.yml in this folder or above it, up to the module's, and leaves all else\n" +
			"there as it is. `buslint catalog check --fix` then writes the \"Deprecated:\" comment of the version's type.\n\n" +
			"  buslint deprecate orders.placed@1 --sunset 2027-03-01 --replacement OrderPlaced@2\n\n" +
			"Exit code: 0 written, 2 wrong use.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			topic, version, err := topicVersion(args[0])
			if err != nil {
				return err
			}
			if d.Since == "" {
				d.Since = today()
			}
			file, err := eventsAbove(dir)
			if err != nil {
				return exit{Usage, err}
			}
			if err := deprecate(file, topic, version, d); err != nil {
				return exit{Usage, err}
			}
			_, err = fmt.Fprintf(a.out, "%s: %s ends on %s\n", catalog.EventsFile, args[0], d.Sunset)
			return err
		},
	}
	fl := c.Flags()
	fl.StringVarP(&dir, "dir", "C", ".", "folder to work in")
	fl.StringVar(&d.Sunset, "sunset", "", "day of its end, such as 2027-03-01")
	fl.StringVar(&d.Replacement, "replacement", "", "a topic, or a version such as OrderPlaced@2, that takes its place")
	fl.StringVar(&d.Since, "since", "", "day since when it is deprecated (default today)")
	fl.StringVar(&d.Reason, "reason", "", "why it ends")
	fl.StringVar(&d.Link, "link", "", "where more is said")
	return c
}

// deprecate writes a deprecation into a file.
func deprecate(file, topic string, version int, d catalog.Deprecation) error {
	if err := d.Check(); err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read declared events: %w", err)
	}
	events, err := catalog.ReadEvents(catalog.EventsFile, data)
	if err != nil {
		return err
	}
	if _, known := events.Replaces(d.Replacement); d.Replacement != "" && !known {
		var names []string
		for _, t := range events.Topics {
			names = append(names, t.Name)
		}
		return fmt.Errorf("--replacement %q is not declared in %s%s", d.Replacement, catalog.EventsFile, config.Hint(d.Replacement, names))
	}
	out, err := events.Deprecate(topic, version, d)
	if err != nil {
		return err
	}
	return writeFile(file, out)
}

// eventsAbove finds events.yml in a folder or above it, up to the module's.
func eventsAbove(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find folder %s: %w", dir, err)
	}
	for up := abs; ; up = filepath.Dir(up) {
		file := filepath.Join(up, catalog.EventsFile)
		switch _, err := os.Stat(file); {
		case err == nil:
			return file, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("find %s: %w", catalog.EventsFile, err)
		}
		if _, err := os.Stat(filepath.Join(up, "go.mod")); err == nil || filepath.Dir(up) == up {
			return "", errors.New("no events.yml in this folder or above it, up to the module's; `buslint catalog init` writes one")
		}
	}
}
