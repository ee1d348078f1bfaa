package config

import "testing"

func TestMatchTakesFolders(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		glob, name string
		want       bool
	}{
		{"internal/legacy", "internal/legacy/a.go", true},
		{"internal/legacy/", "internal/legacy/b/a.go", true},
		{"./internal/legacy", "internal/legacy/a.go", true},
		{"internal/*", "internal/legacy/b/a.go", true},
		{"**/*_mock.go", "a/b_mock.go", true},
		{"**/*_mock.go", "b_mock.go", true},
		{"**/mocks", "svc/mocks/m.go", true},
		{"github.com/acme/*", "github.com/acme/bus/v2", true},
		{"internal/legacy", "internal/legacy2/a.go", false},
		{"legacy", "internal/legacy/a.go", false},
		{"*.go", "a/b.go", false},
		{"github.com/acme/*", "github.com/acme", false},
	} {
		if got := Match(tt.glob, tt.name); got != tt.want {
			t.Errorf("Match(%q, %q) = %v, want %v", tt.glob, tt.name, got, tt.want)
		}
	}
}
