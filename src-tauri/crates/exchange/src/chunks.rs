//! The lines of a file in chunks, as they are checked and applied: one chunk is in memory at a time.

use crate::Error;
use crate::line::Line;
use crate::reading::{Stop, Survey, each_record};
use crate::said::Whole;
use ledger::table::import::ImportKind;
use std::ops::ControlFlow;
use std::path::Path;

/// How many lines are one turn, far below the thousand that an entry may hold: a scan waits that long at
/// most. Fewer where one line is more work to undo.
pub(crate) fn lines_of(kind: ImportKind) -> u32 {
    match kind {
        ImportKind::Locations => 100,
        _ => 200,
    }
}

/// Gives each chunk with its number, from `first` on, until `step` breaks off. `Some` when the file cannot
/// be read to its end.
pub(crate) fn each_chunk(
    path: &Path,
    survey: &Survey,
    chunk_lines: u32,
    first: u32,
    step: &mut dyn FnMut(u32, Vec<Line>) -> Result<ControlFlow<()>, Error>,
) -> Result<Option<Whole>, Error> {
    let mut lines: Vec<Line> = Vec::new();
    let mut index = 0;
    let mut is_broken_off = false;
    let header_row = survey.header.row;
    let read = each_record(path, &survey.format, &mut |record| {
        if record.row <= header_row {
            return Ok(ControlFlow::Continue(()));
        }
        let chunk = index / chunk_lines;
        if chunk >= first {
            lines.push(Line { index, record });
        }
        index += 1;
        if index % chunk_lines != 0 || lines.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let flow = step(chunk, std::mem::take(&mut lines)).map_err(Stop::Fault)?;
        is_broken_off = flow.is_break();
        Ok(flow)
    });
    match read {
        Ok(()) if lines.is_empty() || is_broken_off => Ok(None),
        // The last one: whatever it answers, nothing follows.
        Ok(()) => step((index - 1) / chunk_lines, lines).map(|_| None),
        Err(Stop::Refused(why)) => Ok(Some(why)),
        Err(Stop::Fault(error)) => Err(error),
    }
}
