package main

import "math"

// This file has the scenes of the coast and the country.

func flamingos(c *canvas) {
	c.fill("#f7e2cf", full(1067))
	c.fill("#f3cdb6", rect(0, 190, 1600, 280))
	c.fill("#fff3dc", circle(420, 250, 88))
	c.fill("#b9a3a6", path("M -20 420 C 200 370 420 380 640 410 C 900 370 1200 360 1640 410 V 480 H -20 Z"))
	c.fill("#8f8f96", path("M -20 448 C 300 420 700 440 1000 430 C 1300 420 1500 440 1640 432 V 490 H -20 Z"))
	c.fill("#a9c9c6", rect(0, 470, 1600, 600))
	c.fill("#93bbbb", rect(0, 590, 1600, 480))
	c.fill("#7dabaf", rect(0, 780, 1600, 290))
	c.tint("#fff3dc", 0.8, rect(330, 486, 180, 6), rect(360, 510, 130, 6), rect(300, 536, 150, 6), rect(380, 562, 80, 6))
	far := func(x, y, k float64) {
		c.fill("#e79a94", moved(path("M -30 0 C -30 -24 30 -30 40 -6 C 30 14 -10 16 -30 0 Z"), x, y, k), moved(line(6, "M 34 -8 C 60 -20 36 -50 52 -62"), x, y, k), moved(circle(54, -64, 7), x, y, k))
		c.fill("#c77a78", moved(stroke(4, 0, 8, 0, 60), 0+x, y, k), moved(stroke(4, 12, 8, 12, 60), x, y, k))
	}
	for i := range 7 {
		f := float64(i)
		far(90+f*226+40*math.Sin(f*2.3), 560+22*math.Sin(f*1.4), 0.7+0.1*math.Sin(f))
	}
	bird := func(x, y, k float64, fed bool) {
		at := func(s shape) shape { return moved(s, x, y, k) }
		c.tint("#e79a94", 0.45, at(ellipse(10, 330, 110, 12)), at(ellipse(20, 360, 70, 8)))
		c.fill("#d9716c", at(stroke(11, 0, 60, -6, 200, 4, 330)), at(stroke(11, 36, 60, 44, 190, 34, 330)))
		c.fill("#f0a29a", at(path("M -150 20 C -120 -70 60 -110 130 -30 C 150 20 90 80 0 80 C -60 80 -120 60 -150 20 Z")))
		c.fill("#e5837d", at(path("M -170 30 C -120 -30 0 -60 70 -20 C 40 40 -60 70 -170 30 Z")))
		c.fill("#33272d", at(path("M -176 32 C -140 28 -110 34 -80 46 C -110 62 -150 56 -176 32 Z")))
		if fed {
			c.fill("#f0a29a", at(line(30, "M 110 -20 C 200 -30 170 120 150 200 C 140 250 170 280 190 270")))
			c.fill("#f0a29a", at(circle(190, 270, 26)))
			c.fill("#33272d", at(path("M 190 286 C 214 300 212 330 186 336 C 176 320 176 300 176 288 Z")))
			c.fill(ink, at(circle(194, 264, 4)))
			return
		}
		c.fill("#f0a29a", at(line(30, "M 110 -20 C 210 -60 60 -160 130 -260 C 150 -290 180 -290 196 -270")))
		c.fill("#f0a29a", at(circle(190, -270, 28)))
		c.fill(cream, at(path("M 206 -290 C 236 -286 246 -262 240 -240 L 212 -252 Z")))
		c.fill("#33272d", at(path("M 240 -262 C 256 -240 244 -214 224 -206 C 224 -226 228 -240 232 -250 Z")))
		c.fill(ink, at(circle(196, -276, 4)))
	}
	bird(1190, 620, 1.05, false)
	bird(420, 640, 0.95, true)
	bird(780, 690, 1.15, false)
	// reeds
	for i := range 9 {
		x := 1420 + float64(i)*26
		c.fill(leaf, line(8, sprint("M %g 1080 Q %g 900 %g %g", x, x-10, x-30+float64(i%3)*30, 760+float64(i%4)*40)))
		if i%2 == 0 {
			c.fill("#7c4a2a", ellipse(x-28+float64(i%3)*30, 770+float64(i%4)*40, 11, 40))
		}
	}
	for i := range 6 {
		x := 20 + float64(i)*30
		c.fill(olive, line(8, sprint("M %g 1080 Q %g 960 %g %g", x, x+10, x+20+float64(i%3)*20, 860+float64(i%3)*40)))
	}
}

