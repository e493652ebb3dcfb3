//! Modules against worked examples of the standards, refusals, and everything read back.

use super::*;

fn bars(symbology: Symbology, data: &str) -> Bars {
    match encode(symbology, data).expect("encodes").shape {
        Shape::Bars(bars) => bars,
        Shape::Matrix(_) => panic!("{symbology:?} is a row of bars"),
    }
}

/// `1` for a dark module, `0` for a light one.
fn modules(bars: &Bars) -> String {
    let run = |(index, width): (usize, &u32)| ["1", "0"][index % 2].repeat(*width as usize);
    bars.widths.iter().enumerate().map(run).collect()
}

#[test]
fn an_ean_13_has_its_first_digit_in_its_sets() {
    let modules = modules(&bars(Symbology::Ean13, "5901234123457"));
    // 5: A B B A A B over 9 0 1 2 3 4; then C over 1 2 3 4 5 7.
    let left = ["0001011", "0100111", "0110011", "0010011", "0111101", "0011101"].concat();
    let right = ["1100110", "1101100", "1000010", "1011100", "1001110", "1000100"].concat();
    assert_eq!(modules, format!("101{left}01010{right}101"));
    assert_eq!(modules.len(), 95, "the standard's width");
}

#[test]
fn widths_are_what_the_standards_say() {
    for (symbology, data, width, total) in [
        (Symbology::Ean13, "9506000134352", 95, 113),
        (Symbology::UpcA, "012345678905", 95, 113),
        (Symbology::Ean8, "95060002", 67, 81),
        (Symbology::UpcE, "01234565", 51, 67),
        (Symbology::Itf14, "10950600013435", 135, 155),
        (Symbology::Gs1128, "(00)095212340000000013", 156, 176),
        (Symbology::Qr, "1", 21, 29),
        (Symbology::DataMatrix, "1", 10, 12),
    ] {
        let symbol = match encode(symbology, data) {
            Ok(symbol) => symbol,
            Err(CannotEncode::CheckDigit { expected, .. }) => {
                encode(symbology, &format!("{}{expected}", &data[..data.len() - 1])).expect("encodes")
            }
            Err(other) => panic!("{other}"),
        };
        assert_eq!((symbol.width_modules(), symbol.total_width_modules()), (width, total), "{symbology:?}");
    }
}

#[test]
fn check_digits_are_added_or_held_against() {
    let data = |symbology, data| encode(symbology, data).map(|symbol| symbol.data);
    assert_eq!(data(Symbology::Ean13, "950600013435").as_deref(), Ok("9506000134352"));
    assert_eq!(data(Symbology::Ean13, "09506000134352").as_deref(), Ok("9506000134352"), "a GTIN-14");
    assert_eq!(data(Symbology::Ean8, "9506000").as_deref(), Ok("95060002"));
    assert_eq!(data(Symbology::Ean8, "00000095060002").as_deref(), Ok("95060002"));
    assert_eq!(data(Symbology::UpcA, "01234567890").as_deref(), Ok("012345678905"));
    assert_eq!(data(Symbology::UpcA, "0012345678905").as_deref(), Ok("012345678905"));
    assert_eq!(data(Symbology::Itf14, "0950600013437").as_deref(), Ok("09506000134376"));
    let wrong =
        CannotEncode::CheckDigit { symbology: Symbology::Ean13, data: "9506000134353".into(), expected: '2' };
    assert_eq!(data(Symbology::Ean13, "9506000134353"), Err(wrong));
}

#[test]
fn a_upc_e_comes_from_either_form() {
    for (given, short) in [
        ("425261", "04252614"),
        ("0425261", "04252614"),
        ("04252614", "04252614"),
        ("042100005264", "04252614"),
        ("127834", "01278340"),
    ] {
        let encoded = encode(Symbology::UpcE, given).map(|symbol| symbol.data);
        let expanded = domain::gtin::expand_upc_e(&short[..7]).expect("a short number");
        let right = format!("{}{}", &short[..7], &expanded.as_str()[13..]);
        assert_eq!(encoded, Ok(right), "from {given}");
    }
    let long = "012345678905";
    assert_eq!(encode(Symbology::UpcE, long), Err(CannotEncode::NotShort { data: long.into() }));
}

#[test]
fn a_refusal_names_the_character_and_its_place() {
    let refused = |symbology, data| encode(symbology, data).expect_err("refused");
    let letter = |symbology, letter, position| CannotEncode::Letter { symbology, letter, position };
    assert_eq!(refused(Symbology::Code128, "caf\u{e9}"), letter(Symbology::Code128, '\u{e9}', 4));
    assert_eq!(refused(Symbology::Ean13, "95060O0134352"), letter(Symbology::Ean13, 'O', 6));
    assert_eq!(refused(Symbology::Itf14, " 950600013435"), letter(Symbology::Itf14, ' ', 1));
    for symbology in Symbology::ALL {
        assert_eq!(refused(symbology, ""), CannotEncode::Empty { symbology }, "{symbology:?}");
    }
    let length = |symbology, length, allowed| CannotEncode::Length { symbology, length, allowed };
    assert_eq!(refused(Symbology::Ean13, "12345"), length(Symbology::Ean13, 5, "12, 13"));
    assert_eq!(refused(Symbology::Ean8, "19506000134359"), length(Symbology::Ean8, 14, "7, 8"));
    assert_eq!(refused(Symbology::UpcE, "12345"), length(Symbology::UpcE, 5, "6, 7, 8, 11, 12"));
}

