//! How near an item is to what was typed, and why it was found.

use super::edit;
use super::text::ItemText;

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
    let (there, wanted) = (word.chars().count(), typed.chars().count());
    let beyond = (there.saturating_sub(wanted)).min(9) as u32;
    let may_be_near = (edit::SHORTEST..=edit::LONGEST).contains(&wanted);
    if word == typed {
        Some((How::Whole, 0))
    } else if word.starts_with(typed) {
        Some((How::Beginning, 10 + beyond))
    } else if wanted >= SHORTEST_PART && word.contains(typed) {
        Some((How::Part, 30 + beyond))
    } else if may_be_near && edit::is_near(word, typed) {
        Some((How::Near, 50))
    } else if may_be_near && wanted > edit::SHORTEST && edit::begins_near(word, typed) {
        Some((How::Near, 60 + beyond))
    } else {
        None
    }
}

/// `None` when a typed word is nowhere in it. With `languages` given only names in those count, the first most.
pub(super) fn rank(
    item_row: i64,
    text: &ItemText,
    typed: &[Vec<String>],
    languages: &[String],
) -> Option<Ranked> {
    let mut why = Vec::with_capacity(typed.len());
    let mut distance = 0;
    for forms in typed {
        let met = text.fields().filter_map(|(field, word)| {
            let (how, far) = meet(word, forms)?;
            Some((far + aside(field, languages)?, how, field, word))
        });
        let (far, how, field, word) = met.min_by_key(|(far, ..)| *far)?;
        distance += far;
        let (field, word, typed) = (field.clone(), word.to_owned(), forms.first()?.clone());
        why.push(Why { typed, word, field, how });
    }
    let word_count = text.words().len();
    let sku = text.fields().find(|(field, _)| **field == Field::Sku).map(|(_, word)| word.to_owned());
    Some(Ranked { item_row, why, distance, word_count, sku: sku.unwrap_or_default() })
}

/// At the same distance the SKU comes first, then names in the reader's order, then codes.
fn aside(field: &Field, languages: &[String]) -> Option<u32> {
    match field {
        Field::Sku => Some(0),
        Field::Name { .. } if languages.is_empty() => Some(1),
        Field::Name { language } => {
            let place = languages.iter().position(|known| known == language)?;
            Some(if place == 0 { 1 } else { 2 })
        }
        Field::Code => Some(3),
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
