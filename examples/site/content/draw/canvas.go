package main

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"
)

// A canvas is a picture that shapes are filled on, with smooth edges. Scenes are drawn in the
// units of the largest size, whatever the size in pixels.
type canvas struct {
	img   *image.RGBA
	scale float64   // pixels per unit
	top   float64   // how much is cut off above the picture, in units
	cover []float64 // signed areas of the shape that is being filled, two more a line than pixels: see add
}

func newCanvas(width, height int, unitWidth, top float64) *canvas {
	return &canvas{
		img:   image.NewRGBA(image.Rect(0, 0, width, height)),
		scale: float64(width) / unitWidth,
		top:   top,
		cover: make([]float64, (width+2)*height),
	}
}

// A point is a place in units, from the top left.
type point struct{ x, y float64 }

// A shape is a list of closed outlines, each in the sense of the hands of a clock.
type shape [][]point

// hex returns the colour of "#rrggbb".
func hex(s string) color.RGBA {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		panic("draw: not a colour: " + s)
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

// fill fills a shape with a colour.
func (c *canvas) fill(col string, shapes ...shape) { c.tint(col, 1, shapes...) }

// levels is how finely the edges are smoothed: more is not seen, and the files are a tenth larger.
const levels = 3

// tint fills a shape with a colour that lets what is below shine through.
func (c *canvas) tint(col string, alpha float64, shapes ...shape) {
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	left, top, right, bottom := w, h, 0, 0 // what the shapes are in
	for _, s := range shapes {
		for _, outline := range s {
			for i, p := range outline {
				q := outline[(i+1)%len(outline)]
				x, y := p.x*c.scale, (p.y-c.top)*c.scale
				left, right = min(left, int(x)), max(right, int(x)+2)
				top, bottom = min(top, int(y)), max(bottom, int(y)+2)
				c.add(x, y, q.x*c.scale, (q.y-c.top)*c.scale)
			}
		}
	}
	paint := hex(col)
	left, top, right, bottom = max(left, 0), max(top, 0), min(right, w), min(bottom, h)
	for y := top; y < bottom; y++ {
		sum := 0.0
		row := c.cover[y*(w+2) : (y+1)*(w+2)]
		for x := left; x < right; x++ {
			sum += row[x]
			a := math.Round(math.Min(math.Abs(sum), 1)*levels) / levels * alpha
			if a < 1.0/512 {
				continue
			}
			i := c.img.PixOffset(x, y)
			pix := c.img.Pix[i : i+4]
			for k, v := range [3]uint8{paint.R, paint.G, paint.B} {
				pix[k] = uint8(math.Round(float64(pix[k])*(1-a) + float64(v)*a))
			}
			pix[3] = 255
		}
		clear(row)
	}
}

// add adds an edge to the cover. What a pixel is covered is the sum of the cells to its left
// in its line: the method of signed areas, which font rasterizers use.
func (c *canvas) add(x0, y0, x1, y1 float64) {
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	if y0 == y1 {
		return
	}
	sign := 1.0
	if y0 > y1 {
		x0, y0, x1, y1, sign = x1, y1, x0, y0, -1
	}
	slope := (x1 - x0) / (y1 - y0)
	if y0 < 0 {
		x0, y0 = x0-y0*slope, 0
	}
	limit := float64(w) // what is right of the picture covers nothing
	for y := int(y0); y < h && float64(y) < y1; y++ {
		top, bottom := math.Max(y0, float64(y)), math.Min(y1, float64(y+1))
		dy := (bottom - top) * sign
		a := math.Min(math.Max(x0+(top-y0)*slope, 0), limit)
		b := math.Min(math.Max(x0+(bottom-y0)*slope, 0), limit)
		if a > b {
			a, b = b, a
		}
		row := c.cover[y*(w+2):]
		first, last := int(a), int(b)
		if first == last {
			part := 1 - ((a+b)/2 - float64(first))
			row[first] += dy * part
			row[first+1] += dy * (1 - part)
			continue
		}
		// The edge crosses several pixels: each gets the area right of it.
		per := dy / (b - a)
		done := 0.0
		for x := first; x <= last; x++ {
			from, to := math.Max(a, float64(x)), math.Min(b, float64(x+1))
			area := per * ((to - from) * (float64(x+1) - (from+to)/2))
			over := per * (from - a) // what passed on the left covers the whole pixel
			row[x] += area + over - done
			done = area + over
		}
		row[last+1] += dy - done
	}
}

// path reads an outline written as in SVG, with the absolute commands M L H V C Q Z.
func path(d string) shape {
	var out shape
	var now []point
	words := strings.Fields(strings.ReplaceAll(d, ",", " "))
	at := 0
	num := func() float64 {
		v, err := strconv.ParseFloat(words[at], 64)
		if err != nil {
			panic(fmt.Sprintf("draw: path %q: %v", d, err))
		}
		at++
		return v
	}
	end := func() {
		if len(now) > 2 {
			out = append(out, clockwise(now))
		}
		now = nil
	}
	cmd := ""
	for at < len(words) {
		if strings.Contains("MLHVCQZ", words[at]) {
			cmd = words[at]
			at++
		}
		last := point{}
		if len(now) > 0 {
			last = now[len(now)-1]
		}
		switch cmd {
		case "M":
			end()
			now = append(now, point{num(), num()})
			cmd = "L"
		case "L":
			now = append(now, point{num(), num()})
		case "H":
			now = append(now, point{num(), last.y})
		case "V":
			now = append(now, point{last.x, num()})
		case "Q":
			c1, p := point{num(), num()}, point{num(), num()}
			a := point{last.x + (c1.x-last.x)*2/3, last.y + (c1.y-last.y)*2/3}
			b := point{p.x + (c1.x-p.x)*2/3, p.y + (c1.y-p.y)*2/3}
			now = curve(now, last, a, b, p)
		case "C":
			a, b, p := point{num(), num()}, point{num(), num()}, point{num(), num()}
			now = curve(now, last, a, b, p)
		case "Z":
			end()
		}
	}
	end()
	return out
}

// curve appends a cubic Bézier curve as 24 lines, which no eye sees at 1,600 pixels.
func curve(to []point, p, a, b, q point) []point {
	const steps = 24
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		to = append(to, point{
			u*u*u*p.x + 3*u*u*t*a.x + 3*u*t*t*b.x + t*t*t*q.x,
			u*u*u*p.y + 3*u*u*t*a.y + 3*u*t*t*b.y + t*t*t*q.y,
		})
	}
	return to
}

