//! Copies of the book on a schedule, with the files that belong to it, and the way back. A copy that fails is told
//! in the strip and tried again; nobody's work waits for it.

mod attachments;
mod putting_back;

pub use putting_back::{PutBack, RestoreTask, RestoreWhy, all, put_back, rescue};

use crate::context::{Context, Source};
use crate::said::Trouble;
use crate::settings;
use crate::station::{LEDGER_FILE, Station};
use domain::{Amount, Value};
use ledger::backup::{self, Backup, Depth, Keep};
use ledger::{Error, disk};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Below it no photos are taken, and the strip says so; entries are taken until nothing fits any more.
pub const LOW_ROOM_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// How often it is looked whether a copy is due. The first time so long after the start.
const LOOK: Duration = Duration::from_secs(30);
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A big book is copied once an hour at most: it costs the floor's commits some milliseconds.
const BIG_BYTES: u64 = 1024 * 1024 * 1024;
/// After a copy that failed.
const AGAIN_MS: i64 = MINUTE_MS;
/// One that fails may meet another one; after so many in a row somebody is told.
const PATIENCE: u32 = 3;

/// How the copies stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// The newest that this process made.
    pub newest: Option<Backup>,
    pub tried_at_ms: Option<i64>,
    pub failure_count: u32,
    /// Why the last one failed, after "could not".
    pub why: Option<String>,
}

/// Where copies are looked for: the settings' folder first, then the one beside the book.
pub fn folders(data: &Path, settings: &settings::Backup) -> Vec<PathBuf> {
    let beside = data.join(backup::FOLDER);
    settings.folder.iter().cloned().chain([beside]).collect()
}

/// Makes one copy, with the attachments, and takes away those that are superseded. Into `to` instead, when that is
/// given; nothing is taken away there. May be called beside a running station.
///
/// # Errors
/// As [`backup::make`].
pub fn make(
    data: &Path,
    settings: &settings::Backup,
    to: Option<&Path>,
    now_ms: i64,
    depth: Depth,
) -> Result<Backup, Error> {
    let folder = to.map_or_else(|| folders(data, settings)[0].clone(), Path::to_owned);
    let made = backup::make(&data.join(LEDGER_FILE), &folder, now_ms, depth)?;
    let damaged = attachments::carry(&data.join(attachments::FOLDER), &folder.join(attachments::FOLDER))
        .map_err(|error| Error::Backup { path: folder.clone(), why: error.to_string() })?;
    for name in damaged {
        tracing::warn!(name, "an attachment is not what its name says, and is not in the copy");
    }
    if to.is_none() {
        rotate(&folder, settings)?;
    }
    Ok(made)
}

fn rotate(folder: &Path, settings: &settings::Backup) -> Result<(), Error> {
    let count = |setting: u32| usize::try_from(setting).unwrap_or(usize::MAX);
    let keep = Keep {
        hourly: count(settings.keep_hourly),
        daily: count(settings.keep_daily),
        monthly: count(settings.keep_monthly),
    };
    let known = backup::list(folder)?;
    for gone in backup::superseded(&known, &keep) {
        if let Err(error) = std::fs::remove_file(&gone.path) {
            tracing::warn!(%error, name = gone.name, "a superseded copy stays");
        }
    }
    Ok(())
}

/// Runs beside the station: makes copies when they are due, and looks at the disk's room.
pub(crate) async fn keep(station: Arc<Station>) {
    let context = &station.context;
    let mut keeper = Keeper::default();
    loop {
        let is_asked = tokio::time::timeout(LOOK, context.copying.notified()).await.is_ok();
        look_at_room(context);
        keeper.look(context, is_asked).await;
    }
}

fn look_at_room(context: &Context) {
    match disk::free_bytes(&context.data) {
        Ok(free) if free < LOW_ROOM_BYTES => {
            context.set_trouble(Source::Disk, Some(Trouble::DiskLow { free: megabytes(free) }.message()));
        }
        Ok(_) => context.set_trouble(Source::Disk, None),
        Err(error) => tracing::debug!(%error, "the disk does not say how much room it has"),
    }
}

/// `1500 MB`.
pub(crate) fn megabytes(bytes: u64) -> Amount {
    Amount::new((bytes / 1024 / 1024).to_string(), "MB")
}

