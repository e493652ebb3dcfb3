//! Every kind of code at every printer's resolution, read by our own reader and by two that are not ours.

mod support;

use domain::ScanId;
use domain::gtin::Gtin;
use domain::scan::{self, Reading, Scan};
use jiff::civil::date;
use labels::symbology::{Picture, Shape, Symbology, encode, read, read_one};
use proptest::prelude::*;
use support::{read_codes_as, read_data_matrix};

/// Kind, data, and what zbar calls it; Data Matrix is for dmtxread.
const CODES: [(Symbology, &str, &str); 18] = [
    (Symbology::Code128, "TLNPBCDEFGHJKN", "CODE-128"),
    (Symbology::Code128, "A-01-3 / 1234567 b", "CODE-128"),
    (Symbology::Gs1128, "(01)09506000134352(17)271121(10)L/27-114", "CODE-128"),
    (Symbology::Gs1128, "(10)AB12345678(21)XY9(37)48", "CODE-128"),
    (Symbology::Gs1128, "(00)095212340000000013", "CODE-128"),
    (Symbology::Ean13, "9506000134352", "EAN-13"),
    (Symbology::Ean8, "95060002", "EAN-8"),
    (Symbology::UpcA, "012345678905", "UPC-A"),
    (Symbology::UpcE, "04252614", "UPC-E"),
    (Symbology::Itf14, "19506000134359", "I2/5"),
    (Symbology::Qr, "https://id.gs1.org/01/09506000134352/10/L%2F27?17=271121&job=TLNPBCDEFGHJKN", "QR-Code"),
    (Symbology::Qr, "Kecap asin · 辣椒酱 · café", "QR-Code"),
    (Symbology::Gs1Qr, "(01)09506000134352(17)271121(10)AB%5c(21)S/1", "QR-Code"),
    (Symbology::Gs1Qr, "(10)LOT27(21)12345(3103)001250", "QR-Code"),
    (Symbology::DataMatrix, "TLNPBCDEFGHJKN and more text 123456", ""),
    (Symbology::DataMatrix, "Kecap asin · 辣椒酱 · café", ""),
    (Symbology::Gs1DataMatrix, "(01)09506000134352(17)271121(10)ABC-1", ""),
    (Symbology::Gs1DataMatrix, "(10)A%B(21)7(3103)001250", ""),
];

/// Dots a millimetre of the three resolutions.
const DOTS_PER_MM: [(u32, f32); 3] = [(203, 8.0), (300, 11.81), (600, 23.62)];

#[test]
fn every_code_scans_at_every_resolution_by_us_and_by_others() {
    for (symbology, data, other_name) in CODES {
        let symbol = encode(symbology, data).unwrap_or_else(|error| panic!("{data}: could not {error}"));
        for (dpi, dots_per_mm) in DOTS_PER_MM {
            let module = (symbology.module_mm().0 * dots_per_mm).ceil() as u32;
            let picture = symbol.picture(module, (10.0 * dots_per_mm) as u32);
            let what = format!("{} {data:?} at {dpi} dpi", symbology.name());
            let found = read_one(&picture, symbology).map(|found| found.text);
            assert_eq!(found.as_ref(), Some(&symbol.data), "ours reads {what}");
            let all: Vec<_> = read(&picture).into_iter().map(|found| (found.symbology, found.text)).collect();
            assert_eq!(all, [seen_as(symbology, &symbol.data)], "ours finds {what} without being told");
            let others = match symbology.is_matrix() && other_name.is_empty() {
                true => read_data_matrix(&picture.png()),
                false => read_codes_as(other_name, &picture.png()),
            };
            assert_eq!(others.as_ref(), Some(&symbol.data), "the other reads {what}");
        }
    }
}

