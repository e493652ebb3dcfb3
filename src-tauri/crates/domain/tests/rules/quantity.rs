//! Quantities and ratios: the vectors of units.md, the rounding rule, and chance.

use domain::{Quantity, QuantityError, Ratio};
use proptest::prelude::*;

const LIMIT: i64 = (1 << 53) - 1;

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text, 6).expect(text)
}

fn ratio(text: &str) -> Ratio {
    Ratio::parse(text).expect(text)
}

#[test]
fn cartons_sacks_and_litres() {
    assert_eq!(quantity("38").times(ratio("48")), Ok(quantity("1824")), "38 cartons of 48");
    assert_eq!(quantity("2").times(ratio("48")), Ok(quantity("96")), "2 open cartons");
    let sacks: Quantity = ["19.840", "20.360", "21.100"].map(quantity).into_iter().sum();
    assert_eq!(sacks.text(3), "61.300", "three sacks by the scale");
    let oil = quantity("21.420").times(ratio("0.915")).unwrap();
    assert_eq!(oil.text(0), "19.5993", "litres to kilograms by density, kept to the last digit");
    assert_eq!(Quantity::ONE.times(ratio("0.45359237")).unwrap().text(0), "0.453592", "a pound in kilograms");
    assert_eq!(
        quantity("70").times(Ratio::new(1, 1000).unwrap()).unwrap().text(3),
        "0.070",
        "70 g of a line in kg"
    );
}

#[test]
fn a_third_of_a_box_is_sent_so_that_the_line_closes() {
    let box_of_three = ratio("3");
    let sent = Quantity::ONE.divided_by(box_of_three).unwrap().rounded(5);
    let last = Quantity::ONE.checked_sub(sent).unwrap().checked_sub(sent).unwrap();
    assert_eq!((sent.text(5), last.text(5)), ("0.33333".into(), "0.33334".into()), "no 0.00001 stays open");
}

#[test]
fn a_thousands_separator_is_never_guessed() {
    assert_eq!(Quantity::parse("1.250,5", 6), Err(QuantityError::NotANumber { text: "1.250,5".into() }));
    for text in ["", ".", "-", "+1", "1e3", "1 000", "٣", "1.2.3", "--1", "0x10", ".5", "NaN"] {
        assert!(matches!(Quantity::parse(text, 6), Err(QuantityError::NotANumber { .. })), "{text:?}");
    }
}

#[test]
fn point_and_comma_are_the_decimal_mark() {
    for (text, millionths) in [
        ("12.5", 12_500_000),
        ("12,5", 12_500_000),
        (" -0.000001 ", -1),
        ("0", 0),
        ("-0", 0),
        ("007", 7_000_000),
    ] {
        assert_eq!(Quantity::parse(text, 6).map(Quantity::millionths), Ok(millionths), "{text}");
    }
}

#[test]
fn finer_than_the_item_is_refused_and_zeros_behind_are_not() {
    assert_eq!(quantity("2.500"), Quantity::parse("2.5000000000", 1).unwrap(), "zeros say nothing");
    assert_eq!(Quantity::parse("2.55", 1), Err(QuantityError::TooFine { text: "2.55".into(), decimals: 1 }));
    assert!(
        matches!(Quantity::parse("0.0000001", 9), Err(QuantityError::TooFine { .. })),
        "six places are all there are"
    );
}

#[test]
fn the_limit_holds_at_both_ends() {
    assert!(Quantity::from_millionths(LIMIT).is_ok() && Quantity::from_millionths(-LIMIT).is_ok());
    for beyond in [LIMIT + 1, -LIMIT - 1, i64::MAX, i64::MIN] {
        assert_eq!(Quantity::from_millionths(beyond), Err(QuantityError::TooLarge), "{beyond}");
    }
    let largest = Quantity::from_millionths(LIMIT).unwrap();
    assert_eq!(largest.checked_add(Quantity::from_millionths(1).unwrap()), Err(QuantityError::TooLarge));
    assert_eq!(largest.times(Ratio::new(i64::MAX, 1).unwrap()), Err(QuantityError::TooLarge));
    assert_eq!(largest.negated().checked_sub(largest), Err(QuantityError::TooLarge));
    assert_eq!(Quantity::from_units(i64::MAX), Err(QuantityError::TooLarge));
    assert_eq!(Quantity::parse("99999999999999999999", 0), Err(QuantityError::TooLarge));
    assert_eq!(Quantity::parse("9223372036854.775807", 6), Err(QuantityError::TooLarge));
    assert_eq!(largest.rounded(0), largest, "rounding up never leaves the range");
}

