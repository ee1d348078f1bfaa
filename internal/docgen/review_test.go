package docgen

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/rule"
)

// reviewed reads the review of this repository.
func reviewed(t *testing.T) []Reviewed {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "bench", "corpus", "review.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := ParseReview(data, analyzers.All())
	if err != nil {
		t.Fatalf("bench/corpus/review.tsv: %v", err)
	}
	return rows
}

func TestRulesAreOnWhereTheReviewSaysSo(t *testing.T) {
	all := Accuracies(reviewed(t))
	for _, r := range analyzers.All() {
		if a := all[r.Name]; r.Default && !a.Default(r) {
			t.Errorf("%s is on by default: %s right, %d wrong, %d repositories", r.Name, a.share(), a.Wrong, a.Repositories)
		}
	}
}

func TestReviewIsRead(t *testing.T) {
	t.Parallel()
	rules := []rule.Rule{{Name: "txpublish"}}
	head := strings.Join(columns, "\t") + "\n"
	row := "acme/shop\t0123456789ab\ttxpublish\terror\tshop/orders.go\t12\tright\tthe rollback comes later\n"
	for text, want := range map[string]string{
		"":               "line 1: columns are not",
		head + row:       "",
		head + row + row: "line 3: the finding stands in line 2 already",
		head + strings.Replace(row, "12\t", "0\t", 1):                  `line 2: line "0" is no line`,
		head + strings.Replace(row, "0123456789ab", "main", 1):         `line 2: commit "main" is not`,
		head + strings.Replace(row, "txpublish", "txpublsh", 1):        `line 2: there is no rule "txpublsh"`,
		head + strings.Replace(row, "right", "maybe", 1):               `line 2: verdict "maybe" is not one of right, wrong, debatable`,
		head + strings.Replace(row, "the rollback comes later", "", 1): "line 2: the verdict has no reason",
		head + "acme/shop\n": "line 2: 1 columns, not 8",
	} {
		_, err := ParseReview([]byte(text), rules)
		if got := errorText(err); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("ParseReview(%q) = %q, want %q", text, got, want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestWilson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		right, total int
		low, high    float64
	}{{0, 0, 0, 1}, {0, 20, 0, 0.1611}, {20, 20, 0.8389, 1}, {19, 20, 0.7639, 0.9911}, {1, 2, 0.0945, 0.9055}} {
		if low, high := wilson(c.right, c.total); math.Abs(low-c.low) > 0.0005 || math.Abs(high-c.high) > 0.0005 {
			t.Errorf("wilson(%d, %d) = %.4f, %.4f, want %.4f, %.4f", c.right, c.total, low, high, c.low, c.high)
		}
	}
}

func TestDefaultNeedsFindingsOrAProof(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a     Accuracy
		local bool
		want  bool
	}{
		{Accuracy{Right: 19, Wrong: 1, Repositories: 5}, false, true},
		{Accuracy{Right: 18, Wrong: 2, Repositories: 5}, false, false},
		{Accuracy{Right: 38, Wrong: 2, Repositories: 5}, false, true},
		{Accuracy{Right: 19, Repositories: 5}, false, false},
		{Accuracy{Right: 30, Repositories: 4}, false, false},
		{Accuracy{}, true, true},
		{Accuracy{Right: 5, Wrong: 2, Repositories: 5}, true, false},
	} {
		if got := c.a.Default(rule.Rule{Local: c.local}); got != c.want {
			t.Errorf("%+v, proved inside one function %t: default %t, want %t", c.a, c.local, got, c.want)
		}
	}
}
