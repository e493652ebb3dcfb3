//! What is asked once about goods before they are booked, in every flow the same way: a weight that so many pieces do
//! not have, a place that does not accept them, other allergens beside them, a halal certificate that ended. Goods that
//! are there are a fact, so each has an answer that takes them.

use crate::book::Book;
use crate::prompts::{answer, reason_answers};
use crate::said::{Do, Query};
use crate::screen::{Button, Question};
use crate::turn::Stop;
use domain::entry::Reason;
use domain::item::Item;
use domain::item_facts::{HalalCertificate, ItemFacts};
use domain::location::{Location, Purpose};
use domain::{LocationId, Message, Quantity, Value};
use ledger::table::{balance, item_fact, place_storage};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    OddWeight,
    /// Its certificate of this supplier has ended, or there is none while others have one.
    Halal,
    /// The place does not accept its storage class.
    WrongStorage,
    /// Goods of other allergens stand where they are kept apart.
    Allergens,
}

/// What was answered for the goods in hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settled {
    doubts: Vec<Doubt>,
    /// The place that was answered for: another one is asked about again.
    at: Option<LocationId>,
    reason: Option<String>,
}

/// Goods as they would be booked.
pub struct Goods<'a> {
    pub item: &'a Item,
    pub quantity: Quantity,
    pub pieces: i64,
    /// Where they are put; `None` where nothing is put anywhere.
    pub to: Option<&'a Location>,
    /// Who brings them; empty when they are here already, or nobody knows.
    pub supplier: &'a str,
}

impl Settled {
    /// It was asked, and the goods are taken as they are.
    pub fn settle(&mut self, doubt: Doubt, at: Option<LocationId>, reason: Option<Reason>) {
        if self.at != at {
            self.doubts.retain(|doubt| !doubt.is_of_place());
            self.at = at;
        }
        self.doubts.push(doubt);
        self.reason = reason.map(|reason| reason.text().to_owned()).or(self.reason.take());
    }

    /// Why they stand where they should not.
    pub fn reason(&self) -> Option<Reason> {
        self.reason.as_deref().and_then(Reason::from_text)
    }

    fn has(&self, doubt: Doubt, at: Option<LocationId>) -> bool {
        self.doubts.contains(&doubt) && (!doubt.is_of_place() || self.at == at)
    }
}

impl Doubt {
    /// Another place is an answer to it, and taking the goods there needs a reason.
    pub fn is_of_place(self) -> bool {
        matches!(self, Doubt::WrongStorage | Doubt::Allergens)
    }
}

/// The first thing that has to be asked, the gravest first.
pub fn first(goods: &Goods, settled: &Settled, book: &Book) -> Result<Option<Doubt>, Stop> {
    let facts = item_fact::of(book.tx, goods.item.id)?;
    let at = goods.to.map(|to| to.id);
    for doubt in [Doubt::Halal, Doubt::WrongStorage, Doubt::Allergens, Doubt::OddWeight] {
        if !settled.has(doubt, at) && holds(doubt, goods, &facts, book)? {
            return Ok(Some(doubt));
        }
    }
    Ok(None)
}

fn holds(doubt: Doubt, goods: &Goods, facts: &ItemFacts, book: &Book) -> Result<bool, Stop> {
    // On the hold shelf everything may stand.
    let to = goods.to.filter(|to| to.purpose != Purpose::Hold);
    Ok(match doubt {
        Doubt::OddWeight => goods.item.catch_weight && facts.is_odd(goods.quantity, goods.pieces),
        Doubt::Halal => halal(goods, book)?.is_some(),
        Doubt::WrongStorage => match (to, facts.storage) {
            (Some(to), Some(class)) => {
                let accepted = place_storage::accepts(book.tx, to.id)?;
                !accepted.is_empty() && !accepted.contains(&class)
            }
            _ => false,
        },
        Doubt::Allergens => match to {
            Some(to) => beside(goods.item, facts, to, book)?.is_some(),
            None => false,
        },
    })
}

/// Why goods of this supplier are no halal goods any more: the certificate that ended, or none.
enum NoHalal {
    Ended(HalalCertificate),
    Missing,
}