#[test]
#[should_panic(expected = "the ledger bounds its totals")]
fn a_sum_beyond_the_limit_is_a_bug_and_not_a_number() {
    let _: Quantity = std::iter::repeat_n(Quantity::from_millionths(LIMIT).unwrap(), 2).sum();
}

#[test]
fn halves_round_to_even() {
    let half = Ratio::new(1, 2).unwrap();
    for (millionths, rounded) in [(1, 0), (3, 2), (5, 2), (7, 4), (-1, 0), (-3, -2), (-5, -2), (2, 1)] {
        let quantity = Quantity::from_millionths(millionths).unwrap();
        assert_eq!(quantity.times(half).unwrap().millionths(), rounded, "half of {millionths}");
    }
}

#[test]
fn whole_packs_and_what_is_left() {
    let rows = [
        ("100", "48", 2, "4"),
        ("96", "48", 2, "0"),
        ("47.999999", "48", 0, "47.999999"),
        ("-100", "48", -2, "-4"),
        ("61.3", "25", 2, "11.3"),
        ("0.453592", "0.45359237", 1, "0"),
        ("0.907185", "0.45359237", 2, "0"),
        ("0", "48", 0, "0"),
    ];
    for (all, pack, packs, left) in rows {
        assert_eq!(
            quantity(all).whole_packs(ratio(pack)),
            (packs, quantity(left)),
            "{all} in packs of {pack}"
        );
    }
    let dust = Ratio::new(1, i64::MAX).unwrap();
    let largest = Quantity::from_millionths(LIMIT).unwrap();
    assert_eq!(largest.whole_packs(dust), (0, largest), "a pack too small to book is no pack");
    assert_eq!(largest.whole_packs(Ratio::new(i64::MAX, 1).unwrap()), (0, largest));
}

#[test]
fn ratios_are_exact_or_not_at_all() {
    assert_eq!(ratio("0.915"), Ratio::new(183, 200).unwrap(), "shortened");
    for text in ["", "0", "-1", "1,5", "0.0000000000001", "99999999999999999999", "1.", "a"] {
        let parsed = Ratio::parse(text);
        assert_eq!(parsed, if text == "1." { Some(Ratio::ONE) } else { None }, "{text:?}");
    }
    let large = Ratio::new(i64::MAX, 1).unwrap();
    assert_eq!(large.times(large), None, "no room, no number");
    assert_eq!(large.divided_by(large), Some(Ratio::ONE));
    assert_eq!(ratio("48").times(ratio("0.5")), Ratio::new(24, 1));
}

