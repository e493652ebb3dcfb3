//! A recall from one scan or a part of a code: which lots that could be, and of one of them all that is known.

use super::recall_view::{RecallAnswer, answer_of, name_of};
use crate::{Station, clock};
use domain::code::{OwnCode, OwnKind};
use domain::entry::Reason;
use domain::gs1::Elements;
use domain::permission::{Action, permission};
use domain::scan::{Reading, Scan, read};
use domain::{LotId, Message, ScanId};
use ledger::read::recall::{self, LotName};
use ledger::table::operator::Operator;
use ledger::table::{item, lot, print_job};
use ledger::{Error, Transaction};
use std::collections::BTreeMap;

pub use ledger::read::recall::Reach;

/// Lots shown to choose from.
const CHOICES: u32 = 100;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A scanned label, a code or a part of one, a day and a vessel.
    Code(String),
    Lot(LotId),
}

/// One lot is answered whole; of several their names, to ask for one of them.
///
/// # Errors
/// The ledger's; [`Error::Missing`] for a lot that is not here.
pub async fn recall(
    station: &Station,
    language: &str,
    question: Question,
    reach: Reach,
) -> Result<RecallAnswer, Error> {
    let pool = station.context.ledger.pool();
    let (found, lot) = match question {
        Question::Lot(lot) => (Vec::new(), Some(lot)),
        Question::Code(code) => {
            let found = find(station, &code).await?;
            let only = match found.as_slice() {
                [only] => Some(only.id),
                _ => None,
            };
            (found, only)
        }
    };
    let recall = match lot {
        Some(lot) => Some(recall::recall(pool, lot, reach).await?),
        None => None,
    };
    Ok(RecallAnswer {
        found: found.iter().map(|name| name_of(name, language)).collect(),
        recall: recall.map(|recall| answer_of(recall, language)).transpose()?,
        heard: station.vendors().statuses(&station.context).await?,
        hold_reasons: Vec::new(),
    })
}

/// Why lots may be put on hold, for whoever may say so: `reason-check-failed` of words, `check_failed` in a request.
pub fn hold_reasons(by: Option<&Operator>) -> Vec<Message> {
    if !by.is_some_and(|by| permission(by.role, Action::JudgeLot)) {
        return Vec::new();
    }
    let code = |reason: &Reason| format!("reason-{}", reason.text().replace('_', "-"));
    Reason::FOR_RECALLS.iter().map(|reason| Message { code: code(reason), values: BTreeMap::new() }).collect()
}

/// A label says exactly which lot; anything else is looked for as text.
async fn find(station: &Station, code: &str) -> Result<Vec<LotName>, Error> {
    let code = code.trim();
    let context = &station.context;
    let (id, source) = (ScanId(clock::new_id()), "typed".to_owned());
    let scan = Scan { id, source, bytes: code.as_bytes().to_vec(), aim: None };
    let reading = read(&scan, context.moment().today);
    let text = match &reading {
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => elements.lot().unwrap_or(code).to_owned(),
        _ => code.to_owned(),
    };
    let exact = context.ledger.writer().turn(move |tx| exact(tx, &reading)).await?;
    if exact.is_empty() {
        return recall::find(context.ledger.pool(), &text, CHOICES).await;
    }
    recall::named(context.ledger.pool(), &exact).await
}

/// Lots that the label itself names.
fn exact(tx: &Transaction, reading: &Reading) -> Result<Vec<LotId>, Error> {
    match reading {
        Reading::Own(OwnCode { kind: OwnKind::PrintJob, number, .. }) => {
            let job = print_job::by_own_number(tx, *number)?;
            Ok(job.and_then(|job| job.lot).into_iter().collect())
        }
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => of_elements(tx, elements),
        _ => Ok(Vec::new()),
    }
}

fn of_elements(tx: &Transaction, elements: &Elements) -> Result<Vec<LotId>, Error> {
    let Some(code) = elements.lot() else { return Ok(Vec::new()) };
    let lots = lot::anywhere(tx, code)?;
    let Some(gtin) = elements.gtin().or_else(|| elements.contained_gtin()) else {
        return Ok(lots.into_iter().map(|lot| lot.id).collect());
    };
    let items = item::by_code(tx, gtin.as_str())?;
    let is_meant = |lot: &domain::lot::Lot| items.iter().any(|meaning| meaning.item.id == lot.item);
    Ok(lots.into_iter().filter(is_meant).map(|lot| lot.id).collect())
}
