package checklist

import "slices"

// maxRemarks is how many remarks a pull request shows beside its lines at a time. The check run has all.
const maxRemarks = 25

// planRemarks tells beside changed lines what is not told there yet, and takes back what is found no more, unless somebody has answered it.
func planRemarks(desired []Remark, current Pull) []Action {
	found, told := map[string]bool{}, map[string]bool{}
	for _, r := range desired {
		found[r.Fingerprint] = true
	}
	var out []Action
	for _, c := range current.Remarks {
		fingerprint := RemarkOf(c.Body)
		answered := slices.ContainsFunc(current.Remarks, func(o LineComment) bool { return o.ReplyTo == c.ID })
		switch {
		case !c.Own || fingerprint == "" || c.ReplyTo != 0: // of somebody else, or about something else
		case !answered && (!found[fingerprint] || told[fingerprint]): // repaired, or told twice
			out = append(out, Action{Kind: DeleteRemark, Comment: c.ID})
		default:
			told[fingerprint] = true
		}
	}
	var add []Remark
	for _, r := range desired {
		if r.Changed && !told[r.Fingerprint] && len(told) < maxRemarks {
			told[r.Fingerprint] = true
			add = append(add, r)
		}
	}
	if len(add) > 0 {
		out = append(out, Action{Kind: CreateRemarks, Remarks: add})
	}
	return out
}
