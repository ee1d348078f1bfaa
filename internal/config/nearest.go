package config

import (
	"fmt"
	"strings"
)

// Suggestion ends a message about an unknown name: with the nearest known one, or if none is near with all of them.
func Suggestion(name string, known []string) string {
	if hint := Hint(name, known); hint != "" {
		return hint
	}
	return "; known are " + strings.Join(known, ", ")
}

// Hint ends a message about an unknown name with the nearest known one, if any is near.
func Hint(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf(", did you mean %q?", near)
	}
	return ""
}

// nearest finds the known name that is fewest changes away, "" if none is near: about a third of the letters may be wrong.
func nearest(name string, known []string) string {
	best, at := "", (len(name)+1)/3+1
	for _, k := range known {
		if d := distance(name, k); d < at {
			best, at = k, d
		}
	}
	return best
}

// distance is Levenshtein's: how many bytes must be inserted, removed or replaced.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
