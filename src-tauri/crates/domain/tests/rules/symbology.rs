//! AIM identifiers: every one there is, and what each promises.

use domain::ScanId;
use domain::gtin::{Gtin, PackLevel, Purpose, check_digit, eight_digits, expand_upc_e, normalise};
use domain::scan::{Aim, Promise, Scan, Symbology, split_aim};
use uuid::Uuid;

fn promise(text: &str) -> Promise {
    Aim::parse(text).unwrap_or_else(|| panic!("{text} is an identifier")).promise()
}

#[test]
fn exactly_five_identifiers_promise_an_element_string() {
    let mut promising: Vec<String> = Aim::all().filter(|aim| aim.is_gs1()).map(Aim::text).collect();
    promising.sort();
    assert_eq!(promising, ["]C1", "]J1", "]Q3", "]d2", "]e0"]);
}

#[test]
fn every_identifier_is_written_as_it_was_read() {
    let mut count = 0;
    for aim in Aim::all() {
        let text = aim.text();
        assert_eq!(Aim::parse(&text), Some(aim), "{text}");
        let data = format!("{text}X");
        assert_eq!(split_aim(data.as_bytes()), (Some(text), &b"X"[..]));
        count += 1;
    }
    assert_eq!(count, 33 * 16);
    for none in ["", "]", "]C", "]C12", "C1]", "]c1", "]a0", "]C-", "]Ça"] {
        assert_eq!(Aim::parse(none), None, "{none}");
    }
}

#[test]
fn identifiers_promise_what_the_standard_says() {
    let rows = [
        ("]E0", Symbology::EanUpc, Promise::Retail),
        ("]E1", Symbology::EanUpc, Promise::AddOn),
        ("]E3", Symbology::EanUpc, Promise::RetailWithAddOn),
        ("]E4", Symbology::EanUpc, Promise::Ean8),
        ("]I0", Symbology::Interleaved2Of5, Promise::Interleaved),
        ("]I1", Symbology::Interleaved2Of5, Promise::Interleaved),
        ("]C0", Symbology::Code128, Promise::Plain),
        ("]C2", Symbology::Code128, Promise::OtherIndustry),
        ("]C4", Symbology::Code128, Promise::Blood),
        ("]d1", Symbology::DataMatrix, Promise::Plain),
        ("]d3", Symbology::DataMatrix, Promise::OtherIndustry),
        ("]Q1", Symbology::QrCode, Promise::Plain),
        ("]Q5", Symbology::QrCode, Promise::OtherIndustry),
        ("]zC", Symbology::Aztec, Promise::Plain),
        ("]A7", Symbology::Code39, Promise::Plain),
        ("]e1", Symbology::DataBar, Promise::Nothing),
        ("]X0", Symbology::Other, Promise::Nothing),
        ("]S0", Symbology::Straight2Of5, Promise::Nothing),
    ];
    for (text, symbology, expected) in rows {
        assert_eq!(Aim::parse(text).map(|aim| aim.symbology), Some(symbology), "{text}");
        assert_eq!(promise(text), expected, "{text}");
    }
}

#[test]
fn a_plain_code_is_looked_up_without_a_check_that_the_scanner_sent_along() {
    let scan = |aim: &str, text: &str| Scan {
        id: ScanId(Uuid::nil()),
        source: "dock".to_owned(),
        bytes: text.as_bytes().to_vec(),
        aim: (!aim.is_empty()).then(|| aim.to_owned()),
    };
    assert_eq!(scan("]A0", "CHI-1").plain_codes(), ["CHI-1"]);
    assert_eq!(scan("]A1", "CHI-1Z").plain_codes(), ["CHI-1Z", "CHI-1"], "Code 39 with its 43rd");
    assert_eq!(scan("]A3", "CHI-1").plain_codes(), ["CHI-1"], "stripped by the scanner");
    assert_eq!(scan("]H1", "12345").plain_codes(), ["12345", "123"], "Code 11 has two");
    assert_eq!(scan("", "]A1AB").plain_codes(), ["AB", "A"], "the identifier may be in the text");
    assert_eq!(scan("]A1", "Z").plain_codes(), ["Z"], "nothing is no code");
    assert_eq!(scan("", "käse").plain_codes(), ["käse"]);
}

#[test]
fn packs_and_purposes_are_told_apart() {
    let gtin = |text: &str| normalise(text).expect(text);
    let unit = gtin("9506000134352");
    assert_eq!(unit.pack_level(), PackLevel::Unit);
    let carton = unit.with_indicator(3).expect("a pack of it");
    assert_eq!((carton.as_str(), carton.pack_level()), ("39506000134353", PackLevel::Pack(3)));
    assert!(carton.is_other_pack_of(&unit) && !unit.is_other_pack_of(&unit));
    assert_eq!(carton.with_indicator(0).as_ref(), Some(&unit), "and back");
    assert_eq!(unit.with_indicator(10), None);
    assert_eq!(unit.with_indicator(9).map(|gtin| gtin.pack_level()), Some(PackLevel::VariableMeasure));
    let of = |body: &str| gtin(&format!("{body}{}", check_digit(body).unwrap())).purpose();
    assert_eq!(of("978020137962"), Purpose::Book);
    assert_eq!(of("977147396801"), Purpose::Periodical);
    assert_eq!(of("981234567890"), Purpose::Coupon);
    assert_eq!(of("991234567890"), Purpose::Coupon);
    assert_eq!(of("051234567890"), Purpose::Coupon);
    assert_eq!(of("980123456789"), Purpose::Refund);
    assert_eq!(of("210123456789"), Purpose::Restricted);
    assert_eq!(of("899123456789"), Purpose::Goods);
}

#[test]
fn every_short_number_comes_back_from_its_long_one() {
    // All last digits and both systems; every eleventh number, and all that end in zeros, where the forms meet.
    let numbers = || (0..100_000).step_by(11).chain((0..100_000).step_by(100));
    let (mut canonical, mut count) = (0, 0);
    for short in numbers().flat_map(|number| (0..10).map(move |last| number * 10 + last)) {
        for system in 0..2 {
            let text = format!("{system}{short:06}");
            let long = expand_upc_e(&text).unwrap();
            let back = long.upc_e().unwrap_or_else(|| panic!("{text} of {long} has a short form"));
            assert_eq!(expand_upc_e(&back).as_ref(), Ok(&long), "{back} names the same goods as {text}");
            canonical += usize::from(back[..7] == text);
            count += 1;
        }
    }
    // A 3 or 4 at the end has another form where zeros stand in front of it.
    assert!(canonical * 10 > count * 8, "most come back as they were: {canonical} of {count}");
    for none in ["9506000134352", "012345678905", "10614141000415", "95060002"] {
        assert_eq!(normalise(none).unwrap().upc_e(), None, "{none} has no short form");
    }
}

#[test]
fn eight_digits_may_be_two_things() {
    let both = eight_digits("01234565");
    assert_eq!(both.ean_8.as_ref().map(Gtin::as_str), Some("00000001234565"));
    assert_eq!(both.upc_e.as_ref().map(Gtin::as_str), Some("00012345000065"), "a person says which");
    let ean = eight_digits("95060002");
    assert!(ean.ean_8.is_some() && ean.upc_e.is_none(), "number system 9 has no short form");
    let neither = eight_digits("1234567");
    assert!(neither.ean_8.is_none() && neither.upc_e.is_none(), "seven digits");
}
