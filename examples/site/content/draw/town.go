package main

import "math"

// This file has the scenes of the town: its streets, stages and schools.

func nightBus(c *canvas) {
	c.fill("#1d2c44", full(1067))
	c.fill("#25395a", rect(0, 260, 1600, 420))
	c.fill("#33496b", rect(0, 470, 1600, 220))
	c.fill("#f4e3b4", circle(1240, 220, 92))
	c.fill("#25395a", circle(1204, 262, 6), circle(1270, 200, 9))
	for _, s := range [][2]float64{{120, 90}, {260, 200}, {420, 70}, {610, 150}, {800, 60}, {960, 180}, {1480, 90}, {1420, 330}, {700, 300}, {90, 330}} {
		c.fill("#f4e3b4", circle(s[0], s[1], 4))
	}
	// the sea and the moon on it
	c.fill("#182740", rect(0, 560, 1600, 200))
	c.tint("#f4e3b4", 0.8, rect(1170, 575, 150, 6), rect(1200, 596, 100, 6), rect(1150, 618, 120, 6), rect(1210, 642, 90, 6))
	// the parapet, palms and lamps
	c.fill("#4a5470", rect(0, 680, 1600, 90))
	for i := range 27 {
		c.fill("#39435e", arch(float64(i)*62-10, 770, 34, 62))
	}
	c.fill("#5c6685", rect(0, 670, 1600, 16))
	for _, x := range []float64{120, 1460} {
		c.fill("#141e31", path(sprint("M %g 770 C %g 600 %g 460 %g 330 L %g 330 C %g 460 %g 600 %g 770 Z", x-14, x-10, x-6, x+14, x+26, x+12, x+10, x+16)))
		for _, a := range []float64{-2.9, -2.3, -1.7, -0.9, -0.3, 0.25, 2.95} {
			tx, ty := x+20+150*math.Cos(a), 330+110*math.Sin(a)+60
			mx, my := x+20+80*math.Cos(a), 330+90*math.Sin(a)-20
			c.fill("#141e31", path(sprint("M %g 330 Q %g %g %g %g Q %g %g %g 340 Z", x+20, mx, my, tx, ty, mx, my+34, x+20)))
		}
	}
	// the road
	c.fill("#2b3145", rect(0, 770, 1600, 300))
	c.fill("#3a415a", rect(0, 770, 1600, 22))
	for x := 40.0; x < 1600; x += 260 {
		c.fill("#8d8fa0", rect(x, 985, 130, 10))
	}
	c.tint("#ffe6a3", 0.35, poly(1290, 860, 1620, 930, 1620, 1040, 1290, 905))
	// the bus
	c.fill("#e9e2d0", rounded(330, 520, 960, 380, 46))
	c.fill(earth, path("M 330 760 H 1290 V 860 Q 1290 900 1250 900 H 370 Q 330 900 330 860 Z"))
	c.fill("#a94f33", rect(330, 760, 960, 12))
	c.fill("#151d2e", rounded(360, 556, 900, 44, 10))
	c.fill(sun, rect(386, 570, 30, 16), rect(428, 570, 60, 16), rect(500, 570, 40, 16))
	for i := range 5 {
		c.fill("#ffdf94", rounded(366+float64(i)*148, 616, 132, 122, 12))
	}
	c.fill("#ffdf94", path("M 1112 616 H 1236 Q 1264 616 1268 650 L 1276 738 H 1112 Z"))
	c.fill("#8a6f4c", rect(364, 700, 734, 6))
	for i, x := range []float64{430, 590, 640, 880} {
		coat := []string{deep, "#7d3f33", night, "#4f6f4a"}[i]
		c.fill(coat, path(sprint("M %g 738 C %g 690 %g 688 %g 688 C %g 688 %g 690 %g 738 Z", x-38, x-38, x-20, x, x+20, x+38, x+38)))
		c.fill([]string{skin, tan, skin, tan}[i], circle(x, 668, 21))
		c.fill([]string{"#241d22", cream, "#241d22", earth}[i], path(sprint("M %g 666 C %g 636 %g 636 %g 666 C %g 656 %g 656 %g 666 Z", x-22, x-24, x+24, x+22, x+10, x-10, x-22)))
	}
	c.fill(night, path("M 1150 738 C 1150 690 1168 684 1186 684 C 1204 684 1222 690 1222 738 Z"))
	c.fill(skin, circle(1186, 662, 21))
	c.fill("#241d22", path("M 1162 660 C 1160 632 1212 630 1212 658 L 1218 664 H 1164 Z"))
	for _, x := range []float64{520, 1090} {
		c.fill("#12182a", circle(x, 896, 66))
		c.fill("#6a7187", circle(x, 896, 30))
		c.fill("#12182a", circle(x, 896, 10))
	}
	c.fill("#fff2c9", ellipse(1272, 838, 16, 22))
	c.fill("#c8452f", ellipse(342, 838, 9, 20))
}

