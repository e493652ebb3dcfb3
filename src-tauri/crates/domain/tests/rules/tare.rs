//! What a crate weighs: read exactly, never guessed, and what it leaves of a weight or adds to one.

use domain::tare::{Gross, Tare, TareError, is_weight};
use domain::{Quantity, QuantityError};

fn kg(text: &str) -> Quantity {
    Quantity::parse(text, 6).expect("a number of the test")
}

#[test]
fn kilograms_and_grams_are_the_same_tare_to_the_milligram() {
    let read = |number, unit| Tare::parse(number, unit).map(|tare| tare.kg().millionths());
    assert_eq!(read("1.850", "kg"), Ok(1_850_000));
    assert_eq!(read("1850", "gr"), Ok(1_850_000), "grams are no other crate");
    assert_eq!(read("1,8505", "Kg"), Ok(1_850_500), "a decimal comma is one too");
    assert_eq!(read("0.001", "g"), Ok(1), "a milligram is the last digit that is kept");
    let fine = |number: &str, decimals| {
        Err(TareError::Number(QuantityError::TooFine { text: number.to_owned(), decimals }))
    };
    assert_eq!(read("0.0005", "g"), fine("0.0005", 3), "nothing is rounded away");
    assert_eq!(read("1.8500001", "kg"), fine("1.8500001", 6));
}

#[test]
fn what_no_crate_weighs_is_refused() {
    assert_eq!(Tare::parse("0", "kg"), Err(TareError::NotPositive));
    assert_eq!(Tare::parse("-1.85", "kg"), Err(TareError::NotPositive));
    let too_heavy = Err(TareError::TooHeavy { limit_kg: 500 });
    assert_eq!(Tare::parse("1850", "kg"), too_heavy, "grams that were written as kilograms");
    assert_eq!(Tare::parse("500.000001", "kg"), too_heavy);
    assert!(Tare::parse("500", "kg").is_ok(), "the limit itself is a crate");
    for unit in ["", "ons", "L", "pcs", "lb"] {
        assert_eq!(Tare::parse("1", unit), Err(TareError::Unit { unit: unit.to_owned() }));
    }
}

#[test]
fn in_the_unit_of_the_goods_it_is_the_same_weight() {
    let tare = Tare::parse("1.85", "kg").unwrap();
    assert_eq!(tare.in_unit("g"), Some(kg("1850")));
    assert_eq!(tare.in_unit("lb"), Some(kg("4.078552")), "rounded once, half to even");
    assert_eq!(tare.in_unit("L"), None, "litres are not weighed");
    assert_eq!(tare.in_unit("carton"), None);
    assert!(is_weight("oz") && !is_weight("pcs"));
}

#[test]
fn a_full_crate_weighs_its_goods_and_the_crates_in_it() {
    let (crate_, tote) = (Tare::parse("1.85", "kg").unwrap(), Tare::parse("400", "g").unwrap());
    assert_eq!(crate_.gross([], []), Ok(Gross::Weighs(kg("1.85"))), "empty, it weighs itself");
    let goods = [(kg("10.5"), "kg"), (kg("250"), "g"), (kg("1"), "lb")];
    assert_eq!(crate_.gross(goods, [tote]), Ok(Gross::Weighs(kg("13.453592"))));
    let mixed = [(kg("10.5"), "kg"), (kg("24"), "pcs")];
    assert_eq!(crate_.gross(mixed, []), Ok(Gross::NotByWeight(1)), "nobody knows what a bottle weighs");
}
