//! Reading a column into the domain's types. A value that does not fit is a damaged file, never a default.

use domain::tare::Tare;
use domain::{Quantity, Ratio};
use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{Result, Row};
use uuid::Uuid;

pub(crate) fn uuid(row: &Row<'_>, index: usize) -> Result<Uuid> {
    Ok(Uuid::from_bytes(row.get(index)?))
}

pub(crate) fn maybe_uuid(row: &Row<'_>, index: usize) -> Result<Option<Uuid>> {
    Ok(row.get::<_, Option<[u8; 16]>>(index)?.map(Uuid::from_bytes))
}

pub(crate) fn quantity(row: &Row<'_>, index: usize) -> Result<Quantity> {
    Quantity::from_millionths(row.get(index)?).map_err(|error| unfit(index, Type::Integer, error))
}

/// Millionths of a kilogram.
pub(crate) fn maybe_tare(row: &Row<'_>, index: usize) -> Result<Option<Tare>> {
    if row.get_ref(index)? == rusqlite::types::ValueRef::Null {
        return Ok(None);
    }
    let weight = quantity(row, index)?;
    Tare::of_kg(weight).map(Some).map_err(|error| unfit(index, Type::Integer, error))
}

/// Two columns: numerator, then denominator.
pub(crate) fn ratio(row: &Row<'_>, index: usize) -> Result<Ratio> {
    let (numerator, denominator) = (row.get(index)?, row.get(index + 1)?);
    Ratio::new(numerator, denominator)
        .ok_or_else(|| unfit(index, Type::Integer, Unfit(format!("{numerator}/{denominator}"))))
}

/// One of a closed list of words.
pub(crate) fn word<T>(row: &Row<'_>, index: usize, from_text: impl FnOnce(&str) -> Option<T>) -> Result<T> {
    let text = row.get_ref(index)?.as_str()?;
    from_text(text).ok_or_else(|| unfit(index, Type::Text, Unfit(text.to_owned())))
}

pub(crate) fn date(row: &Row<'_>, index: usize) -> Result<Date> {
    row.get_ref(index)?.as_str()?.parse().map_err(|error: jiff::Error| unfit(index, Type::Text, error))
}

pub(crate) fn maybe_date(row: &Row<'_>, index: usize) -> Result<Option<Date>> {
    match row.get_ref(index)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => date(row, index).map(Some),
    }
}

/// `[["en","Salt"],["id","Garam"]]`, as the statements gather an item's names; by language. Sorted here,
/// because SQLite would fill a table of its own for it, on every look-up.
pub(crate) fn names(row: &Row<'_>, index: usize) -> Result<Vec<(String, String)>> {
    let mut names: Vec<(String, String)> = serde_json::from_str(row.get_ref(index)?.as_str()?)
        .map_err(|error| unfit(index, Type::Text, error))?;
    names.sort_unstable();
    Ok(names)
}

/// `["08991234567890","TLNX"]`.
pub(crate) fn texts(row: &Row<'_>, index: usize) -> Result<Vec<String>> {
    serde_json::from_str(row.get_ref(index)?.as_str()?).map_err(|error| unfit(index, Type::Text, error))
}

pub(crate) fn unfit(
    index: usize,
    kind: Type,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, kind, Box::new(error))
}

#[derive(Debug, thiserror::Error)]
#[error("{0:?} is none of the values this column may hold")]
pub(crate) struct Unfit(pub String);
