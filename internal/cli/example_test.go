package cli

import (
	"path/filepath"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/models"
)

func TestExampleConfigurationHasValidModels(t *testing.T) {
	t.Parallel()
	a := &app{rules: analyzers.All()}
	c, err := config.Read(filepath.Join("..", "..", ".buslint.example.yml"), a.names())
	if err != nil {
		t.Fatal(err)
	}
	set, err := models.Configured(c.File, c.Models)
	if err != nil {
		t.Fatal(err)
	}
	if f := set.Func("(*github.com/acme/bus.Client).Send"); f == nil || f.Publish == nil {
		t.Errorf("the example's model describes no publish: %+v", f)
	}
}
