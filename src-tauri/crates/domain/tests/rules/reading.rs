//! From the bytes of a scan to its reading, by the order of devices.md 1.4 and the caution of 1.5.

use crate::today;
use domain::ScanId;
use domain::code::{Command, OwnCode, OwnKind};
use domain::gs1::Problem;
use domain::scan::{LIMIT, Reading, ReadingRules, Scan, read, read_by, split_aim};
use proptest::prelude::*;
use uuid::Uuid;

fn scan(source: &str, aim: &str, bytes: &[u8]) -> Scan {
    let aim = (!aim.is_empty()).then(|| aim.to_owned());
    Scan { id: ScanId(Uuid::nil()), source: source.to_owned(), bytes: bytes.to_vec(), aim }
}

fn serial(aim: &str, text: &str) -> Reading {
    read(&scan("dock-scanner", aim, text.as_bytes()), today())
}

fn wedge(text: &str) -> Reading {
    read(&scan("wedge", "", text.as_bytes()), today())
}

/// One word per reading, and what is in it.
fn told(reading: &Reading) -> String {
    match reading {
        Reading::Own(code) => format!("own {code}"),
        Reading::OwnDamaged { text } => format!("damaged {text}"),
        Reading::Gs1(elements) if elements.is_guessed() => format!("guessed {}", elements.human_readable()),
        Reading::Gs1(elements) => format!("gs1 {}", elements.human_readable()),
        Reading::DigitalLink(elements) => format!("link {}", elements.human_readable()),
        Reading::Gtin(gtin) => format!("gtin {gtin}"),
        Reading::Sscc(sscc) => format!("sscc {sscc}"),
        Reading::WrongCheckDigit { code, expected } => format!("check {code} {expected}"),
        Reading::SeparatorLost { lost, .. } => format!("separator lost in ({}) at {}", lost.ai, lost.at),
        Reading::BadGs1 { error, .. } => format!("bad {}", error.part),
        Reading::Text(text) => format!("text {text}"),
        Reading::Unreadable => "unreadable".to_owned(),
        Reading::TooLong { length, limit } => format!("{length} of {limit}"),
    }
}

#[test]
fn the_symbology_decides() {
    let rows = [
        ("]C1", "010950600013435210LOT1", "gs1 (01)09506000134352(10)LOT1"),
        ("]C1", "10LOT1", "gs1 (10)LOT1"),
        ("]e0", "0109506000134352", "gs1 (01)09506000134352"),
        ("]d2", "10A\u{1d}21B", "gs1 (10)A(21)B"),
        ("]Q3", "10A\u{241d}21B", "gs1 (10)A(21)B"),
        ("]J1", "17271130", "gs1 (17)271130"),
        ("]C1", "9506000134352", "gs1 (95)06000134352"),
        ("]C1", "0109506000134351", "bad (01)09506000134351"),
        ("]C1", "10A\u{1d}", "gs1 (10)A"),
        ("]C1", "10Ä", "unreadable"),
        ("]E0", "9506000134352", "gtin 09506000134352"),
        ("]E0", "0012345678905", "gtin 00012345678905"),
        ("]E0", "01234565", "gtin 00012345000065"),
        ("]E0", "9506000134351", "check 9506000134351 2"),
        ("]E3", "950600013435212", "gtin 09506000134352"),
        ("]E3", "950600013435212345", "gtin 09506000134352"),
        ("]E1", "12", "text 12"),
        ("]E0", "0012345678905]E112", "gtin 00012345678905"),
        ("]E4", "95060002]E212345", "gtin 00000095060002"),
        ("]B0", "9506000134352", "gtin 09506000134352"),
        ("]h0", "CHI-1", "text CHI-1"),
        ("]C2", "9506000134352", "gtin 09506000134352"),
        ("]E4", "95060002", "gtin 00000095060002"),
        ("]I1", "10614141000415", "gtin 10614141000415"),
        ("]I1", "10614141000414", "check 10614141000414 5"),
        ("]I0", "123456", "text 123456"),
        ("]C0", "010950600013435210LOT1", "text 010950600013435210LOT1"),
        ("]A0", "17271130", "text 17271130"),
        ("]d1", "0109506000134352", "text 0109506000134352"),
        ("]C0", "9506000134351", "text 9506000134351"),
        ("]C0", "9506000134352", "gtin 09506000134352"),
        ("]C0", "00109506000000000016", "text 00109506000000000016"),
        ("]C0", "109506000000000016", "sscc 109506000000000016"),
        ("]Q1", "https://id.gs1.org/01/09506000134352", "link (01)09506000134352"),
        ("]Q1", "https://example.com/x", "text https://example.com/x"),
        ("]Q1", "https://id.gs1.org/01/09506000134351", "bad (01)09506000134351"),
        ("]Z9", "9506000134352", "gtin 09506000134352"),
    ];
    for (aim, text, expected) in rows {
        assert_eq!(told(&serial(aim, text)), expected, "{aim}{text}");
        let in_front = format!("{aim}{text}");
        if aim != "]Z9" {
            assert_eq!(told(&serial("", &in_front)), expected, "{in_front} typed as one");
        }
    }
}

