//! A filter in the ledger's own rows, and the shortest index that leads to all of its movements.

use super::HistoryFilter;
use crate::Error;
use crate::read::places::{self, Inside, Where};
use domain::entry::MovementKind;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::ops::Range;

/// So many movements are looked through without a better way being sought.
const FEW: i64 = 2_000;
/// One look per place or item is worth it up to here; a whole site is faster by what happened last.
const EACH: usize = 1_000;

/// All of it must hold.
#[derive(Clone, Debug)]
pub(in crate::read) struct Narrow {
    pub item: Option<i64>,
    pub lot: Option<i64>,
    pub serial: Option<String>,
    pub places: Option<Inside>,
    pub operator: Option<i64>,
    pub document: Option<i64>,
    pub owner: Option<i64>,
    pub kinds: Vec<MovementKind>,
    pub days: [Option<String>; 2],
    /// Of movements; entries and their movements grow together.
    pub rows: Range<i64>,
    /// Only what came in or went out, not what moved inside.
    pub crosses: bool,
    pub way: Way,
}

/// What leads to the movements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Way {
    /// From the newest back.
    All,
    /// A column of the movement, with its index.
    By(&'static str, Key),
    /// A column of the entry, with its index.
    ByEntry(&'static str, i64),
    /// Columns of the movement, each for each of these values.
    Each(&'static [&'static str], String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) enum Key {
    Row(i64),
    Text(String),
}

impl Narrow {
    /// `None` when nothing can fit: what it names is not here, or nothing was booked on these days.
    pub async fn of(
        connection: &mut SqliteConnection,
        filter: &HistoryFilter,
    ) -> Result<Option<Narrow>, Error> {
        let Some(known) = known(connection, filter).await? else { return Ok(None) };
        let days = [filter.from, filter.to].map(|day| day.map(|day| day.to_string()));
        let Some(rows) = rows_of(connection, known.entry, &days).await? else { return Ok(None) };
        let places = match (filter.location, known.location) {
            (Some(location), Some(root)) => Some(location.rows(connection, root).await?),
            _ => None,
        };
        let mut narrow = Narrow {
            item: known.item,
            lot: known.lot,
            serial: filter.serial.clone(),
            places,
            operator: known.operator,
            document: known.document,
            owner: known.owner,
            kinds: filter.kinds.clone(),
            days,
            rows,
            crosses: false,
            way: Way::All,
        };
        narrow.way = narrow.shortest(connection).await?;
        Ok(Some(narrow))
    }

    pub fn needs_entry(&self) -> bool {
        self.operator.is_some() || self.document.is_some() || self.days.iter().any(Option::is_some)
    }

    /// The first way that leads to few movements; else the one that usually leads to the fewest.
    async fn shortest(&self, connection: &mut SqliteConnection) -> Result<Way, Error> {
        let ways = self.ways(connection).await?;
        if ways.len() > 1 {
            for way in &ways {
                if self.is_short(connection, way).await? {
                    return Ok(way.clone());
                }
            }
        }
        Ok(ways.into_iter().next().unwrap_or(Way::All))
    }

    /// The shorter ones first.
    async fn ways(&self, connection: &mut SqliteConnection) -> Result<Vec<Way>, Error> {
        let mut ways = Vec::new();
        ways.extend(self.serial.clone().map(|serial| Way::By("serial", Key::Text(serial))));
        ways.extend(self.lot.map(|row| Way::By("lot_row", Key::Row(row))));
        ways.extend(self.document.map(|row| Way::ByEntry("document_row", row)));
        ways.extend(self.item.map(|row| Way::By("item_row", Key::Row(row))));
        let places = self.places.as_ref().filter(|places| places.rows.len() <= EACH);
        ways.extend(places.map(|places| Way::Each(&["from_row", "to_row"], places.json.clone())));
        ways.extend(self.operator.map(|row| Way::ByEntry("operator_row", row)));
        if ways.is_empty() && !self.kinds.is_empty() {
            let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.text()).collect();
            let json = serde_json::json!(kinds).to_string();
            ways.push(Way::Each(&["kind"], json));
        }
        if let (true, Some(owner)) = (ways.is_empty(), self.owner) {
            let items = items_of(connection, owner).await?;
            let json = places::json(&items);
            ways.extend((items.len() <= EACH).then_some(Way::Each(&["item_row"], json)));
        }
        Ok(ways)
    }

    async fn is_short(&self, connection: &mut SqliteConnection, way: &Way) -> Result<bool, Error> {
        let mut sql = QueryBuilder::new("SELECT count(*) FROM (");
        match way {
            Way::All => return Ok(false),
            Way::By(column, key) => {
                sql.push("SELECT 1 FROM movement m WHERE ");
                push_key(&mut sql, column, key);
            }
            Way::ByEntry(column, row) => {
                sql.push("SELECT 1 FROM entry e CROSS JOIN movement m ON m.entry_row = e.row WHERE e.");
                sql.push(*column).push(" = ").push_bind(*row);
            }
            Way::Each(columns, values) => {
                for (index, column) in columns.iter().enumerate() {
                    sql.push(if index == 0 { "" } else { " UNION ALL " });
                    sql.push("SELECT 1 FROM json_each(").push_bind(values.clone());
                    sql.push(") one CROSS JOIN movement m ON m.").push(*column).push(" = one.value");
                }
            }
        }
        sql.push(" LIMIT ").push_bind(FEW + 1).push(")");
        let count: i64 = sql.build_query_scalar().fetch_one(connection).await?;
        Ok(count <= FEW)
    }
}

