// Package queues enqueues jobs and works them: the handlers of these libraries are values with a method.
package queues

import (
	"context"
	"encoding/json"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/nsqio/go-nsq"
	"github.com/riverqueue/river"
)

type Charge struct{ Order string }

func (Charge) Kind() string { return "charge" }

type Ship struct{ Order string }

func (Ship) Kind() string { return "ship" }

type service struct {
	river *river.Client[pgx.Tx]
	asynq *asynq.Client
	nsq   *nsq.Producer
	last  string
}

func (s *service) charge(ctx context.Context, order string) error {
	_, err := s.river.Insert(ctx, Charge{order}, nil) // edge: publish "charge" edges/queues.Charge high
	return err
}

func (s *service) ship(ctx context.Context, tx pgx.Tx, order string) error {
	_, err := s.river.InsertTx(ctx, tx, Ship{order}, nil) // edge: publish "ship" edges/queues.Ship high outbox
	return err
}

type chargeWorker struct {
	river.WorkerDefaults[Charge]
	last string
}

func (w *chargeWorker) Work(ctx context.Context, job *river.Job[Charge]) error {
	w.last = job.Args.Order
	return nil
}

func (s *service) workers() *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, &chargeWorker{})                                                       // edge: consume "charge" edges/queues.Charge high
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[Ship]) error { // edge: consume "ship" edges/queues.Ship high
		s.last = job.Args.Order
		return nil
	}))
	return workers
}

type Mail struct{ To string }

type Invoice struct{ Order string }

func (s *service) mail(ctx context.Context, to string) error {
	body, err := json.Marshal(Mail{to})
	if err != nil {
		return err
	}
	_, err = s.asynq.EnqueueContext(ctx, asynq.NewTask("mail:send", body), asynq.MaxRetry(3)) // edge: publish "mail:send" edges/queues.Mail high
	return err
}

// newInvoice makes a task: which one it is, is told by it.
func newInvoice(order string) (*asynq.Task, error) {
	body, err := json.Marshal(Invoice{order})
	if err != nil {
		return nil, err
	}
	return asynq.NewTask("invoice:print", body), nil
}

func (s *service) invoice(order string) error {
	task, err := newInvoice(order)
	if err != nil {
		return err
	}
	_, err = s.asynq.Enqueue(task) // edge: publish "invoice:print" edges/queues.Invoice high
	return err
}

func (s *service) sendMail(ctx context.Context, task *asynq.Task) error {
	var m Mail
	if err := json.Unmarshal(task.Payload(), &m); err != nil {
		return err
	}
	s.last = m.To
	return nil
}

type printer struct{ last string }

func (p *printer) ProcessTask(ctx context.Context, task *asynq.Task) error {
	var i Invoice
	if err := json.Unmarshal(task.Payload(), &i); err != nil {
		return err
	}
	p.last = i.Order
	return nil
}

// The server is given a mux of the library, which consumes nothing by itself.
func (s *service) serve(server *asynq.Server) error {
	mux := asynq.NewServeMux()
	mux.HandleFunc("mail:send", s.sendMail) // edge: consume "mail:send" edges/queues.Mail high
	mux.Handle("invoice:print", &printer{}) // edge: consume "invoice:print" edges/queues.Invoice high
	return server.Run(mux)
}

func (s *service) serveAll(server *asynq.Server) error {
	return server.Run(asynq.HandlerFunc(s.sendMail)) // edge: consume unknown edges/queues.Mail high
}

type Moved struct{ Item string }

func (s *service) moved(item string) error {
	body, err := json.Marshal(Moved{item})
	if err != nil {
		return err
	}
	return s.nsq.Publish("moved", body) // edge: publish "moved" edges/queues.Moved high
}

type stock struct{ last string }

func (s *stock) HandleMessage(m *nsq.Message) error {
	var e Moved
	if err := json.Unmarshal(m.Body, &e); err != nil {
		return err
	}
	s.last = e.Item
	return nil
}

func consume() error {
	c, err := nsq.NewConsumer("moved", "stock", nsq.NewConfig())
	if err != nil {
		return err
	}
	c.AddHandler(&stock{})                                               // edge: consume "moved" edges/queues.Moved high
	c.AddConcurrentHandlers(nsq.HandlerFunc(func(m *nsq.Message) error { // edge: consume "moved" edges/queues.Moved high
		var e Moved
		return json.Unmarshal(m.Body, &e)
	}), 4)
	return nil
}
