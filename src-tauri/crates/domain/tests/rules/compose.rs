//! Several scans that make one message, as an operator at the dock makes them.

use crate::today;
use domain::ScanId;
use domain::gs1::Elements;
use domain::scan::{Composer, Missing, Reading, Scan, Step, Want, read};
use proptest::prelude::*;
use uuid::Uuid;

const LIMIT_MS: i64 = 20_000;

fn scanned(text: &str) -> Reading {
    let bytes = text.as_bytes().to_vec();
    read(&Scan { id: ScanId(Uuid::nil()), source: "dock".to_owned(), bytes, aim: None }, today())
}

/// What a step says, in few words.
fn told(step: &Step) -> String {
    let list = |missing: &[Missing]| {
        let names = missing.iter().map(|one| match one {
            Missing::Fact(want) => format!("{want:?}").to_lowercase(),
            Missing::Companions { ai, needs } => format!("{needs} for {ai}"),
        });
        names.collect::<Vec<_>>().join(", ")
    };
    match step {
        Step::Open { missing } => format!("open: {}", list(missing)),
        Step::Repeat { missing } => format!("repeat: {}", list(missing)),
        Step::Complete(elements) => format!("complete {}", elements.human_readable()),
        Step::Differs(conflict) => {
            format!("({}) differs from scan {}", conflict.error.ai, conflict.earlier)
        }
        Step::NoPart => "no part".to_owned(),
    }
}

/// Scans one second apart, and what each of them did.
fn run(composer: &mut Composer, scans: &[&str]) -> Vec<String> {
    let begun = composer.parts().last().map_or(0, |part| part.at_ms + 1_000);
    let steps = scans
        .iter()
        .zip(0..)
        .map(|(scan, second)| told(&composer.take(&scanned(scan), begun + second * 1_000, today()).step));
    steps.collect()
}

fn receiving() -> Composer {
    Composer::new(&[Want::Item, Want::Lot, Want::Expiry], LIMIT_MS)
}

#[test]
fn a_retail_code_and_a_lot_label_make_one_message() {
    assert_eq!(
        run(&mut receiving(), &["]E09506000134352", "]C11727113010LOT7"]),
        ["open: lot, expiry", "complete (01)09506000134352(17)271130(10)LOT7"]
    );
    assert_eq!(
        run(&mut receiving(), &["]C110LOT7", "]C117271130", "]C10109506000134352"]),
        ["open: item, expiry", "open: item", "complete (10)LOT7(17)271130(01)09506000134352"],
        "in any order, over three symbols"
    );
    let link = "https://id.gs1.org/01/09506000134352/10/LOT7";
    assert_eq!(
        run(&mut receiving(), &[link, "]C115271130"]),
        ["open: expiry", "complete (01)09506000134352(10)LOT7(15)271130"],
        "a link is as good as any"
    );
}

#[test]
fn one_whole_code_needs_no_other() {
    let mut composer = receiving();
    let whole = "]C101095060001343521727113010LOT7";
    assert_eq!(run(&mut composer, &[whole]), ["complete (01)09506000134352(17)271130(10)LOT7"]);
    assert!(composer.parts().is_empty() && composer.lapses_at_ms().is_none(), "ready for the next");
}

#[test]
fn the_same_code_twice_changes_nothing() {
    let mut composer = receiving();
    assert_eq!(
        run(&mut composer, &["]C10109506000134352", "]E09506000134352", "]C110A", "]C110A"]),
        ["open: lot, expiry", "repeat: lot, expiry", "open: expiry", "repeat: expiry"],
        "a GTIN is the same in every symbology"
    );
    assert_eq!(composer.parts().len(), 2, "a repeat is no part");
}

#[test]
fn two_goods_or_two_lots_are_never_mixed() {
    let mut composer = receiving();
    let steps = run(&mut composer, &["]E09506000134352", "]C110A", "]C10109506000134376", "]C110B"]);
    assert_eq!(
        steps[2..],
        ["(01) differs from scan 0", "(10) differs from scan 1"],
        "each names the scan it does not fit to"
    );
    assert_eq!(composer.parts().len(), 2, "what was there stays");
    assert_eq!(run(&mut composer, &["]C117271130"]), ["complete (01)09506000134352(10)A(17)271130"]);
}

