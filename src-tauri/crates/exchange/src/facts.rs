//! What a file may say of each thing, as it is kept beside a change: comparable field by field, and
//! writable again.

use crate::column::Column;
use crate::fraction::Fraction;
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::{DocumentId, DocumentLineId, ItemId, LocationId, LotId, OwnerId, Quantity, Ratio};
use jiff::civil::Date;
use ledger::table::import::{catalogue, places};
use ledger::table::item;
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ItemFacts {
    /// Name by language, sorted; a language without one is not in it.
    pub names: Vec<(String, String)>,
    pub unit: String,
    pub decimals: u8,
    pub pictogram: String,
    pub lot_tracked: bool,
    pub serial_tracked: bool,
    pub catch_weight: bool,
    pub none_printed: bool,
    pub near_expiry_days: i64,
    pub lot_pattern: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CodeFacts {
    pub kind: String,
    pub pack: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LotFacts {
    pub kind: LotKind,
    pub code: String,
    pub maker: String,
    pub expiry: Expiry,
    pub made_on: Option<Date>,
    pub status: LotStatus,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PlaceFacts {
    pub kind: String,
    pub code: String,
    pub name: String,
    pub purpose: String,
    pub parent: Option<LocationId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct OrderFacts {
    pub number: String,
    pub partner: String,
    pub expected_on: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LineFacts {
    /// Millionths of the stock unit.
    pub ordered: i64,
    pub pack: Option<(String, Fraction)>,
}

impl ItemFacts {
    pub(crate) fn of(item: &Item) -> ItemFacts {
        let mut names: Vec<(String, String)> =
            item.names.iter().filter(|(_, name)| !name.is_empty()).cloned().collect();
        names.sort();
        ItemFacts {
            names,
            unit: item.unit.clone(),
            decimals: item.decimals,
            pictogram: item.pictogram.clone(),
            lot_tracked: item.lot_tracked,
            serial_tracked: item.serial_tracked,
            catch_weight: item.catch_weight,
            none_printed: item.expiry_rule == ExpiryRule::NonePrinted,
            near_expiry_days: item.near_expiry_days,
            lot_pattern: item.lot_pattern.clone(),
        }
    }

    pub(crate) fn item(&self, id: ItemId, owner: OwnerId, sku: &str) -> Item {
        let expiry_rule = if self.none_printed { ExpiryRule::NonePrinted } else { ExpiryRule::Asked };
        Item {
            id,
            owner,
            sku: sku.to_owned(),
            names: self.names.clone(),
            unit: self.unit.clone(),
            decimals: self.decimals,
            pictogram: self.pictogram.clone(),
            lot_tracked: self.lot_tracked,
            serial_tracked: self.serial_tracked,
            catch_weight: self.catch_weight,
            expiry_rule,
            near_expiry_days: self.near_expiry_days,
            lot_pattern: self.lot_pattern.clone(),
        }
    }

    pub(crate) fn name(&self, language: &str) -> &str {
        self.names.iter().find(|(of, _)| of == language).map_or("", |(_, name)| name)
    }

    /// An empty name takes the language's name away.
    pub(crate) fn set_name(&mut self, language: &str, name: String) {
        self.names.retain(|(of, _)| of != language);
        if !name.is_empty() {
            self.names.push((language.to_owned(), name));
        }
        self.names.sort();
    }

    /// Over an item that is there; names of languages that are not in it go.
    pub(crate) fn write(&self, tx: &Transaction, id: ItemId, owner: OwnerId, sku: &str) -> Result<(), Error> {
        catalogue::set_facts(tx, &self.item(id, owner, sku))?;
        // All of them anew, so that a language without a name has none.
        for (language, _) in item::by_id(tx, id)?.map(|item| item.names).unwrap_or_default() {
            catalogue::remove_name(tx, id, &language)?;
        }
        item::update_names(tx, id, &self.names)
    }

    /// As a file writes them, for a comparison field by field.
    pub(crate) fn texts(&self) -> Vec<(Column, String)> {
        let flag = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
        vec![
            (Column::NameEn, self.name("en").to_owned()),
            (Column::NameId, self.name("id").to_owned()),
            (Column::Unit, self.unit.clone()),
            (Column::Decimals, self.decimals.to_string()),
            (Column::LotTracked, flag(self.lot_tracked)),
            (Column::SerialTracked, flag(self.serial_tracked)),
            (Column::CatchWeight, flag(self.catch_weight)),
            (Column::ExpiryRule, if self.none_printed { "none_printed" } else { "asked" }.to_owned()),
            (Column::NearExpiryDays, self.near_expiry_days.to_string()),
            (Column::LotPattern, self.lot_pattern.clone()),
            (Column::Pictogram, self.pictogram.clone()),
        ]
    }
}

impl LotFacts {
    pub(crate) fn of(lot: &Lot) -> LotFacts {
        let Lot { kind, code, maker, expiry, made_on, status, .. } = lot.clone();
        LotFacts { kind, code, maker, expiry, made_on, status }
    }

    pub(crate) fn lot(&self, id: LotId, item: ItemId) -> Lot {
        let LotFacts { kind, code, maker, expiry, made_on, status } = self.clone();
        Lot { id, item, kind, code, maker, expiry, made_on, status, ours: false }
    }

    pub(crate) fn texts(&self) -> Vec<(Column, String)> {
        vec![
            (Column::Expiry, expiry_text(self.expiry)),
            (Column::MadeOn, self.made_on.map(|day| day.to_string()).unwrap_or_default()),
            (Column::LotStatus, self.status.text().to_owned()),
        ]
    }
}

/// `2027-06-27`, `2027-06`, or the stored word.
pub(crate) fn expiry_text(expiry: Expiry) -> String {
    match expiry {
        Expiry::On(day) => day.to_string(),
        Expiry::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
        Expiry::NonePrinted | Expiry::NotKnown => expiry.kind().to_owned(),
    }
}

impl PlaceFacts {
    pub(crate) fn of(place: &Location) -> PlaceFacts {
        PlaceFacts {
            kind: place.kind.text().to_owned(),
            code: place.code.clone(),
            name: place.name.clone(),
            purpose: place.purpose.text().to_owned(),
            parent: place.parent,
        }
    }

    pub(crate) fn place(&self, id: LocationId) -> Result<Location, Error> {
        let stored = |what: &'static str, why: &str| Error::Stored { what, why: why.to_owned() };
        Ok(Location {
            id,
            kind: LocationKind::from_text(&self.kind).ok_or_else(|| stored("a kind of place", &self.kind))?,
            code: self.code.clone(),
            name: self.name.clone(),
            parent: self.parent,
            purpose: Purpose::from_text(&self.purpose).ok_or_else(|| stored("a purpose", &self.purpose))?,
        })
    }

    /// Name and purpose, over a place that is there.
    pub(crate) fn write(&self, tx: &Transaction, id: LocationId) -> Result<(), Error> {
        places::set_facts(tx, id, &self.name, self.place(id)?.purpose)
    }

    /// What a file may change of a place that is there.
    pub(crate) fn texts(&self) -> Vec<(Column, String)> {
        vec![(Column::LocationName, self.name.clone()), (Column::Purpose, self.purpose.clone())]
    }
}

impl OrderFacts {
    pub(crate) fn document(&self, id: DocumentId) -> Document {
        Document {
            id,
            kind: DocumentKind::PurchaseOrder,
            number: self.number.clone(),
            partner: self.partner.clone(),
            vendor: String::new(),
            state: DocumentState::Open,
            note_number: String::new(),
        }
    }

    pub(crate) fn texts(&self) -> Vec<(Column, String)> {
        let expected_on = self.expected_on.map(|day| day.to_string()).unwrap_or_default();
        vec![(Column::Supplier, self.partner.clone()), (Column::ExpectedOn, expected_on)]
    }
}

impl LineFacts {
    pub(crate) fn new(ordered: Quantity, pack: Option<&(String, Ratio)>) -> LineFacts {
        let pack = pack.map(|(name, factor)| (name.clone(), Fraction::of(*factor)));
        LineFacts { ordered: ordered.millionths(), pack }
    }

    pub(crate) fn line(
        &self,
        id: DocumentLineId,
        document: DocumentId,
        line: i64,
        item: ItemId,
    ) -> Result<DocumentLine, Error> {
        let (ordered, pack) = (self.quantity()?, self.pack()?);
        Ok(DocumentLine {
            id,
            document,
            line,
            item,
            ordered,
            received: Quantity::ZERO,
            undone_there: Quantity::ZERO,
            pack,
        })
    }

    pub(crate) fn quantity(&self) -> Result<Quantity, Error> {
        Ok(Quantity::from_millionths(self.ordered)?)
    }

    pub(crate) fn pack(&self) -> Result<Option<(String, Ratio)>, Error> {
        self.pack.as_ref().map(|(name, factor)| Ok((name.clone(), factor.ratio()?))).transpose()
    }

    /// In the unit it was ordered in, where that comes out even; else in stock units.
    pub(crate) fn texts(&self, item: &Item) -> Result<Vec<(Column, String)>, Error> {
        let (number, unit) = self.written(&item.unit)?;
        Ok(vec![(Column::Quantity, number), (Column::Unit, unit)])
    }

    pub(crate) fn written(&self, stock_unit: &str) -> Result<(String, String), Error> {
        let quantity = self.quantity()?;
        if let Some((word, factor)) = self.pack()? {
            let packs = quantity.divided_by(factor)?;
            if packs.times(factor)? == quantity {
                return Ok((packs.text(0), word));
            }
        }
        Ok((quantity.text(0), stock_unit.to_owned()))
    }
}
