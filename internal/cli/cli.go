// Package cli is buslint's command line.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/rule"
)

// Exit codes.
const (
	Clean    = 0 // nothing found at or above --fail-on
	Found    = 1
	Usage    = 2 // wrong use or configuration
	NotReady = 3 // something could not be loaded or analysed; the findings of the rest are printed
)

// Version of buslint.
const Version = "0.1.0-dev"

// exit is an error that carries an exit code. An empty text prints nothing.
type exit struct {
	code int
	err  error
}

func (e exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e exit) Unwrap() error { return e.err }

// app is what commands share: where they read and write, and the rules.
type app struct {
	out, errOut io.Writer
	rules       []rule.Rule
	verbose     bool
}

// Main runs buslint with arguments (without the program's name) and returns the exit code.
func Main(args []string, out, errOut io.Writer) (code int) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Fprintf(errOut, "buslint: internal error: %v; please report it with the command that you ran\n", e)
			code = NotReady
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // the go command must not go on compiling
	defer stop()
	a := &app{out: out, errOut: errOut, rules: analyzers.All()}
	err := a.run(ctx, args)
	if err == nil {
		return Clean
	}
	var e exit
	if !errors.As(err, &e) {
		e = exit{Usage, err}
	}
	if text := e.Error(); text != "" {
		fmt.Fprintf(errOut, "buslint: %s\n", strings.ReplaceAll(strings.TrimSpace(text), "\n", "\nbuslint: "))
	}
	return e.code
}

func (a *app) run(ctx context.Context, args []string) error {
	if vetting(args) {
		return a.vet(args)
	}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.out)
	root.SetErr(a.errOut)
	return root.ExecuteContext(ctx)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "buslint",
		Short:         "Finds what goes wrong between a Go program and its event bus",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown command %q; to check packages, run: buslint lint %s", args[0], args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "say also what makes a run slower, such as a cache that cannot be used")
	root.AddCommand(a.lint(), a.hook(), a.baseline(), a.config(), a.listRules(), a.explain(), a.models(), a.cache(), a.catalog(), a.schema(), a.consumers(), a.deprecate(), a.sunset(), a.review(), a.answer(), a.pr(), a.version())
	return root
}

func (a *app) names() []string {
	out := make([]string, len(a.rules))
	for i, r := range a.rules {
		out[i] = r.Name
	}
	return out
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Print the version", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		_, err := fmt.Fprintln(a.out, "buslint", Version)
		return err
	}}
}
