//! From the bytes of a scan to what they say: our own code, GS1, a bare number, or just text. Pure: which
//! thing it names is looked up elsewhere.

use super::text::text_of;
use super::{Aim, Promise, Scan};
use crate::code::OwnCode;
use crate::gs1::format::is_in_set_82;
use crate::gs1::{self, Elements, Gs1Error, LostSeparator, Problem};
use crate::gtin::{self, Gtin, GtinError};
use jiff::civil::Date;

/// What a scan says, by itself; which thing it names is looked up elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// One of ours: decides alone.
    Own(OwnCode),
    /// One of ours whose check letters do not fit.
    OwnDamaged {
        text: String,
    },
    /// An element string; [`Elements::is_guessed`] when no symbology said so.
    Gs1(Elements),
    DigitalLink(Elements),
    /// A bare trade item number; [`Scan::text`] has the digits as scanned, which may be a plain code as
    /// well.
    Gtin(Gtin),
    /// A bare serial shipping container code, 18 digits.
    Sscc(String),
    /// 8, 12, 13 or 14 digits whose last one is wrong; look `code` up as a plain code first.
    WrongCheckDigit {
        code: String,
        expected: char,
    },
    /// Two elements may have become one on the way: never to be booked. `lost` explains it.
    SeparatorLost {
        text: String,
        lost: Box<LostSeparator>,
    },
    /// Said to be GS1, or looks like it for certain, and does not hold.
    BadGs1 {
        text: String,
        error: Box<Gs1Error>,
    },
    /// Anything else.
    Text(String),
    /// Empty, or holds characters no code has: garbled on the line.
    Unreadable,
    /// `length` in characters.
    TooLong {
        length: usize,
        limit: usize,
    },
}

/// What is known of the source a scan came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingRules {
    /// The character this source sends for GS; only one that [`ReadingRules::may_substitute`] is heeded.
    pub gs_substitute: Option<char>,
    /// Separators surely arrive from here. Otherwise a message without any, in which one could be missing,
    /// is refused.
    pub keeps_separators: bool,
    /// Somebody set this source up to read plain symbologies (`]C0 ]A0 ]d1 ]Q1 …`) like scans without an
    /// identifier: its makers print element strings without FNC1. Never so by itself.
    pub guesses_plain: bool,
    /// Somebody set this source up to take Digital Links whose GTIN has fewer than 14 digits.
    pub takes_short_links: bool,
}

impl ReadingRules {
    /// Before anybody set it up: keyboards lose separators, all other sources keep them.
    pub fn of_source(source: &str) -> ReadingRules {
        ReadingRules { keeps_separators: !matches!(source, "wedge" | "typed"), ..ReadingRules::default() }
    }

    /// Printable, and in no GS1 value: `| ~ ^ { } # $ @ [ \ ]` and the backtick.
    pub fn may_substitute(character: char) -> bool {
        character.is_ascii_graphic() && !is_in_set_82(character as u8)
    }
}

/// Reads a scan by the rules its source starts with, [`ReadingRules::of_source`].
pub fn read(scan: &Scan, today: Date) -> Reading {
    read_by(scan, &ReadingRules::of_source(&scan.source), today)
}

/// From bytes to what they say: the symbology decides where it is known, then our own codes, then the order
/// of guessing of devices.md 1.4. `today` tells the century of two-digit years.
pub fn read_by(scan: &Scan, rules: &ReadingRules, today: Date) -> Reading {
    let (aim, bytes) = scan.content();
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(reading) => return reading,
    };
    if let Some(own) = OwnCode::parse(&text) {
        return own.map_or_else(|damaged| Reading::OwnDamaged { text: damaged.text }, Reading::Own);
    }
    let reader = Reader { text: &text, rules, today };
    let Some(promise) = aim.as_deref().and_then(Aim::parse).map(Aim::promise) else { return reader.guess() };
    match promise {
        Promise::Gs1 => reader.element_string(),
        Promise::Retail => reader.retail_code(),
        Promise::RetailWithAddOn => reader.retail_code_with_add_on(),
        Promise::Ean8 => reader.trade_number(gtin::normalise(reader.without_add_on())),
        Promise::AddOn => Reading::Text(text.clone()),
        Promise::Interleaved => reader.interleaved(),
        // These symbologies say themselves when they hold an element string, and have not.
        Promise::Plain if rules.guesses_plain => reader.guess(),
        Promise::Plain | Promise::OtherIndustry | Promise::Blood => reader.plain(),
        Promise::Nothing => reader.guess(),
    }
}

