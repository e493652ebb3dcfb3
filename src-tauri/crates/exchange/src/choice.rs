//! Cells that are one of a closed set: read by the stored word or by the word of either language, and
//! written as the reader's.

use crate::column::folded;
use crate::nearest::nearest;

/// What a column of choices may hold: the stored word, which is also the end of its sentence's code.
pub(crate) struct Choices {
    pub prefix: &'static str,
    pub stored: &'static [&'static str],
}

pub(crate) const YES_NO: Choices = Choices { prefix: "cell", stored: &["yes", "no"] };
pub(crate) const EXPIRY_RULES: Choices = Choices { prefix: "cell", stored: &["asked", "none_printed"] };
pub(crate) const CODE_KINDS: Choices =
    Choices { prefix: "cell", stored: &["gtin", "supplier", "vendor", "own", "named_here"] };
pub(crate) const LOT_STATUSES: Choices =
    Choices { prefix: "cell", stored: &["released", "quarantine", "recalled"] };
pub(crate) const PLACE_KINDS: Choices =
    Choices { prefix: "cell", stored: &["site", "zone", "bin", "container"] };
pub(crate) const PURPOSES: Choices =
    Choices { prefix: "cell", stored: &["store", "dock", "hold", "unassigned", "in_hand"] };
pub(crate) const EXPIRIES: Choices = Choices { prefix: "cell", stored: &["none_printed", "not_known"] };
pub(crate) const REASONS: Choices = Choices {
    prefix: "reason",
    stored: &[
        "not_booked_in",
        "not_booked_out",
        "wrong_place",
        "wrong_lot",
        "wrong_unit",
        "could_not_find",
        "other",
    ],
};
pub(crate) const STORAGE: Choices =
    Choices { prefix: "storage", stored: &["dry", "chilled", "frozen", "chemical", "packaging"] };
pub(crate) const SHELF_LIVES: Choices = Choices { prefix: "cell", stored: &["days", "months"] };
pub(crate) const ALLERGENS: Choices = Choices {
    prefix: "allergen",
    stored: &[
        "gluten",
        "crustaceans",
        "molluscs",
        "egg",
        "fish",
        "peanut",
        "soy",
        "milk",
        "tree_nuts",
        "sesame",
        "sulphite",
    ],
};
const ALL: [&Choices; 10] = [
    &YES_NO,
    &EXPIRY_RULES,
    &CODE_KINDS,
    &LOT_STATUSES,
    &PLACE_KINDS,
    &PURPOSES,
    &EXPIRIES,
    &STORAGE,
    &SHELF_LIVES,
    &ALLERGENS,
];
/// What people write besides.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("yes", &["y", "true", "1", "x", "iya"]),
    ("no", &["n", "false", "0", "tdk"]),
    ("not_known", &["unknown", "?", "-"]),
    ("none_printed", &["none", "no date", "no expiry"]),
    ("bin", &["shelf", "rack"]),
    ("container", &["crate", "pallet", "tote"]),
    ("quarantine", &["on hold"]),
    ("days", &["day", "d"]),
    ("months", &["month", "mo", "m"]),
    ("gluten", &["wheat", "gandum"]),
    ("egg", &["eggs"]),
    ("peanut", &["peanuts"]),
    ("soy", &["soya", "soybean", "soybeans"]),
    ("tree_nuts", &["nuts", "tree nut"]),
    ("chilled", &["cold", "refrigerated", "chiller"]),
    ("frozen", &["freezer"]),
    ("dry", &["ambient"]),
];

impl Choices {
    /// The stored word.
    pub(crate) fn find(&self, text: &str) -> Option<&'static str> {
        let text = if matches!(text, "?" | "-") { text.to_owned() } else { folded(text) };
        self.stored.iter().copied().find(|stored| {
            let synonyms =
                SYNONYMS.iter().find(|(of, _)| of == stored).map_or([].as_slice(), |(_, list)| *list);
            let is = |word: &str| word == text || !text.is_empty() && folded(word) == text;
            is(stored)
                || synonyms.iter().any(|word| is(word))
                || words::LANGUAGES.iter().any(|language| is(&self.word(stored, language)))
        })
    }

    /// As people read it.
    pub(crate) fn word(&self, stored: &str, language: &str) -> String {
        words::word(language, &code(self.prefix, stored))
    }

    /// All of them, for a person who wrote something else.
    pub(crate) fn listed(&self) -> String {
        self.stored.join(", ")
    }

    pub(crate) fn nearest(&self, text: &str) -> Option<&'static str> {
        nearest(text, self.stored.iter().copied())
    }
}

/// Codes of all words of choices, for the test that each has its sentence.
pub fn codes() -> Vec<String> {
    ALL.iter().flat_map(|set| set.stored.iter().map(|stored| code(set.prefix, stored))).collect()
}

fn code(prefix: &str, stored: &str) -> String {
    format!("{prefix}-{}", stored.replace('_', "-"))
}
