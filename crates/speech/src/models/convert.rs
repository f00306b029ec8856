//! From CTranslate2's `model.bin` to whisper.cpp's `ggml-*.bin`: the same numbers under the original's names.
//!
//! CTranslate2 joins query, key and value into one matrix; they are parted again, and the key's bias, which is zero
//! by design, is left out. One-dimensional tensors, the biases of the convolutions and both position tables are
//! stored in single precision, everything else as it is.

use std::{collections::BTreeMap, io::Write};

use super::{
    ModelError,
    ct2::{self, Tensor, not_ct2},
    ggml::{Hyper, MAGIC},
    mel, vocabulary,
};

/// No Whisper has more.
const LAYERS: u32 = 64;

/// Writes the model as ggml.
pub(super) fn convert(model: &[u8], words: &str, out: &mut impl Write) -> Result<Hyper, ModelError> {
    let variables = ct2::read(model)?;
    let vocabulary = vocabulary::read(words)?;
    let source = Source(&variables);
    let hyper = source.hyper()?;
    if vocabulary.all != hyper.vocabulary as usize {
        return Err(not_ct2(format!(
            "its vocabulary has {} tokens, its weights {}",
            vocabulary.all, hyper.vocabulary
        )));
    }
    let bank = mel::bank(hyper.mels as usize)?;
    let mut out = Out(out);
    out.numbers(&[MAGIC])?;
    out.numbers(&hyper.fields())?;
    out.numbers(&[hyper.mels, mel::BINS as u32])?;
    out.bytes(&bank)?;
    out.numbers(&[vocabulary.tokens.len() as u32])?;
    for token in &vocabulary.tokens {
        out.numbers(&[token.len() as u32])?;
        out.bytes(token)?;
    }
    for (name, tensor) in source.tensors(&hyper)? {
        out.tensor(&name, &tensor)?;
    }
    Ok(hyper)
}

struct Source<'a>(&'a BTreeMap<&'a str, Tensor<'a>>);

type Named<'a> = Vec<(String, Tensor<'a>)>;

