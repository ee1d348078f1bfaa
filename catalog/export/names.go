package export

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// plain is a text on one line, without control characters and bytes that are no UTF-8.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return '?'
		case unicode.IsControl(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Cf, r):
			return ' ' // also what turns the direction of text
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	return strings.TrimSpace(s)
}

// cut shortens a text to a number of characters. What is at its end tells more names apart, so the middle goes.
func cut(s string, n int) string {
	r := []rune(plain(s))
	if len(r) <= n {
		return string(r)
	}
	head := (n - 1) / 3
	return string(r[:head]) + "…" + string(r[len(r)-(n-1-head):])
}

// slugs gives names that are safe in files, addresses and keys: ASCII letters, digits, dots, dashes and underscores, each name once, in any case.
type slugs struct {
	longest int
	taken   map[string]bool
}

func newSlugs(longest int) *slugs { return &slugs{longest, map[string]bool{}} }

var dashes = lazyregexp.New(`-{2,}`)

// give makes a slug of a text. A text that loses something on the way gets a part of its hash, so that the slug does not depend on its neighbours.
func (s *slugs) give(text string) string {
	slug := strings.Trim(dashes.ReplaceAllString(strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-", r)) {
			return r
		}
		return '-'
	}, strings.NewReplacer("{}", "any", "/", ".").Replace(text)), "-"), ".-_")
	if slug == "" || len(slug) > s.longest || !s.free(slug) {
		sum := sha256.Sum256([]byte(text))
		slug = strings.Trim(slug[:min(len(slug), s.longest-13)], ".-_")
		slug = strings.TrimPrefix(slug+"-"+hex.EncodeToString(sum[:6]), "-")
	}
	base := slug
	for n := 'a'; !s.free(slug); n++ {
		slug = base[:min(len(base), s.longest-1)] + string(n)
	}
	s.taken[strings.ToLower(slug)] = true
	return slug
}

func (s *slugs) free(slug string) bool { return !s.taken[strings.ToLower(slug)] }