struct Reader<'a> {
    text: &'a str,
    rules: &'a ReadingRules,
    today: Date,
}

impl Reader<'_> {
    /// The symbology says that this is GS1.
    fn element_string(&self) -> Reading {
        let data = self.separated();
        if data.chars().any(|character| character > '~') {
            return Reading::Unreadable;
        }
        match gs1::parse(data.as_bytes(), self.today) {
            Ok(elements) if !elements.separator_lost() => Reading::Gs1(elements),
            Ok(elements) => self.lost_separator().unwrap_or(Reading::Gs1(elements)),
            Err(error) => self.lost_separator().unwrap_or_else(|| self.bad(error)),
        }
    }

    /// EAN-13, UPC-A, and UPC-E where the scanner does not expand it.
    fn retail_code(&self) -> Reading {
        let digits = self.without_add_on();
        match digits.len() {
            6..=8 => self.trade_number(gtin::expand_upc_e(digits).or_else(|_| gtin::normalise(digits))),
            _ => self.trade_number(gtin::normalise(digits)),
        }
    }

    /// Some scanners send an add-on behind an identifier of its own: `…]E112`.
    fn without_add_on(&self) -> &str {
        match self.text.split_once(']') {
            Some((digits, add_on)) if add_on.starts_with("E1") || add_on.starts_with("E2") => digits,
            _ => self.text,
        }
    }

    /// The two or five digits behind an EAN-13 are an issue or a price, never the item's number.
    fn retail_code_with_add_on(&self) -> Reading {
        match (self.text.len(), self.text.get(..13)) {
            (15 | 18, Some(code)) => self.trade_number(gtin::normalise(code)),
            _ => self.retail_code(),
        }
    }

    fn interleaved(&self) -> Reading {
        if self.text.len() == 14 { self.trade_number(gtin::normalise(self.text)) } else { self.plain() }
    }

    fn trade_number(&self, result: Result<Gtin, GtinError>) -> Reading {
        match result {
            Ok(gtin) => Reading::Gtin(gtin),
            Err(GtinError::CheckDigit { expected, .. }) => {
                Reading::WrongCheckDigit { code: self.text.to_owned(), expected }
            }
            Err(_) => Reading::Text(self.text.to_owned()),
        }
    }

    /// Never an element string, but may be a link, a bare number, or anything.
    fn plain(&self) -> Reading {
        if gs1::is_web_address(self.text) {
            return self.link();
        }
        match (self.text.len(), gtin::normalise(self.text)) {
            (_, Ok(gtin)) => Reading::Gtin(gtin),
            (18, Err(_)) if gtin::is_checked(self.text) => Reading::Sscc(self.text.to_owned()),
            _ => Reading::Text(self.text.to_owned()),
        }
    }

    /// Nothing is known of the symbology.
    fn guess(&self) -> Reading {
        if gs1::is_web_address(self.text) {
            return self.link();
        }
        if self.begins_with_bracketed_identifier() {
            return self.bracketed();
        }
        if let Some(reading) = self.guess_separated() {
            return reading;
        }
        if matches!(self.text.len(), 8 | 12 | 13 | 14) {
            return self.trade_number(gtin::normalise(self.text));
        }
        if matches!(self.text.len(), 18 | 20) && gtin::is_checked(self.text) {
            match self.text.strip_prefix("00").filter(|rest| rest.len() == 18) {
                Some(rest) => return Reading::Sscc(rest.to_owned()),
                None if self.text.len() == 18 => return Reading::Sscc(self.text.to_owned()),
                None => {}
            }
        }
        self.guess_unseparated()
    }

    /// Something with separators in it. A substitute counts only where the whole then holds.
    fn guess_separated(&self) -> Option<Reading> {
        let data = self.separated();
        if !data.contains(char::from(gs1::GS)) {
            return None;
        }
        match gs1::parse(data.as_bytes(), self.today) {
            Ok(elements) => Some(Reading::Gs1(elements.into_guess())),
            // The transfer format of ANSI MH10.8.2 has separators of its own and is none of ours.
            Err(_) if self.text.starts_with("[)>") => Some(Reading::Text(self.text.to_owned())),
            Err(_) if data.chars().any(|character| character > '~') => Some(Reading::Unreadable),
            Err(error) if self.has_real_separator() => Some(self.bad(error)),
            Err(_) => None,
        }
    }

    fn guess_unseparated(&self) -> Reading {
        match gs1::parse(self.text.as_bytes(), self.today) {
            // 90, 400 and others take any text, so a location `93-A-1` would read like GS1: a key must be in
            // it.
            Ok(elements) if elements.holds_checked_key() && elements.check_companions().is_ok() => {
                let lost = if elements.separator_lost() { self.lost_separator() } else { None };
                lost.unwrap_or_else(|| Reading::Gs1(elements.into_guess()))
            }
            Err(_) if self.begins_with_key() => {
                self.lost_separator().unwrap_or_else(|| Reading::Text(self.text.to_owned()))
            }
            _ => Reading::Text(self.text.to_owned()),
        }
    }

    fn bracketed(&self) -> Reading {
        match gs1::parse_bracketed(self.text, self.today) {
            Ok(elements) => Reading::Gs1(elements.into_guess()),
            Err(error) => self.bad(error),
        }
    }

    fn link(&self) -> Reading {
        let parse = match self.rules.takes_short_links {
            true => gs1::parse_link_with_short_gtin,
            false => gs1::parse_link,
        };
        match parse(self.text, self.today) {
            Ok(elements) => Reading::DigitalLink(elements),
            Err(error) if error.problem == Problem::NotALink => Reading::Text(self.text.to_owned()),
            Err(error) => self.bad(error),
        }
    }

    fn bad(&self, error: Gs1Error) -> Reading {
        Reading::BadGs1 { text: self.text.to_owned(), error: Box::new(error) }
    }

    /// Where this source may lose separators and one may be missing here.
    fn lost_separator(&self) -> Option<Reading> {
        if self.rules.keeps_separators || self.rules.gs_substitute.is_some() {
            return None;
        }
        let lost = gs1::lost_separator(self.separated().as_bytes(), self.today)?;
        Some(Reading::SeparatorLost { text: self.text.to_owned(), lost: Box::new(lost) })
    }

    /// With GS for the sign of GS and for the source's substitute.
    fn separated(&self) -> String {
        let substitute =
            self.rules.gs_substitute.filter(|character| ReadingRules::may_substitute(*character));
        let is_separator = |character: char| character == '\u{241d}' || Some(character) == substitute;
        self.text.replace(is_separator, "\u{1d}")
    }

    fn begins_with_bracketed_identifier(&self) -> bool {
        let identifier = self.text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        identifier.is_some_and(|(identifier, _)| gs1::table::find(identifier).is_some())
    }

    fn has_real_separator(&self) -> bool {
        self.text.contains(['\u{1d}', '\u{241d}'])
    }

    /// A GTIN or SSCC with a right check digit in front is hardly chance.
    fn begins_with_key(&self) -> bool {
        let key = match self.text.get(..2) {
            Some("00") => self.text.get(2..20),
            Some("01" | "02") => self.text.get(2..16),
            _ => None,
        };
        key.is_some_and(gtin::is_checked)
    }
}
