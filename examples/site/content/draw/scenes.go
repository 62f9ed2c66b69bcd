package main

import (
	"fmt"
	"math"
)

// The colours of the house: paper, ink, the sea, sand and earth.
const (
	paper = "#f4ead7"
	cream = "#fbf5e8"
	ink   = "#1d2833"
	night = "#1f3247"
	deep  = "#22506a"
	sea   = "#3a7f8c"
	foam  = "#8fc0b9"
	mist  = "#cfdfd6"
	sand  = "#e6c792"
	straw = "#f0d9a8"
	earth = "#c4623f"
	brick = "#9c4630"
	rose  = "#e9a88d"
	blush = "#f3cdb6"
	olive = "#7c8a52"
	leaf  = "#4f6f4a"
	sun   = "#f2b84b"
	stone = "#b9a48a"
	shade = "#8a7763"
	skin  = "#b97a56"
	tan   = "#8e5a3e"
)

// scenes are all pictures, by the file that WordPress has them in.
var scenes = []scene{
	{"04/phare-cap-amlal", 900, 110, lighthouse},
	{"04/port-aube", 900, 150, port},
	{"05/marche-poissons", 900, 60, market},
	{"05/conseil-salle", 900, 60, council},
	{"06/train-littoral", 900, 130, train},
	{"06/plaine-zergoun", 900, 100, fields},
	{"04/bus-de-nuit", 900, 100, nightBus},
	{"04/station-cap-amlal", 900, 140, plant},
	{"05/voix-du-large", 900, 130, concert},
	{"05/stade-lumieres", 900, 92, stadium},
	{"06/flamants-lagune", 900, 150, flamingos},
	{"06/mains-fontaine", 900, 100, hands},
	{"07/oedipe-scene", 900, 80, stage},
	{"07/vague-imlil", 900, 100, surfer},
	{"07/gite-zergoun", 900, 110, gite},
	{"08/tahar-ziouani", 2000, 0, luthier},
	{"08/sardines-chermoula", 900, 95, plate},
	{"09/ecole-al-amal", 900, 90, school},
	{"09/bibliotheque", 900, 40, library},
	{"09/micro", 900, 100, microphone},
	{"10/zineb-ouhaddou", 2000, 0, engineer},
	{"10/tempete-izza", 900, 60, storm},
	{"10/ruelle-medina", 900, 90, alley},
	{"11/breche", 900, 110, breach},
	{"11/quai-de-nuit", 900, 130, nightTrain},
	{"10/front-de-mer", 900, 100, seafront},
	{"11/eoliennes", 900, 112, turbines},
}

// full is the whole picture.
func full(height float64) shape { return rect(0, 0, 1600, height) }

// gull is a bird far away.
func gull(c *canvas, x, y, k float64, col string) {
	c.fill(col, moved(path("M -40 -4 C -26 -26 -10 -22 0 0 C 10 -22 26 -26 40 -4 C 24 -14 12 -10 0 10 C -12 -10 -24 -14 -40 -4 Z"), x, y, k))
}

// person is someone standing, seen from far away: x is the middle, y the ground, h the height.
func person(c *canvas, x, y, h float64, coat, legs, head string) {
	k := h / 100
	c.fill(legs, moved(path("M -13 0 L -11 -48 H 11 L 13 0 H 3 L 0 -36 L -3 0 Z"), x, y, k))
	c.fill(coat, moved(path("M -16 -40 C -19 -60 -17 -80 0 -82 C 17 -80 19 -60 16 -40 Z"), x, y, k))
	c.fill(head, moved(circle(0, -90, 9), x, y, k))
}

// djellaba is someone in a long garment.
func djellaba(c *canvas, x, y, h float64, cloth, head string) {
	k := h / 100
	c.fill(cloth, moved(path("M -20 0 C -20 -40 -18 -78 0 -82 C 18 -78 20 -40 20 0 Z"), x, y, k))
	c.fill(head, moved(circle(0, -89, 9), x, y, k))
	c.fill(cloth, moved(path("M -11 -84 C -12 -104 12 -104 11 -84 C 8 -96 -8 -96 -11 -84 Z"), x, y, k))
}

