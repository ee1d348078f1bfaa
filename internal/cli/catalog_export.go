package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog/export"
)

func (a *app) catalogExport() *cobra.Command {
	var f queryFlags
	var o export.Options
	var about strings.Builder
	var names []string
	for _, format := range export.Formats() {
		names = append(names, format.Name)
		fmt.Fprintf(&about, "  %-13s %s\n", format.Name, format.Says)
	}
	c := &cobra.Command{
		Use:   "export --format FORMAT",
		Short: "Write the catalogue in a format of other tools, as a picture or as a page",
		Long: "Writes what `buslint catalog extract` knows of the module in the current folder, or what the catalogues named by --catalog do, as\n\n" + about.String() + "\n" +
			"Formats of several files are written into a folder, which is made. Files that are not of the export stay in it.\n\n" +
			"Exit code: 0 done, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			format, err := export.ByName(f.format)
			if err != nil {
				return exit{Usage, err}
			}
			k, err := a.know(c.Context(), f)
			if err != nil {
				return err
			}
			files, err := format.Files(k.Catalogue, o)
			if err != nil {
				return err
			}
			if err := a.writeFiles(f.output, format, files); err != nil {
				return exit{Usage, err}
			}
			if !k.complete {
				return errIncomplete
			}
			return nil
		},
	}
	f.add(c, strings.Join(names, ", "))
	fl := c.Flags()
	fl.Lookup("format").DefValue = ""
	f.format = ""
	fl.StringVar(&f.output, "out", "", "the same as --output")
	fl.Lookup("output").Usage = "file or folder to write instead of standard output"
	fl.StringVar(&o.Title, "title", "", "name of the whole (default: the module's path)")
	fl.BoolVar(&o.Merged, "merged", false, "one AsyncAPI document of all services, whose operations begin with the service's name")
	fl.StringVar(&o.Source, "source-url", "", "address of a line of code, with {module}, {path}, {line} and {commit} (default: GitHub's or GitLab's, where the module's path names them)")
	return c
}

// writeFiles writes an export to standard output, a file or a folder.
func (a *app) writeFiles(to string, format export.Format, files []export.File) error {
	info, err := os.Stat(to)
	folder := to != "" && err == nil && info.IsDir()
	switch {
	case len(files) == 1 && !format.Folder && !folder:
		return a.write(to, func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(files[0].Data)); return err })
	case to == "":
		return fmt.Errorf("%s is %d files; name a folder with --out", format.Name, len(files))
	}
	for _, f := range files {
		name := filepath.Join(to, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := writeFile(name, f.Data); err != nil {
			return err
		}
	}
	return nil
}
