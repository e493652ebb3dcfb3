//! Promises of stock for those who ask from outside: a whole list in one turn, all of it or what is free, each line
//! a reservation of its own. Which lots it takes, and who gives way, is the ledger's business; here names become
//! goods, and numbers get their units.

mod line;
pub mod view;

pub use line::{AskedLine, Wrong};

use crate::context::Context;
use crate::once::{Halt, Key, Outcome, once};
use crate::settling::Decider;
use domain::item::Item;
use domain::permission::{Action, permission};
use domain::{DocumentId, InputId, NewReservation, OwnerId, Refusal, ReservationId, ReservationPurpose};
use floor::Moment;
use ledger::reserve::{self, Refused, Reserved, Stop};
use ledger::table::audit::{self, AuditRow};
use ledger::table::document;
use ledger::{Error, Transaction};
use serde::Deserialize;
use serde_json::json;
use view::Reservations;

const MINUTE_MS: i64 = 60_000;

/// What is to be held, for what, and how long.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Reserve))]
#[serde(deny_unknown_fields)]
pub struct AskedList {
    pub purpose: ReservationPurpose,
    /// Number or identity of the order it is for.
    pub document: Option<String>,
    /// Whoever has the lowest gives way first where there is not enough any more.
    #[serde(default)]
    pub priority: i64,
    /// 15 for a basket and a quote where none is named; without a clock for a document in work.
    pub minutes: Option<u32>,
    /// Lots must be good so many days after today.
    #[serde(default)]
    pub good_days: u16,
    #[serde(default)]
    pub take: Take,
    pub lines: Vec<AskedLine>,
}

/// What happens where less is free than is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// Every line whole, or nothing at all.
    #[default]
    All,
    /// What is free of each; the shortages are told.
    WhatIsFree,
}

/// More lines than one order ever had.
pub const LINE_LIMIT: usize = 1_000;

/// Why nothing was held or changed: all that is wrong, not the first of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Not {
    /// Whoever asks may not, or there is nothing to be changed.
    Taken(Box<Refusal>),
    /// One or more lines.
    Lines(Vec<Wrong>),
    /// Something of the list itself.
    Field { field: &'static str, problem: String },
}

/// Holds the whole list in one turn.
///
/// # Errors
/// The ledger's.
pub async fn reserve(
    context: &Context,
    key: Key,
    asked: AskedList,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let moment = context.moment();
    once(context, key, moment.now_ms, move |tx| held(tx, &moment, key, &asked, &who)).await
}

fn held(
    tx: &Transaction<'_>,
    moment: &Moment,
    key: Key,
    asked: &AskedList,
    who: &Decider,
) -> Result<Reservations, Halt<Not>> {
    allowed(who)?;
    let terms = Terms::of(tx, moment, asked)?;
    let (mut reserved, mut wrong) = (Vec::new(), Vec::new());
    for (index, line) in asked.lines.iter().enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let id = ReservationId(InputId(key.id).derive("reservation", number));
        match terms.one(tx, id, (index, line), who.by.owner) {
            Ok((item, held)) => reserved.push((index, item, held)),
            Err(Halt::Refused(why)) => wrong.push(*why),
            Err(Halt::Fault(error)) => return Err(error.into()),
        }
    }
    // Of what is free as much as there is; a mistake in a line stops the list all the same.
    let is_only_short = wrong.iter().all(|why| why.shortage.is_some()) && !reserved.is_empty();
    if !wrong.is_empty() && (asked.take == Take::All || !is_only_short) {
        return Err(Halt::Refused(Not::Lines(wrong)));
    }
    let answer = view::reservations(tx, &reserved, &wrong, &who.by.language, moment.today)?;
    let detail = json!({ "purpose": asked.purpose, "document": asked.document, "lines": answer.held_ids() });
    note(tx, who, "reserved", &detail, moment.now_ms)?;
    Ok(answer)
}

/// What all lines of a list have in common.
struct Terms<'a> {
    asked: &'a AskedList,
    document: Option<DocumentId>,
    term_ms: Option<i64>,
    moment: reserve::Moment,
}

impl Terms<'_> {
    fn of<'a>(tx: &Transaction<'_>, moment: &Moment, asked: &'a AskedList) -> Result<Terms<'a>, Halt<Not>> {
        let wrong = |field, problem: String| Halt::Refused(Not::Field { field, problem });
        if asked.lines.is_empty() || asked.lines.len() > LINE_LIMIT {
            return Err(wrong("lines", format!("one to {LINE_LIMIT} lines are held at once")));
        }
        if asked.minutes == Some(0) {
            return Err(wrong("minutes", "it is held for one minute at least".to_owned()));
        }
        let document =
            match &asked.document {
                Some(named) => {
                    let found = document_of(tx, named)?;
                    Some(found.ok_or_else(|| {
                        wrong("document", format!("there is one order named {named} or none"))
                    })?)
                }
                None => None,
            };
        let moment = reserve::Moment { now_ms: moment.now_ms, today: moment.today };
        Ok(Terms { asked, document, term_ms: term_ms(asked.purpose, asked.minutes), moment })
    }

    fn one(
        &self,
        tx: &Transaction<'_>,
        id: ReservationId,
        (index, line): (usize, &AskedLine),
        owner: Option<OwnerId>,
    ) -> Result<(Item, Reserved), Halt<Box<Wrong>>> {
        let (item, goods) = line.goods(tx, index, owner)?;
        let new = NewReservation {
            id,
            item: item.id,
            wanted: goods.wanted,
            lot: goods.lot,
            within: goods.within,
            document: self.document,
            line: goods.line,
            purpose: self.asked.purpose,
            priority: self.asked.priority,
            term_ms: self.term_ms,
            good_days: self.asked.good_days,
            whole_only: self.asked.take == Take::All,
        };
        match reserve::reserve(tx, &new, self.moment) {
            Ok(reserved) => Ok((item, reserved)),
            Err(Stop::Refused(refused)) => Err(Halt::Refused(Box::new(of_line(index, &item, *refused)))),
            Err(Stop::Failed(error)) => Err(error.into()),
        }
    }
}

