// Package oversize finds payloads that carry a file, picture or other bytes of any size.
//
// Brokers refuse messages above a limit (Kafka and NATS 1 MB, SQS and SNS 256 kB unless set otherwise): one big file, and the publish fails each time it is tried.
// Those below make every consumer and every copy of the topic pay for bytes that few need.
//
// Store the bytes, and publish where they are: a key or link, with size and checksum.
//
// The rule goes by fields of bytes that are called after what is big (document, image, attachment), or that are set to all of a file, stream or encoding. It
// leaves out arrays, hashes, keys and the like, JSON within the event, fields whose length the program compares with something, and what is set in a function
// that limits it. It says nothing of lists: code seldom tells whether one grows for ever. It tells of a payload once; `buslint:"oversize=ok"` in the field's tag says that it is small.
package oversize
