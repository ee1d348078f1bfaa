package payload

import (
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func lockFiles(t *testing.T, event string, declarations ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, d := range declarations {
		h, err := ReadHistory(files, event)
		if err != nil {
			t.Fatal(err)
		}
		l, ok := h.Next(Lock{Event: event, Go: "example.com/shop.T", Module: "example.com/shop", FirstSeen: "2026-11-25", Schema: inspect(t, Options{}, d)})
		if !ok {
			continue
		}
		text, err := EncodeLock(l)
		if err != nil {
			t.Fatal(err)
		}
		files[l.File()] = &fstest.MapFile{Data: text}
	}
	return files
}

func TestLocksAreWrittenOncePerShape(t *testing.T) {
	t.Parallel()
	files := lockFiles(t, "orders.created", "type T struct{ A int }", "type T struct{ A int }", "type T struct{ A string }", "type T struct{ A int }")
	h, err := ReadHistory(files, "orders.created")
	if err != nil || len(h) != 3 || len(files) != 3 {
		t.Fatalf("%d revisions in %d files, %v", len(h), len(files), err)
	}
	if files[".buslint/schemas/orders.created/3.json"] == nil || h[2].Hash != h[0].Hash || h[1].Hash == h[0].Hash || h[0].Go != "example.com/shop.T" {
		t.Errorf("%v", h)
	}
	all, err := Histories(files)
	if err != nil || len(all) != 1 || len(all["orders.created"]) != 3 {
		t.Errorf("%v, %v", all, err)
	}
	got := Check(h.Revisions(), inspect(t, Options{}, "type T struct{ A int }"), FullTransitive, Role{}, CompareOptions{})
	wantLines(t, got, "BREAK J15 backward A: string > int64", "BREAK J15 forward A: string > int64")
	if got[0].Revision != 2 {
		t.Errorf("it is revision %d that is not compatible", got[0].Revision)
	}
	if none, err := ReadHistory(files, "orders.paid"); none != nil || err != nil {
		t.Errorf("%v, %v", none, err)
	}
	if none, err := Histories(fstest.MapFS{}); len(none) > 0 || err != nil {
		t.Errorf("%v, %v", none, err)
	}
}

func TestLocksOfEachCodecComeBack(t *testing.T) {
	t.Parallel()
	avro, err := AvroSchema([]byte(`{"type": "record", "name": "M", "fields": []}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Schema{avro, inspect(t, Options{Codec: BSON}, "type T struct{ A []T }")} {
		l, _ := History{}.Next(Lock{Event: "e", Schema: s})
		text, err := EncodeLock(l)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeLock(l.File(), text)
		if err != nil {
			t.Fatal(err)
		}
		if _, changed := (History{*back}).Next(l); changed {
			t.Errorf("%s: the shape changed on its way", s.Codec)
		}
	}
}

func TestFoldersOfEventsStayWithin(t *testing.T) {
	t.Parallel()
	for event, want := range map[string]string{
		"orders.created":  ".buslint/schemas/orders.created/1.json",
		"..":              ".buslint/schemas/%2E%2E/1.json",
		"../../etc/x":     ".buslint/schemas/%2E.%2F..%2Fetc%2Fx/1.json",
		"a/b":             ".buslint/schemas/a%2Fb/1.json",
		"{env}.orders.ü":  ".buslint/schemas/%7Benv%7D.orders.%C3%BC/1.json",
		"x.y/pkg.Order v": ".buslint/schemas/x.y%2Fpkg.Order%20v/1.json",
	} {
		got := Lock{Event: event, Revision: 1}.File()
		if got != want || !fs.ValidPath(got) {
			t.Errorf("%s: %s, want %s", event, got, want)
		}
	}
}

func TestLockSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	const name = ".buslint/schemas/e/1.json"
	good := string(lockFiles(t, "e", "type T struct{ A int }")[name].Data)
	for _, tt := range []struct{ old, with, want string }{
		{`"version": 1`, `"version": 2`, name + ":2: version 2 is not known; this buslint reads version 1"},
		{`"event": "e"`, `"event": "f"`, name + `:3: revision 1 of event "f" belongs into .buslint/schemas/f/1.json`},
		{`"revision": 1`, `"revision": 0`, name + ":3: an event and a revision from 1 are needed"},
		{`"revision": 1`, `"revision": "x"`, name + ":4: cannot unmarshal string into Go struct field Lock.revision of type int"},
		{`"bits": 64`, `"bits": 32`, name + `:5: hash "`},
		{`"k": "obj"`, `"k": "object"`, name + `:9: schema: $defs "example.com/shop.T": kind "object" is not known`},
		{`"codec": "json",`, `"codec": "json", "x": 1,`, name + `:`},
		{`"schema": {`, `"schema": null, "y": {`, name + `:`},
		{good, "", name + ":1: EOF"},
		{good, strings.Repeat("[", 20000), name + ":1: "},
		{good, strings.Repeat(" ", 5<<20), name + ":1: the file is larger than"},
		{good, "null", name + ":1: version 0 is not known"},
	} {
		files := fstest.MapFS{name: {Data: []byte(strings.Replace(good, tt.old, tt.with, 1))}}
		if string(files[name].Data) == good {
			t.Fatalf("%s is not in\n%s", tt.old, good)
		}
		if _, err := ReadHistory(files, "e"); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%.40s: got %v, want %s", tt.with, err, tt.want)
		}
	}
}

func TestLockFolderHoldsLocksAlone(t *testing.T) {
	t.Parallel()
	files := lockFiles(t, "e", "type T struct{ A int }", "type T struct{ A string }")
	with := func(name string, f *fstest.MapFile) fstest.MapFS {
		out := maps.Clone(files)
		out[name] = f
		return out
	}
	gone := maps.Clone(files)
	delete(gone, ".buslint/schemas/e/1.json")
	for want, files := range map[string]fstest.MapFS{
		"revision 1 is missing: revisions are never removed": gone,
		"only files like 1.json belong here":                 with(".buslint/schemas/e/readme", &fstest.MapFile{}),
		"2x.json:1: EOF":                                     with(".buslint/schemas/e/2x.json", &fstest.MapFile{}),
		"3.json: only files like":                            with(".buslint/schemas/e/3.json", &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink}),
		"only folders of events belong here":                 with(".buslint/schemas/x.json", &fstest.MapFile{}),
	} {
		if _, err := Histories(files); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestAppendedHistory(t *testing.T) {
	t.Parallel()
	read := func(declarations ...string) History {
		h, err := ReadHistory(lockFiles(t, "e", declarations...), "e")
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	a, b := "type T struct{ A int }", "type T struct{ B int }"
	if err := read(a, b).Appended(read(a)); err != nil {
		t.Error(err)
	}
	if err := read(a).Appended(read(a, b)); err == nil || !strings.Contains(err.Error(), "2.json is gone") {
		t.Error(err)
	}
	if err := read(b, a).Appended(read(a)); err == nil || !strings.Contains(err.Error(), "1.json is another schema") {
		t.Error(err)
	}
}

// A folder on disk is read like one in memory.
func TestLocksOnDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, lockFiles(t, "a/b", "type T struct{ A int }")); err != nil {
		t.Fatal(err)
	}
	if h, err := ReadHistory(os.DirFS(dir), "a/b"); len(h) != 1 || err != nil {
		t.Errorf("%v, %v", h, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"codec":"json","root":{"k":"ref","ref":"a"},"$defs":{"a":{"k":"arr","elem":{"k":"arr","elem":{"k":"ref","ref":"a"}}}}}`),
		[]byte(`{"codec":"json","root":{"k":"arr","elem":{"k":"ref","ref":"b"}},"$defs":{"b":{"k":"ref","ref":"b","nullable":true}}}`))
	f.Add([]byte(`{"codec":"json","root":{"k":"obj","fields":[{"name":"a","presence":"always","shape":{"k":"str","reads":{"k":"any"}}}]}}`),
		[]byte(`{"codec":"jsonv2","root":{"k":"map","key":{"k":"str"},"elem":{"k":"int","len":-1}}}`))
	f.Add([]byte(`{"codec":"avro","avro":{"type":"array","items":"int"}}`), []byte(`{"codec":"avro","avro":["null","long"]}`))
	f.Add([]byte(`{"codec":"protobuf","proto":{"message":"a","format":"json","messages":{"a":{"fields":[{"number":1,"name":"x","json":"x","type":"message","of":"a","label":"repeated"}]}}}}`),
		[]byte(`{"codec":"protobuf","proto":{"message":"a","format":"binary","messages":{"a":{}}}}`))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		old, err := Decode(a)
		if err != nil {
			return
		}
		roundTrip(t, old)
		Self(old)
		now, err := Decode(b)
		if err != nil {
			return
		}
		Mismatch(old, now, []string{"a", "b[].c"}, CompareOptions{})
		for _, v := range Compare(old, now, CompareOptions{Strict: true}) {
			if v.ID == "" || v.Severity == "" || v.Why == "" || len(v.Fingerprint) != 12 {
				t.Errorf("%+v", v)
			}
		}
	})
}
