package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/models"
)

// CommitHook is a publish in a function that a library calls instead of a commit, and that has to call it.
type CommitHook struct {
	Effect *Effect
	Hook   CallSite // call that is given the hook
	Early  bool     // not only after the commit has been called; otherwise the commit is reported as failed where the publish fails
}

// CommitHooks lists the publishes in commit hooks that come too early, or whose failure is told as one of the commit.
//
//	tx.OnCommit(func(next ent.Committer) ent.Committer {
//		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
//			publish(ctx) // too early
//			return next.Commit(ctx, tx)
//		})
//	})
func (p *Program) CommitHooks() []CommitHook {
	seen := map[CallSite]bool{}
	var out []CommitHook
	for _, f := range p.Funcs {
		for n := range f.Nodes {
			if !isCall(f.Nodes[n].Op) {
				continue
			}
			for _, t := range f.calls[n].targets {
				if t.model == nil || t.model.Callback == nil || t.model.Callback.Wraps == "" {
					continue // not given a hook
				}
				for _, h := range f.commitHooks(int32(n), t.model.Callback) {
					if h.Effect = h.Effect.innermost(); !seen[h.Effect.At] && p.Feasible(h.Effect.At.Func, h.Effect) {
						seen[h.Effect.At] = true
						out = append(out, h)
					}
				}
			}
		}
	}
	return out
}

func (f *Func) commitHooks(n int32, c *models.Callback) []CommitHook {
	a, _, ok := f.argument(n, models.Path{Root: "arg", Index: c.Arg})
	if !ok {
		return nil
	}
	var out []CommitHook
	for _, t := range f.functions(a, nil) {
		if t.fn == nil {
			continue
		}
		commit := int32(btoi(t.fn.Recv != "")) // parameter that has the commit's method: a method's first is its receiver
		for _, made := range t.fn.Nodes {
			if made.Op != table.Closure {
				continue
			}
			body := f.program.byName[made.Name]
			next := slices.IndexFunc(made.Args, func(v int32) bool { return slices.Contains(t.fn.Places(v), Place{FromParam, commit, 0}) })
			if body == nil || body.sum == nil || next < 0 && t.fn.passesOn(commit) {
				continue // not known, or another function calls the commit
			}
			out = append(out, body.aroundCommit(int32(next), c.Wraps, CallSite{f, n})...)
		}
	}
	return out
}

// passesOn tells whether a function gives a parameter to another, or puts it into a value.
func (f *Func) passesOn(i int32) bool {
	return slices.ContainsFunc(f.Nodes, func(n table.Node) bool {
		return (isCall(n.Op) || n.Op == table.Closure) && slices.ContainsFunc(n.Args, func(a int32) bool { return slices.Contains(f.Places(a), Place{FromParam, i, 0}) })
	})
}

// aroundCommit judges the publishes of the function that is called instead of the commit; next is the captured variable that has the commit's method.
func (f *Func) aroundCommit(next int32, method string, hook CallSite) []CommitHook {
	var commits []int32
	for n := range f.Nodes {
		c := &f.Nodes[n]
		if !isCall(c.Op) || !slices.ContainsFunc(c.Args, func(a int32) bool { return slices.Contains(f.Places(a), Place{FromFree, next, 0}) }) {
			continue // something else
		}
		if c.Op != table.Call || c.Mode != table.Invoke || !strings.HasSuffix(c.Name, ")."+method) {
			return nil // somebody else calls the commit, or it is called later
		}
		commits = append(commits, int32(n))
	}
	var out []CommitHook
	for _, e := range f.sum.Effects {
		if e.Kind != Publish {
			continue
		}
		switch n := e.At.Node; {
		case f.Nodes[n].Op == table.Defer || f.failing(n):
			continue // at the end, or it tells of a failure
		case !slices.ContainsFunc(commits, func(c int32) bool { return f.precedes(c, n) }):
			out = append(out, CommitHook{e, hook, true})
		case e.ErrRes >= 0:
			out = append(out, CommitHook{e, hook, false})
		}
	}
	return out
}