func surfer(c *canvas) {
	c.fill("#cfe6e2", full(1067))
	c.fill("#f6ead0", rect(0, 250, 1600, 200))
	c.fill("#fff7e2", circle(300, 240, 90))
	c.fill("#a7b58f", path("M 1000 430 C 1160 330 1300 320 1640 280 V 470 H 1000 Z"))
	c.fill(sea, rect(0, 430, 1600, 640))
	c.fill("#4b949b", rect(0, 430, 1600, 70))
	// the wave that curls
	c.fill("#2f7680", path("M -20 1067 V 820 C 200 760 380 640 520 420 C 600 290 760 200 960 190 C 1120 186 1220 250 1236 330 C 1180 290 1110 290 1060 330 C 960 410 960 560 1060 640 C 1200 740 1400 760 1640 740 V 1067 Z"))
	c.fill("#3c8e94", path("M 560 500 C 640 340 780 250 940 240 C 1050 238 1120 262 1160 286 C 1090 286 1040 316 1010 360 C 940 470 960 600 1070 680 C 900 700 640 720 480 800 C 420 720 500 620 560 500 Z"))
	c.fill("#59a9a8", path("M 640 520 C 700 400 790 320 900 300 C 960 290 1010 296 1040 306 C 960 360 920 480 960 590 C 900 640 760 660 640 700 C 590 660 600 600 640 520 Z"))
	// foam
	for _, p := range [][3]float64{{960, 196, 34}, {1020, 200, 38}, {1080, 216, 40}, {1140, 244, 42}, {1196, 286, 40}, {1226, 334, 32}, {1236, 380, 22}, {1180, 340, 26}, {900, 204, 24}, {1120, 300, 22}} {
		c.fill(cream, circle(p[0], p[1], p[2]))
	}
	for i := range 18 {
		x := float64(i)*96 - 10
		c.fill(cream, circle(x, 905+20*math.Sin(float64(i)*1.7), 50+12*math.Sin(float64(i)*2.9)))
	}
	c.fill("#e3efe4", rect(0, 915, 1600, 160))
	c.fill("#cfe0d8", waves(975, 12, 300, 80, 1067))
	for _, p := range [][3]float64{{1290, 300, 9}, {1310, 360, 6}, {1270, 250, 6}, {1330, 270, 5}, {1280, 430, 7}} {
		c.fill(cream, circle(p[0], p[1], p[2]))
	}
	// the track and the surfer
	c.fill(cream, path("M 420 850 C 540 800 640 760 760 700 C 680 760 600 820 470 870 Z"))
	c.fill(earth, path("M 700 730 C 760 690 860 640 960 600 C 968 612 960 626 940 640 C 860 690 780 730 712 744 Z"))
	c.fill(sun, path("M 740 716 C 800 684 860 656 920 632 C 916 640 906 648 892 656 C 840 686 790 710 744 726 Z"))
	c.fill("#1b2a36", stroke(30, 866, 650, 900, 590, 846, 566), stroke(30, 790, 690, 786, 620, 840, 570))
	c.fill("#1b2a36", path("M 812 580 C 806 520 820 470 856 452 C 890 452 900 490 884 530 L 866 584 Z"))
	c.fill(skin, stroke(20, 864, 476, 940, 500, 984, 470), stroke(20, 836, 480, 770, 500, 730, 470))
	c.fill(skin, circle(884, 420, 30))
	c.fill("#241d22", path("M 858 424 C 846 380 906 372 914 408 C 896 402 884 410 878 430 C 860 470 820 470 800 452 C 830 452 850 446 858 424 Z"))
	gull(c, 560, 180, 0.9, "#5f7f84")
	gull(c, 640, 220, 0.7, "#5f7f84")
}

