// Package models describes libraries: which of their functions publish, consume, open transactions, write to databases, call back.
//
// A model is data, one YAML file per library, embedded in the binary; users add their own in .buslint.yml in the same form. Functions are keyed by
// what [go/types.Func.FullName] prints, with $ for each of the library's packages:
//
//	library: pgx
//	packages: [github.com/jackc/pgx/v4, github.com/jackc/pgx/v5]
//	source: https://pkg.go.dev/github.com/jackc/pgx/v5
//	functions:
//	  "(*$.Conn).Begin": {begin: {tx: result 0, unless: result 1}}
//	  "($.Tx).Commit":   {commit: {tx: receiver, error: result 0}}
//	  "$.BeginFunc":     {callback: {arg: 2, in-tx: param 0}}
//
// The pages in docs/models are made of these files. There a comment above a key is what users are told of it.
package models

// Library is one model file (or one of its YAML documents).
type Library struct {
	Name      string            `yaml:"library"`
	Bus       string            `yaml:"bus"`       // the kind of broker that it speaks to, if there is one alone: kafka, nats
	Packages  []string          `yaml:"packages"`  // import paths; $ in a key of Functions and Types stands for each
	Shape     *Shape            `yaml:"shape"`     // for generated code, whose import path is the user's: packages are recognised by what they declare
	Source    string            `yaml:"source"`    // where the claims come from; a function may name its own
	Functions map[string]Effect `yaml:"functions"` // by FullName; "*" inside a type name matches any text in shapes
	Types     map[string]Type   `yaml:"types"`
	Pitfalls  []Pitfall         `yaml:"pitfalls"` // what surprises users of the library
	Hooks     []Hook            `yaml:"hooks"`    // of rows or statements
	RowTags   []string          `yaml:"row-tags"` // keys of struct tags that only rows have

	// ConfigTags are keys of struct tags of configurations, with what their values are: the name of an environment variable, what names of variables of the
	// struct below begin with, that the words of its name are joined by _, the name of a key of a configuration, or a default. Parts default= (or default:) and prefix= of a value are that anyway.
	ConfigTags map[string]string `yaml:"config-tags" words:"environment prefix words configuration default"`

	file  string            // where the library is described
	line  int               // of its beginning
	lines map[string]int    // of the keys of Functions and Types
	notes map[string]string // the comments above them
}

// Pitfall is something that surprises users of a library, and where that is written.
type Pitfall struct {
	Text   string `yaml:"text"`
	Source string `yaml:"source"`
}

// Shape recognises a package of generated code: it imports Imports and declares all of Has (FullNames with $).
type Shape struct {
	Imports string   `yaml:"imports"`
	Has     []string `yaml:"has"`
	Whole   []string `yaml:"whole"` // patterns of generated types of which the model says all there is to say: the bodies of their methods are not read
}

