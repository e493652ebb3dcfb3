//! A recall as it crosses to a face: lots, the links between them, and what became of each.

use crate::view::LinkStatus;
use domain::lot::LotKind;
use domain::{Amount, Message};
use floor::screen::ItemCard;
use ledger::Error;
use ledger::read::places::PlacePath;
use ledger::read::recall::{Act, Link, LotName, MassBalance, Part, Recall, Report, TracedLot, TrailEnd};
use ledger::read::total::Total;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a scan or a code led to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallAnswer {
    /// Lots that fit: of several, ask for one by its id.
    pub found: Vec<RecallName>,
    /// All that is known, once it is one lot.
    pub recall: Option<RecallView>,
    /// Since when which vendor was not heard.
    pub heard: Vec<LinkStatus>,
    /// Why its lots may be put on hold, for whoever reads; empty when they may not say so.
    pub hold_reasons: Vec<Message>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallName {
    pub id: String,
    pub item: ItemCard,
    /// `coded`, `none`, `not_known`.
    pub kind: String,
    /// As printed.
    pub code: String,
    /// Supplier or maker.
    pub maker: String,
    /// `date`, `month`, `none_printed`, `not_known`.
    pub expiry_kind: String,
    /// YYYY-MM-DD, the last good day.
    pub expiry: Option<String>,
    /// YYYY-MM-DD.
    pub made_on: Option<String>,
    /// `released`, `quarantine`, `recalled`.
    pub status: String,
    /// Where its certificate is found: an https address, or the name of a file.
    pub certificate: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallView {
    /// Each once: the one that was asked for, then its sources by distance, then its products.
    pub lots: Vec<RecallLot>,
    pub links: Vec<RecallLink>,
    /// It goes on beyond what is shown; the lots where it does say so.
    pub has_more: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallLot {
    pub name: RecallName,
    /// Productions from here to the lot that was asked for: a source of it.
    pub up: Option<u32>,
    /// Productions from the lot that was asked for to here: a product of it.
    pub down: Option<u32>,
    /// Why it is not followed further: `no_lot`, `reach`.
    pub end: Option<String>,
    /// `None` for goods without a lot.
    pub balance: Option<RecallBalance>,
    pub parts: Vec<RecallPart>,
    /// Older parts are left out; the balance counts them.
    pub has_more_parts: bool,
}

/// `received + made = on_hand + used + shipped + sampled + scrapped + unexplained`, exactly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallBalance {
    pub received: Amount,
    pub made: Amount,
    pub on_hand: Amount,
    pub used: Amount,
    pub shipped: Amount,
    pub sampled: Amount,
    pub scrapped: Amount,
    /// With a minus: found.
    pub unexplained: Amount,
}

/// Where some of it came from, stands, or went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallPart {
    /// `received`, `opened`, `made`, `on_hand`, `in_transit`, `retained`, `sampled`, `in_work`, `used`, `shipped`,
    /// `sent_back`, `scrapped`, `unexplained`.
    pub what: String,
    pub quantity: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub pieces: i64,
    pub place: Option<RecallPlace>,
    pub act: Option<RecallAct>,
    /// The weakest of its movements.
    pub evidence: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallPlace {
    pub id: String,
    /// `bin`, `zone`, `container` …
    pub kind: String,
    /// `store`, `dock`, `hold`, `unassigned`, `in_hand`.
    pub purpose: String,
    pub code: String,
    pub name: String,
    /// Codes from the site down to it.
    pub path: Vec<String>,
    /// Code of the container it is, or the innermost one around it.
    pub container: Option<String>,
}

/// The document goods moved for, or the entry where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallAct {
    pub document: Option<String>,
    /// `PO-3108`; of the entry where there is no document.
    pub number: String,
    /// `purchase_order` …
    pub document_kind: Option<String>,
    /// Supplier or customer.
    pub partner: String,
    /// The newest entry of it.
    pub entry: String,
    pub entry_number: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub happened_at_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RecallLink {
    /// Lots by id.
    pub from: String,
    pub into: String,
    pub by: RecallAct,
    /// Of `from`, in the whole production.
    pub used: Amount,
    /// Of `into`, in the whole production.
    pub made: Amount,
    /// The weakest of the movements that link them.
    pub evidence: String,
}

pub(super) fn name_of(name: &LotName, language: &str) -> RecallName {
    let own = name.item.names.iter().find(|(of, _)| of == language).or_else(|| name.item.names.first());
    RecallName {
        id: name.id.to_string(),
        item: ItemCard {
            id: name.item.id.to_string(),
            sku: name.item.sku.clone(),
            name: own.map_or_else(|| name.item.sku.clone(), |(_, name)| name.clone()),
            pictogram: name.item.pictogram.clone(),
            unit: name.item.unit.clone(),
            decimals: name.item.decimals,
            lot_tracked: name.kind != LotKind::None,
        },
        kind: name.kind.text().to_owned(),
        code: name.code.clone(),
        maker: name.maker.clone(),
        expiry_kind: name.expiry.kind().to_owned(),
        expiry: name.expiry.last_good_day().map(|day| day.to_string()),
        made_on: name.made_on.map(|day| day.to_string()),
        status: name.status.text().to_owned(),
        certificate: name.certificate.clone(),
    }
}

/// # Errors
/// [`Error::Missing`] for a link to a lot that the recall does not name: it names all of them.
pub(super) fn answer_of(recall: Recall, language: &str) -> Result<RecallView, Error> {
    let names: HashMap<_, _> = recall.lots.iter().map(|lot| (lot.lot.id, &lot.lot)).collect();
    let link = |link: &Link| {
        let name = |id| names.get(&id).ok_or_else(|| Error::Missing { what: "lot", name: id.to_string() });
        Ok(RecallLink {
            from: link.from.to_string(),
            into: link.into.to_string(),
            by: act_of(link.by.clone()),
            used: amount(name(link.from)?, link.used),
            made: amount(name(link.into)?, link.made),
            evidence: link.evidence.text().to_owned(),
        })
    };
    let links = recall.links.iter().map(link).collect::<Result<_, Error>>()?;
    let lots = recall.lots.into_iter().map(|lot| lot_of(lot, language)).collect();
    Ok(RecallView { lots, links, has_more: recall.has_more })
}

fn lot_of(traced: TracedLot, language: &str) -> RecallLot {
    let TracedLot { lot, up, down, end, report } = traced;
    let (balance, parts, has_more_parts) = match report {
        Some(Report { balance, parts, has_more }) => {
            let parts = parts.into_iter().map(|part| part_of(&lot, part)).collect();
            (Some(balance_of(&lot, balance)), parts, has_more)
        }
        None => (None, Vec::new(), false),
    };
    let end = end.map(|end| match end {
        TrailEnd::NoLot => "no_lot".to_owned(),
        TrailEnd::Reach => "reach".to_owned(),
    });
    RecallLot { name: name_of(&lot, language), up, down, end, balance, parts, has_more_parts }
}

fn balance_of(lot: &LotName, balance: MassBalance) -> RecallBalance {
    let MassBalance { received, made, on_hand, used, shipped, sampled, scrapped, unexplained } = balance;
    RecallBalance {
        received: amount(lot, received),
        made: amount(lot, made),
        on_hand: amount(lot, on_hand),
        used: amount(lot, used),
        shipped: amount(lot, shipped),
        sampled: amount(lot, sampled),
        scrapped: amount(lot, scrapped),
        unexplained: amount(lot, unexplained),
    }
}

fn part_of(lot: &LotName, part: Part) -> RecallPart {
    RecallPart {
        what: part.what.text().to_owned(),
        quantity: amount(lot, part.quantity),
        pieces: part.pieces,
        place: part.place.map(place_of),
        act: part.act.map(act_of),
        evidence: part.evidence.text().to_owned(),
    }
}

fn place_of(path: PlacePath) -> RecallPlace {
    RecallPlace {
        id: path.id.to_string(),
        kind: path.kind.text().to_owned(),
        purpose: path.purpose.text().to_owned(),
        code: path.code,
        name: path.name,
        path: path.codes,
        container: path.container,
    }
}

fn act_of(act: Act) -> RecallAct {
    let (entry, entry_number, happened_at_ms) = (act.entry.to_string(), act.number, act.happened_at_ms);
    match act.document {
        Some(document) => RecallAct {
            document: Some(document.id.to_string()),
            number: document.number,
            document_kind: Some(document.kind.text().to_owned()),
            partner: document.partner,
            entry,
            entry_number,
            happened_at_ms,
        },
        None => RecallAct {
            document: None,
            number: entry_number.clone(),
            document_kind: None,
            partner: String::new(),
            entry,
            entry_number,
            happened_at_ms,
        },
    }
}

fn amount(lot: &LotName, total: Total) -> Amount {
    total.amount(&lot.item.unit, lot.item.decimals)
}
