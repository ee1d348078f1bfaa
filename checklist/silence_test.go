package checklist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// silencing is a change that silences something on some lines, and nothing else.
func silencing(lines ...int) Difference {
	var d Difference
	for _, l := range lines {
		d.Silences = append(d.Silences, Silence{Kind: Ignores, At: finding.Position{File: "orders/a.go", Line: l}, Text: fmt.Sprintf("lostpublish reason %d", l)})
	}
	return d
}

func TestSilenceIsAskedOnceAndNamesEachLine(t *testing.T) {
	t.Parallel()
	r := Judge(Select(questions(t), silencing(3, 9)), Said{Pull: conversation()})
	if got := ids(r.Items); got != "silence@silenced" {
		t.Fatalf("asked: %s", got)
	}
	for _, text := range []string{"`lostpublish reason 3`: `orders/a.go:3`", "`lostpublish reason 9`: `orders/a.go:9`"} {
		if !strings.Contains(r.Comment(), text) {
			t.Errorf("the comment does not tell of %s:\n%s", text, r.Comment())
		}
	}
	if c := r.Check("c0ffee", "svc"); c.Conclusion != ActionRequired || len(c.Annotations) != 2 || c.Annotations[1].File != "svc/orders/a.go" || c.Annotations[1].Line != 9 {
		t.Errorf("check %+v", c)
	}
}

func TestSilenceIsAnsweredBySomebodyElseAndForTheseLinesAlone(t *testing.T) {
	t.Parallel()
	const agreed = "/buslint answer silence agreed"
	for _, tt := range []struct {
		author, association string
		want                Status
	}{{"alice", "MEMBER", Open}, {"bob", "MEMBER", Answered}, {"mallory", "NONE", Open}} {
		p := conversation([3]string{tt.author, tt.association, agreed})
		r := Judge(Select(questions(t), silencing(3)), Said{Pull: p})
		if got := find(t, r, "silence").Status; got != tt.want {
			t.Errorf("%s: %s, want %s", tt.author, got, tt.want)
		}
		show(p, r)
		r = Judge(Select(questions(t), silencing(3, 9)), Said{Pull: p})
		if got := find(t, r, "silence"); got.Status == Answered {
			t.Errorf("%s: another line is answered too", tt.author)
		}
	}
}

func TestSilenceDoesNotWaitBehindOtherQuestions(t *testing.T) {
	t.Parallel()
	d := added(placed(1), edge(catalog.Publish, "orders.paid", "shop/orders.Paid", "orders", 2))
	d.Silences = silencing(3).Silences
	r := Judge(Select(questions(t), d), Said{Pull: conversation()})
	if it := find(t, r, "silence"); it.Later || r.Later() == 0 {
		t.Errorf("silence waits: %v, others: %d", it.Later, r.Later())
	}
}

func TestManySilencesHaveTheirRoom(t *testing.T) {
	t.Parallel()
	d := added(placed(1))
	for i := range 3000 {
		d.Silences = append(d.Silences, Silence{Kind: Baselined, At: finding.Position{File: "b.yml", Line: i + 1}, Text: strings.Repeat("`\n<!-- @acme/all ", 100)})
	}
	r := Judge(Select(questions(t), d), Said{Pull: conversation()})
	body := r.Comment()
	if n := len(body); n > maxComment {
		t.Errorf("%d bytes", n)
	}
	if !strings.Contains(body, "`b.yml:1`") || strings.Contains(body, "\n<!-- @acme") {
		t.Errorf("the comment is\n%.3000s", body)
	}
	if got := len(Claims(r.Items)); got != len(r.Items)-1 {
		t.Errorf("%d claims of %d items: what is silenced is not for a fork to say", got, len(r.Items))
	}
}

func TestWithoutAPullRequestNothingBlocksThatNeedsOne(t *testing.T) {
	t.Parallel()
	r := Judge(Select(questions(t), silencing(3)), Said{})
	if r.Blocking() != 0 || r.Open() != 1 {
		t.Errorf("%d block of %d", r.Blocking(), r.Open())
	}
}
