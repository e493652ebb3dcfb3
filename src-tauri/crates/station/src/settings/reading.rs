//! How scans are read, as `station.toml` says it: what each scanner sends where a code has GS, what a shop's
//! scales print, and how scanners that type are set.

use super::Settings;
use devices::keyboard::decoder::LetterCase;
use devices::keyboard::{Decoding, KeyboardLayout};
use domain::scan::ReadingRules;
use domain::weighed::{Layout, LayoutError, Layouts};
use floor::reading::ReadingSettings;
use serde::Deserialize;
use std::fmt;

/// A code in which a scale hides a weight, a price or a count.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeighedCode {
    /// One sign for each digit, as [`Layout`] has them.
    pub template: String,
    /// Of the value, 3 for grams in kilograms.
    #[serde(default)]
    pub decimals: u8,
}

/// All scanners that type like a keyboard: what they type cannot be told apart.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keyboard {
    /// The one the scanners are set to, whatever the computer has.
    pub layout: KeyboardLayout,
    pub letters: LetterCase,
    pub gs: Gs,
    pub plain_as_gs1: bool,
    pub short_links: bool,
}

/// What a scanner sends where a code has GS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Gs {
    /// GS itself, or Ctrl+].
    Kept,
    /// Nothing: a code in which one could be missing is refused.
    Lost,
    Sign(char),
    /// Of a keyboard, 1 to 12.
    FunctionKey(u8),
}

impl Default for Keyboard {
    fn default() -> Keyboard {
        Keyboard {
            layout: KeyboardLayout::default(),
            letters: LetterCase::default(),
            gs: Gs::Lost,
            plain_as_gs1: false,
            short_links: false,
        }
    }
}

impl Keyboard {
    pub fn decoding(&self) -> Decoding {
        let (mut gs_function_key, mut gs_substitute) = (None, None);
        match self.gs {
            Gs::FunctionKey(number) => gs_function_key = Some(number),
            Gs::Sign(sign) => gs_substitute = Some(sign),
            Gs::Kept | Gs::Lost => {}
        }
        Decoding { layout: self.layout, case: self.letters, gs_function_key, gs_substitute }
    }

    fn rules(&self) -> ReadingRules {
        // The decoder has put GS in the place of its substitute.
        let gs = if self.gs == Gs::Lost { Gs::Lost } else { Gs::Kept };
        rules(gs, self.plain_as_gs1, self.short_links)
    }
}

impl fmt::Display for Gs {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Gs::Kept => write!(formatter, "kept"),
            Gs::Lost => write!(formatter, "lost"),
            Gs::Sign(sign) => write!(formatter, "{sign}"),
            Gs::FunctionKey(number) => write!(formatter, "F{number}"),
        }
    }
}

impl TryFrom<String> for Gs {
    type Error = String;

    fn try_from(text: String) -> Result<Gs, String> {
        let mut signs = text.chars();
        if let (Some(sign), None) = (signs.next(), signs.next())
            && ReadingRules::may_substitute(sign)
        {
            return Ok(Gs::Sign(sign));
        }
        let function = text.strip_prefix('F').and_then(|number| number.parse().ok());
        match (text.as_str(), function) {
            ("kept", _) => Ok(Gs::Kept),
            ("lost", _) => Ok(Gs::Lost),
            (_, Some(number @ 1..=12)) => Ok(Gs::FunctionKey(number)),
            _ => Err(format!(
                "gs {text:?} is none of \"kept\", \"lost\", \"F1\" to \"F12\", or one sign of | ~ ^ {{ }} # $ @ [ \\ ] `"
            )),
        }
    }
}

/// What the floor reads by.
///
/// # Errors
/// Where in `text` a setting is no layout, and why.
pub(super) fn of(settings: &Settings, text: &str) -> Result<ReadingSettings, (Option<usize>, String)> {
    let mut reading = ReadingSettings {
        layouts: layouts(&settings.weighed_code, text)?,
        country: settings.station.country.clone(),
        ..ReadingSettings::default()
    };
    if let Some(keyboard) = &settings.keyboard {
        reading.sources.insert(crate::burst::SOURCE.to_owned(), keyboard.rules());
    }
    for (nth, scanner) in settings.scanner.iter().enumerate() {
        if let Some(Gs::FunctionKey(_)) = scanner.gs {
            let line = line_in(text, "[[scanner]]", nth, "gs");
            return Err((line, format!("scanner {:?} has no function keys to send", scanner.name)));
        }
        let rules = rules(scanner.sends_gs(), scanner.plain_as_gs1, scanner.short_links);
        reading.sources.insert(scanner.name.clone(), rules);
        reading.flows.extend(scanner.flow.map(|flow| (scanner.name.clone(), flow)));
    }
    Ok(reading)
}

fn rules(gs: Gs, plain_as_gs1: bool, short_links: bool) -> ReadingRules {
    ReadingRules {
        gs_substitute: match gs {
            Gs::Sign(sign) => Some(sign),
            _ => None,
        },
        keeps_separators: gs == Gs::Kept,
        guesses_plain: plain_as_gs1,
        takes_short_links: short_links,
    }
}

