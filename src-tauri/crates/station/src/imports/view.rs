//! Imports as they cross to a face: how far each is, and what became of it.

use super::order::{Act, Order};
use super::run::Done;
use domain::Message;
use exchange::{Progress, Refused, Report, Step, UndoReport, What};
use ledger::table::import::{Import, ImportState};
use serde::{Deserialize, Serialize};

/// So many differences and refusals cross; the counts hold all.
const LISTED: usize = 1_000;

/// One order: a dry run, an import, the undoing of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ImportView {
    pub id: String,
    /// `check`, `import`, `undo`.
    pub act: String,
    /// `items`, `barcodes`, `lots`, `locations`, `opening_stock`, `counts`, `purchase_orders`.
    pub kind: Option<String>,
    pub file_name: String,
    /// `waiting`, `running`, `ended`.
    pub state: String,
    /// While it runs: `checking`, `applying`, `undoing`.
    pub step: Option<String>,
    /// Lines of the step that are through.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub done: u64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub of: u64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub asked_at_ms: i64,
    /// Once it has ended, or why it waits to be tried again.
    pub report: Option<ImportReport>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ImportReport {
    /// `checked`, `refused`, `nothing_to_do`, `applied`, `already_applied`, `taken_back`, `stuck`, `undone`, `failed`.
    pub outcome: String,
    /// What was asked for is done.
    pub is_good: bool,
    pub headline: Message,
    /// Why it is not taken, not undone, or what stays.
    pub reasons: Vec<Message>,
    /// What stands in the book by it, or stood there before: what can be undone.
    pub import: Option<String>,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub new_count: u64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub changed_count: u64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub same_count: u64,
    /// Lines, not cells.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub refused_count: u64,
    /// The first of them.
    pub differences: Vec<ImportDifference>,
    /// The first of them.
    pub refused: Vec<RefusedCell>,
    /// All of it in words, line by line.
    pub text: String,
}

/// One line that would change something, or did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ImportDifference {
    /// In the file, from 1.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub line: u64,
    /// What it is about: `RM-CHI · CHI-1 · C-01`.
    pub key: String,
    /// `new`, `changed`.
    pub what: String,
    pub fields: Vec<ImportField>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ImportField {
    /// Code of the column's word: `column-quantity`.
    pub column: String,
    pub before: String,
    pub after: String,
}

/// Why a cell is not taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RefusedCell {
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub line: u64,
    /// As a spreadsheet names it: `D217`.
    pub cell: String,
    /// The header as it is written there.
    pub column: String,
    pub found: String,
    pub why: Message,
}

/// One that stands in the book, or stood there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ImportRow {
    pub id: String,
    pub kind: String,
    pub file_name: String,
    pub operator: String,
    /// `applying`, `done`, `undoing`, `undone`.
    pub state: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub line_count: u64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub begun_at_ms: i64,
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub ended_at_ms: Option<i64>,
    pub can_undo: bool,
}

impl ImportView {
    pub(super) fn waiting(order: &Order) -> ImportView {
        ImportView {
            id: order.id.to_string(),
            act: order.act.text().to_owned(),
            kind: order.act.kind().map(|kind| kind.text().to_owned()),
            file_name: order.file_name.clone(),
            state: "waiting".to_owned(),
            step: None,
            done: 0,
            of: 0,
            asked_at_ms: order.asked_at_ms,
            report: None,
        }
    }

    pub(super) fn running(order: &Order, progress: Progress) -> ImportView {
        let step = match progress.step {
            Step::Checking => "checking",
            Step::Applying => "applying",
            Step::Undoing => "undoing",
        };
        let (done, of) = (progress.done, progress.of);
        let (state, step) = ("running".to_owned(), Some(step.to_owned()));
        ImportView { state, step, done, of, ..ImportView::waiting(order) }
    }

    pub(super) fn ended(order: &Order, done: &Done, language: &str) -> ImportView {
        let report = match (done, order.act) {
            (Done::Taken(report), _) => taken(report, done, language),
            (Done::Undone(report), Act::Undo(id)) => undone(report, done, (id.0, language)),
            (Done::Undone(report), _) => undone(report, done, (order.id, language)),
        };
        ImportView { state: "ended".to_owned(), report: Some(report), ..ImportView::waiting(order) }
    }

