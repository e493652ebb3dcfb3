//! Who may come in by HTTP: bearer tokens, one-time pairing codes, and the cookies they become. A secret is made
//! from the system's chance, shown once, and kept only as its SHA-256; looking a hash up leaks no timing.
//! Holds no HTTP: the server maps headers to the secrets asked about here.

mod caller;
mod given;

use crate::Error;
use crate::context::Context;
use crate::seats::MAIN;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{OperatorId, OwnerId};
use ledger::Transaction;
use ledger::read::tokens;
use ledger::table::audit::{self, AuditRow};
use ledger::table::token::{self, Token, TokenKind};
use sha2::{Digest, Sha256};

pub use caller::{Caller, CallerKind, Scopes};
pub use given::{Given, end, given};

/// A pairing code is good for ten minutes and once.
const PAIRING_LIVES_MS: i64 = 10 * 60 * 1000;
/// A browser is paired for half a year.
pub const COOKIE_LIVES_MS: i64 = 180 * 24 * 60 * 60 * 1000;
/// The use of a token is noted once an hour: a look at stock is no write.
const NOTED_EVERY_MS: i64 = 60 * 60 * 1000;
const SECRET_BYTES: usize = 32;

/// What a new secret is for.
#[derive(Clone, Debug)]
pub struct Grant {
    pub name: String,
    pub scopes: Scopes,
    pub seat: Option<String>,
    pub operator: Option<OperatorId>,
    /// Bound to this owner's goods.
    pub owner: Option<OwnerId>,
    /// Milliseconds from now on; `None` until it is ended.
    pub lives_ms: Option<i64>,
}

/// A browser that became known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// Of its cookie.
    pub secret: String,
    /// Where it works.
    pub seat: String,
}

/// A new secret as text: 43 letters, digits, `-` and `_`.
///
/// # Errors
/// The system gives no chance.
pub fn new_secret() -> Result<String, Error> {
    Ok(URL_SAFE_NO_PAD.encode(chance::<SECRET_BYTES>()?))
}

/// Bytes of the system's own source of chance.
pub(crate) fn chance<const COUNT: usize>() -> Result<[u8; COUNT], Error> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).map_err(|error| Error::Refused(format!("make a secret: {error}")))?;
    Ok(bytes)
}

/// As kept.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Makes a token and gives its secret, which is shown once and kept nowhere.
///
/// # Errors
/// The ledger's; no chance from the system.
pub async fn issue_token(context: &Context, grant: Grant) -> Result<String, Error> {
    issue(context, TokenKind::Token, grant).await
}

/// A one-time code that a browser becomes paired with: for a seat of its own where none is named.
///
/// # Errors
/// As [`issue_token`].
pub async fn issue_pairing(context: &Context, seat: Option<String>) -> Result<String, Error> {
    let grant = Grant {
        name: "browser".to_owned(),
        scopes: Scopes::FACE,
        seat,
        operator: None,
        owner: None,
        lives_ms: Some(PAIRING_LIVES_MS),
    };
    issue(context, TokenKind::Pairing, grant).await
}

/// Uses a pairing code up and gives the secret of the browser's cookie; `None` for a code that is unknown, used
/// or too old.
///
/// # Errors
/// As [`issue_token`].
pub async fn pair(context: &Context, code: &str) -> Result<Option<Paired>, Error> {
    let (code, secret, now_ms) = (hash(code), new_secret()?, context.now_ms());
    if tokens::live(context.ledger.pool(), &code, now_ms).await?.is_none() {
        return Ok(None);
    }
    let cookie = hash(&secret);
    let paired = context.ledger.writer().turn(move |tx| {
        let Some(pairing) = token::live(tx, &code, now_ms)?.filter(|token| token.kind == TokenKind::Pairing)
        else {
            return Ok(None);
        };
        token::end(tx, &code, now_ms)?;
        let made = Token {
            hash: cookie,
            kind: TokenKind::Cookie,
            made_at_ms: now_ms,
            expires_at_ms: Some(now_ms + COOKIE_LIVES_MS),
            used_at_ms: None,
            ..pairing
        };
        insert(tx, &made)?;
        Ok(Some(made.seat))
    });
    Ok(paired.await?.map(|seat| Paired { secret, seat }))
}

