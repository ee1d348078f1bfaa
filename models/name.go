package models

import "strings"

// split takes a FullName apart: "(*a/b.T).M" is of package "a/b", receiver "T", name "M"; "a/b.F" has no receiver. What is not of this form has
// an empty package or name.
func split(full string) (pkg, receiver, name string) {
	if rest, ok := strings.CutPrefix(full, "("); ok {
		recv, method, _ := strings.Cut(rest, ").")
		pkg, receiver = splitLast(strings.TrimPrefix(recv, "*"))
		return pkg, receiver, method
	}
	pkg, name = splitLast(full)
	return pkg, "", name
}

// splitLast splits at the dot between import path and name. Import paths may have dots as well: gopkg.in/yaml.v3.Node.
func splitLast(s string) (pkg, name string) {
	dot := strings.LastIndexByte(s, '.')
	if dot < strings.LastIndexByte(s, '/') {
		return "", s
	}
	return s[:max(dot, 0)], s[dot+1:]
}

// withoutTypeArgs drops type parameters or arguments: "(*a.T[K, []V]).M" is "(*a.T).M".
func withoutTypeArgs(name string) string {
	open, end := strings.IndexByte(name, '['), strings.LastIndexByte(name, ']')
	if open < 0 || end < open {
		return name
	}
	return name[:open] + name[end+1:]
}
