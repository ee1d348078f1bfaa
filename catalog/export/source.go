package export

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// hosted matches modules whose path says where their code is: the repository, and the folder in it.
var hosted = lazyregexp.New(`^(github\.com|gitlab\.com)/([\w.-]+/[\w.-]+)((?:/[^/]+)*?)(?:/v\d+)?$`)

// sources returns what gives the address of an edge's line of code.
func sources(c catalog.Catalogue, template string) func(catalog.Edge) string {
	commits := map[string]string{}
	for _, o := range c.Origins {
		commits[o.Module] = o.Commit
	}
	return func(e catalog.Edge) string {
		module := e.Position.Module
		if module == "" && len(c.Origins) > 0 {
			module = c.Origins[0].Module
		}
		file, commit := escapePath(e.Position.File), commits[module]
		address := template
		if m := hosted.FindStringSubmatch(module); address == "" && m != nil && commit != "" {
			file = strings.TrimPrefix(escapePath(m[3])+"/"+file, "/")
			address = map[string]string{"github.com": "https://github.com/" + m[2] + "/blob/{commit}/{path}#L{line}", "gitlab.com": "https://gitlab.com/" + m[2] + "/-/blob/{commit}/{path}#L{line}"}[m[1]]
		}
		if address == "" || e.Position.File == "" {
			return ""
		}
		return strings.NewReplacer("{module}", escapePath(module), "{path}", file, "{line}", strconv.Itoa(e.Position.Line), "{commit}", url.PathEscape(commit)).Replace(address)
	}
}

func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}
