package main

import "math"

// This file has what is seen from near: hands, faces, a plate.

func hands(c *canvas) {
	c.fill("#e9dcc3", full(1067))
	c.fill("#dfcdaa", rect(0, 0, 1600, 260))
	// tiles
	for i := range 9 {
		for j := range 5 {
			x, y := float64(i)*190-40, float64(j)*190+20
			c.fill("#d5e2da", rect(x, y, 180, 180))
			if (i+j)%2 == 0 {
				c.fill("#a9c9c6", poly(x+90, y+34, x+146, y+90, x+90, y+146, x+34, y+90))
				c.fill(sea, poly(x+90, y+62, x+118, y+90, x+90, y+118, x+62, y+90))
			}
		}
	}
	// the tap
	c.fill("#a9772f", rounded(740, 60, 120, 60, 12), rect(786, 110, 28, 50), rounded(690, 38, 220, 34, 17))
	c.fill("#c9923f", path("M 500 150 H 830 C 900 150 930 190 930 260 V 330 H 850 V 270 C 850 240 840 230 810 230 H 500 Z"))
	c.fill("#a9772f", rounded(838, 320, 104, 34, 8), path("M 500 200 H 810 C 850 204 876 230 880 270 V 330 H 850 V 270 C 850 240 840 230 810 230 H 500 Z"))
	c.fill("#8f6426", rect(480, 130, 34, 120))
	// the water
	c.fill("#9fd3d6", path("M 858 354 H 922 C 918 460 930 560 940 660 H 840 C 850 560 862 460 858 354 Z"))
	c.fill("#d9f0ee", path("M 872 354 H 888 C 884 460 888 560 880 660 H 860 C 868 560 874 460 872 354 Z"))
	// the sleeves
	c.fill(deep, path("M -20 1067 V 760 C 120 740 260 770 360 830 L 300 1067 Z"))
	c.fill("#1a3f55", path("M 360 830 L 300 1067 H 250 L 316 806 Z"))
	c.fill(earth, path("M 1620 1067 V 720 C 1500 710 1400 740 1320 800 L 1380 1067 Z"))
	c.fill("#a84a30", path("M 1320 800 L 1380 1067 H 1430 L 1362 776 Z"))
	// two hands that make a bowl
	c.fill("#a9694a", path("M 330 830 C 420 790 500 760 560 700 C 610 650 660 640 720 660 C 760 672 880 690 890 720 C 900 800 880 900 840 960 C 780 1010 640 1010 560 980 C 470 960 390 980 316 1010 Z"))
	c.fill("#b97a56", path("M 1350 800 C 1260 770 1180 730 1130 680 C 1090 640 1040 640 1000 660 C 960 676 890 690 884 730 C 860 820 880 920 930 970 C 1000 1010 1120 1000 1190 960 C 1260 930 1320 940 1376 980 Z"))
	c.fill("#7cc0c6", path("M 640 700 C 740 676 1000 676 1090 704 C 1090 760 1020 800 870 806 C 720 800 650 760 640 700 Z"))
	c.fill("#b9e3e3", ellipse(880, 706, 150, 20))
	c.fill("#9fd3d6", path("M 850 690 C 870 650 910 650 930 690 C 920 710 860 710 850 690 Z"))
	// fingers
	c.fill("#a9694a", line(64, "M 600 720 C 640 790 720 830 830 850"), line(62, "M 560 790 C 630 860 720 890 836 904"), line(60, "M 560 870 C 640 930 740 950 850 950"))
	c.fill("#94583d", line(5, "M 640 826 C 700 860 770 872 850 878"), line(5, "M 640 890 C 710 922 790 930 860 928"))
	c.fill("#b97a56", line(64, "M 1126 720 C 1090 790 1030 830 930 850"), line(62, "M 1170 790 C 1110 860 1030 890 924 904"), line(60, "M 1170 870 C 1100 930 1010 950 912 950"))
	c.fill("#a0664a", line(5, "M 1090 826 C 1040 860 980 872 900 878"), line(5, "M 1090 890 C 1030 922 960 930 890 928"))
	c.fill("#a9694a", line(58, "M 560 700 C 610 660 660 650 700 690"))
	c.fill("#b97a56", line(58, "M 1150 700 C 1110 656 1060 650 1030 690"))
	c.fill("#d8a988", ellipse(712, 694, 17, 12), ellipse(1020, 694, 17, 12))
	// drops
	for _, d := range [][3]float64{{760, 990, 12}, {820, 1030, 9}, {960, 1010, 11}, {700, 600, 8}, {1050, 590, 9}, {1000, 540, 6}, {770, 540, 6}} {
		c.fill("#7cc0c6", moved(path("M 0 -2 C 0.9 -0.6 1 0 1 0.4 C 1 1.2 0.5 1.6 0 1.6 C -0.5 1.6 -1 1.2 -1 0.4 C -1 0 -0.9 -0.6 0 -2 Z"), d[0], d[1], d[2]))
	}
}

