//! The chain, streamed: every entry's canonical bytes from its rows, every hash from the one before.

use super::altered;
use super::derived::Sums;
use super::lines::{self, Line, Lines, What};
use super::{Difference, Report};
use crate::Error;
use crate::table::{column, entry};
use domain::entry::{ChainPlace, GENESIS, NewEntry, canonical_bytes, chain_hash};
use domain::{DocumentId, EntryId, OperatorId, ScanId, StationId};
use rusqlite::{Connection, Row, params};

pub(super) enum From {
    TheBeginning,
    /// So many entries before the end; what stood before each movement is not looked at.
    Last(i64),
}

const ENTRIES: &str =
    "SELECT e.row, e.id, e.station_id, e.epoch, e.sequence, e.hybrid_clock, e.happened_at_ms,
     e.recorded_at_ms, e.business_date, o.id, e.seat, d.id, e.scan_id, e.reverses, e.note, e.hash,
     w.id FROM entry e JOIN operator o ON o.row = e.operator_row LEFT JOIN operator w ON w.row = e.witness_row
     LEFT JOIN document d ON d.row = e.document_row
     WHERE e.row >= ?1 ORDER BY e.row";
/// Where one chain stands as the entries go by.
struct Chain {
    station: StationId,
    short_name: String,
    epoch: i64,
    sequence: i64,
    hash: [u8; 32],
    hybrid_clock: i64,
}

struct Entry {
    row: i64,
    new: NewEntry,
    place: ChainPlace,
    hash: [u8; 32],
}

/// The first difference in the chain, with `sums` and `report` filled along the way.
pub(super) fn walk(
    connection: &Connection,
    from: From,
    sums: &mut Sums,
    report: &mut Report,
) -> Result<Option<Difference>, Error> {
    let first_row = match from {
        From::TheBeginning => 0,
        From::Last(count) => connection.query_row(
            "SELECT coalesce((SELECT row FROM entry ORDER BY row DESC LIMIT 1 OFFSET ?1), 0)",
            params![count],
            |row| row.get(0),
        )?,
    };
    let is_whole = first_row == 0;
    let mut entries = connection.prepare(ENTRIES)?;
    let mut entries = entries.query(params![first_row])?;
    let mut movements = connection.prepare(lines::MOVEMENTS)?;
    let mut movements = Lines::new(movements.query(params![first_row])?, Line::movement)?;
    let mut placements = connection.prepare(lines::PLACEMENTS)?;
    let mut placements = Lines::new(placements.query(params![first_row])?, Line::placement)?;
    let mut lot_changes = connection.prepare(lines::LOT_CHANGES)?;
    let mut lot_changes = Lines::new(lot_changes.query(params![first_row])?, Line::lot_change)?;
    let mut chain = Chain::at_start(connection)?;
    let mut is_first = !is_whole;
    while let Some(row) = entries.next()? {
        let mut entry = Entry::read(row)?;
        let lines = movements.of(entry.row)?;
        let placed = placements.of(entry.row)?;
        let judged = lot_changes.of(entry.row)?;
        // The link before the first one looked at is taken on trust: it only gives the hash to begin from.
        if is_first {
            is_first = false;
            chain.trust(&entry);
            continue;
        }
        if let Some(difference) = chain.step(&entry) {
            return Ok(Some(difference));
        }
        report.entry_count += 1;
        report.movement_count += lines.len() as i64;
        report.placement_count += placed.len() as i64;
        report.lot_change_count += judged.len() as i64;
        let lines: Vec<Line> = lines.into_iter().chain(placed).chain(judged).collect();
        let unsummed = if is_whole { sums.add(&chain.name(), &lines) } else { None };
        let unlinked = chain.link(&mut entry, lines);
        if unlinked.is_some() || unsummed.is_some() {
            // The hash speaks of the whole entry, and a sum may fail at the line behind: what tells more goes first.
            return Ok(match (unlinked, altered::line(connection, entry.row)?) {
                (Some(unlinked), Some(line))
                    if !unsummed.as_ref().is_some_and(|sum| line.is_named_by(sum)) =>
                {
                    Some(unlinked.narrowed(&line))
                }
                (unlinked, _) => unsummed.or(unlinked),
            });
        }
    }
    report.head = chain.hash;
    if let Some(stray) = movements.next.take().or(placements.next.take()).or(lot_changes.next.take()) {
        let place = format!("row {} of the entries", stray.entry_row);
        return Ok(Some(Difference {
            place,
            what: "an entry of these lines",
            found: "missing".into(),
            wanted: "there".into(),
        }));
    }
    chain.is_the_stations(connection)
}

