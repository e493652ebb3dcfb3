//! What is in a crate or on a pallet now, by the crates in it, with what it weighs by the book.

use super::Wanted;
use super::count_sheet::inside;
use crate::Error;
use crate::context::Context;
use crate::desk::item::{Above, way_to};
use crate::desk::owned::{self, Owned};
use crate::desk::place::{Place, place_of};
use crate::said::{PaperNote, PaperWhy};
use domain::location::LocationKind;
use domain::tare::{Gross, Tare, UNIT};
use domain::{Amount, LocationId, Quantity};
use labels::documents::{CarrierKind, ContentGroup, ContentLine, ContentList, Party};
use ledger::Transaction;
use ledger::read::history::{self, HistoryFilter, HistoryRow};
use ledger::read::places::Where;
use ledger::read::stock::StockRow;
use ledger::table::location::{self, crates};

/// As finely as people read a weight.
const DECIMALS: u8 = 3;

/// # Errors
/// [`Error::NotFound`]; [`Error::Undrawn`] for a place that is no crate; the ledger's.
pub(super) async fn read(context: &Context, about: &str, wanted: &Wanted) -> Result<ContentList, Error> {
    let place = place_of(context, about).await?;
    if place.kind != LocationKind::Container {
        return Err(Error::Undrawn { message: PaperWhy::NoCrate { location: place.code }.message() });
    }
    let mut rows = inside(context, place.id).await?;
    let all_count = rows.len();
    let ids: Vec<String> = rows.iter().map(|row| row.item.id.to_string()).collect();
    let kept = owned::kept(context, wanted.owner, Owned::Items, ids, String::as_str).await?;
    rows.retain(|row| kept.contains(&row.item.id.to_string()));
    if rows.is_empty() && all_count > 0 {
        return Err(Error::NotFound { what: format!("place {about}") });
    }
    let filter = HistoryFilter { location: Some(Where::In(place.id)), ..HistoryFilter::default() };
    let packed = history::list(context.ledger.pool(), &filter, None, 1).await?.rows.pop();
    // What a crate weighs with goods of others in it would say how much of theirs is there.
    let is_whole = rows.len() == all_count;
    let packed = packed.filter(|_| is_whole);
    let (language, today) = (wanted.language.clone(), context.moment().today);
    let station = context.settings().station.name.clone();
    let read = context.ledger.writer().turn(move |tx| {
        let weights = if is_whole { weights(tx, &place, &rows)? } else { Weights::default() };
        let about = About { place: &place, station: &station, language: &language };
        let packed_on = packed.as_ref().map_or(today, |row| row.business_date);
        about.list(tx, &rows, weights, (packed_on, packed.as_ref()))
    });
    Ok(read.await?)
}

/// What is used once is known by its SSCC alone.
fn is_sscc(code: &str) -> bool {
    code.len() == 18 && domain::gtin::is_checked(code)
}

#[derive(Default)]
struct Weights {
    tare: Option<Amount>,
    net: Option<Amount>,
    gross: Option<Amount>,
}

/// By the book: what is not kept by weight, or stands in a crate of unknown tare, leaves no number.
fn weights(tx: &Transaction, place: &Place, rows: &[StockRow]) -> Result<Weights, ledger::Error> {
    let Some(tare) = crates::tare(tx, place.id)? else { return Ok(Weights::default()) };
    let own = Some(tare.amount());
    let inner: Option<Vec<Tare>> =
        crates::tares_inside(tx, place.id)?.into_iter().map(|(_, tare)| tare).collect();
    let Some(inner) = inner else { return Ok(Weights { tare: own, ..Weights::default() }) };
    let goods = rows.iter().map(|row| (row.on_hand, row.item.unit.as_str()));
    let Gross::Weighs(gross) = tare.gross(goods, inner.iter().copied())? else {
        return Ok(Weights { tare: own, ..Weights::default() });
    };
    let mut net = gross.checked_sub(tare.kg())?;
    for tare in inner {
        net = net.checked_sub(tare.kg())?;
    }
    let amount = |weight: Quantity| Some(weight.amount(UNIT, DECIMALS));
    Ok(Weights { tare: own, net: amount(net), gross: amount(gross) })
}

struct About<'a> {
    place: &'a Place,
    station: &'a str,
    language: &'a str,
}

impl About<'_> {
    fn list(
        &self,
        tx: &Transaction,
        rows: &[StockRow],
        weights: Weights,
        (packed_on, packed): (jiff::civil::Date, Option<&HistoryRow>),
    ) -> Result<ContentList, ledger::Error> {
        let site = location::site_of(tx, self.place.id)?;
        let site = site.map(|site| if site.name.is_empty() { site.code } else { site.name });
        let groups = self.groups(tx, rows)?;
        let inner_count = groups.iter().filter(|group| !group.name.is_empty()).count();
        let way = self.place.path.len().saturating_sub(1);
        let tare = weights.tare.map(|tare| PaperNote::Tare { tare }.message());
        Ok(ContentList {
            kind: if is_sscc(&self.place.code) { CarrierKind::Pallet } else { CarrierKind::Crate },
            code: self.place.code.clone(),
            from: Party { name: site.unwrap_or_default(), lines: vec![self.station.to_owned()] },
            to: Party::default(),
            order: packed.and_then(|row| row.document_number.clone()).unwrap_or_default(),
            place: self.place.path[..way].join(" / "),
            packed_on,
            packed_by: packed.map(|row| row.operator_name.clone()).unwrap_or_default(),
            package_count: u32::try_from(inner_count).ok().filter(|count| *count > 0),
            net_weight: weights.net,
            gross_weight: weights.gross,
            groups,
            remarks: tare.map(|tare| words::say(self.language, &tare)).unwrap_or_default(),
        })
    }

    /// What lies in the crate itself first, then each crate in it.
    fn groups(&self, tx: &Transaction, rows: &[StockRow]) -> Result<Vec<ContentGroup>, ledger::Error> {
        let mut above = Above::new();
        let mut groups: Vec<(LocationId, ContentGroup)> = Vec::new();
        for row in rows {
            let line = self.line(row);
            if let Some((_, group)) = groups.iter_mut().find(|(id, _)| *id == row.location) {
                group.lines.push(line);
                continue;
            }
            let (path, _) = way_to(tx, row.location, &mut above)?;
            let name = path.get(self.place.path.len()..).unwrap_or_default().join(" / ");
            groups.push((row.location, ContentGroup { name, lines: vec![line] }));
        }
        groups.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
        Ok(groups.into_iter().map(|(_, group)| group).collect())
    }

    fn line(&self, row: &StockRow) -> ContentLine {
        let item = &row.item;
        let named = item.names.iter().find(|(of, _)| of == self.language).or_else(|| item.names.first());
        ContentLine {
            item_name: named.map_or_else(|| item.sku.clone(), |(_, name)| name.clone()),
            sku: item.sku.clone(),
            lot: row.lot_code.clone(),
            expiry: row.expiry,
            quantity: row.on_hand.amount(&item.unit, item.decimals),
        }
    }
}
