package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Explain tells in words what the models say of a function, effect by effect, and where they say it; "" if it is not described.
func Explain(set *Set, fullName string) string {
	f := set.Func(fullName)
	if f == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", f.Name)
	for _, s := range f.Statements() {
		fmt.Fprintf(&b, "  %s\n", s.Text)
		for _, d := range s.Details {
			fmt.Fprintf(&b, "    %s\n", d)
		}
	}
	fmt.Fprintf(&b, "  described by %s at %s\n", f.Library, f.Pos)
	if f.Source != "" {
		fmt.Fprintf(&b, "  see %s\n", f.Source)
	}
	return b.String()
}

// Statement is one effect of a function, in words.
type Statement struct {
	Effect  string   // its key in a model: "begin"
	Text    string   // "begins a transaction: result 0"
	Details []string // "options: argument 1"
}

// Statements tells in words what a function does.
func (f *Effect) Statements() []Statement {
	e := &explainer{}
	e.effect(f)
	return e.said
}

type explainer struct{ said []Statement }

// says tells what a function does, by the effect of this key.
func (e *explainer) says(effect, format string, args ...any) {
	e.said = append(e.said, Statement{Effect: effect, Text: fmt.Sprintf(format, args...)})
}

// detail tells one property of the effect before it, if it is set.
func (e *explainer) detail(name, value string) {
	if value != "" {
		s := &e.said[len(e.said)-1]
		s.Details = append(s.Details, name+": "+value)
	}
}

func (e *explainer) effect(f *Effect) {
	if f.Publish != nil {
		e.publish(f.Publish)
	}
	if f.Consume != nil {
		e.consume(f.Consume)
	}
	if f.Settle != nil {
		e.settle(f.Settle)
	}
	if f.Add != nil {
		e.says("add", "puts an event into %s", receiver)
		e.detail("payload", f.Add.Payload.words())
		e.detail("headers", f.Add.Headers.words())
		e.detail("message id", f.Add.ID.words())
	}
	if f.Begin != nil {
		e.begin(f.Begin)
	}
	if f.Commit != nil {
		e.says("commit", "commits a transaction: %s", cmp.Or(f.Commit.Tx.words(), receiver))
		e.outcome(f.Commit.Error)
	}
	if f.Rollback != nil {
		e.says("rollback", "rolls back a transaction: %s", cmp.Or(f.Rollback.Tx.words(), receiver))
		e.outcome(f.Rollback.Error)
	}
	if f.Write != nil {
		e.query("write", "writes to a database", f.Write)
	}
	if f.Read != nil {
		e.query("read", "reads from a database", f.Read)
	}
	if o := f.Outbox; o != nil {
		e.says("outbox-write", "writes an event into an outbox, in a transaction: %s", cmp.Or(o.Tx.words(), receiver))
		e.topic(o.Topic, o.TopicOf)
		e.detail("payload", o.Payload.words())
		e.outcome(o.Error)
	}
	if f.Callback != nil {
		e.callback(f.Callback)
	}
	if f.Construct != nil {
		e.construct(f.Construct)
	}
	if f.Flush != nil {
		e.says("flush", "sends out what %s has buffered", cmp.Or(f.Flush.Value.words(), receiver))
		e.outcome(f.Flush.Error)
	}
	if f.Close != nil {
		e.says("close", "closes %s%s", cmp.Or(f.Close.Value.words(), receiver), map[bool]string{true: ", after sending out what it has buffered"}[f.Close.Flushes])
		e.outcome(f.Close.Error)
	}
	e.simple(f)
}

