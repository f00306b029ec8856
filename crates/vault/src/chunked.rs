//! Streams sealed chunk by chunk, opened at any place: C2SP chunked-encryption v1 with `AEAD_AES_256_GCM` and SHA-256.
//!
//! One byte of ours stands in front and names the format. Salt and commitment follow, then chunks of 16 KiB, each with its tag;
//! the last is shorter, which is how a cut is noticed.

use std::io::{self, Write};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    constant_time, hkdf,
};
use zeroize::Zeroizing;

use crate::error::VaultError;

/// Plaintext bytes in a chunk.
const CHUNK: usize = 16 * 1024;
const TAG: usize = 16;
const SALT: usize = 24;
const COMMITMENT: usize = 32;
/// The format that stands in front of what we seal.
const FORMAT: u8 = 1;
/// Bytes before the first chunk: ours, salt, commitment.
const HEAD: u64 = (1 + SALT + COMMITMENT) as u64;
const SEALED: u64 = (CHUNK + TAG) as u64;

/// Bytes that can be read at any place.
pub trait ReadAt {
    /// Fills as much of `into` as there is from `offset` on; says how much.
    ///
    /// # Errors
    /// A machine that would not.
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize>;

    /// How many there are.
    ///
    /// # Errors
    /// A machine that would not.
    fn length(&self) -> io::Result<u64>;

    /// Bytes best fetched by one call. On this machine few, for they stay in the nearest caches until they are opened.
    fn at_once(&self) -> usize {
        4 * SEALED as usize
    }
}

impl ReadAt for std::fs::File {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut filled = 0;
        while filled < into.len() {
            match std::os::unix::fs::FileExt::read_at(self, &mut into[filled..], offset + filled as u64)? {
                0 => break,
                more => filled += more,
            }
        }
        Ok(filled)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }
}

impl ReadAt for [u8] {
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.len());
        let there = into.len().min(self.len() - from);
        into[..there].copy_from_slice(&self[from..from + there]);
        Ok(there)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }
}

struct Cipher {
    key: LessSafeKey,
    nonce: [u8; NONCE_LEN],
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Cipher {
    /// Key, base nonce and commitment (§ Key derivation).
    fn derive(
        key: &[u8; 32],
        salt: &[u8; SALT],
        context: &[u8],
    ) -> Result<(Self, [u8; COMMITMENT]), VaultError> {
        let failed = |_| VaultError::Cipher;
        let mut derived = Zeroizing::new([0; 32 + NONCE_LEN + COMMITMENT]);
        let info = [b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0", salt.as_slice(), context];
        hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, key)
            .expand(&info, Length(derived.len()))
            .and_then(|okm| okm.fill(derived.as_mut()))
            .map_err(failed)?;
        let key = UnboundKey::new(&AES_256_GCM, &derived[..32]).map_err(failed)?;
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&derived[32..32 + NONCE_LEN]);
        let mut commitment = [0; COMMITMENT];
        commitment.copy_from_slice(&derived[32 + NONCE_LEN..]);
        Ok((Self { key: LessSafeKey::new(key), nonce }, commitment))
    }

    fn nonce(&self, chunk: u64) -> Nonce {
        let mut nonce = self.nonce;
        for (byte, count) in nonce[NONCE_LEN - 8..].iter_mut().zip(chunk.to_be_bytes()) {
            *byte ^= count;
        }
        Nonce::assume_unique_for_key(nonce)
    }
}

/// Seals what is written to it. Nothing but sealed bytes reach `to`; without [`finish`](Self::finish) they end as one that was
/// cut.
pub(crate) struct Sealer<W> {
    to: W,
    cipher: Cipher,
    buffer: Zeroizing<Vec<u8>>,
    chunk: u64,
}

impl<W: Write> Sealer<W> {
    /// Begins. `salt` is random and never used twice with a key; `context` is what the bytes belong to, and is needed to open
    /// them.
    pub(crate) fn new(
        mut to: W,
        key: &[u8; 32],
        salt: [u8; SALT],
        context: &[u8],
    ) -> Result<Self, VaultError> {
        let (cipher, commitment) = Cipher::derive(key, &salt, context)?;
        to.write_all(&[&[FORMAT], salt.as_slice(), &commitment].concat())?;
        Ok(Self { to, cipher, buffer: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)), chunk: 0 })
    }

    /// Seals the last chunk and gives back where it went.
    pub(crate) fn finish(mut self) -> Result<W, VaultError> {
        self.seal()?;
        Ok(self.to)
    }

    fn seal(&mut self) -> io::Result<()> {
        self.cipher
            .key
            .seal_in_place_append_tag(self.cipher.nonce(self.chunk), Aad::empty(), &mut *self.buffer)
            .map_err(|_| io::Error::other("the cipher would not seal"))?;
        self.to.write_all(&self.buffer)?;
        self.buffer.clear();
        self.chunk += 1;
        Ok(())
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.buffer.len());
        self.buffer.extend_from_slice(&bytes[..taken]);
        if self.buffer.len() == CHUNK {
            self.seal()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        // What is not a whole chunk yet stays here until more comes, or the end.
        self.to.flush()
    }
}

/// Sealed bytes, open for reading at any place.
pub struct Opened<R> {
    from: R,
    cipher: Cipher,
    length: u64,
}

