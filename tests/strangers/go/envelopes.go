package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

type disclosed struct {
	Seq      int64           `json:"seq"`
	Salt     string          `json:"salt"`
	Envelope json.RawMessage `json:"envelope"`
}

type envelope struct {
	Payload     string `json:"payload"`
	PayloadType string `json:"payloadType"`
	Signatures  []struct {
		KeyID string `json:"keyid"`
		Sig   string `json:"sig"`
	} `json:"signatures"`
}

type payload struct {
	Member string `json:"member"`
	Seq    int64  `json:"seq"`
	Prev   string `json:"prev"`
}

func verifyEnvelopes(entry logEntry, folder string, leaves []leaf) (int64, error) {
	var count int64
	for number := int64(0); number*width < int64(len(leaves)); number++ {
		name := strings.TrimPrefix(tilePath("entries", number, width), "tile/entries/") + ".jsonl"
		path := filepath.Join("envelopes", entry.Member, name)
		data, err := os.ReadFile(filepath.Join(folder, path))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return 0, err
		}
		for _, line := range bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) {
			var one disclosed
			if err := json.Unmarshal(line, &one); err != nil {
				return 0, fmt.Errorf("%s: %w", path, err)
			}
			if one.Seq < 1 || one.Seq > int64(len(leaves)) {
				return 0, fmt.Errorf("%s: there is no record %d", path, one.Seq)
			}
			if err := verifyEnvelope(entry, one, leaves[one.Seq-1]); err != nil {
				return 0, fmt.Errorf("%s, record %d: %w", path, one.Seq, err)
			}
			count++
		}
	}
	return count, nil
}

func verifyEnvelope(entry logEntry, one disclosed, committed leaf) error {
	salt, err := hex.DecodeString(one.Salt)
	if err != nil || len(salt) != 32 {
		return errors.New("no salt")
	}
	hash := sha256.Sum256(append(append([]byte{0x44}, salt...), one.Envelope...))
	if hex.EncodeToString(hash[:]) != committed.commitment {
		return errors.New("not what the log has committed to")
	}
	var sealed envelope
	if err := json.Unmarshal(one.Envelope, &sealed); err != nil {
		return err
	}
	text, err := base64.StdEncoding.DecodeString(sealed.Payload)
	if err != nil || len(sealed.Signatures) != 1 {
		return errors.New("no envelope")
	}
	if err := verifySignature(entry, one.Seq, sealed, text); err != nil {
		return err
	}
	var said payload
	if err := json.Unmarshal(text, &said); err != nil {
		return err
	}
	if said != (payload{entry.Member, one.Seq, committed.prev}) {
		return errors.New("it stands at another place than it was signed for")
	}
	return nil
}

func verifySignature(entry logEntry, seq int64, sealed envelope, text []byte) error {
	signature, err := base64.StdEncoding.DecodeString(sealed.Signatures[0].Sig)
	if err != nil {
		return err
	}
	kind := sealed.PayloadType
	signed := fmt.Sprintf("DSSEv1 %d %s %d %s", len(kind), kind, len(text), text)
	for _, key := range entry.Keys {
		public, err := hex.DecodeString(key.PublicKey)
		if err != nil || len(public) != ed25519.PublicKeySize {
			return errors.New("the index holds no key")
		}
		id := sha256.Sum256(public)
		holds := key.FromSeq <= seq && (key.ToSeq == nil || seq <= *key.ToSeq)
		if hex.EncodeToString(id[:]) == sealed.Signatures[0].KeyID && holds && ed25519.Verify(public, []byte(signed), signature) {
			return nil
		}
	}
	return errors.New("not signed with the key that its member had there")
}
