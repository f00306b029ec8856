// Verifies with Go's own sumdb packages: main KEY CHECKPOINT OLDER ENTRY INDEX HASH…; ENTRY is a file, HASH is base64.
// With OLDER given as `-`, no consistency is checked; otherwise its proof stands in the file OLDER.proof, a hash a line.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	return value
}

func open(file string, keys note.Verifiers) (int64, tlog.Hash) {
	lines := strings.Split(must(note.Open(must(os.ReadFile(file)), keys)).Text, "\n")
	return must(strconv.ParseInt(lines[1], 10, 64)), must(tlog.ParseHash(lines[2]))
}

func hashes(texts []string) (all []tlog.Hash) {
	for _, text := range texts {
		all = append(all, must(tlog.ParseHash(text)))
	}
	return all
}

func main() {
	keys := note.VerifierList(must(note.NewVerifier(os.Args[1])))
	size, root := open(os.Args[2], keys)
	if os.Args[3] != "-" {
		olderSize, olderRoot := open(os.Args[3], keys)
		proof := strings.Fields(string(must(os.ReadFile(os.Args[3] + ".proof"))))
		must(0, tlog.CheckTree(tlog.TreeProof(hashes(proof)), size, root, olderSize, olderRoot))
	}
	index := must(strconv.ParseInt(os.Args[5], 10, 64))
	leaf := tlog.RecordHash(must(os.ReadFile(os.Args[4])))
	must(0, tlog.CheckRecord(tlog.RecordProof(hashes(os.Args[6:])), size, root, index, leaf))
	fmt.Println("verified")
}