// simple explains the effects without properties, or with few.
func (e *explainer) simple(f *Effect) {
	if !f.Same.IsZero() {
		e.says("same", "returns the same handle as %s%s", f.Same.words(), map[bool]string{true: ", for errors of its own"}[f.Anew])
	}
	if !f.Table.IsZero() {
		e.says("table", "works on the table or collection %s", f.Table.words())
	}
	if !f.Confirms.IsZero() {
		e.says("confirms", "tells whether the broker has taken a message, in %s", f.Confirms.words())
	}
	if f.Names != "" {
		e.says("names", "names events after their types, %s the package", map[string]string{"short": "without", "full": "with"}[f.Names])
	}
	if o := f.ErrorOf; o != nil {
		e.says("error-of", "takes the error out of %s, as %s", cmp.Or(o.Value.words(), receiver), o.Error.words())
	}
	if s := f.Set; s != nil {
		e.says("set", "sets %s to %s", cmp.Or(s.Setting, "the option of "+s.Key.words()), wordsOf(s.Value))
		e.detail("of", s.Topic.words())
	}
	if k := f.Keep; k != nil {
		e.says("keep", "keeps %s with the request as %s", k.Value.words(), k.Key.words())
	}
	if k := f.Kept; k != nil {
		e.says("kept", "takes from the request what is kept as %s", k.Key.words())
	}
	if len(f.Partial) > 0 {
		e.says("partial", "may fail for some of its entries, without an error")
		e.detail("those that failed", f.Partial.words())
	}
	if d := f.Derive; d != nil {
		e.says("derive", "makes a context that ends with %s", d.From.words())
		e.detail("ended by", d.Cancel.words())
	}
	if s := f.Stores; s != nil {
		e.says("stores", "makes a stream that keeps what is published")
		e.detail("to", s.Topic.words())
		e.detail("also by the at-most-once calls of", s.Of)
	}
	if b := f.Binds; b != nil {
		e.says("binds", "lets a queue have what is published to an exchange")
		e.detail("queue", b.Queue.words())
		e.detail("key", b.Key.words())
		e.detail("exchange", b.Exchange.words())
	}
	if !f.Outcomes.IsZero() {
		e.says("outcomes", "%s says what became of messages that were published", f.Outcomes.words())
	}
	if a := f.Again; a != nil {
		e.says("again", "does it once more each time it is called: %s", a.What)
		e.detail("of", a.Row.words())
		e.detail("only if POST is", a.Method.words())
		e.detail("only if added to a column in", a.Adds.words())
		e.detail("but not if set is", a.Once.words())
	}
	if m := f.Marshal; m != nil {
		e.says("marshal", "encodes %s%s", m.Value.words(), strings.TrimSuffix(" as "+m.Format, " as "))
		e.detail("bytes", m.Bytes.words())
		e.detail("by the schema", m.Schema.words())
	}
	if u := f.Unmarshal; u != nil {
		e.says("unmarshal", "decodes %s into %s%s", u.Bytes.words(), u.Value.words(), strings.TrimSuffix(" as "+u.Format, " as "))
		e.detail("by the schema", u.Schema.words())
	}
	if l := f.Lookup; l != nil {
		e.says("lookup", "reads a setting: %s", l.From)
		e.detail("named", l.Name.words())
		e.detail("by default", l.Default.words())
		e.detail("into", l.Into.words())
		e.detail("into fields of", l.Fields.words())
		e.detail("whose names begin with", l.Prefix.words())
		e.detail("by defaults of", l.Defaults.words())
	}
	if !f.Address.IsZero() {
		e.says("address", "goes to %s", f.Address.words())
	}
	if !f.Serves.IsZero() {
		e.says("serves", "answers calls of the service %s", f.Serves.words())
	}
	for _, s := range []struct {
		on           bool
		effect, text string
	}{
		{f.Next, "next", "calls the handlers of a request that come behind this one"},
		{f.Network, "network", "calls another service"},
		{f.Trace == "start", "trace", "starts a span"},
		{f.Trace == "inject", "trace", "puts the trace into headers"},
		{f.Sleeps, "sleeps", "waits for time to pass"},
		{f.Extends, "extends", "gives more time for the handling of a message"},
		{f.OfRequest, "of-request", "hands out a context that ends when a request has been answered"},
		{f.Signals, "signals", "tells whoever waits for a goroutine that it is done"},
		{f.Log, "log", "logs or traces what it is given, no more"},
		{f.NewError, "new-error", "makes an error"},
		{f.Neutral, "neutral", "has no effect that any rule cares for"},
		{f.Exits, "exits", "does not return"},
		{f.Unique, "unique", "makes an index in which no two rows are the same"},
		{f.Dedupes, "dedupes", "leaves out messages that were handled before"},
		{f.Records, "records", "notes a key unless it is there, and says whether it was"},
		{f.LooksUp, "looks-up", "looks a key up"},
		{f.Notes, "notes", "sets a key"},
		{f.Forgets, "forgets", "takes a key back, or sets it to something else"},
		{f.ID, "id", "makes a new unique id"},
		{f.Fresh == "clock", "fresh", "reads the clock"},
		{f.Fresh == "random", "fresh", "makes random values"},
	} {
		if s.on {
			e.says(s.effect, "%s", s.text)
		}
	}
}

