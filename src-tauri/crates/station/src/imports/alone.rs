//! One order without a station: for the command line, alone with the book. Killed in the middle it goes on at the
//! next start of the station, or when the same is asked again.

use super::order::{self, Act, Order};
use super::queue::language_of;
use super::run::{Done, carry_out};
use super::view::ImportView;
use crate::Error;
use crate::context::Context;
use exchange::OnProgress;
use std::path::Path;

/// Gives what became of it, with the report in the language of whoever asked. Never on a runtime of one thread:
/// it blocks.
///
/// # Errors
/// Faults of the disk or the ledger: what was written before stands.
pub async fn take_alone(
    context: &Context,
    order: &Order,
    file: &Path,
    on_progress: OnProgress<'_>,
) -> Result<(Done, String), Error> {
    let language = language_of(context, order.operator).await;
    let done = tokio::task::block_in_place(|| match order.act {
        // Nothing is begun: the file is looked at where it lies.
        Act::Check(_) => Ok::<_, Error>(carry_out(context, order, file, on_progress)?),
        Act::Import(_) => {
            let opened = std::fs::File::open(file);
            let mut from = opened.map_err(|source| Error::File { path: file.to_owned(), source })?;
            let kept = order::keep(&context.data, order, &mut from)?;
            let done = carry_out(context, order, &kept, on_progress)?;
            ended(context, order, done, &language)
        }
        Act::Undo(_) => {
            order::keep_without_file(&context.data, order)?;
            let done = carry_out(context, order, file, on_progress)?;
            ended(context, order, done, &language)
        }
    })?;
    let text = done.text(&language);
    Ok((done, text))
}

fn ended(context: &Context, order: &Order, done: Done, language: &str) -> Result<Done, Error> {
    if !done.is_interrupted() {
        order::end(&context.data, order.id, &ImportView::ended(order, &done, language))?;
    }
    Ok(done)
}
