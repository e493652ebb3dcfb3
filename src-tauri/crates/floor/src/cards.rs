//! Cards: how items, lots, places and documents look on a screen. Words are codes, quantities are text.

use crate::book::Book;
use crate::said::Detail;
use crate::screen::*;
use crate::turn::Stop;
use domain::document::{Document, DocumentLine};
use domain::expiry::Expiry;
use domain::item::Item;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind};
use domain::{Amount, ItemId, LocationId, LotId, Message, Quantity};
use ledger::table::balance::Balance;
use ledger::table::{document, location, serial_position};

/// Of one supplier.
const ORDERS_ON_CARD: usize = 2;

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
        id: lot.id.to_string(),
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
            on_hand: item.weighed(balance.on_hand, balance.pieces),
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
            done_line_count: lines.iter().filter(|line| line.missing().is_zero()).count() as i64,
        })
    }

    pub fn line_card(&self, line: &DocumentLine, active: bool) -> Result<LineCard, Stop> {
        let item = self.item(line.item)?;
        // Whole packs, and what is left over only in stock units.
        let packs = |quantity: Quantity| {
            let (name, factor) = line.pack.as_ref()?;
            let packs = quantity.whole_packs(*factor).0;
            Some(Amount::new(packs.to_string(), name))
        };
        let came = line.came();
        let state = match came.cmp(&line.ordered) {
            _ if came.is_zero() && line.ordered.is_positive() => "open",
            std::cmp::Ordering::Less => "part",
            std::cmp::Ordering::Equal => "complete",
            std::cmp::Ordering::Greater => "over",
        };
        Ok(LineCard {
            id: line.id.to_string(),
            done: item.amount(came),
            wanted: item.amount(line.ordered),
            done_packs: packs(came),
            wanted_packs: packs(line.ordered),
            undone_there: line.undone_there.is_positive().then(|| item.amount(line.undone_there)),
            state: state.to_owned(),
            active,
            item: self.item_card(&item),
        })
    }

    /// Stock as cards to choose from, FEFO first as the book gives it. A lot is what is chosen, so each is one card,
    /// of the first place it lies at.
    pub fn stock_choices(&self, rows: &[Balance], limit: usize) -> Result<Vec<Choice>, Stop> {
        let mut shown: Vec<&Balance> = Vec::new();
        for row in rows {
            if shown.iter().all(|other| other.lot != row.lot) && shown.len() < limit {
                shown.push(row);
            }
        }
        shown.into_iter().map(|row| self.stock_choice(row)).collect()
    }

    fn stock_choice(&self, row: &Balance) -> Result<Choice, Stop> {
        let card = self.stock_card(row)?;
        let mut details = vec![Detail::Quantity { quantity: card.on_hand.clone() }.message()];
        if !card.lot.code.is_empty() {
            details.push(Detail::Lot { lot: card.lot.code.clone() }.message());
        }
        let lot = self.lot(row.lot)?;
        // Two makers may use one code.
        if !lot.maker.is_empty() && ledger::table::lot::by_code(self.tx, lot.item, &lot.code)?.len() > 1 {
            details.push(Detail::Partner { partner: lot.maker.clone() }.message());
        }
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

    /// The pieces of an item at one place, by their serials.
    pub fn serial_choices(&self, of: ItemId, at: LocationId, limit: u32) -> Result<Vec<Choice>, Stop> {
        let (item, place) = (self.item(of)?, self.location(at)?);
        let here = serial_position::at(self.tx, of, at, limit)?;
        let choice = |(serial, lot): &(String, LotId)| {
            let lot = self.lot(*lot)?;
            let mut details = Vec::new();
            if !lot.code.is_empty() {
                details.push(Detail::Lot { lot: lot.code.clone() }.message());
            }
            details.extend(date_detail(&lot));
            details.push(Detail::At { location: place.code.clone() }.message());
            Ok(Choice {
                id: format!("serial:{serial}"),
                title: serial.clone(),
                details,
                pictogram: item.pictogram.clone(),
                attention: false,
            })
        };
        here.iter().map(choice).collect()
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
        let held =
            places.iter().filter(|place| matches!(place.kind, LocationKind::Bin | LocationKind::Container));
        let held = held.filter(|place| place.purpose != Purpose::InHand);
        Ok(held.take(limit).map(place_choice).collect())
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

/// With the orders that are open there: the goods may belong to one of them.
pub fn supplier_choice(supplier: &str, open_orders: &[Document]) -> Choice {
    let is_theirs = |order: &&Document| order.partner == supplier;
    let open = open_orders.iter().filter(is_theirs);
    let detail = |order: &Document| Detail::OpenOrder { document: order.number.clone() }.message();
    Choice {
        id: format!("supplier:{supplier}"),
        title: supplier.to_owned(),
        details: open.take(ORDERS_ON_CARD).map(detail).collect(),
        pictogram: "person".to_owned(),
        attention: false,
    }
}

pub fn place_choice(place: &Location) -> Choice {
    Choice {
        id: format!("place:{}", place.id),
        title: place.code.clone(),
        details: Vec::new(),
        pictogram: if place.kind == LocationKind::Container { "crate" } else { "location" }.to_owned(),
        attention: false,
    }
}

pub fn date_detail(lot: &Lot) -> Option<Message> {
    match lot.expiry {
        Expiry::On(date) | Expiry::Month(date) => Some(Detail::Until { date }.message()),
        Expiry::NotKnown => Some(Detail::DateNotKnown {}.message()),
        Expiry::NonePrinted if lot.kind == LotKind::Coded => Some(Detail::NoDate {}.message()),
        Expiry::NonePrinted => None,
    }
}
