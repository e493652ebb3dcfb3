//! How near an item is to what was typed, and why it was found.

use super::edit;
use super::text::{Place, words_of};

/// Where a word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Sku,
    Name { language: String },
    Code,
}

/// How a word was met; the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    Whole,
    Beginning,
    /// Anywhere inside, from three letters on.
    Part,
    /// With one edit.
    Near,
}

/// Why an item was found: one of these per typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// As it was looked for: lower case, without accents.
    pub typed: String,
    /// What it met, folded the same way; a barcode without the zeros that lead it.
    pub word: String,
    pub field: Field,
    pub how: How,
}

/// An item that holds every typed word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub item_row: i64,
    pub why: Vec<Why>,
    distance: u32,
    word_count: usize,
    sku: String,
}

/// Fewer letters than this are only looked for at the beginning.
pub(super) const SHORTEST_PART: usize = 3;

/// How `word` meets one of the ways a word was typed in, and how far off it is; the nearest.
pub(super) fn meet(word: &str, forms: &[String]) -> Option<(How, u32)> {
    forms.iter().filter_map(|form| meet_one(word, form)).min_by_key(|(_, distance)| *distance)
}

fn meet_one(word: &str, typed: &str) -> Option<(How, u32)> {
    let wanted = typed.chars().count();
    let beyond = || word.chars().count().saturating_sub(wanted).min(9) as u32;
    let may_be_near = (edit::SHORTEST..=edit::LONGEST).contains(&wanted);
    if word == typed {
        Some((How::Whole, 0))
    } else if word.starts_with(typed) {
        Some((How::Beginning, 10 + beyond()))
    } else if wanted >= SHORTEST_PART && word.contains(typed) {
        Some((How::Part, 30 + beyond()))
    } else if may_be_near && edit::is_near(word, typed) {
        Some((How::Near, 50))
    } else if may_be_near && wanted > edit::SHORTEST && edit::begins_near(word, typed) {
        Some((How::Near, 60 + beyond()))
    } else {
        None
    }
}

/// `None` when a typed word is nowhere in it. With `languages` given only names in those count, the first most.
pub(super) fn rank(
    item_row: i64,
    stored: &str,
    typed: &[Vec<String>],
    languages: &[String],
) -> Option<Ranked> {
    let mut why = Vec::with_capacity(typed.len());
    let mut distance = 0;
    for forms in typed {
        let met = words_of(stored).filter_map(|(place, word)| {
            let (how, far) = meet(word, forms)?;
            Some((far + aside(place, languages)?, how, place, word))
        });
        let (far, how, place, word) = met.min_by_key(|(far, ..)| *far)?;
        distance += far;
        let (field, word, typed) = (place.field(), word.to_owned(), forms.first()?.clone());
        why.push(Why { typed, word, field, how });
    }
    let mut sku = words_of(stored).filter(|(place, _)| *place == Place::Sku).map(|(_, word)| word);
    let (word_count, sku) = (words_of(stored).count(), sku.next().unwrap_or_default().to_owned());
    Some(Ranked { item_row, why, distance, word_count, sku })
}

/// At the same distance the SKU comes first, then names in the reader's order, then codes.
fn aside(place: Place, languages: &[String]) -> Option<u32> {
    match place {
        Place::Sku => Some(0),
        Place::Name(_) if languages.is_empty() => Some(1),
        Place::Name(language) => {
            let order = languages.iter().position(|known| known == language)?;
            Some(if order == 0 { 1 } else { 2 })
        }
        Place::Code => Some(3),
    }
}

/// The nearest first; of the same distance the one with fewer words, then by SKU.
pub(super) fn sort(found: &mut [Ranked]) {
    found.sort_by(|one, other| {
        let key = |ranked: &Ranked| (ranked.distance, ranked.word_count);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.sku.cmp(&other.sku))
            .then(one.item_row.cmp(&other.item_row))
    });
}
