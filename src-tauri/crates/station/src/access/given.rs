//! What lets somebody in, as it is listed and taken away again.

use super::note;
use crate::Error;
use crate::context::Context;
use ledger::read::tokens;
use ledger::table::token::{self, Token};

/// An access that lets somebody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Sixteen letters and digits; not the secret.
    pub id: String,
    pub token: Token,
}

/// All that let somebody in, the newest first.
///
/// # Errors
/// The ledger's.
pub async fn given(context: &Context) -> Result<Vec<Given>, Error> {
    let tokens = tokens::all(context.ledger.pool(), context.now_ms()).await?;
    Ok(tokens.into_iter().map(|token| Given { id: id_of(&token.hash), token }).collect())
}

/// Lets nobody in by it any more.
///
/// # Errors
/// [`Error::NotFound`] for an id that [`given`] does not list; the ledger's.
pub async fn end(context: &Context, id: &str) -> Result<(), Error> {
    let given = given(context).await?.into_iter().find(|given| given.id == id);
    let Given { token, .. } = given.ok_or_else(|| Error::NotFound { what: format!("an access {id}") })?;
    let now_ms = context.now_ms();
    let ended = context.ledger.writer().turn(move |tx| {
        let was_open = token::end(tx, &token.hash, now_ms)?;
        if was_open {
            note(tx, "access_ended", &token, now_ms)?;
        }
        Ok(())
    });
    Ok(ended.await?)
}

/// Names an access without telling anything of its secret.
fn id_of(hash: &[u8; 32]) -> String {
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
