package dates

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// europe are zones made for tests: the rule of the European Union, with names.
func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no time zone data: %v", err)
	}
	return loc
}

// The line after a colon is what is printed; each want is in RFC 3339. Loc is UTC+1, so
// that a zone that is printed shows.
var readings = []struct {
	rule  string
	lines string // one case a line
	want  string
}{
	{"in full", "mardi 1er avril 2025\nMARDI 1ER AVRIL 2025\nle mardi 1er avril 2025\nMardi, le 1er avril 2025\nmar. 1 avr. 2025\n" +
		"Mardi, 1 avril 2025\nce mardi 1er avril 2025\nmardi 1er avril 2025.", "2025-04-01T00:00:00+01:00"},
	{"the first of a month", "1ᵉʳ août 2026\n1er août 2026\n1 er août 2026\n1er\u00a0août\u202f2026\nle premier août 2026\n1 août 2026\n01 août 2026\n1st August 2026\nAugust 1st, 2026",
		"2026-08-01T00:00:00+01:00"},
	{"letters as keyboards and systems have them", "14 fe\u0301vrier 2026\n14 fevrier 2026\n14 FÉVRIER 2026\n14 Février 2026\n14 févr. 2026\n14 fév. 2026\n14 fév 2026\n14févr.2026\n" +
		"\u200e14 février 2026\u200f\n14\u00adfévrier 2026\n14 février 2026\u200b", "2026-02-14T00:00:00+01:00"},
	{"abbreviated months", "14 août 2026\n14 aout 2026\n14 aoû. 2026\n14 aou 2026\nven. 14 août 2026\nven 14 août 2026\nVEN. 14 AOÛT 2026\nvendredi 14AOÛT 2026", "2026-08-14T00:00:00+01:00"},
	{"more abbreviated months", "3 juil. 2025\n3 juill. 2025\n3 juillet 2025\n3 jul 2025\nJeudi, 3 juil 2025", "2025-07-03T00:00:00+01:00"},
	{"March and Tuesday", "3 mars 2026\nmar. 3 mars 2026\nMar 3, 2026\n3 Mar 2026\nMARDI 3 MARS 2026\nmar 3/3/2026\nTue, 3 Mar 2026\nmar. 03 mars 2026", "2026-03-03T00:00:00+01:00"},
	{"numbers are day first", "04/11/2026\n4/11/2026\n04-11-2026\n04.11.2026\n4.11.2026\n04 11 2026\n04 / 11 / 2026\nmercredi 04/11/2026\n04/11/26\n04.11.26\n04-11-26\n4/11/26", "2026-11-04T00:00:00+01:00"},
	{"the year is first", "2026-11-04\n2026/11/04\n2026-11-4\n20261104\n2026.11.04", "2026-11-04T00:00:00+01:00"},
	{"years of two digits are those of package time", "14 nov. 68\n14/11/68\n14-Nov-68\n14 nov. '68", "2068-11-14T00:00:00+01:00"},
	{"years of two digits of the last century", "14 nov. 69\n14/11/69", "1969-11-14T00:00:00+01:00"},
	{"the month is first", "Novembre 14, 2026\nNov 14,2026\nnov. 14 2026\nSamedi, novembre 14 2026.\nNovember 14th, 2026\nSaturday, November 14, 2026\nSat Nov 14 2026", "2026-11-14T00:00:00+01:00"},
	{"English", "14 November 2026\n14 Nov 2026\n14th November 2026\n14th of November, 2026\nSaturday 14 November 2026\nSat, 14 Nov 2026\non 14 November 2026\nSat 14 Nov 2026", "2026-11-14T00:00:00+01:00"},
	{"an hour and minutes", "15 avril 2025 à 18 h 30\n15 avril 2025 à 18h30\n15 avril 2025 à 18H30\n15 avril 2025 à 18:30\n15 avril 2025 18:30\n15 avril 2025, 18:30\n15 avril 2025 - 18:30\n" +
		"15 avril 2025 – 18:30\n15 avril 2025 — 18:30\n15 avril 2025 • 18:30\n15 avril 2025 · 18h30\n15 avril 2025 | 18h30\n15 avril 2025 (18:30)\n15 avril 2025 @ 18:30\n15 avril 2025 à 18 h 30 min\n" +
		"15 avril 2025 à 18h30mn\n15 avril 2025 à 18 heures 30\n15 avril 2025 à 18 heures 30 minutes\n15 avril 2025\u00a0à\u00a018\u00a0h\u00a030\n15/04/2025 18:30\n15/04/2025 à 18h30\n15.04.2025 à 18h30\n" +
		"15-04-2025 18:30\n2025-04-15 18:30\n2025-04-15T18:30\nmardi 15 avril 2025 / 18:30\n15/04/25 à 18h30\n15 avril 2025 à 6:30 p.m.\n15 avril 2025 à 6 h 30 p. m.\nApril 15, 2025 at 6:30 PM\n" +
		"15 Apr 2025, 6:30pm\n15 avril 2025 à 18 h 30 .\n15 avril 2025 18:30 PM\n15 avril 2025 à dix-huit heures trente\n15 avril 2025 à 18 heures et demie\n15 avril 2025 à 18 h 30 du soir\n" +
		"15 avril 2025 à 6 h 30 du soir\nÀ 18 h 30, le 15 avril 2025\n18:30, 15 April 2025\n18:30 15.04.2025\n15 avril 2025 à 18:30:00\n15 avril 2025 18 h 30 min 00 s", "2025-04-15T18:30:00+01:00"},
	{"an hour, then the date", "18 h 15 avril 2025\n18h 15/04/2025\nà 18 h, le 15 avril 2025\nà 18 heures, mardi 15 avril 2025\n15 avril 2025 à 18 h 0 min", "2025-04-15T18:00:00+01:00"},
	{"an hour exactly", "15 avril 2025 à 7 h pile\n15 avril 2025 à 7 heures précises\n15 أبريل 2025 على الساعة 7:00 تماما", "2025-04-15T07:00:00+01:00"},
	{"a reading time is no time", "14 novembre 2026 à 18 h 30 - 3 min de lecture\n14 novembre 2026 18:30 • Temps de lecture : 3 min.\nTemps de lecture : 12 minutes - 14 novembre 2026 à 18h30\nNov 14, 2026 6:30 PM · 3 min read", ""},
	{"an hour alone", "15 avril 2025 à 7 h\n15 avril 2025 à 7h\n15 avril 2025 à 07h\n15 avril 2025 à 7 heures\n15 avril 2025 à 7 h du matin\n15 avril 2025 à sept heures\n15 avril 2025 à sept heures du matin\n" +
		"15 avril 2025 à 7 a.m.\nApril 15, 2025 7am\n15 avril 2025, 7 heures du matin", "2025-04-15T07:00:00+01:00"},
	{"afternoon", "15 avril 2025 à 3 h de l'après-midi\n15 avril 2025 à 3 heures de l’après-midi\n15 avril 2025 à 15 h de l’après-midi\n15 avril 2025 à trois heures de l’après midi\n15 avril 2025 3pm", "2025-04-15T15:00:00+01:00"},
	{"noon", "15 avril 2025 à midi\n15 avril 2025, midi\n15 April 2025 at noon\n15 avril 2025 à 12 h\n15 avril 2025 12:00 p.m.\n15 avril 2025 12:00 م", "2025-04-15T12:00:00+01:00"},
	{"past noon", "15 avril 2025 à midi et demi\n15 avril 2025 à midi et demie\n15 avril 2025 à midi trente\n15 avril 2025 à 12 h 30 de l’après-midi\n15 avril 2025 12:30 PM", "2025-04-15T12:30:00+01:00"},
	{"midnight is the beginning of the day", "15 avril 2025 à minuit\n15 avril 2025 à 0 h\n15 avril 2025 0h00\n15 avril 2025 12:00 AM\n15 avril 2025 à 00:00", "2025-04-15T00:00:00+01:00"},
	{"quarters", "15 avril 2025 à 8 heures et quart\n15 avril 2025 à huit heures et quart\n15 avril 2025 à 8 h 15", "2025-04-15T08:15:00+01:00"},
	{"minutes to the hour", "15 avril 2025 à midi moins le quart\n15 avril 2025 à 12 heures moins le quart\n15 avril 2025 à onze heures trois quarts", "2025-04-15T11:45:00+01:00"},
	{"seconds", "2026-11-14T18:26:05\n2026-11-14 18:26:05\n14 novembre 2026 à 18:26:05\n14 novembre 2026 à 18 h 26 min 5 s\n14 novembre 2026 18h26m05s\nsamedi, 14 novembre 2026 18:26:05\n14/11/2026 18:26:05\n20261114T182605",
		"2026-11-14T18:26:05+01:00"},
	{"fractions of seconds", "2026-11-14T18:26:05.25\n2026-11-14 18:26:05,250\n2026-11-14T18:26:05.250000000", "2026-11-14T18:26:05.25+01:00"},
	{"RFC 3339", "2026-11-14T18:30:00Z\n2026-11-14T18:30:00z\n2026-11-14t18:30:00+00:00\n2026-11-14 18:30:00Z\n2026-11-14T18:30Z\n20261114T183000Z\n2026-11-14T13:30:00-05:00\n2026-11-14T13:30-05:00\n2026-11-14T19:30:00.000+01:00\n" +
		"2026-11-14T19:30:00+0100\n2026-11-14T19:30+01\n20261114T193000+0100\n2026-11-14 18:30:00 UTC\n2026-11-14 18:30:00 +0000 UTC\n2026-11-14 13:30:00 -0500 EST", "2026-11-14T18:30:00Z"},
	{"RFC 1123, 850 and 822, ANSI C", "Sat, 14 Nov 2026 18:30:00 GMT\nSat, 14 Nov 2026 19:30:00 +0100\nSat, 14 Nov 2026 13:30:00 -0500\nSaturday, 14-Nov-26 18:30:00 GMT\n14 Nov 26 18:30 UTC\n14 Nov 26 19:30 +0100\n" +
		"Sat Nov 14 18:30:00 UTC 2026\nSat Nov 14 19:30:00 +0100 2026\nSat Nov 14 2026 19:30:00 GMT+0100 (heure normale d’Europe centrale)\nSat Nov 14 2026 19:30:00 GMT+0100 (CET)\n" +
		"Sat Nov 14 2026 13:30:00 GMT-0500 (Eastern Standard Time)\nsam., 14 nov. 2026 18:30:00 GMT\nsam. nov. 14 18:30:00 UTC 2026\n11/14 06:30:00PM '26 +0000", "2026-11-14T18:30:00Z"},
	{"ANSI C has no zone", "Sat Nov 14 18:30:00 2026\nsam. nov. 14 18:30:00 2026\nNov 14 18:30:00 2026", "2026-11-14T18:30:00+01:00"},
	{"March in ANSI C", "Mar 3 18:30:00 2026\nTue Mar  3 18:30:00 2026\nmar. mars 3 18:30:00 2026", "2026-03-03T18:30:00+01:00"},
	{"offsets", "14 novembre 2026 à 18 h 30 GMT-5\n14 novembre 2026 à 18:30 UTC-5\n14 novembre 2026 à 18:30 (GMT-5)\n14 novembre 2026 à 18:30 GMT−5\n14 novembre 2026 à 18:30 UTC-05:00\n14 novembre 2026 à 18:30 UTC−05:00\n" +
		"14 novembre 2026 à 18:30 GMT -5\n14 novembre 2026 à 18:30 -0500\n14 novembre 2026 à 18 h 30 HNE\n14 novembre 2026 à 18 h 30 (HNE)\n14 novembre 2026 18:30 EST\n14 novembre 2026 à 18 h 30, HNE\n" +
		"14 novembre 2026 à 18 h 30, heure normale de l’Est\n14 novembre 2026 à 18 h 30 HAC\n14 novembre 2026, 18:30 TU-5\n14 novembre 2026 à 18:30 -05:00\n14 novembre 2026 18 h 30 -05:00", "2026-11-14T18:30:00-05:00"},
	{"offsets east of Greenwich", "14 novembre 2026 à 18 h 30 GMT+3\n14 novembre 2026 à 18:30 UTC+03:00\n14 novembre 2026 à 18:30 UTC + 3\n14 novembre 2026 à 18:30 +03:00\n14 novembre 2026 18:30+03\n14/11/2026 18:30 +0300\n14 novembre 2026 18:30 EEST", "2026-11-14T18:30:00+03:00"},
	{"Greenwich", "14 novembre 2026 à 18 h 30 GMT\n14 novembre 2026 à 18h30 TU\n14 novembre 2026 à 18h30 T.U.\n14 novembre 2026 à 18h30 temps universel\n14 novembre 2026 à 18:30 (UTC)\n14 novembre 2026 à 18:30 heure GMT\n" +
		"14 novembre 2026 18:30 WET\n14 نونبر 2026 على الساعة 18:30 بتوقيت غرينتش\n14 نوفمبر 2026 - 18:30 غ\n14 نوفمبر 2026 18:30 بتوقيت جرينتش", "2026-11-14T18:30:00Z"},
	{"central Europe", "14 novembre 2026 à 18h30 CET\n14 novembre 2026 à 18h30 HEC\n14 novembre 2026 à 18h30 (CET)\n14 novembre 2026 à 18h30, heure de l’Europe centrale\n14 novembre 2026 à 18h30, heure normale d’Europe centrale\n14 novembre 2026 à 18 h 30 GMT+1\n14 novembre 2026 à 18 h 30 GMT+01:00 (CET)", "2026-11-14T18:30:00+01:00"},
	{"summer in central Europe", "14 juillet 2026 à 18h30 CEST\n14 juillet 2026 à 18h30 GMT+2\n14 juillet 2026 à 18h30, heure d’été d’Europe centrale", "2026-07-14T18:30:00+02:00"},
	{"summer in Québec", "14 juillet 2026 à 18 h 30 HAE\n14 juillet 2026 à 18 h 30 (HAE)\n14 juillet 2026 6:30 p.m. EDT", "2026-07-14T18:30:00-04:00"},
	{"Newfoundland", "14 novembre 2026 à 18 h 30 HNT\n14 novembre 2026 à 18 h 30 GMT-3:30", "2026-11-14T18:30:00-03:30"},
	{"India", "14 novembre 2026 à 18 h 30 GMT+5:30\n14 novembre 2026 18:30 +05:30", "2026-11-14T18:30:00+05:30"},
	{"labels of publication", "Publié le 14 novembre 2026 à 18h30\nPubliée le 14 novembre 2026 à 18h30\nPubliés le 14 novembre 2026 à 18h30\nPUBLIÉ LE 14 NOVEMBRE 2026 À 18H30\nPublié le samedi 14 novembre 2026 à 18h30\n" +
		"publié : 14 novembre 2026, 18h30\nPublié le : 14 novembre 2026 à 18h30\nPublication : 14/11/2026 18:30\nDate de publication : 14/11/2026 18:30\nPosté le 14 novembre 2026 à 18h30\nMis en ligne le 14 novembre 2026 à 18h30\n" +
		"Créé le 14 novembre 2026 à 18h30\nParu le 14 novembre 2026 à 18:30\nArticle publié le 14 novembre 2026 à 18 h 30\nDate : 14/11/2026 18:30\nRédigé le 14 novembre 2026 à 18 h 30\n, publié le samedi 14 novembre 2026 à 18h30\n" +
		"Published: 14 November 2026 18:30\nPosted on November 14, 2026 at 6:30 pm\nFirst published on Sat 14 Nov 2026 18.30 GMT+1", ""},
	{"labels of updates", "Modifié le 14 novembre 2026 à 18h30\nModifiée le 14 novembre 2026 à 18h30\nMis à jour le 14 novembre 2026 à 18h30\nMise à jour le 14 novembre 2026 à 18h30\nMise à jour : 14/11/2026 à 18h30\n" +
		"Dernière mise à jour le 14 novembre 2026 à 18h30\nDernière mise à jour : 14 novembre 2026 à 18h30\nDernière modification le 14 novembre 2026 à 18h30\nMAJ le 14 novembre 2026 à 18h30\nM.à.j. le 14/11/2026 à 18h30\n" +
		"MàJ : 14/11/2026 à 18h30\nActualisé le 14 novembre 2026 à 18h30\nArticle mis à jour le 14 novembre 2026 à 18 h 30.\nPublié et mis à jour le 14 novembre 2026 à 18h30\nLast updated 14 Nov 2026 18:30\nUpdated: November 14, 2026 6:30 PM\n" +
		"آخر تحديث: 14 نونبر 2026 - 18:30\nتم التحديث في 14 نونبر 2026 على الساعة 18:30\nنشر في 14 نونبر 2026 الساعة 18:30\nنشر بتاريخ 14/11/2026 18:30\nتاريخ النشر: السبت 14 نونبر 2026 18:30", "2026-11-14T18:30:00+01:00"},
	{"a byline before the label", "AFP, publié le 14 novembre 2026 à 18h30\nOrange avec AFP-Services, publié le samedi 14 novembre 2026 à 18h30\n6Medias, publié le 14 novembre 2026 à 18h30\nfranceinfo, publié le 14 novembre 2026 à 18h30\nSource : Radio Nord, publié le 14 novembre 2026 à 18h30\nsource RTL, publié le 14/11/2026 à 18h30\nLejournal.fr, publié le 14 novembre 2026 à 18h30\nPar Salma Idrissi, publié le 14 novembre 2026 à 18h30\n" +
		"Salma Idrissi • Publié le 14 novembre 2026 à 18h30\nPar notre envoyé spécial - Mis à jour le 14/11/2026 à 18:30", "2026-11-14T18:30:00+01:00"},
	{"an author after the label", "Publié par Salma Idrissi le 14 novembre 2026 à 18h30\nPublié le 14 novembre 2026 à 18h30 par Salma Idrissi\nPosted by Salma Idrissi on November 14, 2026, 6:30 pm", "2026-11-14T18:30:00+01:00"},
	{"a section after the label", "Publié dans Culture le 14 novembre 2026 à 18h30\nPosted in Culture on November 14, 2026 at 6:30 pm by Salma Idrissi", "2026-11-14T18:30:00+01:00"},
	{"a part of the day before the date", "samedi soir 14 novembre 2026 à 6 h 30\nsamedi soir, 14 novembre 2026, 18 h 30", "2026-11-14T18:30:00+01:00"},
	{"Apache", "14/Nov/2026:18:30:00 +0100", "2026-11-14T18:30:00+01:00"},
	{"an edition", "Édition du samedi 14 novembre 2026\nEdition du 14 novembre 2026\nArticle du 14/11/2026", "2026-11-14T00:00:00+01:00"},
	{"Arabic: November in every country", "14 نونبر 2026\n14 نوفمبر 2026\n14 تشرين الثاني 2026\n14 تشرين الثاني/نوفمبر 2026\n14 تشرين الثاني / نوفمبر 2026\n14 نوفمبر (تشرين الثاني) 2026\n14 نوفمبر/ تشرين الثاني 2026\n14 تشرين الثانى 2026\n" +
		"14 تشرين 2 2026\n14 ت2 2026\nالسبت 14 نونبر 2026\nالسبت، 14 نوفمبر 2026\nيوم السبت 14 نونبر 2026\nيومه السبت 14 نونبر 2026\n١٤ نونبر ٢٠٢٦\n۱۴ نوفمبر ۲۰۲۶\n14 نوفمبر، 2026\n14 نوفمبر 2026م\n14 نوفمبر 2026 م\n" +
		"14 نونبر عام 2026\n14 من نونبر 2026\nنوفمبر 14, 2026\n١٤/١١/٢٠٢٦\n٢٠٢٦/١١/١٤\n١٤/١١/٢٠٢٦م\n14 نـونـبر 2026\nالسبت 24 جمادى الأولى 1448 الموافق 14 نونبر 2026\n24 جمادى الأولى 1448 هـ الموافق لـ14 نونبر 2026\n" +
		"السبت ٢٤ جمادى الأولى ١٤٤٨هـ - ١٤ نوفمبر ٢٠٢٦م", "2026-11-14T00:00:00+01:00"},
	{"Arabic: the first of November", "فاتح نونبر 2026\nالفاتح من نوفمبر 2026\n1 نونبر 2026\nأول نوفمبر 2026", "2026-11-01T00:00:00+01:00"},
	{"Arabic: January", "14 يناير 2026\n14 جانفي 2026\n14 كانون الثاني 2026\n14 كانون 2 2026\n14 ك2 2026\nالأربعاء 14 يناير 2026\nالاربعاء 14 يناير 2026", "2026-01-14T00:00:00+01:00"},
	{"Arabic: February", "14 فبراير 2026\n14 فيفري 2026\n14 شباط 2026\n14 شباط/فبراير 2026", "2026-02-14T00:00:00+01:00"},
	{"Arabic: March", "14 مارس 2026\n14 آذار 2026\n14 اذار 2026\n14 آذار/مارس 2026", "2026-03-14T00:00:00+01:00"},
	{"Arabic: April", "14 أبريل 2026\n14 إبريل 2026\n14 ابريل 2026\n14 أفريل 2026\n14 افريل 2026\n14 نيسان 2026\nالثلاثاء 14 أبريل 2026\nالثلثاء 14 أبريل 2026", "2026-04-14T00:00:00+01:00"},
	{"Arabic: May", "14 ماي 2026\n14 مايو 2026\n14 أيار 2026\n14 ايار 2026\n14 أيار/مايو 2026", "2026-05-14T00:00:00+01:00"},
	{"Arabic: June", "14 يونيو 2026\n14 جوان 2026\n14 حزيران 2026\n14 يونيه 2026\nالأحد 14 يونيو 2026\nالاحد 14 يونيو 2026", "2026-06-14T00:00:00+01:00"},
	{"Arabic: July", "14 يوليوز 2026\n14 يوليو 2026\n14 جويلية 2026\n14 جويليه 2026\n14 تموز 2026\n14 يوليه 2026", "2026-07-14T00:00:00+01:00"},
	{"Arabic: August", "14 غشت 2026\n14 أغسطس 2026\n14 اغسطس 2026\n14 أوت 2026\n14 اوت 2026\n14 آب 2026\n14 أغشت 2026\nالجمعة 14 غشت 2026\nالجمعه 14 غشت 2026", "2026-08-14T00:00:00+01:00"},
	{"Arabic: September", "14 شتنبر 2026\n14 سبتمبر 2026\n14 أيلول 2026\n14 ايلول 2026\n14 شتمبر 2026\nالإثنين 14 شتنبر 2026\nالاثنين 14 شتنبر 2026\nالأثنين 14 شتنبر 2026", "2026-09-14T00:00:00+01:00"},
	{"Arabic: October", "14 أكتوبر 2026\n14 اكتوبر 2026\n14 تشرين الأول 2026\n14 تشرين الاول 2026\n14 تشرين أول 2026", "2026-10-14T00:00:00+01:00"},
	{"Arabic: December", "14 دجنبر 2026\n14 ديسمبر 2026\n14 كانون الأول 2026\n14 كانون الاول 2026\n14 كانون أول 2026\n14 دسمبر 2026", "2026-12-14T00:00:00+01:00"},
	{"Arabic: a time in the evening", "14 نونبر 2026 على الساعة 18:30\nالسبت 14 نونبر 2026 - 18:30\nالسبت 14 نونبر 2026 الساعة 18:30\n14 نوفمبر 2026 06:30 م\n14 نوفمبر 2026 6:30 مساءً\n14 نوفمبر 2026 6:30 مساء\n" +
		"14 نوفمبر، 2026، الساعة 06:30 مساءً\n14 نونبر 2026 على الساعة 18 و30 دقيقة\n14 نونبر 2026 على الساعة السادسة والنصف مساء\n14 نوفمبر 2026 على الساعة 18 سا 30\n14 نوفمبر 2026 الساعة 18سا و30د\n14 نونبر 2026 في 18:30\nالسبت 14 نوفمبر 2026 | 18:30\n١٨:٣٠ ١٤ نوفمبر ٢٠٢٦\n14/11/2026 - 06:30 م", "2026-11-14T18:30:00+01:00"},
	{"Arabic: a time in the morning", "14 نوفمبر 2026 09:23 ص\n14 نوفمبر 2026 - 9:23 صباحًا\n14 نوفمبر 2026 9:23 صباحاً\n14 نوفمبر 2026 09:23", "2026-11-14T09:23:00+01:00"},
	{"Arabic: hours in words", "14 نونبر 2026 على الساعة السابعة مساء\n14 نوفمبر 2026 الساعة 7 مساءً\n14 نوفمبر 2026 الساعة 19:00", "2026-11-14T19:00:00+01:00"},
	{"Arabic: past noon", "14 نونبر 2026 على الساعة الثالثة زوالا\n14 نونبر 2026 على الساعة 3 زوالا\n14 نوفمبر 2026 3:00 عصرا\n14 نوفمبر 2026 الساعة الثالثة بعد الظهر\n14 نونبر 2026 على الساعة الثالثة بعد الزوال", "2026-11-14T15:00:00+01:00"},
	{"the year before the name of the month", "2026-Nov-14\n2026 Nov 14\n2026 novembre 14\n2026/nov/14\n2026 نونبر 14", "2026-11-14T00:00:00+01:00"},
	{"EXIF", "2026:11:14 18:30:00\n2026:11:14 18:30:00+01:00", ""},
	{"noon and minutes", "14 novembre 2026 à midi 30\n14 novembre 2026 à midi trente\nmidi 30, le 14 novembre 2026", "2026-11-14T12:30:00+01:00"},
	{"noon before a date", "midi 14 novembre 2026\nmidi 14/11/2026\nmidi 14-11-2026\nmidi 14.11.2026", "2026-11-14T12:00:00+01:00"},
	{"an h after a colon", "14 novembre 2026 à 18:30 h\n14 novembre 2026 18:30h", ""},
	{"a zone of Africa", "14 novembre 2026 18:30 WAT", ""},
	{"punctuation after the words before a date", "Publié le : samedi 14 novembre 2026\nPublié le : le 14 novembre 2026\nPublié le – samedi 14 novembre 2026\nPublié le, samedi 14 novembre 2026\nPublié le: samedi, 14 novembre 2026\nLe : samedi 14 novembre 2026\n" +
		"Publié le :sam 14/11/2026\nنشر يوم: السبت 14 نوفمبر 2026\nنشر في : السبت 14 نوفمبر 2026\nPublished on: Saturday 14 November 2026\nLe : 14/11/2026", "2026-11-14T00:00:00+01:00"},
	{"Tamazight", "14 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026\n14 ⵏⵓⵡ 2026\nⴰⵙⵉⴹⵢⴰⵙ 14 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026", "2026-11-14T00:00:00+01:00"},
}

