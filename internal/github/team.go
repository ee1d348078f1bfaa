package github

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/go-github/v60/github"
)

// Teams lists the members of teams, which are named as "@acme/data". Those that the token may not see, or that there are not, are left out: the token of a
// workflow sees none.
func (c *Client) Teams(ctx context.Context, names []string) (map[string][]string, error) {
	ctx = patient(ctx, c.patience)
	out := map[string][]string{}
	for _, name := range names {
		org, slug, _ := strings.Cut(strings.TrimPrefix(name, "@"), "/")
		if !word.MatchString(org) || !word.MatchString(slug) || strings.Trim(org, ".") == "" || strings.Trim(slug, ".") == "" {
			return nil, fmt.Errorf("%.80q is no team: @organisation/team is wanted", name)
		}
		members, err := c.members(ctx, org, slug)
		switch {
		case forbidden(err) || gone(err):
			continue
		case err != nil:
			return nil, fmt.Errorf("list members of team %s: %w", name, err)
		}
		out[name] = members
	}
	return out, nil
}

// members lists the logins of a team, those of the teams in it too.
func (c *Client) members(ctx context.Context, org, slug string) ([]string, error) {
	out := []string{}
	o := &github.TeamListTeamMembersOptions{ListOptions: github.ListOptions{PerPage: page}}
	for {
		list, resp, err := c.api.Teams.ListTeamMembersBySlug(ctx, org, slug, o)
		if err != nil {
			return nil, err
		}
		for _, u := range list {
			out = append(out, u.GetLogin())
		}
		if resp.NextPage <= o.Page {
			return out, nil
		}
		o.Page = resp.NextPage
	}
}
