// A verifier of Diwan's logs that shares no line with Diwan: Go's own note, tlog and ed25519.
//
//	strangers INDEX FOLDER [SEEN]
//
// INDEX is an index.json that one trusts, FOLDER an exported folder, SEEN one that was verified before.
// Written from docs/reference/log.md and docs/reference/record.md alone.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

type memberKey struct {
	KeyID     string `json:"key_id"`
	PublicKey string `json:"public_key"`
	FromSeq   int64  `json:"from_seq"`
	ToSeq     *int64 `json:"to_seq"`
}

type logEntry struct {
	Member string      `json:"member"`
	Origin string      `json:"origin"`
	Vkey   string      `json:"vkey"`
	Keys   []memberKey `json:"keys"`
}

type logIndex struct {
	Logs []logEntry `json:"logs"`
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: strangers INDEX FOLDER [SEEN]")
		os.Exit(2)
	}
	seen := ""
	if len(os.Args) > 3 {
		seen = os.Args[3]
	}
	records, envelopes, err := verify(os.Args[1], os.Args[2], seen)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d records, %d envelopes hold\n", records, envelopes)
}

func verify(indexPath, folder, seen string) (records, envelopes int64, err error) {
	data, err := os.ReadFile(indexPath)
	if err != nil {
		return 0, 0, err
	}
	var index logIndex
	if err := json.Unmarshal(data, &index); err != nil {
		return 0, 0, err
	}
	for _, entry := range index.Logs {
		leaves, err := verifyLog(entry, folder, seen)
		if err != nil {
			return 0, 0, fmt.Errorf("log %s: %w", entry.Member, err)
		}
		disclosed, err := verifyEnvelopes(entry, folder, leaves)
		if err != nil {
			return 0, 0, fmt.Errorf("log %s: %w", entry.Member, err)
		}
		records += int64(len(leaves))
		envelopes += disclosed
	}
	return records, envelopes, nil
}

func read(parts ...string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(parts...))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: %w", filepath.Join(parts[1:]...), err)
	}
	return data, err
}
