package payload

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// lines writes verdicts in short.
func lines(list []Verdict) []string {
	var out []string
	for _, v := range list {
		out = append(out, fmt.Sprintf("%s %s %s %s: %s > %s", v.Severity, v.ID, v.Direction, v.Path, v.Old, v.New))
	}
	return out
}

func wantLines(t *testing.T, got []Verdict, want ...string) {
	t.Helper()
	if g := lines(got); !slices.Equal(g, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(g, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestCompareGoesIntoParts(t *testing.T) {
	t.Parallel()
	old := inspect(t, Options{}, "type T struct{ Lines []Line `json:\"lines\"`; By map[string]Line `json:\"by\"`; Next *T `json:\"next\"` }; type Line struct{ SKU string `json:\"sku\"`; N int32 `json:\"n\"` }")
	now := inspect(t, Options{}, "type T struct{ Lines []Line `json:\"lines\"`; By map[string]Line `json:\"by\"`; Next *T `json:\"next\"` }; type Line struct{ SKU int `json:\"sku\"`; N int64 `json:\"n\"` }")
	wantLines(t, Compare(old, now, CompareOptions{}),
		"RISK J10 forward lines[].n: int32 > int64",
		"SAFE J10 backward lines[].n: int32 > int64",
		"BREAK J15 backward lines[].sku: string > int64",
		"BREAK J15 forward lines[].sku: string > int64",
	)
	if got := Compare(old, old, CompareOptions{Strict: true}); got != nil {
		t.Errorf("a shape and itself: %v", got)
	}
}

func TestMismatchLooksAtWhatIsRead(t *testing.T) {
	t.Parallel()
	producer := inspect(t, Options{}, "type T struct{ ID string `json:\"id\"`; Total int64 `json:\"total\"`; To struct{ City string `json:\"city\"` } `json:\"to\"`; Lines []struct{ SKU string `json:\"sku\"` } `json:\"lines\"` }")
	consumer := inspect(t, Options{}, "type T struct{ ID string `json:\"id\"`; Total string `json:\"total\"`; Sum int `json:\"sum\"`; To struct{ City, Zip string } `json:\"to\"`; Lines []struct{ SKU int `json:\"sku\"` } `json:\"lines\"` }")
	total, sum := "BREAK J15 forward total: string > int64", "LOSSY J05 forward sum: int64 > "
	zip, sku := "LOSSY J05 forward to.Zip: string > ", "BREAK J15 forward lines[].sku: int64 > string"
	for _, tt := range []struct {
		reads []string
		want  []string
	}{
		{nil, []string{sku, sum, zip, total}},
		{[]string{"id"}, nil},
		{[]string{"id", "to.City"}, nil},
		{[]string{"to"}, []string{zip}},
		{[]string{"to.Zip", "sum"}, []string{sum, zip}},
		{[]string{"lines[].sku"}, []string{sku}},
		{[]string{"lines"}, []string{sku}},
	} {
		wantLines(t, Mismatch(producer, consumer, tt.reads, CompareOptions{}), tt.want...)
	}
}

func TestMismatchOfStrictConsumer(t *testing.T) {
	t.Parallel()
	producer := inspect(t, Options{}, "type T struct{ A, B int; C int `json:\",omitempty\"` }")
	consumer := inspect(t, Options{}, "type T struct{ A int }")
	wantLines(t, Mismatch(producer, consumer, []string{"A"}, CompareOptions{}))
	wantLines(t, Mismatch(producer, consumer, []string{"A"}, CompareOptions{Strict: true}), "BREAK J01 forward B:  > int64", "RISK J02 forward C:  > int64")
}

func TestSelfFindsWhatCannotReadItself(t *testing.T) {
	t.Parallel()
	p := checked(t, "pairs_test.go")
	for _, tt := range []struct {
		of   any
		want []string
	}{
		{embedsPointer{}, []string{"BREAK J36 backward ID: string > string (unsettable)"}},
		{vOneWay{}, []string{"UNKNOWN J50 backward V: github.com/buslint/buslint/payload.oneWay > {N}"}},
		{vError{}, []string{"BREAK J40 backward V: error > error"}},
		{vMarshaler{}, nil},
		{vTree{}, nil},
		{vTime{}, nil},
	} {
		s, err := Extract(typeOf(t, p, reflect.TypeOf(tt.of)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		wantLines(t, Self(s), tt.want...)
		if got := Compare(s, s, CompareOptions{}); got != nil {
			t.Errorf("%T did not change: %v", tt.of, got)
		}
	}
}

func TestChangedCodec(t *testing.T) {
	t.Parallel()
	decl := "type T struct{ ID string; P In; L []int }; type In struct{ A int }; func (*In) MarshalJSON() ([]byte, error) { return nil, nil }"
	shape := func(c Codec) *Schema { return inspect(t, Options{Codec: c}, decl) }
	wantLines(t, Compare(shape(JSON), shape(JSONv2), CompareOptions{}),
		"RISK J60 backward : json > jsonv2", "RISK J60 forward : json > jsonv2",
		"UNKNOWN J49 forward P: {A} > example.com/shop.In")
	wantLines(t, Compare(shape(JSON), shape(Msgpack), CompareOptions{}), "BREAK J60 backward : json > msgpack", "BREAK J60 forward : json > msgpack")
}

func TestFingerprintIsOfTheChange(t *testing.T) {
	t.Parallel()
	of := func(old, now string) string {
		return Compare(inspect(t, Options{}, old), inspect(t, Options{}, now), CompareOptions{})[0].Fingerprint
	}
	a := of("type T struct{ A int }", "type T struct{ A string }")
	if b := of("type T struct{ A int; B bool }", "type T struct{ A string; B bool }"); a != b || len(a) != 12 {
		t.Errorf("%s and %s: another field changes it", a, b)
	}
	if b := of("type T struct{ B int }", "type T struct{ B string }"); a == b {
		t.Error("it does not tell fields apart")
	}
}

func TestModes(t *testing.T) {
	t.Parallel()
	b, f := Backward, Forward
	for _, tt := range []struct {
		mode Mode
		role Role
		want []Direction
	}{
		{Auto, Role{Publishes: true}, []Direction{f}},
		{Auto, Role{Consumes: true}, []Direction{b}},
		{Auto, Role{Publishes: true, Consumes: true}, []Direction{b, f}},
		{Auto, Role{Publishes: true, Retained: true}, []Direction{b, f}},
		{Auto, Role{}, []Direction{b, f}},
		{None, Role{Publishes: true}, nil},
		{BackwardOnly, Role{Publishes: true}, []Direction{b}},
		{ForwardTransitive, Role{}, []Direction{f}},
		{Full, Role{Consumes: true}, []Direction{b, f}},
	} {
		if got := tt.mode.Directions(tt.role); !slices.Equal(got, tt.want) {
			t.Errorf("%s of %+v: %v, want %v", tt.mode, tt.role, got, tt.want)
		}
	}
	for _, m := range Modes {
		if got, err := ParseMode(string(m)); got != m || err != nil {
			t.Errorf("%s: %s, %v", m, got, err)
		}
	}
	if _, err := ParseMode("backward"); err == nil {
		t.Error("modes are written in capitals")
	}
}

func TestCheckLooksBackAsFarAsTheModeSays(t *testing.T) {
	t.Parallel()
	history := []Revision{
		{1, inspect(t, Options{}, "type T struct{ A string }")},
		{2, inspect(t, Options{}, "type T struct{}")},
		{3, inspect(t, Options{}, "type T struct{ B int }")},
	}
	now := inspect(t, Options{}, "type T struct{ A, B int }")
	wantLines(t, Check(history, now, BackwardOnly, Role{}, CompareOptions{}), "SAFE J01 backward A:  > int64")
	got := Check(history, now, BackwardTransitive, Role{}, CompareOptions{})
	wantLines(t, got, "BREAK J15 backward A: string > int64", "SAFE J01 backward A:  > int64", "SAFE J01 backward B:  > int64")
	if got[0].Revision != 1 || got[1].Revision != 3 || got[2].Revision != 2 {
		t.Errorf("revisions of %v", got)
	}
	if Worst(got) != Break || Worst(nil) != Safe {
		t.Error("the worst verdict is wrong")
	}
	for _, v := range got {
		if v.Why == "" || (v.Fix == "") != (v.Severity == Safe) {
			t.Errorf("why and fix of %+v", v)
		}
	}
}

// A struct that holds two of the next one, down to a depth, has a shape of a few lines; it must not be followed along each of its paths.
func TestWideTypesAreComparedOnce(t *testing.T) {
	t.Parallel()
	source := func(last string) string {
		var b strings.Builder
		b.WriteString("type T struct{ A, B []T1 }\n")
		for i := 1; i < 60; i++ {
			fmt.Fprintf(&b, "type T%d struct{ A, B []T%d }\n", i, i+1)
		}
		return b.String() + "type T60 struct{ V " + last + " }"
	}
	old, now := inspect(t, Options{}, source("int")), inspect(t, Options{}, source("string"))
	if got := Compare(old, now, CompareOptions{}); len(got) != 2 || !strings.HasPrefix(got[0].Path, "A[].A[].A[].") {
		t.Errorf("%v", lines(got))
	}
}

// The definitions of these two are never met at the same time.
func TestTypesThatContainThemselvesOutOfStep(t *testing.T) {
	t.Parallel()
	old, now := inspect(t, Options{}, "type T [][]T"), inspect(t, Options{}, "type T []B; type B [][]B")
	wantLines(t, Mismatch(old, now, nil, CompareOptions{}))
	wantLines(t, Compare(old, now, CompareOptions{}))
}

func TestDecimalReadsNumbers(t *testing.T) {
	t.Parallel()
	of := func(sh Shape) *Schema { return &Schema{Codec: JSON, Root: &sh} }
	number, decimal := of(Shape{Kind: Number, Bits: 64}), of(Shape{Kind: String, Enc: Decimal})
	wantLines(t, Compare(number, decimal, CompareOptions{}),
		"BREAK J58 forward : float64 > string (decimal)", "SAFE J51 backward : float64 > string (decimal)")
}
