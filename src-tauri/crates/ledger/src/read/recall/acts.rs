//! Productions: what each document, or entry without one, took of a lot and made of a lot.
//!
//! An act is one number here: the document's row, or the entry's row below zero.

use super::{Act, ActDocument};
use crate::Error;
use crate::read::places::json;
use crate::read::total::Total;
use crate::read::value;
use crate::table::entry::number;
use domain::document::DocumentKind;
use domain::entry::Evidence;
use domain::{DocumentId, EntryId};
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap, HashSet};

/// One lot in one production. What came out again as neither product nor rework was not used; what came out
/// beyond what went in was made.
#[derive(Clone, Debug)]
pub(super) struct Worked {
    pub lot: i64,
    pub act: i64,
    pub used: Total,
    pub used_pieces: i64,
    pub made: Total,
    pub made_pieces: i64,
    /// The weakest of what went in, and of what came out.
    pub into_by: Option<Evidence>,
    pub out_by: Option<Evidence>,
    /// The newest entry.
    pub entry: i64,
}

/// From sure to unsure: seen by a device, seen by a person, said, worked out.
const FROM_SURE_TO_UNSURE: [Evidence; 10] = [
    Evidence::Weighed,
    Evidence::Scanned,
    Evidence::Counted,
    Evidence::Converted,
    Evidence::Typed,
    Evidence::Chosen,
    Evidence::Api,
    Evidence::Imported,
    Evidence::Backflushed,
    Evidence::Derived,
];

/// More acts or parts than this are no answer that anybody could use.
pub(super) const ROW_LIMIT: i64 = 2_000_000;

struct Row {
    lot: i64,
    act: i64,
    into: i64,
    into_pieces: i64,
    made: i64,
    made_pieces: i64,
    other: i64,
    other_pieces: i64,
    into_by: Option<String>,
    out_by: Option<String>,
    entry: i64,
}

/// The productions of these lots, by lot.
pub(super) async fn of_lots(connection: &mut SqliteConnection, lots: &[i64]) -> Result<Vec<Worked>, Error> {
    let lots = json(lots);
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT m.lot_row AS "lot!: i64", coalesce(e.document_row, -e.row) AS "act!: i64",
           sum(iif(t.kind = 'production', m.quantity, 0)) AS "into!: i64",
           sum(iif(t.kind = 'production', m.pieces, 0)) AS "into_pieces!: i64",
           sum(iif(f.kind = 'production' AND m.kind IN ('produce', 'rework'), m.quantity, 0)) AS "made!: i64",
           sum(iif(f.kind = 'production' AND m.kind IN ('produce', 'rework'), m.pieces, 0))
           AS "made_pieces!: i64",
           sum(iif(f.kind = 'production' AND m.kind NOT IN ('produce', 'rework'), m.quantity, 0))
           AS "other!: i64",
           sum(iif(f.kind = 'production' AND m.kind NOT IN ('produce', 'rework'), m.pieces, 0))
           AS "other_pieces!: i64",
           group_concat(DISTINCT iif(t.kind = 'production', m.evidence, NULL)) AS "into_by: String",
           group_concat(DISTINCT iif(f.kind = 'production', m.evidence, NULL)) AS "out_by: String",
           max(e.row) AS "entry!: i64"
           FROM json_each(?1) one CROSS JOIN movement m ON m.lot_row = one.value
           CROSS JOIN location f ON f.row = m.from_row CROSS JOIN location t ON t.row = m.to_row
           CROSS JOIN entry e ON e.row = m.entry_row
           WHERE (f.kind = 'production' OR t.kind = 'production') AND e.reverses IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
           GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?2"#,
        lots,
        ROW_LIMIT
    )
    .fetch_all(connection)
    .await?;
    worked(rows)
}

/// All lots of these productions, by act.
pub(super) async fn of_acts(connection: &mut SqliteConnection, acts: &[i64]) -> Result<Vec<Worked>, Error> {
    let acts = json(acts);
    let rows = sqlx::query_as!(
        Row,
        r#"WITH booked (act, entry_row) AS (
           SELECT +one.value, e.row FROM json_each(?1) one CROSS JOIN entry e ON e.document_row = one.value
           WHERE one.value > 0 UNION ALL
           SELECT +one.value, -one.value FROM json_each(?1) one WHERE one.value < 0)
           SELECT m.lot_row AS "lot!: i64", booked.act AS "act!: i64",
           sum(iif(t.kind = 'production', m.quantity, 0)) AS "into!: i64",
           sum(iif(t.kind = 'production', m.pieces, 0)) AS "into_pieces!: i64",
           sum(iif(f.kind = 'production' AND m.kind IN ('produce', 'rework'), m.quantity, 0)) AS "made!: i64",
           sum(iif(f.kind = 'production' AND m.kind IN ('produce', 'rework'), m.pieces, 0))
           AS "made_pieces!: i64",
           sum(iif(f.kind = 'production' AND m.kind NOT IN ('produce', 'rework'), m.quantity, 0))
           AS "other!: i64",
           sum(iif(f.kind = 'production' AND m.kind NOT IN ('produce', 'rework'), m.pieces, 0))
           AS "other_pieces!: i64",
           group_concat(DISTINCT iif(t.kind = 'production', m.evidence, NULL)) AS "into_by: String",
           group_concat(DISTINCT iif(f.kind = 'production', m.evidence, NULL)) AS "out_by: String",
           max(e.row) AS "entry!: i64"
           FROM booked CROSS JOIN entry e ON e.row = booked.entry_row
           CROSS JOIN movement m ON m.entry_row = e.row
           CROSS JOIN location f ON f.row = m.from_row CROSS JOIN location t ON t.row = m.to_row
           WHERE (f.kind = 'production' OR t.kind = 'production') AND e.reverses IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
           GROUP BY 2, 1 ORDER BY 2, 1 LIMIT ?2"#,
        acts,
        ROW_LIMIT
    )
    .fetch_all(connection)
    .await?;
    worked(rows)
}

