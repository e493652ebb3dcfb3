//! One chunk in one turn of the writer: planned by the same code for a dry run and for the import, and
//! written as one entry beside what it changed, all of it or nothing.

use crate::change::Change;
use crate::column::Column;
use crate::line::{Cells, Layout, Line, Refused};
use crate::plan::{Look, Planned, Planner};
use crate::said::Why;
use crate::terms::Terms;
use domain::entry::{NewEntry, NewMovement};
use domain::{Amount, DeliveryId, EntryId, InputId};
use ledger::table::audit::{self, AuditRow};
use ledger::table::delivery::{self, DeliveryKind, DeliveryState};
use ledger::table::entry::{self, Recorded};
use ledger::table::import::{self, BookMark, Chunk, Import, ImportKind};
use ledger::table::{item, location};
use ledger::{Error, Transaction};

/// What planning looks at, the same for all chunks of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Looked {
    pub import: InputId,
    pub begun_after: BookMark,
    /// UTC milliseconds.
    pub begun_at_ms: i64,
}

/// A line of the file with what it would do, or with what is wrong with it.
pub(crate) type PlannedLine = (u64, Result<Planned, Vec<Refused>>);

pub(crate) enum Applied {
    /// Line by line, for the report.
    Written(Vec<(u64, Planned)>),
    Refused(Vec<Vec<Refused>>),
}