// Effect is what one function does. Several may be set.
//
// The words tags of this and the following types list the words that a text may be, or that a path may begin with; PATH stands for any path,
// WORD for any word. The type tags say what a path must lead to: [Check] compares both with the library.
type Effect struct {
	Publish   *Publish   `yaml:"publish"`
	Consume   *Consume   `yaml:"consume"`
	Begin     *Begin     `yaml:"begin"`
	Commit    *End       `yaml:"commit"`
	Rollback  *End       `yaml:"rollback"`
	Write     *Query     `yaml:"write"`
	Read      *Query     `yaml:"read"`
	Outbox    *Outbox    `yaml:"outbox-write"`
	Callback  *Callback  `yaml:"callback"`
	Construct *Construct `yaml:"construct"`
	Settle    *Settle    `yaml:"settle"`
	Declare   *Declare   `yaml:"declare"`
	Add       *Add       `yaml:"add"` // puts something into the message or batch that its receiver is
	Flush     *Lifecycle `yaml:"flush"`
	Close     *Lifecycle `yaml:"close"`
	Table     Path       `yaml:"table"`      // table or collection that result 0 works on: its name, or a row of it
	Same      Path       `yaml:"same"`       // result 0 is the same handle as this: gorm's Model returns its receiver, squirrel's RunWith its argument
	Anew      bool       `yaml:"anew"`       // ... but tells its own errors only, and so do the handles that are made of it: gorm's Session
	ErrorOf   *ErrorOf   `yaml:"error-of"`   // an accessor that takes the error out of a result object
	Set       *Setting   `yaml:"set"`        // an option that changes a setting of what is constructed: kgo.RequiredAcks
	Keep      *Keep      `yaml:"keep"`       // keeps a value with a request: gin's Set
	Kept      *Keep      `yaml:"kept"`       // takes it from there: gin's Get
	Next      bool       `yaml:"next"`       // calls the handlers of a request that come behind this one
	Network   bool       `yaml:"network"`    // a call to another service, which waits for its answer
	Address   Path       `yaml:"address"`    // URL or method that is called, or the request that has it
	Serves    Path       `yaml:"serves"`     // name of a service of which the calls are answered
	Sleeps    bool       `yaml:"sleeps"`     // waits for time to pass, as long as its argument says
	Extends   bool       `yaml:"extends"`    // gives more time for the handling of a message
	Partial   Paths      `yaml:"partial"`    // fields of a result that say which entries of a batch failed: result 0.Failed
	Derive    *Derive    `yaml:"derive"`     // result 0 is a context that ends with another one, or when it is cancelled
	OfRequest bool       `yaml:"of-request"` // result 0 is a context that ends when a request has been answered
	Stores    *Stores    `yaml:"stores"`     // makes a stream that keeps what is published
	Binds     *Binds     `yaml:"binds"`      // lets a queue have what is published to an exchange
	Outcomes  Path       `yaml:"outcomes"`   // channel of what became of messages that the receiver published: result 0
	Signals   bool       `yaml:"signals"`    // tells whoever waits for a goroutine that it is done: (*sync.WaitGroup).Done
	Log       bool       `yaml:"log"`        // only logs or traces its arguments
	Neutral   bool       `yaml:"neutral"`    // known to have no effect that any rule cares for
	NewError  bool       `yaml:"new-error"`  // result 0 is an error, never nil, and that is all: fmt.Errorf
	Exits     bool       `yaml:"exits"`      // does not return
	ID        bool       `yaml:"id"`         // result 0 is a new unique id: uuid.New
	Marshal   *Marshal   `yaml:"marshal"`    // encodes a value into bytes
	Unmarshal *Unmarshal `yaml:"unmarshal"`  // decodes bytes into a value
	Source    string     `yaml:"source"`

	// Lookup tells which setting from outside the program a call reads, or gives a default.
	Lookup *Lookup `yaml:"lookup"`

	// Names tells how a function names events after their types: with the package or without.
	Names string `yaml:"names" words:"short full"`

	// Confirms is where a call tells whether the broker has taken a message: (*amqp.DeferredConfirmation).Wait.
	Confirms Path `yaml:"confirms" type:"bool"`

	// Again is what a call does once more each time it is made, even with the same arguments.
	Again *Again `yaml:"again"`

	// Unique tells that an index is made in which no two rows are the same.
	Unique bool `yaml:"unique"`

	// Trace tells what a call does for a trace: it starts a span, or puts the trace into headers.
	Trace string `yaml:"trace" words:"start inject"`

	// Dedupes tells that messages are left out that were handled before: (*middleware.Deduplicator).Middleware.
	Dedupes bool `yaml:"dedupes"`

	// Records tells that a key is noted unless it is there, at once and outside of any transaction, and that the result says whether it was: SETNX.
	Records bool `yaml:"records"`

	// LooksUp tells that a key is looked up: GET, EXISTS.
	LooksUp bool `yaml:"looks-up"`

	// Notes tells that a key is set, whether it is there or not: SET.
	Notes bool `yaml:"notes"`

	// Forgets tells that such a key is taken back, or set to something else: DEL.
	Forgets bool `yaml:"forgets"`

	// Fresh says why result 0, or the bytes that are filled, are others at each call: time.Now, rand.Read; start: they are at each start of the program: os.Getpid.
	Fresh string `yaml:"fresh" words:"clock random start"`
}

