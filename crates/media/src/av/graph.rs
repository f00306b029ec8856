//! A chain of FFmpeg's own picture filters: one picture in, one picture out.

use ffmpeg_the_third::{Error, filter, frame};

/// Filters set up for pictures of one size and format.
pub(crate) struct Graph {
    inner: filter::Graph,
    like: Like,
}

/// What a filter chain must be rebuilt for.
#[derive(PartialEq)]
struct Like {
    format: ffmpeg_the_third::format::Pixel,
    size: (u32, u32),
    aspect: [i32; 2],
}

impl Like {
    fn of(picture: &frame::Video) -> Self {
        let aspect = picture.aspect_ratio();
        Self {
            format: picture.format(),
            size: (picture.width(), picture.height()),
            aspect: [aspect.numerator(), aspect.denominator()],
        }
    }
}

impl Graph {
    /// The chain `spec` (FFmpeg's filter language, ours alone: no foreign text comes here) for pictures like this one.
    ///
    /// # Errors
    /// What FFmpeg says of the chain.
    pub(crate) fn new(like: &frame::Video, spec: &str) -> Result<Self, Error> {
        let mut inner = filter::Graph::new();
        let about = Like::of(like);
        let name = about.format.descriptor().map_or("none", |d| d.name());
        let [num, den] = about.aspect;
        let arguments = format!(
            "video_size={}x{}:pix_fmt={name}:time_base=1/1000:pixel_aspect={}/{}",
            about.size.0,
            about.size.1,
            num.max(0),
            den.max(1),
        );
        let find = |name| filter::find(name).ok_or(Error::FilterNotFound);
        inner.add(&find("buffer")?, "in", &arguments)?;
        inner.add(&find("buffersink")?, "out", "")?;
        inner.output("in", 0)?.input("out", 0)?.parse(spec)?;
        inner.validate()?;
        Ok(Self { inner, like: about })
    }

    /// Whether the chain was made for pictures like this one.
    pub(crate) fn fits(&self, picture: &frame::Video) -> bool {
        self.like == Like::of(picture)
    }

    /// One picture through the chain.
    ///
    /// # Errors
    /// What FFmpeg says, short memory most likely.
    pub(crate) fn run(&mut self, picture: &frame::Video) -> Result<frame::Video, Error> {
        let mut filtered = frame::Video::empty();
        self.inner.get("in").ok_or(Error::FilterNotFound)?.source().add(picture)?;
        self.inner.get("out").ok_or(Error::FilterNotFound)?.sink().frame(&mut filtered)?;
        Ok(filtered)
    }
}
