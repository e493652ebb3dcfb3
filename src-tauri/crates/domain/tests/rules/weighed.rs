//! Weights, prices and counts that shop scales hide in codes, by the layouts of the settings.

use domain::gtin::{Gtin, check_digit, normalise};
use domain::weighed::{Layout, LayoutError, Layouts, Told, verifier};
use proptest::prelude::*;

fn layout(template: &str, decimals: u8) -> Layout {
    Layout::parse(template, decimals).unwrap_or_else(|error| panic!("{template}: {error}"))
}

fn code(body: &str) -> Gtin {
    normalise(&format!("{body}{}", check_digit(body).expect("digits"))).expect(body)
}

fn told(layouts: &Layouts, body: &str) -> String {
    match layouts.read(&code(body)) {
        Err(wrong) => format!("{} at {} should be {}", wrong.found, wrong.at, wrong.expected),
        Ok(None) => "none".to_owned(),
        Ok(Some(weighed)) => match weighed.told {
            Some(Told::Weight(weight)) => format!("{} weighs {}", weighed.item, weight.text()),
            Some(Told::Price(price)) => format!("{} costs {}", weighed.item, price.text()),
            Some(Told::Count(count)) => format!("{} counts {count}", weighed.item),
            None => format!("{} alone", weighed.item),
        },
    }
}

#[test]
fn verifier_digits_of_the_worked_examples() {
    assert_eq!((verifier("2875"), verifier("14685")), (Some('9'), Some('6')));
    assert_eq!((verifier("0000"), verifier("00000")), (Some('0'), Some('0')));
    for none in ["", "123", "123456", "12a4", "１２３４"] {
        assert_eq!(verifier(none), None, "{none}");
    }
}

#[test]
fn a_wrong_digit_of_a_price_is_always_noticed() {
    for length in [4, 5] {
        for value in 0..10_u32.pow(length) {
            let digits = format!("{value:0>width$}", width = length as usize);
            let right = verifier(&digits);
            for place in 0..digits.len() {
                let mut wrong = digits.clone().into_bytes();
                wrong[place] = b'0' + (wrong[place] - b'0' + 1 + (value % 9) as u8) % 10;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_ne!(verifier(&wrong), right, "{digits} read as {wrong}");
            }
        }
    }
}

#[test]
fn a_site_may_have_several_layouts() {
    let layouts = Layouts::new(vec![
        layout("21IIIIIWWWWWC", 3),
        layout("22IIIIVMMMMMC", 2),
        layout("23IIIIIVMMMMC", 2),
        layout("02IIIIIMMMMMC", 2),
        layout("24PIIIIIQQQQC", 0),
    ])
    .expect("no code fits two");
    assert_eq!(told(&layouts, "210012301250"), "00123 weighs 1.250");
    assert_eq!(told(&layouts, "221234614685"), "1234 costs 146.85");
    assert_eq!(told(&layouts, "221234714685"), "7 at 6 should be 6", "misread or printed wrong");
    assert_eq!(told(&layouts, "231234592875"), "12345 costs 28.75");
    assert_eq!(told(&layouts, "240123450024"), "12345 counts 24");
    assert_eq!(told(&layouts, "210012300000"), "00123 alone", "the label names the item");
    assert_eq!(told(&layouts, "950600013435"), "none", "goods of anybody");
    assert_eq!(told(&layouts, "260012301250"), "none", "no layout for it");
    let upc_a = code("21234501999");
    let read = layouts.read(&upc_a).unwrap().expect("number system 2 of UPC-A");
    assert_eq!(read.item, "12345");
    assert_eq!(read.told, Some(Told::Price(domain::gs1::Measure { integer: 1999, scale: 2 })));
    let carton = code("210012301250").with_indicator(1).unwrap();
    assert_eq!(layouts.read(&carton), Ok(None), "a carton is not weighed by its unit's layout");
    assert_eq!(
        layouts.read(&normalise("20000004").unwrap_or_else(|_| code("2000000"))),
        Ok(None),
        "nor an EAN-8"
    );
}

#[test]
fn the_key_is_the_same_for_every_weight() {
    let layouts = Layouts::new(vec![layout("22IIIIVWWWWWC", 3)]).unwrap();
    let keys: Vec<Gtin> = ["00000", "00001", "14685", "99999"]
        .iter()
        .map(|value| {
            let gtin = layout("22IIIIVWWWWWC", 3).write("1234", value).unwrap();
            layouts.read(&gtin).unwrap().expect("its own layout").key
        })
        .collect();
    assert!(keys.iter().all(|key| *key == code("221234000000")), "{keys:?}");
}