// Publish sends messages to a broker.
type Publish struct {
	Topic     Paths  `yaml:"topic"`                      // first that is set wins: [arg 1.Topic, receiver.Topic]
	TopicOf   string `yaml:"topic-of"`                   // ... or what this method of the payload returns: Kind
	Key       Paths  `yaml:"key"`                        // partition or ordering key
	Partition string `yaml:"partition" words:"key PATH"` // topics have partitions, and the key decides on that of a message; PATH: unless it is named here, by a number that is not negative
	Exchange  Path   `yaml:"exchange" type:"string"`     // queues that are bound to it get the message; where it is empty, the key is the queue
	Payload   Paths  `yaml:"payload"`
	Headers   Paths  `yaml:"headers"`
	ID        Paths  `yaml:"id"`                                        // idempotency or message id
	Type      Paths  `yaml:"type"`                                      // event name
	Error     Path   `yaml:"error" type:"error"`                        // where the outcome is: result 0; an error, or an object with an error-of accessor
	Async     string `yaml:"async" words:"true false PATH" type:"bool"` // true: the result only says that it was queued; or where the setting is: receiver.Async
	Through   Path   `yaml:"through"`                                   // value that decides where it goes (a decorated publisher); default: receiver
	Report    Path   `yaml:"report"`                                    // function or channel that is told what became of the message, nil for none: arg 2
	Future    Path   `yaml:"future"`                                    // object that knows later what became of it: result 0
	Channel   Path   `yaml:"channel" type:"chan"`                       // publishing is by sending on this channel: result 0; then param 0 is a message
	Handler   Path   `yaml:"handler" type:"func"`                       // what this function returns first is published; then param 0 is a message
	Delivery  string `yaml:"delivery" words:"at-most-once unconfirmed"` // at-most-once: the broker gives no receipt; unconfirmed: only if the channel is in confirm mode
	Context   string `yaml:"context" words:"ignored kept"`              // its context is not looked at; or it is looked at even after the call has returned
	Wildcards bool   `yaml:"wildcards"`                                 // consumers match topics with patterns, so that topics are made at will
	Work      bool   `yaml:"work"`                                      // into a queue of work: each message asks one worker for something
	Twin      string `yaml:"twin"`                                      // method that does the same in a transaction that it is given
	Fifo      *Fifo  `yaml:"fifo"`                                      // topics that keep the order of each key
	Generates string `yaml:"generates" words:"id type"`                 // id: every message gets a new id by default; type: the event's type name is sent along
}

// Fifo says which topics keep the order of each key: those refuse a message without a key, and without an id unless they make one of the message themselves.
// Where a library has no key, the headers hold it.
type Fifo struct {
	Suffix  string `yaml:"suffix"`     // of their names
	Content string `yaml:"by-content"` // attribute that makes them make the id
	Entry   string `yaml:"entry"`      // entry of the headers that is the key, and the only way to set one
}

// Consume starts receiving: a subscription, a handler registration, or a receive call.
type Consume struct {
	Topic   Paths  `yaml:"topic"`
	TopicOf string `yaml:"topic-of"` // what this method of the payload returns is the topic
	Group   Paths  `yaml:"group"`
	Config  string `yaml:"config"`                                      // type of configurations that tell the topics, where they are given elsewhere
	Through Path   `yaml:"through"`                                     // value that decides where messages come from; default: receiver
	Handler Path   `yaml:"handler" type:"func"`                         // function called for each message
	Method  string `yaml:"method"`                                      // the handler is a value, of which this method is called
	Takes   string `yaml:"takes" words:"message"`                       // message: functions of any kind are called, and only those that are given a message consume
	Success string `yaml:"success" words:"ack commit nothing"`          // what the library does when the handler returns success
	Failure string `yaml:"failure" words:"nack ack stop nothing"`       // ... returns an error
	Message Path   `yaml:"message"`                                     // received message(s): result 0; a channel counts as its elements
	AutoAck string `yaml:"autoack" words:"true false PATH" type:"bool"` // whether receiving acks by itself, or the argument that decides: arg 2
	Error   Path   `yaml:"error" type:"error"`

	// Deadline is how long the handling of a message may take, by default, until the broker takes it for lost.
	Deadline string `yaml:"deadline"`
	// DeadlineOf is a method of the handler that says otherwise.
	DeadlineOf string `yaml:"deadline-of"`
	// Again says that the call comes back, whenever the group's members change say, and is to be made again.
	Again bool `yaml:"again"`
	// Unsettled is held where a message that is neither acked nor nacked stays with the consumer until that goes away, and does not come again before.
	Unsettled string `yaml:"unsettled" words:"held"`

	// AtOnce says that a message whose handler returns an error is delivered again at once, as often as that happens, unless the library is set up otherwise.
	AtOnce bool `yaml:"at-once"`

	// Delivery is at-most-once where what was not handled is never delivered again.
	Delivery string `yaml:"delivery" words:"at-most-once"`
	// QoS is the quality of service that is asked for: 0 is at-most-once.
	QoS Path `yaml:"qos"`

	Member Paths  `yaml:"member"`                   // name under which the broker keeps what a member of the group was given and has not acked
	Claims string `yaml:"claims" words:"true PATH"` // takes over what other members have not acked, always or where this is set
}

// Again is done once more each time a call is made.
type Again struct {
	What   string `yaml:"what" words:"insert increment append mail message charge post"`
	Row    Path   `yaml:"row"`                  // of an insert: what is inserted; default: what the calls were given that the receiver comes from
	Method Path   `yaml:"method" type:"string"` // only if this is "POST"
	Adds   Path   `yaml:"adds"`                 // only if this text adds to a column, or this object has an operator that does: $inc
	Once   Paths  `yaml:"once"`                 // not if one of these is set: an idempotency key
}

