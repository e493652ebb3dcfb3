//! Seats: each workplace has one queue, scans and taps by the same door, one turn at a time, and one screen that
//! goes to all its faces after the commit.

use crate::context::Context;
use crate::said::Fault;
use crate::view::Burst;
use crate::{clock, date_doubt};
use domain::scan::{Scan, ScanVerdict};
use domain::{InputId, Message, Refusal, ScanId};
use floor::said::Said;
use floor::screen::{SeatScreen, Tone, Verdict};
use floor::{Input, Taken};
use ledger::table::{operator, seat};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::{Mutex as TurnLock, watch};
use uuid::Uuid;

/// The window's; a browser's where there is none.
pub const MAIN: &str = "main";

/// All seats of the station.
pub struct Seats {
    context: Arc<Context>,
    seats: Mutex<HashMap<String, Arc<Seat>>>,
}

struct Seat {
    name: String,
    /// Held during a turn, so that inputs keep their order.
    turn: TurnLock<()>,
    screen: watch::Sender<SeatScreen>,
}

impl Seats {
    pub fn new(context: Arc<Context>) -> Seats {
        Seats { context, seats: Mutex::new(HashMap::new()) }
    }

    /// The screen of a seat now, and every one after it.
    pub async fn watch(&self, seat: &str) -> Result<watch::Receiver<SeatScreen>, ledger::Error> {
        Ok(self.seat(seat).await?.screen.subscribe())
    }

    /// Whether somebody has worked there, or the settings name it; `main` always.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn is_known(&self, name: &str) -> Result<bool, ledger::Error> {
        let is_named = || self.context.settings().scanner.iter().any(|scanner| scanner.seat == name);
        if name == MAIN || self.open(name).is_some() || is_named() {
            return Ok(true);
        }
        let name = name.to_owned();
        self.context.ledger.writer().turn(move |tx| seat::exists(tx, &name)).await
    }

    /// Takes one input and then whatever waited behind a question it answered.
    pub async fn input(&self, seat: &str, input: Input) -> Result<Taken, ledger::Error> {
        if let Input::Scan(scan) | Input::Repeat(scan) = &input {
            self.context.scan_log.arrived(scan.id, self.context.monotonic_ms());
        }
        let seat = self.seat(seat).await?;
        let _turn = seat.turn.lock().await;
        let taken = match self.one(&seat, input.clone()).await {
            Ok(taken) => taken,
            Err(error) => {
                tracing::error!(%error, seat = %seat.name, "a turn was not written");
                seat.screen.send_modify(|screen| screen.verdict = Some(fault(&input, &error)));
                return Err(error);
            }
        };
        if taken.screen.waiting_count > 0
            && let Err(error) = self.drain(&seat).await
        {
            // This input is booked, whatever became of those behind it: they wait on, the screen counts them, and
            // the next turn tries again.
            tracing::error!(%error, seat = %seat.name, "what waited at a seat was not taken");
        }
        Ok(taken)
    }

    /// Reads the seats' screens again: settings or documents changed under them.
    pub async fn refresh(&self) -> Result<(), ledger::Error> {
        let seats: Vec<_> =
            self.seats.lock().expect("no turn panics while it holds the map").values().cloned().collect();
        for seat in seats {
            let _turn = seat.turn.lock().await;
            let mut screen = self.look(&seat.name).await?;
            // What could not be written stands nowhere but here: it stays said until the next input.
            let told = seat.screen.borrow().verdict.clone();
            if told.as_ref().is_some_and(|verdict| verdict.tone == Tone::Fault) {
                screen.verdict = told;
            }
            seat.screen.send_replace(screen);
        }
        Ok(())
    }

    async fn seat(&self, name: &str) -> Result<Arc<Seat>, ledger::Error> {
        if let Some(seat) = self.open(name) {
            return Ok(seat);
        }
        let screen = self.look(name).await?;
        let mut seats = self.seats.lock().expect("no turn panics while it holds the map");
        let seat = seats.entry(name.to_owned()).or_insert_with(|| {
            Arc::new(Seat {
                name: name.to_owned(),
                turn: TurnLock::new(()),
                screen: watch::Sender::new(screen),
            })
        });
        Ok(seat.clone())
    }

    fn open(&self, name: &str) -> Option<Arc<Seat>> {
        self.seats.lock().expect("no turn panics while it holds the map").get(name).cloned()
    }

    async fn look(&self, name: &str) -> Result<SeatScreen, ledger::Error> {
        let (name, moment) = (name.to_owned(), self.context.moment());
        self.context.ledger.writer().turn(move |tx| floor::look(tx, &moment, &name)).await
    }

    async fn one(&self, seat: &Seat, input: Input) -> Result<Taken, ledger::Error> {
        let (name, moment) = (seat.name.clone(), self.context.moment());
        let now_ms = moment.now_ms;
        let asked = input.clone();
        let taken =
            self.context.ledger.writer().turn(move |tx| floor::take(tx, &moment, &name, &input)).await?;
        let durable_ms = self.context.monotonic_ms();
        if taken.entry.is_some() {
            self.context.timekeeper.note_entry(now_ms, self.context.reading());
        }
        self.after(seat, &taken);
        self.context.scan_log.answered(&asked, &taken, durable_ms, &self.context);
        self.confirm_date(&taken).await?;
        Ok(taken)
    }

    /// While the date is in doubt, the badge of somebody who may say so says that the clock is right.
    async fn confirm_date(&self, taken: &Taken) -> Result<(), ledger::Error> {
        if self.context.time().standing.is_sure() || !has_signed_in(taken) {
            return Ok(());
        }
        let Some(id) = taken.screen.operator.as_ref().map(|operator| operator.id) else { return Ok(()) };
        let Some(by) = self.context.ledger.writer().turn(move |tx| operator::by_id(tx, id)).await? else {
            return Ok(());
        };
        // Whoever may not say so has signed in all the same.
        date_doubt::confirm(&self.context, &by).await.map(|_| ())
    }

    async fn drain(&self, seat: &Seat) -> Result<(), ledger::Error> {
        loop {
            let (name, moment) = (seat.name.clone(), self.context.moment());
            let next =
                self.context.ledger.writer().turn(move |tx| floor::take_waiting(tx, &moment, &name)).await?;
            match next {
                Some(taken) => self.after(seat, &taken),
                None => return Ok(()),
            }
        }
    }

    /// After the commit, and only then: sight and sound, and whoever waits is woken. The only place that logs a
    /// mistake of the program, so each is logged once.
    fn after(&self, seat: &Seat, taken: &Taken) {
        if let Some(fault) = &taken.fault {
            tracing::error!(fault, seat = %seat.name, "a turn failed by a mistake of the program");
        }
        seat.screen.send_replace(taken.screen.clone());
        if taken.printing {
            self.context.printing.notify_one();
        }
        if taken.delivering {
            self.context.delivering.notify_one();
        }
        self.context.changed.notify_one();
    }
}

