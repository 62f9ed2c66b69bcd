package wordpress

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// The attachments and reusable blocks of testdata/body.txt.
var (
	testMedia = map[int64]presse.Media{
		1: {ID: "1", URL: "https://journal.example/port.jpg", Width: 1600, Height: 1067, Alt: "Trois grues & un quai", Caption: "Le port",
			Credit:     presse.Credit{Text: "Photo : Inès Tazi"},
			Renditions: []presse.Rendition{{URL: "https://journal.example/port-300x200.jpg", Width: 300, Height: 200}, {URL: "https://journal.example/port-150x150.jpg", Width: 150, Height: 150}}},
		2: {ID: "2", Kind: "image", Type: "image/jpeg", URL: "https://journal.example/stade.jpg", Width: 800, Height: 1200},
		3: {ID: "3", Kind: "audio", Type: "audio/mpeg", URL: "https://journal.example/son.mp3", Caption: "Épisode 3"},
		4: {ID: "4", URL: "https://ancien.example/g.jpg"},
		5: {ID: "5", URL: "https://journal.example/marche.jpg", Caption: "Au marché", Credit: presse.Credit{Text: "Archives"},
			Unknown: map[string]json.RawMessage{storedCaption: json.RawMessage(`"<em>Au marché</em>. Ph. Archives"`)}},
	}
	testBlocks = map[int64]string{
		40: "<!-- wp:paragraph -->\n<p>Abonnez-vous pour 30 DH.</p>\n<!-- /wp:paragraph -->",
		41: "<p>Un cycle :</p><!-- wp:block {\"ref\":42} /-->",
		42: "<!-- wp:block {\"ref\":41} /-->",
	}
)

func testOptions() BodyOptions {
	return BodyOptions{
		base:  "https://journal.example",
		Media: func(id int64) (presse.Media, bool) { m, ok := testMedia[id]; return m, ok },
		Block: func(id int64) (string, bool) { text, ok := testBlocks[id]; return text, ok },
	}
}

func lossLines(losses []presse.Loss) string {
	var out strings.Builder
	for _, l := range losses {
		fmt.Fprintf(&out, "%s %s: %v\n", l.Kind, l.Value, l.Err)
	}
	return out.String()
}

// TestBodies reads cases: after "=== " the rule, then parts "--- in", "--- out" and so on.
func TestBodies(t *testing.T) {
	const name = "testdata/body.txt"
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(golden), "\n=== ")
	var rewritten strings.Builder
	rewritten.WriteString(head)
	cases := 0
	for one := range strings.SplitSeq(rest, "\n=== ") {
		rule, text, _ := strings.Cut(one, "\n")
		parts := make(map[string]string)
		for part := range strings.SplitSeq("\n"+text, "\n--- ") {
			if key, value, _ := strings.Cut(part, "\n"); key != "" {
				parts[key] = strings.TrimRight(value, "\n")
			}
		}
		cases++
		o := testOptions()
		o.Notes = []byte(parts["notes"])
		if ids, ok := parts["attached"]; ok {
			o.attached = func(string) []int64 { return idList(ids) }
		}
		if _, ok := parts["link"]; ok {
			o.Link = func(s string) string { return strings.Replace(s, "https://ancien.example/", "/", 1) }
		}
		out, losses := Body(parts["in"], o)
		lost := strings.TrimRight(lossLines(losses), "\n")
		rewritten.WriteString("\n=== " + rule)
		for _, key := range []string{"notes", "link", "attached"} {
			if value, ok := parts[key]; ok {
				rewritten.WriteString(strings.TrimRight("\n--- "+key+"\n"+value, "\n"))
			}
		}
		rewritten.WriteString("\n--- in\n" + parts["in"] + "\n--- out\n" + strings.TrimRight(out, "\n") + "\n--- lost\n" + lost + "\n")
		if *updateGolden {
			continue
		}
		t.Run(rule, func(t *testing.T) {
			if got := strings.TrimRight(out, "\n"); got != parts["out"] {
				t.Errorf("Body(%q)\n got %s\nwant %s", parts["in"], got, parts["out"])
			}
			if lost != parts["lost"] {
				t.Errorf("Body(%q) loses\n%s\nwant\n%s", parts["in"], lost, parts["lost"])
			}
		})
	}
	if cases < 49 {
		t.Errorf("%d cases, want at least 49", cases)
	}
	if *updateGolden {
		if err := os.WriteFile(name, []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