func storm(c *canvas) {
	c.fill("#4a5a68", full(1067))
	c.fill("#3d4c5a", rect(0, 0, 1600, 240))
	c.fill("#5f6f7b", rect(0, 400, 1600, 240))
	for _, e := range [][4]float64{{260, 120, 330, 90}, {700, 80, 380, 80}, {1180, 130, 360, 100}, {1500, 60, 260, 80}, {40, 60, 240, 70}} {
		c.fill("#2f3c49", ellipse(e[0], e[1], e[2], e[3]))
	}
	c.tint("#d7dfdf", 0.16, poly(0, 420, 560, 0, 600, 0, 0, 470), poly(420, 700, 1320, 0, 1350, 0, 420, 740), poly(900, 760, 1600, 220, 1600, 250, 900, 790))
	c.fill("#2f4f5f", waves(600, 22, 420, 0, 1067))
	c.fill("#284454", waves(670, 26, 360, 160, 1067))
	// the lighthouse of the port at the end of the jetty
	c.fill("#e7dfd0", poly(1150, 690, 1164, 410, 1216, 410, 1230, 690))
	c.fill("#b4463a", poly(1157, 560, 1161, 480, 1219, 480, 1223, 560))
	c.fill(ink, rect(1150, 396, 80, 16), rect(1162, 346, 6, 50), rect(1212, 346, 6, 50), poly(1156, 348, 1190, 314, 1224, 348))
	c.fill("#7fd49a", rect(1170, 352, 40, 44))
	c.tint("#7fd49a", 0.25, poly(1170, 372, 700, 300, 700, 450))
	// the jetty
	c.fill("#6b6a66", poly(420, 720, 1320, 680, 1350, 720, 1350, 800, 400, 860))
	c.fill("#85837c", poly(420, 720, 1320, 680, 1340, 706, 410, 752))
	for i := range 8 {
		x := 440 + float64(i)*112
		c.fill("#565550", poly(x, 790-float64(i)*5, x+52, 770-float64(i)*5, x+96, 800-float64(i)*5, x+70, 850-float64(i)*6, x+8, 856-float64(i)*5))
	}
	// the wave that breaks over it
	c.fill("#3b6474", path("M -20 1067 V 560 C 80 480 160 420 300 400 C 420 380 560 420 620 520 C 560 490 500 500 470 540 C 440 600 480 680 560 720 C 640 760 760 780 860 780 V 1067 Z"))
	c.fill("#4b7a88", path("M 60 700 C 120 560 220 480 330 470 C 390 466 430 480 450 500 C 410 540 400 620 450 690 C 500 750 600 780 700 796 C 500 830 200 820 60 700 Z"))
	for _, p := range [][3]float64{{300, 404, 44}, {370, 396, 48}, {440, 404, 52}, {510, 430, 54}, {570, 470, 52}, {618, 520, 44}, {640, 574, 32}, {560, 520, 34}, {240, 424, 34}, {190, 450, 26},
		{480, 330, 24}, {560, 350, 30}, {620, 400, 26}, {660, 460, 20}, {420, 310, 14}, {540, 280, 12}, {610, 320, 15}, {690, 400, 10}, {720, 500, 13}, {690, 560, 16}, {360, 320, 10}, {470, 250, 8}, {650, 270, 8}, {740, 430, 8}} {
		c.fill("#eef3ee", circle(p[0], p[1], p[2]))
	}
	for i := range 10 {
		x := 560 + float64(i)*90
		c.fill("#dfe8e4", circle(x, 856-float64(i)*5, 40-float64(i)*2))
	}
	c.fill("#1f3947", waves(880, 30, 480, 60, 1067))
	c.tint("#eef3ee", 0.7, rect(120, 930, 260, 7), rect(620, 905, 190, 7), rect(1120, 940, 240, 7))
	c.fill("#182e3a", waves(980, 24, 400, 240, 1067))
	gull(c, 1010, 230, 1.2, "#dfe8e4")
	gull(c, 1420, 330, 0.9, "#dfe8e4")
}

