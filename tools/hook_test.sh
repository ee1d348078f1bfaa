#!/bin/sh
# Runs the recipes of docs/hooks.md, with pre-commit, lefthook ($LEFTHOOK) and git alone, in a repository of two modules: commits with a defect and without,
# commits that only delete, and a push of an event that nobody was asked about.
set -eu
repo=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
export PRE_COMMIT_HOME="$work/home" GIT_CONFIG_GLOBAL="$work/gitconfig" GIT_CONFIG_NOSYSTEM=1
GOMODCACHE=$(go env GOMODCACHE)
export GOMODCACHE NO_COLOR=1
printf '[user]\n\tname = a\n\temail = a@example.com\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n' >"$GIT_CONFIG_GLOBAL"

# This work tree as a commit, which pre-commit installs buslint from.
git clone -q "$repo" "$work/buslint"
git -C "$repo" diff --binary HEAD | git -C "$work/buslint" apply --allow-empty
git -C "$work/buslint" commit -q -a --allow-empty -m tested
(cd "$work/buslint" && go build -o "$work/bin/buslint" ./cmd/buslint)
export PATH="$work/bin:$PATH"

fail() { cat "$work/out"; echo "$1" >&2; exit 1; }
passes() { "$@" >"$work/out" 2>&1 || fail "$*: fails"; }
fails() { if "$@" >"$work/out" 2>&1; then fail "$*: passes"; fi; }
says() { tr -d '\r' <"$work/out" | grep -q -- "$1" || fail "not said: $1"; }
silent() { if grep -q -- "$1" "$work/out"; then fail "said: $1"; fi; }

# snippet prints a part of docs/hooks.md: the nth block of code of a section.
snippet() {
	awk -v section="## $1" -v n="$2" '
		/^## / { in_section = ($0 == section) }
		/^```/ { inside = !inside; seen += in_section && inside; next }
		inside && in_section && seen == n' "$repo/docs/hooks.md"
}

# fresh makes a repository without commits, with a remote: a module with two defects, and one without.
fresh() {
	rm -rf "$work/team" "$work/remote"
	mkdir -p "$work/team/services"
	cd "$work/team"
	cp -R "$repo/testdata/modular" services/shop
	cp -R "$repo/testdata/modular" services/billing
	rm -r services/billing/audit services/billing/orders
	echo "# team" >README.md
	git init -q
	git init -q --bare "$work/remote"
	git remote add origin "$work/remote"
}

# commits makes the commits that each hook has to judge.
commits() {
	git add .
	fails git commit -m first
	says '^services/shop/orders/orders.go:27:12: error: .*(txpublish)$'
	says '^services/shop/audit/audit.go:12:2: error: .*(lostpublish)$'

	git rm -q -r -f services/shop/audit services/shop/orders
	passes git commit -m first

	echo more >>README.md
	passes git commit -a -m text

	echo 'package bus' >services/billing/bus/more.go
	git add .
	passes git commit -m more

	git rm -q services/shop/bus/bus.go # trail imports it
	fails git commit -m gone
	says 'services/shop/trail/trail.go:7:2: '
	git reset -q --hard
}

# pushes pushes what is there, then an event that nobody was asked about.
pushes() {
	git push -q --no-verify -u origin main
	git remote set-head origin main
	git commit -q --allow-empty -m nothing
	passes git push
	cp -R "$repo/testdata/modular/orders" services/shop/orders
	rm services/shop/orders/orders_test.go
	git add .
	git commit -q --no-verify -m orders
	fails git push
	says 'consistency-sla'
	says 'Is the new event going to change the consistency SLA'
}

echo "== pre-commit"
fresh
snippet pre-commit 1 | sed "s|https://github.com/buslint/buslint|$work/buslint|; s|rev: main|rev: $(git -C "$work/buslint" rev-parse HEAD)|" >.pre-commit-config.yaml
sed -i 's|id: buslint-review|&\n        args: [-C, services/shop]|' .pre-commit-config.yaml
pre-commit install --hook-type pre-commit --hook-type pre-push >/dev/null
commits
pushes
git reset -q --hard HEAD^
git rm -q services/billing/bus/more.go
passes pre-commit run # names no file
says '^buslint\.*Passed$'
silent 'Skipped'
passes pre-commit run --all-files
passes pre-commit try-repo "$work/buslint" buslint-full
cp -R "$repo/testdata/modular/audit" services/billing/audit
git add .
fails pre-commit try-repo "$work/buslint" buslint-full
says '^services/billing/audit/audit.go:12:2: error: '
git commit -q --no-verify -m audit
fails pre-commit run --from-ref HEAD^ --to-ref HEAD
says '^services/billing/audit/audit.go:12:2: error: '
git rm -q -r services/billing/bus
git commit -q --no-verify -m gone
fails pre-commit run --from-ref HEAD^ --to-ref HEAD # names no file
says 'services/billing/trail/trail.go:7:2: '

echo "== lefthook"
fresh
snippet lefthook 1 | sed 's|run: buslint review|& -C services/shop|' >lefthook.yml
"$LEFTHOOK" install >/dev/null
PATH="$(dirname "$LEFTHOOK"):$PATH"
commits
pushes

echo "== git"
fresh
snippet 'Plain git' 1 >.git/hooks/pre-commit
snippet 'Plain git' 2 | sed 's|buslint review|& -C services/shop|' >.git/hooks/pre-push
chmod +x .git/hooks/pre-commit .git/hooks/pre-push
commits
pushes
echo ok
