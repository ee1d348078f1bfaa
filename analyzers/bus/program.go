// Package bus joins the tables of a program and works out what its functions do to event buses and databases: which publish, write, open and end
// transactions, call back, and lose errors, through wrappers, closures, interfaces and packages. Rules read the solved Program and nothing else.
package bus

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/models"
)

// Program is a set of packages whose calls are resolved and whose functions are summed up. It does not change after Solve.
type Program struct {
	Funcs   []*Func // sorted by name
	partial bool    // not all of its packages are known
	models  *models.Set
	tables  map[string]*table.Table
	byName  map[string]*Func
	types   map[string]*Type
	report  map[string]bool // packages whose findings are wanted; nil means all

	keys         interner             // field keys
	paths        pathTable            // access paths
	stores       map[int32][]nodeRef  // field key -> stored values anywhere
	elems        map[int32][]nodeRef  // field key -> values stored into elements of the field anywhere
	entries      map[int32][]CallSite // field key -> stores of entries into the map that the field holds
	globs        map[string][]nodeRef // package variable -> stored values
	chans        map[nodeRef]*Effect  // channels whose messages somebody publishes, by the node that makes them
	shaped       map[string]string    // import path of generated code -> library
	tracer       *tracer
	byMethod     map[string][]string // method (name and signature) -> types that have it, sorted
	asType       map[string][]*Func  // function type -> functions that become an interface as one, nil before somebody asks
	implementing map[ifaceMethod]implementers
	readFields   map[string]bool      // fields that are read somewhere
	inTx         []TxPublish          // nil before somebody asks
	hooked       []Hooked             // nil before somebody asks
	payloads     []Payload            // nil before somebody asks
	setups       []Setup              // nil before somebody asks
	again        *redelivery          // nil before somebody asks
	handled      *handling            // nil before somebody asks
	swallowed    []Swallowed          // nil before somebody asks
	madeTables   *schema              // nil before somebody asks
	early        []Early              // nil before somebody asks
	used         *handleUses          // nil before somebody asks
	consuming    []consumption        // nil before somebody asks
	intaken      []*intake            // nil before somebody asks
	receiving    map[*Func][]use      // nil before somebody asks
	keepers      map[int32][]CallSite // by key; nil before somebody asks
	namings      []string             // how events are named after their types; nil before somebody asks

	valueUses     map[string]int // how often functions become values; nil before somebody asks
	names         Names
	schemaTexts   map[string]string     // by payload type; "" if it has several
	embedded      map[string]string     // by package variable: the text of the file that the compiler puts into it
	looked        *lookups              // nil before somebody asks
	subscriptions map[handle][]CallSite // calls that tell consumers their topics; nil before somebody asks

	running      map[*Func]bool        // functions that a main function leads to; nil before somebody asks
	alive        map[*Func]bool        // ... or what others may call
	applications map[string]bool       // modules with a main function
	missing      bool                  // packages of the program could not be analysed
	unheard      []Unheard             // nil before somebody asks
	outcomeCalls map[string][]CallSite // calls for channels of outcomes, by type; nil before somebody asks
	edgeList     []catalog.Edge        // of the main modules
	shapes       catalog.Shapes        // of their payloads
	edgesKnown   bool                  // somebody asked for them
	declared     catalog.State         // what is declared of the program's events
	sites        sites
	setters      map[string][]CallSite
	told         map[CallSite]bool // calls on the way to a publish in a transaction
	goingOn      map[CallSite]bool // calls of the handlers behind a middleware that keeps a transaction for them
}

// Func is a function of the program.
type Func struct {
	*table.Func
	Table         *table.Table
	Callers       []CallSite
	program       *Program
	index         int32
	calls         []call            // by node; only for calls
	callNodes     []int32           // which nodes are calls, in order
	stores        map[int32][]store // local object -> what is stored into it
	made          []CallSite        // closures: where this literal becomes a value
	scc           int32
	places        map[placeKey][]Place
	extracts      map[placeKey]int32  // results of calls that are used: (call, result) -> node
	users         [][]int32           // by node: the nodes that use it
	doms          []int32             // immediate dominators of blocks
	params        map[int32]outcome   // what is done with an error that is given: parameter, or -1-captured variable
	lists         map[int32]bool      // phis of lists that something is put into
	phiNodes      map[int32][]int32   // by block
	ofNils        map[placeKey]answer // (parameter, result) -> what it returns when it is given nil
	harmlessKnown int8                // 0 not known, 1 no, 2 yes
	widened       bool                // conditions of its effects were forgotten
	settled       Settlement
	most          effort
	effortKnown   bool

	settlementKnown bool
	testsKnown      int8 // 0 not known, 1 no, 2 yes
	consultsKnown   int8 // likewise
	decoderKnown    int8 // likewise
	toleratesKnown  int8 // likewise
	notesKnown      bool
	notes           []note
	sum             *Summary
	flow            *flow
}

