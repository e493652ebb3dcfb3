//! What became of each lot: where it came from, where it is, where it went, and whether that adds up.

use super::acts::{self, ROW_LIMIT, refuse_cut, weakest_of};
use super::trace::Trace;
use super::{MassBalance, Part, PartKind, Reach, Report};
use crate::Error;
use crate::read::places::{self, json};
use crate::read::total::Total;
use crate::read::value;
use domain::entry::Evidence;
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap};

/// Lots asked about in one statement.
const CHUNK: usize = 500;

#[derive(Default)]
struct Draft {
    balance: MassBalance,
    parts: Vec<Rough>,
    has_more: bool,
}

/// A part before its place and act have names.
struct Rough {
    what: PartKind,
    quantity: Total,
    pieces: i64,
    place: Option<i64>,
    /// And its newest entry.
    act: Option<(i64, i64)>,
    evidence: Evidence,
}

/// What one after the other fills; how many parts are still kept in all.
struct Drafts {
    by_lot: HashMap<i64, Draft>,
    reach: Reach,
    left: usize,
}

/// By lot, of all that the trace tells whole.
pub(super) async fn reports(
    connection: &mut SqliteConnection,
    trace: &Trace,
    reach: Reach,
) -> Result<HashMap<i64, Report>, Error> {
    let lots = trace.told();
    let mut drafts = Drafts { by_lot: HashMap::new(), reach, left: reach.parts };
    for chunk in lots.chunks(CHUNK) {
        let rows = json(chunk);
        drafts.standing(connection, &rows).await?;
        drafts.worked(connection, chunk).await?;
        drafts.outside(connection, &rows).await?;
    }
    for row in &lots {
        drafts.by_lot.entry(*row).or_default().close()?;
    }
    drafts.named(connection).await
}

impl Drafts {
    fn add(&mut self, lot: i64, part: Rough) -> Result<(), Error> {
        let draft = self.by_lot.entry(lot).or_default();
        let term = draft.balance.term(part.what);
        *term = term.plus(part.quantity)?;
        if draft.parts.len() < self.reach.parts_of_lot && self.left > 0 {
            draft.parts.push(part);
            self.left -= 1;
        } else {
            draft.has_more = true;
        }
        Ok(())
    }

