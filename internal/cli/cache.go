package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/models"
)

// openCache opens the cache that the environment names, nil if that says off.
func openCache() (*cache.Cache, error) {
	dir, err := cache.Folder(os.Getenv)
	if err != nil {
		return nil, err
	}
	size, err := cache.Size(os.Getenv)
	if err != nil || dir == "" {
		return nil, err
	}
	return cache.Open(dir, size)
}

// results opens the cache for a run. One that cannot be used makes the run slower, and nothing else.
func (a *app) results() *cache.Cache {
	c, err := openCache()
	if err != nil {
		a.tell("%v; nothing is kept for the next run", err)
		return nil
	}
	return c
}

// kept tidies up after a run, whose result may be nil.
func (a *app) kept(c *cache.Cache, r *driver.Result) {
	if r != nil {
		a.tell("packages analysed: %d of %d", r.Fresh, r.Stats.Packages)
	}
	for _, err := range []error{c.Err(), c.Trim()} {
		if err != nil {
			a.tell("%v; the next run works out again what could not be kept", err)
		}
	}
}

// tell says something that only those want to know who look for it.
func (a *app) tell(format string, args ...any) {
	if a.verbose {
		fmt.Fprintf(a.errOut, "buslint: "+format+"\n", args...)
	}
}

// describe has a run read what is known of libraries, with what a configuration adds.
func describe(o *driver.Options, c *config.Config) error {
	if c.Models != nil {
		text, err := yaml.Marshal(c.Models)
		if err != nil {
			return exit{Usage, fmt.Errorf("%s: models: %w", c.File, err)}
		}
		o.Described = string(text)
	}
	o.Models = func() (*models.Set, error) {
		set, err := models.Configured(c.File, c.Models)
		if err != nil {
			return nil, exit{Usage, err}
		}
		return set, nil
	}
	return nil
}

func (a *app) cache() *cobra.Command {
	c := &cobra.Command{
		Use:   "cache",
		Short: "Look at what is kept between runs, or remove it",
		Long: "buslint keeps the results of packages, so that a later run works out only what has changed. They lie in $BUSLINT_CACHE, or else in buslint in\n" +
			"the user's cache folder; BUSLINT_CACHE=off keeps nothing. What was not used for longest goes when they grow above $BUSLINT_CACHE_SIZE (1GB).",
	}
	c.AddCommand(a.cacheStatus(), a.cacheClean())
	return c
}

// opened is the cache for a command that is about it.
func opened() (*cache.Cache, error) {
	c, err := openCache()
	switch {
	case err != nil:
		return nil, exit{Usage, err}
	case c == nil:
		return nil, exit{Usage, errors.New("BUSLINT_CACHE is off: there is no cache")}
	}
	return c, nil
}

func (a *app) cacheStatus() *cobra.Command {
	var format string
	c := &cobra.Command{Use: "status", Short: "Say where results are kept, and how much there is", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		if format != "text" && format != "json" {
			return fmt.Errorf("--format %q is neither text nor json", format)
		}
		c, err := opened()
		if err != nil {
			return err
		}
		s, err := c.Status()
		if err != nil {
			return exit{NotReady, err}
		}
		if format == "json" {
			return json.NewEncoder(a.out).Encode(s)
		}
		const mega = 1 << 20
		_, err = fmt.Fprintf(a.out, "%s: %d files, %d of %d MB\n", s.Dir, s.Files, (s.Bytes+mega-1)/mega, s.Limit/mega)
		if err == nil && !s.Oldest.IsZero() {
			_, err = fmt.Fprintf(a.out, "not used for longest: since %s\n", s.Oldest.Format("2006-01-02 15:04"))
		}
		return err
	}}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

func (a *app) cacheClean() *cobra.Command {
	return &cobra.Command{Use: "clean", Short: "Remove all results that are kept", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		c, err := opened()
		if err != nil {
			return err
		}
		if err := c.Clean(); err != nil {
			return exit{NotReady, err}
		}
		return nil
	}}
}