func (e *explainer) publish(p *Publish) {
	how := ""
	switch p.Async {
	case "", "false":
	case "true":
		how = ", without waiting for it to be received"
	default:
		how = ", without waiting for it to be received if so set"
	}
	e.says("publish", "publishes%s", how)
	if how != "" && p.Async != "true" {
		e.detail("setting", wordsOf(p.Async))
	}
	if !p.Channel.IsZero() {
		e.detail("by sending on the channel", p.Channel.words())
		e.detail("what the function returns", p.Handler.words())
	}
	e.topic(p.Topic, p.TopicOf)
	e.detail("exchange", p.Exchange.words())
	e.detail("key", p.Key.words())
	e.detail("payload", p.Payload.words())
	e.detail("headers", p.Headers.words())
	e.detail("message id", p.ID.words())
	e.detail("event type", p.Type.words())
	e.detail("through", p.Through.words())
	e.outcome(p.Error)
	e.detail("told of what became of it", p.Report.words())
	e.detail("promises to know what became of it", p.Future.words())
	switch p.Delivery {
	case "at-most-once":
		e.detail("delivery", "at most once, the broker gives no receipt")
	case "unconfirmed":
		e.detail("delivery", "unconfirmed, unless the channel is in confirm mode")
	}
	switch p.Context {
	case "ignored":
		e.detail("context", "is not looked at")
	case "kept":
		e.detail("context", "is looked at even after the call has returned")
	}
	e.detail("in a transaction instead", p.Twin)
	if p.Wildcards {
		e.detail("topics", "consumers match them with patterns")
	}
	switch p.Generates {
	case "id":
		e.detail("gives each message", "a new id")
	case "type":
		e.detail("gives each message", "the name of the event's type")
	}
}

func (e *explainer) consume(c *Consume) {
	e.says("consume", "consumes")
	e.topic(c.Topic, c.TopicOf)
	e.detail("group", c.Group.words())
	e.detail("topic is told by", c.Config)
	e.detail("through", c.Through.words())
	e.detail("messages", c.Message.words())
	handler := c.Handler.words()
	if c.Method != "" {
		handler = "method " + c.Method + " of " + handler
	}
	if c.Takes == "message" {
		handler += ", if it is given a message"
	}
	e.detail("handler", handler)
	e.detail("when the handler succeeds", settlement(c.Success))
	e.detail("when the handler fails", settlement(c.Failure))
	switch c.AutoAck {
	case "":
	case "true":
		e.detail("acks", "by itself, when a message is received")
	case "false":
		e.detail("acks", "are left to the program")
	default:
		e.detail("acks", "by itself if so set: "+wordsOf(c.AutoAck))
	}
	e.detail("handler has", c.Deadline)
	e.detail("unless its method says otherwise", c.DeadlineOf)
	if c.Again {
		e.detail("returns", "now and then, and is to be called again")
	}
	if c.Unsettled == "held" {
		e.detail("without ack or nack", "the broker holds the message until the consumer goes away")
	}
	if c.AtOnce {
		e.detail("after an error", "the message is delivered again at once, and without end")
	}
	if c.Delivery == "at-most-once" {
		e.detail("delivery", "each message is delivered once, or not at all")
	}
	if !c.QoS.IsZero() {
		e.detail("delivery", "each message is delivered once, or not at all, if "+c.QoS.words()+" is 0")
	}
	e.outcome(c.Error)
}

