package main

import "math"

// This file has the scenes of the winter after the storm.

// breach is the jetty with a hole in it, and the crane that comes to mend it.
func breach(c *canvas) {
	c.fill("#cfdcdf", full(1067))
	c.fill("#e6e3d6", rect(0, 250, 1600, 160))
	c.fill("#f2dcc0", rect(0, 410, 1600, 120))
	c.fill("#fff3da", circle(380, 470, 66))
	c.fill("#9fb4ba", path("M -20 500 C 200 470 420 490 640 500 C 900 470 1200 480 1640 500 V 560 H -20 Z"))
	c.fill("#6f98a3", rect(0, 526, 1600, 541))
	c.tint("#fff3da", 0.7, rect(310, 540, 150, 6), rect(340, 562, 100, 6), rect(300, 588, 120, 6), rect(350, 616, 70, 6))
	c.fill("#5d8794", waves(660, 5, 380, 0, 1067))
	// the two ends of the jetty
	c.fill("#8b877c", poly(-20, 600, 600, 600, 650, 660, 700, 780, -20, 780))
	c.fill("#a7a293", poly(-20, 600, 600, 600, 622, 626, -20, 640))
	c.fill("#8b877c", poly(1000, 640, 1060, 600, 1620, 596, 1620, 760, 960, 760))
	c.fill("#a7a293", poly(1040, 614, 1060, 600, 1620, 596, 1620, 632, 1024, 634))
	for i := range 5 {
		x := float64(i)*130 - 10
		c.fill("#736f66", poly(x, 700, x+60, 668, x+112, 706, x+96, 776, x+10, 780))
	}
	for i := range 4 {
		x := 1130 + float64(i)*128
		c.fill("#736f66", poly(x, 690, x+60, 660, x+112, 700, x+96, 760, x+10, 762))
	}
	// blocks in the channel
	for _, b := range [][3]float64{{700, 770, 0.3}, {800, 800, -0.5}, {890, 760, 0.9}} {
		var s []point
		for _, p := range [4]point{{-58, -40}, {58, -40}, {58, 40}, {-58, 40}} {
			s = append(s, point{b[0] + p.x*math.Cos(b[2]) - p.y*math.Sin(b[2]), b[1] + p.x*math.Sin(b[2]) + p.y*math.Cos(b[2])})
		}
		c.fill("#7f7b71", shape{clockwise(s)})
	}
	c.fill("#4d7785", waves(790, 7, 300, 60, 1067))
	// the green light that is left, and people who look
	c.fill(cream, poly(1380, 600, 1390, 430, 1430, 430, 1440, 600))
	c.fill("#4f8f6b", rect(1386, 500, 48, 40))
	c.fill(ink, rect(1380, 420, 60, 12), poly(1386, 392, 1410, 366, 1434, 392), rect(1390, 392, 6, 30), rect(1424, 392, 6, 30))
	for i, x := range []float64{120, 190, 236, 330, 470, 520} {
		person(c, x, 604, []float64{104, 98, 66, 102, 100, 70}[i], []string{deep, earth, sun, night, leaf, brick}[i], ink, []string{skin, tan, skin, tan, skin, tan}[i])
	}
	// the floating crane
	c.fill("#3b2f3a", path("M 700 800 H 1080 L 1050 870 H 740 Z"))
	c.fill(earth, rect(716, 790, 350, 20))
	c.fill(sun, rect(930, 690, 110, 100))
	c.fill(night, rect(950, 710, 40, 34))
	c.fill("#c9923f", stroke(16, 930, 780, 700, 330), stroke(10, 970, 690, 700, 330))
	c.fill(ink, stroke(4, 700, 330, 700, 560), stroke(4, 700, 560, 660, 600), stroke(4, 700, 560, 740, 600))
	c.fill("#8b877c", rect(640, 600, 120, 76))
	c.fill("#a7a293", rect(640, 600, 120, 18))
	c.fill("#3f6877", waves(858, 8, 340, 180, 1067))
	c.fill("#335a69", waves(950, 8, 400, 40, 1067))
	gull(c, 1180, 330, 1.1, "#6b7f88")
	gull(c, 1090, 280, 0.8, "#6b7f88")
	gull(c, 250, 330, 0.8, "#6b7f88")
}

