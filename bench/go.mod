module github.com/presse-go/presse/bench

go 1.26.0

require github.com/presse-go/presse v0.0.0

replace github.com/presse-go/presse => ../