func lighthouse(c *canvas) {
	c.fill("#27415a", full(1067))
	c.fill("#3b5870", rect(0, 300, 1600, 400))
	c.fill("#7d7f86", rect(0, 430, 1600, 300))
	c.fill("#d49b80", rect(0, 540, 1600, 200))
	c.fill("#f0c79a", rect(0, 620, 1600, 120))
	for _, s := range [][3]float64{{140, 90, 4}, {310, 190, 3}, {520, 70, 3}, {690, 160, 4}, {850, 60, 3}, {1440, 110, 4}, {1330, 230, 3}, {60, 260, 3}, {430, 280, 2.5}} {
		c.fill("#e8dcc0", circle(s[0], s[1], s[2]))
	}
	c.tint(straw, 0.30, poly(1105, 258, -20, 120, -20, 420))
	c.tint(straw, 0.34, poly(1105, 258, -20, 190, -20, 350))
	c.tint(straw, 0.30, poly(1145, 258, 1640, 170, 1640, 330))
	c.fill("#2b5266", waves(705, 4, 320, 0, 1067))
	c.tint("#f0c79a", 0.55, rect(180, 722, 420, 6), rect(240, 742, 330, 6), rect(150, 768, 260, 6), rect(420, 790, 220, 6), rect(220, 815, 160, 6))
	c.fill("#21465b", waves(800, 7, 260, 90, 1067))
	// the cape
	c.fill("#3d4a45", path("M 720 1067 C 760 900 860 850 930 770 C 960 720 1010 690 1080 676 H 1190 C 1300 690 1400 720 1640 700 V 1067 Z"))
	c.fill("#2c3a3c", path("M 800 1067 C 850 930 960 900 1000 800 C 1040 740 1090 720 1150 700 C 1210 780 1290 800 1360 880 C 1430 940 1500 940 1640 900 V 1067 Z"))
	c.fill("#57614f", path("M 1080 676 H 1190 C 1300 690 1400 720 1640 700 V 740 C 1400 760 1250 720 1060 690 Z"))
	// the keeper's house
	c.fill("#e9d8b8", rect(1230, 620, 190, 84))
	c.fill("#b9a488", rect(1360, 620, 60, 84))
	c.fill(brick, poly(1215, 624, 1250, 570, 1400, 570, 1436, 624))
	c.fill(sun, rect(1258, 646, 26, 34), rect(1312, 646, 26, 34))
	// the tower
	c.fill(cream, poly(1082, 690, 1098, 300, 1152, 300, 1168, 690))
	c.fill("#cdbfa6", poly(1132, 690, 1130, 300, 1152, 300, 1168, 690))
	for _, y := range []float64{360, 470, 580} {
		w := (y - 300) * 16 / 390
		c.fill(earth, poly(1098-w, y, 1152+w, y, 1152+w+2, y+54, 1098-w-2, y+54))
		c.fill(brick, poly(1130, y, 1152+w, y, 1152+w+2, y+54, 1131, y+54))
	}
	c.fill(ink, rect(1084, 290, 82, 14), rect(1096, 226, 6, 66), rect(1148, 226, 6, 66))
	c.fill("#ffe9b0", rect(1102, 232, 46, 58))
	c.fill(sun, circle(1125, 260, 16))
	c.fill(ink, poly(1090, 232, 1125, 190, 1160, 232), rect(1122, 168, 6, 30))
	c.fill("#6f4a36", arch(1112, 690, 26, 50))
	// surf
	c.fill("#dfe4d6", path("M 690 1067 C 720 1010 770 990 830 1000 C 800 1020 860 1030 820 1067 Z"), path("M 842 930 C 870 900 905 900 920 912 C 900 925 880 950 850 962 Z"))
	c.fill("#1b394b", waves(960, 9, 300, 40, 1067))
	c.tint("#dfe4d6", 0.5, rect(90, 930, 210, 5), rect(380, 905, 150, 5), rect(500, 950, 120, 5))
	c.fill("#14303f", waves(1030, 8, 360, 140, 1067))
	gull(c, 520, 500, 0.9, "#22384c")
	gull(c, 600, 540, 0.7, "#22384c")
	gull(c, 420, 560, 0.6, "#22384c")
}

