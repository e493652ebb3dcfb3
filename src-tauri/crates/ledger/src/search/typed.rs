//! One word as it was typed, and the words of the book it may mean.

use super::find::Row;
use super::fold::{parts, without_zeros};
use super::rank::{self, How};
use std::collections::BTreeMap;

/// Words of one typed word that items are looked for by, the nearest.
const MEANT_LIMIT: usize = 100;

pub(super) struct Typed {
    /// Itself, and without the zeros that lead it.
    pub forms: Vec<String>,
    pub words: BTreeMap<i64, Known>,
    is_split: bool,
}

pub(super) struct Known {
    pub how: How,
    distance: u32,
    item_count: i64,
}

impl Typed {
    pub(super) fn whole(token: String) -> Typed {
        let short = without_zeros(&token).map(str::to_owned);
        let forms = std::iter::once(token).chain(short).collect();
        Typed { forms, words: BTreeMap::new(), is_split: false }
    }

    pub(super) fn can_split(&self) -> bool {
        !self.is_split && self.forms[0].chars().any(|letter| !letter.is_alphanumeric())
    }

    pub(super) fn split(self) -> Vec<Typed> {
        parts(&self.forms[0]).map(|part| Typed { is_split: true, ..Typed::whole(part) }).collect()
    }

    pub(super) fn learn(&mut self, rows: &[Row]) {
        for row in rows {
            if let Some((how, distance)) = rank::meet(&row.text, &self.forms) {
                self.words.insert(row.row, Known { how, distance, item_count: row.number });
            }
        }
    }

    /// The rows of its nearest words as a query, and how many items carry them at most.
    pub(super) fn meant(&self, whole: bool) -> Option<(i64, String)> {
        let mut words: Vec<(How, u32, i64, i64)> = (self.words.iter())
            .map(|(row, known)| (known.how, known.distance, *row, known.item_count))
            .filter(|(how, ..)| !whole || *how == How::Whole)
            .collect();
        words.sort_unstable();
        words.truncate(MEANT_LIMIT);
        let rows: Vec<String> = words.iter().map(|(_, _, row, _)| row.to_string()).collect();
        let item_count = words.iter().map(|(.., item_count)| item_count).sum();
        (!rows.is_empty()).then(|| (item_count, format!("({})", rows.join(" OR "))))
    }

    pub(super) fn holds_digits(&self) -> bool {
        self.forms[0].chars().any(|letter| letter.is_ascii_digit())
    }

    pub(super) fn item_count(&self) -> i64 {
        self.words.values().map(|known| known.item_count).sum()
    }
}
