//! From one lot through productions to its sources and its products, level by level: each lot once in each
//! direction, so that rework ends no trail and no circle is walked twice.

use super::acts::{self, Worked, weaker};
use super::{Link, LotName, Reach, Report, TracedLot, TrailEnd};
use crate::Error;
use crate::read::places::json;
use crate::read::total::Total;
use crate::read::value;
use domain::LotId;
use domain::entry::Evidence;
use domain::lot::{LotKind, LotStatus};
use sqlx::{QueryBuilder, Row, SqliteConnection};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) struct Trace {
    reach: Reach,
    /// In the order they were found.
    order: Vec<i64>,
    lots: HashMap<i64, Seen>,
    links: Vec<Linked>,
    /// From, into, act.
    linked: HashSet<(i64, i64, i64)>,
    /// All lots of a production that was looked at.
    acts: HashMap<i64, Vec<Worked>>,
    pub has_more: bool,
}

struct Seen {
    name: LotName,
    up: Option<u32>,
    down: Option<u32>,
    end: Option<TrailEnd>,
}

struct Linked {
    from: i64,
    into: i64,
    act: i64,
    entry: i64,
    used: Total,
    made: Total,
    evidence: Evidence,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// To what it was made from.
    Up,
    /// To what was made from it.
    Down,
}

impl Trace {
    pub async fn of(connection: &mut SqliteConnection, root: i64, reach: Reach) -> Result<Trace, Error> {
        let mut trace = Trace {
            reach,
            order: Vec::new(),
            lots: HashMap::new(),
            links: Vec::new(),
            linked: HashSet::new(),
            acts: HashMap::new(),
            has_more: false,
        };
        trace.meet(connection, &[root]).await?;
        for direction in [Direction::Up, Direction::Down] {
            trace.reached(root, direction, 0);
            trace.follow(connection, root, direction).await?;
        }
        Ok(trace)
    }

    /// Lots that are told whole: the one that was asked for, and all that have a code.
    pub fn told(&self) -> Vec<i64> {
        let is_told =
            |(index, row): &(usize, &i64)| *index == 0 || self.lots[*row].end != Some(TrailEnd::NoLot);
        self.order.iter().enumerate().filter(is_told).map(|(_, row)| *row).collect()
    }

    pub async fn links(&self, connection: &mut SqliteConnection) -> Result<Vec<Link>, Error> {
        let acts = acts::named(connection, self.links.iter().map(|link| (link.act, link.entry))).await?;
        let id = |row: i64| self.lots[&row].name.id;
        let link = |link: &Linked| {
            let by = acts
                .get(&(link.act, link.entry))
                .cloned()
                .ok_or_else(|| Error::missing("entry", link.entry))?;
            let Linked { from, into, used, made, evidence, .. } = *link;
            Ok(Link { from: id(from), into: id(into), by, used, made, evidence })
        };
        self.links.iter().map(link).collect()
    }

    pub fn lots(self, mut report: impl FnMut(i64) -> Option<Report>) -> Vec<TracedLot> {
        let mut lots = self.lots;
        let traced = |row| {
            let Seen { name, up, down, end } = lots.remove(&row)?;
            Some(TracedLot { lot: name, up, down, end, report: report(row) })
        };
        self.order.into_iter().filter_map(traced).collect()
    }

    async fn follow(
        &mut self,
        connection: &mut SqliteConnection,
        root: i64,
        direction: Direction,
    ) -> Result<(), Error> {
        let (mut level, mut distance) = (vec![root], 0);
        while !level.is_empty() {
            let mut worked = acts::of_lots(connection, &level).await?;
            worked.retain(|here| direction.leaves(here));
            if distance >= self.reach.depth {
                worked.iter().for_each(|here| self.cut(here.lot));
                return Ok(());
            }
            distance += 1;
            let unknown: BTreeSet<i64> =
                worked.iter().map(|here| here.act).filter(|act| !self.acts.contains_key(act)).collect();
            for there in acts::of_acts(connection, &unknown.into_iter().collect::<Vec<i64>>()).await? {
                self.acts.entry(there.act).or_default().push(there);
            }
            level = self.step(connection, &worked, direction, distance).await?;
        }
        Ok(())
    }