// boat is a fishing boat from the side: x and y are where its stern meets the water.
func boat(c *canvas, x, y, k float64, hull, stripe, cabin string) {
	at := func(s shape) shape { return moved(s, x, y, k) }
	c.fill(ink, at(rect(118, -200, 6, 150)), at(line(3, "M 120 -196 L 300 -60")), at(line(3, "M 120 -196 L 10 -60")))
	c.fill(cabin, at(rect(70, -118, 80, 66)))
	c.fill(shade, at(rect(64, -126, 92, 10)))
	c.fill(night, at(rect(80, -106, 24, 22)), at(rect(114, -106, 24, 22)))
	c.fill(hull, at(path("M 0 -64 L 20 -52 H 240 C 270 -54 300 -70 330 -86 C 318 -44 300 -14 276 4 H 24 C 10 -16 4 -40 0 -64 Z")))
	c.fill(stripe, at(path("M 3 -46 L 20 -36 H 250 C 276 -40 296 -48 318 -60 L 312 -46 C 292 -34 276 -26 250 -24 H 18 L 6 -32 Z")))
	c.fill(earth, at(circle(46, -56, 9)))
	c.fill(sun, at(circle(200, -60, 9)), at(circle(222, -60, 9)))
}

func port(c *canvas) {
	c.fill("#f6d9bd", full(1067))
	c.fill("#f3c7a6", rect(0, 240, 1600, 500))
	c.fill("#eeb08d", rect(0, 400, 1600, 340))
	c.fill("#fbe9c8", circle(1120, 470, 120))
	c.fill("#c98f86", path("M -20 560 C 120 500 260 520 400 548 C 560 500 760 530 900 552 C 1100 520 1320 540 1640 530 V 660 H -20 Z"))
	c.fill("#a5757a", path("M -20 600 C 200 560 420 600 640 590 C 860 574 1100 600 1640 580 V 680 H -20 Z"))
	// the town behind the quay
	for i := range 26 {
		f := float64(i)
		x := f*66 - 30
		h := 60 + 46*math.Abs(math.Sin(f*1.7)) + 20*math.Abs(math.Cos(f*0.9))
		col := []string{"#d9b79d", "#c9a08d", "#e5c7a9", "#bd8f80"}[i%4]
		c.fill(col, rect(x, 652-h, 70, h+10))
		for k := range 2 {
			if (i*3+k)%5 != 0 {
				c.fill("#8a6a6c", rect(x+14+float64(k)*26, 652-h+20, 12, 20))
			}
		}
	}
	c.fill("#d9b79d", rect(560, 452, 44, 204), rect(554, 444, 56, 14))
	c.fill("#8a6a6c", arch(572, 500, 20, 34))
	// cranes
	for _, x := range []float64{1250, 1420} {
		c.fill("#7c4c45", stroke(12, x, 660, x+24, 380), stroke(12, x+70, 660, x+46, 380), stroke(9, x+10, 560, x+62, 500), stroke(9, x+60, 560, x+16, 500))
		c.fill("#7c4c45", poly(x-160, 372, x+150, 352, x+150, 376, x-160, 392), rect(x+90, 372, 50, 34))
		c.fill("#7c4c45", stroke(5, x+36, 376, x+36, 290), stroke(4, x+36, 292, x-150, 378), stroke(4, x+36, 292, x+140, 360), stroke(3, x-120, 388, x-120, 500))
		c.fill(earth, rect(x-150, 500, 62, 40))
	}
	c.fill("#6d5054", rect(0, 652, 1600, 34))
	c.fill("#59434c", rect(0, 676, 1600, 14))
	// the water
	c.fill("#b98d86", rect(0, 690, 1600, 400))
	c.fill("#8d7f86", waves(720, 5, 400, 0, 1067))
	c.fill("#62707d", waves(800, 6, 360, 120, 1067))
	c.tint("#fbe9c8", 0.75, rect(1040, 700, 180, 8), rect(1070, 724, 130, 8), rect(1020, 752, 150, 8), rect(1080, 782, 110, 8), rect(1050, 812, 130, 7), rect(1090, 842, 80, 7))
	boat(c, 640, 770, 0.8, deep, cream, "#e8d7b9")
	c.fill("#4b5f70", waves(880, 7, 330, 40, 1067))
	boat(c, 980, 890, 1.15, "#2f6f78", cream, "#ead9bb")
	boat(c, 150, 930, 1.5, earth, cream, "#f0e0c2")
	c.fill("#3b5064", waves(945, 8, 300, 210, 1067))
	c.tint(earth, 0.5, rect(200, 962, 340, 9), rect(240, 986, 240, 9))
	c.fill("#2f4357", waves(1020, 8, 380, 60, 1067))
	for _, g := range [][3]float64{{420, 250, 1.1}, {530, 300, 0.8}, {330, 330, 0.7}, {860, 210, 0.9}, {760, 280, 0.6}} {
		gull(c, g[0], g[1], g[2], "#7a5458")
	}
}

