package bus

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// The words that rules about what an event says and is called go by, all of them. A phrase stands for the end of a name: "phone number"
// for CustomerPhoneNumber.
var (
	// secretWords are of fields that let whoever reads them in.
	secretWords = phrases("password, passwd, passphrase, pass phrase, secret, client secret, secret key, api key, apikey, private key, access key, access token, refresh token, " +
		"auth token, session token, bearer token, reset token, verification token, confirmation token, activation token, id token, jwt, credentials, cvv, cvc, pin code, otp")
	// personalWords are of fields that tell who somebody is, whatever they are part of.
	personalWords = phrases("email, e mail, email address, mail address, phone, phone number, mobile number, telephone, telephone number, ssn, social security number, " +
		"passport number, national id, tax id, birth date, birthdate, birthday, date of birth, dob, client ip, remote ip, user ip, ip address, first name, last name, full name, middle name, " +
		"maiden name, surname, iban, card number, credit card, credit card number, home address, street address, billing address, shipping address, delivery address, postal address")
	// partyWords are of fields that do so in a type that is a person's.
	partyWords = phrases("name, address, street, ip, mobile, gender, nationality")
	// partyNames are the last words of such types' names, without what happened: CustomerRegistered.
	partyNames = phrases("user, customer, person, patient, employee, contact, passenger, guest, recipient, subscriber, applicant, payer")
	// houseWords say that what follows is nobody's: SupportEmail.
	houseWords = words("support company noreply service system business store shop office feature node host server pod template has is")
	// protectedWords say that a value is not in the clear.
	protectedWords = words("hash hashed digest sha256 bcrypt hmac encrypted encrypt cipher ciphertext sealed seal masked mask redacted redact tokenized tokenised tokenize tokenise anonymized " +
		"anonymised anonymize anonymise pseudonym pseudonymized pseudonymised obfuscated obfuscate scrub scrubbed fingerprint vault")

	// participles are past forms that do not end in -ed.
	participles = words("sent resent paid built rebuilt bought sold made lost found won left begun written overwritten read set reset put cut hit met held kept given taken chosen broken " +
		"shown drawn withdrawn spent seen known born done undone gone become run rerun split shut sunk frozen hidden stolen told taught brought caught thrown grown bound unbound led fed heard " +
		"laid lent meant quit shot slept spoken stood stuck understood woken worn went came began took chose broke wrote gave")
	// presents end in -ed and are no past forms.
	presents = words("feed need seed speed embed bed red shed proceed exceed succeed indeed")
	// eventWords say that a topic carries events, or that a type is one.
	eventWords = words("event events")

	// blobWords are of values of any size.
	blobWords = words("document file image photo picture video audio pdf attachment upload uploaded avatar thumbnail scan media html blob archive export base64 binary content contents screenshot recording documents files images photos pictures videos attachments scans")
	// smallWords are of bytes that are few.
	smallWords = words("hash digest checksum sum signature sig key id uuid nonce salt mac hmac proof root address iv token cursor trace span ip size length type name")
	// limitWords are of functions that read no more than so much, or shorten what they are given.
	limitWords = words("limit limited limits max truncate truncated thumbnail resize shrink bounded")

	// wholeWords end the names of events that do not say what they tell of, unless they carry it.
	wholeWords = words("created updated changed placed registered submitted modified edited saved upserted")
	// metaWords are of fields that tell of the event, not of what happened.
	metaWords = phrases("type, event type, kind, event name, event, source, producer, occurred at, created at, timestamp, time, occurred on, at, event time, published at, sent at, trace id, correlation id, causation id, request id, tenant id, specversion, date, ts")

	// verbs are commands and nothing else: words that are nouns too, such as order, charge or request, are not among them.
	verbs = words("create update delete remove add send cancel pay notify register approve reject confirm generate assign reserve allocate deallocate validate verify publish deliver execute " +
		"submit activate deactivate enable disable calculate recalculate provision terminate suspend resume unsubscribe subscribe enqueue dispatch invite block unblock lock unlock revoke")
	// commandWords say that a message, or where it goes, asks for something.
	commandWords = words("command commands cmd cmds job jobs task tasks work worker workers request requests req rpc query queries queue queues todo action actions webhook call")
	// controlWords are of fields that tell consumers what to do.
	controlWords = phrases("next step, next action, next stage, next service, next handler, next state, next topic, retry count, retry attempt, retry attempts, retries, max retries, reply to, reply topic, reply channel, reply queue")

	// momentWords are of fields that tell when something happened.
	momentWords = phrases("occurred at, occurred on, happened at, created at, updated at, timestamp, event time, time, placed at, registered at, modified at, changed at")
	// madeWords end the names of events that tell that something is new.
	madeWords = words("created placed registered added opened submitted signed inserted")

	// traceName is of a field or header that carries a trace, or what belongs together.
	traceName = lazyregexp.New(`(?i)trace|^b3$|span|correlation|causation|request[-_. ]?id|baggage`)
	// tracingClient is of packages that wrap the client of a broker to trace what it publishes.
	tracingClient = lazyregexp.New(`otel(sarama|kafka|nats|amqp|rabbit|watermill|pubsub|aws|sns|sqs)|kotel|wotel|(sarama|kafka|nats|amqp|watermill|confluent)[-a-z]*(otel|trac)|(otel|trac)[a-z]*[-_](sarama|kafka|nats|amqp|rabbit|watermill)|dd-trace-go[./v0-9]*/contrib/[^.(]*(sarama|kafka|nats|amqp|pubsub|aws|watermill)|opentracing-contrib/[^.(]*(sarama|kafka|nats|amqp)|go\.elastic\.co/apm`)
	// traceSetting is of a client's setting that does so.
	traceSetting = lazyregexp.New(`OpenTelemetryTracing$`)
)

