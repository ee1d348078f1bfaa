package checklist

import (
	"embed"
	"path"
)

// File is where a team keeps its own questions, relative to the repository.
const File = ".buslint/checklist.yml"

//go:embed packs/*.yml
var packs embed.FS

// silencedPack asks about what a change silences.
const silencedPack = "silenced"

// Packs are buslint's own questions by what raises them, the most important first. A file that extends some of them asks the questions of these,
// and of silencedPack, alone.
var Packs = []string{"new-event", "new-consumer", "changed-event", "removed-event", "new-topic", silencedPack}

// Builtin returns buslint's own questions, those of all packs. rules are the names of all rules.
func Builtin(rules []string) ([]Question, error) {
	var out []Question
	for _, name := range Packs {
		file := path.Join("packs", name+".yml")
		data, err := packs.ReadFile(file)
		if err != nil {
			return nil, err
		}
		before := len(out)
		if out, err = Load(out, file, data, rules); err != nil {
			return nil, err
		}
		for i := range out[before:] {
			out[before+i].Pack = name
		}
	}
	return out, nil
}