func turbines(c *canvas) {
	c.fill("#e3eee6", full(1067))
	c.fill("#f8efd6", rect(0, 360, 1600, 300))
	c.fill(cream, ellipse(380, 170, 200, 30), ellipse(500, 150, 130, 36), ellipse(1200, 250, 190, 26), ellipse(1080, 232, 110, 28))
	c.fill("#b9c8b0", path("M -20 640 C 160 540 360 520 560 570 C 800 500 1000 470 1240 530 C 1400 500 1520 510 1640 540 V 760 H -20 Z"))
	turbine := func(x, y, h, turn float64, col, shadow string) {
		c.fill(col, poly(x-h*.013, y-h, x+h*.013, y-h, x+h*.026, y, x-h*.026, y))
		c.fill(shadow, poly(x+h*.003, y-h, x+h*.013, y-h, x+h*.026, y, x+h*.004, y))
		for k := range 3 {
			a := turn + float64(k)*2*math.Pi/3
			l := h * .62
			px, py := math.Cos(a), math.Sin(a)
			c.fill(col, poly(x-py*h*.012, y-h+px*h*.012, x+px*l*.25-py*h*.036, y-h+py*l*.25+px*h*.036, x+px*l, y-h+py*l, x+py*h*.012, y-h-px*h*.012))
		}
		c.fill(shadow, circle(x, y-h, h*.028))
	}
	turbine(240, 610, 280, 0.4, "#f4f2ea", "#c9cfc8")
	turbine(520, 590, 250, 1.1, "#f4f2ea", "#c9cfc8")
	turbine(980, 520, 260, 0.1, "#f4f2ea", "#c9cfc8")
	turbine(1440, 540, 270, 0.8, "#f4f2ea", "#c9cfc8")
	c.fill("#93a878", path("M -20 760 C 200 650 500 640 760 720 C 1000 620 1300 610 1640 700 V 1067 H -20 Z"))
	turbine(1210, 690, 520, 0.65, cream, "#ccd2cb")
	c.fill(olive, path("M -20 880 C 240 760 560 780 820 850 C 1100 780 1400 790 1640 860 V 1067 H -20 Z"))
	turbine(640, 850, 700, 0.2, cream, "#c4cbc5")
	c.fill("#5f7648", path("M -20 980 C 300 900 700 960 1000 930 C 1300 900 1500 930 1640 960 V 1067 H -20 Z"))
	// a shepherd and sheep
	djellaba(c, 1080, 950, 150, "#7d5a44", tan)
	c.fill("#5b4030", stroke(6, 1122, 950, 1112, 830))
	for i, p := range [][2]float64{{1190, 940}, {1270, 952}, {1340, 934}, {1240, 912}, {1410, 950}, {1160, 974}} {
		x, y := p[0], p[1]
		c.fill("#3a332f", rect(x-16, y-10, 6, 24), rect(x+12, y-10, 6, 24))
		c.fill(cream, ellipse(x, y-20, 34, 22), circle(x-18, y-30, 12), circle(x+14, y-34, 14))
		c.fill("#3a332f", ellipse(x-36+float64(i%2)*72, y-26, 11, 9))
	}
	c.fill("#c69f6a", path("M 180 1067 C 240 1010 420 1000 400 960 C 380 930 260 930 300 890 C 330 930 470 920 470 966 C 470 1010 330 1020 320 1067 Z"))
}

