// Package bench measures presse beside the libraries a newsroom would otherwise
// assemble, in one run, and reproduces the figures that chose presse's constants.
// It is a module of its own, so that importers of presse never download a peer.
package bench