func stadium(c *canvas) {
	c.fill("#21304a", full(1067))
	c.fill("#2d4060", rect(0, 150, 1600, 300))
	// floodlights
	for _, x := range []float64{170, 1430} {
		c.tint("#f6ecc8", 0.16, poly(x-70, 150, x+70, 150, 800+(x-800)*.1+420, 760, 800+(x-800)*.1-420, 760))
		c.fill("#131c2d", poly(x-9, 200, x+9, 200, x+16, 560, x-16, 560))
		c.fill("#131c2d", rounded(x-96, 90, 192, 116, 10))
		for i := range 4 {
			for j := range 2 {
				c.fill("#fff6d6", circle(x-66+float64(i)*44, 122+float64(j)*50, 16))
			}
		}
	}
	// the stands, with their crowd in bands of colour
	c.fill("#182338", path("M -20 360 C 400 310 1200 310 1620 360 V 640 H -20 Z"))
	crowd := []string{earth, cream, "#c99a3f", deep, "#7d3f33", "#e9a88d"}
	for row := range 4 {
		y := 380 + float64(row)*56
		for i := range 31 {
			x := float64(i)*53 + float64(row%2)*26
			col := crowd[(i*7+row*5+i*i)%6]
			c.fill(col, circle(x, y-26*math.Sin(x/1600*math.Pi)+8, 17))
		}
	}
	c.fill("#101828", path("M -20 300 C 400 250 1200 250 1620 300 V 330 C 1200 280 400 280 -20 330 Z"))
	c.fill("#e6ddc8", rect(0, 600, 1600, 46))
	for i, w := range []float64{180, 260, 140, 300, 220} {
		x := 40 + float64(i)*320
		c.fill([]string{earth, deep, leaf, "#c99a3f", night}[i], rect(x, 612, w*.6, 22))
	}
	// the pitch
	c.fill("#4d8052", rect(0, 640, 1600, 430))
	for i := range 6 {
		if i%2 == 0 {
			x0, x1 := float64(i)*270, float64(i+1)*270
			c.fill("#57905c", poly(800+(x0-800)*.8, 640, 800+(x1-800)*.8, 640, 800+(x1-800)*1.25, 1067, 800+(x0-800)*1.25, 1067))
		}
	}
	c.fill("#eef0df", rect(0, 668, 1600, 6), poly(797, 668, 803, 668, 806, 1067, 794, 1067))
	ring := ellipse(800, 850, 230, 92)
	c.fill("#eef0df", ring)
	c.fill("#4d8052", ellipse(800, 850, 222, 86))
	c.fill("#57905c", path("M 800 764 C 922 764 1022 800 1022 850 C 1022 900 922 936 800 936 Z"))
	c.fill("#eef0df", poly(797, 760, 803, 760, 805, 940, 795, 940))
	// three players and the ball
	player := func(x, y, k float64, shirt, short, skin string, run float64) {
		at := func(s shape) shape { return moved(s, x, y, k) }
		c.tint("#16331f", 0.45, ellipse(x+10, y+4, 60*k, 12*k))
		c.fill(skin, at(stroke(15, 0, -96, 28*run, -58, 8*run, -8)), at(stroke(15, 0, -96, -26*run, -60, -66*run, -44)))
		c.fill(cream, at(stroke(16, 14*run, -34, 8*run, -8)), at(stroke(16, -44*run, -52, -66*run, -44)))
		c.fill(ink, at(ellipse(14*run, -4, 17, 7)), at(ellipse(-72*run, -40, 8, 13)))
		c.fill(short, at(path("M -24 -126 H 24 L 30 -78 L 2 -84 L -28 -74 Z")))
		c.fill(skin, at(stroke(13, 18, -184, 46*run, -150, 62*run, -176)), at(stroke(13, -18, -184, -44*run, -158, -38*run, -126)))
		c.fill(shirt, at(path("M -28 -194 C -14 -204 14 -204 28 -194 L 38 -164 L 25 -158 L 24 -118 H -24 L -25 -158 L -38 -164 Z")))
		c.fill(skin, at(circle(4*run, -222, 20)))
		c.fill("#201a1d", at(path("M -17 -226 C -18 -250 24 -252 25 -226 C 14 -236 -2 -236 -17 -226 Z")))
	}
	player(560, 960, 1.1, earth, cream, skin, 1)
	player(1060, 930, 1.0, cream, deep, tan, -1)
	player(1330, 800, 0.75, earth, cream, tan, -1)
	player(270, 800, 0.75, cream, deep, skin, 1)
	c.tint("#16331f", 0.45, ellipse(792, 960, 26, 7))
	c.fill(cream, circle(786, 936, 21))
	c.fill(ink, poly(786, 927, 795, 934, 791, 945, 781, 945, 777, 934))
}

