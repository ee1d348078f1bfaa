package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

func (a *app) catalogMerge() *cobra.Command {
	var dir, format, output, conflicts, maxAge, now string
	c := &cobra.Command{
		Use:   "merge [catalogues]",
		Short: "Join the catalogues of several repositories, and say what does not fit",
		Long: "Joins catalogues that `buslint catalog extract --format json` and `buslint catalog observe` wrote. Topics are joined by bus and name: without what\n" +
			"is not known at its ends, in small letters; consumers with wildcards or regular expressions by what these match. Conflicts go to standard error:\n" +
			"a topic with two owners, a field of two kinds, uses of what another repository deprecates, consumers that only a broker knows, old catalogues.\n\n" +
			"Exit code: 0 done, 1 conflicts that are errors, 2 wrong use or unreadable catalogues.",
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return exit{Usage, fmt.Errorf("--format %q is neither text nor json", format)}
			}
			fresh, err := freshness(now, maxAge)
			if err != nil {
				return err
			}
			if dir != "" {
				args = append(args, dir)
			}
			if len(args) == 0 {
				return exit{Usage, errors.New("name catalogues to merge, or a folder of them with --dir")}
			}
			parts, err := readCatalogues(args)
			if err != nil {
				return exit{Usage, err}
			}
			merged, found := catalog.Merge(parts, fresh)
			write := catalog.Text
			if format == "json" {
				write = catalog.Encode
			}
			if err := a.write(output, func(w io.Writer) error { return write(w, merged) }); err != nil {
				return err
			}
			return a.conflicts(conflicts, found)
		},
	}
	fl := c.Flags()
	fl.StringVar(&dir, "dir", "", "folder whose *.json are merged")
	fl.StringVar(&format, "format", "text", "text or json")
	fl.StringVarP(&output, "output", "o", "", "file to write the merged catalogue to, instead of standard output")
	fl.StringVar(&conflicts, "conflicts", "", "file to write the conflicts to as JSON, instead of standard error")
	fl.StringVar(&maxAge, "max-age", "", "tell of catalogues that are older, such as 14d")
	fl.StringVar(&now, "now", "", "day to judge ages and deprecations by, such as 2026-11-22 (default today)")
	return c
}

// conflicts tells of conflicts, and fails if one is an error.
func (a *app) conflicts(file string, conflicts []catalog.Conflict) error {
	if file != "" {
		if err := a.write(file, func(w io.Writer) error { return catalog.EncodeConflicts(w, conflicts) }); err != nil {
			return err
		}
	} else if err := catalog.ConflictsText(a.errOut, conflicts); err != nil {
		return err
	}
	for _, c := range conflicts {
		if c.Severity == finding.Error {
			return exit{code: Found}
		}
	}
	return nil
}
