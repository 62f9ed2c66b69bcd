<?php
// Rewrites shortcodes.jsonl with the results of WordPress for its texts: what the expression of get_shortcode_regex
// captures (name, attributes, self-closing, content, end tag, "[[", "]]", start and end), do_shortcodes_in_html_tags and
// unescape_invalid_shortcodes, shortcode_unautop, and shortcode_parse_atts of another text. Run it in this folder
// with PHP 8 and the folder wp-includes of WordPress 7.1:
//
//     php shortcodes.php WP-INCLUDES
//
// With "new" after it, the texts are written anew too, from the pieces below (the seed is fixed).
function apply_filters($name, $value) { return $value; }
function has_filter() { return true; }
ini_set('pcre.jit', '0');
error_reporting(E_ALL & ~E_DEPRECATED);
require $argv[1] . '/formatting.php';
require $argv[1] . '/shortcodes.php';
$shortcode_tags = array_fill_keys(['caption', 'a', 'a-b', 'gallery', 'ab'], 'strlen');

$pieces = ['[caption]', '[/caption]', '[caption id="a" width=3]', '[a]', '[/a]', '[a/]', '[a /]', '[a x=1/]', '[a/b]', '[ab]', '[a-b]',
    '[abc]', '[a.b]', '[[a]]', '[[a', '[[a]', 'a]]', '[/a]]', '[[a]x[/a]]', '[', ']', '[sic]', '[a <b>]', '<p>', '</p>', ' ', '&nbsp;',
    "\u{A0}", "\n", '<b title="[a]">', '<!--[a]-->', '<', '>', '&#91;', '&#93;', '/', 'mot', '[gallery ids="1,2"]', '[/gallery]', '[A]',
    '[a x="]"]', '[a//]', '<br />', '[/', '<![CDATA[', ']]>'];
$attributes = ['a', 'B', '-x', '_y', '0', '5', '-3', '12', '=', ' = ', '"', "'", '"v"', "'v'", '"a b"', ' ', "\n", 'v', '/', '<b>', '<',
    '>', '\\n', '\\\\', '\\x41', '\\101', '\\x', '\\', '\\9', "\u{A0}", "\u{200B}", 'é', 'id="1"', 'id=2', 'x=y', "Id='3'", '9=8', "\t"];
$pick = function ($pieces, $few, $most) {
    if (mt_rand(0, 1)) {
        $all = $pieces;
        $pieces = ['<p>', '</p>', ' '];
        for ($i = 0; $i < 6; $i++) $pieces[] = $all[mt_rand(0, count($all) - 1)];
    }
    $text = '';
    for ($i = mt_rand($few, $most); $i > 0; $i--) $text .= $pieces[mt_rand(0, count($pieces) - 1)];
    return $text;
};
$texts = [];
if (($argv[2] ?? '') === 'new') {
    $many = '';
    for ($i = 0; $i < 20; $i++) $many .= "k$i=$i ";
    $texts = [['[a]', $many . 'k3=x k19=y'], ['[a]', 'a=1 b=2 a=3'], ['[a]', '\\8 \\778 \\xfg']];
    mt_srand(16);
    for ($i = 0; $i < 250; $i++) $texts[] = [$pick($pieces, 1, 9), $pick($attributes, 1, 9)];
} else {
    foreach (file('shortcodes.jsonl') as $line) { $row = json_decode($line, true); $texts[] = [$row['in'], $row['list']]; }
}
$rows = '';
foreach ($texts as [$text, $list]) {
    preg_match_all('/' . get_shortcode_regex() . '/', $text, $found, PREG_SET_ORDER | PREG_OFFSET_CAPTURE | PREG_UNMATCHED_AS_NULL);
    $codes = [];
    foreach ($found as $m) {
        $codes[] = ['Name' => $m[2][0], 'Attrs' => $m[3][0], 'SelfClosing' => $m[4][0] === '/', 'Content' => $m[5][0] ?? '',
            'Closed' => ($m[5][0] ?? null) !== null, 'Before' => $m[1][0] === '[', 'After' => ($m[6][0] ?? '') === ']',
            'Start' => $m[0][1], 'End' => $m[0][1] + strlen($m[0][0])];
    }
    $masked = do_shortcodes_in_html_tags($text, true, array_keys($shortcode_tags));
    $attrs = [];
    foreach (shortcode_parse_atts($list) as $key => $value) $attrs[] = ['Key' => (string) $key, 'Value' => $value];
    $rows .= json_encode(['in' => $text, 'codes' => $codes, 'masked' => $masked, 'unmasked' => unescape_invalid_shortcodes($masked),
        'unwrapped' => shortcode_unautop($text), 'list' => $list, 'attrs' => $attrs],
        JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE) . "\n";
}
file_put_contents('shortcodes.jsonl', $rows);