/// What the ledger's files looked like: size and time of book and log.
type Stamp = [Option<(u64, SystemTime)>; 2];

#[derive(Default)]
struct Keeper {
    /// Before the last good copy was begun.
    copied: Option<Stamp>,
}

impl Keeper {
    async fn look(&mut self, context: &Context, is_asked: bool) {
        let settings = context.settings().backup.clone();
        let (stamp, now_ms) = (stamp(context.ledger.path()), context.now_ms());
        let has_changed = self.copied != Some(stamp);
        let (newest, is_first_today) = known(context, &settings, now_ms);
        let health = context.backup_health();
        let size = stamp[0].map_or(0, |(size, _)| size);
        let every_ms = interval_ms(&settings, size);
        let is_due =
            has_changed && is_due(newest.as_ref().map(|copy| copy.made_at_ms), &health, now_ms, every_ms);
        if !is_asked && !is_due {
            return;
        }
        // The first of a day is the one that is kept: it is looked at whole.
        let depth = if is_first_today { Depth::Whole } else { Depth::Head };
        let data = context.data.clone();
        let made = tokio::task::spawn_blocking(move || make(&data, &settings, None, now_ms, depth)).await;
        let made = made.unwrap_or_else(|panic| Err(Error::Bug(panic.to_string())));
        if made.is_ok() {
            self.copied = Some(stamp);
        }
        say(context, health, made, newest, now_ms);
    }
}

fn say(context: &Context, before: Health, made: Result<Backup, Error>, newest: Option<Backup>, now_ms: i64) {
    let (health, trouble) = match made {
        Ok(copy) => {
            tracing::info!(name = copy.name, "the book was copied");
            (Health { newest: Some(copy), tried_at_ms: Some(now_ms), ..Health::default() }, None)
        }
        Err(error) => {
            tracing::error!(%error, "no copy of the book was made");
            let (failure_count, why) = (before.failure_count + 1, error.to_string());
            let is_grave = matches!(error, Error::Unsound { .. } | Error::Differs(_) | Error::Damaged { .. });
            let is_told = is_grave || failure_count >= PATIENCE;
            let since = newest.map(|copy| Value::Instant(copy.made_at_ms));
            let trouble = is_told.then(|| match since {
                Some(since) => Trouble::NoCopy { why: why.clone(), since }.message(),
                None => Trouble::NeverCopied { why: why.clone() }.message(),
            });
            let health = Health { failure_count, why: Some(why), tried_at_ms: Some(now_ms), ..before };
            (health, trouble)
        }
    };
    context.set_backup_health(health);
    context.set_trouble(Source::Backup, trouble);
}

/// The newest copy, and whether none of this day (UTC) is there yet.
fn known(context: &Context, settings: &settings::Backup, now_ms: i64) -> (Option<Backup>, bool) {
    let folders = folders(&context.data, settings);
    let copies = backup::list(&folders[0]).unwrap_or_default();
    let day = |at_ms: i64| crate::clock::day_of(at_ms, "UTC");
    let is_first = !copies.iter().any(|copy| day(copy.made_at_ms) == day(now_ms));
    (copies.into_iter().find(|copy| copy.before_version.is_none()), is_first)
}

fn interval_ms(settings: &settings::Backup, size: u64) -> i64 {
    let every_ms = i64::from(settings.every_min) * MINUTE_MS;
    if size > BIG_BYTES { every_ms.max(HOUR_MS) } else { every_ms }
}

/// A copy from the future says nothing: the clock was wrong then or is wrong now.
fn is_due(newest_ms: Option<i64>, health: &Health, now_ms: i64, every_ms: i64) -> bool {
    let within = |since_ms: i64, length_ms: i64| (0..length_ms).contains(&(now_ms - since_ms));
    let is_tried =
        health.failure_count > 0 && health.tried_at_ms.is_some_and(|at_ms| within(at_ms, AGAIN_MS));
    !is_tried && !newest_ms.is_some_and(|newest_ms| within(newest_ms, every_ms))
}

/// Looked at by name alone: opening the book a second time would give its locks away.
fn stamp(path: &Path) -> Stamp {
    let of = |path: &Path| {
        let file = std::fs::metadata(path).ok()?;
        Some((file.len(), file.modified().ok()?))
    };
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    [of(path), of(Path::new(&log))]
}

#[cfg(test)]
mod tests;
