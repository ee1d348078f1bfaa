#!/bin/sh
# Gives the exports of the tests' catalogues, and of examples/shop, to what reads them: @asyncapi/parser, @eventcatalog/linter, and a
# browser, if there is one (Debian's chromium). Pictures of the pages stay in bin/exports.
set -eu
cd "$(dirname "$0")/../.."
command -v npm >/dev/null || { echo "exports: skipped, there is no npm"; exit 0; }
if ! command -v chromium >/dev/null && [ -z "${CHROME:-}" ] && command -v apt-get >/dev/null; then # as root, or with sudo
	as=$(command -v sudo || true)
	{ $as apt-get update -qq && $as apt-get install -y -qq chromium >/dev/null; } || echo "exports: apt-get did not install chromium"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp tools/exports/package.json tools/exports/*.js "$work"
(cd "$work" && npm install --no-audit --no-fund --no-package-lock --loglevel=error >/dev/null)
go test -count=1 ./catalog/export -run TestKeepExports -keep "$work/out"
go build -o "$work/buslint" ./cmd/buslint
mkdir -p "$work/out/example/html"
for format in asyncapi eventcatalog; do
	"$work/buslint" catalog export -C examples/shop --format "$format" --out "$work/out/example/$format"
done
"$work/buslint" catalog export -C examples/shop --format html --out "$work/out/example/html"
shots=$PWD/bin/exports
cd "$work"
node asyncapi.js out/*/asyncapi/*.json
for dir in out/*/eventcatalog; do
	npx --no-install eventcatalog-linter "$dir" >lint.txt 2>&1 || { cat lint.txt; echo "eventcatalog: $dir failed"; exit 1; }
done
echo "eventcatalog: no errors"
node page.js "$shots" out/*/html/*.html
