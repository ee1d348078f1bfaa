package checklist

import (
	"encoding/base64"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// maxKept is how much a comment keeps for later runs, in characters. What is longer is not kept.
const maxKept = 20000

var keptMark = lazyregexp.New(`(?m)^<!-- buslint:kept ([A-Za-z0-9+/=]+) -->$`)

// kept is what a review keeps for a later run as it stands in the comment, invisible; "" if there is nothing, or too much.
func (r Review) kept() string {
	text := "<!-- buslint:kept " + base64.StdEncoding.EncodeToString([]byte(r.Kept)) + " -->\n"
	if r.Kept == "" || len(text) > maxKept {
		return ""
	}
	return text
}

// KeptIn is what buslint's comment on a pull request keeps of an earlier run, "" if it keeps nothing. Whoever may write to the repository may have changed it.
func KeptIn(p Pull) string {
	own := p.own()
	if len(own) == 0 {
		return ""
	}
	all := keptMark.FindAllStringSubmatch(unix(own[0].Body), -1)
	if len(all) == 0 {
		return ""
	}
	data, err := base64.StdEncoding.DecodeString(all[len(all)-1][1]) // what looks like it before is somebody's text
	if err != nil {
		return ""
	}
	return string(data)
}
