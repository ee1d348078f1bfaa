package sql

import (
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// token is a word, a quoted text, a number, a parameter, a comment, space, or one other character.
//
// A parameter is $1, ?, ?1, :name, @name. A verb of fmt.Sprintf stands for a name or a number.
var token = lazyregexp.New("(?s)" + strings.Join([]string{
	`--[^\n]*`, `/\*.*?\*/`, `'(?:[^'\\]|''|\\.)*'`, `"(?:[^"]|"")*"`, "`[^`]*`",
	`::\s*[\w.]+(?:\s+precision|\s+with(?:out)?\s+time\s+zone|\s+varying)?(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])*`, // a cast
	`\$\d+`, `\?\d*`, `[:@]\w+`, `%\[?\d*\]?[svqd]`, `\d+(?:\.\d+)?`, `\w+`, `\s+`, `.`,
}, "|"))

// rewrite puts a statement into the notation of MySQL: parameters become question marks, and what they are is returned by where those stand; casts, comments, and
// what comes behind ON CONFLICT and RETURNING are left out. It tells whether the statement says what happens to a row that is there.
func rewrite(text string) (string, map[int]Value, bool) {
	w := rewriter{params: map[int]Value{}}
	for _, t := range token.FindAllString(text, -1) {
		if !w.token(t) {
			break
		}
	}
	return w.out.String(), w.params, w.once
}

type rewriter struct {
	out    strings.Builder
	params map[int]Value
	depth  int      // of parentheses
	words  []string // at depth 0, upper case, so far
	once   bool
}

// token adds one, and tells whether there is more to read.
func (w *rewriter) token(t string) bool {
	switch {
	case strings.HasPrefix(t, "--"), strings.HasPrefix(t, "/*"), strings.HasPrefix(t, "::"):
		w.out.WriteByte(' ')
	case t == "(":
		w.depth++
		w.out.WriteString(t)
	case t == ")":
		w.depth--
		w.out.WriteString(t)
	case strings.HasPrefix(t, "%") && len(t) > 1:
		w.out.WriteString("_")
	case t[0] == '$' && len(t) > 1, t[0] == '?', (t[0] == ':' || t[0] == '@') && len(t) > 1:
		w.param(t)
	case isWord(t):
		return w.word(t)
	default:
		w.out.WriteString(t)
	}
	return true
}

// param adds a parameter: those without a number count from the left.
func (w *rewriter) param(t string) {
	v := Value{Param: len(w.params)}
	if n, err := strconv.Atoi(t[1:]); err == nil {
		v.Param = n - 1
	} else if len(t) > 1 {
		v = Value{Param: -1, Name: strings.ToLower(t[1:])}
	}
	w.params[w.out.Len()] = v
	w.out.WriteString("?")
}

// word adds a word, in quotes where it can only be the name of a column: PostgreSQL keeps fewer words for itself.
func (w *rewriter) word(t string) bool {
	up := strings.ToUpper(t)
	if w.depth > 0 {
		if w.depth == 1 && w.inColumns() {
			t = `"` + t + `"`
		}
		w.out.WriteString(t)
		return true
	}
	last := ""
	if len(w.words) > 0 {
		last = w.words[len(w.words)-1]
	}
	switch {
	case up == "RETURNING":
		return false
	case last == "ON" && up == "CONFLICT":
		cut := strings.TrimRight(w.out.String(), " \t\r\n")
		w.out.Reset()
		w.out.WriteString(cut[:len(cut)-len("on")])
		w.once = true
		return false
	case last == "INSERT" && up == "OR": // SQLite: INSERT OR IGNORE
		w.once = true
	case len(w.words) == 2 && w.words[1] == "OR":
		w.words = []string{"INSERT"}
		return true
	default:
		w.out.WriteString(t)
	}
	w.words = append(w.words, up)
	return true
}

// inColumns tells whether the parentheses that are open hold the names of the columns of an insert.
func (w *rewriter) inColumns() bool {
	return slices.Contains(w.words, "INTO") && !slices.ContainsFunc(w.words, func(s string) bool { return s == "VALUES" || s == "VALUE" || s == "SELECT" })
}

func isWord(t string) bool {
	return t[0] == '_' || t[0] >= 'a' && t[0] <= 'z' || t[0] >= 'A' && t[0] <= 'Z'
}
