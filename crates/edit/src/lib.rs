//! Scan to cut: reasons, presets, captions, exchange formats. Pure.
