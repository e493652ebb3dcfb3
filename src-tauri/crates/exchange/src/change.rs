//! What a file changes besides stock: each change with what stood there before, so that it can be written,
//! kept beside its chunk, and taken back. Stock changes by entries alone and is taken back by reversals.

use crate::facts::{CodeFacts, ItemFacts, LineFacts, LotFacts, OrderFacts, PlaceFacts};
use crate::fraction::Fraction;
use domain::certificate::Certificate;
use domain::item_facts::HalalCertificate;
use domain::tare::Tare;
use domain::{DocumentId, DocumentLineId, ItemId, LocationId, LotId, OwnerId, Quantity};
use ledger::table::import::{lots, orders};
use ledger::table::place_storage::{self, PlaceStorage};
use ledger::table::{document, item, item_fact, location, lot};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

/// `was` is `None` for what the import made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub(crate) enum Change {
    Item {
        id: ItemId,
        owner: OwnerId,
        sku: String,
        was: Option<ItemFacts>,
        now: ItemFacts,
    },
    /// The item was retired and is back.
    ItemBack {
        id: ItemId,
        owner: OwnerId,
        sku: String,
        now: ItemFacts,
    },
    /// What is known of it beside how it is counted.
    Facts {
        item: ItemId,
        sku: String,
        was: Box<domain::item_facts::ItemFacts>,
        now: Box<domain::item_facts::ItemFacts>,
    },
    /// A supplier's halal certificate.
    Certificate {
        item: ItemId,
        sku: String,
        was: Option<HalalCertificate>,
        now: HalalCertificate,
    },
    /// What a place accepts.
    Storage {
        place: LocationId,
        code: String,
        was: PlaceStorage,
        now: PlaceStorage,
    },
    /// What a crate weighs empty: millionths of a kilogram.
    Tare {
        place: LocationId,
        code: String,
        was: Option<i64>,
        now: Option<i64>,
    },
    Pack {
        item: ItemId,
        name: String,
        was: Option<Fraction>,
        now: Fraction,
    },
    Code {
        item: ItemId,
        code: String,
        was: Option<CodeFacts>,
        now: CodeFacts,
    },
    Lot {
        id: LotId,
        item: ItemId,
        was: Option<LotFacts>,
        now: LotFacts,
        /// The file says that it is another one than those of its code and maker.
        #[serde(default)]
        second: bool,
    },
    /// Where the certificate of a lot is found.
    LotCertificate {
        lot: LotId,
        code: String,
        was: Option<String>,
        now: Option<String>,
    },
    Place {
        id: LocationId,
        was: Option<PlaceFacts>,
        now: PlaceFacts,
    },
    Order {
        id: DocumentId,
        was: Option<OrderFacts>,
        now: OrderFacts,
    },
    OrderLine {
        id: DocumentLineId,
        document: DocumentId,
        line: i64,
        item: ItemId,
        was: Option<LineFacts>,
        now: LineFacts,
    },
    /// The line was closed and is open again.
    OrderLineBack {
        id: DocumentLineId,
        now: LineFacts,
    },
}

impl Change {
    /// # Errors
    /// Those of the ledger; the caller's savepoint takes back what was written.
    pub(crate) fn write(&self, tx: &Transaction, now_ms: i64) -> Result<(), Error> {
        match self {
            Change::Item { id, owner, sku, was: None, now } => {
                item::insert(tx, &now.item(*id, *owner, sku), now_ms)
            }
            Change::Item { id, owner, sku, now, .. } | Change::ItemBack { id, owner, sku, now } => {
                now.write(tx, *id, *owner, sku)
            }
            Change::Facts { item: of, now, .. } => item_fact::set(tx, *of, now),
            Change::Certificate { item: of, now, .. } => item_fact::set_certificate(tx, *of, now),
            Change::Storage { place, now, .. } => place_storage::set(tx, *place, now),
            Change::Tare { place, now, .. } => location::crates::set_tare(tx, *place, tare(*now)?),
            Change::Pack { item: of, name, now, .. } => now.write(tx, *of, name),
            Change::Code { item: of, code, now, .. } => {
                item::add_code(tx, *of, now.pack.as_deref(), code, &now.kind)
            }
            Change::Lot { id, item: of, was: None, now, second: false } => {
                lot::insert(tx, &now.lot(*id, *of), now_ms)
            }
            Change::Lot { id, item: of, was: None, now, second: true } => {
                lot::insert_second(tx, &now.lot(*id, *of), now_ms)
            }
            Change::Lot { id, now, .. } => lots::set_dates(tx, *id, now.expiry, now.made_on),
            Change::LotCertificate { lot: of, now, .. } => set_certificate(tx, *of, now.as_deref()),
            Change::Place { id, was: None, now } => location::insert(tx, &now.place(*id)?, None, now_ms),
            Change::Place { id, now, .. } => now.write(tx, *id),
            Change::Order { id, was: None, now } => {
                document::insert(tx, &now.document(*id), now_ms, now.expected_on)
            }
            Change::Order { id, now, .. } => orders::set_head(tx, *id, &now.partner, now.expected_on),
            Change::OrderLine { id, document: of, line, item, was: None, now } => {
                document::insert_line(tx, &now.line(*id, *of, *line, *item)?)
            }
            Change::OrderLine { id, now, .. } | Change::OrderLineBack { id, now } => {
                orders::set_line(tx, *id, now.quantity()?, now.pack()?.as_ref())
            }
        }
    }
}

/// # Errors
/// [`Error::Stored`] where the text of the change is no certificate any more.
pub(crate) fn set_certificate(tx: &Transaction, of: LotId, to: Option<&str>) -> Result<(), Error> {
    let stored = |_| Error::Stored { what: "a certificate", why: to.unwrap_or_default().to_owned() };
    let certificate = to.map(Certificate::parse).transpose().map_err(stored)?;
    lot::set_certificate(tx, of, certificate.as_ref())
}

/// # Errors
/// [`Error::Stored`] where the number of the change is no tare any more.
pub(crate) fn tare(millionths: Option<i64>) -> Result<Option<Tare>, Error> {
    let Some(millionths) = millionths else { return Ok(None) };
    let stored = || Error::Stored { what: "a tare", why: millionths.to_string() };
    let weight = Quantity::from_millionths(millionths).map_err(|_| stored())?;
    Tare::of_kg(weight).map(Some).map_err(|_| stored())
}
