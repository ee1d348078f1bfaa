// Package unversioned finds event payloads that do not say which version they are.
//
// Payloads change, and consumers that cannot tell the old form from the new one read missing fields as zero, or fail on every message. Without a version
// there is no way to publish two forms side by side while consumers move.
//
// Put a version into the event's type or topic name (OrderPlacedV1, orders.order-placed.v1), into a field of the payload or its envelope, or into a header,
// or use a schema registry. A payload type is told of once; if nothing in one envelope, or through one
// publisher, has a version, that one is.
package unversioned
