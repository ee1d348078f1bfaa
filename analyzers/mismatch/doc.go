// Package mismatch finds events that a consumer of the program cannot read, as its struct does not fit the producer's.
//
// Nobody is told: decoding fails for each event, or goes on with zero values for fields that the producer calls otherwise or never writes.
//
// Give both sides the same names and kinds, or let them share the type.
//
// Compared is what goes over the wire: a struct published on a topic with the consumer's own struct for the same topic, down to the fields that its code reads. The rule is
// silent where a topic's name is not known, where a topic has several events that cannot be told apart by the names of their types, where types write themselves, and about
// missing fields that nobody is seen to read, or that another producer of the topic writes.
package mismatch
