package wordpress

import "github.com/presse-go/presse"

type BodyOptions struct {
	Media func(id int64) (presse.Media, bool)
	Block func(id int64) (string, bool)
	Notes []byte
	Link  func(string) string
}

func Body(stored string, o BodyOptions) (string, []presse.Loss) { return stored, nil }

func restrictedContent(stored string) (by string, ok bool) { return "", false }
