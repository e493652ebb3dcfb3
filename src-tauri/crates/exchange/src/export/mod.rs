//! Lists out of the book into files: CSV or XLSX, with the headers that an import knows. What an import of
//! the same list would read is what stands there, so that it says "same" for every row.

mod item;
mod lists;
mod rows;
pub(crate) mod neutral;
mod sheet;

pub use lists::{List, columns};
pub use sheet::{Form, Separated};

use crate::Error;
use ledger::Ledger;
use sheet::Sheet;
use std::path::Path;

/// Writes a whole list to `path`, which holds it complete or is not touched. Gives the count of rows.
/// `language`: of headers and words. `now_ms`: stands in a workbook as its making.
///
/// # Errors
/// [`Error::Write`], [`Error::Workbook`], faults of the ledger.
pub async fn export_file(
    ledger: &Ledger,
    list: List,
    path: &Path,
    form: &Form,
    language: &str,
    now_ms: i64,
) -> Result<u64, Error> {
    let mut sheet = Sheet::begin(path, form, columns(list), (list.name(), language), now_ms)?;
    lists::write(ledger, list, &mut sheet, language).await?;
    sheet.end()
}