    /// What stands in our places, by the balances. Samples that were brought to a place are the first of what
    /// stands there.
    async fn standing(&mut self, connection: &mut SqliteConnection, lots: &str) -> Result<(), Error> {
        let rows = sqlx::query!(
            r#"WITH stood AS (SELECT m.lot_row, m.item_row,
               iif(side.enters, m.to_row, m.from_row) AS place_row,
               group_concat(DISTINCT iif(side.enters, m.evidence, NULL)) AS evidence,
               sum(iif(m.kind = 'sample', iif(side.enters, m.quantity, -m.quantity), 0)) AS sampled
               FROM json_each(?1) one CROSS JOIN movement m ON m.lot_row = one.value
               CROSS JOIN (SELECT 0 AS enters UNION ALL SELECT 1) side
               CROSS JOIN entry e ON e.row = m.entry_row WHERE e.reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
               GROUP BY 1, 2, 3)
               SELECT b.lot_row AS "lot!: i64", b.location_row AS "place!: i64", p.kind AS "kind!",
               b.on_hand AS "on_hand!", b.pieces AS "pieces!", stood.sampled AS "sampled!: i64",
               stood.evidence AS "evidence: String" FROM stood CROSS JOIN balance b
               ON b.location_row = stood.place_row AND b.item_row = stood.item_row
               AND b.lot_row = stood.lot_row CROSS JOIN location p ON p.row = b.location_row
               WHERE b.physical = 1 AND b.on_hand <> 0
               ORDER BY b.lot_row, b.on_hand DESC, b.location_row LIMIT ?2"#,
            lots,
            ROW_LIMIT
        )
        .fetch_all(connection)
        .await?;
        refuse_cut(rows.len())?;
        for row in rows {
            let evidence = weakest_of(row.evidence.as_deref())?.unwrap_or(Evidence::Derived);
            let retained = row.sampled.clamp(0, row.on_hand);
            let stands = if row.kind == "transit" { PartKind::InTransit } else { PartKind::OnHand };
            // Pieces go with the larger part: nobody said which pieces the sample is.
            let is_sample = retained * 2 > row.on_hand;
            for (what, millionths, has_pieces) in
                [(PartKind::Retained, retained, is_sample), (stands, row.on_hand - retained, !is_sample)]
            {
                if millionths == 0 {
                    continue;
                }
                let (quantity, pieces) =
                    (Total::from_millionths(millionths), if has_pieces { row.pieces } else { 0 });
                self.add(
                    row.lot,
                    Rough { what, quantity, pieces, place: Some(row.place), act: None, evidence },
                )?;
            }
        }
        Ok(())
    }

    /// What was made, and what went into production.
    async fn worked(&mut self, connection: &mut SqliteConnection, lots: &[i64]) -> Result<(), Error> {
        let worked = acts::of_lots(connection, lots).await?;
        let used: BTreeSet<i64> =
            worked.iter().filter(|worked| !worked.used.is_zero()).map(|worked| worked.act).collect();
        let finished = acts::with_product(connection, &used.into_iter().collect::<Vec<i64>>()).await?;
        for worked in worked.into_iter().rev() {
            let used = if finished.contains(&worked.act) { PartKind::Used } else { PartKind::InWork };
            for (what, quantity, pieces, evidence) in [
                (PartKind::Made, worked.made, worked.made_pieces, worked.out_by),
                (used, worked.used, worked.used_pieces, worked.into_by),
            ] {
                if !quantity.is_zero() {
                    let (act, evidence) =
                        (Some((worked.act, worked.entry)), evidence.unwrap_or(Evidence::Derived));
                    self.add(worked.lot, Rough { what, quantity, pieces, place: None, act, evidence })?;
                }
            }
        }
        Ok(())
    }

    /// What came from and went to places that are not ours, production apart.
    async fn outside(&mut self, connection: &mut SqliteConnection, lots: &str) -> Result<(), Error> {
        let rows = sqlx::query!(
            r#"SELECT x.lot_row AS "lot!: i64", x.part AS "part!: String", x.act AS "act!: i64",
               sum(x.sign * x.quantity) AS "quantity!: i64", sum(x.sign * x.pieces) AS "pieces!: i64",
               group_concat(DISTINCT x.evidence) AS "evidence: String", max(x.entry_row) AS "entry!: i64"
               FROM (SELECT m.lot_row, coalesce(e.document_row, -e.row) AS act, e.row AS entry_row,
               m.quantity, m.pieces, m.evidence,
               CASE p.kind WHEN 'supplier' THEN
               iif(side.enters, 'sent_back', iif(m.kind = 'initial', 'opened', 'received'))
               WHEN 'customer' THEN 'shipped' WHEN 'loss' THEN iif(m.kind = 'sample', 'sampled', 'scrapped')
               ELSE iif(m.kind = 'initial', 'opened', 'unexplained') END AS part,
               CASE WHEN p.kind = 'supplier' THEN 1
               WHEN p.kind = 'adjustment' AND m.kind = 'initial' THEN iif(side.enters, -1, 1)
               ELSE iif(side.enters, 1, -1) END AS sign
               FROM json_each(?1) one CROSS JOIN movement m ON m.lot_row = one.value
               CROSS JOIN (SELECT 0 AS enters UNION ALL SELECT 1) side
               CROSS JOIN location p ON p.row = iif(side.enters, m.to_row, m.from_row)
               CROSS JOIN entry e ON e.row = m.entry_row
               WHERE p.kind IN ('supplier', 'customer', 'loss', 'adjustment') AND e.reverses IS NULL
               AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)) x
               GROUP BY 1, 2, 3 ORDER BY 1, 7 DESC, 2 LIMIT ?2"#,
            lots,
            ROW_LIMIT
        )
        .fetch_all(connection)
        .await?;
        refuse_cut(rows.len())?;
        for row in rows {
            if row.quantity == 0 && row.pieces == 0 {
                continue;
            }
            let part = Rough {
                what: value::word(&row.part, PartKind::from_text)?,
                quantity: Total::from_millionths(row.quantity),
                pieces: row.pieces,
                place: None,
                act: Some((row.act, row.entry)),
                evidence: weakest_of(row.evidence.as_deref())?.unwrap_or(Evidence::Derived),
            };
            self.add(row.lot, part)?;
        }
        Ok(())
    }

    async fn named(self, connection: &mut SqliteConnection) -> Result<HashMap<i64, Report>, Error> {
        let parts = || self.by_lot.values().flat_map(|draft| &draft.parts);
        let rows: BTreeSet<i64> = parts().filter_map(|part| part.place).collect();
        let places = places::paths(connection, &rows.into_iter().collect::<Vec<i64>>()).await?;
        let acts = acts::named(connection, parts().filter_map(|part| part.act)).await?;
        let named = |rough: Rough| Part {
            what: rough.what,
            quantity: rough.quantity,
            pieces: rough.pieces,
            place: rough.place.and_then(|row| places.get(&row).cloned()),
            act: rough.act.and_then(|act| acts.get(&act).cloned()),
            evidence: rough.evidence,
        };
        let report = |(row, draft): (i64, Draft)| {
            let mut parts: Vec<Part> = draft.parts.into_iter().map(named).collect();
            parts.sort_by_key(|part| part.what);
            (row, Report { balance: draft.balance, parts, has_more: draft.has_more })
        };
        Ok(self.by_lot.into_iter().map(report).collect())
    }
}

impl Draft {
    /// What no movement explains is unexplained, too: a report always adds up, and never hides by how much.
    fn close(&mut self) -> Result<(), Error> {
        let (left, right) = self.balance.sides()?;
        self.balance.unexplained = self.balance.unexplained.plus(left.minus(right)?)?;
        Ok(())
    }
}

impl MassBalance {
    fn term(&mut self, what: PartKind) -> &mut Total {
        match what {
            PartKind::Received | PartKind::Opened => &mut self.received,
            PartKind::Made => &mut self.made,
            PartKind::OnHand | PartKind::InTransit => &mut self.on_hand,
            PartKind::Retained | PartKind::Sampled => &mut self.sampled,
            PartKind::InWork | PartKind::Used => &mut self.used,
            PartKind::Shipped | PartKind::SentBack => &mut self.shipped,
            PartKind::Scrapped => &mut self.scrapped,
            PartKind::Unexplained => &mut self.unexplained,
        }
    }
}
