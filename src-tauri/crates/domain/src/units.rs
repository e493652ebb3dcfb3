//! The words for units met in Indonesia, in vendors' systems and in files, and what each means here. A word
//! that is not in the table is asked for once, never guessed; "ons" is left out because it is 100 g here
//! and an ounce elsewhere.

use crate::quantity::Ratio;

/// A stock unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As kept and shown: `kg`, `L`, `pcs`.
    pub word: &'static str,
    pub kind: UnitKind,
    /// Shown and taken unless the item says otherwise.
    pub decimals: u8,
    /// How many of the kind's first unit (kg, L, pcs) it is: exactly numerator ÷ denominator.
    size: (i64, i64),
    words: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Mass,
    Volume,
    Count,
}

/// A pack, which needs a factor per item unless the word itself is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackWord {
    /// Ours: `carton`, `sack`.
    pub word: &'static str,
    /// Pieces in it, where the word says so: a dozen, a kodi, a gross.
    pub pieces: Option<i64>,
    words: &'static [&'static str],
}

/// All stock units, each with its words in lower case.
#[rustfmt::skip]
pub const UNITS: &[Unit] = &[
    unit("kg", UnitKind::Mass, 3, (1, 1), &["kg", "kilo", "kilogram"]),
    unit("g", UnitKind::Mass, 1, (1, 1_000), &["g", "gr", "gram"]),
    unit("lb", UnitKind::Mass, 3, (45_359_237, 100_000_000), &["lb", "lbs"]),
    unit("oz", UnitKind::Mass, 3, (28_349_523_125, 1_000_000_000_000), &["oz"]),
    unit("L", UnitKind::Volume, 3, (1, 1), &["l", "ltr", "liter"]),
    unit("mL", UnitKind::Volume, 0, (1, 1_000), &["ml", "cc"]),
    unit("fl oz", UnitKind::Volume, 3, (295_735_295_625, 10_000_000_000_000), &["fl oz", "floz"]),
    unit("gal", UnitKind::Volume, 3, (3_785_411_784, 1_000_000_000), &["gal"]),
    unit("pcs", UnitKind::Count, 0, (1, 1),
        &["pcs", "pc", "ea", "bh", "buah", "biji", "unit", "btl", "botol", "jar", "toples", "pot"]),
];

/// All pack words, each with the words that mean it in lower case.
pub const PACKS: &[PackWord] = &[
    pack("carton", &["ktn", "karton", "dus", "ctn", "carton"]),
    pack("box", &["box"]),
    pack("case", &["case"]),
    pack("sack", &["sak", "zak", "karung", "sack"]),
    pack("jerrycan", &["jerigen", "jrg", "jerrycan"]),
    pack("jug", &["galon", "jug"]),
    pack("drum", &["drum"]),
    pack("pail", &["ember", "pail"]),
    pack("bale", &["bal", "bale"]),
    pack("bundle", &["ikat", "bundle"]),
    pack("pack", &["pak", "bks", "pack"]),
    pack("roll", &["rol", "roll"]),
    PackWord { word: "dozen", pieces: Some(12), words: &["lusin", "dozen"] },
    PackWord { word: "kodi", pieces: Some(20), words: &["kodi"] },
    PackWord { word: "gross", pieces: Some(144), words: &["gross"] },
];

/// The stock unit that a word stands for: "Kg" → kg, "btl" → pcs. `None` for packs, for "ons" and for the
/// unknown.
pub fn canonical(word: &str) -> Option<&'static str> {
    find(word).map(|unit| unit.word)
}

/// The stock unit that a word stands for, with all that is known of it.
pub fn find(word: &str) -> Option<&'static Unit> {
    let word = folded(word);
    UNITS.iter().find(|unit| unit.words.contains(&word.as_str()))
}

/// The pack that a word stands for: "zak" → sack, "lusin" → dozen of 12.
pub fn pack_word(word: &str) -> Option<&'static PackWord> {
    let word = folded(word);
    PACKS.iter().find(|pack| pack.words.contains(&word.as_str()))
}

/// How many `to` one `from` is, exactly; both are words of the table. `None` between different kinds: that
/// needs the item's density.
pub fn factor(from: &str, to: &str) -> Option<Ratio> {
    let (from, to) = (find(from)?, find(to)?);
    if from.kind != to.kind {
        return None;
    }
    Ratio::new(from.size.0, from.size.1)?.divided_by(Ratio::new(to.size.0, to.size.1)?)
}

/// The same between mass and volume, by how many kilograms one litre weighs; `None` where that is no matter of density.
pub fn factor_by_density(from: &str, to: &str, density: Ratio) -> Option<Ratio> {
    match (find(from)?.kind, find(to)?.kind) {
        (UnitKind::Volume, UnitKind::Mass) => factor(from, "L")?.times(density)?.times(factor("kg", to)?),
        (UnitKind::Mass, UnitKind::Volume) => {
            factor(from, "kg")?.divided_by(density)?.times(factor("L", to)?)
        }
        _ => None,
    }
}

/// Case, blanks around it and a closing full stop ("kg.") mean nothing.
fn folded(word: &str) -> String {
    word.trim().trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

const fn unit(
    word: &'static str,
    kind: UnitKind,
    decimals: u8,
    size: (i64, i64),
    words: &'static [&'static str],
) -> Unit {
    Unit { word, kind, decimals, size, words }
}

const fn pack(word: &'static str, words: &'static [&'static str]) -> PackWord {
    PackWord { word, pieces: None, words }
}
