"""C2SP chunked-encryption v1 (AEAD_AES_256_GCM, SHA-256), with Python's cryptography: `python3 make.py > chunked.txt`.

A line a message: its length, and SHA-256 of salt, commitment and chunks. Key, salt and plaintext are as in the test.
"""

import hashlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KEY, SALT, CONTEXT, CHUNK = bytes(range(32)), bytes(0xA0 + n for n in range(24)), b"workspace/object", 16 * 1024

info = b"c2sp.org/chunked-encryption@v1+" + b"AEAD_AES_256_GCM" + b"\0" + SALT + CONTEXT
derived = HKDFExpand(SHA256(), 32 + 12 + 32, info).derive(KEY)
key, nonce, commitment = derived[:32], int.from_bytes(derived[32:44], "big"), derived[44:]
for length in (0, 1, 1024, CHUNK - 1, CHUNK, CHUNK + 1, 20 * 1024, 2 * CHUNK, 300 * CHUNK + 5):
    plain = bytes((n * 7 + n // 256) & 255 for n in range(length))
    sealed = SALT + commitment
    for chunk in range(length // CHUNK + 1):
        part = plain[chunk * CHUNK : (chunk + 1) * CHUNK]
        sealed += AESGCM(key).encrypt((nonce ^ chunk).to_bytes(12, "big"), part, b"")
    print(length, hashlib.sha256(sealed).hexdigest())
