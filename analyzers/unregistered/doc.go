// Package unregistered finds topics, messages and consumers that the code has and events.yml lacks, and the other way round.
//
// Who changes an event asks those that events.yml names: whoever is missing there learns of the change when it fails. Teams then search all repositories for
// the name of a topic, and find nothing where it comes from configuration.
//
// Register what is missing: `buslint catalog check --fix` writes it into events.yml and leaves the rest as it is. Remove what the code does no longer, or register
// whose code is elsewhere with repo or external. `buslint catalog init` writes a first file.
//
// The rule is silent without an events.yml in which somebody declares topics: answers that `buslint answer` wrote are no declaration. Consumers must be
// registered where require-registration says so, and on topics that register some. What may be a declared topic, because its name is known in part, is left out,
// and so is what the file says of topics if the code publishes or consumes on some that are not known.
package unregistered