func TestParseDate(t *testing.T) {
	loc := time.FixedZone("", 3600)
	for _, c := range readings {
		if c.want == "" {
			c.want = "2026-11-14T18:30:00+01:00"
		}
		want, err := time.Parse(time.RFC3339Nano, c.want)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(c.lines, "\n") {
			for _, lang := range []string{"fr", "ar-TN", "en", "zgh", ""} {
				if got, err := ParseDate(line, loc, lang); err != nil || !got.Equal(want) {
					t.Errorf("%s: ParseDate(%q, %q) = %v, %v; want %s", c.rule, line, lang, got, err, c.want)
					break
				}
			}
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	for _, c := range []struct {
		rule  string
		want  error
		lines string
	}{
		{"a line too long", errNoDate, "14 novembre 2026" + strings.Repeat(" ", 600)},
		{"an author without a date", errNoDate, "Publié par Salma Idrissi\nPublié par\nPublié par 14\nPar Salma Idrissi, Karim Benali\nSalma, Karim, Nadia, Omar, Lina, Zineb, Hicham, Samir, Rim, publié le 14 novembre 2026"},
		{"not a date", errNoDate, "\n \nbonjour\navril\navril 2025\n2025\n18 h 30\n,\n.\nlundi\nle\npublié le\nPublié\n15 brumaire 2025\n15 jui 2025\n15 fe 2025\n15 septem 2025\n15 ; 04 ; 2025\n15-04/2025\n15 04 25\n" +
			"14\n14/\nRabat le 14 novembre 2026\nIl a publié le 14 novembre 2026\nLe livre, publié le 14 novembre 2026\nUn rapport de la Cour, publié le 14 novembre 2026\n2026-W46-6\n13e mois 2026"},
		{"no year", errNoYear, "15 avril\n15 avril à 18 h 30\nlundi 15 avril\n15/04\n14 novembre 18:30\n14 nov. 10 h\nNov 14\n14 نونبر\nle 14 novembre, à 10 h"},
		{"only the first is er", errNoDate, "21er août 2012\n2er août 2026\n11er août 2026\n31er août 2026"},
		{"no other ordinals in French", errNoDate, "1re août 2026\n1ère août 2026\n2e août 2026\n2ème août 2026\n14ᵉ novembre 2026\n1e août 2026"},
		{"English ordinals", errNoDate, "21th November 2026\n11st November 2026\n22th November 2026\n3th November 2026\nNovember 1th, 2026\n12nd November 2026"},
		{"no such day", errNoDay, "31 avril 2025\n29 février 2025\n31 février 2026\n32/01/2025\n0/01/2025\n00/01/2025\n15/13/2025\n15/00/2025\n12/25/2026\n2026-25-12\n2026-02-30\n20260230\n32 mars 2026\n99/99/2026\n29 février 1900\nNovember 31, 2026"},
		{"two names of different months", errNoDay, "14 تشرين الثاني/أكتوبر 2026\n14 mai/juin 2026"},
		{"another calendar", errCalendar, "14 novembre 1448\n14/11/2569\n14/11/1448\n1448/05/24\n14/11/2976\n24 جمادى الأولى 1448\n24 جمادى الأولى 1448 هـ\n1 رمضان 1447\n14 نوفمبر 1448 هـ\n14/05/1448\n14 novembre 0026\n0001-01-01T00:00:00Z\n14 novembre 1582"},
		{"the wrong day of the week", errWeekday, "lundi 15 avril 2025\nMon, 14 Nov 2026 18:30:00 GMT\nالأحد 14 نونبر 2026\nlun. 15/04/2025\ndimanche 2025-04-15\n15 avril 2025, lundi"},
		{"two days of the week", errTwoDays, "lundi mardi 15 avril 2025"},
		{"no such time", errNoTime, "15 avril 2025 à 24 h\n15 avril 2025 à 25 h\n15 avril 2025 à 18 h 75\n15 avril 2025 à 24:61\n15 avril 2025 à 23:60\n15 avril 2025 24:00\n15 avril 2025 18:30:60\n15 avril 2025 18 min\n15 avril 2025 13:30 AM\n" +
			"15 avril 2025 0:30 PM\n15 avril 2025 à 18 h du matin\n15 avril 2025 à 12 h du matin\n15 avril 2025 à 9 h de l’après-midi\n15 avril 2025 à 18:305\n15 avril 2025 à 18:3\n15 avril 2025 à minuit moins le quart\n15 avril 2025 à 99:99"},
		{"an hour in words is of no half of the day", errHalfDay, "14 نونبر 2026 على الساعة السابعة"},
		{"no such offset", errOffset, "15 avril 2025 à 18:30 GMT+15\n15 avril 2025 à 18:30 GMT-13\n15 avril 2025 à 18:30 GMT+\n15 avril 2025 à 18:30 +9900\n2025-04-15T18:30:00+15:00\n15 avril 2025 à 18:30 GMT+1:75"},
		{"an unknown place", errZone, "14 novembre 2026 18:30 Europe/Trifouillis\n14 novembre 2026 à 18 h 30 (heure de Trifouillis)\n14 novembre 2026 à 18 h 30 heure locale\n14 novembre 2026 à 18 h 30, heure martienne\n14 نونبر 2026 على الساعة 18:30 بتوقيت المريخ\n14 نونبر 2026 18:30 بالتوقيت المحلي"},
		{"zones that do not agree", errTwoZones, "Sat Nov 14 2026 19:30:00 GMT+0100 (EST)\n2026-11-14 13:30:00 -0500 CET"},
		{"two dates", errTwoDays, "14 novembre 2026 - 15 novembre 2026\n14/11/2026 15/11/2026\nPublié le 14 novembre 2026 - Mis à jour le 15 novembre 2026"},
		{"a part of the day without its hour", errPart, "samedi matin 14 novembre 2026"},
		{"an offset without a time", errZoneAlone, "2026-11-14-05:00\n2026-11-14-18:30\n2026-11-14-10-30\n2026-11-14-0500"},
		{"a minus sign before the year", errNoDate, "-2026-11-14\n-14/11/2026"},
		{"a range after a date with its year first", errTwoTimes, "2026-11-14 9:00-10:30\n2026-11-14 9:00-11:00\n2026-11-14, 10:00-11:00\n2026-11-14 à 10:00-11:00\n2026/11/14 10:00-11:00\n2026-11-14 10:00–11:00\n2026-11-14 10:00—11:00\n" +
			"samedi 2026-11-14 10:00-11:00\nle 2026-11-14, 09:30-11:30\n2026-11-14 10h00-11:00\n2026-11-14 10:00 - 11:00\n2026-11-14 9:30-11h"},
		{"brackets that close nothing", errText, "14 novembre 2026)\n14 novembre 2026 à 18 h 30]\n)14 novembre 2026("},
		{"two times", errTwoTimes, "14 novembre 2026, 18h30-20h\n14 novembre 2026 18:30 - 19:30\n14 novembre 2026 8:30-11:00\n14 novembre 2026 8:30 -11:00"},
		{"a range", errRange, "14/11/2026 au 15/11/2026\ndu 14 novembre 2026 au 15 novembre 2026\n14 novembre 2026 de 18 h à 20 h\n14 novembre 2026 de 8:30 à 11:00\n14-15 novembre 2026\n14 - 15 novembre 2026\n14 au 15 novembre 2026\n14 et 15 novembre 2026\ndu 14 au 15 novembre 2026\n14/15 novembre 2026\nentre le 14 et le 15 novembre 2026"},
		{"a period that ends no sentence", errText, "14 novembre 2026. 18 h 30\n14 novembre 2026 . . \n14 novembre 2026 18:\n14 novembre 2026 18:a\n14 novembre 2026 18:30:5\n14 novembre 2026 18.a\nNov 14 18:30:00 '26\n14/11 18:30:00 2026\n14 novembre 2026 18:30 +1\n14 novembre 2026 18:30 +01:"},
		{"text after the date", errText, "/14/11/2026/11\n15 avril au matin\n14 novembre et demi\n15 avril 2025 au matin\n15 avril 2025 environ\n15 avril 2025 à 018 h 30\n15 avril 2025 à 18 h 005\n15 avril 20255\n15 avril 2025 dans la soirée\nPublié le 15 avril 2025 dans la soirée\n15 avril 2025 à Rabat\n15 avril 2025 18\n15 avril 2025 - 2026\n" +
			"14 novembre 2026 av. J.-C.\n15 avril 2025 ?\n14 novembre 2026 18:30 (Paris)\n14 novembre 2026 vers 18 h\n14 novembre 2026 18:30 XYZ"},
		{"relative to the present", errRelative, "hier à 14 h 30\nil y a 2 heures\nPublié aujourd’hui à 18 h\nà l’instant\nأمس"},
	} {
		for line := range strings.SplitSeq(c.lines, "\n") {
			if got, err := ParseDate(line, time.UTC, "fr"); !errors.Is(err, c.want) {
				t.Errorf("%s: ParseDate(%q) = %v, %v; want the error %v", c.rule, line, got, err, c.want)
			}
		}
	}
}

func TestPrintedZone(t *testing.T) {
	paris := zoneOf(t, "Europe/Paris")
	for _, c := range []struct {
		rule, lines, want string
	}{
		{"winter in Paris", "14 novembre 2026 à 18 h 30 (heure de Paris)\n14 novembre 2026 à 18h30, heure de Paris\n14 novembre 2026 à 18h30 heures de Paris\n14 novembre 2026 à 18 h 30, heure française\n14 نونبر 2026 على الساعة 18:30 بتوقيت باريس\n" +
			"14 November 2026 18:30 Paris time\n14 novembre 2026 à 18:30 Europe/Paris\n2026-11-14T18:30:00+01:00[Europe/Paris]\n14 novembre 2026 à 18 h 30 (heure de Bruxelles)\n14 novembre 2026 à 18 h 30 (heure de Genève)\n" +
			"14 novembre 2026 à 18 h 30 (heure suisse)\n14 novembre 2026 à 18 h 30 (heure d’Alger)\n14 novembre 2026 à 18 h 30 (heure de Tunis)\n14 novembre 2026 à 18 h 30 (heure algérienne)\n14 novembre 2026 à 18 h 30, heure tunisienne\n" +
			"14 novembre 2026 à 18 h 30, heure locale de Paris\n14 novembre 2026 18:30 (heure de Kinshasa)\n14 نوفمبر 2026 18:30 بتوقيت الجزائر\n14 novembre 2026 à 18 h 30 GMT+1 (heure de Paris)\n14 novembre 2026 à 18 h 30 heure de Douala", "2026-11-14T18:30:00+01:00"},
		{"summer in Paris", "14 juillet 2026 à 18 h 30 (heure de Paris)\n14 juillet 2026 à 18 h 30 CEST (heure de Bruxelles)", "2026-07-14T18:30:00+02:00"},
		{"winter in Montréal", "14 novembre 2026 à 18 h 30 (heure de Montréal)\n14 novembre 2026 à 18 h 30 (heure du Québec)\n14 novembre 2026 à 18 h 30, heure de l’Est\n14 novembre 2026 à 18 h 30 HE\n14 novembre 2026 à 18 h 30 (HE)\n" +
			"14 novembre 2026 à 18 h 30 (heure de Québec)\n14 novembre 2026 6:30 p.m. ET\nNovember 14, 2026 6:30 PM Eastern time\n14 novembre 2026 à 18 h 30 HNE (heure de Montréal)", "2026-11-14T18:30:00-05:00"},
		{"summer in Montréal", "14 juillet 2026 à 18 h 30 (heure de Montréal)\n14 juillet 2026 à 18 h 30 HE", "2026-07-14T18:30:00-04:00"},
		{"Morocco before its change", "14 juillet 2026 à 18 h 30 (heure de Rabat)\n14 juillet 2026 à 18 h 30, heure marocaine\n14 يوليوز 2026 على الساعة 18:30 بتوقيت الرباط\n14 juillet 2026 à 18h30, heure de Casablanca", "2026-07-14T18:30:00+01:00"},
		{"Dakar", "14 novembre 2026 à 18 h 30 (heure de Dakar)\n14 novembre 2026 à 18 h 30 heure d’Abidjan\n14 novembre 2026 à 18 h 30, heure du Mali", "2026-11-14T18:30:00Z"},
		{"the Indian Ocean", "14 novembre 2026 à 18 h 30 (heure de La Réunion)\n14 novembre 2026 à 18 h 30, heure de l’île Maurice", "2026-11-14T18:30:00+04:00"},
		{"Haiti", "14 novembre 2026 à 18 h 30, heure de Port-au-Prince", "2026-11-14T18:30:00-05:00"},
		{"Saudi Arabia", "14 نوفمبر 2026 18:30 بتوقيت مكة المكرمة", "2026-11-14T18:30:00+03:00"},
	} {
		want, err := time.Parse(time.RFC3339, c.want)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(c.lines, "\n") {
			for _, loc := range []*time.Location{time.UTC, paris, time.FixedZone("", -3600)} {
				if got, err := ParseDate(line, loc, "fr"); err != nil || !got.Equal(want) {
					t.Errorf("%s: ParseDate(%q) in %v = %v, %v; want %s", c.rule, line, loc, got, err, c.want)
					break
				}
			}
		}
	}
}

// Every place has a zone in the database, and no name is that of two.
func TestPlaces(t *testing.T) {
	zoneOf(t, "Europe/Paris")
	if n := len(places().means); n < 200 {
		t.Errorf("%d names of places, want all", n)
	}
	for name, place := range places().means {
		if _, err := time.LoadLocation(place); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A phrase of two meanings would be read at random.
func TestTablesAreUnambiguous(t *testing.T) {
	unambiguous(t, "labels", labelLists)
	unambiguous(t, "abbreviations", abbreviationLists)
	unambiguous(t, "places", placeLists)
	unambiguous(t, "day parts", dayPartLists)
	unambiguous(t, "numerals", numeralLists)
	unambiguous(t, "units", unitLists)
	unambiguous(t, "relative days", relativeDayLists)
}

func unambiguous[V comparable](t *testing.T, name string, lists map[V]string) {
	t.Helper()
	seen := map[string]V{}
	for v, list := range lists {
		for phrase := range strings.SplitSeq(list, ",") {
			key := keyOf(scan(phrase))
			if other, ok := seen[key]; ok && other != v || key == "" {
				t.Errorf("%s: %q means %v and %v", name, phrase, other, v)
			}
			seen[key] = v
		}
	}
}

func TestChangesOfTime(t *testing.T) {
	paris := zoneOf(t, "Europe/Paris")
	for _, c := range []struct {
		rule, line, zone string
		want             string // "" for the error errGap
	}{
		{"before clocks are put back", "25 octobre 2026 à 1 h 59", "Europe/Paris", "2026-10-25T01:59:00+02:00"},
		{"a time that is shown twice is the first one", "25 octobre 2026 à 2 h 30", "Europe/Paris", "2026-10-25T02:30:00+02:00"},
		{"a printed offset is the second one", "25 octobre 2026 à 2 h 30 CET", "Europe/Paris", "2026-10-25T02:30:00+01:00"},
		{"after clocks are put back", "25 octobre 2026 à 3 h", "Europe/Paris", "2026-10-25T03:00:00+01:00"},
		{"before clocks are put forward", "29 mars 2026 à 1 h 59", "Europe/Paris", "2026-03-29T01:59:00+01:00"},
		{"a time that is skipped", "29 mars 2026 à 2 h", "Europe/Paris", ""},
		{"a time that is skipped, of a printed place", "29 mars 2026 à 2 h 30 (heure de Paris)", "UTC", ""},
		{"after clocks are put forward", "29 mars 2026 à 3 h", "Europe/Paris", "2026-03-29T03:00:00+02:00"},
		{"in America too", "1er novembre 2026 à 1 h 30", "America/Toronto", "2026-11-01T01:30:00-04:00"},
		{"skipped in America", "8 mars 2026 à 2 h 30", "America/Toronto", ""},
		{"a day that has no midnight begins later", "26 avril 2024", "Africa/Cairo", "2024-04-26T01:00:00+03:00"},
		{"a skipped midnight", "26 avril 2024 à 0 h", "Africa/Cairo", ""},
		{"a midnight that is shown twice", "1er novembre 2024 à 0 h", "Africa/Cairo", "2024-11-01T00:00:00+02:00"},
		{"an hour before midnight that is shown twice", "31 octobre 2024 à 23 h 30", "Africa/Cairo", "2024-10-31T23:30:00+03:00"},
		{"a day that is skipped", "30 décembre 2011", "Pacific/Apia", ""},
		{"half an hour", "5 avril 2026 à 1 h 45", "Australia/Lord_Howe", "2026-04-05T01:45:00+11:00"},
		{"before there were zones", "14 novembre 1890 à 18 h", "Europe/Paris", "1890-11-14T18:00:00+00:09"},
	} {
		loc := paris
		if c.zone != "Europe/Paris" {
			loc = zoneOf(t, c.zone)
		}
		got, err := ParseDate(c.line, loc, "fr")
		if c.want == "" {
			if !errors.Is(err, errGap) {
				t.Errorf("%s: ParseDate(%q) in %s = %v, %v; want an error", c.rule, c.line, c.zone, got, err)
			}
			continue
		}
		if err != nil || got.Format("2006-01-02T15:04:05Z07:00") != c.want {
			t.Errorf("%s: ParseDate(%q) in %s = %v, %v; want %s", c.rule, c.line, c.zone, got, err, c.want)
		}
	}
}

func TestStaleZoneOfDates(t *testing.T) {
	ramadan := []time.Time{time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC)}
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", ramadan...)
	current := zoneData(t, "Africa/Casablanca", "<+00>0", append(ramadan, time.Date(2026, 9, 20, 2, 0, 0, 0, time.UTC))...)
	for _, c := range []struct {
		line, want string // "" for ErrStale
		stale      *time.Location
	}{
		{"20 septembre 2026 à 18 h", "", stale},
		{"20 septembre 2026 à 18 h", "2026-09-20T18:00:00Z", current},
		{"14 novembre 2026", "", stale},
		{"14 novembre 2026", "2026-11-14T00:00:00Z", current},
		{"20 septembre 2026 à 2 h 59", "2026-09-20T01:59:00Z", stale},
		{"20 septembre 2026 à 2 h 59", "2026-09-20T01:59:00Z", current},
		{"20 septembre 2026 à 3 h", "", stale},
		{"20 septembre 2026 à 3 h", "2026-09-20T03:00:00Z", current},
		{"20 septembre 2026", "2026-09-19T23:00:00Z", stale},
		{"14 juillet 2026 à 18 h", "2026-07-14T17:00:00Z", stale},
		{"14 novembre 2026 à 18 h GMT", "2026-11-14T18:00:00Z", stale},
		{"2026-11-14T18:00:00+01:00", "2026-11-14T17:00:00Z", stale},
		{"14 novembre 2026 à 18 h GMT+1", "2026-11-14T17:00:00Z", stale},
	} {
		got, err := ParseDate(c.line, c.stale, "fr")
		if c.want == "" {
			if !errors.Is(err, ErrStale) || !strings.Contains(err.Error(), "time.FixedZone") {
				t.Errorf("ParseDate(%q) = %v, %v; want an error that names the remedies", c.line, got, err)
			}
			continue
		}
		if err != nil || got.UTC().Format(time.RFC3339) != c.want {
			t.Errorf("ParseDate(%q) = %v, %v; want %s", c.line, got, err, c.want)
		}
	}
}

// The errors must say what is wrong or what is expected.
func TestDateErrors(t *testing.T) {
	for line, want := range map[string]string{
		"":                           "not a date: want one like “mardi 15 avril 2025 à 18 h 30”, including the year",
		"lundi 15 avril 2025":        "the day of the week does not match the date: 2025-04-15 is a Tuesday, not a Monday",
		"12/25/2026":                 "no such day in the calendar: no month 25, the day is printed first",
		"31 avril 2025":              "no such day in the calendar: no day 31 in April",
		"2026-13-01":                 "no such day in the calendar: no month 13",
		"14/11/2569":                 "not a year of the Gregorian calendar: the year 2569",
		"15 avril 2025 à Rabat":      "text that is not part of the date: “à Rabat”",
		"1 mai 2026 18 h heure d’Oz": "unknown time zone: “heure d’Oz”",
	} {
		if _, err := ParseDate(line, time.UTC, "fr"); err == nil || err.Error() != want {
			t.Errorf("ParseDate(%q): %v, want %q", line, err, want)
		}
	}
	if _, err := ParseDate("29 mars 2026 à 2 h", zoneOf(t, "Europe/Paris"), "fr"); err == nil || err.Error() != "the clocks skip this time in Europe/Paris on 2026-03-29" {
		t.Errorf("a skipped time: %v", err)
	}
}

// In Canada, a date in figures has the year first, in four digits or two.
func TestCanadianYears(t *testing.T) {
	for _, lang := range []string{"fr-CA", "fr_CA"} {
		if got, err := ParseDate("04-11-26", time.UTC, lang); !errors.Is(err, errNoYear) {
			t.Errorf("ParseDate(04-11-26, %s) = %v, %v; want an error", lang, got, err)
		}
		for _, line := range []string{"2026-11-04", "04-11-2026", "04/11/26", "4 nov. 26"} {
			if got, err := ParseDate(line, time.UTC, lang); err != nil || got.Format(time.DateOnly) != "2026-11-04" {
				t.Errorf("ParseDate(%s, %s) = %v, %v; want 2026-11-04", line, lang, got, err)
			}
		}
	}
}

func TestParseDates(t *testing.T) {
	const a, b, noon = "2026-11-14T10:00:00+01:00", "2026-11-15T12:30:00+01:00", "2026-11-14T12:30:00+01:00"
	for _, c := range []struct {
		rule, lines, published, updated string
	}{
		{"both", "Publié le 14 novembre 2026 à 10h - Mis à jour le 15 novembre 2026 à 12h30\nPublié le 14 novembre 2026 à 10 h, mis à jour le 15 novembre 2026 à 12 h 30\n" +
			"Publié le 14/11/2026 à 10:00, mis à jour le 15/11/2026 à 12:30\nPublié le 14/11/2026 à 10h00 | Mis à jour le 15/11/2026 à 12h30\nPublié le 14 novembre 2026 à 10h00 • Modifié le 15 novembre 2026 à 12h30\n" +
			"Publié le 14 novembre 2026 à 10h00 et mis à jour le 15 novembre 2026 à 12h30\nPublié le : 14/11/2026 - 10:00 Modifié le : 15/11/2026 - 12:30\nArticle publié le 14/11/2026 10:00 (mis à jour le 15/11/2026 12:30)\n" +
			"14 novembre 2026 à 10h (mis à jour le 15 novembre 2026 à 12h30)\n14 novembre 2026, 10:00, MAJ 15 novembre 2026, 12:30\n14/11/2026 à 10h00 - Mise à jour : 15/11/2026 à 12h30\n" +
			"Par Salma Idrissi, publié le 14 novembre 2026 à 10h, mis à jour le 15 novembre 2026 à 12h30\nAFP, publié le samedi 14 novembre 2026 à 10h00, mis à jour le dimanche 15 novembre 2026 à 12h30\n" +
			"Publié par Salma Idrissi le 14 novembre 2026 à 10h, mis à jour le 15 novembre 2026 à 12h30\nCréé le 14-11-2026 10:00. Dernière modification le 15-11-2026 12:30\nPublié le 2026-11-14T10:00:00 | Modifié le 2026-11-15T12:30:00\n" +
			"Published 14 November 2026 10:00, updated 15 November 2026 12:30\nPosted Nov 14, 2026 10:00 AM | Last updated Nov 15, 2026 12:30 PM\nFirst published on 14 Nov 2026 at 10:00. Last modified on 15 Nov 2026 at 12:30\n" +
			"نشر في 14 نونبر 2026 الساعة 10:00 - آخر تحديث 15 نونبر 2026 الساعة 12:30\nنشر في: 14/11/2026 - 10:00 آخر تحديث: 15/11/2026 - 12:30\nتاريخ النشر: 14 نوفمبر 2026 10:00 ص | تاريخ التحديث: 15 نوفمبر 2026 12:30 م", a, b},
		{"marks between the two", "Publié le 14/11/2026 à 10h00 / Mis à jour le 15/11/2026 à 12h30\nPublié le 14/11/2026 à 10h00. / Mis à jour le 15/11/2026 à 12h30.\nPublié le 14/11/2026 à 10h00 > Mis à jour le 15/11/2026 à 12h30\n" +
			"Publié le 14/11/2026 à 10h00 . Mis à jour le 15/11/2026 à 12h30\nPublié le 14/11/2026 à 10h00 * Mis à jour le 15/11/2026 à 12h30\nPublié le 14/11/2026 à 10h00 (m. à j. le 15/11/2026 à 12h30)", a, b},
		{"waw before a label", "نشر في 14 نونبر 2026 الساعة 10:00 وآخر تحديث في 15 نونبر 2026 الساعة 12:30\nنشر في 14/11/2026 الساعة 10:00 وتم تحديثه 15/11/2026 الساعة 12:30", a, b},
		{"the update first", "Mis à jour le 15 novembre 2026 à 12h30 - Publié le 14 novembre 2026 à 10h\nMis à jour le 15/11/2026 à 12:30 publié le 14/11/2026 à 10:00\nModifié le 15 novembre 2026 à 12h30, créé le 14 novembre 2026 à 10h\n" +
			"Last updated 15 Nov 2026 12:30, originally published 14 Nov 2026 10:00\nآخر تحديث: 15/11/2026 - 12:30 نشر في: 14/11/2026 - 10:00", a, b},
		{"a bare time is on the day before it", "Publié le 14 novembre 2026 à 10h, mis à jour à 12h30\nPublié le 14 novembre 2026 à 10h - Mis à jour à 12h30\nPublié le samedi 14 novembre 2026 à 10 h (mis à jour à 12 h 30)\n" +
			"14/11/2026 à 10:00, mis à jour à 12:30\nPublié le 14/11/2026 à 10h00 | MAJ : 12h30\nPublished 14 November 2026 at 10:00, updated at 12:30\nنشر في 14 نونبر 2026 على الساعة 10:00، آخر تحديث على الساعة 12:30", a, noon},
		{"a bare time before the day", "Mis à jour à 12h30 - Publié le 14 novembre 2026 à 10h\nPublié à 10h, mis à jour le 14 novembre 2026 à 12h30", a, noon},
		{"only published", "Publié le 14 novembre 2026 à 10h\nPosté le 14 novembre 2026 à 10h\n14 novembre 2026 à 10h\nsamedi 14/11/2026 10:00\nPublished 14 November 2026 10:00\nنشر في 14 نونبر 2026 الساعة 10:00", a, ""},
		{"only updated", "Mis à jour le 15 novembre 2026 à 12h30\nDernière mise à jour : 15/11/2026 à 12h30\nUpdated Nov 15, 2026 12:30 PM\nآخر تحديث: 15 نونبر 2026 12:30", "", b},
		{"both labels before one date", "Publié et mis à jour le 14 novembre 2026 à 10h\nPublié/modifié le 14 novembre 2026 à 10h\nPublié, mis à jour le 14 novembre 2026 à 10h", a, a},
		{"a printed zone", "Publié le 14 novembre 2026 à 9h GMT - Mis à jour le 15 novembre 2026 à 11h30 GMT", a, b},
		{"a zone that is printed once is that of both", "Publié le 14 novembre 2026 à 9h GMT, mis à jour le 15 novembre 2026 à 11h30\nPublié le 14 novembre 2026 à 9h, mis à jour le 15 novembre 2026 à 11h30 (GMT)\nPublié le 14 novembre 2026 à 4h, mis à jour le 15 novembre 2026 à 6h30 HNE", a, b},
		{"days without times", "Publié le 14 novembre 2026, mis à jour le 15 novembre 2026", "2026-11-14T00:00:00+01:00", "2026-11-15T00:00:00+01:00"},
		{"an update before publication, as of scheduled stories", "Publié le 15 novembre 2026 à 10h, mis à jour le 14 novembre 2026 à 12h30", "2026-11-15T10:00:00+01:00", noon},
	} {
		for line := range strings.SplitSeq(c.lines, "\n") {
			got, err := ParseDates(line, time.FixedZone("", 3600), "fr")
			if err != nil || !sameInstant(got.Published, c.published) || !sameInstant(got.Updated, c.updated) {
				t.Errorf("%s: ParseDates(%q) = %v, %v, %v; want %q, %q", c.rule, line, got.Published, got.Updated, err, c.published, c.updated)
			}
		}
	}
	for _, c := range []struct {
		rule  string
		want  error
		lines string
	}{
		{"neither", errNoDate, "\nPublié\nPublié le\nmis à jour\nbonjour\nPublié - Mis à jour\nPublié le 14 novembre 2026, mis à jour\nPublié à 10h\nPublié à 10h, mis à jour à 12h"},
		{"the same twice", errLabels, "Publié le 14 novembre 2026, publié le 15 novembre 2026\nMis à jour le 14 novembre 2026, modifié le 15 novembre 2026\n14 novembre 2026, publié le 15 novembre 2026"},
		{"two dates without labels", errTwoDays, "14 novembre 2026 - 15 novembre 2026"},
		{"a bare time before publication", errBackward, "Publié le 14 novembre 2026 à 23h50, mis à jour à 0h10"},
		{"a date without its year", errNoYear, "Publié le 14 novembre 2026 à 10h, mis à jour le 15 novembre à 12h30"},
		{"a wrong weekday", errWeekday, "Publié le samedi 14 novembre 2026, mis à jour le lundi 15 novembre 2026"},
		{"relative", errRelative, "Publié le 14 novembre 2026, mis à jour il y a 2 heures\nPublié hier à 10h"},
	} {
		for line := range strings.SplitSeq(c.lines, "\n") {
			if got, err := ParseDates(line, time.UTC, "fr"); !errors.Is(err, c.want) || !got.Published.IsZero() && err != nil {
				t.Errorf("%s: ParseDates(%q) = %v, %v; want the error %v", c.rule, line, got, err, c.want)
			}
		}
	}
}

func sameInstant(t time.Time, want string) bool {
	if want == "" {
		return t.IsZero()
	}
	w, err := time.Parse(time.RFC3339, want)
	return err == nil && t.Equal(w)
}

// A line with one date is the same to ParseDate and ParseDates.
func TestParseDatesAgrees(t *testing.T) {
	loc := time.FixedZone("", 3600)
	for _, c := range readings {
		for line := range strings.SplitSeq(c.lines, "\n") {
			want, err := ParseDate(line, loc, "fr")
			got, errs := ParseDates(line, loc, "fr")
			if err != nil || errs != nil || !got.Published.Equal(want) && !got.Updated.Equal(want) {
				t.Errorf("ParseDates(%q) = %v, %v; ParseDate has %v, %v", line, got, errs, want, err)
			}
		}
	}
}

func BenchmarkParseDate(b *testing.B) {
	for name, line := range map[string]string{"printed": "Publié le samedi 14 novembre 2026 à 18 h 30", "numbers": "14/11/2026 18:30", "RFC 3339": "2026-11-14T18:30:00+01:00", "Arabic": "السبت 14 نونبر 2026 - 18:30", "none": "Le conseil de la ville s’est réuni."} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = ParseDate(line, time.UTC, "fr")
			}
		})
	}
}
