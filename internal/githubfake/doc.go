// Package githubfake is a GitHub for tests: one repository with pull requests, comments and check runs, kept in memory and served over HTTP.
//
// A test starts one, tells what there is, and points a client or the real program at it:
//
//	fake := githubfake.New(t)
//	fake.Open(githubfake.Pull{Number: 7, Author: "alice", Head: head, Base: base})
//	fake.Comment(7, "bob", "MEMBER", "/buslint answer consistency-sla unchanged")
//
//	cmd := exec.Command("buslint", "pr")
//	cmd.Env = append(os.Environ(), fake.Env()...) // GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN
//
// Then it acts as the people around the pull request, and looks at what has become of it:
//
//	fake.Tick(fake.Comments(7)[1].ID, "looser") // whoever may write to the repository can tick boxes in any comment
//	fake.Push(7, next)
//	fmt.Print(fake.Show(7)) // comments, and check runs with their annotations, as text
//	fake.Writes()           // the requests that were to change something
//
// The file of GITHUB_EVENT_PATH comes from [Fake.PullEvent] and [Fake.CommentEvent]. [Fake.Do] does all this for the commands of a script. Times and
// identifiers are the same in every run: a change is a second after the one before, and identifiers count the changes from 1001 on.
//
// # What is checked
//
// All requests and answers are checked against GitHub's own description of its API, and against rules that the description leaves out: how long a comment
// may be, that a completed check run has a conclusion, that check runs are written by apps. What GitHub would not take is a violation: it is an error of
// the test, and is refused with a message that names it. There is only what buslint calls; a request for anything else is a violation too.
//
// # Faults
//
// [Fake.FailNext] makes requests fail as GitHub's do: with a limit, a bad gateway or a connection that breaks off, before or after the request is carried
// out, and with stale answers. [Fake.ReadOnly] takes the right to write from the token, as a workflow on a pull request from a fork has none.
// [Fake.ActAs] makes it the token of somebody else.
//
// # Deliveries
//
// testdata/webhooks.json holds payloads that GitHub has sent, of npm's @octokit/webhooks-examples, which is under the MIT licence. Our events are compared
// with them.
//
// # The description
//
// openapi.json is GitHub's description (github.com/github/rest-api-description, published on npm as @octokit/openapi under the MIT licence, which the file
// quotes), trimmed to what buslint calls. To serve another operation, name it in trim/main.go, run go generate, and answer it in [Fake.ServeHTTP].
package githubfake

//go:generate go run ./trim -package @octokit/openapi@23.0.2 -o openapi.json