// crate is a box of fish on ice.
func crate(c *canvas, x, y, w float64, fish, belly string) {
	c.fill("#9a6b45", rect(x, y, w, 70))
	c.fill("#7e5538", rect(x, y+24, w, 6), rect(x, y+48, w, 6))
	c.fill(mist, path(sprint("M %g %g C %g %g %g %g %g %g Z", x, y+4, x+w*.25, y-40, x+w*.75, y-40, x+w, y+4)))
	for i := range int(w / 52) {
		fx := x + 26 + float64(i)*54
		c.fill(fish, moved(path("M -26 0 C -10 -16 14 -14 26 0 C 14 12 -10 12 -26 0 Z M 20 0 L 40 -14 L 38 12 Z"), fx, y-8-8*math.Sin(float64(i)*1.3), 1.3))
		c.fill(belly, moved(path("M -22 2 C -8 9 12 9 24 1 C 12 12 -10 12 -22 2 Z"), fx, y-8-8*math.Sin(float64(i)*1.3), 1.3))
		c.fill(ink, circle(fx-20, y-12-8*math.Sin(float64(i)*1.3), 3.4))
	}
}

func market(c *canvas) {
	c.fill("#e9d3ae", full(1067))
	c.fill("#dfc093", rect(0, 0, 1600, 420))
	// the arcade of the hall
	for i := range 5 {
		x := float64(i)*330 - 20
		c.fill("#c79f70", arch(x+20, 640, 270, 520))
		c.fill("#a87e55", arch(x+44, 640, 222, 480))
		c.fill("#f3dcae", arch(x+110, 640, 90, 330))
		c.fill("#edc98c", rect(x+110, 520, 90, 120))
	}
	c.fill("#b98d5f", rect(0, 70, 1600, 16), rect(0, 50, 1600, 8))
	// lamps
	for _, x := range []float64{320, 650, 980, 1310} {
		c.fill("#5d4636", rect(x-2, 0, 4, 130))
		c.fill("#38505a", path(sprint("M %g 160 C %g 120 %g 120 %g 160 Z", x-44, x-30, x+30, x+44)))
		c.fill(straw, ellipse(x, 162, 22, 10))
	}
	c.fill("#b28a64", rect(0, 640, 1600, 430))
	// awnings
	awning := func(x, y, w float64, a, b string) {
		n := 8
		for i := range n {
			col := a
			if i%2 == 1 {
				col = b
			}
			x0, x1 := x+w*float64(i)/float64(n), x+w*float64(i+1)/float64(n)
			c.fill(col, poly(x0+(x+w/2-x0)*.12, y, x1+(x+w/2-x1)*.12, y, x1, y+90, x0, y+90), ellipse((x0+x1)/2, y+90, (x1-x0)/2, 16))
		}
	}
	// the people behind the stalls
	for _, p := range []struct {
		x           float64
		coat, scarf string
	}{{250, deep, earth}, {820, "#7d3f33", cream}, {1330, leaf, sun}} {
		c.fill(p.coat, path(sprint("M %g 760 C %g 600 %g 560 %g 560 C %g 560 %g 600 %g 760 Z", p.x-110, p.x-110, p.x-60, p.x, p.x+60, p.x+110, p.x+110)))
		c.fill(skin, circle(p.x, 508, 46), rect(p.x-18, 530, 36, 46))
		c.fill(p.scarf, path(sprint("M %g 520 C %g 440 %g 440 %g 520 C %g 490 %g 480 %g 484 C %g 480 %g 490 %g 520 Z", p.x-52, p.x-56, p.x+56, p.x+52, p.x+38, p.x+20, p.x, p.x-20, p.x-38, p.x-52)))
		c.fill(cream, path(sprint("M %g 640 H %g L %g 760 H %g Z", p.x-50, p.x+50, p.x+64, p.x-64)))
	}
	for i, s := range [][2]float64{{40, 430}, {600, 430}, {1130, 430}} {
		a := []string{earth, deep, "#c99a3f"}[i]
		for _, dx := range []float64{8, s[1] - 18} {
			c.fill("#6d523c", rect(s[0]+dx, 340, 10, 460))
		}
		awning(s[0]-20, 270, s[1]+40, a, cream)
	}
	c.fill("#8f6442", rect(0, 760, 1600, 30))
	c.fill("#764f35", rect(0, 790, 1600, 280))
	c.fill("#6a462f", rect(0, 850, 1600, 8), rect(0, 930, 1600, 8))
	for i, x := range []float64{30, 300, 590, 860, 1120, 1370} {
		a, b := "#6f8d99", "#cfdcdc"
		if i%3 == 1 {
			a, b = "#c46a52", "#f0b79a"
		}
		if i%3 == 2 {
			a, b = "#4f6b7c", "#b7c8cc"
		}
		crate(c, x, 716, 215, a, b)
	}
	// a scale, lemons, the price
	c.fill(sun, circle(560, 744, 18), circle(530, 746, 18), circle(546, 722, 18))
	c.fill(leaf, ellipse(575, 722, 14, 7))
	c.fill(cream, rounded(690, 800, 150, 84, 6), rounded(1200, 800, 130, 84, 6))
	c.fill(ink, rect(712, 822, 106, 8), rect(712, 844, 70, 8), rect(1220, 822, 90, 8), rect(1220, 844, 56, 8))
	// customers in front, as shadows
	c.fill("#3b2b2a", path("M 380 1067 C 372 900 400 850 470 846 C 540 850 570 900 566 1067 Z"), circle(470, 800, 50))
	c.fill("#59362c", path("M 414 812 C 410 730 530 730 526 812 C 540 850 400 850 414 812 Z"))
	c.fill("#2d2427", path("M 1000 1067 C 990 880 1030 820 1100 816 C 1176 820 1210 880 1204 1067 Z"), circle(1100, 766, 52))
	c.fill("#e3c99b", path("M 1196 960 C 1250 940 1290 960 1300 1067 H 1180 Z"))
	c.fill("#b08f5f", rect(1190, 990, 112, 7), rect(1186, 1020, 116, 7))
}