// CallSite is a call (or the making of a closure) in a function.
type CallSite struct {
	Func *Func
	Node int32
}

// nodeRef is a node of a function.
type nodeRef struct {
	fn   *Func
	node int32
}

// store is a value stored into a field of a local object; key -1 stands for the whole object or variable.
type store struct {
	key   int32
	value int32
}

// Type is a named type and what it is used for.
type Type struct {
	*table.Type
	Table     *table.Table
	converted map[string]bool // methods (name and signature) of the interfaces it becomes somewhere
	from      []*Type         // of an interface: types whose values become it somewhere
	methods   map[string]*table.Method
	made      bool // a value of it is made somewhere
}

// Solve joins the tables of a program.
func Solve(tables []*table.Table, set *models.Set) *Program {
	return solve(tables, set, nil, false)
}

// SolvePart joins the tables of a part of a program, such as one package and those that it imports. Findings are wanted in the packages of report. Where
// the rest of the program decides, nothing is taken for granted: a publisher behind an interface may be an outbox.
func SolvePart(tables []*table.Table, set *models.Set, report map[string]bool) *Program {
	return solve(tables, set, report, true)
}

func solve(tables []*table.Table, set *models.Set, report map[string]bool, partial bool) *Program {
	p := &Program{
		partial: partial, models: set, tables: map[string]*table.Table{}, byName: map[string]*Func{}, types: map[string]*Type{}, report: report,
		stores: map[int32][]nodeRef{}, elems: map[int32][]nodeRef{}, entries: map[int32][]CallSite{}, globs: map[string][]nodeRef{}, chans: map[nodeRef]*Effect{}, shaped: map[string]string{}, embedded: map[string]string{}, goingOn: map[CallSite]bool{}, told: map[CallSite]bool{}, implementing: map[ifaceMethod]implementers{},
	}
	p.keys.init()
	p.paths.init()
	tables = slices.Clone(tables)
	sort.Slice(tables, func(i, j int) bool { return tables[i].Package < tables[j].Package })
	for _, t := range tables {
		p.add(t)
	}
	sort.Slice(p.Funcs, func(i, j int) bool { return p.Funcs[i].Name < p.Funcs[j].Name })
	for i, f := range p.Funcs {
		f.index = int32(i)
	}
	p.convertAll(tables)
	for _, f := range p.Funcs {
		p.indexStores(f)
	}
	p.tracer = newTracer(p)
	p.resolve()
	p.summarise()
	return p
}

// Reports tells whether findings are wanted in f.
func (p *Program) Reports(f *Func) bool {
	return f.Table.Main && (p.report == nil || p.report[f.Table.Package]) && !f.tests()
}

// tests tells whether f, or the function around it, is part of a test: it is given the test. Such functions also stand in packages that other packages'
// tests use.
func (f *Func) tests() bool {
	if f.testsKnown == 0 {
		f.testsKnown = 1
		around := f.program.byName[f.Parent]
		if slices.ContainsFunc(f.Params, func(p table.Param) bool { return testTypes[p.Type] }) || around != nil && around.tests() {
			f.testsKnown = 2
		}
	}
	return f.testsKnown == 2
}

var testTypes = map[string]bool{"*testing.T": true, "*testing.B": true, "*testing.F": true, "testing.TB": true}

// Generated tells whether f stands in a generated file.
func (f *Func) Generated() bool { return f.Table.Generated[f.File] }

func (p *Program) add(t *table.Table) {
	if _, twice := p.tables[t.Package]; twice {
		return // the same package under two patterns
	}
	p.tables[t.Package] = t
	for _, tf := range t.Funcs {
		if _, twice := p.byName[tf.Name]; twice {
			continue // several init functions keep their own names; anything else cannot be called by name
		}
		f := &Func{Func: tf, Table: t, program: p, stores: map[int32][]store{}, places: map[placeKey][]Place{}}
		p.byName[tf.Name] = f
		p.Funcs = append(p.Funcs, f)
	}
	for _, tt := range t.Types {
		old := p.types[tt.Name]
		if old != nil && (!old.Foreign || tt.Foreign) {
			continue // known already
		}
		typ := &Type{Type: tt, Table: t, converted: map[string]bool{}, methods: map[string]*table.Method{}}
		for i := range tt.Methods {
			m := &tt.Methods[i]
			typ.methods[m.Name+m.Sig] = m
		}
		p.types[tt.Name] = typ
	}
	maps.Copy(p.shaped, t.Shapes)
	for _, e := range t.Embeds {
		p.embedded[e.Name] = e.Text
	}
}