func stage(c *canvas) {
	c.fill("#2a1620", full(1067))
	c.fill("#3c2a3f", rect(240, 120, 1120, 700))
	c.fill("#54405a", rect(240, 420, 1120, 400))
	// a block of flats as Thebes
	c.fill("#6d5870", rect(470, 250, 260, 570), rect(860, 180, 280, 640))
	c.fill("#7f6a80", rect(720, 330, 160, 490))
	for i := range 4 {
		for j := range 3 {
			col := "#3c2a3f"
			if (i*3+j*2)%5 == 1 {
				col = sun
			}
			c.fill(col, rect(500+float64(j)*76, 290+float64(i)*110, 44, 62))
			col = "#3c2a3f"
			if (i+j*3)%5 == 2 {
				col = sun
			}
			c.fill(col, rect(892+float64(j)*82, 224+float64(i)*110, 46, 62))
		}
	}
	c.fill(earth, circle(800, 240, 70))
	// the light
	c.tint("#ffe9b0", 0.22, poly(800-40, 60, 800+40, 60, 1040, 850, 560, 850))
	c.fill("#8a5a3c", poly(240, 810, 1360, 810, 1600, 960, 0, 960))
	c.fill("#6d442d", poly(0, 960, 1600, 960, 1600, 1067, 0, 1067))
	c.fill("#ecca8b", ellipse(800, 868, 250, 40))
	// Œdipe, and the chorus on stairs
	c.fill("#f4ead7", path("M 742 866 C 748 740 756 640 800 632 C 844 640 852 740 858 866 Z"))
	c.fill("#d8c8aa", path("M 800 632 C 844 640 852 740 858 866 H 812 C 816 780 812 700 800 632 Z"))
	c.fill(skin, circle(800, 594, 32))
	c.fill("#20151a", path("M 766 592 C 764 550 836 550 834 592 C 822 574 782 574 766 592 Z"))
	c.fill("#20151a", rect(766, 588, 68, 13))
	c.fill(skin, stroke(18, 764, 690, 700, 640, 672, 560), stroke(18, 836, 690, 890, 730, 940, 700))
	for i, x := range []float64{330, 420, 510, 1100, 1190, 1280} {
		y := 850 - 14*math.Abs(float64(i)-2.5)
		djellaba(c, x, y+10, 190, []string{"#402838", "#4d3044", "#402838", "#402838", "#4d3044", "#402838"}[i], []string{skin, tan, skin, tan, skin, tan}[i])
	}
	// the curtains
	for side := range 2 {
		for i := range 4 {
			w := 82.0
			x := float64(i) * 74
			col := []string{"#a83a34", "#8d2e2c"}[i%2]
			if side == 0 {
				c.fill(col, path(sprint("M %g 0 H %g C %g 400 %g 700 %g 1000 H %g C %g 700 %g 400 %g 0 Z", x, x+w, x+w+8, x+w-30, x*.7+w-20, x*.7-10, x-14, x+8, x)))
			} else {
				c.fill(col, path(sprint("M %g 0 H %g C %g 400 %g 700 %g 1000 H %g C %g 700 %g 400 %g 0 Z", 1600-x, 1600-x-w, 1600-x-w-8, 1600-x-w+30, 1600-x*.7-w+20, 1600-x*.7+10, 1600-x+14, 1600-x-8, 1600-x)))
			}
		}
	}
	for i := range 9 {
		x := float64(i)*200 - 100
		c.fill([]string{"#a83a34", "#97322f"}[i%2], path(sprint("M %g 0 H %g C %g 150 %g 150 %g 0 Z", x, x+200, x+190, x+10, x)))
		c.fill(sun, path(sprint("M %g 0 C %g 136 %g 136 %g 0 H %g C %g 150 %g 150 %g 0 Z", x+6, x+16, x+184, x+194, x+200, x+190, x+10, x)))
	}
	c.fill("#c99a3f", rect(0, 0, 1600, 16))
	// heads of the audience
	for i := range 14 {
		x := float64(i)*122 + 20
		c.fill("#180d13", circle(x, 1030+8*math.Sin(float64(i)*2), 46), rounded(x-70, 1056, 140, 60, 30))
	}
}

