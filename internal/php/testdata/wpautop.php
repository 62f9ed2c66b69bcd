<?php
// Rewrites wpautop.jsonl with the results of WordPress for their texts. Run it in this folder
// with PHP 8 and the folder wp-includes of WordPress 7.1:
//
//     php wpautop.php WP-INCLUDES
//
// With "new" after it, the texts are written anew too: the pieces below, some alone and the
// others in random order (the seed is fixed).
function apply_filters($name, $value) { return $value; }
function has_filter() { return true; }
ini_set('pcre.jit', '0');
ini_set('pcre.backtrack_limit', '100000000');
require $argv[1] . '/formatting.php';

$pieces = ["\n", "\n\n", "\r\n", "\r", ' ', "\t", "\v", "\f", " \n ", "\n \n", 'La mairie rouvre.', '« Oui »', '1 < 2', ' > ',
    '&nbsp;', "\u{A0}", '<p>', '</p>', '<p class="chapo">', '<P>', '<br>', '<br/>', '<br />', '<br  />', "<br\n/>", '<div>', '</div>',
    "<div\nclass='encadre'>", '<blockquote>', '</blockquote>', '<BLOCKQUOTE cite="a">', '<ul>', '<li>', '</li>', '</ul>', '<ol>',
    '</ol>', '<dl><dt>', '</dt><dd>', '<h2>', '</h2>', '<h7>', '<hr>', '<hr />', "<hr\n/>", '<hr class=a>', '<pre>', '</pre>',
    "<pre>vers\n\nvers</pre>", '<pre wp-pre-tag-0></pre>', '<pre wp-pre-tag-1></pre>', '<pre wp-pre-tag-2>', '<script>', '</script>',
    '<style>', '</style>', '<svg>', '</svg>', '<math>', '</math>', '<WPPreserveNewline />', '<!-- wpnl -->', ' <!-- wpnl --> ',
    '<!--more-->', "<!-- a\n\nb -->", '<!--', '-->', '<![CDATA[', ']]>', '<option>', '</option>', '<select>', '</select>',
    '<object data=a>', '</object>', '<param name=a>', '</param>', '<embed src=b>', '<audio controls>', '</audio>', '[audio src=a]',
    '[/audio]', '<video>', '[video]', '</video>', '<source src=a>', '<track>', '<figure>', '</figure>', '<figcaption>',
    '</figcaption>', '<figcaption class="x">', '<table>', '<tr>', '<td>', '</td>', '</tr>', '</table>', '<picture>', '</picture>',
    '<link>', '<a href="b">', '</a>', '<address>', '</address>', '<form>', '</form>', '<summary>', '<details>', '<', '</', '<p',
    '<di', '<li', '<br', '[caption]', 'x', 'p>', 'div>', "<p>\n", "\n</p>", '<p><li', "</p>\n", '<ins>', '<param', '<object',
    '<th>', '<thead>', '<tfoot>'];
if (($argv[2] ?? '') === 'new') {
    mt_srand(16);
    $texts = ['', ' ', "\0", "Un paragraphe.\n\nUn autre\nsur deux lignes.", "<p><li>un</p>\n<p><li</p></p>", "a<br />\n\nb",
        "<script>\nvar a;\n\n\nvar b;\n</script>\nSuite", "<svg>\n<a>\n</svg>", "<math>a\nb</math>\nc",
        "<script>\na\nb", "<object>\n<param name=a>\n</embed> \n x\n</object>", "<object>\n <param name=a", "[audio src=a>\n<source src=a>\n</audio>",
        "<audio a\n<source src=b", "[video a]\n<track>\n[/video]\n", "<table> \n<option>\n</option>\n", "<p><li>un", "<p><li></p><li></p>",
        "<blockquote", "<p><blockquote\n", "a\n</p>", "<pre wp-pre-tag-00></pre><pre>b</pre>", "<pre>a</pre><pre wp-pre-tag-0></pre>", "<pre><pre wp-pre-tag-1></pre><pre>b</pre>",
        "<p>a</div>", "<p>a</address>", "<div>a\n\nb</div>", "<table>\n<tr>\n<td>A</td>\n</tr>\n</table>\nSuite"];
    foreach ($pieces as $piece) $texts[] = "Avant$piece\nAprès";
    for ($i = 0; $i < 400; $i++) {
        $pool = $pieces;
        if ($i % 2) {
            $pool = ["\n"];
            for ($j = 0; $j < 7; $j++) $pool[] = $pieces[mt_rand(0, count($pieces) - 1)];
        }
        $text = '';
        for ($k = mt_rand(2, 14); $k > 0; $k--) $text .= $pool[mt_rand(0, count($pool) - 1)];
        $texts[] = $text;
    }
} else {
    $texts = array_map(fn($line) => json_decode($line, true)['in'], file('wpautop.jsonl'));
}
$rows = '';
foreach ($texts as $text) $rows .= json_encode(['in' => $text, 'want' => wpautop($text)], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) . "\n";
file_put_contents('wpautop.jsonl', $rows);
