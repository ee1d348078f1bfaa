package main

import (
	"fmt"
	"os"
	"strings"
)

// table shows the medians of a module's rows, and what they are of the bare load's.
func table(m module, rows []row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %s\n\n%d packages.\n\n", m.name, m.packages)
	b.WriteString("| | CPU | of bare load | peak memory | of bare load | wall |\n|---|---|---|---|---|---|\n")
	bare := median(rows[bareLoad].costs)
	for _, r := range rows {
		if r.err != nil {
			first, _, _ := strings.Cut(r.err.Error(), "\n")
			fmt.Fprintf(&b, "| %s | failed: %s | | | | |\n", r.name, strings.ReplaceAll(first, "|", `\|`))
			continue
		}
		c := median(r.costs)
		fmt.Fprintf(&b, "| %s | %.2f s | %.2f | %d MB | %.2f | %.2f s |\n", r.name, c.cpu.Seconds(), c.cpu.Seconds()/bare.cpu.Seconds(),
			c.peak/1024, float64(c.peak)/float64(bare.peak), c.wall.Seconds())
	}
	return b.String()
}

// The lines of a page between which tables stand.
const (
	begin = "<!-- bench -->\n"
	end   = "<!-- end of bench -->\n"
)

// replaceTables writes tables into a page.
func replaceTables(file, tables string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("write tables: %w", err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	_, after, also := strings.Cut(rest, end)
	if !ok || !also {
		return fmt.Errorf("write tables: %s has no lines %q and %q", file, strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return os.WriteFile(file, []byte(before+begin+strings.TrimLeft(tables, "\n")+end+after), 0o644)
}
