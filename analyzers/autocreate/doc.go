// Package autocreate finds clients that let topics come into being when somebody first names them.
//
// A typo in a name is then no error but a new topic, with the broker's default partitions, replicas and retention, into which events go unseen. Nobody
// reviews it, and nobody notices until a consumer misses them. Partitions cannot be taken away again, so a key stays on the wrong one.
//
// Create topics where their partitions and retention are written down, and switch this off: AllowAutoTopicCreation: false, DoNotCreateTopicIfMissing: true.
// Where a library has it on by default, whether a topic is really made also depends on the broker: that is only advice.
package autocreate
