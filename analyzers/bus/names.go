package bus

import (
	"strings"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// What the contract rules read in names, all in one place. Names are read only where the engine found them on the way of a message: in a payload's or
// envelope's fields, a header's key, a topic, an event name. A name alone never makes a finding; it can only keep a rule silent.
var (
	// versionWord is a version within a text, or what is before it: "orders.v1", "order-placed_v2", "application/json;version=2", "1.0", ".v", "%s.v%d".
	versionWord = lazyregexp.New(`(?i)(^|[^a-z])v\d+([^a-z0-9]|$)|[._/-]v(%[dsv]|$)|[a-z0-9]V\d+$|[._-]v\d+|(^|[._/=-])\d+\.\d+(\.\d+)?($|[._/-])|version=`)
	// versionName is the name of a field, header or method that holds a version or the id of a schema.
	versionName = lazyregexp.New(`(?i)^(x[-_.])?(schema|event|message|msg|payload|data|type|spec|api|format|contract|envelope|model|content)?[-_. ]?(version|ver|revision)$|^(data)?schema([-_. ]?(id|uri|url|version|ref))?$|^ce[-_]?(dataschema|specversion)$`)
	// typeVersion is a version in a type's name: OrderPlacedV1, OrderPlaced_v2, V1.
	typeVersion = lazyregexp.New(`[a-z0-9_]_?[Vv]\d+([A-Z_]|$)|^V\d+`)
	// packageVersion is a version in a package's path below its module: events/v1, shop.orders.v1beta1.
	packageVersion = lazyregexp.New(`(^|[/._])v\d+([a-z]+\d*)?([/.]|$)`)

	// streamName and positionName are names of fields that say which thing's history an event is part of, and where in it.
	streamName   = lazyregexp.New(`(?i)^(aggregate|stream|saga|process|workflow|transaction)_?id$`)
	positionName = lazyregexp.New(`(?i)^(aggregate|stream|event)?_?(version|revision|position|sequence|seq|number|counter|step)(_?(number|no))?$`)

	// idName is the name of a field, header or method that holds an id of the message itself. What several messages share (a correlation, trace or
	// customer id) is none.
	idName = lazyregexp.New(`(?i)^(x[-_.])?(event|message|msg|envelope|notification|delivery|operation|command|request|ce)?[-_. ]?(id|uid|uuid|guid|ulid)$|idempoten|dedup|^nats-msg-id$`)
	// bareID is an id that does not say of what.
	bareID = lazyregexp.New(`(?i)^(id|uid|uuid|guid|ulid)$`)
	// thingName is the name of a field that holds the id of a thing, or of the event itself.
	thingName = lazyregexp.New(`(?i)^(\w*[a-z0-9_])?id$|uuid$|^sku$`)
	// eventName is a type that is named after a message rather than after a thing.
	eventName = lazyregexp.New(`(?i)event|message|envelope|notification|command`)

	// slotName is the field of an envelope that holds the event.
	slotName = lazyregexp.New(`(?i)^(data|payload|body|content|event|message|msg|detail|value|record)$`)
	// headName is a field that holds what is said of the event: its version, its id.
	headName = lazyregexp.New(`(?i)head|meta|envelope|base|info|context|event`)

	wireTag = lazyregexp.New(`(?:json|avro|bson|yaml|msgpack|cbor|xml):"([^",]+)`)
)

// tagName is the name that a field has on the wire, "" if its tag says none.
func tagName(tag string) string {
	if m := wireTag.FindStringSubmatch(tag); m != nil {
		return m[1]
	}
	return ""
}

// localName is the part of a type's name behind its package.
func localName(full string) string { return full[strings.LastIndexByte(full, '.')+1:] }