#[test]
fn gs1_data_are_held_against_the_whole_syntax() {
    for symbology in [Symbology::Gs1128, Symbology::Gs1Qr, Symbology::Gs1DataMatrix] {
        for bad in ["(01)09506000134353", "(09)1", "(10)A B", "0109506000134352(10)A", "(17)261340"] {
            let refused = encode(symbology, bad).expect_err(bad);
            assert!(matches!(refused, CannotEncode::Gs1 { .. }), "{bad}: {refused}");
        }
        let written = encode(symbology, "(10)AB(01)09506000134352").expect("encodes");
        let scanned = encode(symbology, "10AB\u{1d}0109506000134352").expect("encodes");
        assert_eq!(written, scanned, "brackets or separators: the same code");
        assert_eq!(written.data, "10AB\u{1d}0109506000134352");
        assert_eq!(written.text, "(10)AB(01)09506000134352");
    }
    let long = format!("(91){}", "1".repeat(60));
    let too_long = CannotEncode::TooLong { symbology: Symbology::Gs1128, length: 62 };
    assert_eq!(encode(Symbology::Gs1128, &long), Err(too_long));
    assert!(encode(Symbology::Gs1DataMatrix, &long).is_ok(), "squares hold more");
}

#[test]
fn what_no_code_holds_is_too_long() {
    let data = "x".repeat(4000);
    for symbology in [Symbology::Qr, Symbology::DataMatrix] {
        assert_eq!(encode(symbology, &data), Err(CannotEncode::TooLong { symbology, length: 4000 }));
    }
}

#[test]
fn several_codes_on_one_picture_are_all_found() {
    let codes = [
        (Symbology::Gs1128, "(01)09506000134352(10)L/27"),
        (Symbology::Ean13, "9506000134352"),
        (Symbology::Qr, "https://id.gs1.org/01/09506000134352/10/L27?17=271121"),
        (Symbology::Gs1DataMatrix, "(01)09506000134352(17)271121(10)AB(21)5"),
    ];
    let mut page = Picture::white(1200, 1200);
    let mut top = 40;
    for (symbology, data) in codes {
        let picture = encode(symbology, data).expect("encodes").picture(4, 120);
        for (row, dots) in (0..).zip(picture.gray.chunks(picture.width as usize)) {
            let start = ((top + row) * page.width + 60) as usize;
            page.gray[start..start + dots.len()].copy_from_slice(dots);
        }
        top += picture.height + 60;
    }
    let found: Vec<Symbology> = read(&page).into_iter().map(|found| found.symbology).collect();
    assert_eq!(found, codes.map(|code| code.0), "from the top down");
}

#[test]
fn a_place_is_said_in_millimetres() {
    let code = encode(Symbology::Qr, "TLN").expect("encodes").picture(8, 1);
    let found = &read(&code)[0];
    let [x, y, width, height] = found.place_mm(8.0);
    // Modules of a millimetre: four are blank, and the smallest QR has 21.
    assert!((3.5..4.5).contains(&x) && (3.5..4.5).contains(&y), "{x} {y}");
    assert!((20.0..22.0).contains(&width) && (20.0..22.0).contains(&height), "{width} {height}");
}

#[test]
fn nothing_is_found_where_nothing_is() {
    assert_eq!(read(&Picture::white(300, 200)), []);
    assert_eq!(read(&Picture::white(0, 0)), []);
    assert_eq!(read(&Picture { width: 10, height: 10, gray: vec![0; 3] }), [], "sizes that do not agree");
}

/// One row of dots that reads as a UPC-E, as letters sometimes do.
#[test]
fn a_row_that_looks_like_bars_is_no_code() {
    let code = encode(Symbology::UpcE, "04252614").expect("encodes").picture(3, 40);
    let mut page = Picture::white(400, 200);
    let row = &code.gray[30 * code.width as usize..31 * code.width as usize];
    for y in 100..102_usize {
        page.gray[y * 400 + 50..y * 400 + 50 + row.len()].copy_from_slice(row);
    }
    assert_eq!(read(&page), [], "two dots are no bars");
    for y in 100..130_usize {
        page.gray[y * 400 + 50..y * 400 + 50 + row.len()].copy_from_slice(row);
    }
    let found: Vec<String> = read(&page).into_iter().map(|found| found.text).collect();
    assert_eq!(found, ["04252614"], "thirty are");
}

#[test]
fn bars_are_found_upright_too() {
    for (symbology, data) in [(Symbology::Ean13, "9506000134352"), (Symbology::Code128, "TLNPBCDEFGHJKN")] {
        let code = encode(symbology, data).expect("encodes").picture(3, 60);
        let dot = |at: u32| code.gray[((at % code.height) * code.width + at / code.height) as usize];
        let gray = (0..code.width * code.height).map(dot).collect();
        let turned = Picture { width: code.height, height: code.width, gray };
        let found: Vec<String> = read(&turned).into_iter().map(|found| found.text).collect();
        assert_eq!(found, [data], "{symbology:?} turned by a quarter");
    }
}

#[test]
fn letters_beyond_ascii_come_back_as_they_were() {
    for text in ["café", "Kecap asin · 辣椒酱", "ÿ", "日本語 12", "🌶", "\u{1}\t"] {
        for symbology in [Symbology::Qr, Symbology::DataMatrix] {
            let picture = encode(symbology, text).expect("encodes").picture(4, 1);
            let found = read_one(&picture, symbology).map(|found| found.text);
            assert_eq!(found.as_deref(), Some(text), "{symbology:?}");
        }
    }
}
