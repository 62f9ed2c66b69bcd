package main

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestPictures draws every scene in the smallest width and compares it with the file, so that
// the pictures of the repository are those of the program.
func TestPictures(t *testing.T) {
	for _, s := range scenes {
		width := widths[len(widths)-1]
		f, err := os.Open(filepath.Join("..", folder, s.name(width)))
		if err != nil {
			t.Error(err)
			continue
		}
		want, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", s.file, err)
			continue
		}
		got := s.picture(width)
		if got.Bounds() != want.Bounds() {
			t.Errorf("%s: drawn in the size %v, the file has %v", s.file, got.Bounds(), want.Bounds())
			continue
		}
		differ := 0
		for y := range got.Rect.Dy() {
			for x := range width {
				r1, g1, b1, _ := got.At(x, y).RGBA()
				r2, g2, b2, _ := want.At(x, y).RGBA()
				if r1 != r2 || g1 != g2 || b1 != b2 {
					differ++
				}
			}
		}
		// Processors round sums of products differently: an edge may be another shade.
		if differ > width*got.Rect.Dy()/1000 {
			t.Errorf("%s: %d pixels differ from the file: run go run ./draw in the folder above", s.file, differ)
		}
	}
}

// TestEdges checks what a shape covers of the pixels that its edges cross.
func TestEdges(t *testing.T) {
	for _, c := range []struct {
		name  string
		shape shape
		x, y  int
		want  uint8
	}{
		{"a whole pixel", rect(1, 1, 2, 2), 1, 1, 255},
		{"outside", rect(1, 1, 2, 2), 4, 1, 0},
		{"left of it", rect(1, 1, 2, 2), 0, 1, 0},
		{"a third, by an upright edge", rect(1, 1, 1.0/3, 2), 1, 1, 85},
		{"a third, by a level edge", rect(1, 1, 2, 1.0/3), 1, 1, 85},
		{"cut by the left border", rect(-5, 1, 7, 2), 0, 1, 255},
		{"cut by the right border", rect(6, 1, 9, 2), 7, 1, 255},
		{"cut by the upper border", rect(1, -5, 2, 7), 1, 0, 255},
		{"a border does not leak into the next line", rect(6, 1, 9, 1), 0, 2, 0},
		{"two shapes that overlap", append(rect(1, 1, 2, 2), rect(1, 1, 2, 2)...), 1, 1, 255},
	} {
		canvas := newCanvas(8, 8, 8, 0)
		canvas.fill("#ffffff", c.shape)
		if got := canvas.img.RGBAAt(c.x, c.y).R; got != c.want {
			t.Errorf("%s: pixel %d, %d is %d, want %d", c.name, c.x, c.y, got, c.want)
		}
	}
}