// Derive makes a context of another one.
type Derive struct {
	From   Path `yaml:"from"`
	Cancel Path `yaml:"cancel" type:"func"` // function that ends it
}

// Stores makes a stream that keeps what is published to some topics.
type Stores struct {
	Topic Paths  `yaml:"topic"`
	Of    string `yaml:"of"` // library whose at-most-once publishes it keeps as well, without telling them
}

// Binds lets a queue have the messages of an exchange whose key matches a pattern: * stands for one word between dots, # for any number of them.
type Binds struct {
	Queue    Path `yaml:"queue" type:"string"`
	Key      Path `yaml:"key" type:"string"`
	Exchange Path `yaml:"exchange" type:"string"`
}

// Begin opens a transaction. It is not open where Unless is a non-nil error.
type Begin struct {
	Tx        Path `yaml:"tx"`
	Unless    Path `yaml:"unless" type:"error"`
	Savepoint Path `yaml:"savepoint"` // the receiver may itself be an open transaction; then this is a savepoint of it
	Options   Path `yaml:"options"`   // options that may say read-only
}

// End commits or rolls back a transaction.
type End struct {
	Tx    Path `yaml:"tx"`
	Error Path `yaml:"error" type:"error"`
}

// Keep keeps a value with a request, or takes it from there.
type Keep struct {
	Key   Path `yaml:"key"`
	Value Path `yaml:"value"`
}

// Query reads from or writes to a database through a handle; in a transaction if the handle is one, else by itself.
type Query struct {
	Via   Path `yaml:"via"`               // connection, transaction, or context that carries it; default: receiver
	SQL   Path `yaml:"sql" type:"string"` // statement text, where there is one; whether it reads or writes is told from its first word when it is a constant
	Value Path `yaml:"value"`
	Error Path `yaml:"error" type:"error"`
}

// Outbox writes an event into an outbox through a transaction.
type Outbox struct {
	Tx      Path   `yaml:"tx"`
	Topic   Paths  `yaml:"topic"`
	TopicOf string `yaml:"topic-of"` // what this method of the payload returns is the topic
	Payload Paths  `yaml:"payload"`
	Error   Path   `yaml:"error" type:"error"`
}

// Callback calls a function that it is given.
type Callback struct {
	Arg     int    `yaml:"arg"`
	InTx    Path   `yaml:"in-tx" words:"param context"`                  // inside a transaction: param 0 of the callback is its handle; "context" if it travels in the callback's context
	When    string `yaml:"when" words:"sync async after-commit handler"` // default: sync
	Repeats string `yaml:"repeats" words:"never may"`                    // default: never; may: the library can run it more than once
	Error   Path   `yaml:"error" type:"error"`                           // where the callback's error comes out
	Options Path   `yaml:"options"`                                      // options that may say read-only
	Wraps   string `yaml:"wraps"`                                        // the callback returns what is called instead of the commit: this method of its parameter 0
}

// Construct makes a publisher, consumer, connection or message.
type Construct struct {
	Kind      string `yaml:"kind" words:"publisher consumer connection outbox in-process message"`
	Decorates Path   `yaml:"decorates"` // the result goes where this one goes
	On        Path   `yaml:"on"`        // the connection or client that it shares: making one costs little
	OutboxIf  Path   `yaml:"outbox-if"` // the result is an outbox if this value is a transaction
	Unless    Path   `yaml:"unless" type:"error"`
	Config    Path   `yaml:"config"`
	ID        Path   `yaml:"id"`      // of a message: its id
	Payload   Path   `yaml:"payload"` // of a message: what it carries
	Key       Paths  `yaml:"key"`     // of a message or batch: its partition key, or its partition
}

// Add puts what is to be published into a message or batch that a library made: what publishes is given that one.
type Add struct {
	Payload Paths `yaml:"payload"`
	Headers Paths `yaml:"headers"`
	ID      Paths `yaml:"id"`
}

// Settle tells the broker that a message is done with.
type Settle struct {
	How        string `yaml:"how" words:"ack nack reject commit mark"`
	Message    Path   `yaml:"message"`
	Cumulative bool   `yaml:"cumulative"` // settles all earlier messages too
	Requeue    Path   `yaml:"requeue" type:"bool"`
	AtOnce     bool   `yaml:"at-once"` // the message is delivered again at once, and as often as it is sent back, unless the broker is set up otherwise
	Error      Path   `yaml:"error" type:"error"`

	// Ignored says when the call does nothing, fails, or comes too late: settings of the consumer -> words, of which each setting has one.
	Ignored map[string]string `yaml:"ignored"`
}

