package export

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/buslint/buslint/catalog"
)

//go:embed page/page.html
var pageFrame string

//go:embed page/style.css
var pageStyle string

//go:embed page/app.js
var pageScript string

// page writes one page that holds all it needs. Its policy lets nothing be loaded, and no script or style but its own be used. The catalogue is data in it,
// in which no sign can end the element that holds it.
func page(c catalog.Catalogue, o Options) ([]File, error) {
	v := look(c, o)
	var data bytes.Buffer
	enc := json.NewEncoder(&data) // writes <, > and & as escapes
	if err := enc.Encode(v.pageData()); err != nil {
		return nil, fmt.Errorf("write the page's data: %w", err)
	}
	policy := fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'", digest(pageStyle), digest(pageScript))
	text := strings.NewReplacer("{{.Policy}}", policy, "{{.Title}}", html.EscapeString(cut(v.title, 200)), "{{.Style}}", pageStyle, "{{.Script}}", pageScript, "{{.Data}}", strings.TrimSpace(data.String())).Replace(pageFrame)
	return one("events.html", []byte(text)), nil
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// pageData is what page/app.js reads. Things refer to each other by their places in these lists.
type pageData struct {
	Title    string           `json:"title"`
	Origins  []catalog.Origin `json:"origins"`
	Services []pageService    `json:"services"`
	Topics   []pageTopic      `json:"topics"`
	Events   []pageEvent      `json:"events"`
	Edges    []pageEdge       `json:"edges"`
	Fits     [][2]int         `json:"fits"` // topics, and services that consume a pattern which these fit
}

type pageService struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Label   string `json:"label"`
	Owner   string `json:"owner,omitempty"`
	Outside bool   `json:"outside,omitempty"`
}

type pageTopic struct {
	ID        string            `json:"id"`
	Title     string            `json:"title"`
	Bus       string            `json:"bus,omitempty"`
	Owner     string            `json:"owner,omitempty"`
	Certainty catalog.Certainty `json:"certainty"`
	Address   string            `json:"address,omitempty"`
	Lifecycle string            `json:"lifecycle,omitempty"`
	Ends      string            `json:"ends,omitempty"`
	Versions  []pageVersion     `json:"versions,omitempty"`
}

type pageVersion struct {
	Event   string   `json:"event"`
	Version int      `json:"version"`
	Of      int      `json:"of"` // its event, -1 if no code writes or reads it
	Ends    string   `json:"ends,omitempty"`
	Changes []string `json:"changes,omitempty"` // since the version before
}

type pageEvent struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Payload string     `json:"payload"`
	Format  string     `json:"format,omitempty"`
	Ends    string     `json:"ends,omitempty"`
	Fields  []fieldRow `json:"fields"`
}

type pageEdge struct {
	Direction  catalog.Direction  `json:"direction"`
	Topic      int                `json:"topic"`
	Service    int                `json:"service"`
	Event      int                `json:"event"` // -1 if it is not known
	Sure       bool               `json:"sure,omitempty"`
	File       string             `json:"file"`
	Line       int                `json:"line"`
	URL        string             `json:"url,omitempty"`
	Library    string             `json:"library,omitempty"`
	Group      string             `json:"group,omitempty"`
	Found      string             `json:"found,omitempty"` // where the topic's name comes from
	Key        string             `json:"key,omitempty"`
	Outbox     bool               `json:"outbox,omitempty"`
	Wrapped    bool               `json:"wrapped,omitempty"`
	Source     catalog.Evidence   `json:"source"`
	Confidence catalog.Confidence `json:"confidence"`
	Versions   []int              `json:"versions,omitempty"`
	Acked      bool               `json:"acked,omitempty"`
	Reads      []string           `json:"reads,omitempty"`
}

func (v *view) pageData() pageData {
	out := pageData{Title: cut(v.title, 200), Origins: append([]catalog.Origin{}, v.Origins...), Services: []pageService{}, Topics: []pageTopic{}, Events: []pageEvent{}, Edges: []pageEdge{}, Fits: [][2]int{}}
	eventAt, serviceAt := map[string]int{}, map[string]int{}
	for i, ev := range v.events {
		eventAt[ev.payload] = i
		e := pageEvent{ID: ev.id, Name: plain(ev.name), Payload: plain(ev.payload), Format: plain(ev.format), Fields: rows(ev)}
		if v.ends(ev) {
			e.Ends = "deprecated"
		}
		out.Events = append(out.Events, e)
	}
	for i, s := range v.services {
		serviceAt[s.name] = i
		out.Services = append(out.Services, pageService{s.id, plain(s.name), plain(s.label), plain(s.owner), s.external})
	}
	for i, t := range v.topics {
		p := pageTopic{ID: t.id, Title: plain(t.title()), Bus: t.bus, Owner: plain(t.owner), Certainty: t.certainty, Ends: plain(endingText(t.ending()))}
		if d := t.declared; d != nil {
			p.Address, p.Lifecycle, p.Versions = plain(d.Address), plain(d.Lifecycle), v.history(t, eventAt)
		}
		out.Topics = append(out.Topics, p)
		for _, e := range t.edges {
			event, ok := eventAt[e.Payload]
			if !ok {
				event = -1
			}
			out.Edges = append(out.Edges, pageEdge{
				e.Direction, i, serviceAt[e.Who()], event, e.Confidence == catalog.High && e.Topic.Certainty == catalog.Constant, plain(v.path(e)), e.Position.Line, v.source(e), plain(e.Library), plain(e.Group), plain(e.Topic.Found()), plain(e.Key.String()),
				e.Outbox, e.Wrapped, e.Source, e.Confidence, e.Versions, e.Acked != "", e.Reads,
			})
		}
	}
	for _, l := range v.links {
		if l.fits {
			out.Fits = append(out.Fits, [2]int{l.topic, l.service})
		}
	}
	return out
}

// history tells of a topic's versions, the newest of each event first, and what each changed.
func (v *view) history(t *topic, eventAt map[string]int) []pageVersion {
	var out []pageVersion
	for i, n := range t.declared.Versions {
		p := pageVersion{Event: plain(n.Event), Version: n.Version, Of: -1}
		if e := t.endingOf(n.Payload); e != nil {
			p.Ends = plain(endingText(e))
		}
		at, ok := eventAt[n.Payload]
		if ok {
			p.Of = at
		}
		if i > 0 && ok && t.declared.Versions[i-1].Event == n.Event {
			if was, ok := eventAt[t.declared.Versions[i-1].Payload]; ok {
				for _, f := range catalog.FieldChanges(v.events[was].fields, v.events[at].fields) {
					p.Changes = append(p.Changes, plain(f.String()))
				}
			}
		}
		out = append([]pageVersion{p}, out...)
	}
	return out
}
