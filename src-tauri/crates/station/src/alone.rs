//! The directory without its station: owned and opened for one command of the command line, no scanner, no printer,
//! no vendor beside it.

use crate::context::Context;
use crate::opening::open_book;
use crate::station::Options;
use crate::{Error, settings};
use ledger::OwnerLock;

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
        if !options.data.join(settings::FILE).exists() {
            let what = format!("a station in {}; name its directory with --data", options.data.display());
            return Err(Error::NotFound { what });
        }
        let (owner, context) = open_book(options).await?;
        Ok(Alone { context, _owner: owner })
    }

    /// # Errors
    /// The writer does not end.
    pub async fn close(self) -> Result<(), Error> {
        Ok(self.context.ledger.close().await?)
    }
}
