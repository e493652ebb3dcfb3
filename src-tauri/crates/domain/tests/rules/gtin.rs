//! Check digits and the 14-digit form, against the worked examples of devices.md 2.4 and 2.8.

use domain::gtin::{Gtin, GtinError, check_digit, expand_upc_e, is_checked, normalise};
use proptest::prelude::*;

#[test]
fn check_digits_of_worked_examples() {
    let examples = [
        ("0950600013437", '6'),
        ("950600013435", '2'),
        ("9506000", '2'),
        ("01234567890", '5'),
        ("10950600000000001", '6'),
    ];
    for (body, expected) in examples {
        assert_eq!(check_digit(body), Some(expected), "{body}");
    }
    assert_eq!(check_digit(""), None, "nothing has no check digit");
    assert_eq!(check_digit("12a"), None, "letters have no weight");
    assert!(!is_checked("") && !is_checked("7"), "a check digit alone checks nothing");
}

#[test]
fn every_printed_form_becomes_fourteen_digits() {
    let examples = [
        ("9506000134352", "09506000134352"),
        ("95060002", "00000095060002"),
        ("012345678905", "00012345678905"),
        ("10614141000415", "10614141000415"),
    ];
    for (printed, fourteen) in examples {
        let gtin = normalise(printed).expect(printed);
        assert_eq!(gtin.as_str(), fourteen, "{printed}");
        assert_eq!(gtin.printed(), printed, "and back to what is on the pack");
    }
}

#[test]
fn upc_e_expands_by_its_last_digit() {
    // The rows of the expansion table: number system 0, six digits, and the UPC-A they stand for.
    let rows = [
        ("123450", "01200000345"),
        ("123451", "01210000345"),
        ("123452", "01220000345"),
        ("123453", "01230000045"),
        ("123454", "01234000005"),
        ("123455", "01234500005"),
        ("123459", "01234500009"),
    ];
    for (short, body) in rows {
        let expected = check_digit(body).unwrap();
        let gtin = expand_upc_e(short).expect(short);
        assert_eq!(gtin.as_str(), format!("00{body}{expected}"), "{short}");
        assert_eq!(
            expand_upc_e(&format!("0{short}{expected}")).as_ref(),
            Ok(&gtin),
            "with system and check digit"
        );
    }
    assert!(expand_upc_e("2123455").is_err(), "only number systems 0 and 1 have short forms");
    assert_eq!(
        expand_upc_e("01234550"),
        Err(GtinError::CheckDigit { text: "01234550".into(), expected: '8' })
    );
}

#[test]
fn a_wrong_check_digit_names_the_right_one() {
    assert_eq!(
        normalise("9506000134351"),
        Err(GtinError::CheckDigit { text: "9506000134351".into(), expected: '2' }),
        "the operator compares it with the pack"
    );
    assert_eq!(normalise("123"), Err(GtinError::Length { length: 3 }));
    assert!(matches!(normalise("95060001343a2"), Err(GtinError::NotDigits { .. })));
    assert!(normalise("").is_err());
}

#[test]
fn indicator_and_restricted_numbers() {
    let gtin = |digits: &str| {
        let body = format!("{digits:0>13}");
        Gtin::parse(&format!("{body}{}", check_digit(&body).unwrap())).unwrap()
    };
    assert!(gtin("9950600013434").is_variable_measure(), "indicator 9");
    assert_eq!(gtin("1950600013434").indicator(), 1);
    for restricted in [
        "021234567890",
        "041234567890",
        "201234567890",
        "291234567890",
        "0212345",
        "2212345",
        "1291234567890",
    ] {
        assert!(gtin(restricted).is_restricted(), "{restricted} belongs to one shop");
    }
    for worldwide in ["950600013435", "899123456789", "001234567890", "9506000"] {
        assert!(!gtin(worldwide).is_restricted(), "{worldwide}");
    }
}

proptest! {
    #[test]
    fn every_form_keeps_its_check_digit(body in "[0-9]{7}|[0-9]{11}|[0-9]{12}|[0-9]{13}") {
        let printed = format!("{body}{}", check_digit(&body).unwrap());
        let gtin = normalise(&printed).unwrap();
        prop_assert!(is_checked(gtin.as_str()) && gtin.as_str().ends_with(&printed));
        let text = serde_json::to_string(&gtin).unwrap();
        prop_assert_eq!(serde_json::from_str::<Gtin>(&text).unwrap(), gtin);
    }

    #[test]
    fn one_wrong_digit_is_always_noticed(body in "[0-9]{13}", at in 0_usize..14, by in 1_u8..10) {
        let mut digits = format!("{body}{}", check_digit(&body).unwrap()).into_bytes();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(digits).unwrap();
        prop_assert!(matches!(normalise(&wrong), Err(GtinError::CheckDigit { .. })), "{wrong}");
    }

    #[test]
    fn no_text_breaks_it(text in ".{0,20}") {
        let _ = check_digit(&text);
        if let Ok(gtin) = normalise(&text) {
            prop_assert_eq!(gtin.as_str().len(), 14);
        }
        if let Ok(gtin) = expand_upc_e(&text) {
            prop_assert!(is_checked(gtin.as_str()));
        }
    }
}