func council(c *canvas) {
	c.fill("#e8dcc4", full(1067))
	c.fill("#d8c6a6", rect(0, 0, 1600, 90))
	c.fill("#c9b48f", rect(0, 90, 1600, 14), rect(0, 600, 1600, 12))
	// tall windows with the sea behind
	for _, x := range []float64{150, 500, 1010, 1360} {
		c.fill("#b89c74", arch(x-70, 560, 160, 420))
		c.fill("#a9c9c6", arch(x-54, 560, 128, 402))
		c.fill(sea, rect(x-54, 440, 128, 120))
		c.fill(mist, rect(x-54, 474, 70, 4), rect(x-10, 500, 84, 4))
		c.fill("#e8dcc4", rect(x+6, 160, 8, 400), rect(x-54, 330, 128, 8))
	}
	// the emblem: a wave and a star of eight
	c.fill(deep, circle(760, 270, 112))
	c.fill(cream, circle(760, 270, 100))
	star := func(x, y, r float64, col string) {
		c.fill(col, rect(x-r*.7, y-r*.7, r*1.4, r*1.4), poly(x, y-r, x+r, y, x, y+r, x-r, y))
	}
	star(760, 246, 44, earth)
	c.fill(deep, path("M 668 306 C 700 286 720 286 746 306 C 770 324 800 324 852 300 C 846 330 820 360 760 366 C 706 362 676 336 668 306 Z"))
	c.fill(foam, path("M 676 326 C 706 312 724 312 748 330 C 774 346 806 342 842 326 C 826 352 796 366 760 366 C 720 364 690 348 676 326 Z"))
	// the table of the mayor
	for i, x := range []float64{560, 660, 760, 860, 960} {
		coat := []string{deep, "#7d3f33", night, leaf, "#5b4a6b"}[i]
		c.fill("#6b4a35", rounded(x-36, 420, 72, 130, 14))
		c.fill(coat, path(sprint("M %g 580 C %g 500 %g 490 %g 488 C %g 490 %g 500 %g 580 Z", x-42, x-42, x-20, x, x+20, x+42, x+42)))
		c.fill([]string{skin, tan, skin, tan, skin}[i], circle(x, 460, 24))
		hair := []string{"#2b2430", "#d9cdbb", "#3a2a26", "#2b2430", "#8b8583"}[i]
		c.fill(hair, path(sprint("M %g 458 C %g 426 %g 426 %g 458 C %g 446 %g 444 %g 458 Z", x-25, x-26, x+26, x+25, x+12, x-12, x-25)))
	}
	c.fill("#b07f54", rect(0, 612, 1600, 90))
	c.fill("#8a5a3c", poly(480, 560, 1040, 560, 1070, 690, 450, 690))
	c.fill("#704832", poly(480, 560, 1040, 560, 1046, 582, 474, 582))
	for _, x := range []float64{610, 710, 810, 910} {
		c.fill(cream, rect(x-22, 548, 40, 12))
	}
	c.fill("#b07f54", rect(0, 690, 1600, 380))
	// rows of seats in arcs, seen from behind
	for row := range 3 {
		y := 790 + float64(row)*110
		n := 7 + row
		c.fill([]string{"#8f3f33", "#7d352c", "#6a2c27"}[row], path(sprint("M -20 %g C 400 %g 1200 %g 1620 %g V %g H -20 Z", y+20, y-60, y-60, y+20, y+170)))
		for i := range n {
			t := (float64(i) + 0.5 + 0.15*float64(row%2)) / float64(n)
			x := t * 1600
			py := y - 56*4*t*(1-t)*.7
			if (i+row*2)%5 == 3 {
				continue
			}
			coat := []string{night, "#3e4f3c", "#5b4a6b", "#26404c", "#4c3a34", "#1f4a55"}[(i*2+row)%6]
			k := 1 + 0.18*float64(row)
			c.fill(coat, moved(path("M -44 60 C -44 6 -22 -4 0 -4 C 22 -4 44 6 44 60 Z"), x, py+20, k))
			c.fill([]string{"#2b2430", "#473129", "#8b8583", "#d8c7a8", "#7d3f33"}[(i+row*3)%5], moved(circle(0, -30, 26), x, py+20, k))
		}
		c.fill([]string{"#a04a3b", "#8f3f33", "#7d352c"}[row], path(sprint("M -20 %g C 400 %g 1200 %g 1620 %g V %g C 1200 %g 400 %g -20 %g Z", y+70, y-10, y-10, y+70, y+110, y+30, y+30, y+110)))
	}
	// a raised hand
	c.fill("#26404c", stroke(30, 1085, 838, 1105, 762))
	c.fill("#f0c39f", circle(1108, 742, 19), stroke(9, 1108, 742, 1120, 712), stroke(9, 1104, 742, 1106, 708), stroke(8, 1100, 744, 1092, 718))
}

