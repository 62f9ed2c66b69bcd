// Writes cldr.tsv: the names of months and days, dates in full and relative times of CLDR,
// in the locales that presse knows. Run in this directory:
//
//	node cldr.mjs > cldr.tsv
const locales = ["fr", "fr-BE", "fr-CA", "fr-CH", "fr-DZ", "fr-LU", "fr-MA", "fr-TN",
	"ar-AE", "ar-DZ", "ar-EG", "ar-EH", "ar-IQ", "ar-JO", "ar-KW", "ar-LB", "ar-LY", "ar-MA", "ar-MR", "ar-PS", "ar-QA", "ar-SA", "ar-SD", "ar-SY", "ar-TN",
	"en", "en-AU", "en-CA", "en-GB", "en-US", "zgh"];
const utc = { timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" };
const part = (format, type, day) => format.formatToParts(day).filter((p) => p.type === type).map((p) => p.value).join("");
const months = [...Array(12).keys()].map((m) => new Date(Date.UTC(2026, m, 14)));
const weekdays = [...Array(7).keys()].map((d) => new Date(Date.UTC(2025, 5, 1 + d))); // from Sunday
const days = ["1900-03-02", "1967-12-31", "2000-02-29", "2026-11-14", "2100-07-09"].map((d) => new Date(d + "T00:00:00Z"));

console.log(`# CLDR ${process.versions.cldr}, ICU ${process.versions.icu}; written by cldr.mjs. Directional marks are left out.`);
const row = (...cells) => console.log(cells.join("\t").replace(/[\u200e\u200f\u061c]/g, ""));
for (const locale of locales) {
	const named = (options, type, list) => list.map((day) => part(new Intl.DateTimeFormat(locale, { ...utc, ...options }), type, day));
	row(locale, "months", ...named({ month: "long", day: "numeric" }, "month", months));
	row(locale, "short", ...named({ month: "short", day: "numeric" }, "month", months));
	row(locale, "weekdays", ...named({ weekday: "long" }, "weekday", weekdays));
	row(locale, "days", ...named({ weekday: "short" }, "weekday", weekdays));
	row(locale, "long", ...days.map((day) => new Intl.DateTimeFormat(locale, { ...utc, dateStyle: "long" }).format(day)));
	row(locale, "numbers", ...days.map((day) => new Intl.DateTimeFormat(locale, { ...utc, day: "2-digit", month: "2-digit", year: "numeric" }).format(day)));
}
for (const locale of ["fr", "ar", "en"]) {
	const format = new Intl.RelativeTimeFormat(locale, { numberingSystem: "latn" });
	for (const unit of ["minute", "hour"]) {
		const most = unit === "minute" ? 59 : 23;
		row(locale, unit + " ago", ...[...Array(most).keys()].map((n) => format.format(-n - 1, unit)));
		row(locale, unit + " ahead", ...[...Array(most).keys()].map((n) => format.format(n + 1, unit)));
	}
}
