package text

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// The kinds of bytes in HTML text.
const (
	plainByte   = iota
	spaceByte   // ASCII white space as defined by HTML, and the vertical tab, a line end of Word
	controlByte // any other control character below U+0020, which XML does not allow: dropped
	ampersandByte
	lessByte
)

var byteKind = [256]uint8{
	0: controlByte, 1: controlByte, 2: controlByte, 3: controlByte, 4: controlByte, 5: controlByte, 6: controlByte, 7: controlByte, 8: controlByte,
	'\t': spaceByte, '\n': spaceByte, '\v': spaceByte, '\f': spaceByte, '\r': spaceByte,
	14: controlByte, 15: controlByte, 16: controlByte, 17: controlByte, 18: controlByte, 19: controlByte, 20: controlByte, 21: controlByte, 22: controlByte,
	23: controlByte, 24: controlByte, 25: controlByte, 26: controlByte, 27: controlByte, 28: controlByte, 29: controlByte, 30: controlByte, 31: controlByte,
	' ': spaceByte, '&': ampersandByte, '<': lessByte,
}

// Most of a page is examined eight bytes at a time. A block is eight bytes as one
// little-endian number. A mask has the top bit set in each byte that meets a condition.
const (
	lows  = 0x0101010101010101 // a one in each byte
	highs = 0x8080808080808080 // the top bit of each byte
)

func blockAt(s []byte, i int) uint64 { return binary.LittleEndian.Uint64(s[i:]) }

// bytesOf returns the bytes of s without copying them. They must not be modified.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// equal returns the mask of the bytes in block that are equal to c.
func equal(block uint64, c byte) uint64 {
	x := block ^ lows*uint64(c)
	return ^(x&^highs + ^uint64(highs) | x) & highs
}

// below returns the mask of the bytes in block that are less than c, which is at most 0x80.
func below(block uint64, c byte) uint64 {
	return ^(block&^highs + lows*uint64(0x80-c) | block) & highs
}

// first returns the index of the first byte set in mask, which is not zero.
func first(mask uint64) int { return bits.TrailingZeros64(mask) / 8 }

// endOfRun returns the index where the run of plain text that starts at in[i] ends. Single
// spaces between its words are part of the run.
func endOfRun(in string, i int) int {
	text := bytesOf(in)
	for i++; i+8 <= len(text); {
		block := blockAt(text, i)
		special := below(block, ' ') | equal(block, '<') | equal(block, '&')
		space := equal(block, ' ')
		if end := special | space&((special|space)>>8); end != 0 {
			return i + first(end)
		}
		i += 8 - int(space>>63) // a space at the end is examined with the byte after it
	}
	for ; i < len(in); i++ {
		if byteKind[in[i]] == plainByte {
			continue
		}
		if in[i] != ' ' || i+1 == len(in) || byteKind[in[i+1]] != plainByte {
			break
		}
	}
	return i
}

// endOfWord returns the index where the word that contains text[i] ends: the next space of
// any width, or len(text).
func endOfWord(text []byte, i int) int {
	for i+8 <= len(text) {
		block := blockAt(text, i)
		// Non-ASCII spaces begin with 0xC2, 0xE1, 0xE2 or 0xE3.
		candidate := below(block, ' '+1) | equal(block, 0xC2) | equal(block&^(3*lows), 0xE0)
		if candidate == 0 {
			i += 8
			continue
		}
		i += first(candidate)
		if byteKind[text[i]] == spaceByte || spaceAt(text, i) > 0 {
			return i
		}
		i++
	}
	for i < len(text) && spaceAt(text, i) == 0 {
		i++
	}
	return i
}
