//! Cards: how items, lots, places and documents look on a screen. Words are codes, quantities are text.

use crate::book::Book;
use crate::hand::{Hand, LotPick};
use crate::said::{Detail, Do};
use crate::screen::*;
use crate::turn::Stop;
use domain::document::{Document, DocumentLine};
use domain::expiry::Expiry;
use domain::item::Item;
use domain::location::Location;
use domain::lot::{Lot, LotKind};
use domain::{Amount, Message, Quantity, Ratio};
use ledger::table::balance::Balance;
use ledger::table::entry::StoredEntry;
use ledger::table::{document, item, location, print_job};

pub fn item_card(of: &Item, language: &str) -> ItemCard {
    ItemCard {
        id: of.id.to_string(),
        sku: of.sku.clone(),
        name: of.name(language).to_owned(),
        pictogram: of.pictogram.clone(),
        unit: of.unit.clone(),
        decimals: of.decimals,
        lot_tracked: of.lot_tracked,
    }
}

/// `near` from the item's warning days on; `expired` past the last good day.
pub fn lot_card(lot: &Lot, near_expiry_days: i64, today: jiff::civil::Date) -> LotCard {
    let left = lot.expiry.last_good_day().map(|day| i64::from((day - today).get_days()));
    LotCard {
        code: lot.code.clone(),
        expiry_kind: lot.expiry.kind().to_owned(),
        expiry: lot.expiry.last_good_day().map(|day| day.to_string()),
        near: left.is_some_and(|days| (0..=near_expiry_days).contains(&days)),
        expired: lot.expiry.is_past(today),
        ours: lot.ours,
        status: lot.status.text().to_owned(),
    }
}

pub fn location_card(of: &Location) -> LocationCard {
    LocationCard {
        id: of.id.to_string(),
        code: of.code.clone(),
        name: of.name.clone(),
        kind: of.kind.text().to_owned(),
    }
}

impl Book<'_, '_> {
    pub fn item_card(&self, of: &Item) -> ItemCard {
        item_card(of, &self.operator.language)
    }

    pub fn lot_card(&self, lot: &Lot, item: &Item) -> LotCard {
        lot_card(lot, item.near_expiry_days, self.moment.today)
    }

    pub fn stock_card(&self, balance: &Balance) -> Result<StockCard, Stop> {
        let item = self.item(balance.item)?;
        Ok(StockCard {
            lot: self.lot_card(&self.lot(balance.lot)?, &item),
            location: location_card(&self.location(balance.location)?),
            on_hand: item.amount(balance.on_hand),
            reserved: item.amount(balance.reserved),
            item: self.item_card(&item),
        })
    }

    pub fn document_card(&self, of: &Document) -> Result<DocumentCard, Stop> {
        let lines = document::lines(self.tx, of.id)?;
        Ok(DocumentCard {
            id: of.id.to_string(),
            number: of.number.clone(),
            partner: of.partner.clone(),
            kind: of.kind.text().to_owned(),
            line_count: lines.len() as i64,
            done_line_count: lines.iter().filter(|line| line.received >= line.ordered).count() as i64,
        })
    }

    pub fn line_card(&self, line: &DocumentLine, active: bool) -> Result<LineCard, Stop> {
        let item = self.item(line.item)?;
        let packs = |quantity: Quantity| {
            line.pack.as_ref().and_then(|(name, factor)| Some(amount_in_packs(quantity, name, *factor)?.0))
        };
        let state = match line.received.cmp(&line.ordered) {
            _ if line.received.is_zero() => "open",
            std::cmp::Ordering::Less => "part",
            std::cmp::Ordering::Equal => "complete",
            std::cmp::Ordering::Greater => "over",
        };
        Ok(LineCard {
            id: line.id.to_string(),
            done: item.amount(line.received),
            wanted: item.amount(line.ordered),
            done_packs: packs(line.received),
            wanted_packs: packs(line.ordered),
            state: state.to_owned(),
            active,
            item: self.item_card(&item),
        })
    }