func train(c *canvas) {
	c.fill("#d7e6df", full(1067))
	c.fill("#f3ecd6", rect(0, 330, 1600, 200))
	c.fill("#fff8e4", circle(330, 250, 84))
	c.fill(cream, ellipse(1080, 180, 170, 26), ellipse(1180, 160, 120, 30), ellipse(700, 110, 140, 18))
	c.fill(sea, rect(0, 500, 1600, 300))
	c.fill("#569aa0", rect(0, 500, 1600, 60))
	c.fill(mist, rect(200, 590, 160, 5), rect(420, 620, 110, 5), rect(640, 580, 180, 5), rect(100, 650, 120, 5), rect(900, 600, 140, 5))
	// sails
	c.fill(cream, poly(520, 540, 520, 470, 566, 540), poly(770, 528, 770, 486, 798, 528))
	c.fill(deep, path("M 506 546 H 574 L 562 558 H 516 Z"), path("M 762 532 H 802 L 796 540 H 768 Z"))
	// hills at the right
	c.fill("#94a06a", path("M 900 700 C 1050 560 1180 520 1300 470 C 1420 420 1520 440 1640 400 V 760 H 900 Z"))
	c.fill(olive, path("M 1060 760 C 1200 640 1360 600 1640 540 V 800 H 1060 Z"))
	for i := range 9 {
		x := 1180 + float64(i%5)*96 + float64(i/5)*40
		y := 640 - float64(i%5)*18 + float64(i/5)*60
		c.fill(leaf, ellipse(x, y, 30, 20))
	}
	// the viaduct
	c.fill("#d9b98a", rect(0, 700, 1600, 40))
	c.fill("#b9925f", rect(0, 734, 1600, 10))
	for i := range 7 {
		x := float64(i)*250 - 110
		c.fill("#d9b98a", path(sprint("M %g 740 H %g V 1067 H %g V 900 C %g 790 %g 790 %g 900 V 1067 H %g Z", x, x+250, x+250-42, x+250-42, x+42, x+42, x)))
		c.fill("#c39f6d", rect(x+208, 900, 16, 167), rect(x-0, 900, 14, 167))
	}
	c.fill("#8a6a49", rect(0, 690, 1600, 12))
	// the train
	car := func(x float64, head bool) {
		body := rounded(x, 566, 470, 120, 22)
		if head {
			body = path(sprint("M %g 686 V 588 Q %g 566 %g 566 H %g C %g 566 %g 610 %g 686 Z", x, x, x+22, x+330, x+410, x+460, x+486))
		}
		c.fill(cream, body)
		low := rect(x, 644, 470, 42)
		if head {
			low = path(sprint("M %g 644 H %g C %g 656 %g 670 %g 686 H %g Z", x, x+456, x+470, x+480, x+486, x))
		}
		c.fill(earth, low)
		c.fill(sun, rect(x, 636, 440, 8))
		n := 7
		if head {
			n = 5
		}
		for i := range n {
			c.fill(night, rounded(x+24+float64(i)*62, 588, 48, 40, 8))
			c.fill("#3d5b6c", poly(x+34+float64(i)*62, 626, x+50+float64(i)*62, 590, x+62+float64(i)*62, 590, x+46+float64(i)*62, 626))
		}
		if head {
			c.fill(night, path(sprint("M %g 588 H %g C %g 590 %g 606 %g 628 H %g Z", x+346, x+372, x+404, x+424, x+438, x+346)))
			c.fill("#fff1c2", ellipse(x+462, 652, 9, 7))
		}
		c.fill(ink, rect(x+40, 684, 120, 12), rect(x+300, 684, 110, 12))
		for _, dx := range []float64{66, 130, 326, 386} {
			c.fill(ink, circle(x+dx, 692, 11))
		}
		c.fill("#c9bfae", rect(x+100, 554, 120, 12))
	}
	car(-190, false)
	car(290, false)
	car(770, true)
	c.fill("#5f5a55", rect(0, 470, 1600, 4))
	for _, x := range []float64{120, 620, 1120, 1560} {
		c.fill("#5f5a55", rect(x, 450, 9, 244), rect(x, 470, 60, 6))
	}
	c.fill("#efe2c3", path("M -20 1067 C 200 1010 420 1050 640 1020 C 900 1000 1200 1050 1640 1000 V 1067 Z"))
	gull(c, 420, 380, 0.8, "#6b7f82")
	gull(c, 880, 340, 0.7, "#6b7f82")
}

