//! Out-of-band headers of a stream.
#![expect(unsafe_code, reason = "a field that the binding does not reach")]

use std::slice;

use ffmpeg_the_third::Stream;

/// The codec's own header as the container keeps it (avcC, hvcC, …); empty when it keeps none.
pub(crate) fn extradata<'a>(stream: &Stream<'a>) -> &'a [u8] {
    // SAFETY: the parameters live as long as the stream's container, and nothing changes them while it is borrowed.
    unsafe {
        let parameters = stream.parameters().as_ptr();
        let (data, size) = ((*parameters).extradata, (*parameters).extradata_size);
        match usize::try_from(size) {
            Ok(size) if !data.is_null() => slice::from_raw_parts(data, size),
            _ => &[],
        }
    }
}
