//! The settings that come of a detection: written into `station.toml` beside whatever people wrote there, once a
//! person confirmed them.

use super::facts::layout_word;
use super::{Detection, KEYBOARD};
use crate::context::Context;
use crate::once::{Halt, Key, Not, Outcome, field, once};
use crate::said::DetectWord;
use crate::settings::{FILE, Gs, Settings};
use crate::settling::Decider;
use devices::keyboard::decoder::LetterCase;
use devices::keyboard::{Detected, GsSeen, KeyboardLayout};
use domain::permission::{Action, permission};
use domain::scan::ReadingRules;
use domain::{Refusal, Value};
use ledger::table::audit::{self, AuditRow};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use toml_edit::{DocumentMut, Item, Table, value};

/// What would be kept of one scanner.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    Keyboard { layout: KeyboardLayout, letters: LetterCase, gs: Gs },
    Serial { gs: Gs },
}

impl Wanted {
    pub(super) fn message(&self) -> domain::Message {
        match self {
            Wanted::Keyboard { layout, letters, gs } => {
                let letters = if *letters == LetterCase::AsTyped { "as-typed" } else { "turned" };
                let letters = Value::Word(format!("letters-{letters}"));
                DetectWord::KeepsKeyboard { layout: layout_word(*layout), letters, gs: gs_word(*gs) }
                    .message()
            }
            Wanted::Serial { gs } => DetectWord::KeepsSerial { gs: gs_word(*gs) }.message(),
        }
    }
}

fn gs_word(gs: Gs) -> Value {
    match gs {
        Gs::Kept => Value::Word("sent-kept".to_owned()),
        Gs::Lost => Value::Word("sent-lost".to_owned()),
        Gs::Sign(_) | Gs::FunctionKey(_) => Value::Text(gs.to_string()),
    }
}

/// What the settings do not say yet; `None` where they say the same.
pub(super) fn wanted(settings: &Settings, scanner: &str, detected: &Detected) -> Option<Wanted> {
    let gs = gs_of(detected.gs);
    if scanner == KEYBOARD {
        let (layout, decoding) = (detected.keyboard?, detected.decoding?);
        let now = settings.keyboard.clone().unwrap_or_default();
        let is_same = (now.layout, now.letters, now.gs) == (layout, decoding.case, gs);
        return (!is_same).then_some(Wanted::Keyboard { layout, letters: decoding.case, gs });
    }
    let now = settings.scanner.iter().find(|known| known.name == scanner)?;
    (now.sends_gs() != gs).then_some(Wanted::Serial { gs })
}

fn gs_of(seen: GsSeen) -> Gs {
    match seen {
        GsSeen::Kept => Gs::Kept,
        GsSeen::FunctionKey { number } => Gs::FunctionKey(number),
        GsSeen::Substitute { sign } if ReadingRules::may_substitute(sign) => Gs::Sign(sign),
        GsSeen::Substitute { .. } | GsSeen::Lost => Gs::Lost,
    }
}

/// Keeps what the scan of `at_ms` told of this scanner; gives the detection as it is then. The file is read again as
/// soon as it is saved, so the next scan goes by it.
///
/// # Errors
/// The ledger's.
pub async fn keep(
    context: &Arc<Context>,
    key: Key,
    scanner: String,
    at_ms: i64,
    who: Decider,
) -> Result<Outcome<Not>, ledger::Error> {
    let now_ms = context.now_ms();
    let shared = context.clone();
    once(context, key, now_ms, move |tx| {
        if !permission(who.by.role, Action::TendDevices) {
            let refusal = Refusal::NotAllowed { operator: who.by.name.clone() };
            return Err(Halt::Refused(Not::Taken(Box::new(refusal))));
        }
        let seen = shared.detections.get(&scanner).filter(|seen| seen.at_ms == at_ms);
        let Some(Ok(detected)) = seen.map(|seen| seen.detected) else {
            return Err(Halt::Refused(Not::Taken(Box::new(Refusal::SettledMeanwhile {}))));
        };
        if let Some(wanted) = wanted(&shared.settings(), &scanner, &detected) {
            save(&shared.data, &scanner, &wanted).map_err(|problem| field("scanner", problem))?;
            crate::context::reload(&shared);
            let detail_json = json!({ "scanner": scanner, "keeps": wanted.message() }).to_string();
            let (operator, seat) = (Some(who.by.id), who.seat.clone());
            let action = "scanner_set_up".to_owned();
            audit::insert(tx, &AuditRow { at_ms: now_ms, operator, seat, action, detail_json })?;
        }
        let kept: Option<Detection> = super::of_scanner(&shared, &scanner);
        Ok(kept)
    })
    .await
}