#[test]
fn what_was_printed_is_taken_for_the_goods_it_names() {
    let today = date(2026, 11, 21);
    let reading = |symbology: Symbology, data: &str| {
        let symbol = encode(symbology, data).expect("encodes");
        let found = read_one(&symbol.picture(4, 60), symbology).expect("is read");
        let (bytes, aim) = (found.text.into_bytes(), Some(found.symbology.aim().to_owned()));
        let id: ScanId = "01893f3e-0000-7000-8000-000000000001".parse().expect("an id");
        scan::read(&Scan { id, source: "photo".into(), bytes, aim }, today)
    };
    for (symbology, data, gtin) in [
        (Symbology::Ean13, "9506000134352", "09506000134352"),
        (Symbology::Ean8, "95060002", "00000095060002"),
        (Symbology::UpcA, "012345678905", "00012345678905"),
        (Symbology::UpcE, "04252614", "00042100005264"),
        (Symbology::Itf14, "19506000134359", "19506000134359"),
    ] {
        let expected = Reading::Gtin(Gtin::parse(gtin).expect("right"));
        assert_eq!(reading(symbology, data), expected, "{symbology:?}");
    }
    for symbology in [Symbology::Gs1128, Symbology::Gs1Qr, Symbology::Gs1DataMatrix] {
        let read = reading(symbology, "(01)09506000134352(10)A%1(21)77(17)271121");
        let Reading::Gs1(elements) = read else { panic!("{symbology:?}: {read:?}") };
        let values = ["01", "10", "21", "17"].map(|ai| elements.value(ai).unwrap_or_default());
        assert_eq!(values, ["09506000134352", "A%1", "77", "271121"], "{symbology:?}");
        assert!(!elements.is_guessed(), "the symbology said so");
    }
    let link = "https://id.gs1.org/01/09506000134352/10/L27";
    assert!(matches!(reading(Symbology::Qr, link), Reading::DigitalLink(_)));
    for symbology in [Symbology::Code128, Symbology::Qr, Symbology::DataMatrix] {
        assert_eq!(reading(symbology, "RM-SHA 25"), Reading::Text("RM-SHA 25".into()), "{symbology:?}");
    }
}

/// An EAN-13 that begins with 0 is a UPC-A, bar for bar.
fn seen_as(symbology: Symbology, data: &str) -> (Symbology, String) {
    match (symbology, data.strip_prefix('0')) {
        (Symbology::Ean13, Some(rest)) => (Symbology::UpcA, rest.to_owned()),
        _ => (symbology, data.to_owned()),
    }
}

/// Long pictures cost time, so few cases; each is a whole way there and back.
fn round_trip(symbology: Symbology, data: &str) -> Result<(), TestCaseError> {
    let Ok(symbol) = encode(symbology, data) else { return Ok(()) };
    let module = if matches!(symbol.shape, Shape::Matrix(_)) { 4 } else { 2 };
    let found = read_one(&symbol.picture(module, 40), symbology);
    prop_assert_eq!(found.map(|found| found.text), Some(symbol.data), "{:?} {:?}", symbology, data);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_encoded_is_read_back(
        text in "[ -~]{1,24}",
        digits in "[0-9]{6,13}",
        lot in "[!%-9A-Z_a-z]{1,20}",
        words in "\\PC{1,20}",
    ) {
        round_trip(Symbology::Code128, &text)?;
        round_trip(Symbology::DataMatrix, &text)?;
        round_trip(Symbology::Qr, &words)?;
        for symbology in [Symbology::Ean8, Symbology::Ean13, Symbology::UpcA, Symbology::UpcE, Symbology::Itf14] {
            // That is a UPC-A, bar for bar, and is read as one.
            if symbology == Symbology::Ean13 && digits.starts_with('0') {
                continue;
            }
            round_trip(symbology, &digits)?;
        }
        let element = format!("10{lot}\u{1d}2112345");
        for symbology in [Symbology::Gs1128, Symbology::Gs1Qr, Symbology::Gs1DataMatrix] {
            round_trip(symbology, &element)?;
        }
    }

    #[test]
    fn any_data_are_encoded_or_refused(data in ".{0,60}") {
        for symbology in Symbology::ALL {
            if let Err(refused) = encode(symbology, &data) {
                prop_assert!(!refused.to_string().is_empty(), "why");
            }
        }
    }

    #[test]
    fn any_picture_is_read_without_harm(width in 0..90_u32, gray in prop::collection::vec(any::<u8>(), 0..8000)) {
        let height = (gray.len() as u32).checked_div(width).unwrap_or(0);
        let gray = gray[..(width * height) as usize].to_vec();
        let _found = read(&Picture { width, height, gray });
    }
}
