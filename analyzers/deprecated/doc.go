// Package deprecated finds uses of topics and versions that events.yml says are to end, and ends that come too early, too late or by surprise.
//
// After its sunset nobody answers for an event: its producer stops, and whoever still consumes it waits for messages that never come.
//
// Move consumers to the replacement, publish both until the sunset, and remove what ends only when its consumers are gone or have agreed (`ack`). `buslint consumers
// TOPIC` lists who is left, `buslint sunset --within 30d` what ends soon, `buslint deprecate` writes a deprecation.
//
// A use before the sunset is a warning, after it an error; so is a new one (with --base). A producer that publishes the replacement too is right until the sunset, and
// so is a consumer that has agreed. With --base an end without consumers' consent, before the sunset, or at an earlier day than was said is an error. Errors are
// also a replacement that is not declared or not published, a newer version that is published without the one that consumers are registered for, and uses of a
// retired topic. Warnings are a deprecation without a sunset, or with less time than min-grace, and "Deprecated:" comments of types that do not agree with
// events.yml.
//
// The rule is silent without events.yml, and about ends where topics or packages are not known.
package deprecated