func school(c *canvas) {
	c.fill("#f3dfb8", full(1067))
	c.fill("#e8cb97", rect(0, 720, 1600, 350))
	// the board
	c.fill("#8a5f3d", rounded(330, 110, 940, 470, 10))
	c.fill("#2f5a4e", rect(352, 132, 896, 426))
	c.fill("#8a5f3d", rect(330, 572, 940, 22))
	// three alphabets: a b c, alif ba, yaz
	chalk := "#f4efdc"
	c.fill(chalk, circle(470, 300, 44))
	c.fill("#2f5a4e", circle(470, 300, 32))
	c.fill(chalk, stroke(12, 514, 262, 514, 342), line(12, "M 570 220 L 570 342"), circle(606, 304, 42))
	c.fill("#2f5a4e", circle(606, 304, 30))
	c.fill(chalk, stroke(12, 570, 222, 570, 340))
	c.fill(chalk, stroke(13, 800, 210, 800, 344), line(13, "M 690 296 C 690 350 770 350 776 300"), circle(732, 384, 9))
	c.fill(chalk, stroke(12, 1070, 214, 1070, 344), line(12, "M 1012 214 C 1016 300 1124 300 1128 214"), line(12, "M 1012 344 C 1016 262 1124 262 1128 344"))
	c.fill(chalk, rect(430, 450, 300, 7), rect(790, 450, 230, 7), rect(430, 490, 220, 7), rect(790, 490, 320, 7))
	c.fill(cream, rect(880, 560, 60, 12))
	c.fill(earth, rect(960, 560, 40, 12))
	// a window
	c.fill("#b99a6c", rect(60, 160, 200, 300))
	c.fill("#b9dcd8", rect(74, 174, 172, 272))
	c.fill(sea, rect(74, 360, 172, 86))
	c.fill("#b99a6c", rect(155, 174, 10, 272), rect(74, 300, 172, 8))
	// a map
	c.fill(cream, rect(1340, 150, 190, 250))
	c.fill(foam, rect(1352, 162, 166, 226))
	c.fill(olive, path("M 1400 162 C 1420 210 1392 260 1430 300 C 1450 340 1430 370 1444 388 H 1518 V 162 Z"))
	c.fill(earth, circle(1426, 286, 8))
	// the teacher
	c.fill("#7d3f33", path("M 1196 760 C 1196 560 1216 470 1290 462 C 1364 470 1390 560 1390 760 Z"))
	c.fill(skin, circle(1290, 400, 50), rect(1272, 430, 36, 50))
	c.fill("#e9c46a", path("M 1234 420 C 1222 318 1358 318 1348 420 C 1362 480 1330 500 1290 500 C 1250 500 1222 480 1234 420 C 1250 372 1250 372 1290 362 C 1330 372 1330 372 1334 404 C 1330 456 1312 466 1290 466 C 1266 466 1250 456 1246 404 Z"))
	c.fill(skin, ellipse(1290, 412, 40, 48))
	c.fill("#7d3f33", stroke(44, 1226, 510, 1140, 470))
	c.fill(skin, circle(1122, 458, 22))
	c.fill("#d8b27a", stroke(8, 1122, 458, 1040, 400))
	// the children, from behind
	for i, x := range []float64{170, 450, 730, 1010} {
		coat := []string{deep, earth, "#c99a3f", leaf}[i]
		hair := []string{"#241d22", "#3a2620", "#241d22", "#4a2f25"}[i]
		c.fill("#a97a4e", rect(x-126, 860, 252, 22))
		c.fill(coat, path(sprint("M %g 1067 C %g 880 %g 820 %g 812 C %g 820 %g 880 %g 1067 Z", x-104, x-100, x-70, x, x+70, x+100, x+104)))
		c.fill(skin, rect(x-18, 770, 36, 60), circle(x-62, 738, 14), circle(x+62, 738, 14))
		c.fill(hair, circle(x, 728, 66))
		if i == 1 || i == 3 {
			c.fill(hair, ellipse(x-78, 780, 22, 60), ellipse(x+78, 780, 22, 60))
			c.fill(cream, circle(x-72, 740, 12), circle(x+72, 740, 12))
		}
	}
	c.fill(earth, stroke(46, 520, 900, 560, 720))
	c.fill(skin, circle(566, 690, 24), stroke(12, 560, 690, 556, 650), stroke(12, 572, 690, 580, 652))
	c.fill("#8f6238", rect(0, 960, 1600, 26))
	c.fill("#a97a4e", rect(0, 930, 1600, 34))
	for i, x := range []float64{90, 380, 640, 940, 1240} {
		c.fill([]string{cream, mist, cream, straw, cream}[i], poly(x, 936, x+130, 936, x+146, 956, x-10, 956))
	}
	c.fill("#8f6238", rect(40, 986, 26, 90), rect(1500, 986, 26, 90))
}

