package main

import "fmt"

// sprint is fmt.Sprintf, for outlines.
func sprint(format string, values ...any) string { return fmt.Sprintf(format, values...) }