impl<'a> Source<'a> {
    fn get(&self, name: &str) -> Result<Tensor<'a>, ModelError> {
        self.0.get(name).cloned().ok_or_else(|| not_ct2(format!("it lacks `{name}`")))
    }

    /// Rows and columns of a matrix.
    fn size(&self, name: &str) -> Result<[u32; 2], ModelError> {
        match self.get(name)?.shape[..] {
            [rows, columns, ..] => Ok([rows as u32, columns as u32]),
            _ => Err(not_ct2(format!("`{name}` is not a matrix"))),
        }
    }

    fn layers(&self, side: &str) -> u32 {
        (0..LAYERS)
            .take_while(|n| self.0.contains_key(&*format!("{side}/layer_{n}/ffn/linear_0/weight")))
            .count() as u32
    }

    fn hyper(&self) -> Result<Hyper, ModelError> {
        let [vocabulary, text_state] = self.size("decoder/embeddings/weight")?;
        let [audio_context, audio_state] = self.size("encoder/position_encodings/encodings")?;
        let [text_context, _] = self.size("decoder/position_encodings/encodings")?;
        let [_, mels] = self.size("encoder/conv1/weight")?;
        let hyper = Hyper {
            vocabulary,
            audio_context,
            audio_state,
            audio_heads: audio_state / 64,
            audio_layers: self.layers("encoder"),
            text_context,
            text_state,
            text_heads: text_state / 64,
            text_layers: self.layers("decoder"),
            mels,
            format: 1, // most tensors in half precision
        };
        hyper.check().map_err(not_ct2)?;
        Ok(hyper)
    }

    /// Every tensor under its original name, in the order in which the original's files hold them.
    fn tensors(&self, hyper: &Hyper) -> Result<Named<'a>, ModelError> {
        let mut all = Vec::new();
        let mut one = |to: &str, from: &str| -> Result<(), ModelError> {
            all.push((to.to_owned(), self.get(from)?));
            Ok(())
        };
        one("decoder.positional_embedding", "decoder/position_encodings/encodings")?;
        one("encoder.positional_embedding", "encoder/position_encodings/encodings")?;
        one("decoder.token_embedding.weight", "decoder/embeddings/weight")?;
        for layer in 0..hyper.text_layers {
            self.layer("decoder", layer, &mut all)?;
        }
        self.norm("decoder.ln", "decoder/layer_norm", &mut all)?;
        for conv in ["conv1", "conv2"] {
            all.push((format!("encoder.{conv}.weight"), self.get(&format!("encoder/{conv}/weight"))?));
            let mut bias = self.get(&format!("encoder/{conv}/bias"))?;
            bias.shape.push(1);
            all.push((format!("encoder.{conv}.bias"), bias));
        }
        for layer in 0..hyper.audio_layers {
            self.layer("encoder", layer, &mut all)?;
        }
        self.norm("encoder.ln_post", "encoder/layer_norm", &mut all)?;
        Ok(all)
    }

    fn layer(&self, side: &str, layer: u32, all: &mut Named<'a>) -> Result<(), ModelError> {
        let (to, from) = (format!("{side}.blocks.{layer}"), format!("{side}/layer_{layer}"));
        let own = format!("{from}/self_attention");
        self.norm(&format!("{to}.mlp_ln"), &format!("{from}/ffn/layer_norm"), all)?;
        self.linear(&format!("{to}.mlp.0"), &format!("{from}/ffn/linear_0"), all)?;
        self.linear(&format!("{to}.mlp.2"), &format!("{from}/ffn/linear_1"), all)?;
        self.norm(&format!("{to}.attn_ln"), &format!("{own}/layer_norm"), all)?;
        self.parts(&format!("{to}.attn"), &format!("{own}/linear_0"), &["query", "key", "value"], all)?;
        self.linear(&format!("{to}.attn.out"), &format!("{own}/linear_1"), all)?;
        if side == "decoder" {
            let cross = format!("{from}/attention");
            self.norm(&format!("{to}.cross_attn_ln"), &format!("{cross}/layer_norm"), all)?;
            self.linear(&format!("{to}.cross_attn.query"), &format!("{cross}/linear_0"), all)?;
            self.parts(&format!("{to}.cross_attn"), &format!("{cross}/linear_1"), &["key", "value"], all)?;
            self.linear(&format!("{to}.cross_attn.out"), &format!("{cross}/linear_2"), all)?;
        }
        Ok(())
    }

    fn linear(&self, to: &str, from: &str, all: &mut Named<'a>) -> Result<(), ModelError> {
        for field in ["weight", "bias"] {
            all.push((format!("{to}.{field}"), self.get(&format!("{from}/{field}"))?));
        }
        Ok(())
    }

    fn norm(&self, to: &str, from: &str, all: &mut Named<'a>) -> Result<(), ModelError> {
        for (field, greek) in [("weight", "gamma"), ("bias", "beta")] {
            all.push((format!("{to}.{field}"), self.get(&format!("{from}/{greek}"))?));
        }
        Ok(())
    }

    /// Parts a joined projection.
    fn parts(&self, to: &str, from: &str, names: &[&str], all: &mut Named<'a>) -> Result<(), ModelError> {
        for (n, name) in names.iter().enumerate() {
            for field in ["weight", "bias"] {
                if (*name, field) == ("key", "bias") {
                    continue;
                }
                let whole = self.get(&format!("{from}/{field}"))?;
                let part = whole.part(n, names.len()).ok_or_else(|| {
                    not_ct2(format!("`{from}/{field}` cannot be parted in {}", names.len()))
                })?;
                all.push((format!("{to}.{name}.{field}"), part));
            }
        }
        Ok(())
    }
}

/// Writes ggml's fields.
struct Out<'w, W: Write>(&'w mut W);

impl<W: Write> Out<'_, W> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), ModelError> {
        self.0.write_all(bytes).map_err(ModelError::io("while writing the model"))
    }

    fn numbers(&mut self, numbers: &[u32]) -> Result<(), ModelError> {
        numbers.iter().try_for_each(|n| self.bytes(&n.to_le_bytes()))
    }

    fn tensor(&mut self, name: &str, tensor: &Tensor<'_>) -> Result<(), ModelError> {
        let single = tensor.shape.len() == 1
            || name.ends_with("positional_embedding")
            || matches!(name, "encoder.conv1.bias" | "encoder.conv2.bias");
        self.numbers(&[tensor.shape.len() as u32, name.len() as u32, u32::from(!single)])?;
        // ggml counts dimensions from the innermost.
        for &dimension in tensor.shape.iter().rev() {
            self.numbers(&[dimension as u32])?;
        }
        self.bytes(name.as_bytes())?;
        if single { self.bytes(&tensor.widened()) } else { self.bytes(tensor.data) }
    }
}
