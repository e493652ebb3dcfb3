//! The words of one item by field, as they are kept beside it: a line per field, its sign first.

use super::fold::{fold, parts, tokens, without_zeros};
use super::rank::Field;
use std::collections::BTreeSet;

const SKU: &str = "s";
const CODE: &str = "c";
const NAME: &str = "n:";

/// Where a word stands, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place<'t> {
    Sku,
    Code,
    Name(&'t str),
}

/// The words of a stored text with their places, read in passing.
pub(super) fn words_of(stored: &str) -> impl Iterator<Item = (Place<'_>, &str)> {
    stored.lines().flat_map(|line| {
        let mut words = line.split(' ');
        let place = words.next().and_then(Place::read);
        // A sign of other rules: such a file is made again when it is opened.
        words.filter_map(move |word| Some((place?, word)))
    })
}

/// Folded words with the field they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ItemText {
    fields: Vec<(Field, Vec<String>)>,
}

impl ItemText {
    /// `names` by language.
    pub(crate) fn of(sku: &str, names: &[(String, String)], codes: &[String]) -> ItemText {
        let mut fields = vec![(Field::Sku, tokens(&fold(sku)).collect())];
        for (language, name) in names {
            fields.push((Field::Name { language: language.clone() }, parts(&fold(name)).collect()));
        }
        for code in codes {
            // GTINs are kept with 14 digits and printed with fewer.
            let short = |word: String| without_zeros(&word).map_or(word.clone(), str::to_owned);
            fields.push((Field::Code, tokens(&fold(code)).map(short).collect()));
        }
        ItemText { fields }
    }

    /// Each different word once.
    pub(crate) fn words(&self) -> BTreeSet<&str> {
        self.fields.iter().flat_map(|(_, words)| words).map(String::as_str).collect()
    }

    pub(crate) fn stored(&self) -> String {
        let mut text = String::new();
        for (field, words) in &self.fields {
            match field {
                Field::Sku => text.push_str(SKU),
                Field::Code => text.push_str(CODE),
                Field::Name { language } => {
                    text.push_str(NAME);
                    text.push_str(language);
                }
            }
            for word in words {
                text.push(' ');
                text.push_str(word);
            }
            text.push('\n');
        }
        text
    }

    pub(crate) fn read(stored: &str) -> ItemText {
        let field = |line: &str| {
            let mut words = line.split(' ');
            let field = Place::read(words.next()?)?.field();
            Some((field, words.map(str::to_owned).collect()))
        };
        ItemText { fields: stored.lines().filter_map(field).collect() }
    }
}

impl Place<'_> {
    fn read(sign: &str) -> Option<Place<'_>> {
        match sign {
            SKU => Some(Place::Sku),
            CODE => Some(Place::Code),
            sign => sign.strip_prefix(NAME).map(Place::Name),
        }
    }

    pub(super) fn field(self) -> Field {
        match self {
            Place::Sku => Field::Sku,
            Place::Code => Field::Code,
            Place::Name(language) => Field::Name { language: language.to_owned() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_come_back_as_they_were_stored() {
        let names = [("en".to_owned(), "Crème, 250 g".to_owned()), ("id".to_owned(), String::new())];
        let text = ItemText::of("AB 1-2", &names, &["08991234567890".to_owned(), "TLNX".to_owned()]);
        assert_eq!(ItemText::read(&text.stored()), text, "stored as {:?}", text.stored());
        let words: Vec<&str> = text.words().into_iter().collect();
        assert_eq!(words, ["1-2", "250", "8991234567890", "ab", "creme", "g", "tlnx"]);
    }
}
