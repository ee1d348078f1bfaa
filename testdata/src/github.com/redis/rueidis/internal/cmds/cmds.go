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
