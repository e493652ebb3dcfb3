//! What was detected, as rows: a name, what it is, and what to do about it.

use crate::said::{DetectDo, DetectWord};
use devices::keyboard::{Detected, GsSeen, KeyboardLayout};
use domain::{Message, Value};
use serde::{Deserialize, Serialize};

/// From here on a page takes a scanner for a hand that types.
const SLOW_MS: u64 = 25;

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema), schema(as = DetectedFact))]
#[cfg_attr(feature = "schema", ts(rename = "DetectedFact"))]
pub struct Fact {
    /// `kind`, `layout`, `letters`, `aim`, `prefix`, `suffix`, `gs`, `pace`.
    pub name: String,
    pub value: Message,
    pub state: FactState,
    /// What to change at the scanner.
    pub advice: Option<Message>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactState {
    Good,
    /// It works, and could work better.
    Better,
    /// Codes are lost or misread until the scanner is changed.
    Change,
}

pub(super) fn of(detected: &Detected) -> Vec<Fact> {
    let mut facts = vec![kind(detected)];
    if let Some(layout) = detected.keyboard {
        facts.push(of_layout(layout));
        facts.push(letters(detected.letters_turned));
    }
    facts.extend([aim(detected), prefix(&detected.prefix), suffix(&detected.suffix), gs(detected)]);
    if detected.keyboard.is_some() {
        facts.push(pace(detected.gap_ms));
    }
    facts
}

fn fact(name: &str, word: DetectWord, state: FactState, advice: Option<DetectDo>) -> Fact {
    let advice = advice.map(|advice| advice.message());
    Fact { name: name.to_owned(), value: word.message(), state, advice }
}

fn kind(detected: &Detected) -> Fact {
    match detected.keyboard {
        None => fact("kind", DetectWord::Serial {}, FactState::Good, None),
        Some(_) => {
            let advice = Some(DetectDo::MakeSerial {});
            fact("kind", DetectWord::Keyboard {}, FactState::Better, advice)
        }
    }
}

pub(super) fn layout_word(layout: KeyboardLayout) -> Value {
    let word = match layout {
        KeyboardLayout::UnitedStates => "united-states",
        KeyboardLayout::UnitedKingdom => "united-kingdom",
        KeyboardLayout::Germany => "germany",
        KeyboardLayout::France => "france",
        KeyboardLayout::Spain => "spain",
        KeyboardLayout::Japan => "japan",
    };
    Value::Word(format!("layout-{word}"))
}

fn of_layout(layout: KeyboardLayout) -> Fact {
    let word = DetectWord::Layout { layout: layout_word(layout) };
    fact("layout", word, FactState::Good, None)
}

fn letters(are_turned: bool) -> Fact {
    match are_turned {
        false => fact("letters", DetectWord::LettersAsPrinted {}, FactState::Good, None),
        true => {
            let advice = Some(DetectDo::CapsLockOff {});
            fact("letters", DetectWord::LettersTurned {}, FactState::Better, advice)
        }
    }
}

fn aim(detected: &Detected) -> Fact {
    match &detected.aim {
        Some(aim) => fact("aim", DetectWord::Aim { aim: aim.clone() }, FactState::Good, None),
        None => fact("aim", DetectWord::NoAim {}, FactState::Better, Some(DetectDo::SendAim {})),
    }
}

fn prefix(prefix: &str) -> Fact {
    match prefix {
        "" => fact("prefix", DetectWord::NoPrefix {}, FactState::Good, None),
        // The framer takes it off.
        "\u{2}" => fact("prefix", DetectWord::Prefix { signs: visible(prefix) }, FactState::Good, None),
        _ => {
            let word = DetectWord::Prefix { signs: visible(prefix) };
            fact("prefix", word, FactState::Change, Some(DetectDo::NoPrefix {}))
        }
    }
}

fn suffix(suffix: &str) -> Fact {
    let is_end = |sign: char| matches!(sign, '\r' | '\n' | '\t' | '\u{3}');
    match suffix {
        "" => fact("suffix", DetectWord::NoSuffix {}, FactState::Better, Some(DetectDo::SendEnter {})),
        _ if suffix.chars().all(is_end) => {
            fact("suffix", DetectWord::Suffix { signs: visible(suffix) }, FactState::Good, None)
        }
        _ => {
            let word = DetectWord::Suffix { signs: visible(suffix) };
            fact("suffix", word, FactState::Change, Some(DetectDo::OnlyEnter {}))
        }
    }
}

fn gs(detected: &Detected) -> Fact {
    let is_keyboard = detected.keyboard.is_some();
    match detected.gs {
        GsSeen::Kept => fact("gs", DetectWord::GsKept {}, FactState::Good, None),
        GsSeen::FunctionKey { number } => {
            let word = DetectWord::GsFunctionKey { number: i64::from(number) };
            fact("gs", word, FactState::Good, None)
        }
        GsSeen::Substitute { sign } if domain::scan::ReadingRules::may_substitute(sign) => {
            fact("gs", DetectWord::GsSign { sign: sign.to_string() }, FactState::Good, None)
        }
        // A sign that codes have themselves says nothing.
        GsSeen::Substitute { sign } => {
            let word = DetectWord::GsBadSign { sign: visible(&sign.to_string()) };
            fact("gs", word, FactState::Change, Some(DetectDo::OtherSign {}))
        }
        GsSeen::Lost if is_keyboard => {
            fact("gs", DetectWord::GsLost {}, FactState::Change, Some(DetectDo::KeyboardSendsGs {}))
        }
        GsSeen::Lost => fact("gs", DetectWord::GsLost {}, FactState::Change, Some(DetectDo::SendGs {})),
    }
}

fn pace(gap_ms: u64) -> Fact {
    let word = DetectWord::Pace { gap_ms: i64::try_from(gap_ms).unwrap_or(i64::MAX) };
    match gap_ms > SLOW_MS {
        true => fact("pace", word, FactState::Change, Some(DetectDo::NoDelay {})),
        false => fact("pace", word, FactState::Good, None),
    }
}

/// Control signs by their names.
fn visible(text: &str) -> String {
    let named = |sign: char| match sign {
        '\r' => "Enter (CR)".to_owned(),
        '\n' => "LF".to_owned(),
        '\t' => "Tab".to_owned(),
        '\u{2}' => "STX".to_owned(),
        '\u{3}' => "ETX".to_owned(),
        ' ' => "␠".to_owned(),
        other if other.is_control() => format!("0x{:02X}", u32::from(other)),
        other => other.to_string(),
    };
    let mut shown = Vec::new();
    let mut plain = String::new();
    for sign in text.chars() {
        let name = named(sign);
        if name.chars().count() == 1 {
            plain.push_str(&name);
            continue;
        }
        if !plain.is_empty() {
            shown.push(std::mem::take(&mut plain));
        }
        shown.push(name);
    }
    shown.extend((!plain.is_empty()).then_some(plain));
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use devices::keyboard::{TEST_CODE, detect_bytes};

    fn states(read: &str) -> Vec<(String, FactState)> {
        let facts = of(&detect_bytes(read.as_bytes()).expect("the test code"));
        facts
            .into_iter()
            .map(|fact| (fact.name, fact.state))
            .filter(|(_, state)| *state != FactState::Good)
            .collect()
    }

    fn state(name: &str, state: FactState) -> (String, FactState) {
        (name.to_owned(), state)
    }

    #[test]
    fn a_serial_scanner_that_sends_everything_has_nothing_to_change() {
        assert_eq!(states(&format!("]d1{TEST_CODE}\r\n")), []);
        assert_eq!(states(&format!("\u{2}]d1{TEST_CODE}\u{3}")), [], "the framer takes STX and ETX off");
    }

    #[test]
    fn each_thing_that_is_wrong_says_what_to_change() {
        let lost = TEST_CODE.replace('\u{1d}', "");
        assert_eq!(states(&format!("]d1{lost}\r")), [state("gs", FactState::Change)]);
        assert_eq!(
            states(&format!("]d1{}\r", TEST_CODE.replace('\u{1d}', "A"))),
            [state("gs", FactState::Change)]
        );
        assert_eq!(states(&format!("]d1{}\r", TEST_CODE.replace('\u{1d}', "|"))), [], "a sign no code has");
        assert_eq!(states(&format!("{TEST_CODE}\r")), [state("aim", FactState::Better)]);
        assert_eq!(
            states(&format!("X7 ]d1{TEST_CODE}#\r")),
            [state("prefix", FactState::Change), state("suffix", FactState::Change)]
        );
        for fact in of(&detect_bytes(lost.as_bytes()).expect("the test code")) {
            assert_eq!(
                fact.advice.is_some(),
                fact.state != FactState::Good,
                "{} tells what to do",
                fact.name
            );
        }
    }

    #[test]
    fn control_signs_are_told_by_name() {
        assert_eq!(visible("\r\n"), "Enter (CR) LF");
        assert_eq!(visible("AB\u{2}7 "), "AB STX 7␠");
    }
}
