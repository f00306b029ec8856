//! libass, the typesetter of captions, without fontconfig and without files: one font as bytes, one page of text at a
//! time, bitmaps back. Bindings to the twelve functions used, from `ass/ass.h` 0.17.
#![expect(unsafe_code, reason = "calls of a C library")]

use std::{
    ffi::{CString, c_char, c_double, c_int, c_longlong, c_uchar, c_void},
    ptr::{self, NonNull},
    slice,
};

#[repr(C)]
struct Library([u8; 0]);
#[repr(C)]
struct Renderer([u8; 0]);
#[repr(C)]
struct Track([u8; 0]);

/// The head of `ASS_Image`; libass only ever adds fields behind these.
#[repr(C)]
struct Image {
    width: c_int,
    height: c_int,
    stride: c_int,
    bitmap: *const c_uchar,
    colour: u32,
    x: c_int,
    y: c_int,
    next: *const Image,
}

/// `ASS_FONTPROVIDER_NONE`: no font but those given as bytes.
const NO_PROVIDER: c_int = 0;

type Message = unsafe extern "C" fn(c_int, *const c_char, *mut c_void, *mut c_void);

#[link(name = "ass")]
unsafe extern "C" {
    fn ass_library_init() -> *mut Library;
    fn ass_library_done(library: *mut Library);
    fn ass_set_message_cb(library: *mut Library, message: Message, data: *mut c_void);
    fn ass_add_font(library: *mut Library, name: *const c_char, data: *const c_char, size: c_int);
    fn ass_renderer_init(library: *mut Library) -> *mut Renderer;
    fn ass_renderer_done(renderer: *mut Renderer);
    fn ass_set_frame_size(renderer: *mut Renderer, width: c_int, height: c_int);
    fn ass_set_storage_size(renderer: *mut Renderer, width: c_int, height: c_int);
    fn ass_set_pixel_aspect(renderer: *mut Renderer, aspect: c_double);
    fn ass_set_fonts(
        renderer: *mut Renderer,
        file: *const c_char,
        family: *const c_char,
        provider: c_int,
        config: *const c_char,
        update: c_int,
    );
    fn ass_read_memory(
        library: *mut Library,
        text: *mut c_char,
        size: usize,
        page: *const c_char,
    ) -> *mut Track;
    fn ass_free_track(track: *mut Track);
    fn ass_render_frame(
        renderer: *mut Renderer,
        track: *mut Track,
        now: c_longlong,
        changed: *mut c_int,
    ) -> *const Image;
}

/// One bitmap to lay over the picture, in order: coverage 0 … 255 of one colour.
pub(crate) struct Mask {
    /// Left edge in the picture.
    pub(crate) x: usize,
    /// Top edge in the picture.
    pub(crate) y: usize,
    /// Pixels in a row.
    pub(crate) width: usize,
    /// Rows without gaps, `width` each.
    pub(crate) coverage: Vec<u8>,
    /// Red, green, blue, opacity.
    pub(crate) colour: [u8; 4],
}

/// Sets text in one font for pictures of one size.
pub(crate) struct Typesetter {
    library: NonNull<Library>,
    renderer: NonNull<Renderer>,
    size: (usize, usize),
}

// SAFETY: libass keeps no thread-local or global state; a library and its renderer may move between threads, and every
// call takes `&mut self`.
unsafe impl Send for Typesetter {}

impl Typesetter {
    /// A typesetter with one font, for pictures of `size` pixels each `aspect` times as wide as high. None when memory
    /// is short or a number does not fit.
    pub(crate) fn new(font: &[u8], family: &str, size: (u32, u32), aspect: f64) -> Option<Self> {
        let (width, height) = (c_int::try_from(size.0).ok()?, c_int::try_from(size.1).ok()?);
        let bytes = c_int::try_from(font.len()).ok()?;
        let family = CString::new(family).ok()?;
        // SAFETY: libass copies the font and the names; each handle is used after its null check only and is freed by
        // Drop (or here, when the second one cannot be made).
        unsafe {
            let library = NonNull::new(ass_library_init())?;
            ass_set_message_cb(library.as_ptr(), be_quiet, ptr::null_mut());
            ass_add_font(library.as_ptr(), c"caption".as_ptr(), font.as_ptr().cast(), bytes);
            let Some(renderer) = NonNull::new(ass_renderer_init(library.as_ptr())) else {
                ass_library_done(library.as_ptr());
                return None;
            };
            ass_set_frame_size(renderer.as_ptr(), width, height);
            ass_set_storage_size(renderer.as_ptr(), width, height);
            ass_set_pixel_aspect(renderer.as_ptr(), aspect);
            ass_set_fonts(renderer.as_ptr(), ptr::null(), family.as_ptr(), NO_PROVIDER, ptr::null(), 0);
            Some(Self { library, renderer, size: (size.0 as usize, size.1 as usize) })
        }
    }

    /// The bitmaps of a script at `now` milliseconds, clipped to the picture.
    pub(crate) fn set(&mut self, script: &str, now: i64) -> Vec<Mask> {
        let mut masks = Vec::new();
        let mut text = script.as_bytes().to_vec();
        // SAFETY: the text is copied by ass_read_memory; the images belong to the renderer and live until its next
        // call, which needs `&mut self`; the track is freed after the last look at them.
        unsafe {
            let track =
                ass_read_memory(self.library.as_ptr(), text.as_mut_ptr().cast(), text.len(), ptr::null());
            if track.is_null() {
                return masks;
            }
            let mut next = ass_render_frame(self.renderer.as_ptr(), track, now, ptr::null_mut());
            while let Some(image) = next.as_ref() {
                masks.extend(self.copy(image));
                next = image.next;
            }
            ass_free_track(track);
        }
        masks
    }

    /// INVARIANT: every mask lies inside the picture; what libass promises is checked, not believed.
    ///
    /// # Safety
    /// `image` must come from the renderer, before its next call.
    unsafe fn copy(&self, image: &Image) -> Option<Mask> {
        let positive = |n: c_int| usize::try_from(n).ok();
        let (x, y, stride) = (positive(image.x)?, positive(image.y)?, positive(image.stride)?);
        let width = positive(image.width)?.min(self.size.0.checked_sub(x)?).min(stride);
        let height = positive(image.height)?.min(self.size.1.checked_sub(y)?);
        if width == 0 || height == 0 || image.bitmap.is_null() {
            return None;
        }
        let mut coverage = Vec::with_capacity(width * height);
        for row in 0..height {
            // SAFETY: rows are `stride` apart, the last one may end after `width` (ass.h).
            coverage
                .extend_from_slice(unsafe { slice::from_raw_parts(image.bitmap.add(row * stride), width) });
        }
        // libass packs red first and transparency, not opacity, last.
        let [red, green, blue, clear] = image.colour.to_be_bytes();
        Some(Mask { x, y, width, coverage, colour: [red, green, blue, 255 - clear] })
    }
}

impl Drop for Typesetter {
    fn drop(&mut self) {
        // SAFETY: each handle is freed once, the renderer before its library.
        unsafe {
            ass_renderer_done(self.renderer.as_ptr());
            ass_library_done(self.library.as_ptr());
        }
    }
}

/// libass would print to the error output, caption text and all.
///
/// # Safety
/// None needed: the arguments are left alone. (A `va_list` parameter is a pointer on every target we build for.)
unsafe extern "C" fn be_quiet(_: c_int, _: *const c_char, _: *mut c_void, _: *mut c_void) {}
