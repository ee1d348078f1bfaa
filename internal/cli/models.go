package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/models"
)

func (a *app) models() *cobra.Command {
	c := &cobra.Command{Use: "models", Short: "What buslint knows of libraries and functions"}
	c.AddCommand(a.modelsCheck(), a.modelsExplain())
	return c
}

func (a *app) modelsCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE...]",
		Short: "Check model files (default: those of the configuration and the built-in ones)",
		RunE: func(_ *cobra.Command, args []string) error {
			set, err := models.Builtin()
			if err != nil {
				return exit{Usage, err}
			}
			if len(args) == 0 {
				c, err := config.Find(".", a.names())
				if err != nil {
					return exit{Usage, err}
				}
				if set, err = modelsOf(c); err != nil {
					return exit{Usage, err}
				}
			}
			var errs []error
			for _, file := range args {
				data, err := os.ReadFile(file)
				if err != nil {
					errs = append(errs, fmt.Errorf("read model: %w", err))
					continue
				}
				libs, err := models.Parse(file, data)
				if err == nil {
					set, err = set.With(libs...)
				}
				errs = append(errs, err)
			}
			if err := errors.Join(errs...); err != nil {
				return exit{Usage, err}
			}
			_, err = fmt.Fprintf(a.out, "%d functions described, no mistakes found\n", len(set.Funcs()))
			return err
		},
	}
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
			set, err := modelsOf(conf)
			if err != nil {
				return exit{Usage, err}
			}
			if set.Func(args[0]) != nil {
				_, err := fmt.Fprint(a.out, models.Explain(set, args[0]))
				return err
			}
			r, err := driver.Run(c.Context(), driver.Options{Dir: dir, Models: set, Explain: args})
			if err != nil {
				return exit{NotReady, err}
			}
			if r.Explained[0] == "" {
				return exit{Usage, fmt.Errorf("explain %s: neither a model nor a function of this module has that name", args[0])}
			}
			_, err = fmt.Fprint(a.out, r.Explained[0])
			return err
		},
	}
	c.Flags().StringVarP(&dir, "dir", "C", ".", "folder to work in")
	return c
}
