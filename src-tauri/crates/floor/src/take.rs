//! Takes one input at a seat: looks it up, lets the flow decide, writes the turn, keeps the scan, shows the seat.
//! Runs inside one transaction of the writer; the caller sends sight and sound out after its commit.

use crate::apply::{Applied, apply};
use crate::book::{Book, Moment};
use crate::dispatch;
use crate::flows::Event;
use crate::lookup;
use crate::name_it;
use crate::said::{Ask, Said};
use crate::screen::{OperatorCard, Prompt, Screen, SeatScreen, Tap, Tone, Verdict};
use crate::step::{STEP_VERSION, Step};
use crate::turn::{Refused, Stop, Turn};
use domain::code::{OwnCode, OwnKind};
use domain::permission::Role;
use domain::scan::{Scan, ScanVerdict};
use domain::{EntryId, InputId, Message, OperatorId, Refusal};
use ledger::table::entry::Recorded;
use ledger::table::operator::{self, Operator};
use ledger::table::scan::{self as scan_table, ScanRow};
use ledger::table::seat::{self as seat_table, SeatRow};
use ledger::{Error, Transaction};
use uuid::Uuid;

/// Scans that may wait behind an open question before the next is refused.
const WAITING_LIMIT: i64 = 500;

/// What comes in at a seat, scans and taps by the same door.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Scan(Scan),
    /// `number` is the screen it was made on.
    Tap { id: InputId, number: i64, tap: Tap },
}

/// A turn that was taken and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub screen: SeatScreen,
    pub entry: Option<Recorded>,
    pub refusal: Option<Refusal>,
    /// Something was queued for a printer or a vendor.
    pub printing: bool,
    pub delivering: bool,
}

/// Takes one input.
///
/// # Errors
/// The ledger's, when the turn could not be read or written at all; then nothing of it is kept.
pub fn take(tx: &mut Transaction, moment: &Moment, seat: &str, input: &Input) -> Result<Taken, Error> {
    let row = seat_table::load(tx, seat)?;
    if let Input::Scan(scan) = input {
        if scan_table::by_id(tx, scan.id)?.is_some() {
            // The same scan again: it is already decided, and the answer is what stands on the screen.
            return Ok(Taken::unchanged(shown(tx, moment, seat, &row)?));
        }
        if step_of(&row).has_question() && !decides_questions(scan) {
            return wait(tx, moment, seat, row, scan);
        }
    }
    decide(tx, moment, seat, row, input, None)
}

/// Takes the oldest scan that waits, once no question is open; `None` when there is none.
pub fn take_waiting(tx: &mut Transaction, moment: &Moment, seat: &str) -> Result<Option<Taken>, Error> {
    let row = seat_table::load(tx, seat)?;
    if step_of(&row).has_question() {
        return Ok(None);
    }
    let Some(waiting) = scan_table::waiting(tx, seat)?.into_iter().next() else { return Ok(None) };
    let input = Input::Scan(waiting.scan.clone());
    decide(tx, moment, seat, row, &input, Some(&waiting)).map(Some)
}

/// The seat as it stands, without an input: at start, for a new face.
pub fn look(tx: &Transaction, moment: &Moment, seat: &str) -> Result<SeatScreen, Error> {
    let row = seat_table::load(tx, seat)?;
    shown(tx, moment, seat, &row)
}

impl Taken {
    fn unchanged(screen: SeatScreen) -> Taken {
        Taken { screen, entry: None, refusal: None, printing: false, delivering: false }
    }
}

impl Input {
    fn id(&self) -> InputId {
        match self {
            Input::Scan(scan) => InputId(scan.id.0),
            Input::Tap { id, .. } => *id,
        }
    }
}

/// Commands and badges act while a question is open; goods wait.
fn decides_questions(scan: &Scan) -> bool {
    let text = String::from_utf8_lossy(&scan.bytes);
    match OwnCode::parse(text.trim()) {
        Some(Ok(code)) => matches!(code.kind, OwnKind::Command | OwnKind::Badge),
        _ => false,
    }
}

fn wait(tx: &mut Transaction, moment: &Moment, seat: &str, row: SeatRow, scan: &Scan) -> Result<Taken, Error> {
    let count = scan_table::waiting_count(tx, seat)?;
    let operator = active(tx, moment, &row)?;
    let full = count >= WAITING_LIMIT;
    let (verdict, tone, message) = if full {
        let refusal = Refusal::TooManyWaiting { count };
        (ScanVerdict::Refused, Tone::Refused, refusal.message())
    } else {
        (ScanVerdict::Waiting, Tone::Waiting, Said::Waits { count: count + 1 }.message())
    };
    let operator = operator.map(|operator| operator.id);
    scan_table::insert(tx, scan, seat, operator, moment.now_ms, verdict, &json(&message), None)?;
    // The screen keeps its number: an answer being tapped right now must not turn stale.
    let mut screen = shown(tx, moment, seat, &row)?;
    screen.verdict = Some(Verdict {
        tone,
        scan: Some(verdict),
        code: Some(String::from_utf8_lossy(&scan.bytes).into_owned()),
        ..verdict_of(InputId(scan.id.0), tone, message)
    });
    Ok(Taken::unchanged(screen))
}