#[test]
fn without_symbology_it_is_guessed_in_order() {
    let rows = [
        ("https://id.gs1.org/01/09506000134352", "link (01)09506000134352"),
        ("https://example.com/x", "text https://example.com/x"),
        ("10A\u{1d}21B", "guessed (10)A(21)B"),
        ("10A\u{1d}X", "bad X"),
        ("A|B", "text A|B"),
        ("[)>\u{1e}06\u{1d}P123", "text [)>\u{1e}06\u{1d}P123"),
        ("9506000134352", "gtin 09506000134352"),
        ("95060002", "gtin 00000095060002"),
        ("012345678905", "gtin 00012345678905"),
        ("9506000134351", "check 9506000134351 2"),
        ("20261121", "check 20261121 2"),
        ("109506000000000016", "sscc 109506000000000016"),
        ("00109506000000000016", "sscc 109506000000000016"),
        ("109506000000000017", "text 109506000000000017"),
        ("0109506000134352", "guessed (01)09506000134352"),
        ("010950600013435210LOT1", "guessed (01)09506000134352(10)LOT1"),
        ("10LOT1", "text 10LOT1"),
        ("(01)09506000134352(10)LOT1", "guessed (01)09506000134352(10)LOT1"),
        ("(01)09506000134351", "bad (01)09506000134351"),
        ("(chili) sauce", "text (chili) sauce"),
        ("A-01-1", "text A-01-1"),
        ("93-A-1", "text 93-A-1"),
        ("400ABC", "text 400ABC"),
        ("90210", "text 90210"),
        ("4149506000134352", "guessed (414)9506000134352"),
        ("  CHI-1  ", "text CHI-1"),
        ("123", "text 123"),
    ];
    for (text, expected) in rows {
        assert_eq!(told(&serial("", text)), expected, "{text:?}");
    }
}

#[test]
fn our_own_codes_decide_alone_in_any_case_and_symbology() {
    let undo = Command::Undo.code();
    for aim in ["", "]C0", "]C1", "]Q1", "]A0"] {
        assert_eq!(serial(aim, &undo.text().to_lowercase()), Reading::Own(undo), "{aim}");
    }
    let badge = OwnCode::new(OwnKind::Badge, 7).text();
    let damaged = badge.replace("TLNBBB", "TLNBBC");
    assert_eq!(serial("", &damaged), Reading::OwnDamaged { text: damaged.clone() });
}

#[test]
fn a_keyboard_that_may_lose_separators_is_not_believed() {
    for lost in ["010950600013435210LOT121SER9", "0209506000134352372410LOT1"] {
        assert!(told(&wedge(lost)).starts_with("separator lost"), "{lost} must never be booked");
        assert!(
            told(&read(&scan("wedge", "]C1", lost.as_bytes()), today())).starts_with("separator lost"),
            "{lost}"
        );
    }
    assert_eq!(
        told(&serial("]C1", "010950600013435210LOT121SER9")),
        "gs1 (01)09506000134352(10)LOT121SER9",
        "a serial line loses none"
    );
    assert_eq!(
        told(&wedge("010950600013435210LOT1")),
        "guessed (01)09506000134352(10)LOT1",
        "it reads in one way only"
    );
    assert_eq!(
        told(&wedge("010950600013435210LOT1\u{1d}21SER9")),
        "guessed (01)09506000134352(10)LOT1(21)SER9",
        "one came through"
    );
    assert_eq!(told(&wedge("LOT121SER9")), "text LOT121SER9", "not GS1 at all");
}

#[test]
fn a_substitute_stands_for_the_separator() {
    let rules = ReadingRules { gs_substitute: Some('|'), ..ReadingRules::default() };
    let by = |aim: &str, text: &str| told(&read_by(&scan("wedge", aim, text.as_bytes()), &rules, today()));
    assert_eq!(by("]C1", "10LOT1|21SER9"), "gs1 (10)LOT1(21)SER9");
    assert_eq!(by("", "010950600013435210LOT1|21SER9"), "guessed (01)09506000134352(10)LOT1(21)SER9");
    assert_eq!(by("", "A|B"), "text A|B", "only where the whole then holds");
    assert_eq!(
        by("]C1", "010950600013435210LOT121SER9"),
        "gs1 (01)09506000134352(10)LOT121SER9",
        "this keyboard keeps them"
    );
    for refused in ['_', '-', '/', '%', '!', 'A', '0', ' ', 'é', '\u{1d}'] {
        assert!(!ReadingRules::may_substitute(refused), "{refused:?} may stand inside a value");
    }
    for possible in ['|', '~', '^', '{', '#'] {
        assert!(ReadingRules::may_substitute(possible), "{possible}");
    }
    let refused =
        ReadingRules { gs_substitute: Some('L'), keeps_separators: true, ..ReadingRules::default() };
    assert_eq!(
        told(&read_by(&scan("wedge", "]C1", b"10LOT1"), &refused, today())),
        "gs1 (10)LOT1",
        "a bad setting does no harm"
    );
}

