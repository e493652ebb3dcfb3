//! The folder that is watched: a file dropped there is taken in once its size stands still, then goes to `done/`, or
//! to `failed/` with a report beside it. Nothing is lost or overwritten. What was missed while nobody looked is
//! found at the start and every minute.

use super::names::{is_temporary, move_into};
use super::order::{self, Act};
use super::queue;
use super::view::ImportView;
use crate::context::{Context, Source};
use crate::said::{ImportSaid, ImportTask, Trouble};
use crate::settings;
use crate::station::Station;
use domain::Message;
use ledger::table::operator::{self, Operator};
use ledger::table::task::{self, NewTask, Severity};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const MINUTE: Duration = Duration::from_secs(60);
/// A file that is being copied rings with every block.
const BREATH: Duration = Duration::from_millis(100);
/// An empty file may be the beginning of a copy.
const EMPTY_SETTLE_MS: u64 = 60_000;

/// What a file looked like, and when it did so first.
type Stood = ((u64, Option<SystemTime>), u64);

/// Where is looked, and in whose name.
struct Place {
    folder: PathBuf,
    by: Operator,
    settle_ms: u64,
}

/// Runs beside the station. Settings count as soon as they are saved.
pub(crate) async fn watch(station: Arc<Station>) {
    let context = &station.context;
    let mut seen: HashMap<PathBuf, Stood> = HashMap::new();
    let mut watched: Option<(PathBuf, RecommendedWatcher)> = None;
    loop {
        let import = context.settings().import.clone();
        if watched.as_ref().map(|(folder, _)| folder) != import.folder.as_ref() {
            watched = import.folder.as_deref().and_then(|folder| bell(context, folder));
            seen.clear();
        }
        let is_settling = match place(context, &import).await {
            Ok(Some(place)) => {
                let looked = look(context, &place, &mut seen).await;
                say(context, looked.as_ref().err().map(|error| gone(&place.folder, error)));
                // A folder that was away and is back has to be watched anew.
                watched = watched.filter(|_| looked.is_ok());
                looked.unwrap_or(false).then_some(place.settle_ms)
            }
            Ok(None) => {
                say(context, None);
                None
            }
            Err(trouble) => {
                say(context, Some(trouble));
                None
            }
        };
        tokio::time::sleep(BREATH).await;
        let longest = is_settling.map_or(MINUTE, Duration::from_millis);
        let rung = tokio::time::timeout(longest, context.dropped.notified()).await;
        tracing::trace!(rung = rung.is_ok(), "the watched folder");
    }
}

/// Rings when something happens in the folder; without it every minute has to do.
fn bell(context: &Arc<Context>, folder: &Path) -> Option<(PathBuf, RecommendedWatcher)> {
    let ringing = context.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            ringing.dropped.notify_one();
        }
    });
    let begun = watcher.and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    match begun {
        Ok(watcher) => Some((folder.to_owned(), watcher)),
        Err(error) => {
            tracing::debug!(%error, folder = %folder.display(), "the folder is looked at every minute only");
            None
        }
    }
}

/// `None` where none is set.
async fn place(context: &Context, import: &settings::Import) -> Result<Option<Place>, Message> {
    let (Some(folder), Some(name)) = (&import.folder, &import.operator) else { return Ok(None) };
    let wanted = name.clone();
    let found = context.ledger.writer().turn(move |tx| operator::by_name(tx, &wanted)).await;
    let nobody = || Trouble::ImportNobody { operator: name.clone() }.message();
    let by = found.ok().flatten().ok_or_else(nobody)?;
    Ok(Some(Place { folder: folder.clone(), by, settle_ms: u64::from(import.settle_s) * 1_000 }))
}

fn say(context: &Context, trouble: Option<Message>) {
    context.set_trouble(Source::ImportFolder, trouble);
}

