//! A file from its bytes into the book: looked at as a whole, every line checked, and only then applied,
//! chunk by chunk, each in a turn of its own between two scans. The dry run is the same code without the
//! last part. What a crash interrupts goes on with the same file; what the world no longer allows is taken
//! back whole.

use crate::book::{self, Applied, Looked};
use crate::chunks::{each_chunk, lines_of};
use crate::line::Layout;
use crate::plan::{Planner, planner};
use crate::reading::{self, Survey};
use crate::report::{Outcome, Report, UndoOutcome};
use crate::said::Whole;
use crate::terms::{OnProgress, Progress, Step, Terms, action};
use crate::{Error, undo};
use domain::InputId;
use domain::permission::permission;
use ledger::Writer;
use ledger::table::import::{self, BookMark, Import, ImportId, ImportKind, ImportState};
use ledger::table::operator;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// The dry run: says of every line what it would do, and writes nothing. Blocks; never from inside an async
/// task.
///
/// # Errors
/// Faults of the disk or the ledger; what is wrong in the file is in the report.
pub fn check_file(
    writer: &Writer,
    path: &Path,
    kind: ImportKind,
    terms: &Terms,
    on_progress: OnProgress<'_>,
) -> Result<Report, Error> {
    let mut run = Run { writer, path, kind, terms, on_progress };
    let mut report = run.report();
    if let Some(ready) = run.ready(&mut report)?
        && !run.is_known(&ready, &mut report)
    {
        run.check(&ready, &mut report)?;
    }
    Ok(report)
}

/// Takes a file in: all of it or nothing. A file whose import was interrupted goes on where it stopped.
/// Blocks; never from inside an async task.
///
/// # Errors
/// Faults of the disk or the ledger: what was applied before stands, and the same call goes on.
pub fn import_file(
    writer: &Writer,
    path: &Path,
    kind: ImportKind,
    terms: &Terms,
    on_progress: OnProgress<'_>,
) -> Result<Report, Error> {
    Run { writer, path, kind, terms, on_progress }.imported()
}

struct Run<'a> {
    writer: &'a Writer,
    path: &'a Path,
    kind: ImportKind,
    terms: &'a Terms,
    on_progress: OnProgress<'a>,
}

/// What is known before the first line is judged.
struct Ready {
    survey: Survey,
    layout: Arc<Layout>,
    begun_after: BookMark,
    /// The import of this very file that stands in the book.
    before: Option<Import>,
}

/// A second time would book goods twice; the others say what stands there already.
fn books_goods(kind: ImportKind) -> bool {
    matches!(kind, ImportKind::OpeningStock | ImportKind::Counts)
}