/// What was decided, before it is put on the seat.
struct Decided {
    step: Step,
    operator: Option<OperatorId>,
    tone: Tone,
    message: Message,
    scan: ScanVerdict,
    applied: Applied,
    refused: Option<Box<Refused>>,
}

fn decide(
    tx: &mut Transaction,
    moment: &Moment,
    seat: &str,
    mut row: SeatRow,
    input: &Input,
    waiting: Option<&ScanRow>,
) -> Result<Taken, Error> {
    let step = step_of(&row);
    let operator = active(tx, moment, &row)?;
    let decided = match in_savepoint(tx, moment, seat, &row, &step, operator.as_ref(), input) {
        Ok(decided) => decided,
        Err(Stop::Refused(refused)) => refused_turn(&row, step, refused),
        // A panic in a flow is ours: the scan is kept, nothing was booked, the person is told.
        Err(Stop::Fault(Error::Bug(_))) => faulted(&row, step),
        Err(Stop::Fault(error)) => return Err(error),
    };
    let entry = decided.applied.entry.as_ref().map(|entry| entry.id);
    if let Input::Scan(scan) = input {
        let (message, by) = (json(&decided.message), operator.map(|operator| operator.id));
        match waiting {
            None => scan_table::insert(tx, scan, seat, by, moment.now_ms, decided.scan, &message, entry)?,
            Some(_) => scan_table::settle(tx, scan.id, decided.scan, &message, entry, moment.now_ms)?,
        }
    }
    let verdict = finished_verdict(&row, input, &decided, entry);
    row.screen_number += 1;
    row.operator = decided.operator;
    row.step_version = STEP_VERSION;
    row.step = serde_json::to_string(&decided.step).expect("a step is plain data");
    row.verdict = Some(serde_json::to_string(&verdict).expect("a verdict is plain data"));
    seat_table::save(tx, seat, &row)?;
    Ok(Taken {
        screen: shown(tx, moment, seat, &row)?,
        entry: decided.applied.entry.clone(),
        refusal: decided.refused.map(|refused| refused.refusal),
        printing: decided.applied.printing,
        delivering: decided.applied.delivering,
    })
}

/// The part that vanishes as a whole when the floor refuses.
fn in_savepoint(
    tx: &mut Transaction,
    moment: &Moment,
    seat: &str,
    row: &SeatRow,
    step: &Step,
    operator: Option<&Operator>,
    input: &Input,
) -> Result<Decided, Stop> {
    tx.savepoint(|tx| {
        let nobody = nobody();
        let scan = match input {
            Input::Scan(scan) => Some(scan.id),
            Input::Tap { .. } => None,
        };
        let active = operator.unwrap_or(&nobody);
        let book = Book { tx: &*tx, moment, seat, operator: active, input: input.id(), scan };
        let event = understand(input, row, &book)?;
        let is_badge = matches!(event, Event::Scan(lookup::Thing::Badge(_)));
        if operator.is_none() && !is_badge {
            return Err(Refusal::NeedsBadge {}.into());
        }
        let turn = match dispatch::turn(step, &event, &book) {
            Err(Stop::Refused(refused)) => not_known(step, input, refused)?,
            other => other?,
        };
        let applied = apply(&turn, &book)?;
        let scan = scan_verdict(&event, turn.tone);
        let operator = applied.operator.unwrap_or(row.operator);
        Ok(Decided { step: turn.step, operator, tone: turn.tone, message: turn.message, scan, applied, refused: None })
    })
}

fn understand(input: &Input, row: &SeatRow, book: &Book) -> Result<Event, Stop> {
    match input {
        Input::Scan(scan) => Ok(Event::Scan(lookup::find(scan, book)?)),
        Input::Tap { number, .. } if *number != row.screen_number => Err(Refusal::StaleScreen {}.into()),
        Input::Tap { tap, .. } => Ok(Event::Tap(tap.clone())),
    }
}

/// A scanned code that nothing answers to is named now or parked; every other refusal stands.
fn not_known(step: &Step, input: &Input, refused: Box<Refused>) -> Result<Turn, Stop> {
    match (&refused.refusal, input) {
        (Refusal::UnknownCode { code }, Input::Scan(scan)) => {
            let back = match step {
                Step::NameIt(state) => state.back.clone(),
                other => Box::new(other.clone()),
            };
            let state = name_it::State {
                code: code.clone(),
                scan: Some(scan.id),
                back,
                search: String::new(),
                several: false,
            };
            let mut turn = Turn::to(state, Tone::Unknown, Said::Unknown { code: code.clone() });
            if let Step::NameIt(name_it::State { scan: Some(before), .. }) = step {
                turn.writes.push(crate::turn::Write::Parked(*before));
            }
            Ok(turn)
        }
        _ => Err(Stop::Refused(refused)),
    }
}

