package githubfake

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// What the description says of annotations in words alone.
const (
	maxTitle   = 255      // characters
	maxMessage = 64 << 10 // bytes
)

// run is what a request says of a check run.
type run struct {
	Name       *string `json:"name"`
	HeadSHA    string  `json:"head_sha"`
	ExternalID *string `json:"external_id"`
	Status     *string `json:"status"`
	Conclusion *string `json:"conclusion"`
	Output     *struct {
		Title       *string      `json:"title"`
		Summary     *string      `json:"summary"`
		Text        *string      `json:"text"`
		Annotations []Annotation `json:"annotations"`
	} `json:"output"`
}

// app is the slug of the app whose token asks, "" for a person.
func (f *Fake) app() string {
	slug, ok := strings.CutSuffix(f.login, "[bot]")
	if !ok {
		return ""
	}
	return slug
}

func (f *Fake) listChecks(r *http.Request, ref string) answer {
	if !f.state.commits[ref] {
		return answer{status: http.StatusUnprocessableEntity, body: message("No commit found for SHA: " + ref)}
	}
	q := r.URL.Query()
	runs := f.state.runs(ref)
	slices.Reverse(runs) // newest first
	list, seen := []any{}, map[[2]string]bool{}
	for _, c := range runs {
		key := [2]string{c.App, c.Name}
		again := seen[key]
		seen[key] = true
		switch {
		case q.Has("check_name") && q.Get("check_name") != c.Name:
		case again && q.Get("filter") != "all": // "latest", which is the default
		default:
			list = append(list, f.fill("check-run", c.object()))
		}
	}
	part, link := paginate(r, list)
	return answer{status: http.StatusOK, body: object{"total_count": len(list), "check_runs": part}, link: link}
}

// object is a check run as it stands in answers.
func (c Check) object() object {
	out := object{
		"id":          c.ID,
		"name":        c.Name,
		"head_sha":    c.HeadSHA,
		"external_id": c.ExternalID,
		"status":      c.Status,
		"app":         object{"id": account(c.App)["id"], "slug": c.App, "name": c.App},
		"html_url":    fmt.Sprintf("%s/runs/%d", htmlURL, c.ID),
		"output":      object{"title": c.Title, "summary": c.Summary, "text": c.Text, "annotations_count": len(c.Annotations)},
	}
	if c.Conclusion != "" {
		out["conclusion"] = c.Conclusion
	}
	return out
}

func (f *Fake) createCheck(r *http.Request) answer {
	if f.app() == "" {
		return answer{status: http.StatusForbidden, body: message("You must authenticate via a GitHub App.")}
	}
	in, err := body[run](r)
	switch {
	case err != nil:
		return f.refuse(r, err)
	case !f.state.commits[in.HeadSHA]:
		return f.refuse(r, fmt.Errorf("no commit found for SHA: %s", in.HeadSHA))
	}
	c := Check{App: f.app(), HeadSHA: in.HeadSHA, Status: "queued"}
	if err := c.set(in); err != nil {
		return f.refuse(r, err)
	}
	_, c.ID = f.tick()
	f.state.checks[c.ID] = c
	return answer{status: http.StatusCreated, body: f.fill("check-run", c.object())}
}

func (f *Fake) updateCheck(r *http.Request, number string) answer {
	c, ok := f.state.checks[id(number)]
	switch {
	case !ok:
		return notFound()
	case c.App != f.app():
		return answer{status: http.StatusForbidden, body: message("Invalid app_id " + f.app() + " - check run can only be modified by the GitHub App that created it.")}
	}
	in, err := body[run](r)
	if err != nil {
		return f.refuse(r, err)
	}
	if err := c.set(in); err != nil {
		return f.refuse(r, err)
	}
	f.tick()
	f.state.checks[c.ID] = c
	return answer{status: http.StatusOK, body: f.fill("check-run", c.object())}
}

// set changes a check run as a request says. Annotations are appended. A conclusion completes the run, and a completed run needs one.
func (c *Check) set(in run) error {
	put(&c.Name, in.Name)
	put(&c.ExternalID, in.ExternalID)
	put(&c.Status, in.Status)
	put(&c.Conclusion, in.Conclusion)
	if in.Conclusion != nil {
		c.Status = "completed"
	}
	if c.Status == "completed" && c.Conclusion == "" {
		return fmt.Errorf("a completed check run needs a conclusion")
	}
	if in.Output == nil {
		return nil
	}
	put(&c.Title, in.Output.Title)
	put(&c.Summary, in.Output.Summary)
	put(&c.Text, in.Output.Text)
	for _, a := range in.Output.Annotations {
		switch {
		case a.Start < 1 || a.End < a.Start:
			return fmt.Errorf("lines %d to %d of %s are none", a.Start, a.End, a.Path)
		case utf8.RuneCountInString(a.Title) > maxTitle:
			return fmt.Errorf("the title of an annotation of %s is longer than %d characters", a.Path, maxTitle)
		case len(a.Message) > maxMessage:
			return fmt.Errorf("the message of an annotation of %s is longer than %d bytes", a.Path, maxMessage)
		}
	}
	c.Annotations = slices.Concat(c.Annotations, in.Output.Annotations)
	return nil
}

// put replaces a text by one that a request says, if it does.
func put(to, from *string) {
	if from != nil {
		*to = *from
	}
}
