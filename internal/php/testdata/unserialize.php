<?php
// Writes what PHP's unserialize makes of serialized values, for unserialize.tsv:
//
//	php unserialize.php > unserialize.tsv
//
// Each line is the serialized value and the value, both as quoted strings; "error" if
// PHP refuses it.

error_reporting(0);
ini_set("precision", -1);

class Carte { public $lieu = 'Oran'; protected $zoom = 12; private $cle = 'abc'; }
class Point implements Serializable {
    public $data;
    public function serialize() { return '12,5'; }
    public function unserialize($data) { $this->data = $data; }
    public function __serialize(): array { return []; }
}
enum Rubrique: string { case Culture = 'culture'; }

function quoted(string $s): string {
    $out = '"';
    foreach (str_split($s) as $c) {
        $out .= match (true) {
            $c === '' => '',
            $c === '"' || $c === '\\' => '\\' . $c,
            $c < ' ' || $c > '~' => sprintf('\\x%02x', ord($c)),
            default => $c,
        };
    }
    return $out . '"';
}

function shown($v): string {
    if (is_array($v)) {
        $parts = [];
        foreach ($v as $key => $element) {
            $parts[] = quoted((string) $key) . ': ' . shown($element);
        }
        return 'array{' . implode(', ', $parts) . '}';
    }
    if ($v instanceof UnitEnum) {
        return 'enum ' . get_class($v) . ':' . $v->name;
    }
    if (is_object($v)) {
        $parts = [];
        foreach ((array) $v as $key => $element) {
            $name = $key !== '' && $key[0] === "\0" ? substr(strrchr($key, "\0"), 1) : $key;
            $parts[] = quoted((string) $name) . ': ' . shown($element);
        }
        return 'object ' . get_class($v) . '{' . implode(', ', $parts) . '}';
    }
    return match (true) {
        is_null($v) => 'null',
        is_bool($v) => 'bool ' . (string) $v,
        is_int($v) => "int $v",
        is_float($v) => "float $v",
        is_string($v) => 'string ' . quoted($v),
    };
}

$image = [
    'width' => 1600, 'height' => 900, 'file' => '2026/03/gare-neuve.jpg', 'filesize' => 23489,
    'sizes' => ['medium' => ['file' => 'gare-neuve-300x169.jpg', 'width' => 300, 'height' => 169, 'mime-type' => 'image/jpeg']],
    'image_meta' => ['aperture' => '0', 'credit' => '© D.R.', 'caption' => 'La gare « neuve »', 'created_timestamp' => '0', 'keywords' => []],
];
$inputs = [];
foreach ([
    null, true, false, 0, -5, PHP_INT_MAX, PHP_INT_MIN, 0.1, -0.0, 1.5, 1e15, 123456789012345.0, 1e14, 1e25, 1.5e-7, 0.0001, 0.00001, INF, -INF, NAN,
    '', 'é', 'guillemet " et ; et ";', "ligne\r\nligne", "\0", str_repeat('a', 300), 'a:0:{}', 's:1:"a";',
    [], ['a'], ['a' => 1, 5 => 'b', '7' => 'c', '' => 'd', 'é' => null], [[[['profond']]]], $image,
    new stdClass, (object) ['a' => 1, 'b' => [true, false]], new Carte, Rubrique::Culture, [Rubrique::Culture],
    serialize($image),
] as $value) {
    $inputs[] = serialize($value);
}
array_push($inputs,
    '', 'N', 'N;', 'n;', 'N;N;', 'b:2;', 'b:;', 'b:-1;', 'i:;', 'i:+5;', 'i: 5;', 'i:5', 'i:05;', 'i:1_0;', 'i:0x10;', 'i:99999999999999999999;', 'i:-99999999999999999999;', 'i:5;suite',
    'd:5;', 'd:.5;', 'd:5.;', 'd:1e3;', 'd:1E+3;', 'd:+1.5;', 'd:;', 'd:1e;', 'd:abc;', 'd:-NAN;', 'd:+INF;', 'd:1e999;', 'd:1_0;', 'd:0x1p3;', 'd:1.5.2;', 'd:.;', 'd:-;',
    's:1:"a"', 's:1:"a";', 's:01:"a";', 's:-1:"a";', 's:+1:"a";', 's::"a";', 's:2:"a";', 's:0:"a";', "s:1:'a';", 's:1:a;', 's:99999999999999999999:"a";',
    'S:3:"a\\62c";', 'S:1:"\\c3";', 'S:1:"\\zz";', 'S:2:"a";',
    'a:0:{}', 'a:0:{', 'a:1:{}', 'a:1:{i:0;i:1;}', 'a:1:{i:0;i:1;', 'a:0:{i:0;i:1;}', 'a:2:{i:0;i:1;}', 'a:-1:{}', 'a:1:{b:1;i:1;}', 'a:1:{d:1.5;i:1;}', 'a:1:{N;i:1;}',
    'a:2:{i:0;i:1;i:0;i:2;}', 'a:3:{s:1:"5";i:1;i:6;i:2;s:2:"05";i:3;}', 'a:1:{i:0;i:1;};', 'a:1:{S:1:"k";i:1;}', 'a:2000000000:{i:0;i:1;}', 'a:1:{i:0;a:1:{i:0;a:1:{i:0;N;}}}',
    'O:8:"stdClass":0:{}', 'O:8:"stdClass":1:{i:5;i:1;}', 'O:8:"stdClass":1:{s:1:"a";i:1;}', 'O:7:"stdClass":0:{}', 'O:8:"stdClass":1:{}', 'O:8:"stdClass":-1:{}',
    'E:17:"Rubrique:Culture";', 'E:16:"Rubrique:Culture";', 'E:8:"Rubrique";', 'a:1:{i:0;E:16:"Rubrique:Culture";}',
    'a:2:{i:0;s:1:"a";i:1;R:2;}', 'a:2:{i:0;i:7;i:1;R:2;}', 'a:2:{i:0;i:7;i:1;R:9;}', 'a:2:{i:0;i:7;i:1;R:0;}', 'r:1;', 'R:1;', 'a:3:{i:0;i:7;i:1;R:2;i:2;s:1:"b";}',
    'a:4:{i:0;i:7;i:1;R:2;i:2;s:1:"b";i:3;R:3;}',
    'x:1;', 'a', ':', 'i:1', '{}', 'a:1:{i:0;x;}',
    // Lengths that a search and replace of the address of the site, or XML, made wrong.
    's:22:"https://exemple.example/";', 'a:2:{s:3:"url";s:22:"https://exemple.example/photo.jpg";s:3:"alt";s:4:"Port";}',
    "a:1:{s:4:\"note\";s:14:\"ligne\nligne\";}", 'a:2:{i:0;s:3:"été";i:1;s:2:"ça";}', 'a:1:{s:4:"été";i:1;}',
);
foreach ($inputs as $in) {
    $value = unserialize($in);
    $ok = $value !== false || $in === 'b:0;';
    echo quoted($in), "\t", quoted($ok ? shown($value) : 'error'), "\n";
}
