// Package noeventid finds messages without an id by which a consumer could recognise a second delivery.
//
// Every broker that does not lose messages delivers some of them twice, and so does every outbox. A consumer that must not do its work twice needs an
// id that stays the same: in the envelope, a header, the broker's message id, or the payload.
//
// Give each event an id when it happens (not when it is sent), and keep it over retries.
package noeventid
