<?php
// Writes strip_tags.tsv, sanitize_title.tsv and sanitize_title_locales.tsv, which contain
// hostile strings, some chosen and some random, with the results of PHP and WordPress, all
// as quoted Go strings. Also writes the last column of the headlines in testdata/slugs. Run
// it in this folder with PHP 8.2, its extensions intl and mbstring, and the folder
// wp-includes of WordPress 7.1 (on GitHub, tag 7.1.0 of johnpbloch/wordpress-core):
//
//     php golden.php wp-includes
//
// With one more argument, it writes nothing, but prints that number of random titles with
// their slugs, to compare with Go:
//
//     php golden.php wp-includes 150000 | PRESSE_TITLES=/dev/stdin go test -run RandomTitles ..
function apply_filters($name, $value) { return $value; }
function mbstring_binary_safe_encoding() {}
function reset_mbstring_encoding() {}
foreach (['formatting', 'utf8', 'compat-utf8'] as $file) {
    if (is_file("$argv[1]/$file.php")) require "$argv[1]/$file.php"; // only the first before 6.9
}

// Returns the result of sanitize_title for a site, by default a French one, without its hooks.
function title($s, $locale = 'fr_FR') { return sanitize_title_with_dashes(remove_accents($s, $locale), $s, 'save'); }

function quoted($s) {
    $signs = mb_check_encoding($s, 'UTF-8') ? "\0..\37\"\\\177" : "\0..\37\"\\\177..\377";
    return '"' . addcslashes($s, $signs) . '"';
}

function random($alphabet) {
    $in = '';
    for ($i = mt_rand(2, 16); $i > 0; $i--) $in .= $alphabet[mt_rand(0, count($alphabet) - 1)];
    return $in;
}

function write($file, $chosen, $alphabet, $rows, $model) {
    mt_srand(10);
    $lines = [];
    for ($n = 0; count($lines) < $rows; $n++) {
        $in = ($chosen[$n] ?? '') ?: random($alphabet);
        $lines[quoted($in)] = quoted($in) . "\t" . quoted($model($in)) . "\n";
    }
    file_put_contents($file, implode('', $lines));
}

$markup = ['<', '>', '"', "'", '(', ')', '!', '-', '?', '/', '\\', '=', "\0", ' ', "\n", "\x0b", 'a', 'l', 'e', 'x',
    '<?php', '<?xml', ' <?XML', '<!--', '-->', '->', '?>', '<?', '<!', '<!doctype', '<b>', '</b>', '>', '<'];
$letters = ['é', "e\u{301}", '%', 'c3', '%c3', '%e2%80%99', '’', '«', '&', 'amp', '&amp;', '&nbsp;', '&#8211;', ';', '.', '_', '€', '£',
    'م', '🔥', "\u{a0}", '—', 'ß', 'ĸ', '×', '÷', '---', 'Ø', "\xe9", "\x80", "\x9c", "\x8c", "\xd0", "\xf0", "\xa2", "\xd7", 'İ', 'Σ', 'ª', 'Ơ', 'ǜ', 'Ș', 'ạ', 'ỹ',
    "\u{2011}", '&#8209;', 'Ə', 'ǝ', 'ẞ', 'Ä', 'ö', 'Å', 'Đ', 'đ', 'l·l', 'ⵜ', 'Ⓐ', 'ﬁ', 'ً', '–', '”', '×', "\u{301}",
    "\xed\xa0\x80", "\xc0\x80", "\xc3", '…', '1', '20', 'A', '/', "\t", "\u{200b}", "\u{2009}", "%cc%81", 'Z'];

if (isset($argv[2])) {
    // Half of the titles are like those of newspapers, without markup and bytes that are not UTF-8.
    $words = ['L’été', 'à', 'Fès', ' ', ' ', '  ', "\u{a0}", '« ', ' »', ' : ', '-', '--', '---', '.', '...', '…', '/', '1 000', '€', '%', '&', 'œuvre', 'Œ', 'المغرب', 'أ',
        'ⵜⴰⵎ', 'Ελλ', 'дом', '日本', '🔥', '_', '"', '(', '’', "'", 'peut‑être', 'ǝ', 'ß', '°', '×', 'é', "e\u{301}", "\u{200b}", "\u{ad}", "\t", "\n", 'İ', 'Σ', 'ﷺ', 'ª',
        str_repeat('a', 90), str_repeat('م', 12), str_repeat('é', 60)];
    mt_srand(13);
    $all = array_merge($markup, $letters, $letters, $letters);
    for ($n = 0; $n < $argv[2]; $n++) {
        $in = random($n % 2 ? $words : $all);
        $locale = ['fr_FR', 'fr_FR', 'de_DE', 'da_DK', 'ca', 'sr_RS'][mt_rand(0, 5)];
        echo quoted($in), "\t", quoted($locale), "\t", quoted(title($in, $locale)), "\n";
    }
    exit;
}

