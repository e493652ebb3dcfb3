//! Lots judged from outside the floor: held, released, recalled, another best-before; one, several, or all of a place.
//! The rules and the entry are the floor's; here names become lots, and the answer says whom it left short.

use crate::context::Context;
use crate::once::{Halt, Key, Not, Outcome, field, once};
use crate::reserving::document_of;
use crate::settling::Decider;
use domain::entry::Reason;
use domain::expiry::Expiry;
use domain::item::Item;
use domain::lot_change::LotAct;
use domain::{Amount, InputId, ItemId, LocationId, LotId};
use floor::apply::apply;
use floor::book::Book;
use floor::lot_acts::{self, Ground, Judgement, LOTS_LIMIT};
use floor::owned;
use floor::said::Said;
use floor::screen::Tone;
use floor::step::Step;
use floor::turn::{Stop, Turn};
use jiff::civil::Date;
use ledger::reserve::Broken;
use ledger::table::entry::Recorded;
use ledger::table::{item, location, lot};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

/// Why, and what it rests on.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = JudgeLot))]
#[serde(deny_unknown_fields)]
pub struct AskedJudgement {
    /// One of the reasons that fit the act: `check_failed`, `supplier_notice`, `checked_good` …
    pub reason: String,
    /// Number or identity of a document that is known here.
    pub document: Option<String>,
    /// In own words: the number of a laboratory's report, who called.
    pub note: Option<String>,
    /// Of `extend`: the new last good day.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Date))]
    pub good_until: Option<Date>,
    /// Whoever is active there decides; the caller's own where none is named.
    pub seat: Option<String>,
}

/// What is judged.
#[derive(Clone, Debug)]
pub enum Subject {
    Lots(Vec<LotId>),
    /// Every lot in it.
    Place(LocationId),
}

