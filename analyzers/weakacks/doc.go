// Package weakacks finds producers that wait for no broker, or only for the leader, before they call a message sent.
//
// A message that no broker confirmed is lost without an error; one that only the leader confirmed is lost when the leader fails before it was copied.
// Silence in the code counts too: the zero value of kafka-go's Writer waits for nobody (NewWriter with the same silence waits for all), sarama's default
// is the leader alone. A JetStream stream with NoAck acks nothing that is published to it.
//
// Wait for all in-sync replicas: RequiredAcks: kafka.RequireAll, sarama.WaitForAll, "acks": "all". Where a lost message does not matter (metrics, traces),
// say so with an ignore.
package weakacks
