package text

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// The kinds of bytes in HTML text.
const (
	plainByte = iota
	spaceByte // ASCII white space as defined by HTML
	nulByte
	ampersandByte
	lessByte
)

var byteKind = [256]uint8{
	'\t': spaceByte, '\n': spaceByte, '\f': spaceByte, '\r': spaceByte, ' ': spaceByte,
	0: nulByte, '&': ampersandByte, '<': lessByte,
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
