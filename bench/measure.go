package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// cost is what one run took.
type cost struct {
	cpu, wall time.Duration
	peak      int64 // kB
}

// row is what a tool costs in one situation.
type row struct {
	name  string
	costs []cost
	err   error // it could not be run
}

// situation is something to measure; word names the round.
type situation struct {
	name string
	do   func(word string) (cost, error)
}

// measure runs all that is measured in turn, round by round, after a round that only warms the build cache.
func measure(m module, t *tools, rounds int) ([]row, error) {
	all := situations(m, t)
	rows := make([]row, len(all))
	for round := range rounds + 1 {
		for i, s := range all {
			rows[i].name = s.name
			if rows[i].err != nil {
				continue
			}
			c, err := s.do(fmt.Sprint(round))
			if err != nil {
				if i < yardsticks {
					return nil, err
				}
				rows[i].err = err
				continue
			}
			if round > 0 {
				rows[i].costs = append(rows[i].costs, c)
			}
		}
	}
	return rows, nil
}

// yardsticks is how many of the first situations are yardsticks: of these, the bare load is what all is compared with.
const (
	yardsticks = 4
	bareLoad   = 2
)

func situations(m module, t *tools) []situation {
	load := func(name, what string, patterns ...string) situation {
		return situation{name, func(string) (cost, error) {
			return run(m.dir, nil, nil, t.self, append([]string{"-load", what}, patterns...)...)
		}}
	}
	cache := filepath.Join(t.dir, "buslint-cache")
	lint := func(where string) (cost, error) {
		return run(m.dir, []string{"BUSLINT_CACHE=" + where}, nil, t.buslint, "lint", "--format", "json", "--fail-on", "never", "./...")
	}
	edit := func(name string, s source) situation {
		return situation{name, func(word string) (c cost, err error) {
			err = s.changed(word, func() error {
				if _, err := run(m.dir, nil, nil, t.self, "-load", "export", "./..."); err != nil { // the compiler's part
					return err
				}
				c, err = lint(cache)
				return err
			})
			return c, err
		}}
	}
	out := []situation{
		load("packages listed", "meta", "./..."),
		load("… with export data", "export", "./..."),
		load("**bare load**", "syntax", "./..."),
		load("bare load of one package", "syntax", m.leaf.pkg),
		{"buslint, nothing kept", func(word string) (cost, error) {
			fresh := filepath.Join(t.dir, "fresh-"+word)
			defer os.RemoveAll(fresh)
			return lint(fresh)
		}},
		{"buslint, unchanged", func(string) (cost, error) {
			if _, err := lint(cache); err != nil { // keeps the result
				return cost{}, err
			}
			return lint(cache)
		}},
		edit("buslint, a package changed that nobody imports", m.leaf),
		edit(fmt.Sprintf("buslint, a package changed that %d import", m.wide.importers), m.wide),
	}
	for _, p := range t.peers {
		out = append(out, peerSituations(m, t, p)...)
	}
	return out
}

// fromNothing measures once what a run costs where the compiler has nothing in its cache either, as on a new machine.
func fromNothing(m module, t *tools) ([]row, error) {
	var rows []row
	for i, c := range []struct {
		name, program string
		args          []string
	}{
		{"bare load, empty Go build cache", t.self, []string{"-load", "syntax", "./..."}},
		{"buslint, nothing kept, empty Go build cache", t.buslint, []string{"lint", "--format", "json", "--fail-on", "never", "./..."}},
	} {
		dir := filepath.Join(t.dir, fmt.Sprintf("empty-%d", i))
		took, err := run(m.dir, []string{"GOCACHE=" + filepath.Join(dir, "go"), "BUSLINT_CACHE=" + filepath.Join(dir, "buslint")}, nil, c.program, c.args...)
		if err := errors.Join(err, os.RemoveAll(dir)); err != nil {
			return nil, err
		}
		rows = append(rows, row{name: c.name, costs: []cost{took}})
	}
	return rows, nil
}

func peerSituations(m module, t *tools, p peer) []situation {
	name := p.name
	if name == "go" {
		name = "go vet"
	}
	warm := situation{name, func(string) (cost, error) { return run(m.dir, nil, p.codes, p.name, p.args...) }}
	if p.cold == nil {
		return []situation{warm} // it keeps nothing
	}
	cold := situation{name + ", nothing kept", func(word string) (cost, error) {
		env, args := p.cold(word)
		if len(env) > 0 { // NAME=word: a folder of its own
			dir := filepath.Join(t.dir, p.name+"-"+word)
			defer os.RemoveAll(dir)
			variable, _, _ := strings.Cut(env[0], "=")
			env = []string{variable + "=" + dir}
		}
		if args == nil {
			args = p.args
		}
		return run(m.dir, env, p.codes, p.name, args...)
	}}
	warm.name += ", unchanged"
	return []situation{cold, warm}
}

// run runs a program in a folder, with more environment, and other exit codes than 0 that are no failure.
func run(dir string, env []string, codes []int, program string, args ...string) (cost, error) {
	c := exec.Command(program, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), env...)
	var errOut strings.Builder
	c.Stderr = &errOut
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && slices.Contains(codes, exit.ExitCode())) {
		return cost{}, fmt.Errorf("run %s %s: %w: %s", filepath.Base(program), strings.Join(args, " "), err, strings.TrimSpace(errOut.String()))
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{c.ProcessState.UserTime() + c.ProcessState.SystemTime(), wall, usage.Maxrss}, nil
}

// median takes the median of each figure.
func median(costs []cost) cost {
	pick := func(of func(cost) int64) int64 {
		var all []int64
		for _, c := range costs {
			all = append(all, of(c))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return cost{
		cpu:  time.Duration(pick(func(c cost) int64 { return int64(c.cpu) })),
		wall: time.Duration(pick(func(c cost) int64 { return int64(c.wall) })),
		peak: pick(func(c cost) int64 { return c.peak }),
	}
}
