//! What can go wrong around a file: the disk, the ledger, a program's mistake. What is wrong *in* a file is
//! no error but a refusal, in the report.

use std::path::{Path, PathBuf};

/// One for the crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("read {}: {source}; look whether it is still there and may be read", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("write {}: {source}; look whether the folder is there and has room", path.display())]
    Write {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("write the workbook {}: {source}", path.display())]
    Workbook {
        path: PathBuf,
        #[source]
        source: Box<rust_xlsxwriter::XlsxError>,
    },
    #[error("write {}: {name} is a folder of its own there; choose another name", path.display())]
    NotAFile { path: PathBuf, name: String },
    #[error("read what an import wrote about itself: {0}")]
    Stored(#[from] serde_json::Error),
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
}

impl Error {
    pub(crate) fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        move |source| Error::Read { path: path.to_owned(), source }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        move |source| Error::Write { path: path.to_owned(), source }
    }
}