fn scan_verdict(event: &Event, tone: Tone) -> ScanVerdict {
    match (event, tone) {
        (_, Tone::Unknown) => ScanVerdict::Unknown,
        (Event::Scan(lookup::Thing::Command(_) | lookup::Thing::Badge(_)), _) => ScanVerdict::Command,
        _ => ScanVerdict::Accepted,
    }
}

fn refused_turn(row: &SeatRow, step: Step, refused: Box<Refused>) -> Decided {
    Decided {
        step,
        operator: row.operator,
        tone: refused.tone,
        message: refused.refusal.message(),
        scan: ScanVerdict::Refused,
        applied: Applied::default(),
        refused: Some(refused),
    }
}

fn faulted(row: &SeatRow, step: Step) -> Decided {
    Decided {
        step,
        operator: row.operator,
        tone: Tone::Fault,
        message: Said::Fault {}.message(),
        scan: ScanVerdict::Faulted,
        applied: Applied::default(),
        refused: None,
    }
}

fn finished_verdict(row: &SeatRow, input: &Input, decided: &Decided, entry: Option<EntryId>) -> Verdict {
    let before: Option<Verdict> = row.verdict.as_deref().and_then(|verdict| serde_json::from_str(verdict).ok());
    let (scan, code) = match input {
        Input::Scan(scan) => {
            (Some(decided.scan), Some(String::from_utf8_lossy(&scan.bytes).chars().take(120).collect()))
        }
        Input::Tap { .. } => (None, None),
    };
    let goes_on = decided.tone == Tone::More && before.as_ref().is_some_and(|before| before.streak > 0);
    let streak = match (goes_on, decided.tone) {
        (true, _) => before.map_or(1, |before| before.streak + 1),
        (false, Tone::Accepted | Tone::More) => 1,
        (false, _) => 0,
    };
    Verdict {
        scan,
        code,
        expected: decided.refused.as_ref().and_then(|refused| refused.expected.clone()),
        got: decided.refused.as_ref().and_then(|refused| refused.got.clone()),
        entry: entry.map(|entry| entry.to_string()),
        streak,
        ..verdict_of(input.id(), decided.tone, decided.message.clone())
    }
}

fn verdict_of(input: InputId, tone: Tone, message: Message) -> Verdict {
    Verdict {
        input: input.to_string(),
        tone,
        scan: None,
        message,
        code: None,
        expected: None,
        got: None,
        entry: None,
        streak: 0,
    }
}

/// A step that this version cannot read is dropped; documents and entries still say how far the work is.
fn step_of(row: &SeatRow) -> Step {
    if row.step_version != STEP_VERSION {
        return Step::Home;
    }
    serde_json::from_str(&row.step).unwrap_or(Step::Home)
}

fn active(tx: &Transaction, moment: &Moment, row: &SeatRow) -> Result<Option<Operator>, Error> {
    match (row.operator, &moment.settings.default_operator) {
        (Some(id), _) => operator::by_id(tx, id),
        (None, Some(name)) => operator::by_name(tx, name),
        (None, None) => Ok(None),
    }
}

/// Stands in where a look-up runs before anybody is signed in; may do nothing.
fn nobody() -> Operator {
    Operator {
        id: OperatorId(Uuid::nil()),
        name: String::new(),
        role: Role::CustomerService,
        language: "en".to_owned(),
        badge: None,
    }
}

fn shown(tx: &Transaction, moment: &Moment, seat: &str, row: &SeatRow) -> Result<SeatScreen, Error> {
    let operator = active(tx, moment, row)?;
    let screen = match &operator {
        None => Screen::Badge { prompt: Prompt::asking(Ask::Badge {}.message()) },
        Some(active) => {
            let input = InputId(Uuid::nil());
            let book = Book { tx, moment, seat, operator: active, input, scan: None };
            match dispatch::show(&step_of(row), &book) {
                Ok(screen) => screen,
                Err(Stop::Fault(error)) => return Err(error),
                // What the step named is gone: the work goes on from home, entries say how far it is.
                Err(Stop::Refused(_)) => crate::home::show(&book).map_err(Stop::into_fault)?,
            }
        }
    };
    Ok(SeatScreen {
        number: row.screen_number,
        seat: seat.to_owned(),
        operator: operator.map(operator_card),
        screen,
        verdict: row.verdict.as_deref().and_then(|verdict| serde_json::from_str(verdict).ok()),
        waiting_count: scan_table::waiting_count(tx, seat)?,
        parked_count: scan_table::parked_count(tx)?,
    })
}

fn operator_card(operator: Operator) -> OperatorCard {
    OperatorCard { id: operator.id, name: operator.name, role: operator.role, language: operator.language }
}

fn json(message: &Message) -> String {
    serde_json::to_string(message).expect("a message is plain data")
}