func library(c *canvas) {
	c.fill("#3d2c2a", full(1067))
	c.fill("#57403a", rect(0, 930, 1600, 140))
	books := []string{earth, "#7d3f33", deep, sea, "#c99a3f", leaf, "#d9b79d", "#5b4a6b", cream, "#9c6b4a"}
	for bay := range 4 {
		x0 := float64(bay)*400 + 16
		c.fill("#6e5145", rect(x0, 60, 368, 880))
		for shelf := range 5 {
			y := 214 + float64(shelf)*172
			c.fill("#2e211f", rect(x0+16, y-140, 336, 140))
			x := x0 + 20
			for n := 0; x < x0+330; n++ {
				seed := bay*31 + shelf*17 + n*7
				w := 22 + float64(seed*13%5)*6
				h := 84 + float64(seed*29%6)*9
				if x+w > x0+352 {
					break
				}
				if seed%19 == 3 {
					x += w * 1.6
					continue
				}
				col := books[(seed*11+seed/3)%len(books)]
				c.fill(col, rect(x, y-h, w-2, h))
				if seed%3 == 0 {
					c.fill(straw, rect(x, y-h+16, w-2, 6), rect(x, y-22, w-2, 6))
				}
				x += w
			}
			c.fill("#856353", rect(x0, y, 368, 14))
		}
		c.fill("#856353", rect(x0-4, 46, 376, 22))
	}
	// a ladder, and someone on it
	c.fill("#d8b27a", stroke(12, 1010, 960, 1110, 60), stroke(12, 1110, 960, 1200, 60))
	for i := range 9 {
		t := float64(i)/9 + .06
		c.fill("#d8b27a", stroke(9, 1010+100*t, 960-900*t, 1110+90*t, 960-900*t))
	}
	c.fill("#1d2833", stroke(42, 1092, 470, 1086, 640), stroke(42, 1140, 470, 1156, 600))
	c.fill(earth, ellipse(1078, 664, 34, 15), ellipse(1150, 624, 34, 15))
	c.fill(cream, path("M 1070 490 C 1062 380 1080 320 1120 314 C 1166 320 1176 380 1166 490 Z"))
	c.fill(cream, stroke(34, 1150, 350, 1230, 300))
	c.fill(tan, circle(1246, 292, 20), circle(1116, 266, 42))
	c.fill("#1d1716", path("M 1070 270 C 1062 206 1160 200 1162 264 C 1140 240 1112 240 1092 262 C 1092 300 1078 300 1070 270 Z"))
	// a lamp, a table and a reader
	c.tint("#ffe2a0", 0.20, poly(430, 640, 590, 640, 760, 960, 260, 960))
	c.fill("#241917", rect(506, 0, 8, 560))
	c.fill(sun, path("M 430 640 C 440 560 480 550 510 550 C 540 550 580 560 590 640 Z"))
	c.fill("#a97a4e", rect(230, 940, 560, 24))
	c.fill("#7c573a", rect(260, 964, 22, 110), rect(738, 964, 22, 110))
	c.fill("#3a5f6d", path("M 420 940 C 420 820 450 780 510 776 C 570 780 600 820 600 940 Z"))
	c.fill(skin, circle(510, 730, 40))
	c.fill(earth, path("M 466 740 C 456 676 566 676 554 740 C 566 780 548 790 510 790 C 472 790 454 780 466 740 Z"))
	c.fill(skin, ellipse(510, 738, 30, 36))
	c.fill(cream, poly(430, 930, 508, 918, 508, 942, 430, 942), poly(590, 930, 512, 918, 512, 942, 590, 942))
}