// convertAll tells types which interfaces they become: in the code, or in a container, which turns the types that it makes into the interfaces that
// it is asked to bind.
func (p *Program) convertAll(tables []*table.Table) {
	var made, bound []*Type
	for _, t := range tables {
		for _, c := range t.Conversions {
			from, to := p.types[c.From], p.types[c.To]
			switch {
			case from != nil && to != nil:
				from.becomes(to)
			case from != nil && c.To == "":
				made = append(made, from)
			case to != nil && c.From == "":
				bound = append(bound, to)
			}
		}
	}
	for _, to := range bound {
		for _, from := range made {
			if from.implements(to) {
				from.becomes(to)
			}
		}
	}
}

func (t *Type) becomes(iface *Type) {
	iface.from = append(iface.from, t)
	for m := range iface.methods {
		t.converted[m] = true
	}
}

// indexStores remembers what is stored where: into local objects by function, into fields and package variables by name.
func (p *Program) indexStores(f *Func) {
	for i := range f.Nodes {
		n := &f.Nodes[i]
		switch n.Op {
		case table.Alloc:
			if t := p.types[bareType(n.Type)]; t != nil {
				t.made = true
			}
		case table.Store:
			target, value := n.Args[0], n.Args[1]
			switch t := &f.Nodes[target]; t.Op {
			case table.FieldOf:
				key := p.keys.id(t.Name)
				p.stores[key] = append(p.stores[key], nodeRef{f, value})
				if obj := f.object(t.Args[0]); obj >= 0 {
					f.stores[obj] = append(f.stores[obj], store{key, value})
				}
			case table.Elem:
				if obj := f.object(t.Args[0]); obj >= 0 {
					f.stores[obj] = append(f.stores[obj], store{elemKey, value})
				} else if a := &f.Nodes[strip(f, t.Args[0])]; a.Op == table.FieldOf {
					key := p.keys.id(a.Name)
					p.elems[key] = append(p.elems[key], nodeRef{f, value})
					if len(n.Args) > 2 {
						p.entries[key] = append(p.entries[key], CallSite{f, int32(i)})
					}
				}
			case table.Global:
				p.globs[t.Name] = append(p.globs[t.Name], nodeRef{f, value})
			default:
				if obj := f.object(target); obj >= 0 {
					f.stores[obj] = append(f.stores[obj], store{wholeKey, value})
				}
			}
		case table.Send:
			if obj := f.object(n.Args[0]); obj >= 0 {
				f.stores[obj] = append(f.stores[obj], store{recvKey, n.Args[1]})
			}
		}
	}
}

// object follows conversions to a local object or captured variable, or returns -1.
func (f *Func) object(n int32) int32 {
	n = strip(f, n)
	switch f.Nodes[n].Op {
	case table.Alloc, table.FreeVar, table.Parameter:
		return n
	}
	return -1
}

// strip follows conversions.
func strip(f *Func, n int32) int32 {
	for f.Nodes[n].Op == table.Convert {
		n = f.Nodes[n].Args[0]
	}
	return n
}

// bareType drops pointers and type arguments: "*pkg.T[int]" is "pkg.T".
func bareType(s string) string {
	s = strings.TrimLeft(s, "*")
	if i := strings.IndexByte(s, '['); i > 0 {
		s = s[:i]
	}
	return s
}

// model returns what is known of a function of a library, or nil.
func (p *Program) model(name string) *models.Func {
	if m := p.models.Func(name); m != nil {
		return m
	}
	if len(p.shaped) == 0 {
		return nil
	}
	if pkg := packageOf(name); p.shaped[pkg] != "" {
		return p.models.Shaped(p.shaped[pkg], pkg, name)
	}
	return nil
}

// packageOf takes the import path out of a FullName: "(*a/b.T).M" and "a/b.F" are of "a/b".
func packageOf(name string) string {
	name = strings.TrimLeft(name, "(*")
	slash := strings.LastIndexByte(name, '/')
	if dot := strings.IndexByte(name[slash+1:], '.'); dot >= 0 {
		return name[:slash+1+dot]
	}
	return name
}