/// What was booked.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Judged {
    /// Identity of the entry: undone by it.
    entry: String,
    /// `station-epoch-sequence`.
    number: String,
    /// Those that were turned; lots that were so before are not among them.
    lots: Vec<JudgedLot>,
    /// Orders that lost their promise, and what each lacks now.
    broken: Vec<LostPromise>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgedLot {
    id: String,
    sku: String,
    /// As printed.
    code: String,
    /// `released`, `quarantine`, `recalled`.
    status: String,
    /// The last good day as it is known now.
    expiry: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LostPromise {
    reservation: String,
    /// Number of the order.
    document: Option<String>,
    sku: String,
    quantity: Amount,
    /// What could not be promised from elsewhere.
    short: Amount,
}

/// Carries it out as one entry.
///
/// # Errors
/// [`Error::Missing`] for a lot, a place or a document that is not here; the ledger's.
pub async fn judge(
    context: &Context,
    key: Key,
    (subject, act): (Subject, LotAct),
    asked: AskedJudgement,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let moment = context.moment();
    once(context, key, moment.now_ms, move |tx| {
        let happened_at_ms = moment.now_ms;
        let (input, seat, operator) = (InputId(key.id), who.seat.as_str(), &who.by);
        let book =
            Book { tx, moment: &moment, seat, operator, input, scan: None, happened_at_ms, mark: None };
        booked(&subject, act, &asked, &book)
    })
    .await
}

fn booked(
    subject: &Subject,
    act: LotAct,
    asked: &AskedJudgement,
    book: &Book<'_, '_>,
) -> Result<Judged, Halt<Not>> {
    let ground = ground(act, asked, book.tx)?;
    let judgement = judgement(subject, act, asked, book.tx)?;
    let (lots, writes) = lot_acts::judge(&judgement, &ground, book).map_err(halt)?;
    let message = Said::Answered {}.message();
    let turn = Turn { step: Step::Home, writes, tone: Tone::Accepted, message, refused: None };
    owned::check(&turn, book).map_err(halt)?;
    let applied = apply(&turn, book).map_err(halt)?;
    let entry = applied.entry.expect("judging lots is an entry");
    let lots: Vec<LotId> = lots.iter().map(|lot| lot.id).collect();
    Ok(told(book.tx, &entry, &lots)?)
}

fn ground(act: LotAct, asked: &AskedJudgement, tx: &Transaction) -> Result<Ground, Halt<Not>> {
    let reason = Reason::from_text(&asked.reason).filter(|reason| act.reasons().contains(reason));
    let offered = || act.reasons().iter().map(|reason| reason.text()).collect::<Vec<_>>().join(", ");
    let reason = reason.ok_or_else(|| field("reason", format!("one of {}", offered())))?;
    let document = match &asked.document {
        None => None,
        Some(named) => match document_of(tx, named)? {
            Some(id) => Some(id),
            None => return Err(Error::Missing { what: "document", name: named.clone() }.into()),
        },
    };
    Ok(Ground { reason, document, note: asked.note.clone().unwrap_or_default() })
}

fn judgement(
    subject: &Subject,
    act: LotAct,
    asked: &AskedJudgement,
    tx: &Transaction,
) -> Result<Judgement, Halt<Not>> {
    match (subject, act) {
        (Subject::Place(id), _) => {
            location::by_id(tx, *id)?.ok_or_else(|| missing("location", id))?;
            Ok(Judgement::HoldInside(*id))
        }
        (Subject::Lots(lots), _) if lots.len() > LOTS_LIMIT as usize => {
            Err(field("lots", format!("at most {LOTS_LIMIT} at once")))
        }
        (Subject::Lots(lots), act) => {
            for id in lots {
                lot::by_id(tx, *id)?.ok_or_else(|| missing("lot", id))?;
            }
            match (act, lots.as_slice()) {
                (LotAct::Extend, [lot]) => {
                    let day = asked.good_until;
                    let day = day.ok_or_else(|| field("good_until", "the new last good day".to_owned()))?;
                    Ok(Judgement::Extend { lot: *lot, to: Expiry::On(day) })
                }
                (LotAct::Extend | LotAct::Reversal, _) => Err(field("act", "one lot at a time".to_owned())),
                _ => Ok(Judgement::Turn { lots: lots.clone(), act }),
            }
        }
    }
}

fn told(tx: &Transaction, entry: &Recorded, lots: &[LotId]) -> Result<Judged, Error> {
    let one = |id: &LotId| -> Result<JudgedLot, Error> {
        let known = lot::by_id(tx, *id)?.ok_or_else(|| missing("lot", id))?;
        Ok(JudgedLot {
            id: id.to_string(),
            sku: item_of(tx, known.item)?.sku,
            code: known.code,
            status: known.status.text().to_owned(),
            expiry: known.expiry.last_good_day().map(|day| day.to_string()),
        })
    };
    let lost = |broken: &Broken| -> Result<LostPromise, Error> {
        let item = item_of(tx, broken.item)?;
        Ok(LostPromise {
            reservation: broken.reservation.to_string(),
            document: broken.document_number.clone(),
            quantity: item.amount(broken.quantity),
            short: item.amount(broken.short()),
            sku: item.sku,
        })
    };
    Ok(Judged {
        entry: entry.id.to_string(),
        number: entry.number.clone(),
        lots: lots.iter().map(one).collect::<Result<_, _>>()?,
        broken: entry.broken.iter().map(lost).collect::<Result<_, _>>()?,
    })
}

fn item_of(tx: &Transaction, id: ItemId) -> Result<Item, Error> {
    item::by_id(tx, id)?.ok_or_else(|| missing("item", id))
}

fn missing(what: &'static str, id: impl std::fmt::Display) -> Error {
    Error::Missing { what, name: id.to_string() }
}

fn halt(stop: Stop) -> Halt<Not> {
    match stop {
        Stop::Refused(refused) => Halt::Refused(Not::Taken(Box::new(refused.refusal))),
        Stop::Fault(error) => Halt::Fault(error),
    }
}
