//! Brings a picture of another size or format to the film's: scaled to fit, the rest black.

use ffmpeg_the_third::{filter, format::Pixel, frame};

use crate::{
    av::{Track, planes::share},
    job::Failure,
};

/// A scaler from one kind of picture to the film's.
pub(crate) struct Conform {
    graph: filter::Graph,
    from: (u32, u32, Pixel),
}

fn kind(picture: &frame::Video) -> (u32, u32, Pixel) {
    (picture.width(), picture.height(), picture.format())
}

/// `yuvj…` is `yuv…` with the range said twice.
fn plain(pixel: Pixel) -> Pixel {
    match pixel {
        Pixel::YUVJ420P => Pixel::YUV420P,
        Pixel::YUVJ422P => Pixel::YUV422P,
        Pixel::YUVJ444P => Pixel::YUV444P,
        other => other,
    }
}

impl Conform {
    /// Whether a picture must be changed at all.
    pub(crate) fn needed(picture: &frame::Video, film: &Track) -> bool {
        let (width, height) = film.size();
        (picture.width(), picture.height()) != (width, height)
            || plain(picture.format()) != plain(film.pixel())
    }

    /// Whether this scaler fits a picture.
    pub(crate) fn takes(&self, picture: &frame::Video) -> bool {
        self.from == kind(picture)
    }

    /// A scaler from pictures like `picture` to `film`.
    pub(crate) fn new(picture: &frame::Video, film: &Track) -> Result<Self, Failure> {
        let missing = || Failure::Ffmpeg("a filter is missing".into());
        let (width, height) = film.size();
        let from = kind(picture);
        let shape = picture.aspect_ratio();
        let (n, d) = (shape.numerator().max(1), shape.denominator().max(1));
        let pixel = film.pixel().descriptor().map_or("yuv420p", |d| d.name());
        let source = picture.format().descriptor().map_or("yuv420p", |d| d.name());
        let mut graph = filter::Graph::new();
        let input =
            format!("video_size={}x{}:pix_fmt={source}:time_base=1/1:pixel_aspect={n}/{d}", from.0, from.1);
        graph.add(&filter::find("buffer").ok_or_else(missing)?, "in", &input)?;
        graph.add(&filter::find("buffersink").ok_or_else(missing)?, "out", "")?;
        // Square pixels first, so that the picture keeps its shape; then as large as fits; then the rest.
        let chain = format!(
            "scale=w='trunc(iw*sar/2)*2':h=ih,setsar=1,\
             scale={width}:{height}:force_original_aspect_ratio=decrease:force_divisible_by=2,\
             pad={width}:{height}:-1:-1,format={pixel}"
        );
        graph.output("in", 0)?.input("out", 0)?.parse(&chain)?;
        graph.validate()?;
        Ok(Self { graph, from })
    }

    /// The picture as the film shows it. Its timestamp is not kept.
    pub(crate) fn run(&mut self, picture: &frame::Video) -> Result<frame::Video, Failure> {
        let missing = || Failure::Ffmpeg("a filter is missing".into());
        // Filters want rising times; each picture here is on its own.
        let mut picture = share(picture)?;
        picture.set_pts(None);
        // The filter takes the frame it is given; the caller may need the picture again.
        self.graph.get("in").ok_or_else(missing)?.source().add(&picture)?;
        let mut out = frame::Video::empty();
        self.graph.get("out").ok_or_else(missing)?.sink().frame(&mut out)?;
        Ok(out)
    }
}
