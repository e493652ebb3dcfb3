//! Files in: from the face, from the command line, from the folder that is watched. One at a time, whatever door they
//! came by; each is kept here until it is in the book or refused, so that a crash in the middle goes on at the next
//! start. What a file may say is the exchange's business.

mod order;
mod run;
mod queue;
mod names;
mod folder;
mod alone;
pub mod view;

pub use alone::take_alone;
pub use exchange::{Progress, Step, action};
pub use order::{Act, Order, Receiving};
pub use queue::{Imports, find, list, order, undo};
pub use run::{Done, carry_out};

pub(crate) use folder::watch;
pub(crate) use queue::work;

use ledger::table::import::ImportKind;

/// What the file is a list of: as it is said, or else by its name.
///
/// # Errors
/// The words for all kinds, when neither tells.
pub fn kind(said: Option<&str>, file_name: &str) -> Result<ImportKind, String> {
    let kind = match said {
        Some(said) => ImportKind::from_text(&said.replace('-', "_")),
        None => exchange::naming::kind_of(file_name),
    };
    kind.ok_or_else(known)
}

fn known() -> String {
    ImportKind::ALL.iter().map(|kind| kind.text()).collect::<Vec<_>>().join(", ")
}
