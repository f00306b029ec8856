//! Reads `model.bin` of CTranslate2: a version, a name, variables, aliases. Foreign bytes: every length is checked.

use std::collections::BTreeMap;

use half::f16;

use super::ModelError;

/// The only layout of the file known here; older ones had other fields.
const VERSION: u32 = 6;
/// More variables than the largest Whisper (about 1,300) has.
const MOST_VARIABLES: u32 = 10_000;

/// A tensor of half-precision numbers.
#[derive(Clone, Debug)]
pub(super) struct Tensor<'a> {
    /// Dimensions, outermost first.
    pub(super) shape: Vec<usize>,
    /// Little-endian half-precision numbers, two bytes each.
    pub(super) data: &'a [u8],
}

impl<'a> Tensor<'a> {
    /// One of `of` equal parts along the first dimension.
    pub(super) fn part(&self, n: usize, of: usize) -> Option<Tensor<'a>> {
        let (&rows, rest) = self.shape.split_first()?;
        let len = self.data.len() / of;
        if rows % of != 0 || n >= of {
            return None;
        }
        let shape = std::iter::once(rows / of).chain(rest.iter().copied()).collect();
        Some(Tensor { shape, data: self.data.get(n * len..(n + 1) * len)? })
    }

    /// The numbers in single precision, little-endian.
    pub(super) fn widened(&self) -> Vec<u8> {
        let (pairs, _) = self.data.as_chunks::<2>();
        pairs.iter().flat_map(|pair| f16::from_le_bytes(*pair).to_f32().to_le_bytes()).collect()
    }
}

/// The half-precision variables of a file, by name; flags and other small things are left out.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<&str, Tensor<'_>>, ModelError> {
    let mut reader = Reader { rest: bytes };
    let version = reader.u32()?;
    if version != VERSION {
        return Err(not_ct2(format!("its version is {version}, only {VERSION} is read")));
    }
    let name = reader.name()?;
    if name != "WhisperSpec" {
        return Err(not_ct2(format!("it holds a {name:.40}, not a Whisper")));
    }
    reader.u32()?; // revision of the specification
    let count = reader.u32()?;
    if count > MOST_VARIABLES {
        return Err(not_ct2(format!("it claims {count} variables")));
    }
    let mut variables = BTreeMap::new();
    for _ in 0..count {
        let name = reader.name()?;
        let rank = reader.take(1)?[0];
        let shape = (0..rank).map(|_| reader.u32().map(|n| n as usize)).collect::<Result<Vec<_>, _>>()?;
        let kind = reader.take(1)?[0];
        let len = reader.u32()? as usize;
        let data = reader.take(len)?;
        if rank == 0 {
            continue; // a flag or a count
        }
        if kind != 4 {
            return Err(not_ct2(format!(
                "`{name:.80}` is not in half precision: convert with `--quantization float16`"
            )));
        }
        let numbers = shape.iter().try_fold(1usize, |n, &d| n.checked_mul(d));
        if numbers.and_then(|n| n.checked_mul(2)) != Some(len) {
            return Err(not_ct2(format!("`{name:.80}` is {len} bytes long, its shape says otherwise")));
        }
        variables.insert(name, Tensor { shape, data });
    }
    Ok(variables)
}

pub(super) fn not_ct2(why: String) -> ModelError {
    ModelError::NotCt2(why)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) =
            self.rest.split_at_checked(len).ok_or_else(|| not_ct2("it ends too early".into()))?;
        self.rest = rest;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.take(4)?;
        Ok(bytes.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b)))
    }

    /// A length of 16 bits, then a name that ends with a zero.
    fn name(&mut self) -> Result<&'a str, ModelError> {
        let bytes = self.take(2)?;
        let len = usize::from(bytes[0]) | usize::from(bytes[1]) << 8;
        let name = self.take(len)?;
        let name = name.strip_suffix(&[0]).unwrap_or(name);
        std::str::from_utf8(name).map_err(|_| not_ct2("a name in it is not text".into()))
    }
}
