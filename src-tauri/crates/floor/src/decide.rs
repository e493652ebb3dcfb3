//! One turn: understood, decided by its flow, written and shown in a savepoint, then put on the seat with its scan.

use crate::apply::{Applied, apply, raise};
use crate::book::{Book, Moment};
use crate::dispatch;
use crate::face;
use crate::flows::{Event, count};
use crate::lookup::{self, Thing};
use crate::name_it;
use crate::owned;
use crate::pieces;
use crate::said::{Said, TaskText};
use crate::screen::{Screen, Tone};
use crate::step::{STEP_VERSION, Standing, Step};
use crate::take::{Input, Taken, json, keep};
use crate::tray;
use crate::turn::{Refused, Stop, TaskDraft, Turn};
use crate::verdict;
use domain::permission::Role;
use domain::scan::{Reading, Scan, ScanVerdict};
use domain::{Message, OperatorId, Refusal, Value};
use ledger::table::operator::{self, Operator};
use ledger::table::scan::{self as scan_table, ScanRow};
use ledger::table::seat::{self as seat_table, SeatRow};
use ledger::table::task::{self, Severity};
use ledger::{Error, Transaction};

/// One turn being taken.
pub(crate) struct Turning<'a> {
    pub moment: &'a Moment,
    pub seat: &'a str,
    pub input: &'a Input,
    /// The scan waited; its row is there already.
    pub waiting: Option<&'a ScanRow>,
}

/// What was decided, before it is put on the seat.
pub(crate) struct Decided {
    pub step: Step,
    /// Who is active from now on.
    pub operator: Option<Operator>,
    pub screen: Screen,
    pub tone: Tone,
    pub message: Message,
    pub scan: ScanVerdict,
    pub applied: Applied,
    pub refused: Option<Box<Refused>>,
    pub fault: Option<String>,
}

