package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const width = 256

// leaf is what an entry of a log says.
type leaf struct {
	prev, commitment string
}

// files reads the tiles of one log; tlog holds what it reads to the root before it uses it.
type files struct {
	folder, member string
	cache          map[string][]byte
}

func (f *files) Height() int { return 8 }

func (f *files) SaveTiles([]tlog.Tile, [][]byte) {}

func (f *files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := tilePath(strconv.Itoa(tile.L), tile.N, tile.W)
		data, known := f.cache[path]
		if !known {
			var err error
			if data, err = read(f.folder, f.member, path); err != nil {
				return nil, err
			}
			f.cache[path] = data
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(data))
		}
		found[i] = data
	}
	return found, nil
}

func tilePath(level string, number int64, count int) string {
	path := fmt.Sprintf("%03d", number%1000)
	for number >= 1000 {
		number /= 1000
		path = fmt.Sprintf("x%03d/%s", number%1000, path)
	}
	if count < width {
		path += fmt.Sprintf(".p/%d", count)
	}
	return "tile/" + level + "/" + path
}

func openHead(entry logEntry, folder string) (tlog.Tree, error) {
	data, err := read(folder, entry.Member, "checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(entry.Vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("checkpoint: %w", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != entry.Origin {
		return tlog.Tree{}, errors.New("checkpoint: not a head of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("checkpoint: no root hash")
	}
	return tlog.Tree{N: size, Hash: tlog.Hash(root)}, nil
}

func verifyLog(entry logEntry, folder, seen string) ([]leaf, error) {
	head, err := openHead(entry, folder)
	if err != nil {
		return nil, err
	}
	tiles := &files{folder: folder, member: entry.Member, cache: map[string][]byte{}}
	reader := tlog.TileHashReader(head, tiles)
	if seen != "" {
		if err := verifyGrowth(entry, seen, head, reader); err != nil {
			return nil, err
		}
	}
	return verifyEntries(entry, folder, head, reader)
}

func verifyGrowth(entry logEntry, seen string, head tlog.Tree, reader tlog.HashReader) error {
	old, err := openHead(entry, seen)
	if err != nil {
		return err
	}
	if head.N < old.N {
		return fmt.Errorf("the log has shrunk from %d to %d records", old.N, head.N)
	}
	proof, err := tlog.ProveTree(head.N, old.N, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash); err != nil {
		return fmt.Errorf("the log is forked: %w", err)
	}
	return nil
}

func verifyEntries(entry logEntry, folder string, head tlog.Tree, reader tlog.HashReader) ([]leaf, error) {
	var leaves []leaf
	prev := strings.Repeat("0", 64)
	for first := int64(0); first < head.N; first += width {
		count := int(min(width, head.N-first))
		path := tilePath("entries", first/width, count)
		data, err := read(folder, entry.Member, path)
		if err != nil {
			return nil, err
		}
		for i := 0; i < count; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, fmt.Errorf("%s ends before record %d", path, first+int64(i)+1)
			}
			length := int(binary.BigEndian.Uint16(data))
			text := data[2 : 2+length]
			data = data[2+length:]
			one, err := verifyEntry(entry, text, first+int64(i), prev, head, reader)
			if err != nil {
				return nil, fmt.Errorf("%s, record %d: %w", path, first+int64(i)+1, err)
			}
			hash := tlog.RecordHash(text)
			prev = fmt.Sprintf("%x", hash[:])
			leaves = append(leaves, one)
		}
		if len(data) > 0 {
			return nil, fmt.Errorf("%s has more behind its last entry", path)
		}
	}
	return leaves, nil
}

func verifyEntry(entry logEntry, text []byte, index int64, prev string, head tlog.Tree, reader tlog.HashReader) (leaf, error) {
	proof, err := tlog.ProveRecord(head.N, index, reader)
	if err != nil {
		return leaf{}, err
	}
	if err := tlog.CheckRecord(proof, head.N, head.Hash, index, tlog.RecordHash(text)); err != nil {
		return leaf{}, err
	}
	start := fmt.Sprintf("diwan/leaf/1\n%s\n%d\n%s\n", entry.Member, index+1, prev)
	rest, found := bytes.CutPrefix(text, []byte(start))
	if !found || len(rest) != 65 || rest[64] != '\n' {
		return leaf{}, errors.New("it does not follow the entry before it")
	}
	return leaf{prev: prev, commitment: string(rest[:64])}, nil
}