// topic says where a topic is told, and which method of the payload tells it.
func (e *explainer) topic(paths Paths, method string) {
	if method != "" {
		method = "what method " + method + " of the payload returns"
	}
	e.detail("topic", cmp.Or(paths.words(), method))
}

// settlement is what a library does with a message after its handler.
func settlement(s string) string {
	switch s {
	case "ack":
		return "the message is acked"
	case "nack":
		return "the message is nacked"
	case "commit":
		return "the offset is committed"
	case "stop":
		return "consuming stops"
	case "nothing":
		return "the message is left as it is"
	}
	return s
}

func (e *explainer) settle(s *Settle) {
	verb := map[string]string{"ack": "acks", "nack": "nacks", "reject": "rejects", "commit": "commits", "mark": "marks as done, for the next commit,"}[s.How]
	e.says("settle", "%s %s", cmp.Or(verb, "settles"), cmp.Or(s.Message.words(), "what was received"))
	if s.Cumulative {
		e.detail("with it", "all messages before it")
	}
	e.detail("requeued if", s.Requeue.words())
	if s.AtOnce {
		e.detail("then", "it is delivered again at once, and without end")
	}
	e.outcome(s.Error)
}

func (e *explainer) begin(b *Begin) {
	e.says("begin", "begins a transaction: %s", b.Tx.words())
	e.detail("not open where this is an error", b.Unless.words())
	e.detail("a savepoint if this is a transaction", b.Savepoint.words())
	e.detail("options", b.Options.words())
}

func (e *explainer) query(effect, verb string, q *Query) {
	e.says(effect, "%s", verb)
	e.detail("through", cmp.Or(q.Via.words(), receiver))
	e.detail("statement", q.SQL.words())
	e.detail("value", q.Value.words())
	e.outcome(q.Error)
}

func (e *explainer) callback(c *Callback) {
	when := map[string]string{"async": ", later and in parallel", "after-commit": ", after the transaction has committed", "handler": ", for each message"}[c.When]
	e.says("callback", "calls the function %s%s", Path{Root: "arg", Index: c.Arg}.words(), when)
	switch c.InTx.Root {
	case "param":
		e.detail("inside a transaction", "its "+c.InTx.words())
	case "context":
		e.detail("inside a transaction", "carried by the context that it is given")
	}
	if c.Repeats == "may" {
		e.detail("repeats", "it may be called more than once")
	}
	e.detail("options", c.Options.words())
	e.outcome(c.Error)
}

func (e *explainer) construct(c *Construct) {
	what := map[string]string{"": "a value", "outbox": "an outbox publisher", "in-process": "a publisher that stays in the process"}[c.Kind]
	e.says("construct", "makes %s", cmp.Or(what, "a "+c.Kind))
	e.detail("that publishes through", c.Decorates.words())
	e.detail("that shares", c.On.words())
	e.detail("an outbox if this is a transaction", c.OutboxIf.words())
	e.detail("configured by", c.Config.words())
	e.detail("carries", c.Payload.words())
	e.detail("key", c.Key.words())
	e.detail("unless this is an error", c.Unless.words())
}

func (e *explainer) outcome(p Path) { e.detail("outcome", p.words()) }

const receiver = "the receiver"

// words names the value that a path leads to: "Key of argument 1".
func (p Path) words() string {
	root := map[string]string{"receiver": receiver, "arg": "argument", "result": "result", "param": "parameter", "context": "the context"}[p.Root]
	if root == "" {
		return ""
	}
	if slices.Contains(numbered, p.Root) {
		root = fmt.Sprintf("%s %d", root, p.Index)
	}
	if len(p.Fields) > 0 {
		root = strings.Join(p.Fields, ".") + " of " + root
	}
	return root
}

func (ps Paths) words() string {
	parts := make([]string, len(ps))
	for i, p := range ps {
		parts[i] = p.words()
	}
	return strings.Join(parts, ", else ")
}

// wordsOf is words for the text of a path.
func wordsOf(s string) string {
	p, err := ParsePath(s)
	if err != nil {
		return s
	}
	return p.words()
}