impl Turning<'_> {
    pub fn take(&self, tx: &mut Transaction, mut row: SeatRow) -> Result<Taken, Error> {
        let standing = Standing::of(&row);
        let active = face::active(tx, self.moment, &row)?;
        let decided = match self.in_savepoint(tx, &row, &standing, active.as_ref()) {
            Ok(decided) => decided,
            Err(Stop::Refused(refused)) => self.refused(tx, &standing, active.clone(), refused)?,
            // A mistake of ours: the scan is kept, nothing was booked, the person is told.
            Err(Stop::Fault(error)) if face::error_is_ours(&error) => {
                self.faulted(tx, &standing, active.clone(), &error)?
            }
            Err(Stop::Fault(error)) => return Err(error),
        };
        self.keep_scan(tx, &decided, active.map(|operator| operator.id))?;
        self.tell_of_refused_waiting(tx, &decided)?;
        let verdict = verdict::finished(&row, self.input, &decided);
        row.screen_number += 1;
        // A refusal that left the step as it is leaves taps made on it good.
        let is_refused = decided.refused.is_some() || decided.fault.is_some();
        let is_same = is_refused && decided.step == standing.step;
        let since = if is_same { standing.since } else { row.screen_number };
        row.operator = match &decided.applied.operator {
            Some(changed) => *changed,
            None => row.operator,
        };
        let earlier = tray::card(tx, &decided.step)?;
        row.step_version = STEP_VERSION;
        row.step = Standing { step: decided.step, since }.text();
        row.verdict = Some(verdict::text(&verdict));
        seat_table::save(tx, self.seat, &row)?;
        let (screen, operator) = (decided.screen, decided.operator);
        Ok(Taken {
            screen: face::framed(tx, self.seat, &row, operator, screen, earlier)?,
            entry: decided.applied.entry,
            refusal: decided.refused.map(|refused| refused.refusal),
            fault: decided.fault,
            printing: decided.applied.printing,
            delivering: decided.applied.delivering,
        })
    }

    /// The part that vanishes as a whole when the floor refuses or the program fails, showing included: a step that
    /// cannot be shown is never saved.
    fn in_savepoint(
        &self,
        tx: &mut Transaction,
        row: &SeatRow,
        standing: &Standing,
        active: Option<&Operator>,
    ) -> Result<Decided, Stop> {
        tx.savepoint(|tx| {
            let who = match self.waiting.and_then(|waiting| waiting.operator) {
                Some(id) => operator::by_id(tx, id)?,
                None => active.cloned(),
            };
            let (event, turn, applied) = self.written(tx, row, standing, who.as_ref())?;
            let operator = match applied.operator {
                Some(Some(id)) => operator::by_id(tx, id)?,
                Some(None) => face::default_operator(tx, self.moment)?,
                None => active.cloned(),
            };
            let screen = face::show(tx, self.moment, self.seat, &turn.step, operator.as_ref())?;
            let scan = scan_verdict(&event, &turn);
            let Turn { step, tone, message, refused, .. } = turn;
            Ok(Decided { step, operator, screen, tone, message, scan, applied, refused, fault: None })
        })
    }

    /// Understood, decided by its flow, and written.
    fn written(
        &self,
        tx: &Transaction,
        row: &SeatRow,
        standing: &Standing,
        who: Option<&Operator>,
    ) -> Result<(Event, Turn, Applied), Stop> {
        let nobody = face::nobody();
        let scan = match self.input {
            Input::Scan(scan) => Some(scan.id),
            Input::Repeat(_) | Input::Tap { .. } => None,
        };
        let (moment, seat, input) = (self.moment, self.seat, self.input.id());
        let (operator, happened_at_ms) = (who.unwrap_or(&nobody), moment.now_ms);
        let book = Book { tx, moment, seat, operator, input, scan, happened_at_ms, mark: None };
        let event = self.understand(row, standing, &book)?;
        if who.is_none() && !matches!(event, Event::Scan(Thing::Badge(_))) {
            return Err(Refusal::NeedsBadge {}.into());
        }
        let opened = self.flow_of_source(standing, &event, &book)?;
        let step = opened.as_ref().map_or(&standing.step, |opened| &opened.step);
        let mut turn = match dispatch::turn(step, &event, &book) {
            Err(Stop::Refused(refused)) => not_known(step, self.input, refused, &book)?,
            other => other?,
        };
        turn.writes.splice(0..0, opened.into_iter().flat_map(|opened| opened.writes));
        count::keep_counts(&mut turn, &book)?;
        count::settle_waiting(&mut turn, &book)?;
        pieces::watch(&mut turn, &book)?;
        owned::check(&turn, &book)?;
        let applied = apply(&turn, &book)?;
        Ok((event, turn, applied))
    }

    /// A scanner that feeds one flow opens it where nothing is being done.
    fn flow_of_source(&self, standing: &Standing, event: &Event, book: &Book) -> Result<Option<Turn>, Stop> {
        let Input::Scan(scan) = self.input else { return Ok(None) };
        let decides = matches!(event, Event::Scan(Thing::Command(_) | Thing::Badge(_) | Thing::Document(_)));
        let flow = book.moment.settings.reading.flows.get(&scan.source);
        match flow.filter(|_| standing.step == Step::Home && !decides) {
            Some(flow) => dispatch::open_flow(*flow, book).map(Some),
            None => Ok(None),
        }
    }

    fn understand(&self, row: &SeatRow, standing: &Standing, book: &Book) -> Result<Event, Stop> {
        match self.input {
            Input::Scan(scan) => Ok(Event::Scan(lookup::find(scan, book)?)),
            Input::Repeat(_) => Err(ledger::Error::Bug("a repeat is no turn".to_owned()).into()),
            Input::Tap { number, .. } if !(standing.since..=row.screen_number).contains(number) => {
                Err(Refusal::StaleScreen {}.into())
            }
            Input::Tap { tap, .. } => Ok(Event::Tap(tap.clone())),
        }
    }

    fn refused(
        &self,
        tx: &Transaction,
        standing: &Standing,
        operator: Option<Operator>,
        refused: Box<Refused>,
    ) -> Result<Decided, Error> {
        let (tone, message) = (refused.tone, refused.refusal.message());
        let decided = self.unchanged(tx, standing, operator, tone, message)?;
        Ok(Decided { scan: ScanVerdict::Refused, refused: Some(refused), ..decided })
    }

    fn faulted(
        &self,
        tx: &Transaction,
        standing: &Standing,
        operator: Option<Operator>,
        error: &Error,
    ) -> Result<Decided, Error> {
        let decided = self.unchanged(tx, standing, operator, Tone::Fault, Said::Fault {}.message())?;
        Ok(Decided { scan: ScanVerdict::Faulted, fault: Some(error.to_string()), ..decided })
    }

    fn unchanged(
        &self,
        tx: &Transaction,
        standing: &Standing,
        operator: Option<Operator>,
        tone: Tone,
        message: Message,
    ) -> Result<Decided, Error> {
        let step = standing.step.clone();
        let (step, screen) = face::show_saved(tx, self.moment, self.seat, step, operator.as_ref())?;
        let (applied, scan) = (Applied::default(), ScanVerdict::Refused);
        Ok(Decided { step, operator, screen, tone, message, scan, applied, refused: None, fault: None })
    }

    /// Refusals of scans that had waited flash by: each is told of in a task, so that no goods are lost to it. Of one
    /// code there is one, which says how many were not taken.
    fn tell_of_refused_waiting(&self, tx: &Transaction, decided: &Decided) -> Result<(), Error> {
        let Some(waiting) = self.waiting else { return Ok(()) };
        if !matches!(decided.scan, ScanVerdict::Refused | ScanVerdict::Faulted) {
            return Ok(());
        }
        let by = waiting.operator.map(|id| operator::by_id(tx, id)).transpose()?.flatten();
        let code = verdict::shown_code(&waiting.scan);
        let seat = self.seat.to_owned();
        let cause = format!("scan_not_taken:{seat}:{code}");
        let operator = by.map(|operator| operator.name).unwrap_or_default();
        let open = task::by_cause(tx, &cause)?;
        let before = open.and_then(|task| serde_json::from_str::<Message>(&task.message_json).ok());
        let count = match before.map(|mut message| message.values.remove("count")) {
            None => 1,
            Some(Some(Value::Count(count))) => count + 1,
            // Raised before such a task had a number.
            Some(_) => 2,
        };
        let message = TaskText::ScanNotTaken { code, seat, operator, count }.message();
        let draft =
            TaskDraft { kind: "scan_not_taken", cause, message, severity: Severity::High, role: Role::Lead };
        raise(tx, &draft, self.input.id(), 0, None, self.moment.now_ms)
    }

    fn keep_scan(&self, tx: &Transaction, decided: &Decided, by: Option<OperatorId>) -> Result<(), Error> {
        let Input::Scan(scan) = self.input else { return Ok(()) };
        let (now_ms, entry) = (self.moment.now_ms, decided.applied.entry.as_ref());
        match self.waiting {
            None => keep(tx, scan, self.seat, by, now_ms, decided.scan, &decided.message, entry),
            Some(_) => {
                let entry = entry.map(|entry| entry.id);
                scan_table::settle(tx, scan.id, decided.scan, &json(&decided.message), entry, now_ms)
            }
        }
    }
}

