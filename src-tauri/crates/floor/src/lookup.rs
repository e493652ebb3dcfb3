//! From a scan to a thing. One order of search for all flows: our own codes decide alone, everything else is
//! searched in all classes, and what is found more than once is a choice for a person, never a silent first hit.

use crate::book::Book;
use crate::turn::Stop;
use domain::code::{Command, OwnCode, OwnKind};
use domain::document::Document;
use domain::expiry::Expiry;
use domain::gs1::{Elements, Measure};
use domain::item::{CodeMeaning, Item, Pack};
use domain::location::Location;
use domain::lot::Lot;
use domain::scan::{self, Reading, Scan};
use domain::{PrintJobId, Quantity, Ratio, Refusal};
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
    /// Two or more things answer to this code.
    Several(Vec<Thing>, String),
    /// Nothing here answers to it.
    Unknown(String),
}

/// An item as read, with whatever else the code told.
#[derive(Clone, Debug, PartialEq)]
pub struct Goods {
    pub item: Item,
    pub pack: Option<Pack>,
    /// A lot this ledger knows.
    pub lot: Option<Lot>,
    pub more: Fragment,
    /// The label it was read from is one of ours.
    pub print_job: Option<PrintJobId>,
}

/// What a code says besides the item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    pub lot: Option<String>,
    pub expiry: Option<Expiry>,
    pub made_on: Option<Date>,
    pub serial: Option<String>,
    /// In stock units: said by the code itself (count or weight), so the scan is complete.
    pub quantity: Option<Quantity>,
    pub pieces: i64,
}

/// The thing behind a scan.
///
/// # Errors
/// A refusal when the code itself is damaged: nothing was looked up, nothing is written.
pub fn find(scan: &Scan, book: &Book) -> Result<Thing, Stop> {
    match scan::read(scan, book.moment.today) {
        Reading::Own(code) => own(code, book),
        Reading::OwnDamaged { text } => Err(Refusal::DamagedOwnCode { code: text }.into()),
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => by_elements(&elements, book),
        Reading::Gtin(gtin) => by_text(gtin.as_str(), &String::from_utf8_lossy(&scan.bytes), book),
        Reading::Sscc(sscc) => by_text(&sscc, &sscc, book),
        Reading::Text(text) => by_text(&text, &text, book),
        Reading::WrongCheckDigit { code, expected } => match by_text(&code, &code, book)? {
            Thing::Unknown(_) => {
                Err(Refusal::WrongCheckDigit { code, expected: expected.to_string() }.into())
            }
            known => Ok(known),
        },
        Reading::SeparatorLost { text } => Err(Refusal::SeparatorLost { code: text }.into()),
        Reading::BadGs1 { text, error } => Err(Refusal::BadGs1 { code: text, part: error.to_string() }.into()),
        Reading::Unreadable => Err(Refusal::Unreadable {}.into()),
        Reading::TooLong { length, limit } => {
            Err(Refusal::TooLong { length: length as i64, limit: limit as i64 }.into())
        }
    }
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
    let Some(item) = job.item.map(|id| item::by_id(book.tx, id)).transpose()?.flatten() else { return Ok(None) };
    let lot = job.lot.map(|id| lot::by_id(book.tx, id)).transpose()?.flatten();
    Ok(Some(Thing::Goods(Box::new(Goods {
        item,
        pack: None,
        lot,
        more: Fragment::default(),
        print_job: Some(job.id),
    }))))
}

fn by_elements(elements: &Elements, book: &Book) -> Result<Thing, Stop> {
    let more = Fragment {
        lot: elements.lot().map(str::to_owned),
        expiry: elements.expiry(),
        made_on: elements.made_on(),
        serial: elements.serial().map(str::to_owned),
        quantity: None,
        pieces: 0,
    };
    if let Some(gtin) = elements.gtin().or_else(|| elements.contained_gtin()) {
        let found = item::by_code(book.tx, gtin.as_str())?;
        let things = found.into_iter().map(|meaning| goods(meaning, elements, &more, book));
        return one_of(things.collect::<Result<Vec<_>, _>>()?, gtin.as_str());
    }
    if let Some(sscc) = elements.sscc() {
        return by_text(sscc, sscc, book);
    }
    Ok(Thing::Fragment(Fragment { quantity: count_of(elements), ..more }))
}

