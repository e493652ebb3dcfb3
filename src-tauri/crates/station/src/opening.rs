//! Opening the book of a data directory: as its owner, and only when the file is whole.

use crate::context::Context;
use crate::settings::{self, Settings};
use crate::station::{LEDGER_FILE, Options, write_private};
use crate::{Error, backups, clock, date_doubt, demo};
use domain::StationId;
use ledger::{Ledger, OpenOptions, OwnerLock, restore, sound};
use std::path::{Path, PathBuf};

/// Owns the directory and opens its ledger, with whatever every ledger has; nothing runs beside it yet.
pub(crate) async fn open_book(options: Options) -> Result<(OwnerLock, Context), Error> {
    let Options { data, wall_clock } = options;
    let owner = OwnerLock::take(&data)?;
    if !data.join(settings::FILE).exists() {
        write_private(&data.join(settings::FILE), settings::TEMPLATE.as_bytes())?;
    }
    let settings = Settings::read(&data)?;
    let folders = backups::folders(&data, &settings.backup);
    let opened = open_ledger(&data, &settings, &folders, wall_clock()).await;
    let ledger = opened.map_err(|error| with_rescue(error, &data.join(LEDGER_FILE), &folders))?;
    let context = Context::new(ledger, data, settings, wall_clock);
    demo::seed(&context).await?;
    let (entry_ms, certain_ms) = context.ledger.writer().turn(|tx| date_doubt::begin(tx)).await?;
    context.timekeeper.begin(entry_ms, certain_ms, context.reading());
    Ok((owner, context))
}

/// The ledger of the directory, whole and as far as its copies, or nothing is written to it.
async fn open_ledger(
    data: &Path,
    settings: &Settings,
    folders: &[PathBuf],
    now_ms: i64,
) -> Result<Ledger, Error> {
    let path = data.join(LEDGER_FILE);
    restore::finish(&path)?;
    sound::look(&path)?;
    keep_private(&path)?;
    sound::against_copies(&path, folders)?;
    let short_name = settings.station.short_name.clone();
    Ok(Ledger::open(OpenOptions { path, short_name, station: StationId(clock::new_id()), now_ms }).await?)
}

/// A file that is not to be opened is told together with what can take its place.
fn with_rescue(error: Error, book: &Path, folders: &[PathBuf]) -> Error {
    use ledger::Error::{Damaged, Differs, NotALedger, Unsound};
    match error {
        Error::Ledger(source @ (Damaged { .. } | Differs(_) | NotALedger { .. } | Unsound { .. })) => {
            let rescue = backups::rescue(book, folders).map(|(name, _)| name);
            Error::Damaged { source: Box::new(source), rescue }
        }
        other => other,
    }
}

/// A file that is about to be made by somebody who would let others read it; what stands in it stays.
fn keep_private(path: &Path) -> Result<(), Error> {
    let failed = |source| Error::File { path: path.to_owned(), source };
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop).map_err(failed)
}