/// A scanned code that nothing answers to is named now or parked; every other refusal stands.
fn not_known(step: &Step, input: &Input, refused: Box<Refused>, book: &Book) -> Result<Turn, Stop> {
    match (&refused.refusal, input) {
        (Refusal::UnknownCode { code }, Input::Scan(scan)) => {
            let said = unknown(code, scan, book);
            let mut turn = Turn::to(name_it::State::unknown(code, scan, step, book), Tone::Unknown, said);
            turn.writes.extend(name_it::parked_before(step, book));
            Ok(turn)
        }
        _ => Err(Stop::Refused(refused)),
    }
}

/// A plain code may be a carrier's; numbers of goods and crates are none.
fn unknown(code: &str, scan: &Scan, book: &Book) -> Said {
    let (code, reading) = (code.to_owned(), &book.moment.settings.reading);
    let is_plain = matches!(reading.read(scan, book.moment.today), Reading::Text(_));
    match reading.tracking(scan).filter(|_| is_plain) {
        Some(tracking) => {
            let (carrier, certainty) = (tracking.carrier.to_owned(), tracking.word());
            Said::UnknownTracking { code, carrier, certainty }
        }
        None => Said::Unknown { code },
    }
}

fn scan_verdict(event: &Event, turn: &Turn) -> ScanVerdict {
    match (event, turn.tone) {
        _ if turn.refused.is_some() => ScanVerdict::Refused,
        (_, Tone::Unknown) => ScanVerdict::Unknown,
        (Event::Scan(Thing::Command(_) | Thing::Badge(_)), _) => ScanVerdict::Command,
        _ => ScanVerdict::Accepted,
    }
}