#[test]
fn the_new_code_may_have_been_right() {
    let mut composer = receiving();
    run(&mut composer, &["]E09506000134352", "]C110A"]);
    let taken = composer.take(&scanned("]C10109506000134376"), 2_000, today());
    let Step::Differs(conflict) = taken.step else { panic!("another item") };
    let message = conflict.refusal().message();
    assert_eq!(message.code, "refusal-parts-differ");
    assert_eq!(message.values["title"], "(01) GTIN".into());
    assert_eq!(message.values["first"], "09506000134352".into());
    assert_eq!(message.values["second"], "09506000134376".into());
    let taken = composer.start_over(*conflict);
    assert_eq!(taken.given_up.len(), 2, "both scans of the other goods");
    assert_eq!(told(&taken.step), "open: lot, expiry");
    assert_eq!(composer.so_far().and_then(|one| one.gtin()).unwrap().as_str(), "09506000134376");
}

#[test]
fn unit_and_carton_of_one_product_are_said_to_be_that() {
    let mut composer = receiving();
    run(&mut composer, &["]E09506000134352"]);
    let Step::Differs(conflict) = composer.take(&scanned("]I119506000134359"), 500, today()).step else {
        panic!("the carton has another number")
    };
    assert_eq!(conflict.refusal().message().code, "refusal-parts-other-pack");
}

#[test]
fn what_excludes_itself_is_no_message() {
    let mut composer = Composer::new(&[Want::Unit, Want::Item], LIMIT_MS);
    let steps = run(&mut composer, &["]C102095060001343523724", "]E09506000134352"]);
    assert_eq!(steps, ["open: unit", "(02) differs from scan 0"], "content and item exclude each other");
    let conflict = match composer.take(&scanned("]E09506000134352"), 2_000, today()).step {
        Step::Differs(conflict) => conflict,
        other => panic!("{other:?}"),
    };
    assert_eq!(conflict.refusal().message().code, "refusal-parts-exclude");
}

#[test]
fn what_needs_a_companion_waits_for_it() {
    let mut composer = Composer::new(&[Want::Unit], LIMIT_MS);
    assert_eq!(
        run(&mut composer, &["]C1001095060000000000160209506000134352", "]C13724"]),
        ["open: 37 for 02", "complete (00)109506000000000016(02)09506000134352(37)24"],
        "a count of nothing, and contents without a count, mean nothing"
    );
    let mut lot = Composer::new(&[Want::Lot, Want::Expiry], LIMIT_MS);
    assert_eq!(
        run(&mut lot, &["]C110A", "]C117271130"]),
        ["open: expiry", "complete (10)A(17)271130"],
        "a lot asked for alone belongs to what is in the hand"
    );
}

#[test]
fn scans_far_apart_are_not_of_one_label() {
    let mut composer = receiving();
    composer.take(&scanned("]E09506000134352"), 1_000, today());
    assert_eq!(composer.lapses_at_ms(), Some(21_000));
    assert!(composer.give_up_late(21_000).is_empty(), "just in time");
    let late = composer.late().expect("something is missing").message();
    assert_eq!(late.values["missing"], domain::Value::Word("wanted-lot".into()));
    let taken = composer.take(&scanned("]C110A"), 21_001, today());
    assert_eq!(taken.given_up.len(), 1, "the item came too long ago");
    assert_eq!(told(&taken.step), "open: item, expiry", "the lot begins a new message");
    assert_eq!(composer.give_up_late(41_002).len(), 1, "a timer gives up without a scan");
    assert_eq!(composer.missing().len(), 3);
    composer.take(&scanned("]C110A"), 50_000, today());
    composer.take(&scanned("]C110A"), 60_000, today());
    assert_eq!(composer.lapses_at_ms(), Some(80_000), "a repeat keeps it alive");
}

#[test]
fn a_clock_that_jumps_breaks_nothing() {
    let mut composer = receiving();
    composer.take(&scanned("]C110A"), i64::MAX, today());
    assert_eq!(composer.lapses_at_ms(), Some(i64::MAX));
    assert_eq!(told(&composer.take(&scanned("]C117271130"), i64::MIN, today()).step), "open: item");
}

