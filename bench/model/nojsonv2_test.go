//go:build !goexperiment.jsonv2

package model

import "testing"

func TestArticlesGoThroughJSONv2(t *testing.T) {
	t.Skip("encoding/json/v2 is an experiment of this Go: run GOEXPERIMENT=jsonv2 go test ./model")
}
