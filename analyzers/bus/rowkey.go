package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

var (
	// columnTag is the name of a column in a field's tag.
	columnTag = lazyregexp.New(`(?:\b(?:db|bson|dynamodbav|firestore|spanner):"|(?:bun|pg):"|gorm:"[^"]*column:|xorm:"[^"]*')([\w]+)`)
	// keyTag says that a field is the primary key.
	keyTag = lazyregexp.New(`(?i)gorm:"[^"]*primary_?key|(?:bun|pg):"[^"]*\bpk\b|xorm:"[^"]*\bpk\b|bson:"_id\b`)
	// uniqueTag says that no two rows have the same value there.
	uniqueTag = lazyregexp.New(`(?i)(gorm|bun|pg|xorm):"[^"]*\bunique`)
	// setterName is a method that sets one column of a row that is put together.
	setterName = lazyregexp.New(`\)\.Set([A-Z]\w*)$`)
)

// columnOf is the column that a field of a row is.
func columnOf(f table.Field) string {
	if m := columnTag.FindStringSubmatch(f.Tag); m != nil {
		return strings.ToLower(m[1])
	}
	return snake(f.Name)
}

// snake writes a name in lower case with underscores: OrderID is order_id.
func snake(name string) string {
	return strings.ToLower(wordEnd.ReplaceAllString(name, "${1}_${2}"))
}

// insert tells whether a row that is inserted by its columns is another one each time: its key is made anew, or by the database.
func (p *Program) insert(into string, columns []string, value func(i int) novelty) onceMore {
	again := onceMore{"insert", into}
	if len(columns) == 0 {
		return onceMore{} // by position
	}
	var kepts []string // columns that the second row has in common with the first
	for i, c := range columns {
		if value(i) == kept {
			kepts = append(kepts, c)
		}
	}
	if p.schema().forbids(into, kepts) {
		return onceMore{}
	}
	others := 0
	for i, c := range columns {
		if ownKey(into, c) {
			if value(i) == kept {
				return onceMore{} // the row of this message
			}
			return again
		}
		if idName.MatchString(c) && value(i) == kept {
			return onceMore{} // the message's own
		}
		others += btoi(!thingName.MatchString(c))
	}
	if others == 0 {
		return onceMore{} // which belongs to which: the ids together are the key
	}
	return again
}

// ownKey tells whether a column is the key of a table: its id, or that of the thing that the table tells one fact of each.
func ownKey(into, column string) bool {
	if bareID.MatchString(column) || column == "_id" {
		return true
	}
	thing, ok := strings.CutSuffix(column, "_id")
	if !ok {
		thing, ok = strings.CutSuffix(column, "_uuid")
	}
	return ok && thing != "" && (into == "" || strings.HasPrefix(into, strings.TrimSuffix(thing, "y")))
}

// insertedRow looks at a row that a library's method inserts.
func (p *Program) insertedRow(f *Func, stack *frame, n int32, a *models.Again) (onceMore, bool) {
	if !a.Row.IsZero() {
		arg, fields, ok := f.argument(n, a.Row)
		if !ok {
			return onceMore{}, false
		}
		return p.object(f, stack, arg, p.fieldKeys(fields))
	}
	return p.builder(f, stack, n)
}

// object looks at a row that is a struct or a map, or a list of them.
func (p *Program) object(f *Func, stack *frame, n int32, path []int32) (onceMore, bool) {
	objects, complete := p.tracer.near(f, stack, n, path)
	if len(objects) == 1 && objects[0].ref.fn != nil && p.ownType(objects[0].typ) == nil {
		if o := objects[0]; o.ref.fn.Nodes[o.ref.node].Op == table.Alloc && strings.HasPrefix(o.typ, "[") {
			objects, complete = p.tracer.near(f, stack, n, append(slices.Clone(path), elemKey))
		}
	}
	if !complete || len(objects) == 0 {
		return onceMore{}, false
	}
	var out onceMore
	for _, o := range objects {
		t := p.ownType(o.typ)
		if o.ref.fn == nil || t == nil {
			return onceMore{}, false // what is inserted is not known
		}
		out = p.record(o, t)
		if out.what == "" {
			return out, true
		}
	}
	return out, true
}

