#!/bin/sh
# Runs the hook of .pre-commit-hooks.yaml with pre-commit in a repository with a defect, then without.
set -eu
repo=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
export PRE_COMMIT_HOME="$work/home"
cp -R "$repo/testdata/modular" "$work/module"
cd "$work/module"
git init -q
git add .

run() { pre-commit try-repo "$repo" buslint --all-files >"$work/out" 2>&1; }

if run; then
	cat "$work/out"
	echo "the hook passes in spite of defects" >&2
	exit 1
fi
grep -q '^orders/orders.go:27:12: error: .*(txpublish)$' "$work/out" || { cat "$work/out"; exit 1; }
grep '^buslint\.*Failed$' "$work/out"

git rm -q -r -f audit orders
run || { cat "$work/out"; exit 1; }
grep '^buslint\.*Passed$' "$work/out"
