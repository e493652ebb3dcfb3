//! Explain this number: the movements whose signed sum is what stands there, as a statement of account.
//!
//! The newest first: `end` is what stands there now, each step says what it changed and what stood after it,
//! and `start` is what stood before the oldest step of the page. On the last page that is nothing, so over
//! all pages `0 + every change = end` of the first. What is booked meanwhile changes no later page.
//!
//! [`Where::In`] a place is explained with all that stands in it **now**. Goods in a crate are booked at the
//! crate, and moving the crate books no goods: so the crate's own movements count wherever it stood when they
//! happened, and each such step says with which crate the goods came and when that was put here. What moved
//! inside the place changed nothing and is left out.

use super::history::{self, HistoryFilter, HistoryRow, Narrow};
use super::places::{self, Inside, Where};
use super::total::Total;
use super::{clamp, value};
use crate::Error;
use crate::table::entry::number;
use domain::{EntryId, ItemId, LocationId, LotId};
use sqlx::{SqliteConnection, SqlitePool};
use std::collections::{BTreeSet, HashMap};

/// Which number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub item: ItemId,
    /// `None`: all lots together.
    pub lot: Option<LotId>,
    /// `None`: everywhere that is ours.
    pub location: Option<Where>,
}

/// One page of a number's statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What stands there after the newest step of this page; on the first page: now.
    pub end: Total,
    pub end_pieces: i64,
    /// The newest first; their changes add up to `end` less `start`.
    pub steps: Vec<Step>,
    /// What stood there before the oldest step of this page; nothing on the last.
    pub start: Total,
    pub start_pieces: i64,
    /// Given back as `cursor`; `None` on the last page.
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub row: HistoryRow,
    /// More than zero: came here.
    pub change: Total,
    pub change_pieces: i64,
    /// What stood here after it, of the steps so far.
    pub after: Total,
    pub after_pieces: i64,
    /// The goods are booked at a container that stands here, not at the place itself.
    pub came_with: Option<CameWith>,
}

/// The outermost container of the place that was asked for, in which the goods are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameWith {
    pub container: LocationId,
    pub code: String,
    /// How it came to stand where it is; `None` for one that never moved.
    pub placed: Option<Placed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub entry: EntryId,
    /// `TM1-1-000123`.
    pub number: String,
    pub happened_at_ms: i64,
    pub from_code: String,
    pub to_code: String,
}

