package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/buslint/buslint/catalog"
)

func (a *app) catalogObserve() *cobra.Command {
	var kafka, nats, format, output, name, when string
	c := &cobra.Command{
		Use:   "observe --kafka-groups FILE | --nats FILE",
		Short: "Make a catalogue of the consumers that a broker has seen",
		Long: "Reads what a broker says of its consumers, from files alone, and writes it as a catalogue for `buslint catalog merge` and `buslint consumers`:\n\n" +
			"  kafka-consumer-groups --bootstrap-server ... --describe --all-groups > groups.txt\n" +
			"  nats consumer info STREAM CONSUMER --json > consumer.json       # one, or a list of such\n" +
			"  buslint catalog observe --kafka-groups groups.txt --format json -o catalogs/kafka.json\n\n" +
			"Exit code: 0 done, 2 wrong use or unreadable files.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if format != "text" && format != "json" {
				return exit{Usage, fmt.Errorf("--format %q is neither text nor json", format)}
			}
			if kafka == "" && nats == "" {
				return exit{Usage, errors.New("name what the broker says: --kafka-groups FILE or --nats FILE")}
			}
			if _, err := time.Parse(time.RFC3339, when); err != nil && when != "" {
				return exit{Usage, fmt.Errorf("--at %q is no time such as 2026-11-22T10:00:00Z", when)}
			}
			var edges []catalog.Edge
			for _, from := range []struct {
				file string
				read func(string, []byte) ([]catalog.Edge, error)
			}{{kafka, catalog.ParseKafkaGroups}, {nats, catalog.ParseNATS}} {
				if from.file == "" {
					continue
				}
				data, err := os.ReadFile(from.file)
				if err != nil {
					return exit{Usage, fmt.Errorf("read what the broker says: %w", err)}
				}
				seen, err := from.read(filepath.ToSlash(from.file), data)
				if err != nil {
					return exit{Usage, err}
				}
				edges = append(edges, seen...)
			}
			seen := catalog.New(edges)
			seen.Origins = []catalog.Origin{{Module: name, Time: when}}
			write := catalog.Text
			if format == "json" {
				write = catalog.Encode
			}
			return a.write(output, func(w io.Writer) error { return write(w, seen) })
		},
	}
	fl := c.Flags()
	fl.StringVar(&kafka, "kafka-groups", "", "what kafka-consumer-groups --describe printed")
	fl.StringVar(&nats, "nats", "", "what nats consumer info --json printed")
	fl.StringVar(&name, "name", "broker", "what the broker is called in merged catalogues")
	fl.StringVar(&when, "at", "", "when that was printed, such as 2026-11-22T10:00:00Z; needed where catalogues must not be old")
	fl.StringVar(&format, "format", "text", "text or json")
	fl.StringVarP(&output, "output", "o", "", "file to write instead of standard output")
	return c
}
