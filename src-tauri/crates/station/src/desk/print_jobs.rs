//! Labels that were asked for and what came of them; and each as a picture made from the very bytes that were, or
//! will be, sent.

use super::{PAGE_ROWS, stored};
use crate::Error;
use crate::context::Context;
use crate::printing::sheets::Sheets;
use crate::printing::standing::Standing;
use crate::said::PrintWhy;
use crate::settings::Printer;
use crate::view::{Page, PrintJobRow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::code::{OwnCode, OwnKind};
use domain::label::LotLabel;
use domain::{Message, PrintJobId, Value};
use labels::{Resolution, Target};
use ledger::read::print_jobs;
use ledger::table::print_job::{self, PrintJob, PrintState};
use serde::Serialize;

/// A label as a picture, with the size it has on paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Preview {
    pub data_url: String,
    pub width_mm: u32,
    pub height_mm: u32,
}

/// A label that left for its printer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Printed {
    pub job: String,
    pub data_url: String,
}

/// The newest first.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn print_jobs(context: &Context, cursor: Option<&str>) -> Result<Page<PrintJobRow>, ledger::Error> {
    let found = print_jobs::list(context.ledger.pool(), cursor, PAGE_ROWS).await?;
    let settings = context.settings();
    let has_printer =
        |role: &str| settings.printer.iter().any(|printer| printer.roles.iter().any(|own| own == role));
    let rows = found.rows.into_iter().map(|row| shown(row, &has_printer)).collect();
    Ok(Page { rows, next: found.next })
}

/// From the stored bytes once they were sent, else drawn for the printer of its role.
///
/// # Errors
/// [`Error::NotFound`]; a label that cannot be drawn or shown; the ledger's.
pub async fn preview(context: &Context, id: PrintJobId) -> Result<Preview, Error> {
    let found = context.ledger.writer().turn(move |tx| print_job::by_id(tx, id)).await?;
    let job = found.ok_or_else(|| Error::NotFound { what: format!("print job {id}") })?;
    let printer = printer_for(context, &job);
    let unprinted = job.bytes.is_none().then(|| Sheets::of(&job, &printer, context));
    let target = target_of(&job, &printer);
    // Drawing takes a while; the runtime's own threads stay free for the floor.
    let drawn = tokio::task::spawn_blocking(move || picture(&job, unprinted, &target)).await;
    drawn.unwrap_or_else(|_| {
        Err(Error::Refused("draw the label, because of a mistake in the program".to_owned()))
    })
}

/// The newest labels that went out, `count` at most.
///
/// # Errors
/// As [`preview`].
pub async fn printed(context: &Context, count: usize) -> Result<Vec<Printed>, Error> {
    let recent = context.ledger.writer().turn(|tx| print_job::recent(tx, PAGE_ROWS)).await?;
    let gone_out = recent.into_iter().filter(|job| job.bytes.is_some() && job.state != PrintState::Failed);
    let mut pictures = Vec::new();
    for job in gone_out.take(count) {
        let picture = preview(context, job.id).await?;
        pictures.push(Printed { job: job.id.to_string(), data_url: picture.data_url });
    }
    Ok(pictures)
}

fn shown(row: print_jobs::PrintJobRow, has_printer: &impl Fn(&str) -> bool) -> PrintJobRow {
    let label: Option<LotLabel> = serde_json::from_str(&row.content_json).ok();
    let title = label.map_or_else(
        || row.template.clone(),
        |label| {
            if label.lot.is_empty() {
                label.item_name
            } else {
                format!("{} · {}", label.item_name, label.lot)
            }
        },
    );
    let standing =
        Standing::read(row.batch_json.as_deref(), row.swapped_json.as_deref(), row.state, row.label_count);
    let is_open = !matches!(row.state, PrintState::Confirmed | PrintState::Failed | PrintState::Cancelled);
    let labels = standing.counts();
    PrintJobRow {
        labels,
        question: standing.question(),
        can_cancel: is_open && !row.cancel_asked && labels.not_begun_count > 0,
        id: row.id.to_string(),
        code: OwnCode::new(OwnKind::PrintJob, row.own_number).text(),
        title,
        why: why(&row, has_printer(&row.role)),
        role: row.role,
        printer: row.printer,
        state: row.state.text().to_owned(),
        label_count: row.label_count,
        copy: row.copy,
        made_at_ms: row.made_at_ms,
    }
}

/// As the printing worker wrote it, else by its state.
fn why(row: &print_jobs::PrintJobRow, has_printer: bool) -> Message {
    let by_state = match row.state {
        PrintState::Queued if !has_printer => {
            Some(PrintWhy::NoPrinter { role: Value::Word(format!("print-role-{}", row.role)) })
        }
        PrintState::Confirmed => Some(PrintWhy::Confirmed { by: Value::Word(row.confirmed_by.clone()) }),
        PrintState::Sending => Some(PrintWhy::Sending {}),
        _ => None,
    };
    match by_state {
        Some(why) => why.message(),
        None => stored(&row.why_json).unwrap_or_else(|| PrintWhy::Queued {}.message()),
    }
}

/// The one that took it, else the one its role would go to, else what is usual.
fn printer_for(context: &Context, job: &PrintJob) -> Printer {
    let settings = context.settings();
    let took = settings.printer.iter().find(|printer| printer.name == job.printer);
    let role = || settings.printer.iter().find(|printer| printer.has_role(&job.role));
    took.or_else(role).cloned().unwrap_or_else(Printer::usual)
}

/// As the bytes were drawn, also when the printer is another one by now.
fn target_of(job: &PrintJob, printer: &Printer) -> Target {
    let target = printer.target();
    let resolution = job.drawn_dpi.and_then(Resolution::from_dpi).unwrap_or(target.resolution);
    Target { resolution, ..target }
}

fn picture(
    job: &PrintJob,
    unprinted: Option<Result<Sheets, Message>>,
    target: &Target,
) -> Result<Preview, Error> {
    let refused =
        |message: Message| Error::Refused(format!("show the label: {}", words::say("en", &message)));
    let shown = match (&job.bytes, unprinted) {
        (Some(bytes), _) => labels::show(bytes, target),
        (None, Some(Ok(sheets))) => sheets.draw(1).and_then(|bytes| labels::show(&bytes, target)),
        (None, Some(Err(why))) => return Err(refused(why)),
        (None, None) => return Err(refused(PrintWhy::Queued {}.message())),
    };
    let shown = shown.map_err(|error| refused(error.message()))?;
    Ok(Preview {
        data_url: format!("data:image/png;base64,{}", STANDARD.encode(shown.png)),
        width_mm: shown.width_mm.round() as u32,
        height_mm: shown.height_mm.round() as u32,
    })
}