// nightTrain is a platform at night, with fishermen who wait.
func nightTrain(c *canvas) {
	c.fill("#1b2940", full(1067))
	c.fill("#24385a", rect(0, 300, 1600, 300))
	c.fill("#f4e3b4", circle(250, 250, 60))
	c.fill("#1b2940", circle(276, 236, 54))
	for _, s := range [][2]float64{{480, 190}, {690, 260}, {120, 420}, {900, 180}, {1180, 240}, {1480, 200}} {
		c.fill("#f4e3b4", circle(s[0], s[1], 4))
	}
	c.fill("#182338", path("M -20 560 C 300 470 700 500 1000 520 C 1300 470 1500 490 1640 480 V 760 H -20 Z"))
	// the train behind the platform
	c.fill(cream, rect(-20, 430, 1660, 330))
	c.fill("#dcd3bf", rect(-20, 430, 1660, 30))
	c.fill(sun, rect(-20, 640, 1660, 14))
	c.fill(earth, rect(-20, 654, 1660, 106))
	for i := range 5 {
		c.fill("#ffdf94", rounded(40+float64(i)*330, 486, 230, 130, 16))
		c.fill("#c9a85e", rect(40+float64(i)*330, 576, 230, 6))
	}
	c.fill("#243a55", rounded(705, 476, 160, 284, 10))
	c.fill("#ffe9b5", rect(720, 492, 62, 268), rect(788, 492, 62, 268))
	// a roof on posts, a clock
	c.fill("#141d2e", rect(0, 330, 1600, 34), poly(0, 330, 1600, 330, 1600, 310, 0, 296))
	for _, x := range []float64{330, 1240} {
		c.fill("#141d2e", rect(x-11, 364, 22, 480))
	}
	c.fill("#141d2e", circle(1010, 430, 58), rect(1004, 356, 12, 30))
	c.fill(cream, circle(1010, 430, 47))
	c.fill(ink, stroke(7, 1010, 430, 986, 446), stroke(6, 1010, 430, 996, 392))
	// the platform
	c.fill("#3d4152", rect(0, 760, 1600, 310))
	c.fill("#c9b98f", rect(0, 760, 1600, 16))
	c.tint("#ffe9b5", 0.25, poly(700, 776, 870, 776, 1010, 1067, 560, 1067))
	// six men with boots, bags and a thermos
	for i, x := range []float64{150, 300, 540, 930, 1100, 1420} {
		h := []float64{330, 350, 340, 350, 325, 345}[i]
		y := []float64{960, 985, 970, 980, 960, 990}[i]
		c.tint("#0e1420", 0.5, ellipse(x, y+2, 70, 12))
		person(c, x, y, h, []string{"#d98b3a", "#27506b", "#5b4a6b", "#2f6f78", "#9c3f33", "#27506b"}[i], "#141d2e", []string{tan, skin, tan, skin, tan, skin}[i])
		c.fill([]string{deep, earth, ink, sun, cream, brick}[i], path(sprint("M %g %g C %g %g %g %g %g %g Z", x-h*.1, y-h*.91, x-h*.1, y-h*1.03, x+h*.1, y-h*1.03, x+h*.1, y-h*.91)))
		if i%2 == 0 {
			c.fill("#c9b98f", rounded(x+h*.15, y-h*.34, h*.26, h*.34, 16))
			c.fill("#a8976c", stroke(8, x+h*.2, y-h*.33, x+h*.28, y-h*.45, x+h*.36, y-h*.33))
		}
	}
	c.fill(sea, rounded(1010, 900, 44, 86, 12))
	c.fill(cream, rect(1016, 888, 32, 18))
}

// seafront is the row of houses that look at the sea.
func seafront(c *canvas) {
	c.fill("#dfeae6", full(1067))
	c.fill("#f6ecd3", rect(0, 0, 1600, 240))
	houses := []struct {
		w, h      float64
		wall, sun string
		n, rows   int
	}{{200, 420, "#e8cfa8", "#d8b98c", 2, 3}, {250, 520, "#d99b7c", "#c4836a", 3, 4}, {180, 370, "#f1e4cb", "#dccbab", 2, 3}, {260, 470, "#a9c3bd", "#8fada8", 3, 3}, {210, 560, "#e6b98c", "#d0a074", 2, 4}, {240, 400, "#f1e4cb", "#dccbab", 3, 3}, {280, 500, "#c98f86", "#b47a74", 3, 4}}
	x := -10.0
	for i, b := range houses {
		top := 760 - b.h
		c.fill(b.wall, rect(x, top, b.w, b.h))
		c.fill(b.sun, rect(x+b.w-34, top, 34, b.h), rect(x, top, b.w, 14))
		step := (b.w - 40) / float64(b.n)
		for r := range b.rows {
			for k := range b.n {
				wx, wy := x+26+float64(k)*step, top+44+float64(r)*92
				col := "#4a6470"
				if (i*3+r*2+k)%6 == 1 {
					col = sun
				}
				c.fill(cream, rect(wx-6, wy-6, 50, 66))
				c.fill(col, rect(wx, wy, 38, 54))
			}
		}
		c.fill("#5c4a44", rect(x+16, 690, b.w-32, 70))
		c.fill([]string{earth, deep, "#c99a3f"}[i%3], poly(x+8, 690, x+b.w-8, 690, x+b.w+4, 716, x-4, 716))
		x += b.w
	}
	// the promenade, its lamps, its walkers
	c.fill("#d9c7a0", rect(0, 760, 1600, 90))
	c.fill("#c4b086", rect(0, 760, 1600, 10))
	for _, lx := range []float64{120, 560, 1000, 1440} {
		c.fill(night, rect(lx-5, 560, 10, 230), rect(lx-26, 556, 52, 8))
		c.fill("#fff1c2", circle(lx-24, 576, 12), circle(lx+24, 576, 12))
	}
	for i, px := range []float64{240, 292, 700, 860, 1180, 1236, 1330} {
		person(c, px, 840, []float64{112, 104, 110, 106, 112, 76, 108}[i], []string{deep, earth, leaf, "#5b4a6b", brick, sun, night}[i], ink, []string{skin, tan, tan, skin, skin, skin, tan}[i])
	}
	// the wall and the sea in front of it
	c.fill("#8f8676", rect(0, 850, 1600, 70))
	c.fill("#a89e8b", rect(0, 850, 1600, 14))
	c.fill(sea, waves(900, 9, 300, 0, 1067))
	c.tint(cream, 0.75, rect(120, 940, 180, 6), rect(520, 960, 220, 6), rect(980, 936, 160, 6), rect(1300, 965, 200, 6))
	c.fill("#2f6f7c", waves(985, 8, 360, 120, 1067))
	gull(c, 420, 120, 1, "#7d8f92")
	gull(c, 520, 160, 0.8, "#7d8f92")
}
