package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/internal/config"
)

func (a *app) answer() *cobra.Command {
	var f reviewFlags
	var event, note, by string
	c := &cobra.Command{
		Use:   "answer QUESTION[@EVENT] ANSWER",
		Short: "Answer a question of `buslint review` in events.yml",
		Long: "Writes the answer to a question that `buslint review` asks into events.yml, in the module's folder, and leaves all else there as it is. The\n" +
			"answer counts until the question or the event's contract changes: its topic, its payload, or whether it goes through an outbox.\n\n" +
			"  buslint answer consistency-sla@orders.placed looser --note 'search lags up to 5 s'\n\n" +
			"Exit code: 0 written, 2 wrong use or configuration, 3 something could not be loaded or analysed.",
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			question, ref, _ := strings.Cut(args[0], "@")
			if event != "" {
				ref = event
			}
			w, err := a.asked(c.Context(), f)
			if err != nil {
				return err
			}
			it, err := w.find(question, ref)
			if err != nil {
				return exit{Usage, err}
			}
			if it.Subject.Scope == checklist.PerPull {
				return exit{Usage, fmt.Errorf("answer %s: it is about the whole pull request, and events.yml tells of topics; write a comment there: /buslint answer %s %s", question, question, args[1])}
			}
			if why := it.Question.Check(args[1], note); why != "" {
				return exit{Usage, fmt.Errorf("answer %s: %s", question, why)}
			}
			if err := w.answer(it, args[1], note, by); err != nil {
				return exit{Usage, err}
			}
			_, err = fmt.Fprintf(a.out, "%s: %s of %s: %s\n", w.name, question, it.Subject.Ref, args[1])
			return err
		},
	}
	f.add(c)
	c.Flags().StringVar(&event, "event", "", "event that is asked about, as `buslint review` calls it; needed where several are")
	c.Flags().StringVar(&note, "note", "", "what the answer needs to say besides")
	c.Flags().StringVar(&by, "by", "", "who answers")
	return c
}

// find finds the item that a question and a reference mean.
func (w asking) find(question, ref string) (checklist.Item, error) {
	var asked []checklist.Item
	var ids, refs []string
	for _, it := range w.items {
		ids = append(ids, it.Question.ID)
		if it.Question.ID == question {
			asked, refs = append(asked, it), append(refs, it.Subject.Ref)
		}
	}
	i := slices.Index(refs, ref)
	switch {
	case len(ids) == 0:
		return checklist.Item{}, errors.New("no event changed in a way that raises questions")
	case len(asked) == 0:
		return checklist.Item{}, fmt.Errorf("question %q is not asked here%s", question, config.Suggestion(question, slices.Compact(slices.Sorted(slices.Values(ids)))))
	case i >= 0:
		return asked[i], nil
	case ref != "":
		return checklist.Item{}, fmt.Errorf("question %q is not asked of %q%s", question, ref, config.Suggestion(ref, refs))
	case len(asked) > 1:
		return checklist.Item{}, fmt.Errorf("question %q is asked of several; name one: %s@%s", question, question, strings.Join(refs, ", "+question+"@"))
	}
	return asked[0], nil
}

// answer writes an answer into events.yml, under today's date.
func (w asking) answer(it checklist.Item, value, note, by string) error {
	s := it.Subject
	r := catalog.Review{Question: it.Question.ID, Rev: it.Question.Rev, Consumer: s.Consumer, Answer: value, Note: note, By: by, At: today(), Contract: s.Contract}
	data, err := readIfThere(w.file)
	if err != nil {
		return err
	}
	out, err := catalog.Record(w.name, data, s.Topic.Name, s.Payload, r)
	if err != nil {
		return err
	}
	return writeFile(w.file, out)
}