#[test]
fn amounts_show_all_decimals_of_the_item() {
    let amount = quantity("12.5").amount("kg", 3);
    assert_eq!(serde_json::to_string(&amount).unwrap(), r#"{"amount":"12.500","unit":"kg"}"#);
    assert_eq!(quantity("0.000001").text(0), "0.000001", "a finer number is shown whole");
}

fn any_quantity() -> impl Strategy<Value = Quantity> {
    (-LIMIT..=LIMIT).prop_map(|millionths| Quantity::from_millionths(millionths).expect("below the limit"))
}

fn small_ratio() -> impl Strategy<Value = Ratio> {
    (1_i64..100_000, 1_i64..100_000)
        .prop_map(|(numerator, denominator)| Ratio::new(numerator, denominator).expect("positive"))
}

fn any_ratio() -> impl Strategy<Value = Ratio> {
    (1..=i64::MAX, 1..=i64::MAX)
        .prop_map(|(numerator, denominator)| Ratio::new(numerator, denominator).expect("positive"))
}

proptest! {
    #[test]
    fn text_and_back(quantity in any_quantity(), decimals in 0_u8..10) {
        let text = quantity.text(decimals);
        prop_assert_eq!(Quantity::parse(&text, 6), Ok(quantity));
        prop_assert_eq!(Quantity::parse(&text.replace('.', ","), 6), Ok(quantity));
    }

    #[test]
    fn no_text_breaks_parsing(text in ".{0,30}|[-0-9.,]{0,25}", decimals in any::<u8>()) {
        let _ = Ratio::parse(&text);
        if let Ok(quantity) = Quantity::parse(&text, decimals) {
            prop_assert!(quantity.millionths().abs() <= LIMIT);
        }
    }

    #[test]
    fn conversion_is_off_by_half_a_millionth_at_most(quantity in any_quantity(), ratio in small_ratio()) {
        match quantity.times(ratio) {
            Ok(converted) => {
                let exact = i128::from(quantity.millionths()) * i128::from(ratio.numerator());
                let denominator = i128::from(ratio.denominator());
                let twice_off = 2 * (i128::from(converted.millionths()) * denominator - exact);
                prop_assert!(twice_off.abs() <= denominator);
                if twice_off.abs() == denominator {
                    prop_assert_eq!(converted.millionths() % 2, 0, "a tie goes to even");
                }
                let negated = quantity.negated().times(ratio);
                prop_assert_eq!(negated, Ok(converted.negated()), "the sign changes nothing");
            }
            Err(error) => prop_assert_eq!(error, QuantityError::TooLarge),
        }
    }

    #[test]
    fn packs_and_rest_are_the_whole(quantity in any_quantity(), ratio in any_ratio()) {
        let (packs, left) = quantity.whole_packs(ratio);
        prop_assert!(left.millionths().abs() <= quantity.millionths().abs());
        if let Ok(packed) = Quantity::from_units(packs).and_then(|packs| packs.times(ratio)) {
            prop_assert_eq!(packed.checked_add(left), Ok(quantity));
        }
    }

    #[test]
    fn sums_do_not_depend_on_order(
        mut quantities in prop::collection::vec(-LIMIT / 64..LIMIT / 64, 0..64),
    ) {
        let sum = |list: &[i64]| -> Quantity {
            list.iter().map(|millionths| Quantity::from_millionths(*millionths).unwrap()).sum()
        };
        let forward = sum(&quantities);
        quantities.reverse();
        prop_assert_eq!(forward, sum(&quantities));
        prop_assert_eq!(forward.millionths(), quantities.iter().sum::<i64>());
    }

    #[test]
    fn rounding_goes_to_the_nearest_place(quantity in any_quantity(), decimals in 0_u8..8) {
        let rounded = quantity.rounded(decimals);
        let step = 10_i64.pow(6 - u32::from(decimals.min(6)));
        prop_assert!((rounded.millionths() - quantity.millionths()).abs() * 2 <= step);
        prop_assert!(rounded.millionths() % step == 0 || rounded.millionths().abs() == LIMIT);
    }
}

#[test]
fn what_many_places_hold_together_is_told_as_far_as_it_can_be_counted() {
    let most = Quantity::from_millionths((1 << 53) - 1).unwrap();
    assert_eq!(Quantity::at_least([Quantity::ONE, Quantity::ONE]), Quantity::from_units(2).unwrap());
    assert_eq!(Quantity::at_least([most, most, Quantity::ONE]), most, "at least so much");
    assert_eq!(Quantity::at_least([most, most, most.negated()]), most, "only the end of it is cut");
    assert_eq!(
        Quantity::at_least([most.negated(), most.negated()]),
        most.negated(),
        "and below zero as well"
    );
    assert_eq!(Quantity::at_least([]), Quantity::ZERO);
}
