// Package foreignpublish finds publishes to a topic of another owner, or of another service where one is the topic's source of truth.
//
// Two producers of one topic contradict each other, and consumers cannot tell which is right. The owner changes the payload without knowing of the second one.
//
// Publish on a topic of your own, or ask the owner's service to publish: by a command or a call. If the topic has a new owner, or several services are one, say so in
// events.yml.
//
// The rule is silent without events.yml, on topics that have neither an owner nor a service as source-of-truth, and where the owner of the code is not known: it is
// that of the service in events.yml whose packages hold the code, or else what CODEOWNERS says of the file.
package foreignpublish
