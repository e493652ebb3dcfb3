//! Takes one input at a seat: looks it up, lets the flow decide, writes the turn, keeps the scan, shows the seat.
//! Runs inside one transaction of the writer; the caller sends sight and sound out after its commit.

use crate::book::Moment;
use crate::decide::Turning;
use crate::face;
use crate::said::Said;
use crate::screen::{SeatScreen, Tap, Tone};
use crate::step::Standing;
use crate::verdict;
use domain::code::{OwnCode, OwnKind};
use domain::scan::{Scan, ScanVerdict};
use domain::{InputId, Message, OperatorId, Refusal};
use ledger::table::entry::Recorded;
use ledger::table::scan as scan_table;
use ledger::table::seat::{self as seat_table, SeatRow};
use ledger::{Error, Transaction};

/// Scans that may wait behind an open question before the next is refused.
const WAITING_LIMIT: i64 = 500;
/// What the ledger keeps of one scan, in bytes; longer ones are refused and kept by their beginning.
const SCAN_LENGTH_KEPT: usize = 8_192;

/// What comes in at a seat, scans and taps by the same door.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Scan(Scan),
    /// What a scanner that reads by itself saw once more: kept and shown, never booked.
    Repeat(Scan),
    /// `number` is the screen it was made on.
    Tap {
        id: InputId,
        number: i64,
        tap: Tap,
    },
}

/// A turn that was taken and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub screen: SeatScreen,
    pub entry: Option<Recorded>,
    pub refusal: Option<Refusal>,
    /// A mistake of the program, in words for the log: the scan is kept, nothing was booked, the person was told.
    pub fault: Option<String>,
    /// Something was queued for a printer or a vendor.
    pub printing: bool,
    pub delivering: bool,
}

/// Takes one input. While scans wait, [`take_waiting`] is called until it gives `None`: a scan that comes in
/// between waits behind them, so that all are booked in order.
///
/// # Errors
/// The ledger's, when the turn could not be read or written at all; then nothing of it is kept.
pub fn take(tx: &mut Transaction, moment: &Moment, seat: &str, input: &Input) -> Result<Taken, Error> {
    let row = seat_table::load(tx, seat)?;
    if is_taken_before(tx, &row, input)? {
        return Ok(Taken::shown(face::seat_screen(tx, moment, seat, &row)?));
    }
    match input {
        Input::Tap { tap: Tap::Acknowledge, .. } => acknowledge(tx, moment, seat, row),
        Input::Repeat(scan) => repeat(tx, moment, seat, row, scan),
        Input::Scan(scan) if is_reused(tx, scan)? => refuse_reused(tx, moment, seat, row, input),
        Input::Scan(scan) if has_to_wait(tx, moment, seat, &row, scan)? => wait(tx, moment, seat, row, scan),
        _ => Turning { moment, seat, input, waiting: None }.take(tx, row),
    }
}

/// Takes the oldest scan that waits, once no question is open; `None` when there is none. It counts as made by
/// whoever scanned it.
///
/// # Errors
/// As [`take`].
pub fn take_waiting(tx: &mut Transaction, moment: &Moment, seat: &str) -> Result<Option<Taken>, Error> {
    let row = seat_table::load(tx, seat)?;
    if Standing::of(&row).step.has_question() {
        return Ok(None);
    }
    let Some(waiting) = scan_table::waiting(tx, seat)?.into_iter().next() else { return Ok(None) };
    let input = Input::Scan(waiting.scan.clone());
    Turning { moment, seat, input: &input, waiting: Some(&waiting) }.take(tx, row).map(Some)
}

/// The seat as it stands, without an input: at start, for a new face.
///
/// # Errors
/// The ledger's, when it could not be read.
pub fn look(tx: &Transaction, moment: &Moment, seat: &str) -> Result<SeatScreen, Error> {
    let row = seat_table::load(tx, seat)?;
    face::seat_screen(tx, moment, seat, &row)
}

impl Taken {
    fn shown(screen: SeatScreen) -> Taken {
        Taken { screen, entry: None, refusal: None, fault: None, printing: false, delivering: false }
    }
}

impl Input {
    pub(crate) fn id(&self) -> InputId {
        match self {
            Input::Scan(scan) | Input::Repeat(scan) => InputId(scan.id.0),
            Input::Tap { id, .. } => *id,
        }
    }
}

/// The same scan or tap again: it is decided, and the answer is what stands on the screen.
fn is_taken_before(tx: &Transaction, row: &SeatRow, input: &Input) -> Result<bool, Error> {
    Ok(match input {
        Input::Scan(scan) | Input::Repeat(scan) => {
            scan_table::by_id(tx, scan.id)?.is_some_and(|kept| kept.scan.bytes == kept_bytes(scan))
        }
        Input::Tap { id, .. } => verdict::of(row).is_some_and(|verdict| verdict.input == id.to_string()),
    })
}

