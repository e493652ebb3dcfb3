//! The tray: codes nobody knew, kept until somebody names them or says that they are not ours.

use crate::context::Context;
use crate::view::ParkedRow;
use domain::gs1::Elements;
use domain::permission::{Action, permission};
use domain::scan::{Reading, Scan};
use domain::task::{Resolution, discard_reasons};
use domain::{Amount, Message, gtin, scan};
use floor::tray::{self, ParkedAt};
use jiff::civil::Date;
use ledger::table::operator::Operator;
use ledger::table::scan::ScanRow;
use ledger::table::{document, item, location, operator, scan as scan_table};
use ledger::{Error, Transaction};

/// The oldest first, of all seats. `by`: who reads.
///
/// # Errors
/// The ledger's.
pub async fn parked(context: &Context, by: Option<&Operator>) -> Result<Vec<ParkedRow>, Error> {
    let may_name = by.is_some_and(|by| permission(by.role, Action::NameCode));
    let language = by.map_or_else(|| "en".to_owned(), |by| by.language.clone());
    let today = context.moment().today;
    let reasons: Vec<Message> =
        if may_name { discard_reasons().iter().map(Resolution::message).collect() } else { Vec::new() };
    let read = context.ledger.writer().turn(move |tx| {
        let rows = scan_table::parked(tx)?;
        rows.into_iter().map(|row| shown(tx, row, &language, may_name, &reasons, today)).collect()
    });
    read.await
}

fn shown(
    tx: &Transaction,
    row: ScanRow,
    language: &str,
    may_name: bool,
    reasons: &[Message],
    today: Date,
) -> Result<ParkedRow, Error> {
    let by = row.operator.map(|id| operator::by_id(tx, id)).transpose()?.flatten();
    let at = ParkedAt::read(&row.message);
    let document = at.document.map(|id| document::by_id(tx, id)).transpose()?.flatten();
    let place = at.place.map(|id| location::by_id(tx, id)).transpose()?.flatten();
    let code = tray::code_of(&row);
    let known = known_as(tx, &code, language)?;
    let (lot, quantity) = told(&row.scan, at.on.unwrap_or(today));
    Ok(ParkedRow {
        scan: row.scan.id.to_string(),
        code,
        flow: at.flow,
        document: document.map(|document| document.number),
        location: place.map(|place| place.code),
        lot,
        quantity,
        can_take_out: may_name || known.is_some(),
        known,
        operator: by.map(|by| by.name).unwrap_or_default(),
        at_ms: row.received_at_ms,
        discard_reasons: reasons.to_vec(),
    })
}

/// Its name by now: somebody named the same code elsewhere, or an import did.
fn known_as(tx: &Transaction, code: &str, language: &str) -> Result<Option<String>, Error> {
    let code = gtin::normalise(code).map_or_else(|_| code.to_owned(), |gtin| gtin.as_str().to_owned());
    let found = item::by_code(tx, &code)?;
    Ok(found.first().map(|meaning| meaning.item.name(language).to_owned()))
}

/// Lot and quantity that stand in the symbol itself.
fn told(scan: &Scan, on: Date) -> (Option<String>, Option<Amount>) {
    match scan::read(scan, on) {
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => {
            (elements.lot().map(str::to_owned), amount_of(&elements))
        }
        _ => (None, None),
    }
}

/// A weight or a volume where one is printed, else the count.
fn amount_of(elements: &Elements) -> Option<Amount> {
    let measured = [("kg", elements.net_weight_kg()), ("L", elements.net_volume_l())];
    let measured = measured.into_iter().find_map(|(unit, measure)| Some((unit, measure?.quantity().ok()?)));
    match measured {
        Some((unit, quantity)) => Some(quantity.amount(unit, 0)),
        None => Some(Amount::new(elements.count()?.to_string(), "pcs")),
    }
}