func plant(c *canvas) {
	c.fill("#d6e5e0", full(1067))
	c.fill("#f4ecd8", rect(0, 300, 1600, 230))
	c.fill(sea, rect(0, 500, 1600, 150))
	c.fill("#5b9ba0", rect(0, 500, 1600, 40))
	c.fill(mist, rect(120, 570, 140, 5), rect(330, 600, 100, 5), rect(1320, 580, 160, 5))
	c.fill("#d9c398", rect(0, 630, 1600, 440))
	c.fill("#cbb181", path("M -20 720 C 300 690 700 700 1000 690 C 1300 684 1500 700 1640 690 V 1067 H -20 Z"))
	// the hall of membranes
	c.fill("#e8e3d6", poly(560, 700, 560, 400, 680, 350, 800, 400, 920, 350, 1040, 400, 1160, 350, 1280, 400, 1280, 700))
	c.fill("#cfc8b8", poly(680, 350, 800, 400, 800, 430, 680, 380), poly(920, 350, 1040, 400, 1040, 430, 920, 380), poly(1160, 350, 1280, 400, 1280, 430, 1160, 380))
	c.fill(deep, rect(560, 560, 720, 36))
	for i := range 6 {
		c.fill("#5f8f9b", rect(600+float64(i)*112, 450, 74, 74))
		c.fill("#8fb9bd", poly(600+float64(i)*112, 524, 640+float64(i)*112, 450, 674+float64(i)*112, 450, 634+float64(i)*112, 524))
	}
	c.fill("#6d5f4d", arch(880, 700, 90, 110))
	// tanks
	for i, x := range []float64{90, 320} {
		c.fill("#dfe7e2", rect(x, 470, 190, 240), ellipse(x+95, 710, 95, 20))
		c.fill("#b9c9c5", rect(x+120, 470, 70, 240), path(sprint("M %g 710 C %g 726 %g 730 %g 710 Z", x+120, x+140, x+180, x+190)))
		c.fill("#eef2ec", ellipse(x+95, 470, 95, 24))
		c.fill([]string{sea, earth}[i], rect(x, 540, 190, 22))
		c.fill("#5d6b6c", rect(x+20, 470, 6, 240), rect(x+44, 470, 6, 240))
		for k := range 8 {
			c.fill("#5d6b6c", rect(x+20, 490+float64(k)*28, 30, 4))
		}
	}
	// pipes that run to the sea and to the town
	pipe := func(col, dark string, y, w float64) {
		c.fill(col, rect(0, y, 1600, w))
		c.fill(dark, rect(0, y+w*.62, 1600, w*.38))
		for x := 60.0; x < 1600; x += 250 {
			c.fill(dark, rounded(x, y-8, 26, w+16, 4))
			c.fill("#7a6c57", rect(x+4, y+w+8, 18, 60))
		}
	}
	pipe("#3f8b96", "#2d6b77", 780, 66)
	pipe("#e0e6df", "#bcc9c4", 900, 48)
	c.fill("#3f8b96", path("M 1380 780 V 640 Q 1380 600 1420 600 H 1620 V 660 H 1450 V 780 Z"))
	c.fill("#2d6b77", rounded(1366, 700, 98, 26, 4), rounded(1500, 590, 24, 80, 4))
	// a wheel and two workers
	c.fill(earth, circle(720, 760, 48))
	c.fill("#cbb181", circle(720, 760, 34))
	c.fill(earth, stroke(9, 720, 716, 720, 804), stroke(9, 676, 760, 764, 760), circle(720, 760, 12))
	person(c, 830, 980, 250, "#d98b3a", night, skin)
	c.fill(cream, path("M 806 752 C 806 724 854 724 854 752 L 860 756 H 800 Z"))
	person(c, 930, 990, 240, "#2f6f78", night, tan)
	c.fill(sun, path("M 908 770 C 908 744 952 744 952 770 L 958 774 H 902 Z"))
	c.fill(cream, rect(962, 860, 44, 56))
	gull(c, 420, 260, 1, "#6b7f82")
	gull(c, 520, 220, 0.8, "#6b7f82")
}

