package githubfake

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Fault is a way in which a request fails.
type Fault struct {
	Request    string        // that fails: a method, "POST", or an operation, "checks/create"; "" for any
	Status     int           // 0 breaks the connection off; 200 answers as usual
	RetryAfter time.Duration // in whole seconds, 0 to leave it out
	Reset      time.Time     // when a limit that is spent is filled again; zero to leave it out
	Message    string
	Late       bool // after the request was carried out, so that only the answer is lost
	Stale      bool // a request that reads is answered from before the last change
}

// The faults that GitHub is known for.
var (
	BadGateway     = Fault{Status: http.StatusBadGateway, Message: "Bad Gateway"}
	LateBadGateway = Fault{Status: http.StatusBadGateway, Message: "Bad Gateway", Late: true}
	BrokenOff      = Fault{}
	LateBrokenOff  = Fault{Late: true}
	Stale          = Fault{Request: http.MethodGet, Status: http.StatusOK, Stale: true}
)

// SecondaryLimit is a limit on how much is written, with the status 403 or 429 that GitHub gives it.
func SecondaryLimit(status int, retryAfter time.Duration) Fault {
	return Fault{Status: status, RetryAfter: retryAfter, Message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
}

// PrimaryLimit is the limit on requests per hour, with the status 403 or 429; or with 200, for the last request that is still answered.
func PrimaryLimit(status int, reset time.Time) Fault {
	return Fault{Status: status, Reset: reset, Message: "API rate limit exceeded for installation."}
}

// On lets a fault meet certain requests alone: those with a method, "POST", or for an operation, "checks/create".
func (f Fault) On(request string) Fault {
	f.Request = request
	return f
}

// FailNext makes the next n requests fail that a fault is for; of several faults, one after the other.
func (f *Fake) FailNext(n int, fault Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for range n {
		f.faults = append(f.faults, fault)
	}
}

// fault takes the fault that meets a request out of the list.
func (f *Fake) fault(method, operation string) Fault {
	at := slices.IndexFunc(f.faults, func(x Fault) bool { return slices.Contains([]string{"", method, operation}, x.Request) })
	if at < 0 {
		return Fault{Status: http.StatusOK} // none
	}
	out := f.faults[at]
	f.faults = slices.Delete(f.faults, at, at+1)
	return out
}

// send answers a request that a fault has met.
func (f Fault) send(w http.ResponseWriter, a answer) {
	if f.Status == 0 {
		panic(http.ErrAbortHandler)
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter/time.Second)))
	}
	if !f.Reset.IsZero() {
		w.Header().Set("X-RateLimit-Limit", "1000")
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset", strconv.FormatInt(f.Reset.Unix(), 10))
	}
	if f.Status != http.StatusOK {
		a = answer{status: f.Status, body: message(f.Message)}
	}
	a.send(w)
}
