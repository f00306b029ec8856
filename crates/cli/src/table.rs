//! Columns that line up.

use unicode_width::UnicodeWidthStr;

use crate::console::{Console, Ink};

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows of cells.
pub(crate) struct Table {
    columns: Vec<Align>,
    rows: Vec<(Ink, Vec<String>)>,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(columns: &[Align]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// One more row; its last cell may be as long as it likes.
    pub(crate) fn row(&mut self, ink: Ink, cells: impl IntoIterator<Item = String>) {
        self.rows.push((ink, cells.into_iter().collect()));
    }

    /// The lines, each indented by two blanks.
    pub(crate) fn lines(&self, console: &Console) -> String {
        let width =
            |i: usize| self.rows.iter().filter_map(|(_, r)| r.get(i)).map(|c| c.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let mut out = String::new();
        for (ink, cells) in &self.rows {
            let mut line = String::from("  ");
            for (i, cell) in cells.iter().enumerate() {
                let room = widths.get(i).copied().unwrap_or(0).saturating_sub(cell.width());
                let blanks = " ".repeat(room);
                match self.columns.get(i) {
                    Some(Align::Right) => line += &format!("{blanks}{cell}"),
                    _ => line += &format!("{cell}{blanks}"),
                }
                line += "  ";
            }
            out += &console.ink(*ink, line.trim_end());
            out.push('\n');
        }
        out
    }
}