    /// The hand as it is shown while it is being filled.
    pub fn in_hand(&self, hand: &Hand) -> Result<InHand, Stop> {
        let Some(id) = hand.item else { return Ok(InHand::default()) };
        let item = self.item(id)?;
        let lot = match &hand.lot {
            Some(LotPick::Known { id }) => Some(self.lot(*id)?),
            Some(LotPick::New { code, ours }) => Some(Lot {
                id: self.new_lot_id(),
                item: item.id,
                kind: LotKind::Coded,
                code: code.clone(),
                maker: String::new(),
                expiry: hand.expiry.unwrap_or(Expiry::NotKnown),
                made_on: hand.made_on,
                status: domain::lot::LotStatus::Released,
                ours: *ours,
            }),
            None => None,
        };
        let quantity = hand.quantity();
        let packs = match (&hand.pack, quantity) {
            (Some(name), Some(quantity)) => {
                self.pack(item.id, name)?.and_then(|pack| amount_in_packs(quantity, name, pack.factor))
            }
            _ => None,
        };
        Ok(InHand {
            lot: lot.map(|lot| self.lot_card(&lot, &item)),
            quantity: quantity.map(|quantity| item.amount(quantity)),
            packs: packs.map(|(packs, rest)| packs_text(&packs, rest, &item)),
            item: Some(self.item_card(&item)),
            ..InHand::default()
        })
    }

    /// The number pad for the item in hand.
    pub fn keypad(&self, hand: &Hand, label: &str, expected: Option<Amount>) -> Result<Option<Keypad>, Stop> {
        let Some(id) = hand.item else { return Ok(None) };
        let item = self.item(id)?;
        let packs = item::packs(self.tx, id)?.into_iter().map(|pack| {
            let factor = Quantity::ONE.times(pack.factor)?;
            Ok(PackKey { name: pack.name, factor: item.amount(factor) })
        });
        let prefill = if hand.typed.is_empty() {
            hand.quantity().map(|quantity| quantity.text(0))
        } else {
            Some(hand.typed.clone())
        };
        Ok(Some(Keypad {
            label: label.to_owned(),
            unit: item.unit.clone(),
            decimals: item.decimals,
            prefill,
            expected,
            signed: false,
            packs: packs.collect::<Result<_, Stop>>()?,
        }))
    }

    /// Stock as cards to choose from, FEFO first as the book gives it.
    pub fn stock_choices(&self, rows: &[Balance], limit: usize) -> Result<Vec<Choice>, Stop> {
        rows.iter().take(limit).map(|row| self.stock_choice(row)).collect()
    }

    fn stock_choice(&self, row: &Balance) -> Result<Choice, Stop> {
        let card = self.stock_card(row)?;
        let mut details = vec![Detail::Quantity { quantity: card.on_hand.clone() }.message()];
        if !card.lot.code.is_empty() {
            details.push(Detail::Lot { lot: card.lot.code.clone() }.message());
        }
        let lot = self.lot(row.lot)?;
        details.extend(date_detail(&lot));
        details.push(Detail::At { location: card.location.code.clone() }.message());
        Ok(Choice {
            id: format!("lot:{}", row.lot),
            title: card.item.name,
            details,
            pictogram: card.item.pictogram,
            attention: card.lot.near || card.lot.expired,
        })
    }

    pub fn item_choice(&self, item: &Item, mut details: Vec<Message>) -> Choice {
        details.insert(0, Detail::Sku { sku: item.sku.clone() }.message());
        Choice {
            id: format!("item:{}", item.id),
            title: self.name(item).to_owned(),
            details,
            pictogram: item.pictogram.clone(),
            attention: false,
        }
    }

    /// Places goods can stand at, as cards.
    pub fn place_choices(&self, limit: usize) -> Result<Vec<Choice>, Stop> {
        let places = location::all(self.tx)?;
        let held = places.iter().filter(|place| {
            matches!(place.kind, domain::location::LocationKind::Bin | domain::location::LocationKind::Container)
        });
        Ok(held.take(limit).map(place_choice).collect())
    }

