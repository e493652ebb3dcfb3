//! The seat as it is shown: who is active, the screen of the step, and the frame around it.

use crate::book::{Book, Moment};
use crate::dispatch;
use crate::said::Ask;
use crate::screen::{EarlierCard, OperatorCard, Prompt, Screen, SeatScreen};
use crate::step::{Standing, Step};
use crate::turn::Stop;
use crate::{tray, verdict};
use domain::permission::Role;
use domain::{InputId, OperatorId};
use ledger::table::operator::{self, Operator};
use ledger::table::scan;
use ledger::table::seat::SeatRow;
use ledger::{Error, Transaction};
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

/// Everything the seat shows.
pub fn seat_screen(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    row: &SeatRow,
) -> Result<SeatScreen, Error> {
    let operator = active(tx, moment, row)?;
    let (step, screen) = show_saved(tx, moment, seat, Standing::of(row).step, operator.as_ref())?;
    framed(tx, seat, row, operator, screen, tray::card(tx, &step)?)
}

/// A screen with the seat's frame.
pub fn framed(
    tx: &Transaction,
    seat: &str,
    row: &SeatRow,
    operator: Option<Operator>,
    screen: Screen,
    earlier: Option<EarlierCard>,
) -> Result<SeatScreen, Error> {
    Ok(SeatScreen {
        number: row.screen_number,
        seat: seat.to_owned(),
        operator: operator.map(operator_card),
        screen,
        verdict: verdict::of(row),
        waiting_count: scan::waiting_count(tx, seat)?,
        parked_count: scan::parked_count(tx)?,
        earlier,
    })
}

/// The screen of a step, as it must be before the step is saved.
pub fn show(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    step: &Step,
    operator: Option<&Operator>,
) -> Result<Screen, Stop> {
    let Some(operator) = operator else {
        return Ok(Screen::Badge { prompt: Prompt::asking(Ask::Badge {}.message()) });
    };
    let (input, happened_at_ms) = (InputId(Uuid::nil()), moment.now_ms);
    let book = Book { tx, moment, seat, operator, input, scan: None, happened_at_ms, mark: None };
    dispatch::show(step, &book)
}

/// The screen of a saved step. What it names may be gone (a restored file), or this version cannot show it: then the
/// work goes on from home, which is the step that comes back; documents and entries say how far it is.
pub fn show_saved(
    tx: &Transaction,
    moment: &Moment,
    seat: &str,
    step: Step,
    operator: Option<&Operator>,
) -> Result<(Step, Screen), Error> {
    match catch_unwind(AssertUnwindSafe(|| show(tx, moment, seat, &step, operator))) {
        Ok(Ok(screen)) => Ok((step, screen)),
        Ok(Err(Stop::Fault(error))) if !error_is_ours(&error) => Err(error),
        Ok(Err(_)) | Err(_) => {
            let screen = show(tx, moment, seat, &Step::Home, operator).map_err(Stop::into_fault)?;
            Ok((Step::Home, screen))
        }
    }
}

/// Mistakes of the program, after which the ledger is as it was before the turn. The others are the world's.
pub fn error_is_ours(error: &Error) -> bool {
    !matches!(
        error,
        Error::DiskFull { .. }
            | Error::Io { .. }
            | Error::DiskReadOnly { .. }
            | Error::Damaged { .. }
            | Error::Database { .. }
            | Error::Read(_)
            | Error::ReadOnly { .. }
            | Error::RolledBack
            | Error::Stopped
    )
}

/// Who is signed in, or the person of a one-person site.
pub fn active(tx: &Transaction, moment: &Moment, row: &SeatRow) -> Result<Option<Operator>, Error> {
    match row.operator {
        Some(id) => operator::by_id(tx, id),
        None => default_operator(tx, moment),
    }
}

pub fn default_operator(tx: &Transaction, moment: &Moment) -> Result<Option<Operator>, Error> {
    match &moment.settings.default_operator {
        Some(name) => operator::by_name(tx, name),
        None => Ok(None),
    }
}

/// Stands in where a look-up runs before anybody is signed in; may do nothing.
pub fn nobody() -> Operator {
    Operator {
        id: OperatorId(Uuid::nil()),
        name: String::new(),
        role: Role::CustomerService,
        language: "en".to_owned(),
        badge: None,
        owner: None,
    }
}

fn operator_card(operator: Operator) -> OperatorCard {
    let Operator { id, name, role, language, owner, .. } = operator;
    OperatorCard { id, name, role, language, owner }
}
