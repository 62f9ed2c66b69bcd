package postings

import "sync/atomic"

// Epochs report when no reader can have an old View any more. A reader that enters is
// counted under the current epoch until it leaves. The writer begins the next epoch
// whenever no reader of the one before the current is left. What disappeared from the
// index in epoch e can therefore be seen by nobody from epoch e+2 on: all readers of e
// and before have left, and a later one got a later View. Neither readers nor the
// writer wait.
type epochs struct {
	now     atomic.Uint64
	readers [2]struct { // by the lowest bit of the epoch
		n atomic.Int64
		_ [56]byte // so that the counters are in two cache lines
	}
}

// An Entry is what a reader gets from Enter and returns to Leave.
type Entry struct{ epoch uint64 }

// Enter returns the current state of the index. Until Leave is called with the entry,
// every term that a document of the view has keeps its number and its written form.
func (x *Index) Enter() (*View, Entry) {
	for {
		e := x.epochs.now.Load()
		n := &x.epochs.readers[e&1].n
		n.Add(1)
		if x.epochs.now.Load() == e {
			return x.view.Load(), Entry{e}
		}
		n.Add(-1) // the epoch ended before this reader was counted
	}
}

// Leave ends the use of a view. It must be called once for each Enter.
func (x *Index) Leave(e Entry) { x.epochs.readers[e.epoch&1].n.Add(-1) }

// next begins the next epoch if it can and returns the current one. Only the writer
// calls it.
func (e *epochs) next() uint64 {
	now := e.now.Load()
	if e.readers[(now+1)&1].n.Load() == 0 {
		now++
		e.now.Store(now)
	}
	return now
}
