//! Lists of the book as files, for the face and the command line.

use crate::context::Context;
use crate::{Error, clock};
use exchange::export::{Form, Separated, export_file};
use ledger::disk::private_folder;
use std::path::{Path, PathBuf};

pub use exchange::export::List;

/// In the data directory, while a list is being sent.
const FOLDER: &str = "run";

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ExportForm))]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Comma and decimal point, as other programs expect.
    #[default]
    Csv,
    /// Semicolon and decimal comma, as a spreadsheet set to Indonesian opens it.
    CsvIndonesian,
    Xlsx,
}

impl Wanted {
    /// By the ending of a file's name; CSV unless it says workbook.
    pub fn of(file: &Path) -> Wanted {
        let is_workbook = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        if is_workbook { Wanted::Xlsx } else { Wanted::Csv }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Wanted::Csv | Wanted::CsvIndonesian => "csv",
            Wanted::Xlsx => "xlsx",
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Wanted::Csv => "csv",
            Wanted::CsvIndonesian => "csv_indonesian",
            Wanted::Xlsx => "xlsx",
        }
    }

    fn form(self) -> Form {
        match self {
            Wanted::Csv => Form::Separated(Separated::PLAIN),
            Wanted::CsvIndonesian => Form::Separated(Separated::INDONESIAN),
            Wanted::Xlsx => Form::Workbook,
        }
    }
}

/// The list of this name, as in a command: `opening-stock` or `opening_stock`.
pub fn list(name: &str) -> Option<List> {
    List::ALL.into_iter().find(|list| list.name() == name.replace('-', "_"))
}

/// Writes a whole list to `path`, which holds it complete or is not touched. Gives the count of rows.
///
/// # Errors
/// The disk's; the ledger's.
pub async fn write(
    context: &Context,
    list: List,
    wanted: Wanted,
    path: &Path,
    language: &str,
) -> Result<u64, Error> {
    Ok(export_file(&context.ledger, list, path, &wanted.form(), language, context.now_ms()).await?)
}

/// The same into a file of its own, to be sent and taken away by the caller.
///
/// # Errors
/// As [`write`].
pub async fn make(context: &Context, list: List, wanted: Wanted, language: &str) -> Result<PathBuf, Error> {
    let folder = context.data.join(FOLDER);
    private_folder(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
    let path = folder.join(format!("export-{}.{}", clock::new_id(), wanted.ending()));
    write(context, list, wanted, &path, language).await?;
    Ok(path)
}
