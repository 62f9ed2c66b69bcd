// Command draw draws the pictures of the invented newspaper, each in the three widths that
// its WordPress made of it. Run it in examples/site/content:
//
//	go run ./draw
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// folder is where WordPress keeps what was uploaded.
const folder = "uploads/2026"

// widths are those of the files, in pixels. The largest is the file itself; WordPress puts the
// size of the others into their names.
var widths = []int{1600, 960, 480}

// A scene is a picture: its file, its height in units at a width of 1,600, how much of what is
// drawn is above it, and what is on it.
type scene struct {
	file        string
	height, top int
	draw        func(*canvas)
}

func main() {
	log.SetFlags(0)
	total := 0
	for _, s := range scenes {
		if len(os.Args) > 1 && !slices.Contains(os.Args[1:], s.file) {
			continue
		}
		for _, width := range widths {
			n, err := s.write(width)
			if err != nil {
				log.Fatal(err)
			}
			total += n
		}
	}
	fmt.Printf("%d pictures, %d bytes\n", len(scenes), total)
}

// write writes the picture in one width, and returns the size of the file.
func (s scene) write(width int) (int, error) {
	name := filepath.Join(folder, s.name(width))
	var file bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&file, s.picture(width)); err != nil {
		return 0, err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return 0, err
	}
	return file.Len(), os.WriteFile(name, file.Bytes(), 0o644)
}

// pixels returns the height of the picture in pixels.
func (s scene) pixels(width int) int { return (s.height*width + widths[0]/2) / widths[0] }

// name returns the path of the file of one width, below the folder.
func (s scene) name(width int) string {
	if width == widths[0] {
		return filepath.FromSlash(s.file) + ".png"
	}
	return filepath.FromSlash(s.file) + fmt.Sprintf("-%dx%d.png", width, s.pixels(width))
}

// picture draws the scene in one width.
func (s scene) picture(width int) *image.Paletted {
	c := newCanvas(width, s.pixels(width), float64(widths[0]), float64(s.top))
	s.draw(c)
	return paletted(c.img)
}

// colours is the size of the palette. With 20 the files are a sixth smaller than with 64, and the
// smallest scenes of colour, such as a lamp, are still there.
const colours = 20

// paletted returns the picture with the colours that it has most of.
func paletted(img *image.RGBA) *image.Paletted {
	counts := make(map[color.RGBA]int)
	for i := 0; i < len(img.Pix); i += 4 {
		counts[color.RGBA{img.Pix[i], img.Pix[i+1], img.Pix[i+2], 255}]++
	}
	all := make([]color.RGBA, 0, len(counts))
	for c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	palette := choose(all, counts)
	out := image.NewPaletted(img.Rect, palette)
	index := make(map[color.RGBA]uint8, len(counts))
	for _, c := range all {
		index[c] = uint8(palette.Index(c))
	}
	for i := range out.Pix {
		out.Pix[i] = index[color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], 255}]
	}
	return out
}

// choose returns a palette: first what there is most of, then again and again the colour that
// is worst without its own entry. Areas count by their square root, so that small ones matter.
func choose(all []color.RGBA, counts map[color.RGBA]int) color.Palette {
	palette := color.Palette{all[0]}
	far := make([]int, len(all)) // squared distance to the palette
	for i, c := range all {
		far[i] = distance(c, all[0])
	}
	for len(palette) < colours {
		worst, at := 0.0, -1
		for i, c := range all {
			if bad := math.Sqrt(float64(counts[c])) * float64(far[i]); bad > worst {
				worst, at = bad, i
			}
		}
		if at < 0 {
			break
		}
		palette = append(palette, all[at])
		for i, c := range all {
			far[i] = min(far[i], distance(c, all[at]))
		}
	}
	return palette
}

// distance returns the squared distance of two colours.
func distance(a, b color.RGBA) int {
	r, g, l := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + l*l
}
