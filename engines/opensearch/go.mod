module github.com/presse-go/presse/engines/opensearch

go 1.26.0

require (
	github.com/opensearch-project/opensearch-go/v4 v4.8.1
	github.com/presse-go/presse v0.0.0
)

require (
	github.com/aymerick/douceur v0.2.0 // indirect
	github.com/gorilla/css v1.0.1 // indirect
	github.com/microcosm-cc/bluemonday v1.0.27 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/presse-go/presse => ../..