impl Chain {
    fn at_start(connection: &Connection) -> Result<Chain, Error> {
        let (station, short_name) =
            connection.query_row("SELECT id, short_name FROM station", [], |row| {
                Ok((StationId(column::uuid(row, 0)?), row.get(1)?))
            })?;
        Ok(Chain { station, short_name, epoch: 1, sequence: 0, hash: GENESIS, hybrid_clock: 0 })
    }

    fn name(&self) -> String {
        entry::number(&self.short_name, self.epoch, self.sequence)
    }

    fn trust(&mut self, entry: &Entry) {
        let ChainPlace { epoch, sequence, hybrid_clock, .. } = entry.place;
        (self.epoch, self.sequence, self.hybrid_clock, self.hash) =
            (epoch, sequence, hybrid_clock, entry.hash);
    }

    /// Takes the entry's place, which must be the next one: no gap, no number twice, no clock going back.
    fn step(&mut self, entry: &Entry) -> Option<Difference> {
        let ChainPlace { station, epoch, sequence, hybrid_clock } = entry.place;
        if epoch > self.epoch {
            (self.epoch, self.sequence, self.hash) = (epoch, 0, GENESIS);
        }
        self.sequence += 1;
        if station != self.station {
            return Some(self.differs("the station", station, self.station));
        }
        if (epoch, sequence) != (self.epoch, self.sequence) {
            return Some(self.differs(
                "the sequence",
                format!("{epoch}-{sequence}"),
                format!("{}-{}", self.epoch, self.sequence),
            ));
        }
        if hybrid_clock <= self.hybrid_clock {
            return Some(self.differs(
                "the hybrid clock",
                hybrid_clock,
                format!("above {}", self.hybrid_clock),
            ));
        }
        self.hybrid_clock = hybrid_clock;
        None
    }

    fn link(&mut self, entry: &mut Entry, lines: Vec<Line>) -> Option<Difference> {
        let mut before = Vec::with_capacity(lines.len());
        for line in lines {
            match line.what {
                What::Movement(movement, stood) => {
                    entry.new.movements.push(movement);
                    before.push(stood);
                }
                What::Placement(placement) => entry.new.placements.push(placement),
                What::LotChange(change) => entry.new.lot_changes.push(change),
            }
        }
        self.hash = chain_hash(&self.hash, &canonical_bytes(&entry.place, &entry.new, &before));
        (self.hash != entry.hash).then(|| self.differs("the hash", hex(&entry.hash), hex(&self.hash)))
    }

    /// The station's row names the head that was found.
    fn is_the_stations(&self, connection: &Connection) -> Result<Option<Difference>, Error> {
        let (epoch, sequence, hash, clock): (i64, i64, [u8; 32], i64) = connection.query_row(
            "SELECT epoch, head_sequence, head_hash, hybrid_clock FROM station",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let is_fresh = epoch > self.epoch && sequence == 0 && hash == GENESIS;
        let head = |epoch: i64, sequence: i64, hash: &[u8; 32]| format!("{epoch}-{sequence} {}", hex(hash));
        if !is_fresh && (epoch, sequence, hash) != (self.epoch, self.sequence, self.hash) {
            let (found, wanted) = (head(epoch, sequence, &hash), head(self.epoch, self.sequence, &self.hash));
            return Ok(Some(self.differs("the station's head", found, wanted)));
        }
        if clock < self.hybrid_clock {
            return Ok(Some(self.differs("the station's clock", clock, self.hybrid_clock)));
        }
        Ok(None)
    }

    fn differs(&self, what: &'static str, found: impl ToString, wanted: impl ToString) -> Difference {
        Difference { place: self.name(), what, found: found.to_string(), wanted: wanted.to_string() }
    }
}

impl Entry {
    fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
        let place = ChainPlace {
            station: StationId(column::uuid(row, 2)?),
            epoch: row.get(3)?,
            sequence: row.get(4)?,
            hybrid_clock: row.get(5)?,
        };
        let new = NewEntry {
            id: EntryId(column::uuid(row, 1)?),
            happened_at_ms: row.get(6)?,
            recorded_at_ms: row.get(7)?,
            business_date: column::date(row, 8)?,
            operator: OperatorId(column::uuid(row, 9)?),
            witness: column::maybe_uuid(row, 16)?.map(OperatorId),
            seat: row.get(10)?,
            document: column::maybe_uuid(row, 11)?.map(DocumentId),
            scan: column::maybe_uuid(row, 12)?.map(ScanId),
            reverses: column::maybe_uuid(row, 13)?.map(EntryId),
            note: row.get(14)?,
            movements: Vec::new(),
            placements: Vec::new(),
            lot_changes: Vec::new(),
        };
        Ok(Entry { row: row.get(0)?, new, place, hash: row.get(15)? })
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
