package clause

// OnConflict says what happens to a row that is there.
type OnConflict struct{ DoNothing bool }

func (onConflict OnConflict) Build(builder Builder) { panic("stub") }

// Expr is a piece of SQL.
type Expr struct{ SQL string }

func (expr Expr) Build(builder Builder) { panic("stub") }
