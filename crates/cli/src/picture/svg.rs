//! A scene as SVG that follows the reader's light or dark ground and needs no other file.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::png::encode;
use super::scene::{Scene, Shape, Tone};

/// Draws the scene.
pub(crate) fn draw(scene: &Scene) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _never = write_scene(scene, &mut out);
    out
}

fn write_scene(scene: &Scene, out: &mut String) -> std::fmt::Result {
    let (w, h) = (scene.width, scene.height);
    let title = escaped(&scene.title);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
         role=\"img\" aria-label=\"{title}\"><title>{title}</title>"
    )?;
    write!(out, "<style>text{{font-family:system-ui,'DejaVu Sans',sans-serif}}")?;
    palette(out, Tone::light)?;
    write!(out, "@media(prefers-color-scheme:dark){{")?;
    palette(out, Tone::dark)?;
    writeln!(out, "}}</style>")?;
    writeln!(out, "<rect class=\"ground\" width=\"{w}\" height=\"{h}\"/>")?;
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { x, y, w, h, tone, opacity } => {
                write!(
                    out,
                    "<rect class=\"{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"",
                    tone.class()
                )?;
                if *opacity < 100 {
                    write!(out, " opacity=\"{:.2}\"", f32::from(*opacity) / 100.0)?;
                }
                writeln!(out, "/>")?;
            }
            Shape::Bars { tone, bars } => {
                write!(out, "<path class=\"{}\" d=\"", tone.class())?;
                for (x, top, bottom) in bars {
                    write!(out, "M{x:.0} {top:.1}h1V{bottom:.1}h-1z")?;
                }
                writeln!(out, "\"/>")?;
            }
            Shape::Text { x, y, size, tone, bold, centred, text } => {
                let weight = if *bold { " font-weight=\"600\"" } else { "" };
                let anchor = if *centred { " text-anchor=\"middle\"" } else { "" };
                writeln!(
                    out,
                    "<text class=\"{}\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\"{weight}{anchor}>{}</text>",
                    tone.class(),
                    escaped(text)
                )?;
            }
            Shape::Image { x, y, w, h, picture } => {
                let Some(png) = encode(picture.width, picture.height, &picture.rgb) else { continue };
                writeln!(
                    out,
                    "<image x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" href=\"data:image/png;base64,{}\"/>",
                    STANDARD.encode(png)
                )?;
            }
        }
    }
    writeln!(out, "</svg>")
}

fn palette(out: &mut String, colour: impl Fn(Tone) -> [u8; 3]) -> std::fmt::Result {
    for tone in Tone::all() {
        let [r, g, b] = colour(tone);
        write!(out, ".{}{{fill:#{r:02x}{g:02x}{b:02x}}}", tone.class())?;
    }
    Ok(())
}

/// Text safe inside XML; characters XML cannot hold become the replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
