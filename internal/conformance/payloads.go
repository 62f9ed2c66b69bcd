package conformance

import (
	"encoding/json"
	"testing"
)

// attacks are the files of the folder sanitize: 20,680 attacks and odd inputs.
var attacks = []string{
	"a2_dompurify_testsuite_literals", "a_dompurify_expect", "b2_html5lib_sanitizer", "b3_html5lib_tokenizer", "b_html5lib_tree",
	"c2_portswigger", "c3_mxss", "c4_other_sanitizer_tests", "c5_wpt_sanitizer", "c_xss_lists", "d_naughty_strings",
}

// Payloads calls do for each attack of the data.
func Payloads(tb testing.TB, do func(id, payload string)) {
	tb.Helper()
	for _, name := range attacks {
		Lines(tb, "sanitize/"+name+".jsonl", func(_ int, line []byte) {
			var row struct{ ID, Payload string }
			if err := json.Unmarshal(line, &row); err != nil {
				tb.Fatal(err)
			}
			do(row.ID, row.Payload)
		})
	}
}