func luthier(c *canvas) {
	c.fill("#5a3b2e", full(2000))
	c.fill("#6b4838", rect(0, 0, 1600, 1300))
	// ouds on the wall
	oud := func(x, y, k float64, wood, top, dark string) {
		at := func(s shape) shape { return moved(s, x, y, k) }
		c.fill(dark, at(stroke(44, 0, -190, 0, -420)), at(poly(-22, -410, 22, -410, 74, -500, 40, -520)))
		c.fill(wood, at(path("M 0 -230 C 90 -200 170 -80 170 50 C 170 170 90 230 0 230 C -90 230 -170 170 -170 50 C -170 -80 -90 -200 0 -230 Z")))
		c.fill(top, at(path("M 0 -210 C 80 -180 152 -70 152 50 C 152 160 84 214 0 214 C -84 214 -152 160 -152 50 C -152 -70 -80 -180 0 -210 Z")))
		c.fill(dark, at(circle(0, -30, 46)), at(rect(-60, 130, 120, 16)))
		c.fill(top, at(circle(0, -30, 20)))
		c.fill(cream, at(rect(-3, -400, 6, 536)))
	}
	oud(250, 560, 1.0, "#3e2a22", "#a8713f", "#2b1d18")
	// a window
	c.fill("#3a261f", arch(590, 960, 420, 820))
	c.fill("#f5d999", arch(620, 960, 360, 790))
	c.fill("#f9e7bd", arch(620, 960, 150, 640))
	c.fill("#3a261f", rect(792, 180, 16, 780), rect(620, 520, 360, 16))
	c.fill("#3a261f", rect(0, 1010, 1600, 26))
	for i := range 7 {
		c.fill([]string{"#a8713f", "#7c4a2a", "#c98a4a"}[i%3], rect(60+float64(i)*50, 900-float64(i*37%90), 34, 110+float64(i*37%90)))
	}
	c.fill("#8d9aa0", rect(1180, 880, 20, 130), rect(1240, 900, 14, 110), rect(1290, 870, 24, 140), rect(1360, 890, 16, 120), rect(1430, 860, 20, 150))
	// the old man: shoulders, coat, head
	c.fill("#e7dcc6", path("M 180 2000 C 180 1600 300 1420 560 1350 C 700 1320 900 1320 1040 1350 C 1300 1420 1420 1600 1420 2000 Z"))
	c.fill("#cbbda2", path("M 1040 1350 C 1300 1420 1420 1600 1420 2000 H 1180 C 1190 1700 1140 1500 1040 1350 Z"))
	c.fill("#8c5b40", path("M 680 1400 C 700 1300 700 1240 690 1160 H 910 C 900 1240 900 1300 920 1400 C 860 1470 740 1470 680 1400 Z"))
	c.fill("#a26c4c", path("M 600 960 C 600 780 700 720 800 720 C 900 720 1000 780 1000 960 C 1000 1140 930 1260 800 1270 C 670 1260 600 1140 600 960 Z"))
	c.fill("#8c5b40", path("M 860 724 C 960 750 1000 830 1000 960 C 1000 1140 930 1260 800 1270 C 880 1220 900 1130 896 1030 C 892 920 900 820 860 724 Z"))
	c.fill("#a26c4c", ellipse(594, 990, 26, 52), ellipse(1006, 990, 26, 52))
	// the beard, brows, moustache, nose
	c.fill("#efe8d8", path("M 606 1040 C 640 1090 700 1090 800 1088 C 900 1090 960 1090 994 1040 C 1004 1200 920 1370 800 1380 C 680 1370 596 1200 606 1040 Z"))
	c.fill("#d9cfba", path("M 994 1040 C 1004 1200 920 1370 800 1380 C 880 1310 920 1200 906 1084 C 950 1082 978 1066 994 1040 Z"))
	c.fill("#8c5b40", ellipse(800, 1150, 52, 14))
	c.fill("#efe8d8", path("M 690 1130 C 730 1080 780 1078 800 1100 C 820 1078 870 1080 910 1130 C 870 1130 830 1140 800 1130 C 770 1140 730 1130 690 1130 Z"))
	c.fill("#8c5b40", path("M 790 930 C 800 980 840 1040 826 1066 C 812 1080 790 1080 776 1070 C 790 1040 786 980 790 930 Z"))
	c.fill("#efe8d8", line(20, "M 664 920 Q 706 896 750 918"), line(20, "M 850 918 Q 894 896 936 920"))
	c.fill("#33201a", line(9, "M 684 966 Q 710 980 738 966"), line(9, "M 862 966 Q 890 980 916 966"))
	c.fill("#7c4f37", line(5, "M 680 998 Q 712 1010 742 1000"), line(5, "M 858 1000 Q 890 1010 920 998"))
	// the cap
	c.fill("#9c3f33", path("M 612 860 C 600 690 700 640 800 640 C 900 640 1000 690 988 860 C 900 820 700 820 612 860 Z"))
	c.fill("#7f3029", path("M 860 644 C 950 664 996 730 988 860 C 960 846 930 838 896 832 C 900 760 890 690 860 644 Z"))
	// the oud in his arms, and the hand
	c.fill("#2b1d18", stroke(60, 1010, 1560, 1440, 1260))
	c.fill("#4a3026", path("M 420 1760 C 400 1560 560 1450 740 1450 C 900 1450 1020 1500 1060 1580 C 1080 1760 960 1960 740 1990 C 560 2000 440 1920 420 1760 Z"))
	c.fill("#c98a4a", path("M 450 1760 C 436 1580 580 1480 740 1480 C 890 1480 1000 1530 1036 1600 C 1046 1750 930 1930 740 1956 C 580 1966 464 1890 450 1760 Z"))
	c.fill("#7c4a2a", circle(790, 1680, 72))
	c.fill("#c98a4a", circle(790, 1680, 36))
	c.fill("#7c4a2a", circle(790, 1680, 22))
	c.fill("#4a3026", poly(560, 1790, 600, 1860, 630, 1846, 590, 1776))
	for i := range 2 {
		d := float64(i)*30 - 15
		c.fill("#f3e6c8", stroke(5, 592+d*.5, 1816+d, 1400+d*.5, 1290+d))
	}
	c.fill("#e7dcc6", path("M 300 2000 C 330 1800 420 1700 520 1690 L 560 1790 C 500 1850 470 1930 480 2000 Z"))
	c.fill("#a26c4c", line(70, "M 540 1740 C 600 1700 640 1710 700 1740"), line(30, "M 690 1720 Q 740 1720 760 1750"), line(30, "M 690 1750 Q 730 1766 744 1796"), line(28, "M 670 1770 Q 700 1800 706 1830"))
	c.fill("#a26c4c", line(60, "M 1290 1430 C 1300 1400 1300 1370 1280 1340"), line(26, "M 1260 1350 L 1330 1300"), line(26, "M 1270 1380 L 1340 1336"))
	c.fill("#cbbda2", path("M 1420 1900 C 1420 1640 1400 1500 1340 1410 L 1240 1450 C 1290 1600 1290 1750 1240 2000 H 1420 Z"))
}