impl<R: ReadAt> Opened<R> {
    /// Opens: checks key, context, commitment, and that the end is there.
    pub(crate) fn new(from: R, key: &[u8; 32], context: &[u8]) -> Result<Self, VaultError> {
        let mut head = [0; HEAD as usize];
        if from.read_at(&mut head, 0)? < head.len() {
            return Err(VaultError::Cut);
        }
        if head[0] != FORMAT {
            return Err(VaultError::Format(head[0]));
        }
        let mut salt = [0; SALT];
        salt.copy_from_slice(&head[1..=SALT]);
        let (cipher, commitment) = Cipher::derive(key, &salt, context)?;
        constant_time::verify_slices_are_equal(&commitment, &head[1 + SALT..])
            .map_err(|_| VaultError::WrongKey)?;
        let chunks = from.length()?.saturating_sub(HEAD);
        let (whole, last) = (chunks / SEALED, chunks % SEALED);
        if last < TAG as u64 {
            return Err(VaultError::Cut);
        }
        let opened = Self { from, cipher, length: whole * CHUNK as u64 + last - TAG as u64 };
        // The length is what the last chunk says, and it says so under the key.
        let mut sealed = vec![0; last as usize];
        if opened.from.read_at(&mut sealed, HEAD + whole * SEALED)? < sealed.len() {
            return Err(VaultError::Cut);
        }
        opened.open(whole, &sealed, &mut [0; CHUNK][..last as usize - TAG])?;
        Ok(opened)
    }

    /// How many bytes of plaintext there are.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Fills as much of `into` as there is from `offset` on; says how much.
    ///
    /// # Errors
    /// The chunk that is not what was sealed; a machine that would not.
    pub fn read_at(&self, into: &mut [u8], offset: u64) -> Result<usize, VaultError> {
        let wanted = (into.len() as u64).min(self.length.saturating_sub(offset)) as usize;
        let mut skip = (offset % CHUNK as u64) as usize;
        let mut chunk = offset / CHUNK as u64;
        let at_once = (self.from.at_once() / (CHUNK + TAG)).max(1);
        let mut sealed = vec![0; (skip + wanted).div_ceil(CHUNK).min(at_once) * (CHUNK + TAG)];
        let mut rest = &mut into[..wanted];
        while !rest.is_empty() {
            let chunks = (skip + rest.len()).div_ceil(CHUNK).min(at_once);
            let read = self.from.read_at(&mut sealed[..chunks * (CHUNK + TAG)], HEAD + chunk * SEALED)?;
            if read.div_ceil(CHUNK + TAG) < chunks {
                return Err(VaultError::Cut);
            }
            for one in sealed[..read].chunks_mut(CHUNK + TAG) {
                let length = one.len().checked_sub(TAG + skip).ok_or(VaultError::Cut)?.min(rest.len());
                let (here, after) = rest.split_at_mut(length);
                if length == one.len() - TAG {
                    self.open(chunk, one, here)?;
                } else {
                    // A part is taken out of the chunk opened where it lies: no second buffer is cleared and filled for it.
                    let nonce = self.cipher.nonce(chunk);
                    let plain = self.cipher.key.open_in_place(nonce, Aad::empty(), one);
                    let plain = plain.map_err(|_| VaultError::Altered { chunk })?;
                    here.copy_from_slice(&plain[skip..skip + length]);
                }
                (rest, skip, chunk) = (after, 0, chunk + 1);
            }
        }
        Ok(wanted)
    }

    /// Opens a chunk; nothing is in `plain` if it is not what was sealed.
    fn open(&self, chunk: u64, sealed: &[u8], plain: &mut [u8]) -> Result<(), VaultError> {
        let (body, tag) = sealed.split_at_checked(plain.len()).ok_or(VaultError::Cut)?;
        let opened =
            self.cipher.key.open_separate_gather(self.cipher.nonce(chunk), Aad::empty(), body, tag, plain);
        opened.map_err(|_| {
            plain.fill(0);
            VaultError::Altered { chunk }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sealed by `vectors/make.py`, an implementation of the specification with other libraries.
    #[test]
    fn a_foreign_implementation_seals_the_same() {
        let key: [u8; 32] = std::array::from_fn(|n| n as u8);
        let salt: [u8; SALT] = std::array::from_fn(|n| 0xa0 + n as u8);
        for (length, digest) in
            include_str!("../tests/vectors/chunked.txt").lines().map(|l| l.split_once(' ').unwrap())
        {
            let plain: Vec<u8> =
                (0..length.parse::<usize>().unwrap()).map(|n| (n * 7 + n / 256) as u8).collect();
            let mut to = Sealer::new(Vec::new(), &key, salt, b"workspace/object").unwrap();
            to.write_all(&plain).unwrap();
            let sealed = to.finish().unwrap();
            let found = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &sealed[1..]);
            assert_eq!(hex::encode(found), digest, "{length} bytes");
            let opened = Opened::new(Bytes(sealed), &key, b"workspace/object").unwrap();
            let mut back = vec![0; plain.len()];
            assert_eq!(opened.read_at(&mut back, 0).unwrap(), plain.len());
            assert_eq!(back, plain);
        }
    }

    struct Bytes(Vec<u8>);

    impl ReadAt for Bytes {
        fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
            self.0.as_slice().read_at(into, offset)
        }

        fn length(&self) -> io::Result<u64> {
            self.0.as_slice().length()
        }
    }
}
