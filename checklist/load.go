package checklist

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Load reads a file of questions on top of others: a question with the id of one of them changes the keys that it gives and keeps the rest, one with
// "off: true" is asked no more, any other is added at the end. With "extends", only the packs that it
// lists are built on, and what is asked of silences: that stays until it is off. rules are the names of all rules. All mistakes are reported, joined, each in the form
// "file:line: text".
func Load(on []Question, file string, data []byte, rules []string) ([]Question, error) {
	p := parser{Reader: config.Reader{File: file}, rules: rules, questions: slices.Clone(on), at: map[string]int{}}
	root, err := config.Document(file, data)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return on, nil
	}
	p.top(root)
	if err := p.Err(); err != nil {
		return nil, err
	}
	return p.questions, nil
}

type parser struct {
	config.Reader
	rules     []string
	questions []Question
	at        map[string]int // by id: line
}

func (p *parser) top(n *yaml.Node) {
	var version int
	var questions []*yaml.Node
	p.Keys(n, "the file", topKeys, func(key string, v *yaml.Node) {
		switch key {
		case "version":
			version = p.Number(v, key)
		case "extends":
			extends := words(p, v, key, Packs)
			p.questions = slices.DeleteFunc(p.questions, func(q Question) bool {
				return q.Pack != "" && q.Pack != silencedPack && !slices.Contains(extends, q.Pack)
			})
		case "questions":
			questions = p.List(v, key)
		}
	})
	for _, q := range questions { // whatever stands first: they change what is extended
		p.question(q)
	}
	if version != 1 && p.Mistakes() == 0 {
		p.Fail(n, "version is missing or none that is known; write: version: 1")
	}
}

// id is the form of a question's id and of a value: both are words of commands.
var id = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// The keys, which schema/checklist.schema.json tells editors.
var (
	topKeys      = []string{"version", "extends", "questions"}
	questionKeys = []string{"id", "rev", "ask", "why", "when", "scope", "type", "expires", "who", "gate", "answers", "evidence", "off"}
	answerKeys   = []string{"value", "means", "note"}
	evidenceKeys = []string{"finding", "edge", "fields", "added", "says", "suggests", "decides", "disputes"}
)

func (p *parser) question(n *yaml.Node) {
	name := ""
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "id" {
				name = n.Content[i+1].Value
			}
		}
	}
	if !id.MatchString(name) {
		p.Fail(n, "a question needs an id of lower-case letters, digits and dashes, such as: id: consistency-sla")
		return
	}
	if line, twice := p.at[name]; twice {
		p.Fail(n, "question %q is at line %d already", name, line)
		return
	}
	p.at[name] = n.Line
	q, before, off := Question{ID: name, Rev: 1, Scope: PerEvent, Who: Who{Author}, Gate: Warn}, p.Mistakes(), false
	known := slices.IndexFunc(p.questions, func(q Question) bool { return q.ID == name })
	if known >= 0 {
		q = p.questions[known]
	}
	p.Keys(n, "a question", questionKeys, func(key string, v *yaml.Node) {
		switch key {
		case "rev":
			q.Rev = p.Number(v, key)
		case "ask":
			q.Ask = p.text(v, key)
		case "why":
			q.Why = p.text(v, key)
		case "when":
			q.When = words(p, v, key, changeKinds())
		case "scope":
			q.Scope = word(p, v, key, []Scope{PerEvent, PerTopic, PerPull})
		case "type":
			q.Type = word(p, v, key, types())
		case "expires":
			q.Expires = p.days(v, key)
		case "who":
			q.Who = p.who(v, key)
		case "gate":
			q.Gate = word(p, v, key, []Gate{Block, Warn, Inform})
		case "answers":
			q.Choices = p.choices(v)
		case "evidence":
			q.Evidence = p.evidence(v)
		case "off":
			off = word(p, v, key, []string{"true", "false"}) == "true"
		}
	})
	switch {
	case p.Mistakes() > before: // the mistakes were told
	case off && known < 0:
		p.Fail(n, "question %q is off, but there is none of this id%s", name, config.Hint(name, p.ids()))
	case off:
		p.questions = slices.Delete(p.questions, known, known+1)
	case q.Ask == "" || len(q.When) == 0:
		p.Fail(n, "question %q needs ask and when", name)
	case q.asksOfSilence() && (len(q.When) > 1 || q.Scope != PerPull):
		p.Fail(n, "question %q: silenced is the only word of its when, and its scope is pull", name)
	default:
		p.form(n, &q)
		p.values(n, q)
		if known >= 0 {
			p.questions[known] = q
		} else {
			p.questions = append(p.questions, q)
		}
	}
}

func (p *parser) ids() []string {
	var out []string
	for _, q := range p.questions {
		out = append(out, q.ID)
	}
	return out
}

// form works out the type of a question that says none, and checks that its answers fit it.
func (p *parser) form(n *yaml.Node, q *Question) {
	switch {
	case q.Type == "" && len(q.Choices) > 0:
		q.Type = ChoiceType
	case q.Type == "":
		q.Type = TextType
	}
	if q.Type == YesNo && len(q.Choices) == 0 {
		q.Choices = yesNo
	}
	switch {
	case q.Type == YesNo && !slices.Equal(slices.Sorted(slices.Values(q.values())), []string{"no", "yes"}):
		p.Fail(n, "question %q of type yes-no has the answers yes and no, or says none", q.ID)
	case q.Type == ChoiceType && len(q.Choices) == 0:
		p.Fail(n, "question %q of type choice needs answers", q.ID)
	case q.Type != ChoiceType && q.Type != YesNo && len(q.Choices) > 0:
		p.Fail(n, "question %q has answers to choose from, and type %s has none", q.ID, q.Type)
	}
}