func engineer(c *canvas) {
	c.fill("#cfe0da", full(2000))
	c.fill("#e9efe2", rect(0, 0, 1600, 900))
	// the sea, the plant and its pipes behind
	c.fill("#5b9ba0", rect(0, 900, 1600, 300))
	c.fill(sea, rect(0, 980, 1600, 220))
	c.fill("#dfe7e2", rect(110, 640, 250, 420), ellipse(235, 640, 125, 30))
	c.fill("#b9c9c5", rect(280, 640, 80, 420))
	c.fill(earth, rect(110, 760, 250, 26))
	c.fill("#e8e3d6", poly(1160, 1060, 1160, 700, 1300, 640, 1440, 700, 1580, 640, 1620, 660, 1620, 1060))
	c.fill("#8fb9bd", rect(1220, 800, 90, 110), rect(1360, 800, 90, 110), rect(1500, 800, 90, 110))
	c.fill("#d9c398", rect(0, 1060, 1600, 940))
	c.fill("#3f8b96", rect(0, 1180, 1600, 90))
	c.fill("#2d6b77", rect(0, 1236, 1600, 34), rounded(180, 1164, 40, 122, 6), rounded(1380, 1164, 40, 122, 6))
	// jacket
	c.fill("#27506b", path("M 130 2000 C 150 1640 280 1480 560 1420 C 700 1390 900 1390 1040 1420 C 1320 1480 1450 1640 1470 2000 Z"))
	c.fill("#1c3d54", path("M 1040 1420 C 1320 1480 1450 1640 1470 2000 H 1180 C 1200 1760 1160 1560 1040 1420 Z"))
	c.fill("#e8b64c", path("M 150 1850 C 160 1800 176 1756 198 1716 L 470 1800 L 460 1900 Z"), path("M 1450 1850 C 1440 1800 1424 1756 1402 1716 L 1150 1800 L 1160 1900 Z"))
	c.fill("#f4ead7", path("M 620 1420 L 800 1640 L 980 1420 C 900 1380 700 1380 620 1420 Z"))
	c.fill("#27506b", path("M 560 1420 L 620 1400 L 800 1640 L 760 1720 Z"))
	c.fill("#1c3d54", path("M 1040 1420 L 980 1400 L 800 1640 L 840 1720 Z"))
	// neck and face
	c.fill("#9c6040", path("M 690 1440 C 706 1360 700 1280 692 1200 H 908 C 900 1280 896 1360 912 1440 C 860 1520 740 1520 690 1440 Z"))
	c.fill("#b97a56", path("M 596 960 C 592 800 690 700 806 700 C 922 700 1010 800 1006 970 C 1002 1140 930 1310 806 1330 C 680 1310 602 1140 596 960 Z"))
	c.fill("#a66a49", path("M 880 716 C 970 756 1010 850 1006 970 C 1002 1140 930 1310 806 1330 C 880 1260 910 1150 904 1020 C 900 900 920 800 880 716 Z"))
	// eyes, brows, nose, mouth
	c.fill("#2b1d1a", line(15, "M 660 916 Q 704 886 752 910"), line(15, "M 852 910 Q 900 886 944 916"))
	c.fill(cream, path("M 668 974 C 690 946 730 946 748 974 C 728 990 690 990 668 974 Z"), path("M 860 974 C 880 946 920 946 940 974 C 920 990 880 990 860 974 Z"))
	c.fill("#2b1d1a", circle(708, 970, 17), circle(900, 970, 17), line(7, "M 664 974 Q 706 936 752 974"), line(7, "M 856 974 Q 900 936 944 974"))
	c.fill("#9c6040", path("M 800 950 C 806 1020 846 1070 836 1100 C 820 1116 792 1116 778 1106 C 796 1080 796 1010 800 950 Z"))
	c.fill("#9c4438", path("M 720 1190 C 760 1172 790 1180 806 1186 C 822 1180 852 1172 892 1190 C 860 1226 752 1226 720 1190 Z"))
	c.fill("#7d3229", line(5, "M 722 1190 Q 806 1206 890 1190"))
	// hair and helmet
	c.fill("#241a1c", path("M 590 1000 C 560 860 590 760 640 720 C 620 800 620 880 616 960 C 612 1060 620 1130 640 1190 C 600 1180 600 1080 590 1000 Z"), path("M 1012 1000 C 1040 860 1016 760 968 720 C 986 800 990 880 992 960 C 996 1060 990 1130 966 1200 C 1010 1180 1006 1080 1012 1000 Z"))
	c.fill("#f4efe2", path("M 560 800 C 556 580 680 480 806 480 C 936 480 1056 580 1050 800 C 960 760 660 760 560 800 Z"))
	c.fill("#d6d0c0", path("M 890 492 C 1000 530 1054 640 1050 800 C 1020 786 980 778 936 772 C 944 660 930 560 890 492 Z"))
	c.fill("#e3dccb", path("M 770 484 H 842 L 850 768 H 762 Z"))
	c.fill("#c9c1ad", path("M 530 806 C 660 748 950 748 1080 806 C 1090 830 1080 840 1060 836 C 940 790 670 790 550 836 C 530 840 522 830 530 806 Z"))
	c.fill(sea, circle(806, 640, 42))
	c.fill("#f4efe2", path("M 806 606 C 826 640 830 648 830 660 C 830 676 820 684 806 684 C 792 684 782 676 782 660 C 782 648 786 640 806 606 Z"))
	// earrings
	c.fill(sun, circle(604, 1130, 15), circle(1004, 1130, 15))
}