#[test]
fn twelve_signs_are_a_upc_a() {
    assert_eq!(layout("2IIIIIVMMMMC", 2).template(), "02IIIIIVMMMMC");
    let price = layout("2IIIIIVMMMMC", 2).write("12345", "2875").unwrap();
    assert_eq!(&price.printed()[..11], "21234592875");
}

#[test]
fn a_setting_that_is_no_layout_says_why() {
    let error = |template: &str, decimals: u8| Layout::parse(template, decimals).expect_err(template);
    let named = |template: &str| template.to_owned();
    let rows = [
        ("21IIIIIWWWWW", LayoutError::CheckDigit { template: named("21IIIIIWWWWW") }),
        ("21IIIIIWWWWWCC", LayoutError::Length { template: named("21IIIIIWWWWWCC"), found: 14 }),
        ("21IIIIXWWWWWC", LayoutError::Sign { template: named("21IIIIXWWWWWC"), at: 6, found: 'X' }),
        ("95IIIIIWWWWWC", LayoutError::Prefix { template: named("95IIIIIWWWWWC") }),
        ("PPIIIIIWWWWWC", LayoutError::Prefix { template: named("PPIIIIIWWWWWC") }),
        ("2100000WWWWWC", LayoutError::NoItem { template: named("2100000WWWWWC") }),
        ("21IIIIIIIIIIC", LayoutError::Value { template: named("21IIIIIIIIIIC") }),
        ("21IIIIIWWIWWC", LayoutError::Value { template: named("21IIIIIWWIWWC") }),
        ("21IIIIWWWMMMC", LayoutError::Value { template: named("21IIIIWWWMMMC") }),
        ("21IIIIIIVWWWC", LayoutError::Verifier { template: named("21IIIIIIVWWWC") }),
        ("21IIIVVWWWWWC", LayoutError::Verifier { template: named("21IIIVVWWWWWC") }),
    ];
    for (template, expected) in rows {
        assert_eq!(error(template, 0), expected, "{template}");
    }
    let fine = LayoutError::Decimals { template: named("21IIIIIWWWWWC"), found: 6 };
    assert_eq!(error("21IIIIIWWWWWC", 6), fine);
    let one = layout("21IIIIIWWWWWC", 3);
    let overlap = Layouts::new(vec![one.clone(), layout("2PIIIIVMMMMMC", 2)]).expect_err("21 fits both");
    assert!(matches!(overlap, LayoutError::Overlap { .. }));
    let digits = one.write("123", "00001").expect_err("five are needed");
    assert!(matches!(digits, LayoutError::Digits { expected: 5, .. }));
}

#[test]
fn a_wrong_verifier_is_told_to_a_person() {
    let layouts = Layouts::new(vec![layout("22IIIIVMMMMMC", 2)]).unwrap();
    let wrong = layouts.read(&code("221234714685")).unwrap_err().refusal().message();
    assert_eq!(wrong.code, "refusal-wrong-verifier");
    assert_eq!(wrong.values["at"], domain::Value::Count(7));
}

proptest! {
    #[test]
    fn what_is_written_is_read(item in "[0-9]{4}", value in "[0-9]{5}", decimals in 0_u8..=5) {
        let layout = layout("22IIIIVWWWWWC", decimals);
        let gtin = layout.write(&item, &value).unwrap();
        let read = Layouts::new(vec![layout]).unwrap().read(&gtin).unwrap().expect("its own");
        prop_assert_eq!(read.item, item);
        let integer: u64 = value.parse().unwrap();
        let measure = domain::gs1::Measure { integer, scale: decimals };
        let expected = (integer > 0).then_some(Told::Weight(measure));
        prop_assert_eq!(read.told, expected);
    }

    #[test]
    fn no_setting_and_no_code_breaks_it(
        template in "2?[0-9PIVWMQC]{0,14}|.{0,14}",
        decimals in 0_u8..9,
        body in "[0-9]{12}",
    ) {
        if let Ok(layout) = Layout::parse(&template, decimals) {
            let gtin = code(&body);
            if layout.fits(&gtin) {
                let _ = layout.read(&gtin);
            }
        }
    }
}