#[test]
fn a_source_may_be_set_up_to_read_plain_symbologies_as_gs1() {
    let rules = ReadingRules { keeps_separators: true, guesses_plain: true, ..ReadingRules::default() };
    let by = |text: &str| told(&read_by(&scan("dock", "", text.as_bytes()), &rules, today()));
    assert_eq!(by("]C0010950600013435210LOT1"), "guessed (01)09506000134352(10)LOT1");
    assert_eq!(by("]d1(01)09506000134352(10)LOT1"), "guessed (01)09506000134352(10)LOT1");
    assert_eq!(by("]C2010950600013435210LOT1"), "text 010950600013435210LOT1", "another industry's");
    assert_eq!(by("]C0CHI-1"), "text CHI-1");
}

#[test]
fn a_source_may_be_set_up_to_take_older_links() {
    let rules = ReadingRules { takes_short_links: true, ..ReadingRules::default() };
    let by = |text: &str| told(&read_by(&scan("dock", "]Q1", text.as_bytes()), &rules, today()));
    let old = "https://brand.example/01/9506000134352/10/A";
    assert_eq!(by(old), "link (01)09506000134352(10)A");
    assert_eq!(by("https://brand.example/01/95060002"), "link (01)00000095060002");
    assert_eq!(
        by("https://brand.example/01/9506000134351"),
        "bad (01)09506000134351",
        "its check digit counts"
    );
    assert_eq!(
        by("https://brand.example/01/950600013435"),
        "bad (01)00950600013435",
        "as twelve digits it checks no better"
    );
    assert_eq!(told(&serial("]Q1", old)), "bad (01)9506000134352", "never by itself");
}

#[test]
fn garbled_empty_and_endless_scans_are_named() {
    for bytes in
        [&b""[..], b"   ", b"A\x00B", b"A\tB", b"\x7f", b"A\rB", "A\u{fffd}".as_bytes(), b"\x95\x93\xff"]
    {
        assert_eq!(read(&scan("dock-scanner", "", bytes), today()), Reading::Unreadable, "{bytes:?}");
    }
    let at_limit = "A".repeat(LIMIT);
    assert_eq!(serial("", &at_limit), Reading::Text(at_limit.clone()));
    assert_eq!(told(&serial("", &"A".repeat(LIMIT + 1))), "513 of 512");
    assert_eq!(told(&serial("", &"A".repeat(10_000))), "10000 of 512");
    assert_eq!(
        told(&serial("", &"é".repeat(LIMIT))),
        format!("text {}", "é".repeat(LIMIT)),
        "characters, not bytes"
    );
}

#[test]
fn bytes_that_are_no_utf_8_are_latin_1() {
    let latin = scan("dock-scanner", "", b"K\xe4se");
    assert_eq!(read(&latin, today()), Reading::Text("Käse".into()));
    assert_eq!(latin.text(), "Käse");
    assert_eq!(scan("wedge", "", b"]C1 10A ").text(), "10A", "the text is what is looked up");
    assert_eq!(scan("wedge", "]C1", b"]C1").text(), "]C1", "an identifier is taken off once");
}

#[test]
fn the_identifier_is_split_off_only_where_there_is_one() {
    assert_eq!(split_aim(b"]C1010"), (Some("]C1".into()), &b"010"[..]));
    assert_eq!(split_aim(b"]d2"), (Some("]d2".into()), &b""[..]));
    for whole in [&b""[..], b"]", b"]C", b"]c1x", b"C1x", b"]C-x", b"]C\xff"] {
        assert_eq!(split_aim(whole), (None, whole), "{whole:?}");
    }
}

#[test]
fn a_refused_message_keeps_its_text_and_its_reason() {
    match serial("]C1", "0109506000134352\u{1d}\u{1d}10A") {
        Reading::BadGs1 { text, error } => {
            assert_eq!(text, "0109506000134352\u{1d}\u{1d}10A");
            assert_eq!(error.problem, Problem::Separator);
        }
        other => panic!("{other:?}"),
    }
}

const NEARLY_RIGHT: &str = "(\\]C1|\\]E0|\\(|\\)|https://x/|01|09506000134352|10|21|17|\u{1d}|TLNB|/|\\?|=|é\
    |[0-9A-Z]{1,5}){0,14}";

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..700), aim in "(\\][A-Za-z][0-9])?") {
        for source in ["wedge", "dock-scanner"] {
            let _ = read(&scan(source, &aim, &bytes), today());
        }
    }

    #[test]
    fn no_nearly_right_text_breaks_it(text in NEARLY_RIGHT) {
        for source in ["wedge", "dock-scanner"] {
            let taken = scan(source, "", text.as_bytes());
            match read(&taken, today()) {
                Reading::Text(read) => prop_assert_eq!(read, taken.text()),
                Reading::Gtin(gtin) => prop_assert!(gtin.as_str().len() == 14),
                Reading::WrongCheckDigit { code, .. } => {
                    prop_assert_eq!(code, taken.text(), "looked up as it is first");
                }
                _ => {}
            }
        }
    }
}
