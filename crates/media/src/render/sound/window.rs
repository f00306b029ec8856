//! The window of a coded packet of AAC (ISO/IEC 14496-3 §4.4.2): where two packets overlap, one must end as the other
//! begins, or the aliasing that both carry does not cancel.

/// Which halves of a packet's window are long ones: first, second. None when the packet is not understood.
pub(crate) fn long_halves(packet: &[u8]) -> Option<(bool, bool)> {
    let mut at = 0;
    let mut take = |count: usize| -> Option<u32> {
        let value = (at..at + count).try_fold(0, |n, i| {
            let byte = *packet.get(i / 8)?;
            Some(n << 1 | u32::from(byte >> (7 - i % 8) & 1))
        });
        at += count;
        value
    };
    loop {
        match take(3)? {
            // Fill element: padding, or the encoder's signature.
            6 => {
                let mut size = take(4)?;
                if size == 15 {
                    size += take(8)? - 1;
                }
                for _ in 0..size {
                    take(8)?;
                }
            }
            // Single channel: tag, gain, then the window. Low-frequency channels are never short.
            0 => {
                take(4 + 8)?;
                break;
            }
            // Channel pair: tag; a common window comes at once, else the first channel's after its gain.
            1 => {
                take(4)?;
                if take(1)? == 0 {
                    take(8)?;
                }
                break;
            }
            _ => return None,
        }
    }
    // A reserved bit, then: only long, long start, eight short, long stop.
    take(1)?;
    Some(match take(2)? {
        0 => (true, true),
        1 => (true, false),
        2 => (false, false),
        _ => (false, true),
    })
}

#[cfg(test)]
mod tests {
    use super::long_halves;

    #[test]
    fn reads_the_window_of_single_channels_and_pairs() {
        // pair (001), tag 0000, common window 1, reserved 0, sequence, shape 1
        for (sequence, halves) in
            [(0u8, (true, true)), (1, (true, false)), (2, (false, false)), (3, (false, true))]
        {
            assert_eq!(long_halves(&[0b0010_0001, sequence << 5 | 1 << 4, 0]), Some(halves));
        }
        // single channel (000), tag, gain, reserved 0, sequence 3
        assert_eq!(long_halves(&[0, 0, 0b1100_0000]), Some((false, true)));
        // a fill element (110, count 1) and its byte, then the same
        assert_eq!(long_halves(&[0b1100_0010, 0, 0, 0b0000_0001, 0b1000_0000]), Some((false, true)));
        assert_eq!(long_halves(&[]), None);
        assert_eq!(long_halves(&[0xff]), None);
    }
}