#[test]
fn other_codes_are_no_part_of_it() {
    let mut composer = receiving();
    run(&mut composer, &["]E09506000134352"]);
    let others = [
        "CHI-1",
        "A-01-1",
        "https://example.com/x",
        "]C10109506000134351",
        "]E09506000134351",
        "TLNLBBBBBBBBBB",
    ];
    for text in others {
        assert_eq!(run(&mut composer, &[text]), ["no part"], "{text}");
    }
    assert_eq!(composer.parts().len(), 1);
}

#[test]
fn a_scan_is_taken_back() {
    let mut composer = receiving();
    run(&mut composer, &["]E09506000134352", "]C110WRONG"]);
    assert_eq!(composer.undo().map(|part| part.elements.human_readable()).as_deref(), Some("(10)WRONG"));
    assert_eq!(
        run(&mut composer, &["]C11727113010RIGHT"]),
        ["complete (01)09506000134352(17)271130(10)RIGHT"]
    );
    assert_eq!(composer.undo(), None);
}

#[test]
fn a_message_goes_on_after_a_power_cut() {
    let mut composer = receiving();
    run(&mut composer, &["]E09506000134352", "]C110A"]);
    let stored = serde_json::to_string(&composer).unwrap();
    let mut again: Composer = serde_json::from_str(&stored).unwrap();
    assert_eq!(again, composer);
    assert_eq!(run(&mut again, &["]C117271130"]), ["complete (01)09506000134352(10)A(17)271130"]);
}

#[test]
fn every_fact_is_known_when_it_comes() {
    let rows = [
        (Want::Item, "]C10109506000134352"),
        (Want::Lot, "]C110A"),
        (Want::Expiry, "]C115271130"),
        (Want::MadeOn, "]C111261101"),
        (Want::Serial, "]C121S"),
        (Want::Count, "]C13012"),
        (Want::Weight, "]C13103001250"),
        (Want::Unit, "]C100109506000000000016"),
    ];
    assert_eq!(rows.map(|(want, _)| want), Want::ALL);
    for (want, text) in rows {
        let mut composer = Composer::new(&[want], LIMIT_MS);
        let step = composer.take(&scanned(text), 0, today()).step;
        assert!(matches!(step, Step::Complete(_)), "{want:?} by {text}: {step:?}");
    }
}

const SYMBOLS: [&str; 9] = [
    "]E09506000134352",
    "]E09506000134376",
    "]C110A",
    "]C110B",
    "]C117271130",
    "]C121S1",
    "]C102095060001343523724",
    "]C100109506000000000016",
    "CHI-1",
];

proptest! {
    /// Whatever comes in whatever order: a complete message says each thing once and holds everything asked
    /// for.
    #[test]
    fn no_order_of_scans_breaks_it(
        order in prop::collection::vec((0_usize..SYMBOLS.len(), 0_i64..30_000), 0..24),
    ) {
        let mut composer = receiving();
        let mut at_ms = 0;
        for (which, pause_ms) in order {
            at_ms += pause_ms;
            let before = composer.so_far();
            let taken = composer.take(&scanned(SYMBOLS[which]), at_ms, today());
            match taken.step {
                Step::Complete(elements) => {
                    prop_assert!(elements.gtin().or(elements.contained_gtin()).is_some());
                    prop_assert!(elements.lot().is_some());
                    prop_assert!(elements.expiry().is_some() && composer.parts().is_empty());
                    let identifiers: Vec<&str> = elements.iter().map(|one| one.ai.as_str()).collect();
                    let mut once = identifiers.clone();
                    once.sort_unstable();
                    once.dedup();
                    prop_assert_eq!(once.len(), identifiers.len(), "each thing once");
                }
                Step::Differs(_) | Step::Repeat { .. } if taken.given_up.is_empty() => {
                    prop_assert_eq!(composer.so_far(), before, "nothing was mixed in");
                }
                Step::Open { missing } => prop_assert!(!missing.is_empty()),
                _ => {}
            }
        }
    }
}

#[test]
fn a_message_keeps_that_it_was_guessed() {
    let mut composer = Composer::new(&[Want::Item, Want::Lot], LIMIT_MS);
    run(&mut composer, &["(01)09506000134352"]);
    let Step::Complete(whole) = composer.take(&scanned("]C110A"), 2_000, today()).step else {
        panic!("all is there")
    };
    let typed: Elements = whole;
    assert!(typed.is_guessed(), "one of its parts was typed");
}