write('strip_tags.tsv', [
    '', 'a', 'a > b', '3 < 5', 'a <3', '<', 'a<', 'a<b', "a<\x0bb>c", "un\0deux", '<a title="x>y">z</a>', "<a title='x\">y'>z", 'a<b<c>d>e', 'a<b "<" c>d',
    'ab<!-- > -->c', 'ab<!-- " --> -->c', "ab<! '-->' >c", 'ab<!-->c', 'ab<!--->c', 'ab<!doctype html>c', 'ab<!DOCTYPE "x>y" <z>>c', 'ab<! <b> >c',
    'ab<?php if (1 > 0) echo "?>"; ?>c', 'ab<?php ((?>?>) ?>c', "ab<?php '(' ?>c", 'ab<?php "(" ?>c', 'ab<?php ")" ?>c', "ab<?php \"'\" ?>c", 'ab<?php "\\"" ?>c', 'ab<?php ?>"c', '<?xml version="1.0"?>c', 'ab<?xml version="1.0"?>c', 'ab<?xml -> ?>c',
    'ab<?xml x>c', 'ab<?xml ->c>d', '=--><?xml<?php\\\\/>e?>>!<!doctype\\-->><!>/', ">\na<?xml)<!?>/><-->\"\"\"<!doctypee ?><!\0!", "!>>/<?xmle)<\n<?<?php=>\0-?><x-->\"x<?xml<?php ",
    '<script>a > b</script>c', '<em>a</em> b', 'a<br/>b', 'a</>b', "a<\nb>c", 'a<b=">">c',
], $markup, 400, fn($s) => strip_tags($s));

write('sanitize_title.tsv', [
    'L’État d\'urgence', 'un/deux', 'un&nbsp;deux&ndash;trois', '&amp; b', '&a;b', 'a&;b;c', "a&b\nc;d", 'a.b...c', 'a_b', 'a - b — c', '---c3---', '%C3%A9', '%zz%', '100 %',
    str_repeat('م', 40), str_repeat('a', 198) . 'é', str_repeat('a', 195) . '🔥', str_repeat('a', 194) . 'é', str_repeat('a', 210), str_repeat('é', 210), str_repeat('م', 33) . 'ab', str_repeat('م', 33) . 'abc', str_repeat('-', 210) . 'a',
    "a\u{301}\u{323}", "\u{1100}\u{1161}\u{11a8}", "\xe9", "\xe9\xdf\xfe\xde\xc6\xe6\xff\xfd\xaa", "x\xed\xa0\x80", "\xc0\x80", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80", "\xfd\x84\x80\x80\x80\x80", "\xff\x84\x80\x80\x80\x80", "\xfe", "a\xe2\x80", "\xf7\xbf\xbf\xbfa\xe9", "\xd7<b>\xbf\xe9", "b\xf7<b>\x80\xbf\xbf\xe9", 'Ǎ ǜ Ǎ ǝ', 'ĸ ŉ ſ ß ẞ', '3×4÷2', '° º ª',
    "a" . str_repeat("\u{323}", 31) . "\u{301}b",
], array_merge($markup, $letters, $letters), 400, 'title');

write('sanitize_title_locales.tsv', [
    'Größe der Bärenjagd, ÄÖÜ äöü ẞß', 'Århus, Ærø og Øresund', 'Col·lecció, cel·la L·L l·l·l', 'Đurđevdan', "Gro\u{308}\u{df}e",
], array_merge(['Ä', 'ä', 'Ö', 'ö', 'Ü', 'ü', 'ẞ', 'ß', 'Æ', 'æ', 'Ø', 'ø', 'Å', 'å', 'l·l', '·', 'l', 'L', 'Đ', 'đ', 'é', '%', '<b>', ' ', '-', '’'], $letters), 120,
    fn($s) => implode("\t", array_map(fn($l) => title($s, $l), ['fr_FR', 'de_DE', 'da_DK', 'ca', 'sr_RS', 'bs_BA'])));

$headlines = '../../../testdata/slugs/headlines.tsv';
$lines = [];
foreach (file($headlines, FILE_IGNORE_NEW_LINES) as $line) {
    $fields = explode("\t", $line);
    $fields[3] = title($fields[0]);
    $lines[] = implode("\t", $fields) . "\n";
}
file_put_contents($headlines, implode('', $lines));