// clockwise returns an outline in the sense of the hands of a clock, so that shapes that
// overlap add up.
func clockwise(outline []point) []point {
	area := 0.0
	for i, p := range outline {
		q := outline[(i+1)%len(outline)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		for i, j := 0, len(outline)-1; i < j; i, j = i+1, j-1 {
			outline[i], outline[j] = outline[j], outline[i]
		}
	}
	return outline
}

func rect(x, y, w, h float64) shape {
	return shape{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}}
}

func poly(xy ...float64) shape {
	var out []point
	for i := 0; i+1 < len(xy); i += 2 {
		out = append(out, point{xy[i], xy[i+1]})
	}
	return shape{clockwise(out)}
}

func circle(x, y, r float64) shape { return ellipse(x, y, r, r) }

func ellipse(x, y, rx, ry float64) shape {
	const sides = 96
	out := make([]point, sides)
	for i := range out {
		a := 2 * math.Pi * float64(i) / sides
		out[i] = point{x + rx*math.Cos(a), y + ry*math.Sin(a)}
	}
	return shape{clockwise(out)}
}

// rounded is a rectangle with round corners.
func rounded(x, y, w, h, r float64) shape {
	return path(fmt.Sprintf("M %g %g H %g Q %g %g %g %g V %g Q %g %g %g %g H %g Q %g %g %g %g V %g Q %g %g %g %g Z",
		x+r, y, x+w-r, x+w, y, x+w, y+r, y+h-r, x+w, y+h, x+w-r, y+h, x+r, x, y+h, x, y+h-r, y+r, x, y, x+r, y))
}

// arch is a door or window whose top is a half circle; y is the ground.
func arch(x, y, w, h float64) shape {
	r := w / 2
	k := r * 0.5523 // a quarter circle as a Bézier curve
	return path(fmt.Sprintf("M %g %g V %g C %g %g %g %g %g %g C %g %g %g %g %g %g V %g Z",
		x, y, y-h+r, x, y-h+r-k, x+r-k, y-h, x+r, y-h, x+r+k, y-h, x+w, y-h+r-k, x+w, y-h+r, y))
}

// stroke is a line of a width through points, with round ends.
func stroke(width float64, xy ...float64) shape {
	var out shape
	for i := 0; i+3 < len(xy); i += 2 {
		x0, y0, x1, y1 := xy[i], xy[i+1], xy[i+2], xy[i+3]
		l := math.Hypot(x1-x0, y1-y0)
		if l == 0 {
			continue
		}
		dx, dy := -(y1-y0)/l*width/2, (x1-x0)/l*width/2
		out = append(out, clockwise([]point{{x0 + dx, y0 + dy}, {x1 + dx, y1 + dy}, {x1 - dx, y1 - dy}, {x0 - dx, y0 - dy}}))
	}
	for i := 0; i+1 < len(xy); i += 2 {
		out = append(out, circle(xy[i], xy[i+1], width/2)...)
	}
	return out
}

// line is a stroke along a curve written as in SVG; the curve is not closed.
func line(width float64, d string) shape {
	var xy []float64
	words := strings.Fields(strings.ReplaceAll(d, ",", " "))
	var pts []point
	at := 0
	num := func() float64 { v, _ := strconv.ParseFloat(words[at], 64); at++; return v }
	cmd := ""
	for at < len(words) {
		if strings.Contains("MLCQ", words[at]) {
			cmd = words[at]
			at++
		}
		switch cmd {
		case "C":
			a, b, p := point{num(), num()}, point{num(), num()}, point{num(), num()}
			pts = curve(pts, pts[len(pts)-1], a, b, p)
		case "Q":
			last := pts[len(pts)-1]
			c1, p := point{num(), num()}, point{num(), num()}
			pts = curve(pts, last, point{last.x + (c1.x-last.x)*2/3, last.y + (c1.y-last.y)*2/3}, point{p.x + (c1.x-p.x)*2/3, p.y + (c1.y-p.y)*2/3}, p)
		default:
			pts = append(pts, point{num(), num()})
		}
	}
	for _, p := range pts {
		xy = append(xy, p.x, p.y)
	}
	return stroke(width, xy...)
}

// waves is a band with a top edge of waves, from y down to bottom.
func waves(y, height, length, phase, bottom float64) shape {
	var out []point
	for x := -20.0; x <= 1640; x += 8 {
		out = append(out, point{x, y + height*math.Sin((x+phase)*2*math.Pi/length)})
	}
	out = append(out, point{1640, bottom}, point{-20, bottom})
	return shape{clockwise(out)}
}

// moved returns a shape moved and scaled about the origin.
func moved(s shape, dx, dy, k float64) shape {
	out := make(shape, len(s))
	for i, o := range s {
		out[i] = make([]point, len(o))
		for j, p := range o {
			out[i][j] = point{dx + k*p.x, dy + math.Abs(k)*p.y}
		}
		out[i] = clockwise(out[i])
	}
	return out
}
