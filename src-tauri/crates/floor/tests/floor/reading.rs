//! What a scan means by where it came from: scales' codes, separators that got lost, parcels' numbers, labels of
//! several codes, scanners that feed one flow or read by themselves.

use crate::support::*;
use crate::weighed::{SAMBAL, blind};
use domain::code::Command;
use domain::entry::{Evidence, Reason};
use domain::gtin::check_digit;
use domain::scan::{ReadingRules, Scan, ScanVerdict};
use domain::weighed::{Layout, Layouts};
use domain::{Refusal, ScanId};
use floor::Input;
use floor::reading::ReadingSettings;
use floor::screen::{Flow, Tap, Tone};
use std::sync::Arc;

/// The number of the salt on the shop's scale, and of the sambal.
const SALT: &str = "2100123";
const WEIGHED_SAMBAL: &str = "2100456";
const UPS: &str = "1Z9A8B7C0300123451";

fn ean(body: &str) -> String {
    format!("{body}{}", check_digit(body).expect("twelve digits"))
}

/// The code of a scale for so many grams.
fn grams(item: &str, grams: u32) -> String {
    ean(&format!("{item}{grams:05}"))
}

impl Floor {
    fn reads(&mut self, change: impl FnOnce(&mut ReadingSettings)) -> &mut Floor {
        let mut reading = (*self.moment.settings.reading).clone();
        change(&mut reading);
        self.moment.settings.reading = Arc::new(reading);
        self
    }

    fn has_scale(&mut self, template: &str, decimals: u8) -> &mut Floor {
        let layout = Layout::parse(template, decimals).expect("a layout");
        self.reads(|reading| reading.layouts = Layouts::new(vec![layout]).expect("one of them"));
        for (sku, number) in [("RM-SAL", SALT), ("FG-SBBLK", WEIGHED_SAMBAL)] {
            self.give_code(sku, &grams(number, 0));
        }
        self
    }

    fn scan_by(&mut self, source: &str, code: &str) -> &mut Floor {
        let (aim, rest) = domain::scan::split_aim(code.as_bytes());
        let (id, source) = (ScanId(self.next_uuid()), source.to_owned());
        self.input(Input::Scan(Scan { id, source, bytes: rest.to_vec(), aim }))
    }

    fn sees_again(&mut self, code: &str) -> &mut Floor {
        let id = ScanId(self.next_uuid());
        self.last_scan = id;
        let scan = Scan { id, source: "scanner".to_owned(), bytes: code.as_bytes().to_vec(), aim: None };
        self.input(Input::Repeat(scan))
    }

    #[track_caller]
    fn was_scanned(&mut self) -> &mut Floor {
        let evidence: Vec<Evidence> =
            self.newest().new.movements.iter().map(|movement| movement.evidence).collect();
        assert!(evidence.iter().all(|evidence| *evidence == Evidence::Scanned), "{evidence:?}");
        self
    }
}

#[test]
fn the_weight_in_a_scales_code_is_received_and_moved() {
    script(|floor| {
        floor.has_scale("2PIIIIIWWWWWC", 3);
        blind(floor).scan(&grams(SALT, 1250)).asks("prompt-lot").scan("SAL-9");
        floor.says("said-received").stands("RM-SAL", "SAL-9", "DOCK", "1.25").was_scanned();
        floor.press(Command::Done).press(Command::Cancel).open_flow(Flow::MoveStock).scan("DOCK");
        floor.scan(&grams(SALT, 500)).scan("A-01-4").stands("RM-SAL", "SAL-9", "DOCK", "0.75").was_scanned();
    });
}

#[test]
fn the_weight_in_a_scales_code_is_counted_and_adjusted() {
    script(|floor| {
        floor.has_scale("2PIIIIIWWWWWC", 3);
        floor.open_flow(Flow::Count).scan("A-01-4").scan(&grams(SALT, 61_400)).scan("SAL-9");
        floor.press(Command::Done).stands("RM-SAL", "SAL-9", "A-01-4", "61.4");
    });
    script(|floor| {
        floor.has_scale("2PIIIIIWWWWWC", 3);
        floor.open_flow(Flow::Adjust).answer("damage").scan("A-01-4").scan(&grams(SALT, 400));
        floor.answer(Reason::ALL[0].text());
        let before = floor.on_hand("RM-SAL", "SAL-9", "A-01-4");
        assert_eq!(before.text(0), "61.4", "nothing is written off before it is confirmed");
        let prefill = floor.prompt().keypad.as_ref().and_then(|pad| pad.prefill.clone());
        assert_eq!(prefill.as_deref(), Some("0.4"), "the code said how much");
    });
}