// record looks at a struct that is a row.
func (p *Program) record(o object, t *Type) onceMore {
	name := localName(t.Name)
	again := onceMore{"insert", name}
	if p.schema().indexes {
		return onceMore{} // perhaps on this one
	}
	value := func(field table.Field) novelty {
		return p.fieldOf(o, field.Name)
	}
	var kepts []string // columns that the second row has in common with the first
	for _, field := range t.Fields {
		if value(field) == kept {
			kepts = append(kepts, columnOf(field))
		}
	}
	if p.schema().forbids(snake(name), kepts) || p.schema().forbids(snake(name)+"s", kepts) {
		return onceMore{}
	}
	tagged := slices.ContainsFunc(t.Fields, func(x table.Field) bool { return keyTag.MatchString(x.Tag) })
	for _, field := range t.Fields {
		unique := uniqueTag.MatchString(field.Tag) || idName.MatchString(field.Name) && !bareID.MatchString(field.Name)
		key := keyTag.MatchString(field.Tag) || !tagged && ownKey(snake(name), columnOf(field))
		if (unique || key) && value(field) == kept {
			return onceMore{} // the row of this message
		}
	}
	return again
}

// builder looks at a row that is put together by calls on one another.
//
//	db.Insert("orders").Columns("id", "amount").Values(id, amount).ExecContext(ctx)
//	db.NewInsert().Model(&order).Exec(ctx)
//	client.Order.Create().SetAmount(amount).Save(ctx)
func (p *Program) builder(f *Func, stack *frame, n int32) (onceMore, bool) {
	into, columns, set := "", []string(nil), false
	for _, c := range f.chain(n) {
		node := &f.Nodes[c]
		args := node.Args[min(btoi(node.Recv), len(node.Args)):]
		if len(args) == 0 {
			continue
		}
		if m := setterName.FindStringSubmatch(node.Name); m != nil {
			set = true
			if p.valueOf(f, stack, args[0]) == kept && (bareID.MatchString(m[1]) || idName.MatchString(m[1])) {
				return onceMore{}, true
			}
			continue
		}
		list := f.listed(args[len(args)-1])
		switch texts := f.texts(list); {
		case len(texts) == 1 && into == "" && !strings.Contains(texts[0], ","):
			into = texts[0]
		case len(texts) == len(list) && len(list) > 0:
			columns = texts
			if len(texts) == 1 {
				columns = strings.Split(texts[0], ",")
			}
			for i := range columns {
				columns[i] = strings.ToLower(strings.Trim(columns[i], " \t\r\n`\""))
			}
		case len(columns) > 0 && len(columns) == len(list):
			return p.insert(into, columns, func(i int) novelty { return p.valueOf(f, stack, list[i]) }), true
		case len(args) == 1 || len(list) == 1:
			if x, ok := p.object(f, stack, list[0], nil); ok {
				return x, true
			}
		}
	}
	return onceMore{"insert", into}, set
}

// texts lists the constant texts among nodes.
func (f *Func) texts(nodes []int32) []string {
	var out []string
	for _, n := range nodes {
		if c := &f.Nodes[strip(f, n)]; c.Op == table.Const && c.Name != "nil" && (c.Type == "string" || c.Type == "") {
			out = append(out, c.Name)
		}
	}
	return out
}

// chain lists the calls that a call's receiver comes from, the first one first, and those that are made on the same value.
func (f *Func) chain(n int32) []int32 {
	var out []int32
	for range len(f.Nodes) {
		node := &f.Nodes[n]
		if !isCall(node.Op) {
			break
		}
		out = append(out, n)
		if len(node.Args) == 0 {
			break
		}
		next := strip(f, node.Args[0])
		if f.Nodes[next].Op == table.Load {
			if v, ok := f.once(f.Nodes[next].Args[0]); ok {
				next = strip(f, v)
			}
		}
		if !isCall(f.Nodes[next].Op) {
			break
		}
		n = next
	}
	slices.Reverse(out)
	return out
}
