package cli

import (
	"context"
	"errors"
	"fmt"
	"go/types"
	"os"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/models"
)

func (a *app) models() *cobra.Command {
	c := &cobra.Command{Use: "models", Short: "What buslint knows of libraries and functions"}
	c.AddCommand(a.modelsCheck(), a.modelsExplain(), a.modelsInfer())
	return c
}

func (a *app) modelsCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE...]",
		Short: "Check model files (default: those of the configuration and the built-in ones)",
		Long: "The files are checked by themselves, and against the libraries that they describe, as far as the module around the current folder depends on them:\n" +
			"every function, argument, result and field must exist.",
		RunE: func(c *cobra.Command, args []string) error {
			libs, err := a.libraries(args)
			if err != nil {
				return exit{Usage, err}
			}
			set, err := models.Builtin()
			if err != nil {
				return exit{Usage, err}
			}
			if set, err = set.With(libs...); err != nil {
				return exit{Usage, err}
			}
			notes, err := compare(c.Context(), set, libs)
			if err != nil {
				return exit{Usage, err}
			}
			_, err = fmt.Fprintf(a.out, "%d functions described, no mistakes found\n%s", len(set.Funcs()), notes)
			return err
		},
	}
}

// libraries reads model files, or without any the models of the configuration.
func (a *app) libraries(files []string) ([]models.Library, error) {
	if len(files) == 0 {
		c, err := config.Find(".", a.names())
		if err != nil {
			return nil, err
		}
		return models.FromNode(c.File, c.Models)
	}
	var libs []models.Library
	var errs []error
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			errs = append(errs, fmt.Errorf("read model: %w", err))
			continue
		}
		more, err := models.Parse(file, data)
		libs, errs = append(libs, more...), append(errs, err)
	}
	return libs, errors.Join(errs...)
}

// compare checks what is said of libraries against their declarations. It notes the packages that the module around the current folder does not
// depend on: nothing can be said of those.
func compare(ctx context.Context, set *models.Set, libs []models.Library) (notes string, err error) {
	own, err := models.NewSet(libs...)
	if err != nil {
		return "", err
	}
	known, err := driver.Declarations(ctx, ".", own.Packages())
	if err != nil {
		return "", err
	}
	for _, path := range own.Packages() {
		if known[path] == nil {
			notes += fmt.Sprintf("not compared with %s, on which this module does not depend\n", path)
		}
	}
	var errs []error
	for _, p := range models.Check(set, func(path string) (*types.Package, error) { return known[path], nil }) {
		errs = append(errs, errors.New(p.String()))
	}
	return notes, errors.Join(errs...)
}

func (a *app) modelsExplain() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "explain FUNC",
		Short: "Say what is known of a function, and why",
		Long:  "FUNC is the full name that Go's type checker prints: database/sql.Open, (*database/sql.DB).Begin, (*example.com/shop/orders.Service).Place",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one function, such as: buslint models explain '(*database/sql.DB).Begin'")
			}
			conf, err := config.Find(dir, a.names())
			if err != nil {
				return exit{Usage, err}
			}
			set, err := models.Configured(conf.File, conf.Models)
			if err != nil {
				return exit{Usage, err}
			}
			if set.Func(args[0]) != nil {
				_, err := fmt.Fprint(a.out, models.Explain(set, args[0]))
				return err
			}
			o := driver.Options{Dir: dir, Explain: args, Cache: a.results()}
			if err := describe(&o, conf); err != nil {
				return err
			}
			r, err := driver.Run(c.Context(), o)
			a.kept(o.Cache, r)
			if err != nil {
				return exit{NotReady, err}
			}
			if r.Explained[0] == "" {
				var names []string
				for _, f := range set.Funcs() {
					names = append(names, f.Name)
				}
				return exit{Usage, fmt.Errorf("explain %s: neither a model nor a function of this module has that name%s", args[0], config.Hint(args[0], names))}
			}
			_, err = fmt.Fprint(a.out, r.Explained[0])
			return err
		},
	}
	c.Flags().StringVarP(&dir, "dir", "C", ".", "folder to work in")
	return c
}
