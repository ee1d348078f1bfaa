package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/checklist"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/internal/github"
)

func (a *app) pr() *cobra.Command {
	var dir, artifact string
	var dry bool
	c := &cobra.Command{
		Use:   "pr",
		Short: "Review and lint a pull request, in a GitHub workflow",
		Long: "Runs in a workflow on pull_request, pull_request_review, issue_comment or merge_group, in a clone with the history of head and base. It\n" +
			"asks about what the head changes, in one comment that it keeps up to date and in a check run, and reads the answers from events.yml,\n" +
			"comments and ticks. What `buslint lint` finds in what changed is told in a second check run and beside the lines.\n" +
			"Configuration and questions are the base's. Where the token may not write, the step's summary and annotations tell the same.\n\n" +
			"Exit code: 0 nothing blocks, 1 questions that block are open or findings fail, 2 wrong use or configuration, 3 something could not\nbe loaded, analysed or written.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.onPull(c.Context(), dir, artifact, dry) },
	}
	c.Flags().StringVarP(&dir, "dir", "C", ".", "folder of the module")
	c.Flags().BoolVar(&dry, "dry-run", false, "print what would be written, as JSON, and write nothing")
	c.Flags().StringVar(&artifact, "artifact", "", "write what was found to this file, for `buslint pr post`, where the token may not write")
	c.AddCommand(a.prPost(), a.prSimulate())
	return c
}

// workflow is what GitHub tells the program that it runs.
type workflow struct {
	event   github.Event
	repo    github.Repo
	client  *github.Client
	summary string // file of the step's summary, "" if there is none
}

// readWorkflow reads the environment of a GitHub workflow.
func readWorkflow(getenv func(string) string) (workflow, error) {
	need := func(name string) (string, error) {
		if v := getenv(name); v != "" {
			return v, nil
		}
		return "", fmt.Errorf("run on a pull request: %s is not set; `buslint pr` runs in a GitHub workflow, `buslint review` anywhere", name)
	}
	var err error
	get := func(name string) (value string) {
		if err == nil {
			value, err = need(name)
		}
		return value
	}
	name, file, repo, token := get("GITHUB_EVENT_NAME"), get("GITHUB_EVENT_PATH"), get("GITHUB_REPOSITORY"), get("GITHUB_TOKEN")
	if err != nil {
		return workflow{}, err
	}
	w := workflow{summary: getenv("GITHUB_STEP_SUMMARY")}
	data, err := os.ReadFile(file)
	if err != nil {
		return workflow{}, fmt.Errorf("read event: %w", err)
	}
	if w.event, err = github.ReadEvent(name, data); err != nil {
		return workflow{}, err
	}
	if w.repo, err = github.ParseRepo(repo); err != nil {
		return workflow{}, err
	}
	w.client, err = github.New(github.Options{Token: token, BaseURL: getenv("GITHUB_API_URL")})
	return w, err
}

// attempts is how often a plan is made anew because somebody changed the pull request meanwhile.
const attempts = 3

// errFork keeps code of others away from a token that may write.
var errFork = errors.New("the head is in a fork: a token that may write does not analyse it")

// errDequeued says that a merge queue has given up the commit that it asks about.
var errDequeued = errors.New("the merge queue has given this commit up")

// opened reads the pull request of the workflow, and analyses it.
func (a *app) opened(ctx context.Context, dir string) (w workflow, pull checklist.Pull, j judged, err error) {
	if w, err = readWorkflow(os.Getenv); err != nil {
		return w, pull, j, exit{Usage, err}
	}
	if w.event.Run {
		return w, pull, j, exit{Usage, errors.New("on workflow_run, `buslint pr post` writes what `buslint pr --artifact` has found")}
	}
	if w.event.Queued && w.event.Action == "destroyed" {
		return w, pull, j, errDequeued
	}
	repo, err := openRepository(ctx, dir)
	if err != nil {
		return w, pull, j, exit{Usage, err}
	}
	if pull, err = w.client.At(ctx, w.repo, w.event); err != nil {
		return w, pull, j, exit{NotReady, err}
	}
	if pull.Fork && w.event.CommentID != 0 {
		return w, pull, j, errFork
	}
	if j, err = a.judged(ctx, repo, pull); err == nil && !j.complete {
		err = errIncomplete // what is asked of half a program is wrong: the pull request stays as it is
	}
	if err == nil {
		err = w.teams(ctx, &j)
	}
	return w, pull, j, err
}