func plate(c *canvas) {
	c.fill("#2f6f78", full(1067))
	for i := range 4 {
		c.fill("#37808a", rect(float64(i)*400+200, 0, 200, 1067))
	}
	c.fill("#e9dcc3", poly(-20, 300, 330, -20, 560, -20, -20, 520))
	c.fill(earth, poly(-20, 340, 372, -20, 400, -20, -20, 366), poly(-20, 452, 494, -20, 518, -20, -20, 476))
	c.tint("#14343a", 0.35, ellipse(830, 580, 450, 440))
	c.fill(cream, circle(810, 545, 430))
	c.fill("#e6dcc6", circle(810, 545, 350))
	c.fill("#f3ecdb", circle(810, 545, 336))
	for i := range 12 {
		a := float64(i) * math.Pi / 6
		c.fill([]string{sea, earth}[i%2], circle(810+390*math.Cos(a), 545+390*math.Sin(a), 16))
	}
	fish := func(x, y, k, turn float64) {
		s := shape{}
		for _, o := range path("M -190 0 C -120 -70 40 -70 150 -14 L 210 -60 C 204 -20 204 20 210 60 L 150 14 C 40 70 -120 70 -190 0 Z") {
			var r []point
			for _, p := range o {
				r = append(r, point{x + k*(p.x*math.Cos(turn)-p.y*math.Sin(turn)), y + k*(p.x*math.Sin(turn)+p.y*math.Cos(turn))})
			}
			s = append(s, r)
		}
		c.fill("#5b7a86", s)
		rot := func(px, py float64) (float64, float64) {
			return x + k*(px*math.Cos(turn)-py*math.Sin(turn)), y + k*(px*math.Sin(turn)+py*math.Cos(turn))
		}
		var belly []point
		for _, p := range path("M -180 6 C -110 62 40 62 146 16 C 40 30 -110 30 -180 6 Z")[0] {
			a, b := rot(p.x, p.y)
			belly = append(belly, point{a, b})
		}
		c.fill("#c9d6d4", shape{clockwise(belly)})
		for i := range 3 {
			a, b := rot(-60+float64(i)*60, -18)
			c.fill("#3d5964", circle(a, b, 7*k))
		}
		a, b := rot(-140, -12)
		c.fill(cream, circle(a, b, 13*k))
		c.fill(ink, circle(a, b, 7*k))
		// the stuffing
		for i := range 5 {
			a, b := rot(-80+float64(i)*34, 22)
			c.fill([]string{leaf, earth}[i%2], circle(a, b, 10*k))
		}
	}
	fish(790, 380, 1.1, -0.12)
	fish(830, 530, 1.15, 0.05)
	fish(790, 690, 1.1, -0.08)
	// lemon, parsley, olives
	lemon := func(x, y, r float64) {
		c.fill(sun, circle(x, y, r))
		c.fill("#fbe6a6", circle(x, y, r*.84))
		for i := range 6 {
			a := float64(i)*math.Pi/3 + .2
			c.fill("#f3cd5a", poly(x+r*.12*math.Cos(a), y+r*.12*math.Sin(a), x+r*.74*math.Cos(a-.3), y+r*.74*math.Sin(a-.3), x+r*.74*math.Cos(a+.3), y+r*.74*math.Sin(a+.3)))
		}
	}
	lemon(1060, 430, 66)
	lemon(1350, 900, 96)
	c.fill(sun, ellipse(1480, 800, 110, 84), circle(1586, 776, 24))
	for i := range 9 {
		a := float64(i) * .7
		c.fill(leaf, circle(580+44*math.Cos(a), 420+34*math.Sin(a), 22))
	}
	for _, o := range [][2]float64{{980, 770}, {1020, 806}, {930, 806}} {
		c.fill("#5a3b4e", ellipse(o[0], o[1], 25, 20))
	}
	// bread and a knife
	c.fill("#c98a4a", ellipse(1430, 250, 190, 180))
	c.fill("#e0ab66", ellipse(1420, 240, 160, 148))
	for i := range 4 {
		c.fill("#c98a4a", stroke(9, 1310+float64(i)*60, 180, 1350+float64(i)*60, 300))
	}
	c.fill("#dfe7e4", path("M 190 240 C 240 330 250 560 230 700 H 190 Z"))
	c.fill("#7c4a2a", rounded(182, 690, 56, 250, 24))
	c.fill(sun, circle(210, 760, 8), circle(210, 860, 8))
}