#[test]
fn weighed_pieces_come_one_by_one() {
    script(|floor| {
        floor.has_scale("2PIIIIIWWWWWC", 3);
        blind(floor).scan(&grams(WEIGHED_SAMBAL, 2480)).scan("SBB-1");
        floor.says("said-received").stands("FG-SBBLK", "SBB-1", "DOCK", "2.48").was_scanned();
        assert_eq!(
            floor.newest().new.movements[0].pieces,
            1,
            "a weight without a count is that of one piece"
        );
        floor.scan(SAMBAL).asks("prompt-lot");
    });
}

#[test]
fn a_price_is_no_quantity() {
    script(|floor| {
        floor.has_scale("2PIIIIIMMMMMC", 2);
        blind(floor).scan(&grams(SALT, 1250)).says("said-item-read").asks("prompt-lot").scan("SAL-9");
        floor.press(Command::Done).says("refusal-still-missing");
        floor.quantity("2").press(Command::Done).stands("RM-SAL", "SAL-9", "DOCK", "2");
    });
}

#[test]
fn a_misread_weight_is_refused() {
    script(|floor| {
        floor.has_scale("2PIIIIIVWWWWC", 3);
        // The verifier of 2875 is 9.
        blind(floor).scan(&ean("210012382875")).says_with("refusal-wrong-verifier", "expected", "9");
        floor.scan(&ean("210012392875")).asks("prompt-lot");
    });
}

#[test]
fn the_name_of_one_scales_code_is_the_name_of_all_weights() {
    script(|floor| {
        floor.has_scale("2PIIIIIWWWWWC", 3);
        let other = "2100789";
        blind(floor).scan(&grams(other, 300)).says("said-unknown").scan_is(ScanVerdict::Unknown);
        floor.tap(Tap::OpenText).text("shrimp").choose("shrimp paste").asks("prompt-lot").scan("TRS-1102");
        floor.says("said-received").stands("RM-TRS", "TRS-1102", "DOCK", "0.3");
        floor.scan(&grams(other, 200)).asks("prompt-lot").scan("TRS-1102");
        floor.stands("RM-TRS", "TRS-1102", "DOCK", "0.5");
    });
}

#[test]
fn a_scales_code_means_nothing_without_a_layout() {
    script(|floor| {
        floor.give_code("RM-SAL", &grams(SALT, 0));
        blind(floor).scan(&grams(SALT, 1250)).says("said-unknown");
    });
}

/// Lot and serial with the separator between them gone.
fn glued() -> String {
    "]C1010952123400203110SB-A21SER9".to_owned()
}

#[test]
fn a_lost_separator_is_explained_with_every_reading() {
    script(|floor| {
        blind(floor).scan_by("wedge", &glued()).says("refusal-separator-lost").scan_is_refused();
        let values = floor.verdict().message.values.clone();
        assert_eq!(plain(&values["part"]), "(10)SB-A21SER9", "the part that may be two");
        let readings = plain(&values["readings"]);
        for reading in ["(10)SB-A21SER9", "(10)SB-A(21)SER9"] {
            assert!(readings.contains(reading), "{reading} is one of {readings}");
        }
        assert!(
            matches!(
                floor.taken.as_ref().and_then(|taken| taken.refusal.clone()),
                Some(Refusal::SeparatorLost { .. })
            ),
            "other programs are told the same"
        );
        floor.is_at("receive").scan_by("Dock", &glued()).asks("prompt-expiry");
    });
}

#[test]
fn a_scanner_that_was_found_to_lose_separators_is_not_believed() {
    script(|floor| {
        let rules = ReadingRules { keeps_separators: false, ..ReadingRules::default() };
        floor.reads(|reading| {
            reading.sources.insert("Dock".to_owned(), rules);
        });
        blind(floor).scan_by("Dock", &glued()).says("refusal-separator-lost");
        let rules = ReadingRules { gs_substitute: Some('|'), ..ReadingRules::default() };
        floor.reads(|reading| {
            reading.sources.insert("Dock".to_owned(), rules);
        });
        floor.scan_by("Dock", "]C1010952123400203110SB-A|21SER9").press(Command::Done);
        floor.stands("FG-SB250", "SB-A", "DOCK", "1");
    });
}

