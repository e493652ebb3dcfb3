//! Carrying one order out, in a thread that may block.

use super::order::{Act, Order};
use crate::context::Context;
use exchange::{Moment, OnProgress, Report, Terms, UndoReport, check_file, import_file, undo_import};
use ledger::table::import::{self, ImportId, ImportState};
use std::path::Path;

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// Of a file.
    Taken(Box<Report>),
    Undone(UndoReport),
}

/// Blocks; never from inside an async task. `file`: where the order's file lies now.
///
/// # Errors
/// Faults of the disk or the ledger: what was written before stands, and the same call goes on.
pub fn carry_out(
    context: &Context,
    order: &Order,
    file: &Path,
    on_progress: OnProgress<'_>,
) -> Result<Done, exchange::Error> {
    let (writer, terms) = (context.ledger.writer(), terms(context, order));
    let taken = |report| Done::Taken(Box::new(report));
    match order.act {
        Act::Check(kind) => check_file(writer, file, kind, &terms, on_progress).map(taken),
        Act::Import(_) if is_being_undone(context, order)? => {
            undo_import(writer, ImportId(order.id), &terms, on_progress).map(Done::Undone)
        }
        Act::Import(kind) => import_file(writer, file, kind, &terms, on_progress).map(taken),
        Act::Undo(id) => undo_import(writer, id, &terms, on_progress).map(Done::Undone),
    }
}

/// A later line was refused, what was applied before was taken back, and that was cut off.
fn is_being_undone(context: &Context, order: &Order) -> Result<bool, ledger::Error> {
    let id = ImportId(order.id);
    let found = context.ledger.writer().turn_blocking(move |tx| import::by_id(tx, id))?;
    Ok(found.is_some_and(|import| import.state == ImportState::Undoing))
}

fn terms(context: &Context, order: &Order) -> Terms {
    let moment = context.moment();
    Terms {
        operator: order.operator,
        seat: order.seat.clone(),
        id: order.id,
        moment: Moment { now_ms: moment.now_ms, today: moment.today },
        adjustments_to: moment.settings.adjustments_to,
        withheld: moment.settings.withheld,
    }
}

impl Done {
    /// It was asked to stop, and goes on when it is carried out again.
    pub fn is_interrupted(&self) -> bool {
        match self {
            Done::Taken(report) => report.outcome == exchange::Outcome::Interrupted,
            Done::Undone(report) => report.outcome == exchange::UndoOutcome::Interrupted,
        }
    }

    /// All of the file stands in the book, or stood there before.
    pub fn is_in_the_book(&self) -> bool {
        use exchange::Outcome::{AlreadyApplied, Applied, NothingToDo};
        matches!(self, Done::Taken(report) if matches!(report.outcome, Applied | AlreadyApplied | NothingToDo))
    }

    /// What was asked for is done: nothing is refused and nothing is left half-way.
    pub fn is_good(&self) -> bool {
        match self {
            Done::Taken(report) => self.is_in_the_book() || report.outcome == exchange::Outcome::Checked,
            Done::Undone(report) => report.outcome == exchange::UndoOutcome::Undone,
        }
    }

    /// What stands in the book by it.
    pub fn import(&self) -> Option<ImportId> {
        match self {
            Done::Taken(report) => report.import,
            Done::Undone(_) => None,
        }
    }

    /// The whole report in words.
    pub fn text(&self, language: &str) -> String {
        match self {
            Done::Taken(report) => exchange::paper::text(report, language),
            Done::Undone(report) => exchange::paper::undo_text(report, language),
        }
    }
}
