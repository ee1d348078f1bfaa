package main

import (
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

// measureAll builds buslint and measures it on modules.
func measureAll(dirs []string, rounds int) error {
	bin, err := os.MkdirTemp("", "buslint-bench-bin-")
	if err != nil {
		return fmt.Errorf("make a folder for binaries: %w", err)
	}
	defer os.RemoveAll(bin)
	buslint := filepath.Join(bin, "buslint")
	if out, err := exec.Command("go", "build", "-o", buslint, "github.com/buslint/buslint/cmd/buslint").CombinedOutput(); err != nil {
		return fmt.Errorf("build buslint: %w: %s", err, out)
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find own binary: %w", err)
	}
	fmt.Printf("%-9s %9s %9s %6s %9s %9s %6s %9s %9s\n", "packages", "bare CPU", "buslint", "ratio", "bare MB", "buslint", "ratio", "bare wall", "buslint")
	for _, dir := range dirs {
		if err := measure(dir, self, buslint, rounds); err != nil {
			return fmt.Errorf("measure %s: %w", dir, err)
		}
	}
	return nil
}

// measure prints the medians of one module, after a round that only warms the build cache.
func measure(dir, self, buslint string, rounds int) error {
	var bare, lint []cost
	n := ""
	for round := range rounds + 1 {
		out, b, err := run(dir, self, "-load")
		if err != nil {
			return err
		}
		_, l, err := run(dir, buslint, "lint", "--format", "json", "--fail-on", "never", "./...")
		if err != nil {
			return err
		}
		if n = strings.TrimSpace(out); round > 0 {
			bare, lint = append(bare, b), append(lint, l)
		}
	}
	b, l := median(bare), median(lint)
	fmt.Printf("%-9s %8.2fs %8.2fs %6.2f %9d %9d %6.2f %8.2fs %8.2fs\n", n, b.cpu.Seconds(), l.cpu.Seconds(), l.cpu.Seconds()/b.cpu.Seconds(),
		b.peak/1024, l.peak/1024, float64(l.peak)/float64(b.peak), b.wall.Seconds(), l.wall.Seconds())
	return nil
}

// run runs a program in a folder.
func run(dir, program string, args ...string) (string, cost, error) {
	c := exec.Command(program, args...)
	c.Dir = dir
	var out, errOut strings.Builder
	c.Stdout, c.Stderr = &out, &errOut
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	if err != nil {
		return "", cost{}, fmt.Errorf("run %s %s: %w: %s", filepath.Base(program), strings.Join(args, " "), err, errOut.String())
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return out.String(), cost{c.ProcessState.UserTime() + c.ProcessState.SystemTime(), wall, usage.Maxrss}, nil
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