fn gone(folder: &Path, error: &io::Error) -> Message {
    let folder = folder.display().to_string();
    Trouble::ImportFolder { folder, problem: error.to_string() }.message()
}

/// Takes what stands still. True while something does not yet.
async fn look(context: &Arc<Context>, place: &Place, seen: &mut HashMap<PathBuf, Stood>) -> io::Result<bool> {
    let now_ms = context.monotonic_ms();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&place.folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // One that was taken away meanwhile is none.
        let Ok(found) = entry.metadata() else { continue };
        if found.is_file() && !is_temporary(&name) {
            files.push((entry.path(), (found.len(), found.modified().ok())));
        }
    }
    seen.retain(|path, _| files.iter().any(|(there, _)| there == path));
    files.sort();
    let mut is_settling = false;
    for (path, looks) in files {
        let stood = seen.entry(path.clone()).or_insert((looks, now_ms));
        if stood.0 != looks {
            *stood = (looks, now_ms);
        }
        let settle_ms = if looks.0 == 0 { place.settle_ms.max(EMPTY_SETTLE_MS) } else { place.settle_ms };
        if now_ms.saturating_sub(stood.1) < settle_ms {
            is_settling = true;
        } else {
            take(context, place, &path).await?;
            seen.remove(&path);
        }
    }
    Ok(is_settling)
}

/// One file, until it lies in one of the two folders; it stays where it is when the station stops under it, or
/// when it was saved again meanwhile.
async fn take(context: &Arc<Context>, place: &Place, path: &Path) -> io::Result<()> {
    let before = std::fs::metadata(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(kind) = exchange::naming::kind_of(&name) else {
        let known = super::known();
        let why = ImportSaid::KindUnknown { file: name.clone(), known };
        return fail(context, place, path, &words::say(&place.by.language, &why.message())).await;
    };
    let Some(room) = context.imports.room() else { return Ok(()) };
    let order = queue::order(context, Act::Import(kind), &name, place.by.id, "watch");
    let (data, kept, from) = (context.data.clone(), order.clone(), path.to_owned());
    let copied = tokio::task::spawn_blocking(move || {
        let mut file = std::fs::File::open(from)?;
        order::keep(&data, &kept, &mut file).map_err(io::Error::other)
    });
    copied.await.unwrap_or_else(|panic| Err(io::Error::other(panic)))?;
    let mut heard = room.take(order);
    let Ok(ended) = heard.wait_for(ImportView::has_ended).await.map(|view| view.clone()) else {
        return Ok(());
    };
    let after = std::fs::metadata(path)?;
    if (after.len(), after.modified().ok()) != (before.len(), before.modified().ok()) {
        return Ok(());
    }
    let Some(report) = ended.report else { return Ok(()) };
    if !report.is_good {
        return fail(context, place, path, &report.text).await;
    }
    // What was asked for twice says so; the rest speaks for itself.
    let text = (report.outcome == "already_applied").then_some(report.text.as_str());
    move_into(path, &place.folder.join("done"), text).map(|_| ())
}

/// The file goes aside with its report, and a lead is told.
async fn fail(context: &Context, place: &Place, path: &Path, text: &str) -> io::Result<()> {
    let moved = move_into(path, &place.folder.join("failed"), Some(text))?;
    let file = moved.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let now_ms = context.now_ms();
    let message = ImportTask::Failed { file: file.clone() }.message();
    let new = NewTask {
        id: domain::TaskId(crate::clock::new_id()),
        kind: "import_failed".to_owned(),
        cause: format!("import_failed:{file}"),
        message_json: serde_json::to_string(&message).expect("a message is plain data"),
        severity: Severity::Medium,
        role: domain::permission::Role::Lead,
        entry: None,
        since_ms: now_ms,
    };
    let raised = context.ledger.writer().turn(move |tx| task::raise(tx, &new)).await;
    context.changed.notify_one();
    raised.map(|_| ()).map_err(io::Error::other)
}