// teams finds out who is in the teams that questions name.
func (w workflow) teams(ctx context.Context, j *judged) (err error) {
	if j.teams, err = w.client.Teams(ctx, checklist.Teams(j.items)); err != nil {
		return exit{NotReady, err}
	}
	return nil
}

func (a *app) onPull(ctx context.Context, dir, artifact string, dry bool) error {
	w, pull, j, err := a.opened(ctx, dir)
	if errors.Is(err, errFork) {
		return a.commented(ctx, w, dir, pull, dry)
	}
	if errors.Is(err, errDequeued) {
		_, err := fmt.Fprintln(a.out, "The merge queue has given this commit up: nothing is to be told of it.")
		return err
	}
	if err != nil {
		return err
	}
	if artifact != "" {
		if err := writeArtifact(artifact, j, pull); err != nil {
			return exit{NotReady, fmt.Errorf("write artifact: %w", err)}
		}
	}
	return a.settle(ctx, w, j, pull, dry)
}

// settle makes a pull request show what is known of it, and tells the workflow.
func (a *app) settle(ctx context.Context, w workflow, j judged, pull checklist.Pull, dry bool) error {
	for i := 1; ; i++ {
		w.noteTick(&pull)
		r := j.review(pull)
		if pull.Draft {
			j.lint.FailOn = "" // a draft is told, and not blocked
		}
		desired := checklist.Desired{Body: r.Comment(), Check: r.Check(pull.HeadSHA, j.root), Lint: j.lint.Check(pull.HeadSHA), Remarks: append(slices.Clone(j.lint.Remarks), j.suggestions(r)...)}
		if j.unproved {
			desired.Check, desired.Lint = desired.Check.Unproved(), desired.Lint.Unproved()
		}
		if pull.Queued {
			desired.Body, desired.Remarks = "", nil // they are the pull request's, which has them
		}
		if j.remembered {
			desired.Lint, desired.Remarks, pull.Remarks = nil, nil, nil // nothing is known of them but what they show
		}
		actions := checklist.Plan(desired, pull)
		if dry {
			return errors.Join(a.printPlan(actions, r), j.outcome(r, pull))
		}
		err := w.client.Apply(ctx, w.repo, pull, actions)
		switch {
		case errors.Is(err, github.ErrMoved) && i < attempts:
			analysed := pull.HeadSHA
			if pull, err = w.client.At(ctx, w.repo, w.event); err != nil {
				return exit{NotReady, err}
			}
			if pull.HeadSHA != analysed {
				_, err := fmt.Fprintln(a.out, "The pull request has a new head: the run of that one tells of it.")
				return err
			}
			continue
		case errors.Is(err, github.ErrReadOnly):
			a.annotate(desired.Lint)
			a.annotate(desired.Check)
		case err != nil:
			return exit{NotReady, err}
		}
		return a.finish(w, j, r, pull)
	}
}

// noteTick says who ticked, if it is a tick that the run is for.
func (w workflow) noteTick(p *checklist.Pull) {
	own := slices.ContainsFunc(p.Comments, func(c checklist.Comment) bool { return c.Own && c.ID == w.event.CommentID })
	if w.event.Action == "edited" && own && !w.event.SenderBot {
		p.TickedBy, p.TickedByID = w.event.Sender, w.event.CommentID
	}
}

// finish writes the step's summary and the log.
func (a *app) finish(w workflow, j judged, r checklist.Review, pull checklist.Pull) error {
	if w.summary != "" {
		if err := appendFile(w.summary, r.Markdown()+"\n"+j.lint.Markdown()); err != nil {
			return exit{NotReady, fmt.Errorf("write summary: %w", err)}
		}
	}
	if err := r.Text(a.out); err != nil {
		return err
	}
	return j.outcome(r, pull)
}

