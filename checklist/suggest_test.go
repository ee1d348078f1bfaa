package checklist

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/buslint/buslint/catalog"
)

const entryText = `version: 1
topics:
  - name: orders.paid
    owner: them
  - name: orders.placed # ours
    messages:
      - type: shop/orders.Placed
`

// suggested judges what a pull request by alice asks, and lists what is suggested.
func suggested(t *testing.T, data string, changed func(from, to int) bool, said Said, edges ...catalog.Edge) (Review, []Remark) {
	t.Helper()
	e, err := catalog.ParseEvents("events.yml", []byte(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	said.Entries, said.File, said.Today = *e, "events.yml", "2026-11-22"
	if said.Pull == nil {
		said.Pull = conversation()
	}
	r := Judge(Select(questions(t), added(edges...)), said)
	return r, r.Suggestions(said, []byte(data), changed)
}

func always(int, int) bool { return true }

// take writes what a remark suggests into a text, as GitHub does.
func take(data string, r Remark) string {
	lines := strings.Split(data, "\n")
	return strings.Join(slices.Replace(lines, r.Line-1, r.EndLine, r.Suggestion...), "\n")
}

func TestSuggestionWritesThePlacesOfAnswers(t *testing.T) {
	t.Parallel()
	e := placed(1)
	e.Outbox = true // suggests the source of truth
	r, got := suggested(t, entryText, always, Said{}, e)
	if len(got) != 1 || got[0].Line != 7 || got[0].EndLine != 7 || got[0].File != "events.yml" {
		t.Fatalf("suggested: %+v", got)
	}
	taken := take(entryText, got[0])
	for _, text := range []string{entryText[:len(entryText)-1], "{question: source-of-truth, rev: 1, answer: database, at: 2026-11-22, contract: ", `{question: consistency-sla, rev: 1, answer: "?", contract: `} {
		if !strings.Contains(taken, text) {
			t.Errorf("%s is not in\n%s", text, taken)
		}
	}
	after, again := suggested(t, taken, always, Said{}, e)
	if find(t, after, "source-of-truth").Status != Answered || find(t, after, "consistency-sla").Status != Open || after.Open() >= r.Open() || len(after.Refused) > 0 {
		t.Errorf("after it was taken: %+v, refused %v", after.Open(), after.Refused)
	}
	for _, s := range again { // questions that followed have their places next
		if strings.Contains(strings.Join(s.Suggestion, "\n"), "consistency-sla") {
			t.Errorf("what is there is suggested again: %v", s.Suggestion)
		}
	}
}

func TestSuggestionConfirmsAnAnswerThatIsStale(t *testing.T) {
	t.Parallel()
	data := entryText + `        review:
          - {question: delivery, rev: 1, answer: effectively-once, note: "by id, ` + "```" + `", contract: 0123456789ab}
`
	_, got := suggested(t, data, always, Said{}, placed(1))
	if len(got) != 1 {
		t.Fatalf("suggested: %+v", got)
	}
	after, _ := suggested(t, take(data, got[0]), always, Said{}, placed(1))
	if it := find(t, after, "delivery"); it.Status != Answered || it.Answer.Note != "by id, ```" {
		t.Errorf("%s: %+v", it.Status, it.Answer)
	}
	// The block ends where it ends, whatever it holds.
	body := got[0].Body()
	var blocks []string
	doc := markdown().Parse(text.NewReader([]byte(body)))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*ast.FencedCodeBlock); ok {
			blocks = append(blocks, string(f.Info.Segment.Value([]byte(body)))+"\n"+string(f.Lines().Value([]byte(body))))
		}
	}
	if diff := cmp.Diff([]string{"suggestion\n" + strings.Join(got[0].Suggestion, "\n") + "\n"}, blocks); diff != "" {
		t.Error(diff)
	}
	if RemarkOf(body) != got[0].Fingerprint {
		t.Errorf("the fingerprint is not read back from\n%s", body)
	}
}

func TestNothingIsSuggestedWhereItCannotBeTaken(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data    string
		changed func(from, to int) bool
	}{
		"entry is not in the difference": {entryText, func(from, to int) bool { return to < 7 }},
		"another event's entry":          {strings.ReplaceAll(entryText, "Placed", "Paid"), always},
		"no entry":                       {"version: 1\n", always},
		"lines of browsers":              {strings.ReplaceAll(entryText, "\n", "\r\n"), always},
		"a line turns its direction":     {strings.Replace(entryText, "shop/orders.Placed", "shop/orders.Placed # \u202e", 1), always},
	} {
		if _, got := suggested(t, tt.data, tt.changed, Said{}, placed(1)); len(got) > 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestSuggestionIsKeptWhileSomethingIsOpen(t *testing.T) {
	t.Parallel()
	_, first := suggested(t, entryText, always, Said{}, placed(1))
	p := conversation([3]string{"alice", "NONE", "/buslint answer delivery at-least-once"})
	_, second := suggested(t, entryText, always, Said{Pull: p}, placed(1))
	if len(first) != 1 || len(second) != 1 || first[0].Fingerprint != second[0].Fingerprint {
		t.Errorf("an answer makes another remark: %v, %v", first, second)
	}
	e := placed(1)
	e.Fields = e.Fields[:1]
	if _, third := suggested(t, entryText, always, Said{}, e); len(third) != 1 || third[0].Fingerprint == first[0].Fingerprint {
		t.Errorf("another contract keeps the remark: %v", third)
	}
}

func TestRewrittenLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		before, after string
		from, to      int
		lines         []string
	}{
		{"a\nb\nc\n", "a\nb\nc\n", 0, 0, nil},
		{"a\nb\nc\n", "a\nb\nx\nc\n", 2, 2, []string{"b", "x"}},
		{"a\nb\nc\n", "a\nx\ny\nc\n", 2, 2, []string{"x", "y"}},
		{"a\nb", "a\nb\nx", 2, 2, []string{"b", "x"}},
		{"a\n", "x\na\n", 0, 0, nil},
		{"a\na\n", "a\na\na\n", 2, 2, []string{"a", "a"}},
	} {
		from, to, lines := rewritten(tt.before, tt.after)
		if from != tt.from || to != tt.to || !slices.Equal(lines, tt.lines) {
			t.Errorf("%q to %q: %d-%d %q", tt.before, tt.after, from, to, lines)
		}
	}
}