fn halal(goods: &Goods, book: &Book) -> Result<Option<NoHalal>, Stop> {
    if goods.supplier.is_empty() {
        return Ok(None);
    }
    let known = item_fact::certificates(book.tx, goods.item.id)?;
    let theirs = known.iter().find(|one| one.supplier.eq_ignore_ascii_case(goods.supplier));
    Ok(match theirs {
        Some(theirs) if theirs.is_past(book.moment.today) => Some(NoHalal::Ended(theirs.clone())),
        None if !known.is_empty() => Some(NoHalal::Missing),
        _ => None,
    })
}

/// Food of other allergens that stands where they are kept apart.
fn beside(item: &Item, facts: &ItemFacts, to: &Location, book: &Book) -> Result<Option<Item>, Stop> {
    let Some(apart) = place_storage::keeps_apart(book.tx, to.id)? else { return Ok(None) };
    if facts.is_food == Some(false) {
        return Ok(None);
    }
    for row in balance::inside(book.tx, apart)? {
        if row.item == item.id {
            continue;
        }
        let there = item_fact::of(book.tx, row.item)?;
        if there.is_food != Some(false) && there.contains != facts.contains {
            return Ok(Some(book.item(row.item)?));
        }
    }
    Ok(None)
}

/// The question in words.
pub fn message(doubt: Doubt, goods: &Goods, book: &Book) -> Result<Message, Stop> {
    let facts = item_fact::of(book.tx, goods.item.id)?;
    let item = book.name(goods.item).to_owned();
    let location = goods.to.map(|to| to.code.clone()).unwrap_or_default();
    let supplier = goods.supplier.to_owned();
    Ok(match doubt {
        Doubt::OddWeight => Query::OddWeight {
            item,
            quantity: goods.item.weighed(goods.quantity, goods.pieces),
            usual: goods.item.amount(facts.usual_piece().unwrap_or(Quantity::ZERO)),
        },
        Doubt::WrongStorage => {
            let storage = facts.storage.map(|class| format!("storage-{}", class.text()));
            Query::WrongStorage { item, location, storage: Value::Word(storage.unwrap_or_default()) }
        }
        Doubt::Allergens => {
            let to = goods.to.map(|to| beside(goods.item, &facts, to, book)).transpose()?.flatten();
            let other = to.map(|other| self::name(&other, book)).unwrap_or_default();
            Query::AllergensBeside { item, location, other }
        }
        Doubt::Halal => match halal(goods, book)? {
            Some(NoHalal::Ended(HalalCertificate { number, last_day: Some(last_day), .. })) => {
                Query::HalalEnded { item, supplier, certificate: number, last_day }
            }
            _ => Query::HalalMissing { item, supplier },
        },
    }
    .message())
}

/// Of goods that the person may not see, only that they are there.
fn name(item: &Item, book: &Book) -> String {
    if book.sees(item) { book.name(item).to_owned() } else { "–".to_owned() }
}

/// The question with its answers, the safe one first; a place that is wrong is answered by `place_answers`.
pub fn question(
    doubt: Doubt,
    goods: &Goods,
    place_answers: Vec<Button>,
    book: &Book,
) -> Result<Question, Stop> {
    let answers = match doubt {
        Doubt::OddWeight => {
            let quantity = goods.item.weighed(goods.quantity, goods.pieces);
            vec![answer(Do::ChangeNumber {}, "change"), answer(Do::TakeIt { quantity }, "take")]
        }
        Doubt::Halal => vec![
            answer(Do::PutOnHold {}, "hold"),
            answer(Do::TakeAnyway {}, "take"),
            answer(Do::NotTaken {}, "leave"),
        ],
        Doubt::WrongStorage | Doubt::Allergens => {
            let other = answer(Do::OtherPlace {}, "other_place");
            std::iter::once(other).chain(place_answers).collect()
        }
    };
    Ok(Question { message: message(doubt, goods, book)?, answers })
}

/// Why they stand there all the same.
pub fn for_reasons() -> Vec<Button> {
    reason_answers(&Reason::FOR_PLACE)
}
