// Verifies a cosignature as C2SP tlog-cosignature describes it, with nothing but Go's standard library: KEY CHECKPOINT.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
)

func main() {
	key := strings.SplitN(os.Args[1], "+", 3)
	public, _ := base64.StdEncoding.DecodeString(key[2])
	id := sha256.Sum256(append([]byte(key[0]+"\n"), public...))
	if public[0] != 4 || fmt.Sprintf("%x", id[:4]) != key[1] {
		fmt.Println("refused: no witness's key")
		os.Exit(1)
	}
	note, _ := os.ReadFile(os.Args[2])
	body := note[:bytes.LastIndex(note, []byte("\n\n"))+1]
	for _, line := range strings.Split(string(note[len(body)+1:]), "\n") {
		if !strings.HasPrefix(line, "— "+key[0]+" ") {
			continue
		}
		signature, _ := base64.StdEncoding.DecodeString(line[strings.LastIndex(line, " ")+1:])
		if len(signature) != 4+8+64 || !bytes.Equal(signature[:4], id[:4]) {
			continue
		}
		time := binary.BigEndian.Uint64(signature[4:12])
		message := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), body...)
		if ed25519.Verify(public[1:], message, signature[12:]) {
			fmt.Println(key[0], time)
			return
		}
	}
	fmt.Println("refused: not signed")
	os.Exit(1)
}
