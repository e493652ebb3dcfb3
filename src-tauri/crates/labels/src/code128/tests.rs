//! Golden symbols, worked out by hand from devices.md 2.12 and the standard's table.

use super::*;

fn plain(text: &str) -> Vec<u8> {
    encode_plain(text).expect("encodes").symbols().to_vec()
}

fn gs1(elements: &[(&str, &str)]) -> Vec<u8> {
    encode_gs1(elements).expect("encodes").symbols().to_vec()
}

#[test]
fn the_table_is_whole() {
    for (value, pattern) in PATTERNS.iter().enumerate() {
        let widths: Vec<u32> = pattern.bytes().map(|digit| u32::from(digit - b'0')).collect();
        let expected = if value == usize::from(STOP) { 13 } else { 11 };
        assert_eq!(widths.iter().sum::<u32>(), expected, "width of symbol {value}");
        let bars: u32 = widths.iter().step_by(2).take(3).sum();
        assert_eq!(bars % 2, 0, "the standard gives every symbol an even sum of bars: {value}");
        assert_eq!(PATTERNS.iter().filter(|other| *other == pattern).count(), 1, "symbol {value} is unique");
    }
}

#[test]
fn letters_stay_in_b() {
    // 104 + 1·44 ('L') + 2·79 ('o') + 3·84 ('t') = 558 = 5·103 + 43.
    assert_eq!(plain("Lot"), [START_B, 44, 79, 84, 43]);
}

#[test]
fn digits_pair_up_in_c() {
    assert_eq!(plain("123456")[..4], [START_C, 12, 34, 56]);
    assert_eq!(plain("12")[..2], [START_C, 12], "exactly two digits are one symbol");
    assert_eq!(plain("123")[..4], [START_B, 17, 18, 19], "three digits are not worth a change");
    assert_eq!(plain("12345")[..5], [START_C, 12, 34, CODE_B, 21], "the odd digit is not dropped");
}

#[test]
fn sets_change_only_where_it_pays() {
    assert_eq!(plain("A1234")[..5], [START_B, 33, CODE_C, 12, 34], "four digits at the end");
    assert_eq!(plain("A1234B")[..7], [START_B, 33, 17, 18, 19, 20, 34], "four digits inside");
    assert_eq!(plain("A123456B")[..8], [START_B, 33, CODE_C, 12, 34, 56, CODE_B, 34], "six digits inside");
    assert_eq!(plain("A12345")[..6], [START_B, 33, 17, CODE_C, 23, 45], "an odd run leaves its first digit");
}

#[test]
fn an_sscc_is_as_wide_as_gs1_says() {
    let code = encode_gs1(&[("00", "095212340000000013")]).expect("encodes");
    assert_eq!(code.symbols(), [START_C, FNC1, 0, 9, 52, 12, 34, 0, 0, 0, 0, 13, 25]);
    assert_eq!(code.width_modules(), 156, "devices.md 2.12");
    assert_eq!(code.total_width_modules(), 176);
    assert_eq!(code.module_widths().sum::<u32>(), 156);
}

#[test]
fn free_length_elements_get_a_separator_unless_last() {
    let first = gs1(&[("10", "AB"), ("01", "09506000134376")]);
    assert_eq!(first[..6], [START_B, FNC1, 17, 16, 33, 34]);
    assert_eq!(first[6..8], [FNC1, CODE_C], "a separator stands behind the lot");
    let last = gs1(&[("01", "09506000134376"), ("10", "AB")]);
    assert_eq!(last.iter().filter(|symbol| **symbol == FNC1).count(), 1, "none at the end or after the GTIN");
}

#[test]
fn what_cannot_be_encoded_says_so() {
    assert_eq!(encode_plain(""), Err(Code128Error::Empty));
    assert_eq!(encode_plain("café"), Err(Code128Error::Letter { letter: 'é' }));
    assert_eq!(encode_gs1(&[("10", "A B")]), Err(Code128Error::NotGs1 { ai: "10".into(), letter: ' ' }));
    let long = "1".repeat(47);
    assert_eq!(encode_gs1(&[("91", &long)]), Err(Code128Error::TooLong { length: 49 }));
    assert_eq!(Code128::from_symbols(&[START_B, 103]), Err(Code128Error::Symbols));
}

#[test]
fn control_characters_stand_in_set_a() {
    let symbols = |text: &str| encode_ascii(text).expect("encodes").data_symbols().to_vec();
    assert_eq!(symbols("A\tB"), [START_A, 33, 73, 34]);
    assert_eq!(symbols("lot\tnumber"), [START_B, 76, 79, 84, SHIFT, 73, 78, 85, 77, 66, 69, 82], "one shift");
    assert_eq!(symbols("ab\t\t\tX"), [START_B, 65, 66, CODE_A, 73, 73, 73, 56], "three pay for a change");
    assert_eq!(symbols("1234\r"), [START_C, 12, 34, CODE_A, 77]);
    assert_eq!(encode_plain("A\tB"), Err(Code128Error::Letter { letter: '\t' }), "not where people read it");
}

/// Every way to write a short text is tried; none is shorter than ours.
#[test]
fn no_way_to_write_it_is_shorter() {
    fn shortest_by_trying(text: &[u8], set: u8, budget: usize) -> Option<usize> {
        if text.is_empty() {
            return Some(0);
        }
        if budget == 0 {
            return None;
        }
        let stands = |set: u8, byte: u8| if set == b'A' { byte < 96 } else { byte >= 32 };
        let mut ways = Vec::new();
        if set == b'C' {
            if text.len() >= 2 && text[..2].iter().all(u8::is_ascii_digit) {
                ways.push(shortest_by_trying(&text[2..], set, budget - 1).map(|rest| rest + 1));
            }
        } else {
            if stands(set, text[0]) {
                ways.push(shortest_by_trying(&text[1..], set, budget - 1).map(|rest| rest + 1));
            }
            if budget >= 2 {
                ways.push(shortest_by_trying(&text[1..], set, budget - 2).map(|rest| rest + 2));
            }
        }
        for other in [b'A', b'B', b'C'].into_iter().filter(|other| *other != set) {
            ways.push(shortest_by_trying(text, other, budget - 1).map(|rest| rest + 1));
        }
        ways.into_iter().flatten().min()
    }
    for text in ["12a3456", "a1234b", "12345", "a\t1234", "1\t2\t3", "99aA\n12", "1234567\u{1}", "x12345y"] {
        let ours = encode_ascii(text).expect("encodes").data_symbols().len() - 1;
        let budget = ours;
        let tried = [b'A', b'B', b'C'].map(|set| shortest_by_trying(text.as_bytes(), set, budget));
        assert_eq!(tried.into_iter().flatten().min(), Some(ours), "{text:?}");
    }
}