// who reads one answerer, or a list of them.
func (p *parser) who(n *yaml.Node, key string) Who {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = p.List(n, key)
	}
	var out Who
	for _, item := range items {
		switch text := p.text(item, key); {
		case text != Author && text != Reviewer && !answerer.MatchString(text):
			p.Fail(item, "%s: %q is none of author, reviewer, a person as \"@bob\", a team as \"@acme/data\"", key, text)
		case slices.Contains(out, text):
			p.Fail(item, "%s: %q is named already", key, text)
		default:
			out = append(out, text)
		}
	}
	if len(out) == 0 {
		p.Fail(n, "%s names nobody", key)
	}
	return out
}

// days reads a number of days, such as 365d.
func (p *parser) days(n *yaml.Node, key string) int {
	text := p.Text(n, key)
	d, ok := parseDuration(text)
	if !ok || !strings.HasSuffix(text, "d") {
		p.Fail(n, "%s must be a number of days such as 365d", key)
	}
	return int(d.Hours() / 24)
}

// values checks that evidence speaks of answers that there are.
func (p *parser) values(n *yaml.Node, q Question) {
	var all []string
	for _, c := range q.Choices {
		all = append(all, c.Value)
	}
	for _, e := range q.Evidence {
		for _, v := range append([]string{e.Suggests, e.Decides}, e.Disputes...) {
			if v != "" && !slices.Contains(all, v) {
				p.Fail(n, "question %q: evidence speaks of %q, which is none of its answers%s", q.ID, v, config.Hint(v, all))
			}
		}
	}
}

func (p *parser) choices(n *yaml.Node) []Choice {
	var out []Choice
	for _, item := range p.List(n, "answers") {
		var c Choice
		p.Keys(item, "an answer", answerKeys, func(key string, v *yaml.Node) {
			switch key {
			case "value":
				if c.Value = p.text(v, key); !id.MatchString(c.Value) {
					p.Fail(v, "value %q is not made of lower-case letters, digits and dashes", c.Value)
				}
			case "means":
				c.Means = p.text(v, key)
			case "note":
				c.Note = p.text(v, key)
			}
		})
		switch {
		case c.Value == "":
			p.Fail(item, "an answer needs a value")
		case slices.ContainsFunc(out, func(o Choice) bool { return o.Value == c.Value }):
			p.Fail(item, "value %q is given already", c.Value)
		}
		out = append(out, c)
	}
	return out
}

func (p *parser) evidence(n *yaml.Node) []Evidence {
	var out []Evidence
	for _, item := range p.List(n, "evidence") {
		var e Evidence
		facts := 0
		p.Keys(item, "evidence", evidenceKeys, func(key string, v *yaml.Node) {
			switch key {
			case "finding":
				facts++
				rule, severity, some := strings.Cut(p.text(v, key), "/")
				if e.Rule = rule; !slices.Contains(p.rules, rule) {
					p.Fail(v, "unknown rule %q%s", rule, config.Suggestion(rule, p.rules))
				}
				if some {
					var err error
					if e.Severity, err = finding.ParseSeverity(severity); err != nil {
						p.Fail(v, "%s", err)
					}
				}
			case "edge":
				facts++
				edge := word(p, v, key, []string{"outbox", "consumed"})
				e.Outbox, e.Consumed = edge == "outbox", edge == "consumed"
			case "fields":
				facts++
				for _, f := range p.List(v, key) {
					e.Fields = append(e.Fields, p.text(f, key))
				}
			case "added":
				facts++
				e.Added = word(p, v, key, silenceKinds())
			case "says":
				e.Says = p.text(v, key)
			case "suggests":
				e.Suggests = p.text(v, key)
			case "decides":
				e.Decides = p.text(v, key)
			case "disputes":
				for _, f := range p.List(v, key) {
					e.Disputes = append(e.Disputes, p.text(f, key))
				}
			}
		})
		if facts != 1 || e.Says == "" {
			p.Fail(item, "evidence needs one of finding, edge, fields and added, and what it says")
		}
		out = append(out, e)
	}
	return out
}

// text reads a text of one line.
func (p *parser) text(n *yaml.Node, key string) string {
	return strings.Join(strings.Fields(p.Text(n, key)), " ")
}

// word reads one of some words.
func word[T ~string](p *parser, n *yaml.Node, key string, known []T) T {
	if slices.Contains(known, T(p.Text(n, key))) {
		return T(n.Value)
	}
	var all []string
	for _, k := range known {
		all = append(all, string(k))
	}
	p.Fail(n, "%s: %q is none of %s", key, n.Value, strings.Join(all, ", "))
	return ""
}

func words[T ~string](p *parser, n *yaml.Node, key string, known []T) []T {
	var out []T
	for _, item := range p.List(n, key) {
		out = append(out, word(p, item, key, known))
	}
	return out
}
