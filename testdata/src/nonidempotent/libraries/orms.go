package libraries

import (
	"github.com/go-pg/pg/v10"
	"github.com/google/uuid"
	"github.com/nsqio/go-nsq"
	"xorm.io/xorm"

	"nonidempotent/ent"
)

// Line is a row that the database numbers.
type Line struct {
	Number int64 `pg:"number,pk" xorm:"pk autoincr 'number'"`
	Text   string
}

// Letter is a row that the message names.
type Letter struct {
	ID   string `pg:"id,pk" xorm:"pk 'id'"`
	Text string
}

// Parcel has a key of its own, but only one for each event.
type Parcel struct {
	Number  int64  `pg:"number,pk" xorm:"pk autoincr 'number'"`
	EventID string `pg:"event_id,unique" xorm:"unique"`
}

type orms struct {
	ent  *ent.Client
	xorm *xorm.Engine
	pg   *pg.DB
}

func (o *orms) start(c *nsq.Consumer) {
	for _, handle := range []nsq.HandlerFunc{o.viaEnt, o.viaEntOnce, o.viaEntUpsert, o.viaXorm, o.viaXormOnce, o.viaPg, o.viaPgOnce, o.viaPgUpsert} {
		c.AddHandler(handle)
	}
}

func (o *orms) viaEnt(m *nsq.Message) error {
	ctx, _, text := parts(m)
	if _, err := o.ent.Note.Create().SetText(text).Save(ctx); err != nil { // want "warning: message that is delivered again inserts another row"
		return err
	}
	return o.ent.Note.Create().SetID(uuid.NewString()).SetText(text).Exec(ctx) // want "warning: message that is delivered again inserts another row"
}

func (o *orms) viaEntOnce(m *nsq.Message) error {
	ctx, id, text := parts(m)
	_, err := o.ent.Note.Create().SetID(id).SetText(text).Save(ctx)
	return err
}

func (o *orms) viaEntUpsert(m *nsq.Message) error {
	ctx, _, text := parts(m)
	return o.ent.Note.Create().SetText(text).OnConflict().Ignore().Exec(ctx)
}

func (o *orms) viaXorm(m *nsq.Message) error {
	_, _, text := parts(m)
	if _, err := o.xorm.Insert(&Line{Text: text}); err != nil { // want "warning: message that is delivered again inserts another row into \"Line\""
		return err
	}
	session := o.xorm.NewSession()
	defer session.Close()
	_, err := session.Insert(&Letter{ID: uuid.NewString(), Text: text}) // want "warning: message that is delivered again inserts another row into \"Letter\""
	return err
}

func (o *orms) viaXormOnce(m *nsq.Message) error {
	_, id, text := parts(m)
	if _, err := o.xorm.Insert(&Letter{ID: id, Text: text}); err != nil {
		return err
	}
	_, err := o.xorm.Insert(&Parcel{EventID: id})
	return err
}

func (o *orms) viaPg(m *nsq.Message) error {
	ctx, _, text := parts(m)
	if _, err := o.pg.ModelContext(ctx, &Line{Text: text}).Insert(); err != nil { // want "warning: message that is delivered again inserts another row into \"Line\""
		return err
	}
	letter := &Letter{ID: uuid.NewString(), Text: text}
	_, err := o.pg.Model(letter).Insert() // want "warning: message that is delivered again inserts another row into \"Letter\""
	return err
}

func (o *orms) viaPgOnce(m *nsq.Message) error {
	_, id, text := parts(m)
	if _, err := o.pg.Model(&Letter{ID: id, Text: text}).Insert(); err != nil {
		return err
	}
	_, err := o.pg.Model(&Parcel{EventID: id}).Insert()
	return err
}

func (o *orms) viaPgUpsert(m *nsq.Message) error {
	_, _, text := parts(m)
	_, err := o.pg.Model(&Line{Text: text}).OnConflict("DO NOTHING").Insert()
	return err
}