func alley(c *canvas) {
	c.fill("#f2d3a2", full(1067))
	c.fill("#fff1cf", rect(640, 0, 330, 620))
	c.fill("#bfe0dd", rect(640, 0, 330, 250))
	// left wall
	c.fill("#e0a878", poly(0, 0, 640, 0, 640, 700, 0, 1067))
	c.fill("#c98a5f", poly(0, 0, 180, 0, 180, 1000, 0, 1067))
	// right wall in the shade
	c.fill("#a8694b", poly(1600, 0, 960, 0, 960, 690, 1600, 1067))
	c.fill("#935a41", poly(1600, 0, 1320, 0, 1320, 905, 1600, 1067))
	// an arch between the houses
	c.fill("#c98a5f", path("M 600 180 H 1000 V 470 H 960 C 960 330 880 290 800 290 C 720 290 640 330 640 470 H 600 Z"))
	c.fill("#b27650", rect(600, 180, 400, 22))
	// the ground
	c.fill("#d9b083", poly(0, 1067, 640, 690, 960, 690, 1600, 1067))
	c.fill("#c79b6e", poly(540, 1067, 760, 690, 840, 690, 1060, 1067))
	for i := range 6 {
		y := 710 + float64(i*i)*11
		c.fill("#b3875c", rect(800-(y-690)*.9-60, y, (y-690)*1.8+120, 5))
	}
	// doors
	door := func(x, y, w, h float64, col, light string) {
		c.fill("#8b5a3d", arch(x-16, y, w+32, h+22))
		c.fill(col, arch(x, y, w, h))
		c.fill(light, rect(x+w*.46, y-h*.8, w*.06, h*.8))
		for i := range 3 {
			for j := range 2 {
				c.fill(sun, circle(x+w*(.25+.5*float64(j)), y-h*(.2+.2*float64(i)), w*.035))
			}
		}
	}
	door(260, 950, 190, 400, "#2f6f78", "#24565e")
	door(1060, 762, 120, 260, "#3c5a86", "#2c456a")
	// windows with grilles, pots, a line of washing
	for _, w := range [][4]float64{{300, 240, 110, 150}, {500, 270, 80, 120}} {
		c.fill("#8b5a3d", rect(w[0]-10, w[1]-10, w[2]+20, w[3]+20))
		c.fill("#3a2b2c", rect(w[0], w[1], w[2], w[3]))
		for i := range 4 {
			c.fill("#2f6f78", rect(w[0]+w[2]*float64(i)/3-3, w[1], 6, w[3]))
		}
		c.fill("#2f6f78", rect(w[0], w[1]+w[3]*.33, w[2], 6), rect(w[0], w[1]+w[3]*.66, w[2], 6))
	}
	c.fill("#5f3b30", rect(1390, 260, 120, 170))
	c.fill(sun, rect(1404, 274, 92, 142))
	c.fill("#5f3b30", rect(1446, 274, 8, 142), rect(1404, 340, 92, 8))
	c.fill("#7a5a48", line(4, "M 520 120 Q 800 190 1080 100"))
	for i, x := range []float64{620, 700, 780, 870, 950} {
		y := 148 + 10*math.Sin(float64(i))
		c.fill([]string{earth, cream, deep, "#c99a3f", cream}[i], rect(x, y, 56, 80+float64(i%3)*14))
	}
	for i, p := range [][3]float64{{500, 830, 1.1}, {120, 1040, 1.7}, {1230, 860, 1.2}} {
		x, y, k := p[0], p[1], p[2]
		c.fill(leaf, circle(x-20*k, y-86*k, 26*k), circle(x+22*k, y-92*k, 28*k), circle(x, y-116*k, 26*k))
		c.fill([]string{earth, "#c8452f", sun}[i], circle(x-14*k, y-110*k, 8*k), circle(x+20*k, y-116*k, 8*k), circle(x+6*k, y-84*k, 8*k))
		c.fill(brick, poly(x-34*k, y-64*k, x+34*k, y-64*k, x+24*k, y, x-24*k, y))
	}
	// two who walk, and a cat
	djellaba(c, 780, 800, 220, "#46617a", tan)
	djellaba(c, 866, 790, 200, cream, skin)
	c.tint("#6b4530", 0.4, ellipse(780, 802, 70, 10), ellipse(870, 792, 60, 9))
	c.fill("#2c2326", path("M 996 960 C 980 900 1010 880 1050 884 C 1090 886 1104 920 1100 960 Z"), circle(1012, 872, 26), poly(992, 862, 990, 832, 1010, 850), poly(1016, 850, 1034, 832, 1034, 862), line(13, "M 1094 950 C 1140 940 1140 900 1128 880"))
}

