// Package pii finds personal data and secrets in payloads, in the clear.
//
// An event is copied to every consumer, kept by the broker and in backups, and logged. Nobody can take an email address back from there when its owner asks,
// and whoever reads a password or token there has the account.
//
// Send an id, and let those who may know ask for the rest; or send it hashed, masked or encrypted. Where it has to be in the event, say so:
// `buslint:"pii=ok"` in the field's tag.
//
// The rule goes by the names of fields that are sent, also in structs within the payload: email, phone, birth date, IP address, names of a person, card numbers (warning),
// passwords, tokens and keys (error). It leaves out fields that are not encoded, never set, named or typed after a hash, mask or cipher, or set by a function
// that makes one, and types that encode themselves. It tells of a payload once, and of each log that is given a whole event with such fields: the payload, what it is
// encoded as, or the message that it is decoded from; not of types with a String, LogValue or such method of their own. Log ids instead.
package pii
