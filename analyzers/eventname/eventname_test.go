package eventname_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers/bus"

	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/internal/ruletest"
)

// TestNamesAreHeldAgainstExpressions configures what names must match, with topics and kinds that do, do not, and are not known as a whole.
func TestNamesAreHeldAgainstExpressions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		names bus.Names
		want  []string
	}{
		{"topics", bus.Names{Topics: regexp.MustCompile(`^shop\.`)}, []string{
			`topic "order.create" does not match the configured names, so nobody finds it by its name`,
			`topic "orders" does not match the configured names, so nobody finds it by its name`,
			`event "order.cancel" is named as a command, so nobody can tell whether it was done`,
		}},
		{"events", bus.Names{Events: regexp.MustCompile(`ed$`)}, []string{
			`event "order.cancel" does not match the configured names, so nobody finds it by its name`,
			`topic "order.create" is named as a command, so nobody can tell whether it was done`,
		}},
		{"any", bus.Names{Topics: regexp.MustCompile(``), Events: regexp.MustCompile(``)}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := ruletest.Load(t, "../../testdata/src", "eventname-names")
			p.Name(tt.names)
			var got []string
			for _, f := range eventname.Rule.Find(p.Program) {
				got = append(got, f.Text)
			}
			slices.Sort(got)
			want := slices.Sorted(slices.Values(tt.want))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFixtures(t *testing.T) { ruletest.Run(t, "../../testdata/src", eventname.Rule) }