func gite(c *canvas) {
	c.fill("#f3e3c4", full(1067))
	c.fill("#fbeed3", rect(0, 0, 1600, 260))
	c.fill("#fff8e6", circle(1230, 190, 80))
	c.fill("#b3a0a0", path("M -20 470 L 200 300 L 330 370 L 560 200 L 760 380 L 900 320 L 1120 440 L 1360 300 L 1640 460 V 620 H -20 Z"))
	c.fill("#cbb8b4", poly(560, 200, 640, 272, 590, 280, 540, 262, 500, 246))
	c.fill("#9aa272", path("M -20 560 C 300 470 600 520 860 500 C 1150 480 1400 520 1640 480 V 1067 H -20 Z"))
	c.fill(olive, path("M -20 720 C 260 620 640 640 900 700 C 1200 640 1420 650 1640 620 V 1067 H -20 Z"))
	// the house of earth
	c.fill("#d99b6f", rect(520, 440, 560, 300))
	c.fill("#c4845a", rect(900, 440, 180, 300))
	c.fill("#d99b6f", rect(560, 340, 150, 120), rect(900, 360, 150, 100))
	c.fill("#b5734b", rect(510, 430, 580, 18), rect(552, 330, 166, 16), rect(892, 350, 166, 16))
	for i := range 7 {
		c.fill("#b5734b", poly(520+float64(i)*84, 432, 548+float64(i)*84, 432, 534+float64(i)*84, 410))
	}
	c.fill("#2f6f78", arch(740, 740, 110, 190))
	c.fill("#24565e", rect(792, 600, 6, 140))
	for _, x := range []float64{580, 660, 920, 1000} {
		c.fill("#6d4530", rect(x, 520, 46, 66))
		c.fill(sun, rect(x+6, 526, 34, 54))
	}
	c.fill("#3a2b2c", rect(610, 380, 40, 50), rect(950, 394, 40, 44))
	// terraces and a path
	for i := range 4 {
		y := 790 + float64(i)*66
		c.fill([]string{"#8d9a5c", "#a3ab67", "#8d9a5c", "#a3ab67"}[i], path(sprint("M -20 %g C 400 %g 800 %g 1640 %g V 1080 H -20 Z", y+20, y-26, y+30, y-16)))
		c.fill("#a98a63", path(sprint("M -20 %g C 400 %g 800 %g 1640 %g V %g C 800 %g 400 %g -20 %g Z", y+20, y-26, y+30, y-16, y-4, y+42, y-14, y+32)))
	}
	c.fill("#e2c492", path("M 770 740 H 830 C 860 820 700 860 740 930 C 770 990 700 1030 680 1080 H 560 C 600 1000 660 980 640 930 C 610 850 780 820 770 740 Z"))
	for _, t := range [][3]float64{{200, 780, 1.5}, {330, 760, 1.1}, {1240, 740, 1.4}, {1400, 720, 1.2}, {1520, 790, 1.7}, {80, 880, 1.6}} {
		c.fill(shade, rect(t[0]-8*t[2], t[1]-80*t[2], 16*t[2], 84*t[2]))
		c.fill(leaf, circle(t[0], t[1]-110*t[2], 50*t[2]), circle(t[0]-38*t[2], t[1]-86*t[2], 34*t[2]), circle(t[0]+38*t[2], t[1]-88*t[2], 36*t[2]))
	}
	person(c, 700, 900, 150, earth, night, skin)
	c.fill("#46617a", rounded(676, 786, 26, 52, 8))
	person(c, 780, 880, 140, sea, "#5b4030", tan)
	c.fill(sun, rounded(760, 774, 22, 46, 8))
}
