//! The directory without its station: owned and opened for one command of the command line, no scanner, no printer,
//! no vendor beside it.

use crate::context::Context;
use crate::settings::{self, Settings};
use crate::station::{LEDGER_FILE, Options};
use crate::{Error, clock, demo};
use domain::StationId;
use ledger::{Ledger, OpenOptions, OwnerLock};

pub struct Alone {
    pub context: Context,
    _owner: OwnerLock,
}

impl Alone {
    /// Takes a directory that has been a station's before.
    ///
    /// # Errors
    /// No station was ever there, another process owns it, or the ledger does not open.
    pub async fn open(options: Options) -> Result<Alone, Error> {
        let Options { data, wall_clock } = options;
        if !data.join(settings::FILE).exists() {
            let what = format!("a station in {}; name its directory with --data", data.display());
            return Err(Error::NotFound { what });
        }
        let owner = OwnerLock::take(&data)?;
        let settings = Settings::read(&data)?;
        let ledger = Ledger::open(OpenOptions {
            path: data.join(LEDGER_FILE),
            short_name: settings.station.short_name.clone(),
            station: StationId(clock::new_id()),
            now_ms: wall_clock(),
        })
        .await?;
        let context = Context::new(ledger, data, settings, wall_clock);
        demo::seed(&context).await?;
        Ok(Alone { context, _owner: owner })
    }

    /// # Errors
    /// The writer does not end.
    pub async fn close(self) -> Result<(), Error> {
        Ok(self.context.ledger.close().await?)
    }
}
