package models
import "testing"
func TestTmp(t *testing.T){ s,err:=Builtin(); if err!=nil {t.Fatal(err)}; t.Log(len(s.Funcs())) }
func BenchmarkLoad(b *testing.B){ for b.Loop(){ for _,n:=range names(){ data,_:=files.ReadFile(n); Parse(n,data)}}}
func names() []string { e,_:=files.ReadDir("."); var o []string; for _,x:=range e{o=append(o,x.Name())}; return o}
