// Package table holds what buslint keeps of a package's code: its functions cut down to calls, stores, branches and the values that flow between
// them, its types with their methods and fields. A table is plain data made of names and numbers. It knows nothing of the types of other packages, so
// tables of a program can be made independently, stored, and joined later; it is a package's fact, cache entry and link input.
package table

// Version changes whenever the meaning of a table changes.
const Version = 8

// Table is one package.
type Table struct {
	Package     string
	Module      string   // module path, "" if unknown
	Main        bool     // of a main module: findings are reported there
	Outside     bool     // files are relative to its module's folder, not to that of the run
	Files       []string // slash-separated; Func.File and Type.File index it
	Generated   []bool   // by file: its header says "Code generated"
	Funcs       []*Func  // sorted by Name
	Types       []*Type  // sorted by Name: those declared here, and the few foreign ones whose methods matter here
	Conversions []Conversion
	Constants   []Constant        // string constants that name events or topics
	Shapes      map[string]string // import path of generated code (see models.Shape) -> library
	Embeds      []Embed           // package-level variables that the compiler fills from a schema's file, sorted by name
}

// Embed is a package-level variable that has the text of a file.
type Embed struct {
	Name, File string // File as in Table.Files
	Text       string // what is in it, for those who have read it: tables are kept without, as the file may change
}

// Constant is a package-level string constant.
type Constant struct{ Name, Type, Value string }

// Type is a named type.
type Type struct {
	Name      string // full name with package path, without type arguments
	File      int32
	Line, Col int32
	Interface bool
	Foreign   bool // declared in a package that is not analysed
	Double    bool // a mock, fake or stub for tests
	Doc       Doc
	Methods   []Method
	Fields    []Field // of a struct, in order
	Text      string  // underlying type if it is not a struct or interface
}

// Doc says what a type's comment says.
type Doc uint8

// What a comment may say.
const (
	NoDoc      Doc = iota
	Documented     // there is one
	Deprecated     // a paragraph of it begins with "Deprecated:"
)

// Method is a method that can be called on a value of a type or a pointer to it.
type Method struct {
	Name string
	Sig  string   // parameter and result types, names left out
	Func string   // FullName of the declared method: of an embedded field's type where the method is promoted
	Path []string // embedded fields that lead to it, as field keys
}

// Field is a struct field.
type Field struct {
	Name      string
	Type      string
	Tag       string
	Embedded  bool
	Line, Col int32 // in the file of its type, 0 if that does not write its fields
}

// Conversion is a place where a value of a concrete (or interface) type becomes an interface. Containers convert by reflection what they are
// given: a type From without To is one that a constructor handed to them makes, an interface To without From is one that they are asked to bind.
type Conversion struct{ From, To string }

// Func is a function with a body: declared, method, or literal. Literals are named after the function around them: "pkg.F$1".
type Func struct {
	Name      string
	Parent    string // of a literal: the function around it
	File      int32
	Line, Col int32
	Params    []Param // the receiver first
	FreeVars  int
	Results   []string // types
	Named     bool     // results have names
	Recv      string   // named type of the receiver, "" for a function
	Sig       string
	Generic   bool
	LoopBody  bool // of a range over a function: the iterator calls it while the loop runs
	Nodes     []Node
	Blocks    []Block
}

// Param is a parameter: its type as text.
type Param struct{ Name, Type string }

// Block is a basic block: the nodes that act, in order, and where control goes. With Cond set, Succs[0] is taken when it holds, Succs[1] when not.
type Block struct {
	Nodes []int32
	Succs []int32
	Preds []int32
	Cond  int32 // node, or -1
}

// Op says what a node is.
type Op uint8

// The operations. Args are nodes of the same function.
const (
	Unknown   Op = iota
	Parameter    // Index: which parameter
	FreeVar      // Index: which captured variable; stands for the variable's content
	Const        // Name: nil, or the constant's text (strings unquoted); Type
	Global       // Name: package variable, content; Type
	FuncRef      // Name: function used as a value
	Closure      // Name: function; Args: captured variables (cells). Index 1: a bound method, Args[0] is the receiver
	Alloc        // a new object or variable; Type: its type; Name: what a literal calls the package of its type: "amqp"
	Load         // Args[0]: content of a variable or pointer
	FieldOf      // Args[0].field; Name: field key "pkg.T.field"
	Elem         // an element of Args[0]: index, lookup, range. Index Key: a key of a map instead, in a range over it
	Extract      // result Index of Args[0], a call
	Phi          // Args in the order of the block's Preds
	Convert      // Args[0] as another type; Type: the concrete type when it becomes an interface
	Compare      // Args[0] Name Args[1]; Name: == != < ...
	Not          // !Args[0]
	Compute      // any other function of Args. Name "ok": whether Args[0] is of type Type, or was received from an open channel
	Append       // Args[0] with the elements Args[1:]
	Call         // see Mode; Args: receiver (if any) and arguments, or the function value first when dynamic
	Go           // a call in a new goroutine
	Defer        // a call at the end of the function
	Store        // Args[1] into the variable, field or element Args[0]; Args[2] is the key, where that is an element of a map
	Send         // Args[1] on channel Args[0]
	Recv         // received from channel Args[0]
	RunDefers
	Return // Args: results
	Panic
)

// Key is the index of an Elem that is a key.
const Key = 1

// Mode says how a call finds its target.
type Mode uint8

// The modes of a call.
const (
	Static  Mode = iota // Name: FullName of the callee
	Invoke              // Name: FullName of the interface method; Type: the interface; Args[0]: the receiver
	Dynamic             // Args[0]: the function value
)

// Node is a value, an action, or both.
type Node struct {
	Op              Op
	Mode            Mode
	Recv            bool // a call whose Args[0] is a receiver
	Index           int32
	Block           int32 // block of an acting node and of a Phi, else -1
	Name, Type      string
	Out             string   // type of a call's result, where it has one
	Invoked         *Invoked // of an invoke
	Args            []int32
	Line, Col       int32
	EndLine, EndCol int32
	StmtCol         int32 // where a call is a statement that drops its result, "f()" or "_ = f()": the column where that begins, on Line. Else 0
}

// Invoked is what is known of an interface's method beside its name.
type Invoked struct {
	Sig  string
	Like string // modelled method that it matches by name and parameter types
}

// Pos returns where node n of f stands, 0 if it has no place in the source.
func (f *Func) Pos(n int32) (line, col int32) { return f.Nodes[n].Line, f.Nodes[n].Col }
