<?php
// Drives a WordPress without a web server: php drive.php ROOT COMMAND [FILE].
// The commands are count, import, export, rest, public and clear.
[, $root, $command] = $argv; // WordPress itself has a global $file
$_SERVER += ['HTTP_HOST' => 'localhost', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1'];
ini_set('memory_limit', '2G');
define('WP_LOAD_IMPORTERS', true);
if ($command !== 'public') {
	define('WP_ADMIN', true);
}
require $root . '/wp-load.php';
global $wpdb;

switch ($command) {
case 'count':
	echo get_bloginfo('version'), "\n", $wpdb->get_var("SELECT count(*) FROM $wpdb->posts WHERE post_status <> 'auto-draft'"), "\n";
	break;
case 'clear':
	foreach ($wpdb->get_col("SELECT ID FROM $wpdb->posts") as $id) {
		wp_delete_post($id, true);
	}
	foreach ($wpdb->get_results("SELECT term_id, taxonomy FROM $wpdb->term_taxonomy") as $term) {
		wp_delete_term($term->term_id, $term->taxonomy); // refuses the default category
	}
	require_once ABSPATH . 'wp-admin/includes/user.php';
	foreach (get_users(['exclude' => [1], 'fields' => 'ID']) as $id) {
		wp_delete_user($id);
	}
	break;
case 'import':
	foreach (['import', 'post', 'taxonomy', 'image', 'user', 'media', 'file', 'misc'] as $part) {
		require_once ABSPATH . "wp-admin/includes/$part.php";
	}
	require_once WP_PLUGIN_DIR . '/wordpress-importer/wordpress-importer.php';
	wp_set_current_user(1);
	kses_remove_filters();
	if (function_exists('wordpress_importer_init')) {
		wordpress_importer_init();
	}
	$importer = $GLOBALS['wp_import'] ?? new WP_Import();
	$importer->fetch_attachments = false;
	if (getenv('PRESSE_AUTHORS')) { // as the form of the importer does
		$parsed = $importer->parse($argv[3]);
		if (is_wp_error($parsed)) {
			fwrite(STDERR, implode("\n", $parsed->get_error_messages()) . "\n");
			exit(1);
		}
		$_POST['imported_authors'] = array_keys($parsed['authors']);
	}
	ob_start();
	$importer->import($argv[3]);
	fwrite(STDERR, trim(preg_replace('/\s*\n\s*/', "\n", strip_tags(str_replace('<br />', "\n", ob_get_clean())))) . "\n");
	break;
case 'export':
	require_once ABSPATH . 'wp-admin/includes/export.php';
	wp_set_current_user(1);
	ob_start();
	export_wp(['content' => 'all']);
	file_put_contents($argv[3], ob_get_clean());
	break;
case 'rest': // the file has the body of a request on each line; prints the posts, or what was wrong
	wp_set_current_user(1);
	$posts = [];
	foreach (file($argv[3], FILE_IGNORE_NEW_LINES) as $line) {
		$request = new WP_REST_Request('POST', '/wp/v2/posts');
		$request->set_header('content-type', 'application/json');
		$request->set_body($line);
		$answer = rest_do_request($request);
		if (!$answer->is_error()) {
			$request = new WP_REST_Request('GET', '/wp/v2/posts/' . $answer->get_data()['id']);
			$request->set_query_params(['context' => 'edit']);
			$answer = rest_do_request($request);
		}
		$posts[] = rest_get_server()->response_to_data($answer, false);
	}
	echo wp_json_encode($posts);
	break;
case 'public': // the slugs that a visitor sees in the REST API and in the newest feed
	wp_set_current_user(0);
	for ($page = 1; ; $page++) {
		$request = new WP_REST_Request('GET', '/wp/v2/posts');
		$request->set_query_params(['per_page' => 100, 'page' => $page]);
		$answer = rest_do_request($request);
		if ($answer->is_error() || !$answer->get_data()) {
			break;
		}
		foreach ($answer->get_data() as $post) {
			echo $post['slug'], "\n";
		}
	}
	$query = new WP_Query(['posts_per_page' => -1, 'post_type' => 'post']);
	foreach ($query->posts as $post) {
		echo $post->post_name, "\n";
	}
	break;
}
