//! The words of units.md.

use domain::units::{PACKS, UNITS, UnitKind, canonical, factor, find, pack_word};
use domain::{Quantity, Ratio};
use std::collections::BTreeSet;

#[test]
fn words_met_mean_one_unit() {
    let rows: [(&str, &[&str]); 9] = [
        ("kg", &["kg", "Kg", "KG", "kilo", "kilogram", " kg. "]),
        ("g", &["g", "gr", "gram"]),
        ("L", &["L", "l", "ltr", "liter"]),
        ("mL", &["mL", "ml", "cc"]),
        ("lb", &["lb", "lbs"]),
        ("oz", &["oz"]),
        ("fl oz", &["fl oz", "floz", "FL  OZ"]),
        ("gal", &["gal"]),
        ("pcs", &["pcs", "pc", "ea", "bh", "buah", "biji", "unit", "btl", "botol", "jar", "toples", "pot"]),
    ];
    for (unit, words) in rows {
        for word in words {
            assert_eq!(canonical(word), Some(unit), "{word}");
        }
    }
    for asked in ["ons", "Ons", "", "zak", "palet", "kgs?"] {
        assert_eq!(canonical(asked), None, "{asked} is asked for, never guessed");
    }
}

#[test]
fn packs_have_words_and_some_have_a_number() {
    let rows = [
        ("ktn", "carton", None),
        ("Dus", "carton", None),
        ("zak", "sack", None),
        ("jerigen", "jerrycan", None),
        ("bks", "pack", None),
        ("lusin", "dozen", Some(12)),
        ("kodi", "kodi", Some(20)),
        ("gross", "gross", Some(144)),
    ];
    for (met, word, pieces) in rows {
        let pack = pack_word(met).expect(met);
        assert_eq!((pack.word, pack.pieces), (word, pieces), "{met}");
    }
    assert_eq!(pack_word("kg"), None, "a unit is no pack");
}

#[test]
fn no_word_means_two_things() {
    let mut seen = BTreeSet::new();
    for word in UNITS.iter().map(|unit| unit.word).chain(PACKS.iter().map(|pack| pack.word)) {
        assert!(seen.insert(word), "{word} is there twice");
        assert!(canonical(word).is_none() || pack_word(word).is_none(), "{word} is a unit and a pack");
    }
    for unit in UNITS {
        assert_eq!(canonical(unit.word), Some(unit.word), "our own word is a word");
    }
}

#[test]
fn one_kind_converts_exactly_and_two_kinds_not_at_all() {
    let rows = [
        ("lb", "kg", 45_359_237, 100_000_000),
        ("lb", "oz", 16, 1),
        ("gal", "L", 3_785_411_784, 1_000_000_000),
        ("gal", "fl oz", 128, 1),
        ("kg", "g", 1000, 1),
        ("mL", "L", 1, 1000),
    ];
    for (from, to, numerator, denominator) in rows {
        assert_eq!(factor(from, to), Ratio::new(numerator, denominator), "{from} to {to}");
    }
    assert_eq!(factor("kg", "L"), None, "that needs the item's density");
    assert_eq!(find("kg").map(|unit| (unit.kind, unit.decimals)), Some((UnitKind::Mass, 3)));
}

#[test]
fn a_pound_in_an_item_kept_in_kilograms() {
    let pound = Quantity::ONE.times(factor("lb", "kg").unwrap()).unwrap();
    assert_eq!(pound.millionths(), 453_592, "0.45359237 kg rounded half to even at the last stored digit");
}
