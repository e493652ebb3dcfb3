//! A write that came over HTTP under an `Idempotency-Key`: carried out once, and answered word for word the same
//! each time the key comes again. What is refused writes nothing, and its key may be used again.

use crate::context::Context;
use domain::Refusal;
use ledger::table::request::{self, Request};
use ledger::{Error, Transaction};
use serde::Serialize;
use uuid::Uuid;

/// What one write is known by.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The caller's own.
    pub id: Uuid,
    /// Of everything that was asked ([`crate::commands::fingerprint`]): the same key with another one is a mistake.
    pub fingerprint: [u8; 32],
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<R> {
    /// The answer as JSON.
    Done(String),
    /// Nothing was written.
    Refused(R),
    /// The key was used for something else.
    KeyReused,
}

/// Why nothing was written, where a refusal or one field of what was asked says it all.
#[derive(Clone, Debug, PartialEq)]
pub enum Not {
    Taken(Box<Refusal>),
    Field { field: &'static str, problem: String },
}

/// Why the work stopped; its savepoint takes everything back.
#[derive(Debug)]
pub enum Halt<R> {
    Refused(R),
    Fault(Error),
}

impl<R> From<Error> for Halt<R> {
    fn from(error: Error) -> Halt<R> {
        Halt::Fault(error)
    }
}

/// What stands in this field cannot be.
pub fn field(field: &'static str, problem: String) -> Halt<Not> {
    Halt::Refused(Not::Field { field, problem })
}

/// # Errors
/// The ledger's.
pub async fn once<A: Serialize, R: Send + 'static>(
    context: &Context,
    key: Key,
    now_ms: i64,
    work: impl FnOnce(&Transaction<'_>) -> Result<A, Halt<R>> + Send + 'static,
) -> Result<Outcome<R>, Error> {
    let done = context.ledger.writer().turn(move |tx| {
        let Key { id, fingerprint } = key;
        if let Some(before) = request::find(tx, id.as_bytes())? {
            let is_same = before.fingerprint == fingerprint;
            return Ok(if is_same { Outcome::Done(before.answer) } else { Outcome::KeyReused });
        }
        let carried_out = tx.savepoint(|tx| {
            let answer = serde_json::to_string(&work(tx)?).expect("an answer is plain data");
            let (key, kept) = (*id.as_bytes(), answer.clone());
            request::insert(tx, &Request { key, fingerprint, answer: kept, at_ms: now_ms })?;
            Ok(answer)
        });
        match carried_out {
            Ok(answer) => Ok(Outcome::Done(answer)),
            Err(Halt::Refused(refused)) => Ok(Outcome::Refused(refused)),
            Err(Halt::Fault(error)) => Err(error),
        }
    });
    let outcome = done.await?;
    context.changed.notify_one();
    Ok(outcome)
}