impl Run<'_> {
    fn report(&self) -> Report {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        Report::new(self.kind, name.unwrap_or_default())
    }

    fn imported(mut self) -> Result<Report, Error> {
        let mut report = self.report();
        let Some(ready) = self.ready(&mut report)? else { return Ok(report) };
        if self.is_known(&ready, &mut report) {
            return match ready.before.clone().filter(|before| before.state == ImportState::Applying) {
                Some(begun) => self.apply(&ready, begun, report),
                None => Ok(report),
            };
        }
        self.check(&ready, &mut report)?;
        if report.outcome != Outcome::Checked {
            return Ok(report);
        }
        if report.counts.new + report.counts.changed == 0 {
            report.outcome = Outcome::NothingToDo;
            return Ok(report);
        }
        if reading::bytes::hash(self.path)? != ready.survey.hash {
            report.outcome = Outcome::Refused;
            report.refusal = Some(Whole::Changed {}.message());
            return Ok(report);
        }
        let begun = self.begin(&ready)?;
        let applied = Report {
            unknown_columns: report.unknown_columns,
            format: report.format,
            ..Report::new(self.kind, report.file_name)
        };
        self.apply(&ready, begun, applied)
    }

    /// This very file was begun before, and what that means stands in the report. One that books no goods may
    /// come again: it says what stands there already.
    fn is_known(&self, ready: &Ready, report: &mut Report) -> bool {
        let Some(before) = &ready.before else { return false };
        match before.state {
            ImportState::Done if !books_goods(self.kind) => return false,
            ImportState::Done => report.outcome = Outcome::AlreadyApplied,
            ImportState::Applying => report.outcome = Outcome::Interrupted,
            ImportState::Undoing | ImportState::Undone => {
                report.refusal = Some(Whole::BeingUndone {}.message());
            }
        }
        (report.import, report.begun_at_ms) = (Some(before.id), Some(before.begun_at_ms));
        true
    }

    /// Looks at the file as a whole and at who asks; `None` with the reason in the report.
    fn ready(&self, report: &mut Report) -> Result<Option<Ready>, Error> {
        let (id, kind) = (self.terms.operator, self.kind);
        let (operator, begun_after) =
            self.writer.turn_blocking(move |tx| Ok((operator::by_id(tx, id)?, import::book_mark(tx)?)))?;
        let missing = || ledger::Error::Missing { what: "operator", name: id.to_string() };
        let operator = operator.ok_or_else(missing)?;
        if !permission(operator.role, action(kind)) {
            report.refusal = Some(Whole::NotAllowed { operator: operator.name }.message());
            return Ok(None);
        }
        let survey = match reading::survey(self.path, kind)? {
            Ok(survey) => survey,
            Err(why) => {
                report.refusal = Some(why.message());
                return Ok(None);
            }
        };
        let hash = survey.hash;
        let before = self.writer.turn_blocking(move |tx| import::of_file(tx, &hash, kind))?;
        report.unknown_columns = survey.header.unknown(kind);
        report.format = Some(survey.format.clone());
        let layout = Arc::new(Layout::of(&survey));
        Ok(Some(Ready { survey, layout, begun_after, before }))
    }

    fn planner(&self) -> Result<Option<Box<dyn Planner>>, Error> {
        let kind = self.kind;
        Ok(Some(self.writer.turn_blocking(move |tx| planner(kind, tx))?))
    }

    /// Every line against the book and against the lines above it.
    fn check(&mut self, ready: &Ready, report: &mut Report) -> Result<(), Error> {
        let (begun_after, begun_at_ms) = (ready.begun_after, self.terms.moment.now_ms);
        let looked = Looked { import: InputId(self.terms.id), begun_after, begun_at_ms };
        let mut kept = self.planner()?;
        let (mut done, mut is_interrupted) = (0, false);
        let unread = each_chunk(self.path, &ready.survey, lines_of(self.kind), 0, &mut |_, lines| {
            done += lines.len() as u64;
            let mut planner = kept.take().expect("it comes back from every turn");
            let layout = ready.layout.clone();
            let (planner, planned) = self.writer.turn_blocking(move |tx| {
                let planned = book::plan(tx, planner.as_mut(), &lines, &layout, looked)?;
                Ok((planner, planned))
            })?;
            kept = Some(planner);
            for (line, result) in planned {
                match result {
                    Ok(planned) => report.add_planned(line, &planned),
                    Err(refused) => report.add_refused(refused),
                }
            }
            let flow =
                (self.on_progress)(Progress { step: Step::Checking, done, of: ready.survey.line_count });
            is_interrupted = flow.is_break() && done < ready.survey.line_count;
            Ok(flow)
        })?;
        report.refusal = unread.map(|why| why.message());
        report.outcome = match (&report.refusal, is_interrupted, report.counts.refused) {
            (Some(_), ..) => Outcome::Refused,
            (None, true, _) => Outcome::Interrupted,
            (None, false, 0) => Outcome::Checked,
            (None, false, _) => Outcome::Refused,
        };
        Ok(())
    }

    fn begin(&self, ready: &Ready) -> Result<Import, Error> {
        let terms = self.terms;
        let new = Import {
            id: ImportId(terms.id),
            kind: self.kind,
            file_name: self.report().file_name,
            file_hash: ready.survey.hash,
            operator: terms.operator,
            seat: terms.seat.clone(),
            state: ImportState::Applying,
            line_count: ready.survey.line_count,
            chunk_lines: lines_of(self.kind),
            begun_after: ready.begun_after,
            begun_at_ms: terms.moment.now_ms,
            ended_at_ms: None,
            chunk_count: 0,
        };
        let (import, terms) = (new.clone(), terms.clone());
        self.writer.turn_blocking(move |tx| {
            import::begin(tx, &import)?;
            book::note(tx, "import_begun", &import, &terms)
        })?;
        Ok(new)
    }

    /// From the first chunk that is not in the book.
    fn apply(self, ready: &Ready, import: Import, mut report: Report) -> Result<Report, Error> {
        (report.import, report.begun_at_ms) = (Some(import.id), Some(import.begun_at_ms));
        let mut kept = self.planner()?;
        let mut done = u64::from(import.chunk_count) * u64::from(import.chunk_lines);
        let of = ready.survey.line_count;
        let (mut refused, mut is_interrupted) = (Vec::new(), false);
        let (lines_in_chunk, first) = (import.chunk_lines, import.chunk_count);
        let unread = each_chunk(self.path, &ready.survey, lines_in_chunk, first, &mut |index, lines| {
            done += lines.len() as u64;
            let mut planner = kept.take().expect("it comes back from every turn");
            let (layout, import, terms) = (ready.layout.clone(), import.clone(), self.terms.clone());
            let (planner, applied) = self.writer.turn_blocking(move |tx| {
                let chunk = (lines.as_slice(), layout.as_ref());
                let applied = book::apply(tx, planner.as_mut(), (&import, index), chunk, &terms)?;
                Ok((planner, applied))
            })?;
            kept = Some(planner);
            match applied {
                Applied::Refused(lines) => {
                    refused = lines;
                    return Ok(ControlFlow::Break(()));
                }
                Applied::Written(lines) => {
                    lines.iter().for_each(|(line, planned)| report.add_planned(*line, planned));
                }
            }
            let flow = (self.on_progress)(Progress { step: Step::Applying, done, of });
            is_interrupted = flow.is_break() && done < of;
            Ok(flow)
        })?;
        report.refusal = unread.map(|why| why.message());
        if !refused.is_empty() || report.refusal.is_some() {
            refused.into_iter().for_each(|line| report.add_refused(line));
            return self.take_back(import, report);
        }
        report.outcome = if is_interrupted { Outcome::Interrupted } else { Outcome::Applied };
        if !is_interrupted {
            self.end(import)?;
        }
        Ok(report)
    }

    fn end(&self, import: Import) -> Result<(), Error> {
        let terms = self.terms.clone();
        self.writer.turn_blocking(move |tx| {
            import::set_state(tx, import.id, ImportState::Done, Some(terms.moment.now_ms))?;
            book::note(tx, "import_done", &import, &terms)
        })?;
        Ok(())
    }

    /// It never stays half-way by itself: what was applied before the refused line goes again.
    fn take_back(self, import: Import, mut report: Report) -> Result<Report, Error> {
        let undone = undo::undo_begun(self.writer, import, self.terms, self.on_progress)?;
        report.outcome = match undone.outcome {
            UndoOutcome::Undone => Outcome::TakenBack,
            UndoOutcome::Refused | UndoOutcome::Interrupted | UndoOutcome::Stuck => Outcome::Stuck,
        };
        report.stuck = undone.refused;
        Ok(report)
    }
}
