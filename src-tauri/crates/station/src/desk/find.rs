//! One thing by a part of its name, to ask the history or a recall about it.

use crate::context::Context;
use ledger::Error;
use ledger::read::documents::{self, DocumentFilter};
use ledger::read::find::{self, can_be_a_name};
use ledger::read::{ItemCard, items, recall};
use ledger::table::owner;
use serde::{Deserialize, Serialize};

/// Shown to choose from.
const CHOICES: u32 = 40;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum What {
    Item,
    Lot,
    Place,
    Document,
    Person,
    Owner,
}

/// A thing as a list can be asked about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Thing {
    pub id: String,
    pub title: String,
    /// SKU, partner, item: what tells it from another of the same title. May be empty.
    pub detail: String,
    /// `bin`, `lead`, `purchase_order`; of items and lots the pictogram. Empty where there is only one.
    pub kind: String,
}

/// The best first, at most 40. Nothing typed shows the first ones, but for lots: those are too many.
///
/// # Errors
/// The ledger's.
pub async fn find(context: &Context, language: &str, what: What, text: &str) -> Result<Vec<Thing>, Error> {
    if !can_be_a_name(text) {
        return Ok(Vec::new());
    }
    let pool = context.ledger.pool();
    match what {
        What::Item => {
            let found = items::search(pool, text, CHOICES).await?;
            let one = |row: items::ItemRow| {
                let name = name_of(&row.item, language);
                thing(row.item.id, name, row.item.sku, &row.item.pictogram)
            };
            Ok(found.into_iter().map(one).collect())
        }
        What::Lot => {
            let found = recall::find(pool, text, CHOICES).await?;
            let one = |lot: recall::LotName| {
                let item = name_of(&lot.item, language);
                thing(lot.id, lot.code, item, &lot.item.pictogram)
            };
            Ok(found.into_iter().map(one).collect())
        }
        What::Place => {
            let found = find::places(pool, text, CHOICES).await?;
            let one = |of: find::PlaceName| thing(of.id, of.code, of.name, of.kind.text());
            Ok(found.into_iter().map(one).collect())
        }
        What::Document => {
            let filter = DocumentFilter { text: text.to_owned(), ..DocumentFilter::default() };
            let found = documents::list(pool, &filter, None, CHOICES).await?.rows;
            let one = |row: documents::DocumentRow| {
                thing(row.document.id, row.document.number, row.document.partner, row.document.kind.text())
            };
            Ok(found.into_iter().map(one).collect())
        }
        What::Person => {
            let found = find::people(pool, text, CHOICES).await?;
            Ok(found.into_iter().map(|of| thing(of.id, of.name, String::new(), of.role.text())).collect())
        }
        What::Owner => owners(context, text).await,
    }
}

/// There are few.
async fn owners(context: &Context, text: &str) -> Result<Vec<Thing>, Error> {
    let part = text.trim().to_lowercase();
    let all = context.ledger.writer().turn(|tx| owner::all(tx)).await?;
    let fits = all.into_iter().filter(|owner| owner.name.to_lowercase().contains(&part));
    Ok(fits.take(CHOICES as usize).map(|owner| thing(owner.id, owner.name, String::new(), "")).collect())
}

fn name_of(item: &ItemCard, language: &str) -> String {
    let own = item.names.iter().find(|(of, _)| of == language).or_else(|| item.names.first());
    own.map_or_else(|| item.sku.clone(), |(_, name)| name.clone())
}

fn thing(id: impl ToString, title: String, detail: String, kind: &str) -> Thing {
    Thing { id: id.to_string(), title, detail, kind: kind.to_owned() }
}