fn has_signed_in(taken: &Taken) -> bool {
    let signed_in = Said::SignedIn { operator: String::new() }.message().code;
    taken.screen.verdict.as_ref().is_some_and(|verdict| verdict.message.code == signed_in)
}

/// A code as text, from the API, the demo drawer or a person's typing.
pub fn typed_scan(id: Option<Uuid>, source: &str, code: &str, symbology: Option<String>) -> Scan {
    let bytes = code.as_bytes();
    let (aim, rest) = domain::scan::split_aim(bytes);
    Scan {
        id: ScanId(id.unwrap_or_else(clock::new_id)),
        source: source.to_owned(),
        bytes: rest.to_vec(),
        aim: symbology.or(aim),
    }
}

/// A wedge burst as an input, read as the scanners that type are set up.
pub fn burst_input(context: &Context, burst: &Burst) -> Result<Input, Box<Refusal>> {
    let keyboard = context.settings().keyboard.clone().unwrap_or_default();
    crate::burst::decode(burst, keyboard.decoding()).map(Input::Scan)
}

/// What the screen says when the ledger could not take the turn. Nothing is half-written; whether it was booked is not
/// known where the disk itself failed, and the sentence says so.
fn fault(input: &Input, error: &ledger::Error) -> Verdict {
    let (id, scan) = match input {
        Input::Scan(scan) | Input::Repeat(scan) => (InputId(scan.id.0), Some(ScanVerdict::Faulted)),
        Input::Tap { id, .. } => (*id, None),
    };
    Verdict {
        input: id.to_string(),
        tone: Tone::Fault,
        scan,
        message: fault_message(error),
        code: None,
        expected: None,
        got: None,
        entry: None,
        cut: Vec::new(),
        streak: 0,
    }
}

/// The sentence for each way the ledger can fail a turn.
pub fn fault_message(error: &ledger::Error) -> Message {
    match error {
        ledger::Error::DiskFull { .. } => Fault::DiskFull {},
        ledger::Error::ReadOnly { .. } | ledger::Error::DiskReadOnly { .. } => Fault::ReadOnly {},
        ledger::Error::Io { .. } => Fault::DiskFailing {},
        ledger::Error::Damaged { .. } => Fault::Damaged {},
        ledger::Error::Stopped | ledger::Error::HeldUp { .. } => Fault::LedgerStopped {},
        _ => Fault::NotWritten {},
    }
    .message()
}
