#!/bin/sh
# Gives findings to reviewdog ($REVIEWDOG) as rdjson: they arrive at their lines, those that a change brings and no others with a filter, and fixes as suggestions.
set -eu
repo=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
(cd "$repo" && go build -o "$work/buslint" ./cmd/buslint)
mkdir "$work/team" && cd "$work/team"
cp -R "$repo/testdata/modular" shop
cat >shop/orders/report.go <<'END'
package orders

import (
	"context"
	"database/sql"
)

// Report tells of a report that is written.
func (s *Service) Report(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO reports (id) VALUES (1)"); err != nil {
		return err
	}
	_ = tx.Commit()
	return s.bus.Publish(ctx, "reports.v1", []byte(`{"version":1}`))
}
END
git init -q
git add .
git -c user.name=a -c user.email=a@example.com commit -q -m first

fail() { cat "$work/out"; echo "$1" >&2; exit 1; }
says() { grep -q -- "$1" "$work/out" || fail "not said: $1"; }
silent() { if grep -q -- "$1" "$work/out"; then fail "said: $1"; fi; }

# review gives the findings to reviewdog, which prints them as messages, with more or less space in them.
review() {
	"$work/buslint" lint -C shop --fail-on never --format rdjson | "$REVIEWDOG" -f=rdjson -reporter=local -diff="git diff HEAD" "$@" >"$work/messages"
}
reviewed() {
	review "$@" || fail "reviewdog $*: fails"
	tr -s ' ' <"$work/messages" >"$work/out"
}

# All of them, at their places in the repository; a fix is a suggestion.
reviewed -filter-mode=nofilter
says 'result of the publish is dropped.*path:"shop/audit/audit.go" range:{start:{line:12 column:2}'
says 'event is published before the transaction commits.*path:"shop/orders/orders.go" range:{start:{line:27 column:12}'
says 'suggestions:{range:{start:{line:13 column:1} end:{line:13 .* text:"\\tif err := tx.Commit(); err != nil {'

# Only what a change touches.
sed -i 's/"seen"/"noticed"/' shop/audit/audit.go
reviewed -filter-mode=added
says 'path:"shop/audit/audit.go"'
silent 'path:"shop/orders/orders.go"'

# A level that fails.
if review -filter-mode=added -fail-level=error; then
	fail "reviewdog -fail-level=error: passes"
fi
echo ok
