package github

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// Options say how GitHub is reached. Only Token is needed.
type Options struct {
	Token   string
	BaseURL string // of the API, as in GITHUB_API_URL; "" for https://api.github.com
	Login   string // that the token acts as, where GitHub does not tell: a GitHub App's is "its-slug[bot]"; "" for that of GITHUB_TOKEN

	Patience time.Duration // for how long one call of Pull or Apply waits in all, for limits to end and faults to pass; 0 for two minutes

	Transport http.RoundTripper                                // nil for http.DefaultTransport
	Sleep     func(ctx context.Context, d time.Duration) error // nil to wait in earnest
	Now       func() time.Time                                 // nil for time.Now
	Random    func() float64                                   // in [0, 1), spreads repeated requests; nil for rand.Float64
}

// Client speaks with GitHub in the name of one token. It may be used by several goroutines.
type Client struct {
	api      *github.Client
	pace     *pace
	patience time.Duration
	fallback string // login if GitHub does not tell

	mu    sync.Mutex
	login string // that the token acts as, once it is known
}

// Repo names a repository.
type Repo struct {
	Owner, Name string
}

// String is the repository as GitHub writes it: owner/name.
func (r Repo) String() string { return r.Owner + "/" + r.Name }

var word = lazyregexp.New(`^[A-Za-z0-9_.-]{1,100}$`)

// ParseRepo reads "owner/name", as in GITHUB_REPOSITORY.
func ParseRepo(s string) (Repo, error) {
	owner, name, _ := strings.Cut(s, "/")
	r := Repo{Owner: owner, Name: name}
	return r, r.valid()
}

// valid keeps names out that would change the path of a request.
func (r Repo) valid() error {
	for _, s := range []string{r.Owner, r.Name} {
		if !word.MatchString(s) || s == "." || s == ".." {
			return fmt.Errorf("%q is not a repository: owner/name is wanted", r)
		}
	}
	return nil
}

// New prepares a client. It makes no request.
func New(o Options) (*Client, error) {
	if o.Token == "" {
		return nil, errors.New("reach GitHub: no token")
	}
	if o.BaseURL == "" {
		o.BaseURL = "https://api.github.com"
	}
	base, err := url.Parse(strings.TrimSuffix(o.BaseURL, "/") + "/")
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, fmt.Errorf("reach GitHub: %q is not the URL of an API", o.BaseURL)
	}
	if o.Login == "" {
		o.Login = "github-actions[bot]"
	}
	if o.Patience == 0 {
		o.Patience = 2 * time.Minute
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	p := &pace{sleep: o.Sleep, now: o.Now, random: o.Random}
	api := github.NewClient(&http.Client{Transport: &transport{next: o.Transport, api: base, token: o.Token, pace: p}})
	api.BaseURL, api.UserAgent = base, "buslint"
	return &Client{api: api, pace: p, patience: o.Patience, fallback: o.Login}, nil
}

// sleep waits in earnest.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// self is the login that the token acts as. Tokens of GitHub Apps, GITHUB_TOKEN among them, are not told who they are.
func (c *Client) self(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.login != "" {
		return c.login, nil
	}
	user, _, err := c.api.Users.Get(ctx, "")
	switch {
	case err == nil:
		c.login = user.GetLogin()
	case forbidden(err):
		c.login = c.fallback
	default:
		return "", fmt.Errorf("ask GitHub who the token is: %w", err)
	}
	return c.login, nil
}
