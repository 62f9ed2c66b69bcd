// Package opensearch chooses related articles from an archive that lives in OpenSearch.
package opensearch
