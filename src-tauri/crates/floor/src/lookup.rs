//! From a scan to a thing. One order of search for all flows: our own codes decide alone, everything else is
//! searched in all classes, and what is found more than once is a choice for a person, never a silent first hit.

use crate::book::Book;
use crate::turn::Stop;
use crate::weighed_code;
use domain::code::{Command, OwnCode, OwnKind};
use domain::document::Document;
use domain::expiry::Expiry;
use domain::gs1::{Elements, Measure};
use domain::gtin::Gtin;
use domain::item::{CodeMeaning, Item, Pack};
use domain::location::{Location, LocationKind};
use domain::lot::Lot;
use domain::scan::{Reading, Scan};
use domain::{Quantity, Ratio, Refusal};
use jiff::civil::Date;
use ledger::table::operator::Operator;
use ledger::table::{document, item, location, lot, operator, print_job};

/// What a scan stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    Command(Command),
    Badge(Operator),
    Location(Location),
    Document(Document),
    Goods(Box<Goods>),
    /// A lot, date, serial or count that came without its item: completes what is in hand.
    Fragment(Fragment),
    /// Two or more things answer to this scan.
    Several(Vec<Thing>, Scan),
    /// Nothing here answers to it, and it may be anything: also a lot code as printed.
    Unknown(String),
    /// Nothing here answers to it, and by its form it names trade goods or a shipping unit: never a lot code.
    UnknownGoods(String),
    /// An SSCC that nothing here answers to: a shipping unit that comes in now, or none of ours.
    UnknownCrate(String),
}

/// An item as read, with whatever else the code told.
#[derive(Clone, Debug, PartialEq)]
pub struct Goods {
    pub item: Item,
    pub pack: Option<Pack>,
    /// A lot this ledger knows.
    pub lot: Option<Lot>,
    pub more: Fragment,
    pub found_by: FoundBy,
}

/// How the item was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// Its own code: GTIN, SKU, supplier's code.
    Code,
    /// A lot code alone, which other items may carry too.
    LotCode,
    /// A label of ours, which says item and lot.
    Label,
    /// A person picked it from a list.
    Choice,
}

/// What a code says besides the item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    pub lot: Option<String>,
    pub expiry: Option<Expiry>,
    pub made_on: Option<Date>,
    pub serial: Option<String>,
    /// Said by the code itself (count or weight), so the scan is complete. In stock units beside an item; a bare
    /// fragment counts packs where a pack lies in the hand.
    pub quantity: Option<Quantity>,
    /// Kilograms that stand in the code beside no item: of goods that are weighed.
    pub weight: Option<Quantity>,
    /// Of goods that are weighed.
    pub pieces: Option<i64>,
}

/// The thing behind a scan.
///
/// # Errors
/// A refusal when the code itself is damaged: nothing was looked up, nothing is written.
pub fn find(scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    let found = anybodys(scan, book);
    let says_nothing = match &found {
        Ok(Thing::Unknown(_) | Thing::UnknownGoods(_)) | Err(Stop::Refused(_)) => true,
        // Parcels carry element strings too: where they go, and nothing of goods.
        Ok(Thing::Fragment(fragment)) => *fragment == Fragment::default(),
        _ => false,
    };
    let tracking = || book.moment.settings.reading.tracking(scan)?.refusal(scan);
    match tracking().filter(|_| says_nothing) {
        Some(refusal) => Err(refusal.into()),
        None => book.owned(found?),
    }
}

fn anybodys(scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    match book.read(scan) {
        Reading::Own(code) => own(code, book),
        Reading::OwnDamaged { text } => Err(Refusal::DamagedOwnCode { code: text }.into()),
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => by_elements(&elements, scan, book),
        Reading::Gtin(gtin) => by_gtin(&gtin, scan, book),
        Reading::Sscc(sscc) => by_sscc(&sscc, scan, book),
        Reading::Text(text) => by_text(&text, scan, book),
        Reading::WrongCheckDigit { code, expected } => match by_text(&code, scan, book)? {
            Thing::Unknown(_) => {
                Err(Refusal::WrongCheckDigit { code, expected: expected.to_string() }.into())
            }
            known => Ok(known),
        },
        Reading::SeparatorLost { text, lost } => Err(lost.refusal(&text).into()),
        Reading::BadGs1 { text, error } => Err(error.refusal(&text).into()),
        Reading::Unreadable => Err(Refusal::Unreadable {}.into()),
        Reading::TooLong { length, limit } => {
            Err(Refusal::TooLong { length: length as i64, limit: limit as i64 }.into())
        }
    }
}

