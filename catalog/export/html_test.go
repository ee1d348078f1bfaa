package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

var (
	pageParts = regexp.MustCompile(`(?s)^<!doctype html>\n<html lang="en">\n<head>.*<style>(.*)</style>\n</head>\n.*<script type="application/json" id="catalogue">(.*?)</script>\n<script>(.*)</script>\n</body>\n</html>\n$`)
	pageTags  = regexp.MustCompile(`<(/?[a-zA-Z!][a-zA-Z0-9]*)`)
)

// validPage checks that a page holds the elements of its frame and no others, that its policy names its script and style, and that nothing is loaded.
func validPage(_ *testing.T, files []File) error {
	text := string(files[0].Data)
	m := pageParts.FindStringSubmatch(text)
	if m == nil {
		return errors.New("not a page as its frame says")
	}
	if m[1] != pageStyle || m[3] != pageScript {
		return errors.New("its script and style are not its own")
	}
	policy := fmt.Sprintf("content=\"default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"", digest(pageStyle), digest(pageScript))
	if !strings.Contains(text, policy) {
		return errors.New("its policy is another one")
	}
	if strings.ContainsAny(m[2], "<>&\n") {
		return errors.New("its data could end the element that holds it")
	}
	if got, want := len(pageTags.FindAllString(text, -1)), len(pageTags.FindAllString(pageFrame+pageStyle+pageScript, -1)); got != want {
		return fmt.Errorf("%d tags, its frame has %d", got, want)
	}
	d := json.NewDecoder(strings.NewReader(m[2]))
	d.DisallowUnknownFields()
	return d.Decode(&pageData{})
}

func TestPageHoldsWhatTheCatalogueSays(t *testing.T) {
	t.Parallel()
	var data pageData
	m := pageParts.FindSubmatch(written(t, "html", shop())[0].Data)
	if err := json.NewDecoder(bytes.NewReader(m[2])).Decode(&data); err != nil {
		t.Fatal(err)
	}
	if len(data.Edges) != len(shop().Edges) || len(data.Topics) != 4 || len(data.Services) != 6 || len(data.Fits) != 1 {
		t.Errorf("%d edges, %d topics, %d services, %d fits", len(data.Edges), len(data.Topics), len(data.Services), len(data.Fits))
	}
	placed := data.Topics[1]
	if placed.Title != "orders.placed" || len(placed.Versions) != 2 || placed.Versions[0].Version != 2 || len(placed.Versions[0].Changes) == 0 || placed.Versions[1].Ends != "deprecated, ends on 2027-03-01, use OrderPlaced@2" {
		t.Errorf("orders.placed is %+v", placed)
	}
	var sku bool
	for _, f := range data.Events[1].Fields {
		sku = sku || f == fieldRow{Name: "lines[].sku", Type: "string", When: "always"}
	}
	if !sku {
		t.Errorf("fields are %+v", data.Events[1].Fields)
	}
}

func TestPageOfManyEdgesIsWrittenSoon(t *testing.T) {
	t.Parallel()
	begin := time.Now()
	files := written(t, "html", large(5000))
	if took, size := time.Since(begin), len(files[0].Data); took > 20*time.Second || size > 8<<20 {
		t.Errorf("took %s, %d bytes", took, size)
	}
	if err := validPage(t, files); err != nil {
		t.Error(err)
	}
}
