package config

import (
	"path"

	"github.com/bmatcuk/doublestar/v4"
)

// MatchTopic tells whether a glob of the configuration matches a topic: "metrics.*" matches metrics.cpu.load. Nothing matches a topic that is not known.
func MatchTopic(glob, topic string) bool {
	ok, err := doublestar.Match(glob, topic)
	return err == nil && ok && topic != ""
}

// Match tells whether a glob of the configuration matches a slash-separated path or a folder around it: "internal/*" matches internal/a/b.go too.
func Match(glob, name string) bool {
	for ; name != "." && name != "/" && name != ""; name = path.Dir(name) {
		if ok, err := doublestar.Match(path.Clean(glob), name); err == nil && ok {
			return true
		}
	}
	return false
}