/// Which of these productions gave a product.
pub(super) async fn with_product(
    connection: &mut SqliteConnection,
    acts: &[i64],
) -> Result<HashSet<i64>, Error> {
    let acts = json(acts);
    let found = sqlx::query_scalar!(
        r#"WITH booked (act, entry_row) AS (
           SELECT +one.value, e.row FROM json_each(?1) one CROSS JOIN entry e ON e.document_row = one.value
           WHERE one.value > 0 UNION ALL
           SELECT +one.value, -one.value FROM json_each(?1) one WHERE one.value < 0)
           SELECT DISTINCT booked.act AS "act!: i64" FROM booked
           CROSS JOIN movement m ON m.entry_row = booked.entry_row CROSS JOIN location f ON f.row = m.from_row
           CROSS JOIN entry e ON e.row = m.entry_row
           WHERE f.kind = 'production' AND m.kind IN ('produce', 'rework') AND e.reverses IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) ORDER BY 1 LIMIT ?2"#,
        acts,
        ROW_LIMIT
    )
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().collect())
}

/// Documents and entries with their names, by act and its newest entry.
pub(super) async fn named(
    connection: &mut SqliteConnection,
    acts: impl Iterator<Item = (i64, i64)>,
) -> Result<HashMap<(i64, i64), Act>, Error> {
    let acts: BTreeSet<(i64, i64)> = acts.collect();
    let pairs = serde_json::json!(acts).to_string();
    let rows = sqlx::query!(
        r#"SELECT one.value ->> 0 AS "act!: i64", e.row AS "entry_row!: i64", e.id AS "entry!",
           e.epoch AS "epoch!", e.sequence AS "sequence!", s.short_name AS "short_name!",
           e.happened_at_ms AS "happened_at_ms!",
           d.id AS "document?", d.kind AS "kind?", d.number AS "number?", d.partner AS "partner?"
           FROM json_each(?1) one CROSS JOIN entry e ON e.row = (one.value ->> 1) CROSS JOIN station s
           LEFT JOIN document d ON d.row = (one.value ->> 0) ORDER BY e.row LIMIT ?2"#,
        pairs,
        ROW_LIMIT
    )
    .fetch_all(connection)
    .await?;
    let mut acts = HashMap::with_capacity(rows.len());
    for row in rows {
        let document = match (row.document, row.kind, row.number, row.partner) {
            (Some(id), Some(kind), Some(number), Some(partner)) => {
                let (id, kind) =
                    (DocumentId(value::uuid(&id)?), value::word(&kind, DocumentKind::from_text)?);
                Some(ActDocument { id, kind, number, partner })
            }
            _ => None,
        };
        let act = Act {
            document,
            entry: EntryId(value::uuid(&row.entry)?),
            number: number(&row.short_name, row.epoch, row.sequence),
            happened_at_ms: row.happened_at_ms,
        };
        acts.insert((row.act, row.entry_row), act);
    }
    Ok(acts)
}

/// Words by comma into the least sure of them.
pub(super) fn weakest_of(words: Option<&str>) -> Result<Option<Evidence>, Error> {
    let words = words.unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let all =
        words.map(|word| value::word(word, Evidence::from_text)).collect::<Result<Vec<Evidence>, Error>>()?;
    Ok(all.into_iter().reduce(weaker))
}

pub(super) fn weaker(one: Evidence, other: Evidence) -> Evidence {
    let place = |evidence| FROM_SURE_TO_UNSURE.iter().position(|known| *known == evidence);
    if place(one) < place(other) { other } else { one }
}

/// # Errors
/// [`Error::Stored`] when there were more than are read: a sum over a part of them would be wrong.
pub(super) fn refuse_cut(count: usize) -> Result<(), Error> {
    if count as i64 >= ROW_LIMIT {
        return Err(Error::Stored {
            what: "a lot",
            why: format!("it moved for more than {ROW_LIMIT} reasons"),
        });
    }
    Ok(())
}

fn worked(rows: Vec<Row>) -> Result<Vec<Worked>, Error> {
    refuse_cut(rows.len())?;
    let read = |row: Row| {
        let total = Total::from_millionths;
        let came_back = row.into >= row.other;
        let (used, more) = if came_back { (row.into - row.other, 0) } else { (0, row.other - row.into) };
        let pieces = row.into_pieces - row.other_pieces;
        let (used_pieces, more_pieces) = if came_back { (pieces, 0) } else { (0, -pieces) };
        Ok(Worked {
            lot: row.lot,
            act: row.act,
            used: total(used),
            used_pieces,
            made: total(row.made).plus(total(more))?,
            made_pieces: row.made_pieces + more_pieces,
            into_by: weakest_of(row.into_by.as_deref())?,
            out_by: weakest_of(row.out_by.as_deref())?,
            entry: row.entry,
        })
    };
    rows.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_evidence_has_its_place_between_sure_and_unsure() {
        assert_eq!(FROM_SURE_TO_UNSURE.len(), Evidence::ALL.len(), "each once");
        for evidence in Evidence::ALL {
            assert!(FROM_SURE_TO_UNSURE.contains(evidence), "{evidence:?} has a place");
        }
        assert_eq!(weakest_of(Some("scanned,typed,weighed")).unwrap(), Some(Evidence::Typed));
        assert_eq!(weakest_of(Some("backflushed,chosen")).unwrap(), Some(Evidence::Backflushed));
        assert_eq!(weakest_of(None).unwrap(), None);
    }
}