func microphone(c *canvas) {
	c.fill("#22384c", full(1067))
	c.fill("#2b4760", rect(0, 0, 1600, 640))
	// the tide as a wave of sound
	for i := range 53 {
		x := 10 + float64(i)*30.5
		h := 26 + 120*math.Abs(math.Sin(float64(i)*.37))*math.Abs(math.Cos(float64(i)*.11)) + 50*math.Abs(math.Sin(float64(i)*1.3))
		col := "#3d6a83"
		if i > 12 && i < 40 {
			col = "#5f9fa8"
		}
		c.fill(col, rounded(x, 360-h, 16, 2*h, 8))
	}
	c.fill("#8a5a3c", rect(0, 860, 1600, 210))
	c.fill("#a06c48", rect(0, 860, 1600, 26))
	// the microphone
	c.fill("#131c27", ellipse(800, 936, 190, 34))
	c.fill("#1d2833", rect(782, 700, 36, 230))
	c.fill("#1d2833", line(26, "M 640 470 C 640 640 720 720 800 720 C 880 720 960 640 960 470"))
	c.fill("#c9c1ad", rounded(682, 190, 236, 440, 118))
	c.fill("#a69d88", path("M 800 190 H 800 C 870 190 918 240 918 308 V 512 C 918 580 870 630 800 630 Z"))
	c.fill("#1d2833", rect(682, 400, 236, 26))
	for i := range 6 {
		c.fill("#4a4f52", rounded(712, 236+float64(i)*27, 176, 9, 4))
	}
	c.fill(earth, circle(800, 500, 26))
	c.fill(sun, circle(800, 500, 10))
	// headphones on the table
	c.fill(earth, line(34, "M 1090 860 C 1080 620 1400 620 1390 860"))
	c.fill("#1d2833", rounded(1050, 760, 90, 160, 40), rounded(1340, 760, 90, 160, 40))
	c.fill("#8c3b2e", rounded(1066, 784, 36, 112, 18), rounded(1380, 784, 36, 112, 18))
	// a glass and a notebook
	c.fill(cream, poly(210, 900, 480, 880, 540, 960, 250, 990))
	c.fill("#d8cdb6", poly(345, 890, 480, 880, 540, 960, 395, 975))
	c.fill(ink, stroke(4, 250, 918, 335, 912), stroke(4, 264, 940, 350, 932), stroke(4, 396, 908, 470, 902), stroke(4, 410, 930, 500, 922))
	c.fill(sun, stroke(11, 500, 996, 620, 930))
	c.tint("#e8c16a", 0.9, poly(100, 760, 190, 760, 180, 910, 110, 910))
	c.fill(leaf, ellipse(132, 748, 26, 12), ellipse(164, 740, 24, 11), ellipse(148, 724, 14, 22))
}
