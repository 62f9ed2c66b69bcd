<?php
// Rewrites the results in wp_trim_words.jsonl, computed from its texts by the steps that
// WordPress documents for wp_trim_words. Run it in this folder with PHP 8:
//
//     php wp_trim_words.php
$rows = [];
foreach (file('wp_trim_words.jsonl') as $line) {
    $row = json_decode($line, true);
    $bare = trim(strip_tags(preg_replace('@<(script|style)[^>]*?>.*?</\\1>@si', '', $row['text'])));
    $pieces = preg_split('/[\n\r\t ]+/', $bare, $row['words'] + 1, PREG_SPLIT_NO_EMPTY);
    $more = count($pieces) > $row['words'];
    if ($more) array_pop($pieces);
    $row['want'] = implode(' ', $pieces) . ($more ? $row['more'] : '');
    $rows[] = json_encode($row, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
}
file_put_contents('wp_trim_words.jsonl', implode("\n", $rows) . "\n");