// judged is a pull request's code: what it raises, and what its files answer.
type judged struct {
	asking
	root       string   // of the module, relative to the repository
	mistakes   []string // of the head's events.yml
	lint       checklist.Lint
	findings   []finding.Finding   // that lint tells
	claimed    []checklist.News    // what a run on a fork says of the changes
	entryLines []span              // of events.yml that the head adds or changes
	teams      map[string][]string // see [checklist.Pull]
	remembered bool                // it is what the comment has kept of such a run
	kept       string              // what the comment is to keep of it
	unproved   bool                // it is what a run on a fork tells
}

// outcome is the exit code.
func (j judged) outcome(r checklist.Review, pull checklist.Pull) error {
	if r.Blocking() > 0 && !pull.Draft || j.lint.Failing() > 0 {
		return exit{code: Found}
	}
	return nil
}

// suggestions are what is suggested to be written into the head's events.yml.
func (j judged) suggestions(r checklist.Review) []checklist.Remark {
	changed := func(from, to int) bool { return covered(j.entryLines, span{from, to}) }
	return r.Suggestions(checklist.Said{Entries: j.entries, File: j.name, Today: today()}, j.text, changed)
}

// review judges the answers that a pull request has now.
func (j judged) review(pull checklist.Pull) checklist.Review {
	pull.Teams = j.teams
	r := checklist.Judge(j.items, checklist.Said{Entries: j.entries, File: j.name, Line: catalog.ReviewLines(j.text), Agreed: j.agreed, Pull: &pull, Today: today()})
	r.Changes, r.Claimed, r.Findings, r.Kept = j.changes, j.claimed, j.findings, j.kept
	for _, m := range j.mistakes {
		r.Refused = append(r.Refused, checklist.Refused{Text: m, Why: "nothing of the file counts before this is repaired"})
	}
	return r
}

// judged analyses the head of a pull request and the commit where it left the base. Configuration, models and questions are the base's: who changes
// events must not change what is asked of them.
func (a *app) judged(ctx context.Context, repo repository, pull checklist.Pull) (judged, error) {
	if err := repo.fetch(ctx, pull); err != nil {
		return judged{}, exit{NotReady, err}
	}
	left, err := repo.mergeBase(ctx, pull.BaseSHA, pull.HeadSHA)
	if err != nil {
		return judged{}, exit{NotReady, err}
	}
	var j judged
	err = repo.at(ctx, left, func(baseDir string) error {
		return repo.at(ctx, pull.HeadSHA, func(headDir string) error {
			j, err = a.judgeFolders(ctx, repo, pull, left, baseDir, headDir)
			return err
		})
	})
	return j, err
}

// judgeFolders does so, with both commits checked out.
func (a *app) judgeFolders(ctx context.Context, repo repository, pull checklist.Pull, left, baseDir, headDir string) (judged, error) {
	c, err := a.configurationAt(ctx, repo, pull.BaseSHA)
	if err != nil {
		return judged{}, exit{Usage, fmt.Errorf("on the base: %w", err)}
	}
	o, err := a.optionsOf(filepath.Join(baseDir, repo.prefix), c, nil)
	if err != nil {
		return judged{}, err
	}
	o.Env = childEnvironment(os.Environ())
	base, err := a.extractAt(ctx, o, o.Dir)
	if err != nil {
		return judged{}, loadError(err)
	}
	o.Rules, o.Declared = a.rules, &driver.Declared{Now: today(), Base: revisionOf(base)}
	o.Dir = filepath.Join(headDir, repo.prefix)
	head, err := a.extract(ctx, o, "")
	var undeclared error
	if errors.Is(err, driver.ErrEvents) {
		undeclared, o.Declared = err, nil
		head, err = a.extract(ctx, o, "")
	}
	if errors.Is(err, driver.ErrNoModule) || errors.Is(err, driver.ErrNoFolder) || errors.Is(err, driver.ErrNoPackages) {
		head, err = &driver.Result{Dir: o.Dir}, nil // the head has removed it
	}
	if err != nil {
		return judged{}, loadError(err)
	}
	root, err := filepath.Rel(headDir, head.Dir)
	if err != nil {
		return judged{}, err
	}
	j := judged{root: filepath.ToSlash(root)}
	j.complete = len(head.Problems)+len(base.Problems) == 0
	at := func(commit string) func(string) ([]byte, error) {
		return func(name string) ([]byte, error) { return repo.file(ctx, commit, name) }
	}
	questions, err := a.questions(j.root, at(pull.BaseSHA))
	if err != nil {
		return judged{}, exit{Usage, fmt.Errorf("on the base: %w", err)}
	}
	since, err := changesBetween(ctx, repo, left, pull.HeadSHA, headDir)
	if err != nil {
		return judged{}, exit{NotReady, err}
	}
	d := difference(head, base)
	if d.Silences, err = a.silences(ctx, since, j.root, at(left), at(pull.HeadSHA)); err != nil {
		return judged{}, exit{NotReady, err}
	}
	j.items, j.changes = checklist.Select(questions, d), d.Changes
	if j.lint, j.findings, err = a.lintPull(ctx, c, head, j.root, since, at(pull.BaseSHA)); err != nil {
		return judged{}, err
	}
	j.name = path.Join(j.root, catalog.EventsFile)
	if j.entryLines, err = since.newLines(ctx, j.name); err != nil {
		return judged{}, exit{NotReady, err}
	}
	if j.entries, j.text, err = eventsOf(j.name, at(pull.HeadSHA)); err != nil {
		j.mistakes = strings.Split(err.Error(), "\n")
	} else if undeclared != nil {
		j.mistakes = strings.Split(undeclared.Error(), "\n") // locks or approvals
	}
	if j.agreed, _, err = eventsOf(j.name, at(pull.BaseSHA)); err != nil {
		j.agreed = catalog.Events{} // what was wrong then agrees to nothing
	}
	return j, nil
}