fn is_reused(tx: &Transaction, scan: &Scan) -> Result<bool, Error> {
    Ok(scan_table::by_id(tx, scan.id)?.is_some())
}

/// One id with two contents: nothing is taken, and the first stays as it is.
fn refuse_reused(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    mut row: SeatRow,
    input: &Input,
) -> Result<Taken, Error> {
    let refusal = Refusal::OperationReused {};
    let verdict = verdict::plain(input.id(), Tone::Refused, refusal.message());
    save(tx, seat, &mut row, Some(verdict::text(&verdict)))?;
    let screen = face::seat_screen(tx, moment, seat, &row)?;
    Ok(Taken { refusal: Some(refusal), ..Taken::shown(screen) })
}

/// Closes the band; what is asked stays as it is.
fn acknowledge(tx: &Transaction, moment: &Moment, seat: &str, mut row: SeatRow) -> Result<Taken, Error> {
    save(tx, seat, &mut row, None)?;
    Ok(Taken::shown(face::seat_screen(tx, moment, seat, &row)?))
}

/// A newer screen of the same step.
fn save(tx: &Transaction, seat: &str, row: &mut SeatRow, verdict: Option<String>) -> Result<(), Error> {
    row.screen_number += 1;
    row.verdict = verdict;
    seat_table::save(tx, seat, row)
}

/// Behind an open question, and behind those that wait already. Commands and badges act at once; without anybody
/// signed in a scan is refused, not kept.
fn has_to_wait(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    row: &SeatRow,
    scan: &Scan,
) -> Result<bool, Error> {
    let text = String::from_utf8_lossy(&scan.bytes);
    let acts_at_once = match OwnCode::parse(text.trim()) {
        Some(Ok(code)) => matches!(code.kind, OwnKind::Command | OwnKind::Badge),
        _ => false,
    };
    if acts_at_once || face::active(tx, moment, row)?.is_none() {
        return Ok(false);
    }
    Ok(Standing::of(row).step.has_question() || scan_table::waiting_count(tx, seat)? > 0)
}

/// What must be looked at, a refusal or a stop, stays on the screen.
fn repeat(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    mut row: SeatRow,
    scan: &Scan,
) -> Result<Taken, Error> {
    let message = Said::Repeat { code: verdict::shown_code(scan) }.message();
    let operator = face::active(tx, moment, &row)?.map(|operator| operator.id);
    keep(tx, scan, seat, operator, moment.now_ms, ScanVerdict::Repeat, &message, None)?;
    let is_seen = verdict::of(&row).is_none_or(|verdict| {
        matches!(verdict.tone, Tone::Accepted | Tone::More | Tone::Complete | Tone::Command | Tone::Repeat)
    });
    if is_seen {
        let shown = verdict::of_scan(scan, ScanVerdict::Repeat, Tone::Repeat, message);
        save(tx, seat, &mut row, Some(verdict::text(&shown)))?;
    }
    Ok(Taken::shown(face::seat_screen(tx, moment, seat, &row)?))
}

fn wait(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    mut row: SeatRow,
    scan: &Scan,
) -> Result<Taken, Error> {
    let count = scan_table::waiting_count(tx, seat)?;
    let refusal = (count >= WAITING_LIMIT).then_some(Refusal::TooManyWaiting { count });
    let (verdict, tone, message) = match &refusal {
        Some(refusal) => (ScanVerdict::Refused, Tone::Refused, refusal.message()),
        None => (ScanVerdict::Waiting, Tone::Waiting, Said::Waits { count: count + 1 }.message()),
    };
    let operator = face::active(tx, moment, &row)?.map(|operator| operator.id);
    keep(tx, scan, seat, operator, moment.now_ms, verdict, &message, None)?;
    let shown = verdict::of_scan(scan, verdict, tone, message);
    save(tx, seat, &mut row, Some(verdict::text(&shown)))?;
    let screen = face::seat_screen(tx, moment, seat, &row)?;
    Ok(Taken { refusal, ..Taken::shown(screen) })
}

#[expect(clippy::too_many_arguments, reason = "as the table's own insert")]
pub(crate) fn keep(
    tx: &Transaction,
    scan: &Scan,
    seat: &str,
    operator: Option<OperatorId>,
    now_ms: i64,
    verdict: ScanVerdict,
    message: &Message,
    entry: Option<&Recorded>,
) -> Result<(), Error> {
    let kept = Scan { bytes: kept_bytes(scan).to_vec(), ..scan.clone() };
    scan_table::insert(
        tx,
        &kept,
        seat,
        operator,
        now_ms,
        verdict,
        &json(message),
        entry.map(|entry| entry.id),
    )
}

fn kept_bytes(scan: &Scan) -> &[u8] {
    &scan.bytes[..scan.bytes.len().min(SCAN_LENGTH_KEPT)]
}

pub(crate) fn json(message: &Message) -> String {
    serde_json::to_string(message).expect("a message is plain data")
}
