package finding

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func base() Finding {
	return Finding{
		Rule: "lostpublish", Severity: Error, Text: "result of the publish is dropped", Symbol: "(*shop.Service).Remind", Package: "shop", Topic: "orders.v1",
		Position: Position{File: "shop/service.go", Line: 20, Column: 6}, End: Position{File: "shop/service.go", Line: 20, Column: 30},
		Path: []Frame{{Func: "(*shop.Service).Remind", Note: "calls Bus.Publish", Position: Position{File: "shop/service.go", Line: 20}}, {Func: "(*bus.Kafka).Publish", Note: "publishes", Position: Position{File: "bus/kafka.go", Line: 9}}},
	}
}

func source(text string) func(Position) string { return func(Position) string { return text } }

func fingerprint(f Finding, line string) string {
	list := []Finding{f}
	SetFingerprints(list, source(line))
	return list[0].Fingerprint
}

func TestFingerprintSurvivesEditsElsewhere(t *testing.T) {
	t.Parallel()
	want := fingerprint(base(), "\t_ = s.bus.Publish(ctx, e)")
	for name, change := range map[string]func(*Finding){
		"moved down":          func(f *Finding) { f.Position.Line += 7; f.End.Line += 7; f.Path[0].Position.Line += 7 },
		"moved to a file":     func(f *Finding) { f.Position.File = "shop/remind.go" },
		"indented":            func(f *Finding) { f.Position.Column += 2 },
		"severity configured": func(f *Finding) { f.Severity = Info },
		"text improved":       func(f *Finding) { f.Text = "nobody looks at the result" },
		"wrapper edited":      func(f *Finding) { f.Path[1].Position.Line = 99 },
	} {
		f := base()
		change(&f)
		if got := fingerprint(f, "\t\t_ = s.bus.Publish(ctx, e) \r"); got != want {
			t.Errorf("%s: fingerprint is %s, want %s", name, got, want)
		}
	}
}

func TestFingerprintTellsFindingsApart(t *testing.T) {
	t.Parallel()
	line := "_ = s.bus.Publish(ctx, e)"
	seen := map[string]string{fingerprint(base(), line): "base", fingerprint(base(), "_ = s.bus.Publish(ctx, other)"): "line"}
	if len(seen) != 2 {
		t.Error("another line has the same fingerprint")
	}
	for name, change := range map[string]func(*Finding){
		"rule":       func(f *Finding) { f.Rule = "dualwrite" },
		"package":    func(f *Finding) { f.Package = "shop/v2" },
		"symbol":     func(f *Finding) { f.Symbol = "(*shop.Service).Cancel" },
		"topic":      func(f *Finding) { f.Topic = "orders.v2" },
		"last frame": func(f *Finding) { f.Path[1].Func = "(*bus.Rabbit).Publish" },
	} {
		f := base()
		change(&f)
		got := fingerprint(f, line)
		if other, ok := seen[got]; ok {
			t.Errorf("%s and %s have the same fingerprint", name, other)
		}
		seen[got] = name
	}
}

func TestEqualFindingsAreCounted(t *testing.T) {
	t.Parallel()
	second := base()
	second.Position.Line += 10
	list := []Finding{base(), second}
	SetFingerprints(list, source("x"))
	if list[0].Fingerprint == list[1].Fingerprint {
		t.Error("two findings on equal lines have one fingerprint")
	}
	if got := fingerprint(second, "x"); got != list[0].Fingerprint {
		t.Error("with the first one repaired, the second does not take its place")
	}
}

func TestCompareOrdersAnyShuffleTheSame(t *testing.T) {
	t.Parallel()
	var want []Finding
	for _, change := range []func(*Finding){
		func(f *Finding) { f.Position.File = "a.go" },
		func(f *Finding) { f.Position.Line = 3 },
		func(f *Finding) { f.Position.Column = 1 },
		func(f *Finding) { f.Rule = "dualwrite" },
		func(f *Finding) { f.Text = "a" },
		func(f *Finding) { f.End.Line = 1 },
		func(f *Finding) { f.Path = f.Path[:1] },
		func(*Finding) {},
		func(f *Finding) { f.Symbol = "z" },
	} {
		f := base()
		change(&f)
		want = append(want, f)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		got := slices.Clone(want)
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, Finding.Compare)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestSeveritiesAreRankedAndRead(t *testing.T) {
	t.Parallel()
	for _, s := range []Severity{Error, Warning, Info} {
		got, err := ParseSeverity(string(s))
		if err != nil || got != s {
			t.Errorf("ParseSeverity(%s) = %s, %v", s, got, err)
		}
	}
	if Error.Rank() <= Warning.Rank() || Warning.Rank() <= Info.Rank() || Info.Rank() <= Severity("").Rank() {
		t.Error("severities are not ordered")
	}
	if _, err := ParseSeverity("fatal"); err == nil || err.Error() != `severity "fatal" is none of error, warning, info` {
		t.Errorf("ParseSeverity(fatal): %v", err)
	}
}

func TestPositionNamesAnotherModule(t *testing.T) {
	t.Parallel()
	p := Position{File: "bus/kafka.go", Line: 3, Column: 7}
	if got, want := p.String(), "bus/kafka.go:3:7"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	p.Module = "example.com/lib"
	if got, want := p.String(), "example.com/lib/bus/kafka.go:3:7"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
