//! What became of a file: counts of all lines, the first of the differences, every refusal up to a limit. A
//! value; its sentences are put into words in `paper.rs`.

use crate::line::Refused;
use crate::plan::{FieldChange, Planned, What};
use crate::reading::Format;
use crate::reading::header::UnknownColumn;
use crate::said::{Headline, Stays};
use domain::{Message, Value};
use ledger::table::import::{ImportId, ImportKind};
use serde::Serialize;

/// How many differences a report names; the counts hold all.
pub const DIFFERENCES_LISTED: usize = 1_000;
/// How many refusals a report names; the counts hold all.
pub const REFUSALS_LISTED: usize = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A dry run without a refusal. Nothing was written.
    Checked,
    /// Some lines, or the whole file, were refused. Nothing was written.
    Refused,
    /// Every line says what stands there already. Nothing was written.
    NothingToDo,
    /// All of it is in the book.
    Applied,
    /// This very file was imported before. Nothing was written now.
    AlreadyApplied,
    /// The book changed under it and a later line was refused; what was applied before is undone.
    TakenBack,
    /// As before, but goods have moved on since: it stays half-way until a person acts, and goes on or is
    /// undone then.
    Stuck,
    /// It was asked to stop. What was applied stands; the same file goes on where it stopped, or it is
    /// undone.
    Interrupted,
}

/// One line that would change something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// In the file, from 1.
    pub line: u64,
    /// What it is about: `RM-CHI · CHI-1 · C-01`.
    pub key: String,
    pub what: What,
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    /// Lines, not cells.
    pub refused: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub kind: ImportKind,
    /// Without its folder.
    pub file_name: String,
    pub outcome: Outcome,
    /// What stands in the book by it, or stood there before.
    pub import: Option<ImportId>,
    /// When that was begun, UTC milliseconds.
    pub begun_at_ms: Option<i64>,
    pub format: Option<Format>,
    /// Columns that were not read.
    pub unknown_columns: Vec<UnknownColumn>,
    /// Why the file is not taken at all.
    pub refusal: Option<Message>,
    pub counts: Counts,
    pub differences: Vec<Difference>,
    pub refused: Vec<Refused>,
    /// Why what was applied could not be undone again.
    pub stuck: Vec<Message>,
}

impl Report {
    pub(crate) fn new(kind: ImportKind, file_name: String) -> Report {
        Report {
            kind,
            file_name,
            outcome: Outcome::Refused,
            import: None,
            begun_at_ms: None,
            format: None,
            unknown_columns: Vec::new(),
            refusal: None,
            counts: Counts::default(),
            differences: Vec::new(),
            refused: Vec::new(),
            stuck: Vec::new(),
        }
    }

    pub(crate) fn add_planned(&mut self, line: u64, planned: &Planned) {
        match planned.what {
            What::New => self.counts.new += 1,
            What::Changed => self.counts.changed += 1,
            What::Same => self.counts.same += 1,
        }
        if planned.what != What::Same && self.differences.len() < DIFFERENCES_LISTED {
            let (key, what, fields) = (planned.key.clone(), planned.what, planned.fields.clone());
            self.differences.push(Difference { line, key, what, fields });
        }
    }

    pub(crate) fn add_refused(&mut self, refused: Vec<Refused>) {
        self.counts.refused += 1;
        let room = REFUSALS_LISTED.saturating_sub(self.refused.len());
        self.refused.extend(refused.into_iter().take(room));
    }

    /// What is said above everything else.
    pub fn headline(&self) -> Headline {
        let file = self.file_name.clone();
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let Counts { new, changed, same, refused } = self.counts;
        let (new, changed, same, lines) = (count(new), count(changed), count(same), count(refused));
        match self.outcome {
            Outcome::Checked => Headline::Checked { file, new, changed, same },
            Outcome::Refused if self.refusal.is_some() => Headline::RefusedWhole { file },
            Outcome::Refused => Headline::Refused { file, lines },
            Outcome::NothingToDo => Headline::NothingToDo { file, lines: same },
            Outcome::Applied => Headline::Applied { file, new, changed, same },
            Outcome::AlreadyApplied => {
                let at_ms = self.begun_at_ms.expect("whoever finds an import again knows when it began");
                Headline::AlreadyApplied { file, at: Value::Instant(at_ms) }
            }
            Outcome::TakenBack => Headline::TakenBack { file, lines },
            Outcome::Stuck => Headline::Stuck { file, lines },
            Outcome::Interrupted => Headline::Interrupted { file },
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UndoOutcome {
    Undone,
    /// Nothing was written.
    Refused,
    /// It was asked to stop; asking again goes on.
    Interrupted,
    /// Goods moved on while it was being undone; asking again goes on.
    Stuck,
}

/// What became of the undoing of an import.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UndoReport {
    pub file_name: String,
    pub outcome: UndoOutcome,
    /// What is in the way.
    pub refused: Vec<Message>,
    /// What the import made or changed and what stays, because something else rests on it by now; a few of
    /// them.
    pub kept: Vec<Message>,
    pub kept_count: u64,
}

impl UndoReport {
    pub(crate) fn new(file_name: String, outcome: UndoOutcome) -> UndoReport {
        UndoReport { file_name, outcome, refused: Vec::new(), kept: Vec::new(), kept_count: 0 }
    }

    pub(crate) fn refused(file_name: String, why: &Stays) -> UndoReport {
        UndoReport { refused: vec![why.message()], ..UndoReport::new(file_name, UndoOutcome::Refused) }
    }

    pub(crate) fn add_kept(&mut self, kept: Vec<Message>) {
        self.kept_count += kept.len() as u64;
        let room = DIFFERENCES_LISTED.saturating_sub(self.kept.len());
        self.kept.extend(kept.into_iter().take(room));
    }

    /// What is said above everything else.
    pub fn headline(&self) -> Headline {
        let file = self.file_name.clone();
        let count = i64::try_from(self.kept_count).unwrap_or(i64::MAX);
        match self.outcome {
            UndoOutcome::Undone if count > 0 => Headline::UndoneButKept { file, count },
            UndoOutcome::Undone => Headline::Undone { file },
            UndoOutcome::Refused => Headline::NotUndone { file },
            UndoOutcome::Interrupted => Headline::UndoInterrupted { file },
            UndoOutcome::Stuck => Headline::UndoStuck { file },
        }
    }
}
