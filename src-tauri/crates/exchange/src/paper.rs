//! A report in words: a text to be laid beside the file it is about, and a table of the refusals that a
//! spreadsheet opens.

use crate::Error;
use crate::column::Column;
use crate::export::neutral::guarded;
use crate::line::Refused;
use crate::report::{Report, UndoReport};
use crate::said::Headline;
use std::path::{Path, PathBuf};

/// Lines of a text before "and so many more".
const LINES: usize = 1_000;

/// The whole report as a text, line by line.
pub fn text(report: &Report, language: &str) -> String {
    let say = |headline: Headline| words::say(language, &headline.message());
    let mut lines = vec![say(report.headline())];
    lines.extend(report.refusal.iter().map(|why| words::say(language, why)));
    lines.extend(report.stuck.iter().map(|why| words::say(language, why)));
    for unknown in &report.unknown_columns {
        let column = unknown.name.clone();
        lines.push(say(match &unknown.nearest {
            Some(nearest) => Headline::UnknownColumnNear { column, nearest: nearest.clone() },
            None => Headline::UnknownColumn { column },
        }));
    }
    if !report.refused.is_empty() {
        lines.push(String::new());
    }
    for refused in report.refused.iter().take(LINES) {
        lines.push(format!("{} {}", say(place(refused)), words::say(language, &refused.why)));
    }
    let more = report.refused.len().saturating_sub(LINES);
    if more > 0 {
        lines.push(say(Headline::More { count: more as i64 }));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The same of an undoing.
pub fn undo_text(report: &UndoReport, language: &str) -> String {
    let mut lines = vec![words::say(language, &report.headline().message())];
    let reasons = report.refused.iter().chain(&report.kept).take(LINES);
    lines.extend(reasons.map(|why| words::say(language, why)));
    lines.push(String::new());
    lines.join("\n")
}

/// The refusals as a CSV table: line, cell, column, what is there, why.
pub fn table(report: &Report, language: &str) -> String {
    let header = [Column::Line, Column::Cell, Column::ColumnName, Column::Found, Column::Why];
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(header.map(|column| words::word(language, column.word())));
    written.expect("a table in memory takes every row of five cells");
    for refused in &report.refused {
        let why = words::say(language, &refused.why);
        let line = refused.line.to_string();
        let cells = [&line, &refused.cell, &refused.column, &refused.found, &why].map(|cell| guarded(cell));
        let written = writer.write_record(cells.iter().map(AsRef::as_ref));
        written.expect("a table in memory takes every row of five cells");
    }
    let bytes = writer.into_inner().expect("memory can be flushed");
    String::from_utf8(bytes).expect("only texts were written")
}

/// Lays the report beside its file: `items.csv` gets `items.csv.report.txt`. Gives where it stands.
///
/// # Errors
/// [`Error::Write`].
pub fn lay_beside(report: &Report, file: &Path, language: &str) -> Result<PathBuf, Error> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = file.with_file_name(format!("{name}.report.txt"));
    std::fs::write(&path, text(report, language)).map_err(Error::writing(&path))?;
    Ok(path)
}

fn place(refused: &Refused) -> Headline {
    Headline::Place {
        cell: refused.cell.clone(),
        line: i64::try_from(refused.line).unwrap_or(i64::MAX),
        column: refused.column.clone(),
        found: refused.found.clone(),
    }
}
