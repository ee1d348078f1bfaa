// Package payload knows what an event looks like on the wire, and whether two versions of it understand each other.
//
// A [Schema] is the wire shape of a Go type as one codec writes and reads it: not its Go fields, and not a JSON Schema, but what encoding/json (or
// another codec) makes of it, with the cases in which a decoder says nothing and leaves a zero value. [Extract] reads it from type information alone;
// no code of the program is run. [Compare] judges an old and a new shape in both directions, [Mismatch] a producer's shape against a consumer's own
// struct. Shapes are kept in lock files ([History]); what people accept is kept in approvals ([Approvals]).
package payload