fn layouts(codes: &[WeighedCode], text: &str) -> Result<Layouts, (Option<usize>, String)> {
    let mut taken = Vec::new();
    let mut whole = Layouts::default();
    for (nth, code) in codes.iter().enumerate() {
        let wrong = |error: LayoutError| {
            let key = if matches!(error, LayoutError::Decimals { .. }) { "decimals" } else { "template" };
            (line_in(text, "[[weighed_code]]", nth, key), format!("could not {error}"))
        };
        taken.push(Layout::parse(&code.template, code.decimals).map_err(wrong)?);
        whole = Layouts::new(taken.clone()).map_err(wrong)?;
    }
    Ok(whole)
}

/// The line of `key` in the `nth` table of this header; of the header where the key is not written there.
fn line_in(text: &str, header: &str, nth: usize, key: &str) -> Option<usize> {
    let lines = || text.lines().map(str::trim).enumerate();
    let (at, _) = lines().filter(|(_, line)| line.starts_with(header)).nth(nth)?;
    let below = lines().skip(at + 1).take_while(|(_, line)| !line.starts_with('['));
    let written = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let found = below.filter(|(_, line)| written(line)).map(|(at, _)| at).next();
    Some(found.unwrap_or(at) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::TEMPLATE;

    fn parsed(more: &str) -> Result<Settings, (Option<usize>, String)> {
        Settings::parse(&format!("{TEMPLATE}\n{more}")).map_err(|error| match error {
            crate::Error::Settings { line, problem } => (line, problem),
            other => panic!("{other}"),
        })
    }

    /// Lines of the template before what is added.
    fn added() -> usize {
        TEMPLATE.lines().count() + 1
    }

    #[test]
    fn nothing_is_weighed_and_keyboards_lose_gs_until_somebody_says_otherwise() {
        let settings = parsed("").expect("the template is sound");
        assert_eq!(settings.reading.layouts, Layouts::default());
        assert!(!settings.reading.rules_of("wedge").keeps_separators, "as keyboards are");
        assert!(settings.reading.rules_of("Scanner 7").keeps_separators, "as serial scanners are");
    }

    #[test]
    fn a_layout_that_is_none_names_its_line() {
        let good = "[[weighed_code]]\ntemplate = \"2PIIIIIWWWWWC\"\ndecimals = 3\n";
        assert!(parsed(good).is_ok());
        let (line, problem) =
            parsed(&format!("{good}[[weighed_code]]\ntemplate = \"9PIIIIIWWWWWC\"\n")).unwrap_err();
        assert_eq!(line, Some(added() + 5), "the second template, not the first: {problem}");
        assert!(problem.contains("9PIIIIIWWWWWC"), "{problem}");
        let (line, problem) =
            parsed(&format!("{good}[[weighed_code]]\ntemplate = \"21IIIIIWWWWWC\"\n")).unwrap_err();
        assert_eq!(line, Some(added() + 5), "two layouts for one code: {problem}");
        let (line, _) = parsed("[[weighed_code]]\ntemplate = \"2PIIIIIWWWWWC\"\ndecimals = 6\n").unwrap_err();
        assert_eq!(line, Some(added() + 3), "more decimals than digits");
    }

    #[test]
    fn what_a_scanner_sends_for_gs_is_checked() {
        let scanner = |gs: &str| format!("[[scanner]]\nname = \"Dock\"\nport = \"/dev/x\"\ngs = {gs}\n");
        let rules = |gs: &str| parsed(&scanner(gs)).expect(gs).reading.rules_of("Dock");
        assert!(rules("\"kept\"").keeps_separators);
        assert!(!rules("\"lost\"").keeps_separators);
        assert_eq!(rules("\"|\"").gs_substitute, Some('|'));
        for wrong in ["\"-\"", "\"A\"", "\"F13\"", "\"sometimes\""] {
            let (line, problem) = parsed(&scanner(wrong)).unwrap_err();
            assert_eq!(line, Some(added() + 4), "{wrong}: {problem}");
        }
        let (line, problem) = parsed(&scanner("\"F8\"")).unwrap_err();
        assert_eq!((line, problem.contains("function keys")), (Some(added() + 4), true), "{problem}");
        let typed = parsed("[keyboard]\nlayout = \"germany\"\ngs = \"F8\"\n").expect("keyboards have them");
        let keyboard = typed.keyboard.as_ref().expect("it is set up");
        assert_eq!(keyboard.decoding().gs_function_key, Some(8));
        assert!(typed.reading.rules_of("wedge").keeps_separators, "the decoder makes GS of F8");
    }

    #[test]
    fn a_scanner_names_the_work_it_begins() {
        let settings = parsed("[[scanner]]\nname = \"Dock\"\nport = \"/dev/x\"\nflow = \"receive\"\n");
        let settings = settings.expect("a flow of ours");
        assert_eq!(settings.reading.flows.get("Dock"), Some(&floor::screen::Flow::Receive));
        assert!(parsed("[[scanner]]\nname = \"Dock\"\nport = \"/dev/x\"\nflow = \"fly\"\n").is_err());
    }
}