/// What `scan` stands for once its code is given to `item`: with the lot, date and count it told.
pub fn as_named(scan: &Scan, item: Item, pack: Option<Pack>, book: &Book) -> Result<Thing, Stop> {
    match book.read(scan) {
        Reading::Gtin(gtin) => match book.weighed_code(&gtin)? {
            Some(weighed) => weighed_code::goods(CodeMeaning { item, pack }, weighed.told),
            None => Ok(plain_goods(item, pack, FoundBy::Code)),
        },
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => {
            let things = goods(CodeMeaning { item, pack }, &elements, book)?;
            Ok(one_of(things, &scan.text(), scan))
        }
        _ => Ok(plain_goods(item, pack, FoundBy::Code)),
    }
}

pub fn plain_goods(item: Item, pack: Option<Pack>, found_by: FoundBy) -> Thing {
    Thing::Goods(Box::new(Goods { item, pack, lot: None, more: Fragment::default(), found_by }))
}

fn own(code: OwnCode, book: &Book) -> Result<Thing, Stop> {
    let not_here = || Refusal::NotHere { code: code.text() };
    if code.training {
        return Err(not_here().into());
    }
    match code.kind {
        OwnKind::Command => Command::from_number(code.number)
            .map(Thing::Command)
            .ok_or_else(|| Refusal::UnknownCommand { code: code.text() }.into()),
        OwnKind::Badge => operator::by_badge(book.tx, code.number)?
            .map(Thing::Badge)
            .ok_or_else(|| Refusal::UnknownBadge {}.into()),
        OwnKind::Location | OwnKind::Container => location::by_own_number(book.tx, code.number)?
            .map(Thing::Location)
            .ok_or_else(|| Refusal::UnknownLocation { code: code.text() }.into()),
        OwnKind::PrintJob => of_print_job(code, book)?.ok_or_else(|| not_here().into()),
        OwnKind::Document => Err(not_here().into()),
    }
}

/// A label of ours says which item and lot it was printed for.
fn of_print_job(code: OwnCode, book: &Book) -> Result<Option<Thing>, Stop> {
    let Some(job) = print_job::by_own_number(book.tx, code.number)? else { return Ok(None) };
    let Some(item) = job.item.map(|id| item::by_id(book.tx, id)).transpose()?.flatten() else {
        return Ok(None);
    };
    let lot = job.lot.map(|id| lot::by_id(book.tx, id)).transpose()?.flatten();
    Ok(Some(of_lot(item, lot, FoundBy::Label)))
}

fn of_lot(item: Item, lot: Option<Lot>, found_by: FoundBy) -> Thing {
    let code = lot.as_ref().map(|lot| lot.code.clone()).filter(|code| !code.is_empty());
    let more = Fragment { lot: code, ..Fragment::default() };
    Thing::Goods(Box::new(Goods { item, pack: None, lot, more, found_by }))
}

fn by_elements(elements: &Elements, scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    if let Some(gtin) = elements.gtin().or_else(|| elements.contained_gtin()) {
        let found = item::by_code(book.tx, gtin.as_str())?;
        let mut things = Vec::new();
        for meaning in found {
            things.extend(goods(meaning, elements, book)?);
        }
        return Ok(as_trade_goods(one_of(things, gtin.as_str(), scan)));
    }
    if let Some(sscc) = elements.sscc() {
        return by_sscc(sscc, scan, book);
    }
    let weight = elements.net_weight_kg().map(quantity_of).transpose()?.filter(|weight| weight.is_positive());
    Ok(Thing::Fragment(Fragment { quantity: count_of(elements), weight, ..fragment(elements) }))
}

fn fragment(elements: &Elements) -> Fragment {
    Fragment {
        lot: elements.lot().map(str::to_owned),
        expiry: elements.expiry(),
        made_on: elements.made_on(),
        serial: elements.serial().map(str::to_owned),
        quantity: None,
        weight: None,
        pieces: None,
    }
}

fn count_of(elements: &Elements) -> Option<Quantity> {
    let count = i64::try_from(elements.count()?).ok()?;
    Quantity::from_units(count).ok().filter(|count| count.is_positive())
}

/// A measure has at most five decimals, so it is exact in millionths.
pub(crate) fn quantity_of(measure: Measure) -> Result<Quantity, Stop> {
    let ratio = Ratio::new(1, 10_i64.pow(u32::from(measure.scale))).expect("a power of ten is positive");
    let integer = i64::try_from(measure.integer).map_err(|_| Refusal::TooLarge {})?;
    Ok(Quantity::from_units(integer)?.times(ratio)?)
}

