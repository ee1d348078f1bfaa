package github

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	attempts   = 5                // of a request that meets faults
	timeout    = 30 * time.Second // of one attempt
	maxBody    = 64 << 20         // of an answer, in bytes
	minBackoff = time.Second      // after the first fault; it doubles
	unsaid     = time.Minute      // to wait where GitHub says that a limit is exceeded but not for how long
)

// transport sends requests with the token, waits where GitHub limits them, and repeats those that only read when GitHub breaks down. Whoever writes
// has to look whether a request has arrived before it sends it again: see [Client.write].
//
// go-github's own handling of limits is switched off, as it would not see a limit that comes with status 429, and asks the wrong clock.
type transport struct {
	next  http.RoundTripper
	api   *url.URL // whose scheme and host are given the token
	token string
	pace  *pace
}

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	faults, limits := 0, 0
	for {
		if req.Method != http.MethodGet {
			if err := t.pace.spend(ctx); err != nil {
				return nil, err
			}
		}
		resp, err := t.attempt(req)
		switch limit, limited := t.limit(resp, limits); {
		case err != nil && ctx.Err() != nil:
			return nil, ctx.Err()
		case limited: // GitHub has done nothing, so any request may be repeated
			if err := t.pace.wait(ctx, max(limit, minBackoff<<min(limits, 10))); err != nil {
				return nil, err
			}
			limits++
		case (errors.Is(err, errFault) || err == nil && resp.StatusCode >= 500) && req.Method == http.MethodGet && t.pace.backoff(ctx, faults):
			faults++
		default:
			return resp, err
		}
	}
}

// attempt sends a request once and reads the whole answer: one that breaks off is no answer.
func (t *transport) attempt(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(req.Context(), timeout)
	defer cancel()
	once := req.Clone(ctx)
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		once.Body = body
	}
	if once.URL.Scheme == t.api.Scheme && once.URL.Host == t.api.Host { // a redirect must not carry the token away
		once.Header.Set("Authorization", "Bearer "+t.token)
	}
	resp, err := t.next.RoundTrip(once)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFault, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFault, err)
	}
	if len(body) > maxBody {
		return nil, fmt.Errorf("answer to %s %s is longer than %d bytes", req.Method, req.URL.Path, maxBody)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// limit tells for how long GitHub wants to be left alone. n counts how often it has said so.
//
//	403 or 429, Retry-After: 60
//	403 or 429, X-RateLimit-Remaining: 0, X-RateLimit-Reset: 1700000000
//	403 or 429, {"message": "You have exceeded a secondary rate limit"}
func (t *transport) limit(resp *http.Response, n int) (time.Duration, bool) {
	if resp == nil {
		return 0, false
	}
	h := resp.Header
	spent, reset := h.Get("X-RateLimit-Remaining") == "0", h.Get("X-RateLimit-Reset")
	h.Del("X-RateLimit-Remaining") // or go-github would refuse the next request by itself
	h.Del("X-RateLimit-Reset")
	if resp.StatusCode != http.StatusForbidden && resp.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	if s, err := strconv.ParseInt(h.Get("Retry-After"), 10, 32); err == nil && s >= 0 {
		return time.Duration(s) * time.Second, true
	}
	if s, err := strconv.ParseInt(reset, 10, 64); err == nil && spent {
		return time.Unix(s, 0).Sub(t.pace.now()) + time.Second, true // it counts in whole seconds
	}
	if resp.StatusCode == http.StatusForbidden && !saysLimit(resp) {
		return 0, false // a question of rights
	}
	return unsaid << min(n, 5), true
}

// saysLimit reads from a refusal whether it is about a limit.
func saysLimit(resp *http.Response) bool {
	body, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	text := strings.ToLower(string(body))
	return err == nil && (strings.Contains(text, "rate limit") || strings.Contains(text, "abuse detection"))
}

// pace is how fast we may go on.
type pace struct {
	sleep  func(ctx context.Context, d time.Duration) error
	now    func() time.Time
	random func() float64

	mu   sync.Mutex
	full time.Time // when as many writes as a burst has may be made at once again
}

// GitHub takes 80 writes in a minute. We make some at once, and then one in a second.
const (
	burst    = 20
	perWrite = time.Second
)

// spend waits until another write is within our budget.
func (p *pace) spend(ctx context.Context) error {
	p.mu.Lock()
	now := p.now()
	if p.full.Before(now) {
		p.full = now
	}
	p.full = p.full.Add(perWrite)
	d := p.full.Sub(now) - burst*perWrite
	p.mu.Unlock()
	switch {
	case d <= 0:
		return nil
	case !take(ctx, d):
		return &LimitError{Until: now.Add(d)}
	}
	return p.sleep(ctx, d)
}

// budgetKey finds, in the context of a call of [Client.Pull] or [Client.Apply], what is left of the time that the call may wait: a *time.Duration, as all
// requests of a call draw on it, one after the other.
type budgetKey struct{}

// patient gives a call its budget of waiting.
func patient(ctx context.Context, d time.Duration) context.Context {
	return context.WithValue(ctx, budgetKey{}, &d)
}

// take tells whether there is time to wait, and counts it.
func take(ctx context.Context, d time.Duration) bool {
	left, ok := ctx.Value(budgetKey{}).(*time.Duration)
	if !ok || d > *left {
		return false
	}
	*left -= d
	return true
}

// wait waits for a limit to end, and a little longer, so that not all who wait begin again at once.
func (p *pace) wait(ctx context.Context, d time.Duration) error {
	d += time.Duration(p.random() * math.Min(float64(d)/10, float64(5*time.Second)))
	if !take(ctx, d) {
		return &LimitError{Until: p.now().Add(d)}
	}
	return p.sleep(ctx, d)
}

// backoff waits after the nth fault, from 0 on: half a second to one, then twice that, and so on. It tells whether to try again.
func (p *pace) backoff(ctx context.Context, n int) bool {
	d := minBackoff << n
	d = d/2 + time.Duration(p.random()*float64(d/2))
	return n < attempts-1 && take(ctx, d) && p.sleep(ctx, d) == nil
}