    /// An entry of this job with its undo.
    pub fn booked_card(&self, stored: &StoredEntry) -> Result<BookedCard, Stop> {
        let mut message = crate::said::Said::Cancelled {}.message();
        if let Some(movement) = stored.new.movements.first() {
            let item = self.item(movement.item)?;
            let total: Quantity = stored
                .new
                .movements
                .iter()
                .filter(|other| other.kind == movement.kind && other.item == movement.item)
                .map(|other| other.quantity)
                .sum();
            let lot = self.lot(movement.lot)?;
            message = Message::new(
                &format!("booked-{}", movement.kind.text()),
                [
                    ("item", self.name(&item).into()),
                    ("lot", lot.code.as_str().into()),
                    ("quantity", item.amount(total).into()),
                    ("from", self.location(movement.from)?.code.into()),
                    ("to", self.location(movement.to)?.code.into()),
                ],
            );
        }
        Ok(BookedCard {
            entry: stored.new.id.to_string(),
            message,
            at_ms: stored.new.happened_at_ms,
            undone: stored.reversed_by.is_some(),
            print_job: print_job::by_entry(self.tx, stored.new.id)?.first().map(|job| job.id.to_string()),
        })
    }
}

pub fn order_choice(order: &Document) -> Choice {
    Choice {
        id: format!("order:{}", order.id),
        title: order.number.clone(),
        details: vec![Detail::Partner { partner: order.partner.clone() }.message()],
        pictogram: "order".to_owned(),
        attention: false,
    }
}

pub fn place_choice(place: &Location) -> Choice {
    Choice {
        id: format!("place:{}", place.id),
        title: place.code.clone(),
        details: Vec::new(),
        pictogram: if place.kind == domain::location::LocationKind::Container { "crate" } else { "location" }.to_owned(),
        attention: false,
    }
}

fn date_detail(lot: &Lot) -> Option<Message> {
    match lot.expiry {
        Expiry::On(date) | Expiry::Month(date) => Some(Detail::Until { date }.message()),
        Expiry::NotKnown => Some(Detail::DateNotKnown {}.message()),
        Expiry::NonePrinted if lot.kind == LotKind::Coded => Some(Detail::NoDate {}.message()),
        Expiry::NonePrinted => None,
    }
}

/// Whole packs and what is left over in stock units; `None` below one pack.
fn amount_in_packs(quantity: Quantity, name: &str, factor: Ratio) -> Option<(Amount, Quantity)> {
    let (packs, rest) = quantity.whole_packs(factor);
    Some((Amount { amount: packs.to_string(), unit: name.to_owned() }, rest))
}

fn packs_text(packs: &Amount, rest: Quantity, item: &Item) -> String {
    if rest.is_zero() {
        format!("{} × {}", packs.amount, packs.unit)
    } else {
        format!("{} × {} + {} {}", packs.amount, packs.unit, rest.text(item.decimals), item.unit)
    }
}

impl Prompt {
    /// A prompt that only asks.
    pub fn asking(message: Message) -> Prompt {
        Prompt {
            message,
            keypad: None,
            date_pad: false,
            text_field: None,
            question: None,
            choices: Vec::new(),
            can_choose: false,
            primary: None,
            buttons: Vec::new(),
        }
    }
}

pub fn button(label: Do, tap: Tap, pictogram: &str) -> Button {
    Button { message: label.message(), tap, tone: ButtonTone::Plain, pictogram: pictogram.to_owned() }
}

pub fn primary(label: Do, tap: Tap) -> Button {
    Button { message: label.message(), tap, tone: ButtonTone::Primary, pictogram: String::new() }
}

pub fn answer(label: Do, answer: &str) -> Button {
    button(label, Tap::Answer { answer: answer.to_owned() }, "")
}

/// One answer per reason.
pub fn reason_answers(reasons: &[domain::entry::Reason]) -> Vec<Button> {
    reasons.iter().map(|reason| button(Do::Reason { reason: reason_word(*reason) }, Tap::Answer { answer: reason.text().to_owned() }, reason.text())).collect()
}

pub fn reason_word(reason: domain::entry::Reason) -> domain::Value {
    domain::Value::Word(format!("reason-{}", reason.text().replace('_', "-")))
}
