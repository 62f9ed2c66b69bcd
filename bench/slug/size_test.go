package slug

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSize builds the programs under size without symbols and reports how much larger each
// is than one that only prints. The packages for slugs and folding, including the HTML
// reader and the normalisation tables of golang.org/x/text, must add at most 400 KB.
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
	for _, program := range []string{"engine", "whole", "gosimple"} {
		t.Logf("%s adds %d bytes", program, size(program)-empty)
	}
	if added := size("engine") - empty; added > 400_000 {
		t.Errorf("engine adds %d bytes, want at most 400,000", added)
	}
}