    /// It could not be read at all, or is tried again by and by: `words` say why.
    pub(super) fn failed(order: &Order, headline: Message, is_over: bool, language: &str) -> ImportView {
        let text = format!("{}\n", words::say(language, &headline));
        let report = ImportReport { text, ..ImportReport::new("failed", headline) };
        let state = if is_over { "ended" } else { "waiting" };
        ImportView { state: state.to_owned(), report: Some(report), ..ImportView::waiting(order) }
    }

    pub fn has_ended(&self) -> bool {
        self.state == "ended"
    }
}

impl ImportReport {
    fn new(outcome: &str, headline: Message) -> ImportReport {
        ImportReport {
            outcome: outcome.to_owned(),
            is_good: false,
            headline,
            reasons: Vec::new(),
            import: None,
            new_count: 0,
            changed_count: 0,
            same_count: 0,
            refused_count: 0,
            differences: Vec::new(),
            refused: Vec::new(),
            text: String::new(),
        }
    }
}

fn taken(report: &Report, done: &Done, language: &str) -> ImportReport {
    let counts = report.counts;
    ImportReport {
        is_good: done.is_good(),
        reasons: report.refusal.iter().chain(&report.stuck).cloned().collect(),
        import: report.import.map(|id| id.0.to_string()),
        new_count: counts.new,
        changed_count: counts.changed,
        same_count: counts.same,
        refused_count: counts.refused,
        differences: report.differences.iter().take(LISTED).map(difference).collect(),
        refused: report.refused.iter().take(LISTED).map(cell).collect(),
        text: done.text(language),
        ..ImportReport::new(word(report.outcome), report.headline().message())
    }
}

fn undone(report: &UndoReport, done: &Done, (import, language): (uuid::Uuid, &str)) -> ImportReport {
    ImportReport {
        is_good: done.is_good(),
        reasons: report.refused.iter().chain(&report.kept).take(LISTED).cloned().collect(),
        import: Some(import.to_string()),
        text: done.text(language),
        ..ImportReport::new(undo_word(report.outcome), report.headline().message())
    }
}

fn word(outcome: exchange::Outcome) -> &'static str {
    use exchange::Outcome::*;
    match outcome {
        Checked => "checked",
        Refused => "refused",
        NothingToDo => "nothing_to_do",
        Applied => "applied",
        AlreadyApplied => "already_applied",
        TakenBack => "taken_back",
        Stuck => "stuck",
        Interrupted => "interrupted",
    }
}

fn undo_word(outcome: exchange::UndoOutcome) -> &'static str {
    use exchange::UndoOutcome::*;
    match outcome {
        Undone => "undone",
        Refused => "refused",
        Interrupted => "interrupted",
        Stuck => "stuck",
    }
}

fn difference(of: &exchange::report::Difference) -> ImportDifference {
    let fields = of.fields.iter().map(|field| ImportField {
        column: field.column.word().to_owned(),
        before: field.before.clone(),
        after: field.after.clone(),
    });
    let what = match of.what {
        What::New => "new",
        What::Changed => "changed",
        What::Same => "same",
    };
    ImportDifference { line: of.line, key: of.key.clone(), what: what.to_owned(), fields: fields.collect() }
}

fn cell(of: &Refused) -> RefusedCell {
    let Refused { line, cell, column, found, why } = of.clone();
    RefusedCell { line, cell, column, found, why }
}

impl ImportRow {
    pub(super) fn of(import: &Import, operator: String) -> ImportRow {
        ImportRow {
            id: import.id.0.to_string(),
            kind: import.kind.text().to_owned(),
            file_name: import.file_name.clone(),
            operator,
            state: import.state.text().to_owned(),
            line_count: import.line_count,
            begun_at_ms: import.begun_at_ms,
            ended_at_ms: import.ended_at_ms,
            can_undo: import.state != ImportState::Undone,
        }
    }
}
