// Package analyzers lists the rules.
package analyzers

import (
	"github.com/buslint/buslint/analyzers/asyncctx"
	"github.com/buslint/buslint/analyzers/autocreate"
	"github.com/buslint/buslint/analyzers/callback"
	"github.com/buslint/buslint/analyzers/commiterr"
	"github.com/buslint/buslint/analyzers/corenats"
	"github.com/buslint/buslint/analyzers/dbpayload"
	"github.com/buslint/buslint/analyzers/detachedpublish"
	"github.com/buslint/buslint/analyzers/dualwrite"
	"github.com/buslint/buslint/analyzers/dyntopic"
	"github.com/buslint/buslint/analyzers/eventloop"
	"github.com/buslint/buslint/analyzers/keyignored"
	"github.com/buslint/buslint/analyzers/lostasync"
	"github.com/buslint/buslint/analyzers/lostbatch"
	"github.com/buslint/buslint/analyzers/lostpublish"
	"github.com/buslint/buslint/analyzers/noeventid"
	"github.com/buslint/buslint/analyzers/noflush"
	"github.com/buslint/buslint/analyzers/noidempotence"
	"github.com/buslint/buslint/analyzers/nokey"
	"github.com/buslint/buslint/analyzers/oncommithook"
	"github.com/buslint/buslint/analyzers/ormhook"
	"github.com/buslint/buslint/analyzers/outboxbypass"
	"github.com/buslint/buslint/analyzers/producerchurn"
	"github.com/buslint/buslint/analyzers/readafterpublish"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/analyzers/slowhandler"
	"github.com/buslint/buslint/analyzers/transient"
	"github.com/buslint/buslint/analyzers/txbypass"
	"github.com/buslint/buslint/analyzers/txcall"
	"github.com/buslint/buslint/analyzers/txpublish"
	"github.com/buslint/buslint/analyzers/txretry"
	"github.com/buslint/buslint/analyzers/unconfirmed"
	"github.com/buslint/buslint/analyzers/unstableid"
	"github.com/buslint/buslint/analyzers/unstablekey"
	"github.com/buslint/buslint/analyzers/untyped"
	"github.com/buslint/buslint/analyzers/unversioned"
	"github.com/buslint/buslint/analyzers/weakacks"
)

// All returns every rule, sorted by name.
func All() []rule.Rule {
	return []rule.Rule{
		asyncctx.Rule,
		autocreate.Rule,
		callback.Rule,
		commiterr.Rule,
		corenats.Rule,
		dbpayload.Rule,
		detachedpublish.Rule,
		dualwrite.Rule,
		dyntopic.Rule,
		eventloop.Rule,
		keyignored.Rule,
		lostasync.Rule,
		lostbatch.Rule,
		lostpublish.Rule,
		noeventid.Rule,
		noflush.Rule,
		noidempotence.Rule,
		nokey.Rule,
		oncommithook.Rule,
		ormhook.Rule,
		outboxbypass.Rule,
		producerchurn.Rule,
		readafterpublish.Rule,
		slowhandler.Rule,
		transient.Rule,
		txbypass.Rule,
		txcall.Rule,
		txpublish.Rule,
		txretry.Rule,
		unconfirmed.Rule,
		unstableid.Rule,
		unstablekey.Rule,
		untyped.Rule,
		unversioned.Rule,
		weakacks.Rule,
	}
}
