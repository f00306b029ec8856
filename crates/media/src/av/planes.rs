//! The samples of a picture, component by component, ready to be written to.
#![expect(unsafe_code, reason = "the planes of an FFmpeg picture as slices")]

use std::slice;

use ffmpeg_the_third::{Error, ffi, format::Pixel, frame};

/// Where the samples of one colour component lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Component {
    /// Which plane.
    pub(crate) plane: usize,
    /// Bytes from one sample to the next.
    pub(crate) step: usize,
    /// Bytes before the first.
    pub(crate) offset: usize,
    /// Unused low bits of the stored word.
    pub(crate) shift: u32,
    /// Used bits.
    pub(crate) depth: u32,
    /// Halvings of the width.
    pub(crate) halved: (u32, u32),
}

/// The components of a pixel format in the order Y, U, V (or R, G, B; or grey alone). Empty for formats whose samples
/// are not whole little-endian bytes or words: palettes, bit streams, big-endian, floats, hardware surfaces.
pub(crate) fn components(format: Pixel) -> Vec<Component> {
    let odd = ffi::AV_PIX_FMT_FLAG_BE
        | ffi::AV_PIX_FMT_FLAG_PAL
        | ffi::AV_PIX_FMT_FLAG_BITSTREAM
        | ffi::AV_PIX_FMT_FLAG_HWACCEL
        | ffi::AV_PIX_FMT_FLAG_BAYER
        | ffi::AV_PIX_FMT_FLAG_FLOAT;
    // SAFETY: the descriptor table is static; null is checked.
    let Some(about) = (unsafe { ffi::av_pix_fmt_desc_get(format.into()).as_ref() }) else {
        return Vec::new();
    };
    if about.flags & odd as u64 != 0 {
        return Vec::new();
    }
    // With three components or more the first three are colour; with one or two, the first is grey.
    let colours = if about.nb_components >= 3 { 3 } else { 1 };
    let chroma = (u32::from(about.log2_chroma_w), u32::from(about.log2_chroma_h));
    let rgb = is_rgb(format);
    let found: Vec<Component> = about.comp[..colours]
        .iter()
        .enumerate()
        .map(|(i, c)| Component {
            plane: c.plane as usize,
            step: c.step as usize,
            offset: c.offset as usize,
            shift: c.shift as u32,
            depth: c.depth as u32,
            halved: if i == 0 || rgb { (0, 0) } else { chroma },
        })
        .collect();
    // A word packing several components (rgb565, y210's shifts are fine) shares bytes: those are left out as well.
    let whole = |c: &Component| (8..=16).contains(&c.depth) && c.depth + c.shift <= 16;
    if found.iter().all(whole) { found } else { Vec::new() }
}

/// Whether the components are red, green and blue.
pub(crate) fn is_rgb(format: Pixel) -> bool {
    // SAFETY: as in `components`.
    unsafe { ffi::av_pix_fmt_desc_get(format.into()).as_ref() }
        .is_some_and(|about| about.flags & ffi::AV_PIX_FMT_FLAG_RGB as u64 != 0)
}

/// Rows of one plane.
pub(crate) struct Plane<'a> {
    /// All bytes.
    pub(crate) bytes: &'a mut [u8],
    /// Bytes from one row to the next.
    pub(crate) stride: usize,
}

/// The planes of a picture, for writing. A picture that the decoder still refers to is copied first.
///
/// # Errors
/// Short memory, or a picture stored upside down.
pub(crate) fn planes_mut(frame: &mut frame::Video) -> Result<Vec<Plane<'_>>, Error> {
    let heights: Vec<usize> = (0..frame.planes()).map(|i| frame.plane_height(i) as usize).collect();
    // SAFETY: a plain call on a picture with buffers.
    let writable = unsafe { ffi::av_frame_make_writable(frame.as_mut_ptr()) };
    if writable < 0 {
        return Err(Error::from(writable));
    }
    heights
        .into_iter()
        .enumerate()
        .map(|(i, height)| {
            // SAFETY: FFmpeg guarantees `linesize × rows` bytes in each plane; the planes of one picture do not
            // overlap, and the borrow of `frame` lasts as long as the slices.
            unsafe {
                let raw = frame.as_mut_ptr();
                let (data, stride) = ((*raw).data[i], (*raw).linesize[i]);
                let stride = usize::try_from(stride).map_err(|_| Error::InvalidData)?;
                if data.is_null() {
                    return Err(Error::InvalidData);
                }
                Ok(Plane { bytes: slice::from_raw_parts_mut(data, stride * height), stride })
            }
        })
        .collect()
}

/// A second picture over the same buffers.
///
/// # Errors
/// Short memory.
pub(crate) fn share(frame: &frame::Video) -> Result<frame::Video, Error> {
    let mut shared = frame::Video::empty();
    // SAFETY: the new picture is blank; on failure it stays so.
    let done = unsafe { ffi::av_frame_ref(shared.as_mut_ptr(), frame.as_ptr()) };
    if done < 0 { Err(Error::from(done)) } else { Ok(shared) }
}

/// Sets the width of a pixel over its height: the container's word overrides the one among the pictures.
pub(crate) fn set_aspect(frame: &mut frame::Video, [across, down]: [u32; 2]) {
    let aspect = ffi::AVRational { num: across as i32, den: down as i32 };
    // SAFETY: a plain field of a live frame, of which `frame` is the only owner.
    unsafe { (*frame.as_mut_ptr()).sample_aspect_ratio = aspect };
}

/// Leaves of a picture the `width` × `height` samples from `x`, `y` on; no sample is moved. Offsets must be whole
/// chroma samples.
///
/// # Errors
/// When the part lies outside the picture.
pub(crate) fn crop(
    frame: &mut frame::Video,
    [x, y]: [u32; 2],
    [width, height]: [u32; 2],
) -> Result<(), Error> {
    let beyond = |at: u32, size: u32, all: u32| all.checked_sub(at)?.checked_sub(size);
    let (Some(right), Some(bottom)) = (beyond(x, width, frame.width()), beyond(y, height, frame.height()))
    else {
        return Err(Error::InvalidData);
    };
    // SAFETY: the four margins are inside the picture, as just checked; FFmpeg moves the plane pointers by them.
    let done = unsafe {
        let raw = frame.as_mut_ptr();
        (*raw).crop_left = x as usize;
        (*raw).crop_top = y as usize;
        (*raw).crop_right = right as usize;
        (*raw).crop_bottom = bottom as usize;
        ffi::av_frame_apply_cropping(raw, ffi::AV_FRAME_CROP_UNALIGNED.0 as i32)
    };
    if done < 0 { Err(Error::from(done)) } else { Ok(()) }
}