/// # Errors [`Error::Missing`] for an item, lot or place that is not here, [`Error::Stored`] for a cursor
/// that no page gave, and where the movements do not add up to the balance: then the file is damaged, and
/// `verify` says where.
pub async fn explain(
    pool: &SqlitePool,
    what: Number,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Explanation, Error> {
    let limit = clamp(limit);
    let cursor = cursor.map(Cursor::parse).transpose()?;
    let mut tx = pool.begin().await?;
    let filter = HistoryFilter {
        item: Some(what.item),
        lot: what.lot,
        location: what.location,
        ..HistoryFilter::default()
    };
    let narrow = Narrow::of(&mut tx, &filter).await?.ok_or_else(|| missing(what))?;
    let mut narrow = Narrow { crosses: true, ..narrow };
    let (end, end_pieces) = match cursor {
        Some(Cursor { before, after, pieces }) => {
            narrow.rows.end = narrow.rows.end.min(before);
            (after, pieces)
        }
        None => balance(&mut tx, &narrow).await?,
    };
    let mut rows = history::rows(&mut tx, &narrow, limit + 1).await?;
    let has_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let carriers = carriers(&mut tx, narrow.places.as_ref(), &rows).await?;
    let mut steps = Vec::with_capacity(rows.len());
    let (mut after, mut after_pieces) = (end, end_pieces);
    for row in rows {
        let is_in = is_inside(&narrow, &row);
        let (quantity, sign) = (Total::from(row.quantity), if is_in { 1 } else { -1 });
        let change = Total::from_millionths(sign * quantity.millionths());
        let change_pieces = sign * row.pieces;
        let came_with = carriers.get(&if is_in { row.to_row } else { row.from_row }).cloned();
        steps.push(Step { row, change, change_pieces, after, after_pieces, came_with });
        // What a page gave is never that large; a cursor that somebody made up may be.
        let left = after.minus(change).ok().zip(after_pieces.checked_sub(change_pieces));
        (after, after_pieces) = left.ok_or_else(|| does_not_add_up(cursor.is_some(), after, after_pieces))?;
    }
    let next = steps.last().filter(|_| has_more).map(|step| Cursor {
        before: step.row.row,
        after,
        pieces: after_pieces,
    });
    if next.is_none() && (!after.is_zero() || after_pieces != 0) {
        return Err(does_not_add_up(cursor.is_some(), after, after_pieces));
    }
    let next = next.map(Cursor::text);
    Ok(Explanation { end, end_pieces, steps, start: after, start_pieces: after_pieces, next })
}

/// Where a page ended: below which movement the next begins, and what stood there then.
#[derive(Clone, Copy)]
struct Cursor {
    before: i64,
    after: Total,
    pieces: i64,
}

impl Cursor {
    fn parse(text: &str) -> Result<Cursor, Error> {
        let wrong = || Error::Stored { what: "a cursor", why: text.to_owned() };
        let mut parts = text.split('.').map(str::parse::<i64>);
        let mut number = || parts.next().and_then(Result::ok).ok_or_else(wrong);
        Ok(Cursor { before: number()?, after: Total::from_millionths(number()?), pieces: number()? })
    }

    fn text(self) -> String {
        format!("{}.{}.{}", self.before, self.after.millionths(), self.pieces)
    }
}

fn missing(what: Number) -> Error {
    let Number { item, lot, location } = what;
    let parts =
        [lot.map(|lot| format!(" lot {lot}")), location.map(|place| format!(" at {}", place.location()))];
    Error::missing("item, lot or place", format!("{item}{}", parts.into_iter().flatten().collect::<String>()))
}

fn does_not_add_up(has_cursor: bool, left: Total, left_pieces: i64) -> Error {
    let what = if has_cursor { "a cursor" } else { "a balance" };
    Error::Stored { what, why: format!("{} and {left_pieces} pieces come from no movement", left.text(0)) }
}

/// What stands there as the balances have it.
async fn balance(connection: &mut SqliteConnection, narrow: &Narrow) -> Result<(Total, i64), Error> {
    let (item, lot) = (narrow.item, narrow.lot);
    let found = match narrow.places.as_ref().map(|inside| inside.json.as_str()) {
        Some(inside) => {
            sqlx::query_as!(
                Sum,
                r#"SELECT coalesce(sum(b.on_hand), 0) AS "on_hand!: i64",
                   coalesce(sum(b.pieces), 0) AS "pieces!: i64" FROM json_each(?2) one
                   CROSS JOIN balance b ON b.item_row = ?1 AND b.location_row = one.value
                   WHERE b.lot_row >= coalesce(?3, 0) AND b.lot_row <= coalesce(?3, 9223372036854775807)"#,
                item,
                inside,
                lot
            )
            .fetch_one(connection)
            .await?
        }
        None => {
            sqlx::query_as!(
                Sum,
                r#"SELECT coalesce(sum(b.on_hand), 0) AS "on_hand!: i64",
                   coalesce(sum(b.pieces), 0) AS "pieces!: i64" FROM balance b
                   WHERE b.item_row = ?1 AND b.physical = 1
                   AND b.lot_row >= coalesce(?2, 0) AND b.lot_row <= coalesce(?2, 9223372036854775807)"#,
                item,
                lot
            )
            .fetch_one(connection)
            .await?
        }
    };
    Ok((Total::from_millionths(found.on_hand), found.pieces))
}

struct Sum {
    on_hand: i64,
    pieces: i64,
}

/// Which end is here: exactly one of them is.
fn is_inside(narrow: &Narrow, row: &HistoryRow) -> bool {
    match &narrow.places {
        Some(inside) => inside.rows.binary_search(&row.to_row).is_ok(),
        None => row.to_kind.is_physical(),
    }
}

/// By the place goods are booked at: the outermost container below the root in which that is.
async fn carriers(
    connection: &mut SqliteConnection,
    inside: Option<&Inside>,
    rows: &[HistoryRow],
) -> Result<HashMap<i64, CameWith>, Error> {
    let Some(inside) = inside else { return Ok(HashMap::new()) };
    let ends: BTreeSet<i64> = rows
        .iter()
        .flat_map(|row| [row.from_row, row.to_row])
        .filter(|row| *row != inside.root && inside.rows.binary_search(row).is_ok())
        .collect();
    let ends = places::json(&ends.into_iter().collect::<Vec<i64>>());
    let root = inside.root;
    let found = sqlx::query!(
        r#"WITH RECURSIVE up (place, row, step) AS (SELECT value, value, 0 FROM json_each(?1) UNION ALL
           SELECT up.place, l.parent_row, up.step + 1 FROM up CROSS JOIN location l ON l.row = up.row
           WHERE l.parent_row IS NOT NULL AND l.parent_row <> ?2 AND up.step < 20)
           SELECT up.place AS "place!: i64", c.id AS "container!", c.code AS "code!", e.id AS "entry?",
           e.epoch AS "epoch?", e.sequence AS "sequence?", s.short_name AS "short_name!",
           e.happened_at_ms AS "happened_at_ms?", f.code AS "from_code?", t.code AS "to_code?"
           FROM up CROSS JOIN location c ON c.row = up.row CROSS JOIN station s
           LEFT JOIN placement p ON p.row = (SELECT max(x.row) FROM placement x WHERE x.container_row = c.row)
           LEFT JOIN entry e ON e.row = p.entry_row LEFT JOIN location f ON f.row = p.from_row
           LEFT JOIN location t ON t.row = p.to_row WHERE c.kind = 'container'
           ORDER BY up.place, up.step LIMIT 100000"#,
        ends,
        root
    )
    .fetch_all(connection)
    .await?;
    let mut carriers = HashMap::new();
    for row in found {
        let placed =
            match (row.entry, row.epoch, row.sequence, row.happened_at_ms, row.from_code, row.to_code) {
                (
                    Some(entry),
                    Some(epoch),
                    Some(sequence),
                    Some(happened_at_ms),
                    Some(from_code),
                    Some(to_code),
                ) => {
                    let (entry, number) =
                        (EntryId(value::uuid(&entry)?), number(&row.short_name, epoch, sequence));
                    Some(Placed { entry, number, happened_at_ms, from_code, to_code })
                }
                _ => None,
            };
        // The steps go up: the last container is the outermost.
        let container = LocationId(value::uuid(&row.container)?);
        carriers.insert(row.place, CameWith { container, code: row.code, placed });
    }
    Ok(carriers)
}
