// Package bench compares presse in one run with the libraries that a newsroom would
// otherwise combine, and reproduces the measurements from which presse's constants were
// chosen. It is a separate module, so that importers of presse never download those
// libraries.
package bench
