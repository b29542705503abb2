<?php
/* The part of WordPress that a post goes through: php wordpress.php <folder of WordPress> <plugin> < post */
error_reporting(E_ALL & ~E_DEPRECATED);
define('ABSPATH', $argv[1] . '/');
define('WPINC', 'wp-includes');
define('WP_CONTENT_DIR', ABSPATH . 'wp-content');
define('WP_DEBUG', false);
foreach (['compat', 'plugin', 'functions', 'formatting', 'kses', 'shortcodes', 'blocks'] as $part) {
  require_once ABSPATH . "wp-includes/$part.php";
}
foreach (['blog_charset' => 'UTF-8', 'use_balanceTags' => 0] as $option => $value) {
  add_filter("pre_option_$option", fn() => $value);
}
require $argv[2];
$post = wp_kses_post(stream_get_contents(STDIN));
do_action('wp_head');
echo do_shortcode(shortcode_unautop(wpautop($post)));
