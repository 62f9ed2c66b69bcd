package slug

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSize builds the programs under size without symbols and reports how much larger each
// is than one that only prints. The packages for slugs and folding, including the HTML
// reader and the normalisation tables of golang.org/x/text, must add less than
// gosimple/slug does.
func TestSize(t *testing.T) {
	if testing.Short() {
		t.Skip("builds four programs")
	}
	dir := t.TempDir()
	size := func(program string) int64 {
		binary := filepath.Join(dir, program)
		if out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", binary, "./size/"+program).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", program, err, out)
		}
		info, err := os.Stat(binary)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	empty := size("empty")
	added := make(map[string]int64)
	for _, program := range []string{"engine", "whole", "gosimple"} {
		added[program] = size(program) - empty
		t.Logf("%s adds %d bytes", program, added[program])
	}
	if added["engine"] >= added["gosimple"] {
		t.Errorf("engine adds %d bytes, want fewer than the %d of gosimple/slug", added["engine"], added["gosimple"])
	}
}
