//! What an unknown SKU or code of a place could have meant.

use crate::nearest::nearest;
use ledger::table::import::{catalogue, places};
use ledger::table::item;
use ledger::{Error, Transaction};

/// A SKU that lost its zeros, or has a slip of the finger in it.
pub(super) fn near_sku(tx: &Transaction, sku: &str) -> Result<Option<String>, Error> {
    if sku.bytes().all(|byte| byte.is_ascii_digit()) {
        for length in sku.len() + 1..=14 {
            let padded = format!("{sku:0>length$}");
            if let Some(found) = item::by_sku(tx, &padded)?.into_iter().next() {
                return Ok(Some(found.sku));
            }
        }
    }
    let Some((from, below)) = neighbourhood(sku) else { return Ok(None) };
    let near = catalogue::skus_between(tx, &from, &below)?;
    Ok(nearest(sku, near.iter().map(String::as_str)).map(str::to_owned))
}

/// The code of a place with a slip of the finger in it.
pub(super) fn near_code(tx: &Transaction, code: &str) -> Result<Option<String>, Error> {
    let Some((from, below)) = neighbourhood(code) else { return Ok(None) };
    let near = places::codes_between(tx, &from, &below)?;
    Ok(nearest(code, near.iter().map(String::as_str)).map(str::to_owned))
}

/// Texts that begin with the same letter, or the same two.
fn neighbourhood(text: &str) -> Option<(String, String)> {
    let begin: String = text.chars().take(if text.chars().count() > 3 { 2 } else { 1 }).collect();
    (!begin.is_empty()).then(|| (begin.clone(), format!("{begin}\u{10ffff}")))
}