func fields(c *canvas) {
	c.fill("#f6e3bd", full(1067))
	c.fill("#f3d49f", rect(0, 200, 1600, 300))
	c.fill("#fff4d6", circle(1250, 210, 92))
	c.fill("#c9a894", path("M -20 430 L 140 330 L 240 372 L 420 250 L 560 340 L 700 290 L 860 380 L 1020 310 L 1180 390 L 1340 330 L 1640 420 V 560 H -20 Z"))
	c.fill("#a98a7c", path("M -20 470 L 180 400 L 330 440 L 520 370 L 690 440 L 900 400 L 1100 450 L 1300 410 L 1640 470 V 560 H -20 Z"))
	c.fill("#b7b06d", path("M -20 520 C 300 480 700 500 1000 490 C 1300 480 1500 500 1640 490 V 700 H -20 Z"))
	// greenhouses
	for i := range 5 {
		x := 920 + float64(i)*140
		c.fill("#e9eedd", arch(x, 560, 128, 74))
		c.fill("#c8d4c4", arch(x+64, 560, 64, 60))
		c.fill("#a3b3a4", rect(x+30, 496, 3, 64), rect(x+62, 488, 3, 72), rect(x+94, 496, 3, 64))
	}
	// the farm
	c.fill("#d99b6f", rect(240, 470, 150, 80), rect(330, 430, 60, 120))
	c.fill(brick, rect(236, 462, 98, 10), rect(324, 420, 72, 12))
	c.fill(ink, rect(270, 500, 18, 26), rect(350, 456, 16, 22))
	for _, t := range [][3]float64{{430, 552, 1}, {180, 556, 1.2}, {130, 560, 0.9}, {480, 556, 0.8}} {
		c.fill(shade, rect(t[0]-4, t[1]-60*t[2], 8, 60*t[2]))
		c.fill(leaf, ellipse(t[0], t[1]-76*t[2], 34*t[2], 38*t[2]))
	}
	// rows that run to one point
	c.fill("#b5713f", rect(0, 556, 1600, 520))
	vx, vy := 720.0, 470.0
	for i := -9; i <= 9; i++ {
		x := 720 + float64(i)*300
		at := func(x0, y float64) float64 { return vx + (x0-vx)*(y-vy)/(1067-vy) }
		c.fill("#55703f", poly(at(x-70, 560), 560, at(x+70, 560), 560, at(x+70, 700), 700, at(x-70, 700), 700))
		for j := range 6 {
			t := float64(j+5) / 10
			y := 566 + math.Pow(t, 1.9)*520
			r := 7 + math.Pow(t, 1.5)*62
			px := at(x, y)
			if px < -80 || px > 1680 {
				continue
			}
			c.fill("#55703f", ellipse(px, y-r*.4, r*1.25, r*.8))
			if r > 12 {
				c.fill("#c8452f", circle(px+r*.4, y-r*.4, r*.2), circle(px-r*.4, y-r*.3, r*.2))
			}
		}
	}
	// a woman and a man at work
	djellaba(c, 540, 800, 210, deep, tan)
	c.fill(straw, ellipse(540, 600, 46, 11), path("M 516 600 C 518 574 562 574 564 600 Z"))
	c.fill("#c9974e", path("M 574 700 H 640 L 630 740 H 584 Z"))
	c.fill("#c8452f", circle(592, 698, 9), circle(608, 694, 9), circle(624, 698, 9))
	person(c, 985, 730, 150, "#8c3b2e", night, tan)
	c.fill(straw, ellipse(985, 588, 34, 8), path("M 968 588 C 970 568 1000 568 1002 588 Z"))
}

// sprint is fmt.Sprintf, for outlines.
func sprint(format string, values ...any) string { return fmt.Sprintf(format, values...) }
