package githubfake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// undocumented lists answers that GitHub gives though its description does not say so; 401 is one of any operation.
var undocumented = map[string][]int{
	"checks/create":             {http.StatusForbidden, http.StatusUnprocessableEntity},
	"checks/update":             {http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity},
	"checks/list-for-ref":       {http.StatusUnprocessableEntity},
	"issues/update-comment":     {http.StatusForbidden, http.StatusNotFound},
	"issues/delete-comment":     {http.StatusForbidden, http.StatusNotFound},
	"teams/list-members-in-org": {http.StatusForbidden, http.StatusNotFound},
}

// answer is what is answered: a status, a body that becomes JSON, and where the pages of a list are.
type answer struct {
	status int
	body   any
	link   string
}

func (a answer) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if a.link != "" {
		w.Header().Set("Link", a.link)
	}
	w.WriteHeader(a.status)
	if a.body != nil {
		_, _ = w.Write(a.bytes()) // who asked may be gone
	}
}

func (a answer) bytes() []byte {
	b, err := json.Marshal(a.body)
	if err != nil {
		panic(err) // plain maps, slices and strings
	}
	return b
}

// message is the body of a refusal.
func message(text string) object {
	return object{"message": text, "documentation_url": "https://docs.github.com/rest"}
}

// ServeHTTP answers one request. They are answered one after the other.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, r.Method+" "+r.URL.Path)
	route, params, err := f.router.FindRoute(r)
	if err != nil {
		f.violation(r, http.StatusNotFound, err).send(w)
		return
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options()}
	if err := openapi3filter.ValidateRequest(r.Context(), in); err != nil {
		f.violation(r, http.StatusUnprocessableEntity, err).send(w)
		return
	}
	fault := f.fault(r.Method, route.Operation.OperationID)
	if fault.Status != http.StatusOK && !fault.Late {
		fault.send(w, answer{})
		return
	}
	if fault.Stale && r.Method == http.MethodGet {
		f.state, f.before = f.before, f.state
		defer func() { f.state, f.before = f.before, f.state }()
	}
	a := f.answer(r, route, params)
	if err := valid(a, in); err != nil {
		a = f.violation(r, http.StatusInternalServerError, fmt.Errorf("the fake's own answer: %w", err))
	}
	fault.send(w, a)
}

// options make the description strict, and what violates it short to say.
func options() *openapi3filter.Options {
	o := &openapi3filter.Options{MultiError: true, RejectWhenRequestBodyNotSpecified: true, SkipSettingDefaults: true, IncludeResponseStatus: true}
	o.WithCustomSchemaErrorFunc(short)
	return o
}

// short says what in a value violates which part of the description. Where it is to match one of several forms, it says why it is none.
func short(err *openapi3.SchemaError) string {
	reason := err.Reason
	if err.SchemaField == "anyOf" {
		var each []string
		for _, form := range err.Schema.AnyOf {
			if err := form.Value.VisitJSON(err.Value, openapi3.SetSchemaErrorMessageCustomizer(short)); err != nil {
				each = append(each, err.Error())
			}
		}
		reason = "neither " + strings.Join(each, ", nor ")
	}
	return fmt.Sprintf("at /%s: %s", strings.Join(err.JSONPointer(), "/"), reason)
}

// violation tells the test of a request that GitHub would not take, and refuses it.
func (f *Fake) violation(r *http.Request, status int, err error) answer {
	f.t.Errorf("githubfake: %s %s: %v", r.Method, r.URL.Path, err)
	return answer{status: status, body: message(err.Error())}
}

// refuse is the violation of a rule that the description leaves out.
func (f *Fake) refuse(r *http.Request, err error) answer {
	return f.violation(r, http.StatusUnprocessableEntity, err)
}

// valid checks our own answer, so that no test relies on one that GitHub would not give.
func valid(a answer, in *openapi3filter.RequestValidationInput) error {
	if a.status == http.StatusUnauthorized || slices.Contains(undocumented[in.Route.Operation.OperationID], a.status) {
		return nil
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: a.status, Header: http.Header{}, Options: in.Options}
	if a.body != nil {
		out.Header.Set("Content-Type", "application/json")
		out.SetBodyBytes(a.bytes())
	}
	return openapi3filter.ValidateResponse(in.Request.Context(), out)
}

func notFound() answer { return answer{status: http.StatusNotFound, body: message("Not Found")} }

// answer carries a request out.
func (f *Fake) answer(r *http.Request, route *routers.Route, params map[string]string) answer {
	if r.Header.Get("Authorization") != "Bearer "+Token {
		return answer{status: http.StatusUnauthorized, body: message("Bad credentials")}
	}
	if repo := params["owner"] + "/" + params["repo"]; repo != "/" && !strings.EqualFold(repo, Owner+"/"+Name) {
		return notFound()
	}
	if r.Method != http.MethodGet && f.readOnly {
		return answer{status: http.StatusForbidden, body: message("Resource not accessible by integration")}
	}
	switch route.Operation.OperationID {
	case "users/get-authenticated":
		return f.user()
	case "pulls/get":
		return f.pull(params["pull_number"])
	case "teams/list-members-in-org":
		return f.members(r, params["org"], params["team_slug"])
	case "issues/list-comments":
		return f.listComments(r, params["issue_number"])
	case "issues/create-comment":
		return f.createComment(r, params["issue_number"])
	case "issues/get-comment", "issues/update-comment", "issues/delete-comment":
		return f.oneComment(r, params["comment_id"])
	case "pulls/list-review-comments":
		return f.listRemarks(r, params["pull_number"])
	case "pulls/create-review":
		return f.createReview(r, params["pull_number"])
	case "pulls/delete-review-comment":
		return f.deleteRemark(params["comment_id"])
	case "checks/list-for-ref":
		return f.listChecks(r, params["ref"])
	case "checks/create":
		return f.createCheck(r)
	case "checks/update":
		return f.updateCheck(r, params["check_run_id"])
	}
	return f.refuse(r, fmt.Errorf("the fake does not serve %s", route.Operation.OperationID))
}