func concert(c *canvas) {
	c.fill("#2b1f47", full(1067))
	c.fill("#473063", rect(0, 240, 1600, 420))
	c.fill("#7a4270", rect(0, 430, 1600, 240))
	c.fill("#c4667a", rect(0, 540, 1600, 130))
	c.fill("#f0a07c", rect(0, 610, 1600, 60))
	c.fill("#f8d79a", path("M 1010 660 C 1010 540 1250 540 1250 660 Z"))
	c.fill("#35305c", rect(0, 660, 1600, 200))
	c.tint("#f8d79a", 0.7, rect(1020, 672, 220, 6), rect(1060, 694, 150, 6), rect(1030, 718, 130, 6), rect(1090, 744, 100, 6))
	// lights on wires
	c.fill("#1a1230", line(4, "M -10 130 Q 400 300 800 170 Q 1200 300 1610 120"))
	for i := range 15 {
		x := 40 + float64(i)*108
		t := math.Mod(x, 800) / 800
		y := 150 + 4*t*(1-t)*66 + 6
		c.fill([]string{sun, "#fbf5e8", rose}[i%3], circle(x, y+12, 13))
	}
	// the stage on the sand
	c.fill("#1a1230", rect(240, 820, 1120, 40))
	c.fill("#241a3b", poly(240, 860, 1360, 860, 1420, 920, 180, 920))
	// the singer
	c.fill(earth, path("M 700 826 C 706 660 730 560 790 548 C 850 560 874 660 900 826 Z"))
	c.fill("#a84a30", path("M 790 548 C 850 560 874 660 900 826 H 830 C 836 720 826 620 790 548 Z"))
	c.fill(tan, circle(792, 490, 42), rect(776, 516, 32, 46))
	c.fill("#140d1c", path("M 746 500 C 730 420 850 410 842 490 C 862 560 850 610 832 640 C 838 580 826 540 820 500 C 806 470 780 466 762 482 C 758 540 744 560 738 600 C 726 560 736 520 746 500 Z"))
	c.fill(tan, stroke(24, 740, 610, 690, 650, 720, 580), stroke(24, 848, 612, 930, 560, 976, 486))
	c.fill(tan, circle(980, 474, 17))
	c.fill(ink, stroke(8, 716, 826, 716, 560), stroke(13, 716, 560, 748, 526))
	c.fill(sun, circle(700, 690, 9), circle(962, 506, 8))
	// an oud player and a drummer, seated
	c.fill("#2f6f78", path("M 390 826 C 380 700 400 650 450 646 C 500 650 520 700 520 826 Z"))
	c.fill(skin, circle(450, 606, 36))
	c.fill("#140d1c", path("M 414 604 C 410 560 490 560 486 604 C 474 588 428 588 414 604 Z"))
	c.fill("#c98a4a", path("M 420 770 C 420 700 510 690 540 750 C 550 800 500 826 460 820 C 436 816 420 800 420 770 Z"))
	c.fill("#7c4a2a", circle(476, 766, 18), stroke(16, 530, 740, 640, 690))
	c.fill(skin, stroke(18, 420, 690, 470, 770), stroke(18, 500, 690, 590, 720))
	c.fill("#c99a3f", path("M 1060 826 C 1056 700 1076 650 1120 646 C 1166 650 1186 700 1184 826 Z"))
	c.fill(tan, circle(1120, 606, 36))
	c.fill(cream, path("M 1084 606 C 1080 560 1160 560 1156 606 Z"))
	c.fill(brick, path("M 1076 750 H 1180 L 1160 830 H 1096 Z"))
	c.fill(cream, ellipse(1128, 750, 52, 13))
	c.fill(tan, stroke(18, 1080, 690, 1110, 744), stroke(18, 1164, 690, 1150, 740))
	// the crowd on the beach
	c.fill("#120b20", rect(0, 990, 1600, 90))
	for i := range 17 {
		x := float64(i)*98 + 10
		y := 970 + 22*math.Sin(float64(i)*1.9)
		c.fill("#120b20", circle(x, y, 40), rounded(x-60, y+24, 120, 120, 40))
		if i%4 == 1 {
			c.fill("#120b20", stroke(24, x+40, y+50, x+62, y-90), circle(x+64, y-100, 16))
		}
	}
}
