//! How coarsely a decoded picture was coded.
#![expect(unsafe_code, reason = "side data laid out in C")]

use std::ffi::{c_int, c_uint};

use ffmpeg_the_third::{ffi, frame::Frame};

/// `AVVideoEncParams` of `libavutil/video_enc_params.h`, which the binding leaves out.
#[repr(C)]
struct Head {
    blocks: c_uint,
    blocks_offset: usize,
    block_size: usize,
    kind: c_int,
    quantiser: i32,
    by_plane: [[i32; 2]; 4],
}

/// `AVVideoBlockParams`, its first fields.
#[repr(C)]
struct Block {
    place: [c_int; 4],
    delta: i32,
}

/// Mean quantiser over the blocks of a picture, in the codec's own steps. None when the decoder does not tell (see
/// `Decoder::tell_quantisers`).
pub(crate) fn mean(frame: &Frame) -> Option<f64> {
    // SAFETY: FFmpeg lays `nb_blocks` blocks of `block_size` bytes behind the header, all inside the side data; the
    // block structure is read at that stride, never beyond its known first fields.
    unsafe {
        let side = ffi::av_frame_get_side_data(frame.as_ptr(), ffi::AVFrameSideDataType::VIDEO_ENC_PARAMS);
        let side = side.as_ref()?;
        let head = side.data.cast::<Head>().read_unaligned();
        let count = head.blocks as usize;
        if count == 0 {
            return Some(f64::from(head.quantiser));
        }
        let first = side.data.add(head.blocks_offset);
        let deltas: i64 = (0..count)
            .map(|i| i64::from(first.add(i * head.block_size).cast::<Block>().read_unaligned().delta))
            .sum();
        Some(f64::from(head.quantiser) + deltas as f64 / count as f64)
    }
}