/// The file with this in it, in its own place and order; comments and everything else stay. What would not be read as
/// settings is never written.
fn save(data: &Path, scanner: &str, wanted: &Wanted) -> Result<(), String> {
    let path = data.join(FILE);
    let said = |problem: &dyn std::fmt::Display| format!("could not write {FILE}: {problem}");
    let text = fs::read_to_string(&path).map_err(|error| said(&error))?;
    let text = written(&text, scanner, wanted).map_err(|problem| said(&problem))?;
    Settings::parse(&text).map_err(|error| said(&error))?;
    // Whole or not at all: the power may fail in between.
    let beside = data.join(format!("{FILE}.new"));
    crate::station::write_private(&beside, text.as_bytes()).map_err(|error| said(&error))?;
    fs::rename(&beside, &path).map_err(|error| said(&error))
}

fn written(text: &str, scanner: &str, wanted: &Wanted) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    match wanted {
        Wanted::Keyboard { layout, letters, gs } => {
            let table = document.entry(KEYBOARD).or_insert(Item::Table(Table::new()));
            let table = table.as_table_mut().ok_or("keyboard is no table there")?;
            table["layout"] = value(word(layout));
            table["letters"] = value(word(letters));
            table["gs"] = value(gs.to_string());
        }
        Wanted::Serial { gs } => {
            let tables = document.get_mut("scanner").and_then(Item::as_array_of_tables_mut);
            let is_it = |table: &&mut Table| table.get("name").and_then(Item::as_str) == Some(scanner);
            let table = tables.and_then(|tables| tables.iter_mut().find(is_it));
            table.ok_or("the scanner does not stand there any more")?["gs"] = value(gs.to_string());
        }
    }
    Ok(document.to_string())
}

/// As the settings write it.
fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a setting of one word: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::TEMPLATE;

    #[test]
    fn what_people_wrote_stays_where_it_was() {
        let before =
            format!("{TEMPLATE}\n[[scanner]]\nname = \"Dock\"   # beside the door\nport = \"/dev/x\"\n");
        let after = written(&before, "Dock", &Wanted::Serial { gs: Gs::Sign('|') }).expect("it is there");
        assert_eq!(after, format!("{before}gs = \"|\"\n"), "one line more, nothing else");
        let settings = Settings::parse(&after).expect("it is read as it was written");
        assert_eq!(settings.reading.rules_of("Dock").gs_substitute, Some('|'));
        written(&before, "Gate", &Wanted::Serial { gs: Gs::Lost }).expect_err("no such scanner");
    }

    #[test]
    fn a_keyboard_scanner_is_kept_with_its_layout() {
        let wanted = Wanted::Keyboard {
            layout: KeyboardLayout::France,
            letters: LetterCase::TurnedRound,
            gs: Gs::FunctionKey(8),
        };
        let after = written(TEMPLATE, KEYBOARD, &wanted).expect("the template is sound");
        let keyboard = Settings::parse(&after).expect("as written").keyboard.expect("it is set up");
        assert_eq!(
            (keyboard.layout, keyboard.letters, keyboard.gs),
            (KeyboardLayout::France, LetterCase::TurnedRound, Gs::FunctionKey(8))
        );
        let again = written(&after, KEYBOARD, &wanted).expect("again");
        assert_eq!(again, after, "the same again changes nothing");
    }
}
