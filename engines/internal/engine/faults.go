package engine

import (
	"errors"
	"fmt"
	"sync"

	"github.com/presse-go/presse"
)

// MaxFaults is the number of faults of single articles that a Sync returns.
const MaxFaults = 100

// Faults collects the faults of single articles. Its methods are safe for concurrent use;
// the zero Faults is empty.
type Faults struct {
	mu   sync.Mutex
	list []error
	more int
}

// Add adds a fault.
func (f *Faults) Add(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.list) < MaxFaults {
		f.list = append(f.list, err)
	} else {
		f.more++
	}
}

// Err returns the first faults and the number of the others as an error of an operation.
func (f *Faults) Err(op string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.more == 0 {
		return errors.Join(f.list...)
	}
	more := &presse.Error{Op: op, Err: fmt.Errorf("%d more articles at fault", f.more)}
	return errors.Join(append(f.list, more)...)
}
