package githubfake

import (
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3filter"
)

func TestAnswersThatGitHubWouldNotGive(t *testing.T) {
	t.Parallel()
	f := New(t)
	request, err := http.NewRequest(http.MethodDelete, f.URL()+"/repos/acme/shop/issues/comments/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	route, params, err := f.router.FindRoute(request)
	if err != nil {
		t.Fatal(err)
	}
	in := &openapi3filter.RequestValidationInput{Request: request, PathParams: params, Route: route, Options: options()}
	for status, right := range map[int]bool{204: true, 401: true, 404: true, 200: false, 409: false} {
		if err := valid(answer{status: status}, in); (err == nil) != right || err != nil && !strings.Contains(err.Error(), "status is not supported") {
			t.Errorf("status %d: %v", status, err)
		}
	}
}
