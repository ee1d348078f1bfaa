package docgen

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/models"
)

const depot = `library: depot
packages: [example.com/depot, example.com/depot/v2, example.com/depot/old]
source: https://example.com/depot
pitfalls:
  - {text: Close loses what is queued., source: https://example.com/depot/issues/1}
functions:
  # The error only says that it was queued.
  "(*$.Client).Send": {publish: {topic: arg 1.Topic, error: result 0}, source: https://example.com/depot/send}
  "$.Begin": {begin: {tx: result 0, unless: result 1}}
  "$.Name": {neutral: true}
  "$.Age": {neutral: true}
types:
  "$.Options": {configures: publisher, defaults: {acks: none, idempotence: "off"}, options: {Acks: acks, Topic: topic}, values: {acks: {"1": leader, "0": none}}}
  "$.ByKey": {defaults: {partitioner: key}}
hooks:
  - {methods: [AfterSave], params: ["*$.Client"], in: own, own-unset: "$.Options.NoTx"}
---
library: shelf
packages: [""]
source: https://example.com/shelf
functions:
  "example.com/shelf.Put": {write: {via: arg 0}}
---
library: crate
packages: [example.com/crate]
source: https://example.com/crate
functions:
  "$.Put": {outbox-write: {tx: arg 0}}
---
library: ids
packages: [example.com/ids]
source: https://example.com/ids
functions:
  "$.New": {id: true}
`

func depotPages(t *testing.T) map[string][]byte {
	t.Helper()
	libs, err := models.Parse("depot.yaml", []byte(depot))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := ModelPages([]models.File{{Name: "depot.yaml", Libraries: libs}}, Proved{
		Mod:     []byte("module example.com/verify\n\nrequire (\n\texample.com/depot v1.4.0\n\texample.com/depot/v2 v2.1.0\n\texample.com/shelf v0.3.0\n)\n"),
		Imports: []byte("package verify\n\nimport (\n\t_ \"example.com/depot\"\n\t_ \"example.com/depot/v2\"\n\t_ \"example.com/shelf\"\n)\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func TestModelPageTellsCallsSettingsPitfallsAndSources(t *testing.T) {
	t.Parallel()
	page, _, _ := strings.Cut(string(depotPages(t)["models/depot.md"]), "\n## shelf\n")
	_, got, _ := strings.Cut(page, "\n## depot\n")
	want := "\nIn `example.com/depot` v1.4.0, `example.com/depot/v2` v2.1.0, `example.com/depot/old`. Source: <https://example.com/depot>.\n" +
		"\n### Pitfalls\n\n- Close loses what is queued. ([source](https://example.com/depot/issues/1))\n" +
		"\n### Settings\n\n`Options`\n\n| Setting | Where | If not set | Values |\n|---|---|---|---|\n" +
		"| acks | `Acks` | none | `0` none, `1` leader |\n| idempotence |  | off |  |\n| topic | `Topic` |  |  |\n" +
		"\nWhat a value of a type stands for, if nothing else is set:\n\n- `ByKey`: partitioner key\n" +
		"\n### Publishing\n\n| Call | What it does | How |\n|---|---|---|\n" +
		"| `(*Client).Send` | publishes. The error only says that it was queued ([source](https://example.com/depot/send)) | topic: Topic of argument 1<br>outcome: result 0 |\n" +
		"\n### Transactions\n\n| Call | What it does | How |\n|---|---|---|\n" +
		"| `Begin` | begins a transaction: result 0 | not open where this is an error: result 1 |\n" +
		"\n### Other calls\n\n| What they do | Calls |\n|---|---|\n| has no effect that any rule cares for | `Name`, `Age` |\n" +
		"\n### Hooks\n\n| Functions | Parameters | Results | When |\n|---|---|---|---|\n" +
		"| `AfterSave` | `*Client` |  | in the statement's own transaction, before it commits; not if `Options.NoTx` is set |\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestModelListIsByKind(t *testing.T) {
	t.Parallel()
	list := string(depotPages(t)["models.md"])
	_, got, _ := strings.Cut(list, "\n## Brokers\n")
	head := "\n| Library | Packages |\n|---|---|\n"
	want := head + "| [depot](models/depot.md#depot) | `example.com/depot` v1.4.0<br>`example.com/depot/v2` v2.1.0<br>`example.com/depot/old` |\n" +
		"\n## Databases\n" + head + "| [shelf](models/depot.md#shelf) | `example.com/shelf` v0.3.0 |\n" +
		"\n## Outboxes\n" + head + "| [crate](models/depot.md#crate) | `example.com/crate` |\n" +
		"\n## Others\n" + head + "| [ids](models/depot.md#ids) | `example.com/ids` |\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVersionsMustBeReadable(t *testing.T) {
	t.Parallel()
	for _, p := range []Proved{{Mod: []byte("modul x"), Imports: []byte("package verify")}, {Mod: []byte("module x"), Imports: []byte("packag verify")}} {
		if _, err := ModelPages(nil, p); err == nil {
			t.Errorf("no error for %s, %s", p.Mod, p.Imports)
		}
	}
}