    /// One production further; gives the lots to go on from.
    async fn step(
        &mut self,
        connection: &mut SqliteConnection,
        worked: &[Worked],
        direction: Direction,
        distance: u32,
    ) -> Result<Vec<i64>, Error> {
        let mut found: Vec<(i64, Linked)> = Vec::new();
        for here in worked {
            let others = self.acts.get(&here.act).into_iter().flatten();
            let others = others.filter(|there| there.lot != here.lot && direction.arrives(there));
            found.extend(others.map(|there| (there.lot, direction.link(here, there))));
        }
        let mut unknown: Vec<i64> = Vec::new();
        for (lot, _) in &found {
            if !self.lots.contains_key(lot) && !unknown.contains(lot) {
                unknown.push(*lot);
            }
        }
        unknown.truncate(self.reach.lots.saturating_sub(self.lots.len()));
        self.meet(connection, &unknown).await?;
        let mut next = Vec::new();
        for (lot, link) in found {
            let here = if link.from == lot { link.into } else { link.from };
            if !self.lots.contains_key(&lot) || self.links.len() >= self.reach.links {
                self.cut(here);
                continue;
            }
            if self.linked.insert((link.from, link.into, link.act)) {
                self.links.push(link);
            }
            next.extend(self.reached(lot, direction, distance).then_some(lot));
        }
        Ok(next)
    }

    /// Learns the names of lots that were not met before.
    async fn meet(&mut self, connection: &mut SqliteConnection, rows: &[i64]) -> Result<(), Error> {
        let mut names = names(connection, rows).await?;
        for row in rows {
            let name = names.remove(row).ok_or_else(|| Error::missing("lot", row))?;
            self.order.push(*row);
            self.lots.insert(*row, Seen { name, up: None, down: None, end: None });
        }
        Ok(())
    }

    /// Whether to go on from there: it was not reached from this side before, and its goods are known apart.
    fn reached(&mut self, row: i64, direction: Direction, distance: u32) -> bool {
        let Some(seen) = self.lots.get_mut(&row) else { return false };
        let place = match direction {
            Direction::Up => &mut seen.up,
            Direction::Down => &mut seen.down,
        };
        if place.is_some() {
            return false;
        }
        *place = Some(distance);
        let is_coded = seen.name.kind == LotKind::Coded;
        if !is_coded && distance > 0 {
            seen.end = Some(TrailEnd::NoLot);
        }
        is_coded
    }

    fn cut(&mut self, row: i64) {
        self.has_more = true;
        if let Some(seen) = self.lots.get_mut(&row) {
            seen.end.get_or_insert(TrailEnd::Reach);
        }
    }
}

impl Direction {
    /// The trail goes on from this lot through this production.
    fn leaves(self, here: &Worked) -> bool {
        match self {
            Direction::Up => here.made > Total::ZERO,
            Direction::Down => here.used > Total::ZERO,
        }
    }

    /// The trail comes to this lot through this production.
    fn arrives(self, there: &Worked) -> bool {
        match self {
            Direction::Up => there.used > Total::ZERO,
            Direction::Down => there.made > Total::ZERO,
        }
    }

    fn link(self, here: &Worked, there: &Worked) -> Linked {
        let (from, into) = match self {
            Direction::Up => (there, here),
            Direction::Down => (here, there),
        };
        // What moved was moved by somebody, who knew it somehow.
        let sides = [from.into_by, into.out_by].map(|evidence| evidence.unwrap_or(Evidence::Derived));
        Linked {
            from: from.lot,
            into: into.lot,
            act: from.act,
            entry: from.entry.max(into.entry),
            used: from.used,
            made: into.made,
            evidence: weaker(sides[0], sides[1]),
        }
    }
}

/// Lots by row.
pub(super) async fn names(
    connection: &mut SqliteConnection,
    rows: &[i64],
) -> Result<HashMap<i64, LotName>, Error> {
    let mut sql =
        QueryBuilder::new("SELECT l.row AS lot_row, l.id AS lot_id, l.kind AS lot_kind, l.code, l.maker,");
    sql.push(" l.expiry_kind, l.expiry, l.made_on, l.status, l.certificate_link, ").push(value::ITEM_COLUMNS);
    sql.push(" FROM json_each(").push_bind(json(rows));
    sql.push(") one CROSS JOIN lot l ON l.row = one.value CROSS JOIN item i ON i.row = l.item_row");
    sql.push(" ORDER BY l.row LIMIT 100000");
    let found = sql.build().fetch_all(connection).await?;
    let name = |row: &sqlx::sqlite::SqliteRow| {
        let name = LotName {
            id: LotId(value::id(row, "lot_id")?),
            item: value::item(row)?,
            kind: value::word(row.try_get("lot_kind")?, LotKind::from_text)?,
            code: row.try_get("code")?,
            maker: row.try_get("maker")?,
            expiry: value::expiry(row.try_get("expiry_kind")?, row.try_get("expiry")?)?,
            made_on: row.try_get::<Option<&str>, _>("made_on")?.map(value::date).transpose()?,
            status: value::word(row.try_get("status")?, LotStatus::from_text)?,
            certificate: row.try_get("certificate_link")?,
        };
        Ok((row.try_get("lot_row")?, name))
    };
    found.iter().map(name).collect()
}