pub(super) fn push_key(sql: &mut QueryBuilder<Sqlite>, column: &str, key: &Key) {
    sql.push("m.").push(column).push(" = ");
    match key {
        Key::Row(row) => sql.push_bind(*row),
        Key::Text(text) => sql.push_bind(text.clone()),
    };
}

/// The filter's identities as rows.
struct Known {
    item: Option<i64>,
    lot: Option<i64>,
    location: Option<i64>,
    operator: Option<i64>,
    document: Option<i64>,
    entry: Option<i64>,
    owner: Option<i64>,
}

/// `None` when one of them is not here.
async fn known(connection: &mut SqliteConnection, filter: &HistoryFilter) -> Result<Option<Known>, Error> {
    let item = filter.item.as_ref().map(|id| id.bytes().as_slice());
    let lot = filter.lot.as_ref().map(|id| id.bytes().as_slice());
    let location = filter.location.map(Where::location);
    let location = location.as_ref().map(|id| id.bytes().as_slice());
    let operator = filter.operator.as_ref().map(|id| id.bytes().as_slice());
    let document = filter.document.as_ref().map(|id| id.bytes().as_slice());
    let entry = filter.entry.as_ref().map(|id| id.bytes().as_slice());
    let owner = filter.owner.as_ref().map(|id| id.bytes().as_slice());
    let known = sqlx::query_as!(
        Known,
        r#"SELECT (SELECT row FROM item WHERE id = ?1) AS "item: i64",
           (SELECT row FROM lot WHERE id = ?2) AS "lot: i64",
           (SELECT row FROM location WHERE id = ?3) AS "location: i64",
           (SELECT row FROM operator WHERE id = ?4) AS "operator: i64",
           (SELECT row FROM document WHERE id = ?5) AS "document: i64",
           (SELECT row FROM entry WHERE id = ?6) AS "entry: i64",
           (SELECT row FROM owner WHERE id = ?7) AS "owner: i64" LIMIT 1"#,
        item,
        lot,
        location,
        operator,
        document,
        entry,
        owner
    )
    .fetch_one(connection)
    .await?;
    let all = [
        (item, known.item),
        (lot, known.lot),
        (location, known.location),
        (operator, known.operator),
        (document, known.document),
        (entry, known.entry),
        (owner, known.owner),
    ];
    let is_here = all.into_iter().all(|(asked, row)| asked.is_some() == row.is_some());
    Ok(is_here.then_some(known))
}

/// The movements between the first and the last entry of these days, or those of one entry.
async fn rows_of(
    connection: &mut SqliteConnection,
    entry: Option<i64>,
    [from, to]: &[Option<String>; 2],
) -> Result<Option<Range<i64>>, Error> {
    let entries = match entry {
        Some(row) => Some((row, row)),
        None if from.is_none() && to.is_none() => return Ok(Some(0..i64::MAX)),
        None => entries_of(connection, from.as_deref(), to.as_deref()).await?,
    };
    let Some((first, last)) = entries else { return Ok(None) };
    let found = sqlx::query!(
        r#"SELECT (SELECT row FROM movement WHERE entry_row >= ?1 ORDER BY entry_row, line LIMIT 1)
           AS "first: i64", (SELECT row FROM movement WHERE entry_row <= ?2
           ORDER BY entry_row DESC, line DESC LIMIT 1) AS "last: i64" LIMIT 1"#,
        first,
        last
    )
    .fetch_one(connection)
    .await?;
    let (Some(first), Some(last)) = (found.first, found.last) else { return Ok(None) };
    Ok((first <= last).then_some(first..last + 1))
}

/// The first and the last entry of these days.
async fn entries_of(
    connection: &mut SqliteConnection,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Option<(i64, i64)>, Error> {
    let (from, to) = (from.unwrap_or(""), to.unwrap_or("9999-99-99"));
    // From one day that has entries to the next: a few look-ups per day, never a walk.
    let found = sqlx::query!(
        r#"WITH RECURSIVE day (day) AS (
           SELECT (SELECT min(business_date) FROM entry WHERE business_date >= ?1) UNION ALL
           SELECT (SELECT min(e.business_date) FROM entry e WHERE e.business_date > day.day) FROM day
           WHERE day.day <= ?2)
           SELECT min((SELECT min(e.row) FROM entry e WHERE e.business_date = day.day)) AS "first: i64",
           max((SELECT max(e.row) FROM entry e WHERE e.business_date = day.day)) AS "last: i64"
           FROM day WHERE day.day <= ?2 LIMIT 1"#,
        from,
        to
    )
    .fetch_one(connection)
    .await?;
    Ok(found.first.zip(found.last))
}

/// One more than is looked at one by one.
async fn items_of(connection: &mut SqliteConnection, owner: i64) -> Result<Vec<i64>, Error> {
    let limit = EACH as i64 + 1;
    let rows = sqlx::query_scalar!(
        r#"SELECT row AS "row!" FROM item WHERE owner_row = ?1 ORDER BY sku LIMIT ?2"#,
        owner,
        limit
    );
    Ok(rows.fetch_all(connection).await?)
}
