// Package cmds stands in for the real library in fixtures.
package cmds

type Builder struct{}

func (b Builder) Set() Set { panic("stub") }

type Completed struct{}

type Set struct{}

func (c Set) Key(key string) SetKey { panic("stub") }

type SetKey struct{}

func (c SetKey) Value(value string) SetValue { panic("stub") }

type SetValue struct{}

func (c SetValue) Nx() SetConditionNx { panic("stub") }

type SetConditionNx struct{}

func (c SetConditionNx) Build() Completed { panic("stub") }

func (b Builder) Blpop() Blpop { panic("stub") }

type Blpop struct{}

func (c Blpop) Key(key ...string) BlpopKey { panic("stub") }

type BlpopKey struct{}

func (c BlpopKey) Timeout(timeout float64) BlpopTimeout { panic("stub") }

type BlpopTimeout struct{}

func (c BlpopTimeout) Build() Completed { panic("stub") }