#[test]
fn plain_bars_and_short_links_are_read_for_a_source_that_is_set_up_so() {
    script(|floor| {
        let plain = "]C00109521234002031\u{1d}10SB-A";
        let link = "https://id.example.com/01/9521234002031/10/SB-A";
        blind(floor).scan_by("Dock", plain).says("said-unknown");
        floor.press(Command::Park);
        floor.reads(|reading| {
            let rules = ReadingRules {
                keeps_separators: true,
                guesses_plain: true,
                takes_short_links: true,
                ..ReadingRules::default()
            };
            reading.sources.insert("Dock".to_owned(), rules);
        });
        floor.scan_by("Dock", plain).says("said-item-read").press(Command::Cancel);
        floor.scan_by("Dock", link).says("said-item-read").press(Command::Cancel);
        floor.scan_by("Gate", link).verdict();
        assert_ne!(floor.verdict().message.code, "said-item-read", "only where it was set up");
    });
}

#[test]
fn a_parcels_number_is_called_what_it_is() {
    script(|floor| {
        floor.scan(UPS).says_with("refusal-tracking-number", "carrier", "UPS").sounds(Tone::Refused);
        floor.scan_is(ScanVerdict::Refused).is_at("home");
        blind(floor).scan("9521234001041").asks("prompt-lot").scan(UPS).says("refusal-tracking-number");
        floor.asks("prompt-lot").press(Command::Cancel);
        // Where a parcel goes is an element string too.
        floor.scan("]C1420787049400111206201234567893").says_with(
            "refusal-tracking-number",
            "carrier",
            "USPS",
        );
        floor.scan("K1234567895").says_with("said-unknown-tracking", "certainty", "tracking-likely");
        floor.scan_is(ScanVerdict::Unknown).press(Command::Park);
        floor.scan("8991234567891").says("said-unknown");
    });
}

#[test]
fn what_is_known_here_is_no_parcel() {
    script(|floor| {
        floor.give_code("PK-BTL", UPS);
        blind(floor).scan(UPS).says("said-item-read");
    });
}

#[test]
fn codes_of_one_label_complete_each_other() {
    script(|floor| {
        blind(floor)
            .scan("9521234002031")
            .asks("prompt-lot")
            .scan(&gs1(&[("10", "L-1")]))
            .asks("prompt-expiry");
        floor.scan(&gs1(&[("17", &yymmdd(200))])).press(Command::Done);
        floor.says("said-received").stands("FG-SB250", "L-1", "DOCK", "1");
    });
}

#[test]
fn codes_of_two_labels_are_never_mixed() {
    script(|floor| {
        blind(floor).scan("9521234002031").scan(&gs1(&[("10", "L-1")])).scan(&gs1(&[("10", "L-2")]));
        floor.says_with("refusal-parts-differ", "first", "L-1").says_with(
            "refusal-parts-differ",
            "second",
            "L-2",
        );
        floor
            .asks("prompt-expiry")
            .scan("9521234001041")
            .says("refusal-finish-first")
            .sounds(Tone::WrongItem);
        let verdict = floor.verdict();
        let (expected, got) = (verdict.expected.clone(), verdict.got.clone());
        assert_eq!(
            (expected.as_deref(), got.as_deref()),
            (Some("Sambal Bawang 250 g · L-1"), Some("bottle 250 ml"))
        );
        floor.scan(&gs1(&[("17", &yymmdd(200))])).press(Command::Done);
        floor.stands("FG-SB250", "L-1", "DOCK", "1");
    });
}

#[test]
fn what_a_scanner_sees_again_is_kept_and_never_counted() {
    script(|floor| {
        blind(floor).scan("9521234009061").sees_again("9521234009061");
        floor.says("said-repeat").sounds(Tone::Repeat).scan_is(ScanVerdict::Repeat);
        floor.press(Command::Done).stands("CL-SAN", "", "DOCK", "1");
        floor.scan(UPS).sees_again(UPS).says("refusal-tracking-number").scan_is(ScanVerdict::Repeat);
    });
}

#[test]
fn a_scanner_of_a_dock_begins_to_receive() {
    script(|floor| {
        floor.reads(|reading| {
            reading.flows.insert("Dock".to_owned(), Flow::Receive);
        });
        floor.scan_by("Gate", "9521234009061").is_at("home");
        floor.scan_by("Dock", "9521234009061").is_at("receive").says("said-item-read");
        floor.press(Command::Cancel).press(Command::Cancel).is_at("home");
        floor.scan_by("Dock", &badge(OPERATOR)).is_at("home");
    });
}

impl Floor {
    #[track_caller]
    fn scan_is_refused(&mut self) -> &mut Floor {
        self.sounds(Tone::Refused).scan_is(ScanVerdict::Refused)
    }
}