fn count_of(elements: &Elements) -> Option<Quantity> {
    let count = i64::try_from(elements.count()?).ok()?;
    Quantity::from_units(count).ok().filter(|count| count.is_positive())
}

/// A measure has at most five decimals, so it is exact in millionths.
fn quantity_of(measure: Measure) -> Result<Quantity, Stop> {
    let ratio = Ratio::new(1, 10_i64.pow(u32::from(measure.scale))).expect("a power of ten is positive");
    let integer = i64::try_from(measure.integer).map_err(|_| Refusal::TooLarge {})?;
    Ok(Quantity::from_units(integer)?.times(ratio)?)
}

/// The item with what its symbol says: a count counts packs of the GTIN it names, a weight is the quantity.
fn goods(meaning: CodeMeaning, elements: &Elements, more: &Fragment, book: &Book) -> Result<Thing, Stop> {
    let mut more = more.clone();
    let factor = meaning.pack.as_ref().map(|pack| pack.factor);
    if let Some(counted) = count_of(elements) {
        more.quantity = Some(match factor {
            // (02) names the contained unit itself; its count is never multiplied by a pack.
            Some(factor) if elements.contained_gtin().is_none() => counted.times(factor)?,
            _ => counted,
        });
    }
    if let (Some(weight), "kg") = (elements.net_weight_kg(), meaning.item.unit.as_str()) {
        more.quantity = Some(quantity_of(weight)?);
        more.pieces = i64::from(meaning.item.catch_weight);
    }
    let lot = match &more.lot {
        Some(code) => lot::by_code(book.tx, meaning.item.id, code)?.into_iter().next(),
        None => None,
    };
    Ok(Thing::Goods(Box::new(Goods { item: meaning.item, pack: meaning.pack, lot, more, print_job: None })))
}

/// `code` in all classes; `raw` is what was read, for the screen.
fn by_text(code: &str, raw: &str, book: &Book) -> Result<Thing, Stop> {
    let mut found = Vec::new();
    found.extend(location::by_code(book.tx, code)?.map(Thing::Location));
    for document in document::by_number(book.tx, code)? {
        found.push(Thing::Document(document));
    }
    for lot in lot::anywhere(book.tx, code)? {
        found.push(of_lot(lot, book)?);
    }
    for meaning in item::by_code(book.tx, code)? {
        found.push(plain_goods(meaning.item, meaning.pack));
    }
    if code != raw && found.is_empty() {
        for meaning in item::by_code(book.tx, raw)? {
            found.push(plain_goods(meaning.item, meaning.pack));
        }
    }
    for item in item::by_sku(book.tx, raw)? {
        let thing = plain_goods(item, None);
        if !found.contains(&thing) {
            found.push(thing);
        }
    }
    one_of(found, raw)
}

pub fn plain_goods(item: Item, pack: Option<Pack>) -> Thing {
    Thing::Goods(Box::new(Goods { item, pack, lot: None, more: Fragment::default(), print_job: None }))
}

fn of_lot(lot: Lot, book: &Book) -> Result<Thing, Stop> {
    let item = book.item(lot.item)?;
    let more = Fragment { lot: Some(lot.code.clone()), ..Fragment::default() };
    Ok(Thing::Goods(Box::new(Goods { item, pack: None, lot: Some(lot), more, print_job: None })))
}

fn one_of(mut found: Vec<Thing>, code: &str) -> Result<Thing, Stop> {
    Ok(match found.len() {
        0 => Thing::Unknown(code.to_owned()),
        1 => found.remove(0),
        _ => Thing::Several(found, code.to_owned()),
    })
}
