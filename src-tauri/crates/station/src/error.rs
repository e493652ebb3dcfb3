//! What the station cannot do, and why. Messages read after "could not".

use domain::Message;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("read the settings{}: {problem}", line.map(|line| format!(" (line {line})")).unwrap_or_default())]
    Settings { line: Option<usize>, problem: String },
    #[error("use {}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error(
        "{source}. {}", rescue.as_ref().map_or_else(
            || "No good copy of it was found; keep this directory as it is and ask for help".to_owned(),
            |copy| format!("`tallyman restore {copy}` puts in its place what is good, and keeps this one aside")
        )
    )]
    Damaged { source: Box<ledger::Error>, rescue: Option<String> },
    #[error("work with the ledger: {0}")]
    Ledger(#[from] ledger::Error),
    #[error(transparent)]
    Exchange(#[from] exchange::Error),
    #[error("watch the settings file: {0}")]
    Watch(#[from] notify::Error),
    #[error("find {what}")]
    NotFound { what: String },
    /// A paper that is not drawn, and why.
    #[error("draw the paper: {}", words::say("en", message))]
    Undrawn { message: Message },
    #[error("{0}")]
    Refused(String),
}
