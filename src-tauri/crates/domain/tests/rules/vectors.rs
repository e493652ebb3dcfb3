//! The tables of units.md, row by row, as far as the nouns decide them. What is left to others: "1.250" in a file is
//! asked about by the reader of files, 250 g for the United States is declared text, half a piece from a vendor stays
//! at the vendor's side.

use crate::today;
use domain::gs1::{Elements, parse_bracketed};
use domain::units::{PACKS, UNITS, canonical, factor, factor_by_density, find, pack_word};
use domain::{Quantity, QuantityError, Ratio};

/// Our word, decimals shown, and every word met in Indonesia, at vendors and in files.
const UNIT_TABLE: [(&str, u8, &str); 9] = [
    ("kg", 3, "kg Kg KG kilo kilogram"),
    ("g", 1, "g gr gram"),
    ("L", 3, "L l ltr liter"),
    ("mL", 0, "ml cc"),
    ("lb", 3, "lb lbs"),
    ("oz", 3, "oz"),
    ("fl oz", 3, "floz"),
    ("gal", 3, "gal"),
    ("pcs", 0, "pcs pc ea bh buah biji unit btl botol jar toples pot"),
];

/// Words that name the same pack, and the pieces where the word itself is a number.
const PACK_TABLE: [(&str, Option<i64>); 15] = [
    ("ktn karton dus ctn", None),
    ("box", None),
    ("case", None),
    ("sak zak karung sack", None),
    ("jerigen jrg", None),
    ("galon", None),
    ("drum", None),
    ("ember pail", None),
    ("bal", None),
    ("ikat", None),
    ("pak bks", None),
    ("rol roll", None),
    ("lusin", Some(12)),
    ("kodi", Some(20)),
    ("gross", Some(144)),
];

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text, 6).expect(text)
}

#[test]
fn every_word_of_the_table_means_its_unit() {
    for (unit, decimals, words) in UNIT_TABLE {
        for word in words.split(' ') {
            assert_eq!(canonical(word), Some(unit), "{word}");
        }
        assert_eq!(find(unit).map(|unit| unit.decimals), Some(decimals), "{unit} as shown");
    }
    assert_eq!(canonical("fl oz"), Some("fl oz"));
    assert_eq!(UNITS.len(), UNIT_TABLE.len(), "a unit that stands in no table is nobody's word");
    assert_eq!((canonical("ons"), pack_word("ons")), (None, None), "100 g here, an ounce elsewhere: asked");
}

#[test]
fn every_pack_of_the_table_is_one_pack() {
    for (words, pieces) in PACK_TABLE {
        let packs: Vec<_> = words.split(' ').map(|word| pack_word(word).expect(word)).collect();
        assert!(packs.iter().all(|pack| pack.word == packs[0].word), "{words} are one");
        assert_eq!(packs[0].pieces, pieces, "{words}: a number only where the word is one");
    }
    assert_eq!(PACKS.len(), PACK_TABLE.len(), "and no other pack is known");
}

/// What is converted, by which exact ratio, and what must come of it: stored, and shown.
#[test]
fn every_conversion_gives_its_number() {
    let density = Ratio::parse("0.915").expect("kg per litre");
    let rows = [
        ("38", Ratio::new(48, 1), "1824", 0, "1824", "38 cartons of 48"),
        ("2", Ratio::new(48, 1), "96", 0, "96", "2 open cartons"),
        ("21.420", factor_by_density("L", "kg", density), "19.5993", 3, "19.599", "litres of oil by density"),
        ("21420", factor_by_density("mL", "kg", density), "19.5993", 3, "19.599", "and so many millilitres"),
        ("19.5993", factor_by_density("kg", "L", density), "21.42", 3, "21.420", "and back"),
        ("1", factor("lb", "kg"), "0.453592", 3, "0.454", "a pound in an item kept in kg"),
        ("70", factor("g", "kg"), "0.07", 3, "0.070", "70 g of a line in kg"),
        ("8.8", factor("oz", "g"), "249.475804", 1, "249.5", "8.8 oz are not 250 g, so nobody computes it"),
    ];
    for (from, ratio, stored, decimals, shown, what) in rows {
        let converted = quantity(from).times(ratio.expect(what)).expect(what);
        assert_eq!(converted, quantity(stored), "{what}");
        let crosses = converted.amount("kg", decimals);
        assert_eq!(crosses.amount, converted.text(decimals), "{what}: nothing that is stored is hidden");
        assert_eq!(crosses.about.as_ref().unwrap_or(&crosses.amount), shown, "{what}, as a person reads it");
        assert_eq!(
            crosses.about.is_some(),
            converted.rounded(decimals) != converted,
            "{what}: finer is about"
        );
    }
    assert_eq!(factor_by_density("L", "pcs", density), None, "a piece weighs what it weighs");
}

#[test]
fn three_sacks_by_the_scale() {
    let sacks = ["19.840", "20.360", "21.100"].map(quantity);
    let weight: Quantity = sacks.into_iter().sum();
    assert_eq!((weight.text(3), sacks.len()), ("61.300".to_owned(), 3), "weight and pieces side by side");
}

#[test]
fn three_receipts_of_one_bottle_close_a_box_of_three() {
    let bottle = Quantity::ONE.divided_by(Ratio::new(3, 1).expect("three")).expect("a third").rounded(5);
    let last = Quantity::ONE.checked_sub(bottle).and_then(|left| left.checked_sub(bottle)).expect("the rest");
    assert_eq!([bottle, bottle, last].map(|sent| sent.text(5)), ["0.33333", "0.33333", "0.33334"]);
    let sum: Quantity = [bottle, bottle, last].into_iter().sum();
    assert_eq!(sum, Quantity::ONE, "nothing stays open");
}

#[test]
fn a_thousands_separator_is_no_number_here() {
    assert!(matches!(Quantity::parse("1.250,5", 6), Err(QuantityError::NotANumber { .. })));
}

#[test]
fn a_variable_item_with_its_weight_is_one_piece_of_it() {
    let read = |text| -> Elements { parse_bracketed(text, today()).expect(text) };
    let weighed = read("(01)99521234002348(3103)002045");
    assert_eq!(weighed.net_weight_kg().map(|weight| weight.text()), Some("2.045".to_owned()));
    assert_eq!(weighed.count(), None, "nobody said how many: it is one");
    let bare = read("(01)99521234002348");
    assert!(bare.gtin().is_some_and(|gtin| gtin.is_variable_measure()), "it has to be weighed");
    assert_eq!(bare.net_weight_kg(), None, "and no weight is made up");
}
