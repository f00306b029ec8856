//! Tables as spreadsheets read them (RFC 4180).

/// Rows as CSV with CRLF. Every cell is quoted; one that a spreadsheet would take for a formula begins with an apostrophe.
pub fn csv(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().map(line).collect()
}

fn cell(text: &str) -> String {
    // Spreadsheets trim before they look.
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn cells_are_quoted_and_never_run() {
        let row = ["a,b", "say \"x\"", "=1+1", "+49", "-2", "@cmd", "\tx", "two\nlines", " =1"];
        let text = csv(&[row.map(str::to_owned).to_vec()]);
        assert_eq!(
            text,
            "\"a,b\",\"say \"\"x\"\"\",\"'=1+1\",\"'+49\",\"'-2\",\"'@cmd\",\"'\tx\",\"two\nlines\",\"' =1\"\r\n"
        );
    }
}