/// The item with what its symbol says: contained goods count in packs where the code names a pack, a weight or
/// volume is the quantity, and the pieces of a weighed item ride along. Once for each lot that carries the code: two
/// makers may use the same.
fn goods(meaning: CodeMeaning, elements: &Elements, book: &Book) -> Result<Vec<Thing>, Stop> {
    let CodeMeaning { item, pack } = meaning;
    let mut more = fragment(elements);
    let is_counted = item.decimals == 0;
    let measured = match item.unit.as_str() {
        "kg" => elements.net_weight_kg(),
        "L" => elements.net_volume_l(),
        _ => None,
    };
    more.quantity = match (count_of(elements), &pack, measured) {
        (_, _, Some(measure)) => Some(quantity_of(measure)?).filter(|quantity| quantity.is_positive()),
        (Some(counted), Some(pack), None) if elements.value("30").is_none() => {
            Some(counted.times(pack.factor)?)
        }
        (Some(counted), _, None) if is_counted => Some(counted),
        _ => None,
    };
    if item.catch_weight {
        // A weight without a count is that of one piece.
        let counted = elements.count().and_then(|count| i64::try_from(count).ok());
        more.pieces = counted.or(measured.map(|_| 1));
    }
    let known = match &more.lot {
        Some(code) => lot::by_code(book.tx, item.id, code)?,
        None => Vec::new(),
    };
    let of = |lot| Goods {
        item: item.clone(),
        pack: pack.clone(),
        lot,
        more: more.clone(),
        found_by: FoundBy::Code,
    };
    let one = |lot| Thing::Goods(Box::new(of(lot)));
    Ok(match known.is_empty() {
        true => vec![one(None)],
        false => known.into_iter().map(|lot| one(Some(lot))).collect(),
    })
}

/// A code that is an item's as it stands is that item's; else it may be one that a shop's scale printed, and what
/// names the item is all but the scale's digits.
fn by_gtin(gtin: &Gtin, scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    let found = by_trade_number(gtin.as_str(), scan, book)?;
    if !matches!(found, Thing::Unknown(_) | Thing::UnknownGoods(_)) {
        return Ok(found);
    }
    let Some(weighed) = book.weighed_code(gtin)? else { return Ok(found) };
    let meanings = item::by_code(book.tx, weighed.key.as_str())?;
    let things = meanings.into_iter().map(|meaning| weighed_code::goods(meaning, weighed.told));
    let things = things.collect::<Result<Vec<Thing>, Stop>>()?;
    Ok(match things.is_empty() {
        true => Thing::UnknownGoods(weighed.key.printed().to_owned()),
        false => one_of(things, weighed.key.as_str(), scan),
    })
}

/// A GTIN. Eight digits may as well be a date or a lot that happens to check.
fn by_trade_number(number: &str, scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    let found = by_text(number, scan, book)?;
    Ok(if scan.text().len() == 8 { found } else { as_trade_goods(found) })
}

fn by_sscc(sscc: &str, scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    Ok(match by_text(sscc, scan, book)? {
        Thing::Unknown(_) => Thing::UnknownCrate(sscc.to_owned()),
        known => known,
    })
}

fn as_trade_goods(thing: Thing) -> Thing {
    match thing {
        Thing::Unknown(code) => Thing::UnknownGoods(code),
        known => known,
    }
}

/// `code` in all classes, and what was read when that differs from it.
fn by_text(code: &str, scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    let raw = scan.text();
    let mut found = Vec::new();
    // A transfer's number is its document; its place on the road carries the same.
    let place = location::by_code(book.tx, code)?.filter(|place| place.kind != LocationKind::Transit);
    found.extend(place.map(Thing::Location));
    for document in document::by_number(book.tx, &raw)? {
        found.push(Thing::Document(document));
    }
    for lot in lot::anywhere(book.tx, &raw)? {
        found.push(of_lot(book.item(lot.item)?, Some(lot), FoundBy::LotCode));
    }
    let mut meanings = item::by_code(book.tx, code)?;
    if meanings.is_empty() && code != raw {
        meanings = item::by_code(book.tx, &raw)?;
    }
    found.extend(meanings.into_iter().map(|meaning| plain_goods(meaning.item, meaning.pack, FoundBy::Code)));
    for item in item::by_sku(book.tx, &raw)? {
        let thing = plain_goods(item, None, FoundBy::Code);
        if !found.contains(&thing) {
            found.push(thing);
        }
    }
    Ok(one_of(found, &raw, scan))
}

fn one_of(mut found: Vec<Thing>, code: &str, scan: &Scan) -> Thing {
    match found.len() {
        0 => Thing::Unknown(code.to_owned()),
        1 => found.remove(0),
        _ => Thing::Several(found, scan.clone()),
    }
}
