// Package untyped finds payloads without a type: maps, and texts that are put together by hand.
//
// Nothing says which fields such an event has, so a field that is renamed or left out breaks consumers that no compiler and no comparison of schemas warns.
// A text that is put together also breaks on the first quote or separator in a value.
//
// Declare a struct for the event, or generate one from a schema, and encode that. A publisher of your own best takes typed events rather than maps.
//
// A publisher that wants maps, an envelope that holds one, or a declared map type is told of once. The rule leaves out bytes that are made elsewhere, maps that are decoded from
// elsewhere or whose keys are data, dictionaries of structs, single values such as an id, and sentences for people.
package untyped