// Declare creates a queue, or a router that has the messages of some handled.
type Declare struct {
	Queue     Path     `yaml:"queue"`                 // its name
	Attrs     Path     `yaml:"attributes"`            // map of what else it is
	Limits    []string `yaml:"limits"`                // keys of that map which end that a message comes again: dead letters, a delivery limit
	Temporary Paths    `yaml:"temporary" type:"bool"` // a queue that goes away by itself
	Routes    bool     `yaml:"routes"`                // a router: what fails comes again, unless it has a middleware that ends that
}

// Lifecycle flushes or closes a producer, consumer or connection.
type Lifecycle struct {
	Value   Path `yaml:"value"`   // default: receiver
	Flushes bool `yaml:"flushes"` // a close that waits for unsent messages
	Error   Path `yaml:"error" type:"error"`
}

// ErrorOf takes the error out of a result object, such as (*redis.StringCmd).Err.
type ErrorOf struct {
	Value Path `yaml:"value"` // default: receiver
	Error Path `yaml:"error" type:"error"`
}

// Setting changes one setting.
type Setting struct {
	Setting string `yaml:"setting"`                 // acks, idempotence, async, partitioner, ...
	Key     Path   `yaml:"key" type:"string"`       // where the option's name is, in place of Setting: (kafka.ConfigMap).SetKey
	Value   string `yaml:"value" words:"WORD PATH"` // a word, or the path of the argument that holds it
	Topic   Path   `yaml:"topic"`                   // of this queue, exchange or topic
	Routes  bool   `yaml:"routes"`                  // that only routes messages to others, and keeps none
}

// Lookup reads a setting from outside the program. Result 0 is the setting, or a pointer to it, unless it is written into an argument; a function without
// a result gives a default for those that have none of their own.
type Lookup struct {
	From    string `yaml:"from" words:"environment flag configuration"`
	Name    Path   `yaml:"name" type:"string"`
	Default Path   `yaml:"default"`
	Into    Path   `yaml:"into"`

	Fields   Path `yaml:"fields"`               // a pointer to a struct whose fields it fills, each by its name or tag
	Prefix   Path `yaml:"prefix" type:"string"` // what their names begin with
	Untagged bool `yaml:"untagged"`             // ... those without a tag, too: by their names and those of the fields that they are in, joined by _
	Defaults Path `yaml:"defaults"`             // a map or struct of defaults, each by its key
}

// Marshal encodes a value.
type Marshal struct {
	Value  Path   `yaml:"value"`
	Bytes  Path   `yaml:"bytes" type:"bytes"`
	Format string `yaml:"format"` // json, jsonv2, protobuf, avro, gob, ...
	Schema Path   `yaml:"schema"` // that it is written by
}

// Unmarshal decodes a value.
type Unmarshal struct {
	Bytes  Path   `yaml:"bytes"` // or the whole message, where the library takes its bytes out of it
	Value  Path   `yaml:"value"`
	Format string `yaml:"format"` // json, jsonv2, protobuf, avro, gob, ...
	Schema Path   `yaml:"schema"` // that it is read by
}

// Type describes a configuration or handle type.
type Type struct {
	Is         string            `yaml:"is" words:"tx db connection context request message publisher consumer outbox in-process pipeline row"` // what a value of the type is; a connection is that of a transaction begun on it; a pipeline keeps calls until it is executed, and only that fails; a row is embedded by rows
	Broker     bool              `yaml:"broker"`                                                                                                // what is published through it goes to a broker, whoever made it
	Configures string            `yaml:"configures" words:"publisher consumer subscription topic"`                                              // what its fields configure
	Defaults   map[string]string `yaml:"defaults"`                                                                                              // what silence in the code means: acks: none
	Options    map[string]string `yaml:"options"`                                                                                               // field (or map key) -> setting
	Batch      string            `yaml:"batch"`                                                                                                 // its field that holds the messages of a batch, which are acked or fail as one
	Failures   string            `yaml:"failures"`                                                                                              // of what a handler of a batch returns: its field that names the messages that failed
	Map        bool              `yaml:"map"`                                                                                                   // it is a map: options are keys
	Values     map[string]Words  `yaml:"values"`                                                                                                // setting -> what values of it mean: acks: {"0": none}; true and false mean on and off
	Names      map[string]string `yaml:"names"`                                                                                                 // word of a setting -> the library's constant for it
	Source     string            `yaml:"source"`
}

// Words says what the values of a setting mean: constant -> word.
type Words map[string]string