/// Why a chunk's savepoint is taken back.
enum Halt {
    Refused(Vec<Refused>),
    Fault(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Halt {
        Halt::Fault(error)
    }
}

impl From<serde_json::Error> for Halt {
    fn from(error: serde_json::Error) -> Halt {
        Halt::Fault(Error::Stored { what: "a chunk's changes", why: error.to_string() })
    }
}

/// Writes nothing.
pub(crate) fn plan(
    tx: &Transaction,
    planner: &mut dyn Planner,
    lines: &[Line],
    layout: &Layout,
    looked: Looked,
) -> Result<Vec<PlannedLine>, Error> {
    let Looked { import, begun_after, begun_at_ms } = looked;
    let look = Look { tx, import, begun_after, begun_at_ms };
    planner.forget();
    let mut planned = Vec::with_capacity(lines.len());
    for line in lines {
        let mut cells = Cells::new(line, layout);
        let result = planner.plan(&look, &mut cells)?;
        let refused = cells.refused;
        let result = match result {
            Some(planned) if refused.is_empty() => Ok(planned),
            _ => Err(refused),
        };
        assert!(!matches!(&result, Err(refused) if refused.is_empty()), "what is not taken says why");
        planned.push((line.record.line, result));
    }
    Ok(planned)
}

/// Plans the chunk again, against the book as it is now, and writes it. Nothing is written when a line is
/// refused.
pub(crate) fn apply(
    tx: &mut Transaction<'_>,
    planner: &mut dyn Planner,
    (import, index): (&Import, u32),
    (lines, layout): (&[Line], &Layout),
    terms: &Terms,
) -> Result<Applied, Error> {
    let Import { begun_after, begun_at_ms, .. } = *import;
    let looked = Looked { import: InputId(import.id.0), begun_after, begun_at_ms };
    let mut good = Vec::with_capacity(lines.len());
    let mut bad = Vec::new();
    for (line, result) in plan(tx, planner, lines, layout, looked)? {
        match result {
            Ok(planned) => good.push((line, planned)),
            Err(refused) => bad.push(refused),
        }
    }
    if !bad.is_empty() {
        return Ok(Applied::Refused(bad));
    }
    match tx.savepoint(|tx| write(tx, &good, (import, index), (lines, layout), terms)) {
        Ok(()) => Ok(Applied::Written(good)),
        Err(Halt::Refused(refused)) => Ok(Applied::Refused(vec![refused])),
        Err(Halt::Fault(error)) => Err(error),
    }
}

fn write(
    tx: &Transaction,
    planned: &[(u64, Planned)],
    (import, index): (&Import, u32),
    (lines, layout): (&[Line], &Layout),
    terms: &Terms,
) -> Result<(), Halt> {
    let now_ms = terms.moment.now_ms;
    let changes: Vec<&Change> = planned.iter().flat_map(|(_, planned)| &planned.changes).collect();
    for change in &changes {
        change.write(tx, now_ms)?;
    }
    let movements: Vec<NewMovement> =
        planned.iter().flat_map(|(_, planned)| planned.movements.iter().cloned()).collect();
    let mut booked = None;
    if !movements.is_empty() {
        let new = entry_of(import, index, movements, terms);
        let recorded =
            entry::append(tx, &new).or_else(|error| refused_by_book(tx, error, planned, (lines, layout)))?;
        if import.kind == ImportKind::Counts {
            deliver(tx, &recorded, InputId(import.id.0), index, terms)?;
        }
        booked = Some(recorded.id);
    }
    let changes_json = serde_json::to_string(&changes)?;
    import::add_chunk(tx, import.id, &Chunk { index, entry: booked, changes_json })?;
    Ok(())
}

fn entry_of(import: &Import, index: u32, movements: Vec<NewMovement>, terms: &Terms) -> NewEntry {
    NewEntry {
        id: EntryId(InputId(import.id.0).derive("entry", index)),
        happened_at_ms: terms.moment.now_ms,
        recorded_at_ms: terms.moment.now_ms,
        business_date: terms.moment.today,
        operator: terms.operator,
        witness: None,
        seat: terms.seat.clone(),
        document: None,
        scan: None,
        reverses: None,
        note: import.file_name.clone(),
        movements,
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}

/// What only the book itself can see, said of its line.
fn refused_by_book(
    tx: &Transaction,
    error: Error,
    planned: &[(u64, Planned)],
    (lines, layout): (&[Line], &Layout),
) -> Result<Recorded, Halt> {
    let line_of = |is_it: &dyn Fn(&NewMovement) -> bool| {
        let found = planned.iter().position(|(_, planned)| planned.movements.iter().any(is_it));
        found.and_then(|place| lines.get(place))
    };
    let refused = |line: &Line, column: Column, why: Why| {
        let mut cells = Cells::new(line, layout);
        cells.refuse(column, why);
        Err(Halt::Refused(cells.refused))
    };
    match &error {
        Error::Short { item: of, lot, location, there, .. } => {
            let key = (*of, *lot, *location);
            let line = line_of(&|movement| (movement.item, movement.lot, movement.from) == key);
            if let (Some(line), Some(found)) = (line, item::by_id(tx, *of)?) {
                let there = found.amount(*there);
                return refused(line, Column::Quantity, Why::CountBelowZero { there });
            }
        }
        Error::ShortPieces { item: of, lot, location, there, .. } => {
            let key = (*of, *lot, *location);
            if let Some(line) = line_of(&|movement| (movement.item, movement.lot, movement.from) == key) {
                let there = Amount::of_pieces(*there);
                return refused(line, Column::Pieces, Why::CountBelowZero { there });
            }
        }
        Error::SerialElsewhere { item: of, serial, there } => {
            let line = line_of(&|movement| {
                movement.item == *of && movement.serial.as_deref() == Some(serial.as_str())
            });
            let place = there.map(|id| location::by_id(tx, id)).transpose()?.flatten();
            let location = place.map(|place| place.code).unwrap_or_default();
            if let Some(line) = line {
                let serial = serial.clone();
                return refused(line, Column::Serial, Why::SerialElsewhere { serial, location });
            }
        }
        _ => {}
    }
    Err(error.into())
}

/// Vendors that keep this site's stock are told of the differences, as by the count flow.
fn deliver(
    tx: &Transaction,
    recorded: &Recorded,
    import: InputId,
    index: u32,
    terms: &Terms,
) -> Result<(), Error> {
    let lane = format!("entry:{}", recorded.id);
    for (number, vendor) in terms.adjustments_to.iter().enumerate() {
        let purpose = format!("delivery {number}");
        tell(tx, (vendor, &lane), recorded, DeliveryId(import.derive(&purpose, index)), terms)?;
    }
    Ok(())
}

/// Owes a vendor an adjustment that points at this entry.
pub(crate) fn tell(
    tx: &Transaction,
    (vendor, lane): (&str, &str),
    recorded: &Recorded,
    id: DeliveryId,
    terms: &Terms,
) -> Result<(), Error> {
    let kind = DeliveryKind::StockAdjustment;
    let is_withheld = terms.withheld.contains(&format!("{vendor}:{}", kind.text()));
    delivery::insert(
        tx,
        &delivery::NewDelivery {
            id,
            vendor: vendor.to_owned(),
            kind,
            entry: recorded.id,
            lane: lane.to_owned(),
            natural_key: recorded.number.clone(),
            priority: 2,
            state: if is_withheld { DeliveryState::Withheld } else { DeliveryState::Waiting },
            made_at_ms: terms.moment.now_ms,
        },
    )
}

/// Into the audit trail.
pub(crate) fn note(tx: &Transaction, action: &str, import: &Import, terms: &Terms) -> Result<(), Error> {
    let detail = serde_json::json!({
        "import": import.id.0, "kind": import.kind.text(), "file": import.file_name,
        "lines": import.line_count,
    });
    audit::insert(
        tx,
        &AuditRow {
            at_ms: terms.moment.now_ms,
            operator: Some(terms.operator),
            seat: terms.seat.clone(),
            action: action.to_owned(),
            detail_json: detail.to_string(),
        },
    )
}
