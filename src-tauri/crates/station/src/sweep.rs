//! Ends the promises whose time ran out, so that lists show what is so. Nobody waits for it: whoever looks at what
//! is free of an item ends the due ones of that item first.

use crate::context::Context;
use crate::station::Station;
use ledger::reserve::{self, SWEEP_LIMIT};
use std::sync::Arc;
use std::time::Duration;

/// How the sweeping stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Since the station started.
    pub ended_count: u64,
    pub swept_at_ms: Option<i64>,
    /// Why the last round failed, after "could not".
    pub why: Option<String>,
}

/// Runs beside the station until it stops. A setting that is saved counts from the next round on.
pub(crate) async fn keep(station: Arc<Station>) {
    let context = &station.context;
    let mut stopping = context.stopping.subscribe();
    loop {
        let every = Duration::from_secs(u64::from(context.settings().reservations.sweep_s));
        tokio::select! {
            // An error says that nobody can ask any more, which is the same.
            _ = stopping.wait_for(|is_stopping| *is_stopping) => return,
            () = tokio::time::sleep(every) => {}
        }
        let swept = sweep(context).await;
        if let Err(error) = &swept {
            tracing::warn!(%error, "promises whose time ran out were not ended; the next round tries again");
        }
        context.note_swept(swept);
    }
}

/// All that are due, a few hundred a turn, with scans in between; how many.
async fn sweep(context: &Context) -> Result<usize, ledger::Error> {
    let mut ended_count = 0;
    loop {
        let now_ms = context.now_ms();
        let ended = context.ledger.writer().turn(move |tx| reserve::sweep(tx, now_ms)).await?;
        ended_count += ended;
        if ended < SWEEP_LIMIT as usize {
            return Ok(ended_count);
        }
    }
}