// phrases splits a list of phrases into their words.
func phrases(list string) [][]string {
	var out [][]string
	for p := range strings.SplitSeq(list, ", ") {
		out = append(out, strings.Fields(p))
	}
	return out
}

func words(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// wordsOf splits a name into small words: "CustomerEmail", "customer-email" and "customer.email" are customer and email, "HTTPStatus" is http and status.
func wordsOf(name string) []string {
	var out []string
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, strings.ToLower(name[start:end]))
			start = -1
		}
	}
	upper := func(i int) bool { return i < len(name) && name[i] >= 'A' && name[i] <= 'Z' }
	lower := func(i int) bool { return i < len(name) && name[i] >= 'a' && name[i] <= 'z' }
	for i := range len(name) {
		switch digit := name[i] >= '0' && name[i] <= '9'; {
		case !upper(i) && !lower(i) && !digit:
			flush(i)
			continue
		case upper(i) && i > 0 && (!upper(i-1) || lower(i+1)):
			flush(i) // a word begins: after a small letter, or the last capital of HTTPStatus
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(name))
	return out
}

// endsIn tells whether words end in one of the phrases.
func endsIn(ws []string, ps [][]string) bool {
	return slices.ContainsFunc(ps, func(p []string) bool { return len(p) <= len(ws) && slices.Equal(ws[len(ws)-len(p):], p) })
}

// hasOf tells whether one of the words is in a list.
func hasOf(ws []string, list map[string]bool) bool {
	return slices.ContainsFunc(ws, func(w string) bool { return list[w] })
}

// past tells whether a word is the past form of a verb.
func past(w string) bool {
	return participles[w] || len(w) > 3 && strings.HasSuffix(w, "ed") && !presents[w]
}

var versionPart = lazyregexp.New(`^v?\d+$`)

// said drops from the words of a name what does not tell what happened: versions, and "event" at its end.
func said(ws []string) []string {
	for len(ws) > 0 && (versionPart.MatchString(ws[len(ws)-1]) || eventWords[ws[len(ws)-1]] || ws[len(ws)-1] == "message" || ws[len(ws)-1] == "payload") {
		ws = ws[:len(ws)-1]
	}
	return ws
}
