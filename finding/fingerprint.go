package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// SetFingerprints gives each finding an identity that survives edits elsewhere in the file: a hash of rule, package, symbol, trimmed source
// line, topic, the function of the last frame, and a counter among equals. Findings must be sorted. line returns the source line at a position, or "" if it cannot be read.
func SetFingerprints(findings []Finding, line func(Position) string) {
	seen := map[string]int{}
	for i := range findings {
		f := &findings[i]
		last := ""
		if n := len(f.Path); n > 0 {
			last = f.Path[n-1].Func
		}
		key := strings.Join([]string{f.Rule, f.Package, f.Symbol, strings.TrimSpace(line(f.Position)), f.Topic, last}, "\x00")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		seen[key]++
		f.Fingerprint = hex.EncodeToString(sum[:8])
	}
}