fn of_line(index: usize, item: &Item, refused: Refused) -> Wrong {
    let field = match &refused.refusal {
        Refusal::LotOnHold { .. } | Refusal::LotExpired { .. } => "lot",
        Refusal::NotAPlaceForStock { .. } => "location",
        _ => "quantity",
    };
    let shortage = refused.shortage.map(|shortage| view::shortage(item, &shortage));
    Wrong { shortage, ..Wrong::refused(index, field, refused.refusal) }
}

/// A basket and a quote have a clock in any case.
fn term_ms(purpose: ReservationPurpose, minutes: Option<u32>) -> Option<i64> {
    minutes.map(|minutes| i64::from(minutes) * MINUTE_MS).or(purpose.default_term_ms())
}

/// Holds what is left of one for so many minutes from now, as long as its purpose says where none are named; never
/// for less long than it was held.
///
/// # Errors
/// The ledger's.
pub async fn extend(
    context: &Context,
    key: Key,
    id: ReservationId,
    minutes: Option<u32>,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let moment = context.moment();
    once(context, key, moment.now_ms, move |tx| {
        allowed(&who)?;
        if minutes == Some(0) {
            let problem = "it is held for one minute at least".to_owned();
            return Err(Halt::Refused(Not::Field { field: "minutes", problem }));
        }
        let purpose =
            reserve::standing(tx, id)?.and_then(|standing| standing.open.first().map(|part| part.purpose));
        let term_ms = term_ms(purpose.unwrap_or(ReservationPurpose::Basket), minutes);
        let at = reserve::Moment { now_ms: moment.now_ms, today: moment.today };
        let standing = sorted(reserve::extend(tx, id, term_ms, at))?;
        note(
            tx,
            &who,
            "reservation_extended",
            &json!({ "reservation": id, "minutes": minutes }),
            moment.now_ms,
        )?;
        Ok(view::standing(tx, id, &standing, moment.today)?)
    })
    .await
}

/// Gives up what is left of one; nothing, when it ended before.
///
/// # Errors
/// The ledger's.
pub async fn release(
    context: &Context,
    key: Key,
    id: ReservationId,
    who: Decider,
) -> Result<Outcome<Not>, Error> {
    let moment = context.moment();
    once(context, key, moment.now_ms, move |tx| {
        allowed(&who)?;
        sorted(reserve::release(tx, id, moment.now_ms))?;
        let standing = reserve::standing(tx, id)?
            .ok_or_else(|| Error::Missing { what: "reservation", name: id.to_string() })?;
        note(tx, &who, "reservation_released", &json!({ "reservation": id }), moment.now_ms)?;
        Ok(view::standing(tx, id, &standing, moment.today)?)
    })
    .await
}

/// A reservation that nobody made or that ended is a refusal of the whole.
fn sorted<T>(result: Result<T, Stop>) -> Result<T, Halt<Not>> {
    match Stop::sort(result)? {
        Ok(value) => Ok(value),
        Err(refused) => Err(Halt::Refused(Not::Taken(Box::new(refused.refusal)))),
    }
}

fn allowed(who: &Decider) -> Result<(), Halt<Not>> {
    if permission(who.by.role, Action::Reserve) {
        return Ok(());
    }
    Err(Halt::Refused(Not::Taken(Box::new(Refusal::NotAllowed { operator: who.by.name.clone() }))))
}

/// By identity or by number; a number that two vendors use names neither.
pub fn document_of(tx: &Transaction<'_>, named: &str) -> Result<Option<DocumentId>, Error> {
    if let Ok(id) = named.parse::<DocumentId>() {
        return Ok(document::by_id(tx, id)?.map(|found| found.id));
    }
    let found = document::by_number(tx, named)?;
    Ok(if let [one] = found.as_slice() { Some(one.id) } else { None })
}

fn note(
    tx: &Transaction<'_>,
    who: &Decider,
    action: &str,
    detail: &serde_json::Value,
    at_ms: i64,
) -> Result<(), Error> {
    let (operator, seat) = (Some(who.by.id), who.seat.clone());
    let (action, detail_json) = (action.to_owned(), detail.to_string());
    audit::insert(tx, &AuditRow { at_ms, operator, seat, action, detail_json })
}
