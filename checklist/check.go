package checklist

import (
	"encoding/json"
	"fmt"
	"path"

	"github.com/buslint/buslint/finding"
)

// Check is the check run that shows the review on a head commit. root is the module's folder in the repository, "." if they are one.
func (r Review) Check(head, root string) *Check {
	c := &Check{Name: CheckName, HeadSHA: head, Conclusion: r.conclusion(), Title: r.title(), Summary: r.summary(), Text: r.Markdown()}
	for i := range r.Items {
		c.annotate(&r.Items[i], root)
	}
	c.seal()
	return c
}

// seal gives a check run the ID that it is known by: a hash of what it says.
func (c *Check) seal() {
	said := *c
	said.HeadSHA = ""
	data, err := json.Marshal(said)
	if err != nil {
		panic(err) // texts and numbers can be encoded
	}
	c.ExternalID = digest(string(data))
}

// maxAnnotations is how many subjects are annotated: as many as one request takes. The comment has all.
const maxAnnotations = 50

// annotate tells of an open question where its subject is published or consumed first: one annotation for all questions of a subject, which follow one another.
func (c *Check) annotate(it *Item, root string) {
	if it.closed() || it.Later {
		return
	}
	if it.Subject.silences() {
		c.annotateSilences(it, root)
		return
	}
	if len(it.Subject.Edges) == 0 {
		return
	}
	at := it.Subject.Edges[0].Position
	if at.Module != "" {
		return // in no file of this repository that is known
	}
	a := Annotation{File: path.Join(root, at.File), Line: at.Line, EndLine: at.Line, Level: Notice, Title: clip("Open questions about " + it.Subject.Ref)}
	if n := len(c.Annotations); n > 0 && c.Annotations[n-1].Title == a.Title {
		a = c.Annotations[n-1]
		c.Annotations = c.Annotations[:n-1]
	}
	if len(c.Annotations) == maxAnnotations {
		return
	}
	if it.Blocks() {
		a.Level = Caution
	}
	a.Message += finding.Clean(it.Question.ID+": "+it.Question.Ask) + "\n"
	c.Annotations = append(c.Annotations, a)
}

// annotateSilences tells beside each line that silences something that it is asked about.
func (c *Check) annotateSilences(it *Item, root string) {
	for _, f := range it.Facts {
		for _, at := range f.Places {
			if len(c.Annotations) == maxAnnotations {
				return
			}
			message := finding.Clean(it.Question.ID + ": " + it.Question.Ask + " " + f.Says)
			c.Annotations = append(c.Annotations, Annotation{File: path.Join(root, at.File), Line: at.Line, EndLine: at.Line, Level: Caution, Title: "Silenced", Message: message})
		}
	}
}

func (r Review) conclusion() Conclusion {
	draft := r.pull != nil && r.pull.Draft
	switch {
	case r.Blocking() > 0 && !draft:
		return ActionRequired
	case r.count(func(it *Item) bool { return !it.closed() && it.Question.Gate != Inform }) > 0:
		return Neutral
	}
	return Success
}

func (r Review) summary() string {
	switch n := r.Blocking(); {
	case n > 0:
		return fmt.Sprintf("%s must be answered before this is merged. Answer in the comment of this pull request, or in `events.yml`.", count(n, "question"))
	case r.Open() > 0:
		return "No open question blocks this pull request."
	case len(r.Items) > 0:
		return "All questions are answered."
	}
	return "Nothing that is published or consumed changed in a way that raises questions."
}
