package docgen

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/analyzers/rule"
)

// Reviewed is a finding in a public repository that somebody has read in its source: a row of bench/corpus/review.tsv.
type Reviewed struct {
	Repository string // owner/name on GitHub
	Commit     string // 12 hexadecimal digits
	Rule       string
	Severity   string
	File       string
	Line       int
	Verdict    string // right, wrong or debatable
	Reason     string
}

var (
	columns  = []string{"repository", "commit", "rule", "severity", "file", "line", "verdict", "reason"}
	verdicts = []string{"right", "wrong", "debatable"}
	commitID = regexp.MustCompile(`^[0-9a-f]{12}$`)
)

// ParseReview reads the findings that were reviewed, tab-separated with a heading. An error names the line.
func ParseReview(data []byte, rules []rule.Rule) ([]Reviewed, error) {
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != strings.Join(columns, "\t") {
		return nil, fmt.Errorf("line 1: columns are not %s", strings.Join(columns, ", "))
	}
	var out []Reviewed
	seen := map[string]int{}
	for i, text := range lines[1:] {
		row, err := parseReviewed(text, rules)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+2, err)
		}
		key := strings.Join(strings.Split(text, "\t")[:6], "\t")
		if first, twice := seen[key]; twice {
			return nil, fmt.Errorf("line %d: the finding stands in line %d already", i+2, first)
		}
		seen[key] = i + 2
		out = append(out, row)
	}
	return out, nil
}

func parseReviewed(text string, rules []rule.Rule) (Reviewed, error) {
	cells := strings.Split(text, "\t")
	if len(cells) != len(columns) {
		return Reviewed{}, fmt.Errorf("%d columns, not %d", len(cells), len(columns))
	}
	line, err := strconv.Atoi(cells[5])
	if err != nil || line < 1 {
		return Reviewed{}, fmt.Errorf("line %q is no line", cells[5])
	}
	row := Reviewed{Repository: cells[0], Commit: cells[1], Rule: cells[2], Severity: cells[3], File: cells[4], Line: line, Verdict: cells[6], Reason: cells[7]}
	switch {
	case !commitID.MatchString(row.Commit):
		return Reviewed{}, fmt.Errorf("commit %q is not 12 hexadecimal digits", row.Commit)
	case !slices.ContainsFunc(rules, func(r rule.Rule) bool { return r.Name == row.Rule }):
		return Reviewed{}, fmt.Errorf("there is no rule %q", row.Rule)
	case !slices.Contains(verdicts, row.Verdict):
		return Reviewed{}, fmt.Errorf("verdict %q is not one of %s", row.Verdict, strings.Join(verdicts, ", "))
	case strings.TrimSpace(row.Reason) == "":
		return Reviewed{}, fmt.Errorf("the verdict has no reason")
	}
	return row, nil
}

// Accuracy is what a review says of one rule.
type Accuracy struct {
	Right, Wrong, Debatable int
	Repositories            int
}

// Accuracies counts reviewed findings by rule.
func Accuracies(rows []Reviewed) map[string]Accuracy {
	out := map[string]Accuracy{}
	seen := map[[2]string]bool{}
	for _, r := range rows {
		a := out[r.Rule]
		switch r.Verdict {
		case "right":
			a.Right++
		case "wrong":
			a.Wrong++
		case "debatable":
			a.Debatable++
		}
		if place := [2]string{r.Rule, r.Repository}; !seen[place] {
			seen[place] = true
			a.Repositories++
		}
		out[r.Rule] = a
	}
	return out
}

// Total is how many findings were reviewed.
func (a Accuracy) Total() int { return a.Right + a.Wrong + a.Debatable }

// Default tells whether a rule may be on without configuration: at least 20 findings from at least five repositories were reviewed, and at most one in 20 is
// wrong. Fewer findings do for a rule whose conditions are all proved inside one function, and for one that holds the code against what its team declares.
func (a Accuracy) Default(r rule.Rule) bool {
	return a.Wrong <= max(1, a.Total()/20) && (r.Local || r.Declared || a.Total() >= 20 && a.Repositories >= 5)
}

// wilson is the 95 % confidence interval of a share, after Wilson: https://doi.org/10.1080/01621459.1927.10502953.
func wilson(right, total int) (low, high float64) {
	if total == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(total), float64(right)/float64(total)
	middle, spread := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (middle-spread)/(1+z*z/n)), min(1, (middle+spread)/(1+z*z/n))
}

// share prints how many of some findings are right: "21/23 (73-98 %)".
func (a Accuracy) share() string {
	if a.Total() == 0 {
		return "-"
	}
	low, high := wilson(a.Right, a.Total())
	return fmt.Sprintf("%d/%d (%.0f-%.0f %%)", a.Right, a.Total(), 100*low, 100*high)
}

// ReviewPage shows what a review says of each rule, and its findings.
func ReviewPage(rows []Reviewed, rules []rule.Rule) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# How often the rules are right\n\n"+generated, "bench/corpus/review.tsv")
	out.WriteString("\nFindings in public repositories that somebody has read in their source, with their callers. *Right*: its author would want to know of it. *Wrong*: what it\n" +
		"says is not so. *Debatable*: it depends on what the authors promise. The share that is right comes with its 95 % confidence interval (Wilson).\n\n" +
		"A rule is on without configuration if at least 20 findings from at least five repositories were read and at most one in 20 is wrong; with fewer findings only\n" +
		"if all that it says is proved inside one function, or holds the code against what its team declares in events.yml.\n\n" +
		"| Rule | Right | Wrong | Debatable | Repositories | Default |\n|---|---|---|---|---|---|\n")
	all := Accuracies(rows)
	for _, r := range rules {
		a := all[r.Name]
		name := r.Name
		if a.Total() > 0 {
			name = fmt.Sprintf("[%s](#%s)", r.Name, r.Name)
		}
		why := onOff(r)
		if r.Default && r.Local && (a.Total() < 20 || a.Repositories < 5) {
			why += ", proved inside one function"
		}
		fmt.Fprintf(&out, "| %s | %s | %d | %d | %d | %s |\n", name, a.share(), a.Wrong, a.Debatable, a.Repositories, why)
	}
	for _, r := range rules {
		if all[r.Name].Total() == 0 {
			continue // nothing to show
		}
		fmt.Fprintf(&out, "\n## %s\n\n| Finding | Severity | Verdict | Reason |\n|---|---|---|---|\n", r.Name)
		of := slices.DeleteFunc(slices.Clone(rows), func(x Reviewed) bool { return x.Rule != r.Name })
		slices.SortFunc(of, func(a, b Reviewed) int {
			return cmp.Or(cmp.Compare(a.Repository, b.Repository), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
		})
		for _, x := range of {
			fmt.Fprintf(&out, "| [%s %s:%d](https://github.com/%[1]s/blob/%[4]s/%[2]s#L%[3]d) | %[5]s | %[6]s | %[7]s |\n", x.Repository, x.File, x.Line, x.Commit, x.Severity, x.Verdict, cell(x.Reason))
		}
	}
	return out.Bytes()
}

// cell keeps a text inside a table's cell.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`).Replace(text)
}
