package checklist

import (
	"strings"
	"testing"

	"github.com/buslint/buslint/catalog"
)

func TestWrongEntryIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	const text = `version: 1
topics:
  - name: orders.placed
    messages:
      - type: shop/orders.Placed
        review:
          - {question: consistency-sla, rev: 1, answer: unchanged, contract: CONTRACT}
          - {question: delivery, rev: 1, answer: "?", contract: CONTRACT}
          - question: publish-mode
            rev: 1
            answer: "later\n@acme/all"
            contract: CONTRACT
`
	items := Select(questions(t), added(placed(1)))
	data := []byte(strings.ReplaceAll(text, "CONTRACT", items[0].Subject.Contract))
	e, err := catalog.ParseEvents("svc/events.yml", data)
	if err != nil {
		t.Fatal(err)
	}
	p := conversation([3]string{"alice", "NONE", "/buslint answer publish-mode on-commit"})
	r := Judge(items, Said{Entries: *e, File: "svc/events.yml", Line: catalog.ReviewLines(data), Pull: p})
	if len(r.Refused) != 1 || r.Refused[0].Text != "svc/events.yml:9: publish-mode later\n@acme/all" || r.Refused[0].Why != "the answer is none of on-commit, outbox, immediate" {
		t.Errorf("refused: %+v", r.Refused)
	}
	if !strings.Contains(r.Comment(), "- `svc/events.yml:9: publish-mode later\\n@acme/all`: the answer is none of") {
		t.Errorf("the comment is\n%s", r.Comment())
	}
	for question, want := range map[string]Status{"consistency-sla": Answered, "delivery": Open, "publish-mode": Answered} {
		if got := find(t, r, question).Status; got != want {
			t.Errorf("%s is %s, want %s", question, got, want)
		}
	}
}
