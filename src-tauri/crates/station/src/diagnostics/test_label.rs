//! A test label or a ruler for one printer: a print job like any other, so that what is said of it is as true.

use crate::clock;
use crate::context::Context;
use crate::once::{Halt, Key, Not, Outcome, field, once};
use crate::settings::Printer;
use crate::settling::Decider;
use devices::{Batch, PrinterAddress};
use domain::code::{OwnCode, OwnKind};
use domain::label::LotLabel;
use domain::label_data::LabelData;
use domain::permission::{Action, permission};
use domain::{Amount, PrintJobId, Refusal};
use labels::{LabelError, fits};
use ledger::table::print_job::{self, NewPrintJob};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names of rulers begin with it: the one of the loaded size is taken.
const RULER: &str = "ruler";
/// Goods that do not exist.
const TEST_CODE: &str = "TEST";
/// What it is printed for: of no flow.
const ROLE: &str = "test";

/// What is to come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedLabel {
    /// A lot label of no goods, as large as what is loaded.
    Test,
    /// To lay a steel ruler on: what is off shows at the edges.
    Ruler,
}

/// The job that was queued.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QueuedLabel {
    id: String,
    /// `TLNP…`, printed on it.
    code: String,
    template: String,
}

/// What is drawn by which template, but for its own code.
struct Draft {
    template: String,
    label: Label,
}

enum Label {
    Lot(Box<LotLabel>),
    Ruler(Box<LabelData>),
}

/// Queues one label for this printer and no other.
///
/// # Errors
/// [`Error::Missing`] where no printer of labels has this name; the ledger's. Refused to whoever may not tend devices,
/// and where nothing of what is loaded can be printed.
pub async fn queue(
    context: &Context,
    key: Key,
    (name, asked): (&str, AskedLabel),
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let settings = context.settings();
    let takes_labels = |printer: &&Printer| {
        printer.name == name && printer.place().as_ref().is_some_and(PrinterAddress::carries_labels)
    };
    let printer = settings.printer.iter().find(takes_labels).cloned();
    let printer = printer.ok_or_else(|| Error::Missing { what: "printer", name: name.to_owned() })?;
    let draft = draft(context, &printer, asked, &who);
    let now_ms = context.now_ms();
    let outcome = once(context, key, now_ms, move |tx| {
        if !permission(who.by.role, Action::TendDevices) {
            let operator = who.by.name.clone();
            return Err(Halt::Refused(Not::Taken(Box::new(Refusal::NotAllowed { operator }))));
        }
        let draft = draft.map_err(|error| field("label", words::say("en", &error.message())))?;
        Ok(insert(tx, key.id, draft, &printer.name, &who.seat, now_ms)?)
    })
    .await?;
    context.printing.notify_one();
    Ok(outcome)
}

fn draft(
    context: &Context,
    printer: &Printer,
    asked: AskedLabel,
    who: &Decider,
) -> Result<Draft, LabelError> {
    let (settings, now_ms) = (context.settings(), context.now_ms());
    let station = settings.station.name.clone();
    match asked {
        AskedLabel::Test => Ok(Draft {
            template: "lot".to_owned(),
            label: Label::Lot(Box::new(LotLabel {
                item_name: words::word(&who.by.language, "test-label"),
                sku: TEST_CODE.to_owned(),
                gtin: None,
                lot: String::new(),
                expiry: None,
                quantity: Amount::new("0", "pcs"),
                document: printer.name.clone(),
                location: station.clone(),
                received_on: clock::day_of(now_ms, &settings.station.time_zone),
                station,
                job_code: String::new(),
                copy: 1,
            })),
        }),
        AskedLabel::Ruler => {
            let template = ruler_for(context, printer)?;
            let printed_at = clock::time_of(now_ms, &settings.station.time_zone);
            let data =
                LabelData { station: Some(station), printed_at: Some(printed_at), ..LabelData::default() };
            Ok(Draft { template, label: Label::Ruler(Box::new(data)) })
        }
    }
}

/// The ruler of the loaded size.
fn ruler_for(context: &Context, printer: &Printer) -> Result<String, LabelError> {
    let (templates, target) = (context.templates(), printer.target());
    let mut refusal = None;
    for entry in templates.entries().filter(|entry| entry.name.starts_with(RULER)) {
        let Some(template) = &entry.template else { continue };
        match fits(template, &target) {
            Ok(()) => return Ok(entry.name.clone()),
            Err(error) => refusal = refusal.or(Some(error)),
        }
    }
    Err(refusal.unwrap_or_else(|| LabelError::Words { problem: "no template is called ruler".to_owned() }))
}

fn insert(
    tx: &Transaction,
    key: Uuid,
    draft: Draft,
    printer: &str,
    seat: &str,
    now_ms: i64,
) -> Result<QueuedLabel, Error> {
    let id = PrintJobId(key);
    let bytes = id.bytes();
    let mut own_number = u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
    while print_job::by_own_number(tx, own_number)?.is_some() {
        own_number = own_number.wrapping_add(1);
    }
    let code = OwnCode::new(OwnKind::PrintJob, own_number).text();
    let content_json = match draft.label {
        Label::Lot(label) => json(&LotLabel { job_code: code.clone(), ..*label }),
        Label::Ruler(data) => json(&LabelData { job_code: Some(code.clone()), ..*data }),
    };
    let job = NewPrintJob {
        id,
        request_key: format!("test:{key}"),
        own_number,
        role: ROLE.to_owned(),
        seat: seat.to_owned(),
        template: draft.template.clone(),
        content_json,
        label_count: 1,
        copy: 1,
        original: None,
        reason: String::new(),
        item: None,
        lot: None,
        entry: None,
        made_at_ms: now_ms,
    };
    let id = print_job::insert(tx, &job)?;
    // Nobody else may take it: it tells of this printer alone.
    print_job::take(tx, id, printer, &json(&Batch::new(1)))?;
    Ok(QueuedLabel { id: id.to_string(), code, template: draft.template })
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("labels are plain data")
}
