//! Shipping container codes: read, built, and refused with the part that is wrong.

use domain::sscc::{CompanyPrefix, Sscc, SsccError};
use proptest::prelude::*;

fn prefix(text: &str) -> CompanyPrefix {
    CompanyPrefix::parse(text).expect(text)
}

#[test]
fn units_are_numbered_under_the_companys_prefix() {
    let rows = [
        (1, "9506000", 0, "195060000000000005"),
        (1, "0950600", 1, "109506000000000016"),
        (0, "0614141", 123_456_789, "006141411234567890"),
        (3, "899123456789", 42, "389912345678900422"),
    ];
    for (extension, company, serial, expected) in rows {
        let company = prefix(company);
        let sscc = Sscc::build(extension, &company, serial).expect(expected);
        assert_eq!(sscc.as_str(), expected);
        assert_eq!((sscc.extension(), sscc.serial_under(&company)), (extension, Some(serial)), "and back");
        assert_eq!(Sscc::parse(&format!("00{expected}")).as_ref(), Ok(&sscc), "as a symbol carries it");
    }
    assert_eq!(
        Sscc::parse("109506000000000016").unwrap().serial_under(&prefix("0951")),
        None,
        "another company's"
    );
}

#[test]
fn what_cannot_be_a_unit_says_which_part() {
    let company = prefix("899123456789");
    assert_eq!(company.capacity(), 10_000, "four digits are left");
    assert_eq!(Sscc::build(10, &company, 1), Err(SsccError::Extension { found: 10 }));
    assert_eq!(
        Sscc::build(0, &company, 10_000),
        Err(SsccError::Serial { serial: 10_000, limit: 10_000 }),
        "never begun again at zero"
    );
    for bad in ["", "123", "1234567890123", "12a4", "٣٣٣٣"] {
        assert_eq!(CompanyPrefix::parse(bad), Err(SsccError::Prefix { text: bad.to_owned() }), "{bad}");
    }
    assert_eq!(Sscc::parse("10950600000000001"), Err(SsccError::Length { found: 17 }));
    assert_eq!(Sscc::parse("01109506000000000016"), Err(SsccError::Length { found: 20 }));
    assert_eq!(Sscc::parse("1095060000000O0016"), Err(SsccError::NotDigits { at: 13, found: 'O' }));
    let wrong = SsccError::CheckDigit { text: "109506000000000017".into(), expected: '6', found: '7' };
    assert_eq!(Sscc::parse("109506000000000017"), Err(wrong));
}

proptest! {
    #[test]
    fn what_is_built_is_read_as_the_same(
        extension in 0_u8..10,
        company in "[0-9]{4,12}",
        serial in any::<u64>(),
    ) {
        let company = prefix(&company);
        let serial = serial % company.capacity();
        let sscc = Sscc::build(extension, &company, serial).unwrap();
        prop_assert_eq!(Sscc::parse(sscc.as_str()), Ok(sscc.clone()));
        prop_assert_eq!(sscc.serial_under(&company), Some(serial));
    }

    #[test]
    fn no_text_breaks_it(text in ".{0,24}|[0-9]{16,21}") {
        if let Ok(sscc) = Sscc::parse(&text) {
            prop_assert!(text.ends_with(sscc.as_str()), "{text}");
        }
    }
}
