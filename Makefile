# Everything that people and CI run. `make` lists the targets.
GO ?= go
export GOTOOLCHAIN ?= local

.PHONY: help build demo test check golden models ci-full bench

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/buslint
	$(GO) build -o bin/buslint ./cmd/buslint

demo: build ## build buslint and lint examples/shop
	@cd examples/shop && $(GO) mod download && ../../bin/buslint lint --show info --fail-on never ./...

test: ## run the tests
	$(GO) test ./...

check: ## formatting, vet, staticcheck, tests, generated docs, imports, tidiness
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo "run: gofmt -w on the files above"; exit 1; }
	$(GO) vet ./...
	cd tools && $(GO) build -o ../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	bin/staticcheck ./...
	$(GO) test ./...
	$(GO) mod tidy -diff

golden: ## write golden files and generated pages anew; read the diff
	$(GO) test ./reporter ./internal/docgen -update

models: ## prove models and stubs against the real libraries
	cd models/verify && $(GO) test ./...

bench: ## cost of generated modules of 50, 200 and 1,000 packages
	cd bench && $(GO) run . -sizes 50,200,1000

ci-full: check models demo ## what CI runs, and what takes longer
