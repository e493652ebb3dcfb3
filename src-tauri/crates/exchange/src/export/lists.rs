//! What each list is made of: its columns and its rows.

use super::sheet::{Out, Sheet};
use super::{item, rows};
use crate::Error;
use crate::column::Column;
use ledger::Ledger;
use ledger::read::export::{self, Place};

/// What can be written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Items,
    Barcodes,
    Lots,
    Locations,
    /// What was opened and still stands so.
    OpeningStock,
    /// A sheet to count by: what the book has, to be written over.
    Counts,
    /// Open orders that are ours alone.
    PurchaseOrders,
    Stock,
    History,
}

impl List {
    pub const ALL: [List; 9] = [
        List::Items,
        List::Barcodes,
        List::Lots,
        List::Locations,
        List::OpeningStock,
        List::Counts,
        List::PurchaseOrders,
        List::Stock,
        List::History,
    ];

    /// Its name in a command and in a file's name.
    pub fn name(self) -> &'static str {
        match self {
            List::Items => "items",
            List::Barcodes => "barcodes",
            List::Lots => "lots",
            List::Locations => "locations",
            List::OpeningStock => "opening_stock",
            List::Counts => "counts",
            List::PurchaseOrders => "purchase_orders",
            List::Stock => "stock",
            List::History => "history",
        }
    }
}

/// In the order of the file.
#[rustfmt::skip]
pub fn columns(list: List) -> &'static [Column] {
    use Column::*;
    match list {
        List::Items => &[
            Sku, NameEn, NameId, Unit, Decimals, LotTracked, SerialTracked, CatchWeight, ExpiryRule,
            NearExpiryDays, LotPattern, Pictogram, Allergens, MayContain, StorageClass, Food, DaysAfterOpening,
            ShelfLife, MinutesOut, UsualPiece, Density, DensitySource, HalalSupplier, HalalCertificate,
            HalalUntil, Owner,
        ],
        List::Barcodes => &[Sku, Barcode, CodeKind, Pack, Factor, Owner],
        List::Lots => &[Sku, Lot, Maker, Expiry, MadeOn, LotStatus, SecondLot, Certificate, Owner],
        List::Locations => &[Location, LocationName, LocationKind, Parent, Purpose, Accepts, KeepsApart, Tare],
        List::OpeningStock => &[
            Sku, NameEn, Location, Lot, Maker, Expiry, MadeOn, Quantity, Unit, Pieces, Serial, Owner,
        ],
        List::Counts => &[
            Sku, NameEn, Location, Lot, Maker, Expiry, MadeOn, Quantity, Unit, Pieces, Reason, Owner,
        ],
        List::PurchaseOrders => &[
            Order, Supplier, ExpectedOn, OrderLine, Sku, Quantity, Unit, Received, Owner,
        ],
        List::Stock => &[
            Sku, NameEn, NameId, Location, Lot, Maker, Expiry, MadeOn, LotStatus, Quantity, Unit, Pieces,
            Reserved, Serial, Owner,
        ],
        List::History => &[
            Entry, HappenedAt, RecordedAt, BusinessDate, MovementKind, Sku, NameEn, Lot, Serial, From, To,
            Quantity, Unit, Pieces, Reason, Evidence, Person, Document, Note,
        ],
    }
}

/// Page by page, each row through a function to its cells.
macro_rules! pages {
    ($ledger:expr, $sheet:expr, $read:path, $row:expr) => {{
        let mut from = Place::default();
        loop {
            let page = $read($ledger.pool(), from).await?;
            for row in &page.rows {
                let lines: Vec<Vec<Out>> = $row(row)?;
                for cells in &lines {
                    $sheet.row(cells)?;
                }
            }
            match page.next {
                Some(next) => from = next,
                None => break,
            }
        }
    }};
}

pub(super) async fn write(
    ledger: &Ledger,
    list: List,
    sheet: &mut Sheet,
    language: &str,
) -> Result<(), Error> {
    match list {
        List::Items => pages!(ledger, sheet, export::items, |row| item::item(row, language)),
        List::Barcodes => {
            pages!(ledger, sheet, export::codes, |row| rows::code(row, language));
            pages!(ledger, sheet, export::packs_without_code, |row| rows::code(row, language));
        }
        List::Lots => pages!(ledger, sheet, export::lots, |row| rows::lot(row, language)),
        List::Locations => {
            for row in &export::places(ledger.pool()).await?.rows {
                sheet.row(&rows::place(row, language))?;
            }
        }
        List::OpeningStock => pages!(ledger, sheet, export::openings, |row| rows::opening(row, language)),
        List::Counts => pages!(ledger, sheet, export::stock, |row| rows::count(row, language)),
        List::PurchaseOrders => pages!(ledger, sheet, export::orders, rows::order),
        List::Stock => pages!(ledger, sheet, export::stock, |row| rows::stock(row, language)),
        List::History => rows::past(ledger, sheet, language).await?,
    }
    Ok(())
}
