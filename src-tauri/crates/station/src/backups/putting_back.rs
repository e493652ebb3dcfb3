//! The way back: a copy takes the book's place, and the people are told what that means for the goods.

use super::{attachments, folders};
use crate::settings::Settings;
use crate::station::LEDGER_FILE;
use crate::{Error, clock};
use domain::permission::Role;
use domain::{Message, TaskId, Value, sentences};
use ledger::backup::{self, Backup, Depth};
use ledger::restore::{self, Order, Restored};
use ledger::table::audit::{self, AuditRow};
use ledger::table::task::{self, NewTask, Severity};
use ledger::{OwnerLock, Transaction, sound};
use std::path::{Path, PathBuf};

sentences! {
    /// What a lead has to settle after it.
    pub enum RestoreTask in "task" {
        Restored = "restored" { copy: String, number: String, until: Value },
    }
}

sentences! {
    /// Why labels that waited in the copy are not printed by themselves.
    pub enum RestoreWhy in "doubt" {
        Restored = "restored" {},
    }
}

/// What was done.
#[derive(Clone, Debug)]
pub struct PutBack {
    /// As it is named in its folder, or its path.
    pub copy: String,
    pub restored: Restored,
}

/// Puts the named copy in the book's place: one by its name or its path, or without a name the newest good one,
/// that only when the book is not whole itself. What was there is kept aside.
///
/// # Errors
/// Another process owns the directory; there is no such copy; the copy is not good; the book is whole and no copy
/// is named. The book is as it was.
pub async fn put_back(data: &Path, wanted: Option<&str>) -> Result<PutBack, Error> {
    let owner = OwnerLock::take(data)?;
    let book = data.join(LEDGER_FILE);
    let backup = Settings::read(data).map(|settings| settings.backup).unwrap_or_default();
    let folders = folders(data, &backup);
    let (copy, path) = chosen(&book, &folders, wanted)?;
    let now_ms = clock::now_ms();
    let order = Order { ledger: book, copy: path.clone(), folders, now_ms, print_why_json: print_why() };
    let named = copy.clone();
    let restored =
        restore::run(&owner, &order, move |tx, restored| note(tx, &named, restored, now_ms)).await?;
    let kept = ledger_folder(&path).join(attachments::FOLDER);
    let damaged = attachments::carry(&kept, &data.join(attachments::FOLDER))
        .map_err(|source| Error::File { path: kept, source })?;
    for name in damaged {
        tracing::warn!(name, "an attachment of the copy is not what its name says, and was left there");
    }
    Ok(PutBack { copy, restored })
}

/// All copies that are looked for, the newest first.
///
/// # Errors
/// A folder that is there and cannot be read.
pub fn all(data: &Path) -> Result<Vec<Backup>, Error> {
    let backup = Settings::read(data).map(|settings| settings.backup).unwrap_or_default();
    let mut found = Vec::new();
    for folder in folders(data, &backup) {
        found.extend(backup::list(&folder)?);
    }
    found.sort_by_key(|copy| std::cmp::Reverse(copy.age_order()));
    found.dedup_by(|one, other| one.path == other.path);
    Ok(found)
}

/// What may take the place of a book that is not whole: the newest good copy, by its name; or what is left of the
/// book itself, by its path, where only its log is gone or damaged and no copy goes on farther.
pub fn rescue(book: &Path, folders: &[PathBuf]) -> Option<(String, PathBuf)> {
    let copy = backup::newest_good(folders);
    let reached = copy.as_ref().map(|copy| (copy.epoch, copy.sequence));
    let is_readable = book.exists() && sound::whole(book).is_ok_and(|difference| difference.is_none());
    let left = sound::mark(book).ok().filter(|_| is_readable);
    match left {
        Some(left) if Some((left.epoch, left.sequence)) >= reached => {
            Some((book.display().to_string(), book.to_owned()))
        }
        _ => copy.map(|copy| (copy.name, copy.path)),
    }
}

fn chosen(book: &Path, folders: &[PathBuf], wanted: Option<&str>) -> Result<(String, PathBuf), Error> {
    let Some(wanted) = wanted else {
        if is_whole(book, folders) {
            let why =
                "restore without a name: the book is whole. Name the copy to go back to; `--list` shows them";
            return Err(Error::Refused(why.to_owned()));
        }
        let rescue = rescue(book, folders);
        return rescue.ok_or_else(|| Error::NotFound { what: "a good copy of the book".to_owned() });
    };
    let as_path = PathBuf::from(wanted);
    if as_path.is_file() {
        return Ok((wanted.to_owned(), as_path));
    }
    let name = wanted.strip_suffix(".sqlite").unwrap_or(wanted);
    let named = folders.iter().filter_map(|folder| backup::list(folder).ok()).flatten();
    named.into_iter().find(|copy| copy.name == name).map(|copy| (copy.name, copy.path)).ok_or_else(|| {
        Error::NotFound { what: format!("a copy named {wanted}; `tallyman restore --list` shows them") }
    })
}

/// Nothing at all is wrong with it.
fn is_whole(book: &Path, folders: &[PathBuf]) -> bool {
    book.exists()
        && sound::look(book).is_ok()
        && backup::look_at(book, Depth::Whole).is_ok()
        && sound::against_copies(book, folders).is_ok()
}

fn note(tx: &Transaction<'_>, copy: &str, restored: &Restored, now_ms: i64) -> Result<(), ledger::Error> {
    let until = Value::Instant(restored.copy_last_entry_ms.unwrap_or(now_ms));
    let (copy, number) = (copy.to_owned(), restored.copy_ends_at.clone());
    let detail = serde_json::json!({
        "copy": copy, "ends_at": number, "book_ended_at": restored.book_ended_at, "epoch": restored.epoch,
    });
    let (seat, action, detail_json) = (String::new(), "restored".to_owned(), detail.to_string());
    audit::insert(tx, &AuditRow { at_ms: now_ms, operator: None, seat, action, detail_json })?;
    let message = RestoreTask::Restored { copy, number, until }.message();
    let new = NewTask {
        id: TaskId(clock::new_id()),
        kind: "restored".to_owned(),
        cause: format!("restored:{}", restored.epoch),
        message_json: json(&message),
        severity: Severity::Urgent,
        role: Role::Lead,
        entry: None,
        since_ms: now_ms,
    };
    task::raise(tx, &new).map(|_| ())
}

/// As the desk says it of a label in doubt.
fn print_why() -> String {
    let doubt = Value::Word(RestoreWhy::Restored {}.message().code);
    json(&crate::said::PrintWhy::Unknown { doubt }.message())
}

fn json(message: &Message) -> String {
    serde_json::to_string(message).expect("a message is plain data")
}

fn ledger_folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}