// configurationAt reads the configuration of a commit for the folder: the first file in it or above it.
func (a *app) configurationAt(ctx context.Context, repo repository, commit string) (*config.Config, error) {
	for dir := path.Clean(filepath.ToSlash(repo.prefix)); ; dir = path.Dir(dir) {
		name := path.Join(dir, config.Name)
		data, err := repo.file(ctx, commit, name)
		switch {
		case err != nil:
			return nil, err
		case data != nil:
			return config.Parse(name, data, a.names())
		case dir == ".":
			return config.Default(), nil
		}
	}
}

// passed lists the variables that the go command gets: what it needs, and nothing that gives access to anything.
var passed = []string{
	"PATH", "HOME", "USER", "TMPDIR", "TEMP", "TMP", "LANG", "SYSTEMROOT", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
	"GOROOT", "GOPATH", "GOCACHE", "GOMODCACHE", "GOPROXY", "GONOPROXY", "GOPRIVATE", "GONOSUMDB", "GOSUMDB", "GOVCS", "GOINSECURE",
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
}

// childEnvironment is that of the go command when it loads the code of others: it must not install another Go, change go.mod or run a C compiler.
func childEnvironment(env []string) []string {
	out := slices.DeleteFunc(slices.Clone(env), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return !slices.Contains(passed, name)
	})
	return append(out, "GOTOOLCHAIN=local", "CGO_ENABLED=0", "GOFLAGS=") // without -mod, go.mod is read only, or its vendor folder is taken
}

// printPlan prints what would be done.
func (a *app) printPlan(actions []checklist.Action, r checklist.Review) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Version  int                `json:"version"`
		Open     int                `json:"open"`
		Blocking int                `json:"blocking"`
		Actions  []checklist.Action `json:"actions"`
	}{1, r.Open(), r.Blocking(), append([]checklist.Action{}, actions...)})
}

var (
	commandText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotate prints a check's annotations, if there is one, as workflow commands, for a token that may write no check.
func (a *app) annotate(c *checklist.Check) {
	if c == nil {
		return
	}
	for _, n := range c.Annotations {
		kind := "notice"
		switch n.Level {
		case checklist.Caution:
			kind = "warning"
		case checklist.Danger:
			kind = "error"
		}
		fmt.Fprintf(a.out, "::%s file=%s,line=%d,title=%s::%s\n", kind, commandProperty.Replace(finding.Clean(n.File)), n.Line, commandProperty.Replace(n.Title),
			commandText.Replace(n.Message))
	}
}

func appendFile(name, text string) (err error) {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = io.WriteString(f, text)
	return err
}