/// The caller with this secret; `None` when it is unknown, ended, past its time, or of another kind.
///
/// # Errors
/// The ledger's.
pub async fn caller(
    context: &Context,
    kind: TokenKind,
    secret: &str,
) -> Result<Option<Caller>, ledger::Error> {
    let (hash, now_ms) = (hash(secret), context.now_ms());
    let found = tokens::live(context.ledger.pool(), &hash, now_ms).await?;
    let Some(token) = found.filter(|token| token.kind == kind) else { return Ok(None) };
    if token.used_at_ms.is_none_or(|used_at_ms| now_ms - used_at_ms > NOTED_EVERY_MS) {
        context.ledger.writer().turn(move |tx| token::note_use(tx, &hash, now_ms)).await?;
    }
    Ok(caller_of(token))
}

/// A name of a seat: one to forty letters, digits, `-` and `_`.
pub fn is_seat_name(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A row whose scopes nobody can read lets nobody in.
fn caller_of(token: Token) -> Option<Caller> {
    let kind = match token.kind {
        TokenKind::Token => CallerKind::Token,
        TokenKind::Cookie => CallerKind::Cookie,
        TokenKind::Pairing => return None,
    };
    let scopes = Scopes::parse(&token.scopes).ok()?;
    // A browser works at one seat; one that was paired before that was so works at the window's.
    let seat = match (kind, token.seat.as_str()) {
        (CallerKind::Cookie, "") => Some(MAIN.to_owned()),
        (_, "") => None,
        (_, seat) => Some(seat.to_owned()),
    };
    Some(Caller { kind, name: token.name, scopes, seat, operator: token.operator, owner: token.owner })
}

async fn issue(context: &Context, kind: TokenKind, grant: Grant) -> Result<String, Error> {
    if let Some(seat) = grant.seat.as_deref().filter(|seat| !is_seat_name(seat)) {
        return Err(Error::Refused(format!(
            "give access to the seat {seat:?}: a seat has a name of 1 to 40 letters, digits, - and _"
        )));
    }
    let (secret, now_ms) = (new_secret()?, context.now_ms());
    let made = Token {
        hash: hash(&secret),
        name: grant.name,
        kind,
        scopes: grant.scopes.text(),
        seat: grant.seat.unwrap_or_default(),
        operator: grant.operator,
        owner: grant.owner,
        made_at_ms: now_ms,
        expires_at_ms: grant.lives_ms.map(|lives_ms| now_ms + lives_ms),
        used_at_ms: None,
    };
    let issued = context.ledger.writer().turn(move |tx| {
        let seat = match made.kind {
            TokenKind::Pairing if made.seat.is_empty() => free_seat(tx)?,
            _ => made.seat.clone(),
        };
        insert(tx, &Token { seat, ..made })
    });
    issued.await?;
    Ok(secret)
}

/// A seat nobody works at: the window's is `main`, the first browser's `seat-2`.
fn free_seat(tx: &Transaction) -> Result<String, ledger::Error> {
    let taken = token::seats(tx)?;
    let mut names = (2..).map(|number| format!("seat-{number}"));
    Ok(names.find(|name| !taken.contains(name)).expect("numbers do not end"))
}

fn insert(tx: &Transaction, token: &Token) -> Result<(), ledger::Error> {
    token::insert(tx, token)?;
    note(tx, "access_given", token, token.made_at_ms)
}

fn note(tx: &Transaction, action: &str, token: &Token, at_ms: i64) -> Result<(), ledger::Error> {
    let detail = serde_json::json!({ "name": token.name, "kind": token.kind.text(), "scopes": token.scopes });
    audit::insert(
        tx,
        &AuditRow {
            at_ms,
            operator: token.operator,
            seat: token.seat.clone(),
            action: action.to_owned(),
            detail_json: detail.to_string(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_fit_into_a_link() {
        let (one, two) = (new_secret().unwrap(), new_secret().unwrap());
        assert_ne!(one, two, "chance does not repeat");
        assert_eq!(one.len(), 43, "32 bytes");
        assert!(
            one.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)),
            "nothing to escape: {one}"
        );
    }
}
