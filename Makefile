# Everything that people and CI run. `make` lists the targets.
GO ?= go
export GOTOOLCHAIN ?= local

# Modules beside the main one: each is tidied, built and tested in its own folder.
MODULES := tools models/verify examples/shop

.PHONY: help build demo test check fmt vet staticcheck tidy docs golden rule library models jsonv2 selfcheck lint shop pulls picture drivers hook reviewdog action race fuzz bench exports ci ci-full

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/buslint
	$(GO) build -o bin/buslint ./cmd/buslint

demo: build ## build buslint and lint examples/shop
	@cd examples/shop && $(GO) mod download && ../../bin/buslint lint --show info --fail-on never ./...

test: ## run the tests
	$(GO) test ./...

check: fmt vet staticcheck test tidy ## formatting, vet, staticcheck, tests (with docs and imports table), tidiness

fmt: ## are all files formatted?
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo "run: gofmt -w on the files above"; exit 1; }

vet: ## go vet, in all modules with packages
	$(GO) vet ./...
	@for m in $(filter-out tools,$(MODULES)); do echo "$(GO) vet ./... # in $$m"; (cd $$m && $(GO) vet ./...) || exit 1; done

staticcheck: ## staticcheck, at the version of tools/go.mod
	cd tools && $(GO) build -o ../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	bin/staticcheck ./...

tidy: ## are all go.mod and go.sum tidy?
	$(GO) mod tidy -diff
	@for m in $(MODULES); do echo "$(GO) mod tidy -diff # in $$m"; (cd $$m && $(GO) mod tidy -diff) || exit 1; done

docs: ## write the generated pages of docs/ anew
	$(GO) test ./internal/docgen -update
	cd examples/shop && $(GO) mod download
	$(GO) test -count=1 ./internal/cli -run TestShopCatalogue -shop -update

golden: docs ## write golden files, scripts and generated pages anew; read the diff
	$(GO) test ./reporter ./catalog/export ./checklist -update
	$(GO) test ./internal/cli -shop -update

rule: ## write the files of a new rule: make rule NAME=name
	$(GO) run ./internal/scaffold rule $(NAME)

library: ## write the model of a new library, a stand-in and fixtures: make library NAME=name PACKAGE=import/path
	$(GO) run ./internal/scaffold library $(NAME) $(PACKAGE)

models: ## prove models and stubs against the real libraries
	cd models/verify && $(GO) build -tags libraries ./... && $(GO) test ./...

selfcheck: build ## run all rules on buslint itself, tests too: nothing is found
	bin/buslint lint --tests --show info --fail-on info --rules all ./...

jsonv2: ## prove the shapes and verdicts of json/v2 against it
	GOEXPERIMENT=jsonv2 go test -run V2 ./payload

lint: bin/golangci-lint ## run golangci-lint with buslint's plugin on buslint, as .golangci.yml says
	bin/golangci-lint run ./...

bin/golangci-lint: $(shell git ls-files 'analyzers/*.go' 'golangci/*.go' 'models/*' 'internal/config/*.go' 'internal/filter/*.go' 'finding/*.go' 'tools/golangci-lint/*')
	cd tools/golangci-lint && $(GO) build -o ../../bin/golangci-lint .

shop: ## compare what is found in examples/shop with its DEFECTS.md
	cd examples/shop && $(GO) build ./... && $(GO) test -count=1 .

pulls: ## run the pull requests of testdata/pulls on examples/shop, against a GitHub made for tests; is the page of its catalogue current?
	cd examples/shop && $(GO) mod download
	$(GO) test -count=1 ./internal/cli -run 'TestPulls|TestShopCatalogue|TestPatternsAreAFilter' -shop

picture: ## draw docs/pull-request.png with chromium
	@mkdir -p bin
	$(GO) test ./internal/cli -run TestPullRequestPage -page $(CURDIR)/bin/pull-request.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=920,2190 --screenshot=$(CURDIR)/docs/pull-request.png $(CURDIR)/bin/pull-request.html

drivers: build bin/golangci-lint ## buslint lint, go vet and golangci-lint with the plugin, which it builds, must find the same
	cd tools/golangci-lint && $(GO) mod tidy -diff && $(GO) vet . && $(GO) test -count=1 .

LEFTHOOK = github.com/evilmartians/lefthook@v1.13.6
hook: ## run the hooks with pre-commit, which is installed where apt-get can, with lefthook and with git
	@command -v pre-commit >/dev/null || { as=$$(command -v sudo || true); $$as apt-get update -qq && $$as apt-get install -y -qq pre-commit >/dev/null; }
	GOBIN=$(CURDIR)/bin $(GO) install $(LEFTHOOK)
	LEFTHOOK=$(CURDIR)/bin/lefthook tools/hook_test.sh

REVIEWDOG = github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0
reviewdog: ## give findings to reviewdog, which it installs
	GOBIN=$(CURDIR)/bin $(GO) install $(REVIEWDOG)
	REVIEWDOG=$(CURDIR)/bin/reviewdog tools/reviewdog_test.sh

action: ## check action.yml and the workflows
	cd tools && $(GO) build -o ../bin/actionlint github.com/rhysd/actionlint/cmd/actionlint
	bin/actionlint -shellcheck= -pyflakes=
	$(GO) test -count=1 -run TestAction .

race: ## run the tests with the race detector
	$(GO) test -race ./...

FUZZTIME ?= 30s
fuzz: ## run each fuzz target for FUZZTIME
	@for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
		echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$p || exit 1; done; done

bench: ## cost of generated modules of 300 and 1,000 packages, beside a bare load and the other tools that are installed; written into docs/performance.md
	$(GO) run ./bench -peers -empty -write docs/performance.md -sizes 300,1000 $(BENCH)

exports: ## give exports of catalogues to the tools that read them, from npm; skipped without npm
	tools/exports/test.sh

ci: ## what CI runs
	.ci/run

ci-full: ci race fuzz exports reviewdog ## what CI runs, and what takes longer
