//! Carriers' tracking numbers: which carrier a scan may belong to, how sure that is, and where it is tracked.
//! A pure recogniser; which shipment is expected is known elsewhere, and that beats every guess
//! ([`is_same`]).
//!
//! Sources: the carriers' published formats as collected in public data of tracking numbers (UPS, FedEx,
//! USPS, DHL), Universal Postal Union S10; Indonesian carriers by what their clients' code accepts. What is
//! not established is a candidate marked [`Certainty::Unsure`], never a truth. Absent on purpose: fetching
//! pages.

pub mod checks;
mod dhl;
mod fedex;
mod indonesia;
mod page;
mod post;
mod same;
mod ups;
mod usps;

pub use page::{Page, hosts, page};
pub use same::is_same;

use crate::gtin;

/// Whose number it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Carrier {
    Ups,
    FedEx,
    Usps,
    /// Another postal operator, by the two letters of its country.
    Post,
    PosIndonesia,
    Dhl,
    DhlECommerce,
    Jne,
    JAndT,
    SiCepat,
    ShopeeExpress,
    AnterAja,
    IdExpress,
    NinjaXpress,
    LionParcel,
}

/// What its check digit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Valid,
    /// It has the carrier's shape, and its check character should be another.
    Invalid {
        expected: char,
    },
    /// The format has none, or none that is known.
    None,
}

/// How far a candidate may be trusted without a shipment that expects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// One of several readings, or by a format nobody confirmed: ask.
    Unsure,
    /// Nothing else is as near.
    Likely,
    /// No other code has this shape and check.
    Certain,
}

/// A piece of the number by what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `shipper`, `service`, `package`, `postcode`, `country` …
    pub name: &'static str,
    pub text: String,
}

/// One reading of a scan as tracking number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub carrier: Carrier,
    /// The format's own name, `ups-1z`.
    pub family: &'static str,
    /// What the carrier's tracking page wants; not always all that was scanned.
    pub number: String,
    pub pieces: Vec<Piece>,
    pub check: Check,
    pub certainty: Certainty,
}

/// What is known besides the scan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// ISO 3166-1 letters of the site's country, which carriers' bare digits are likelier by.
    pub country: Option<String>,
}

impl Carrier {
    pub const ALL: [Carrier; 15] = [
        Carrier::Ups,
        Carrier::FedEx,
        Carrier::Usps,
        Carrier::Post,
        Carrier::PosIndonesia,
        Carrier::Dhl,
        Carrier::DhlECommerce,
        Carrier::Jne,
        Carrier::JAndT,
        Carrier::SiCepat,
        Carrier::ShopeeExpress,
        Carrier::AnterAja,
        Carrier::IdExpress,
        Carrier::NinjaXpress,
        Carrier::LionParcel,
    ];

    /// Its name as it writes it, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Carrier::Ups => "UPS",
            Carrier::FedEx => "FedEx",
            Carrier::Usps => "USPS",
            Carrier::Post => "Post",
            Carrier::PosIndonesia => "Pos Indonesia",
            Carrier::Dhl => "DHL Express",
            Carrier::DhlECommerce => "DHL eCommerce",
            Carrier::Jne => "JNE",
            Carrier::JAndT => "J&T Express",
            Carrier::SiCepat => "SiCepat",
            Carrier::ShopeeExpress => "SPX Express",
            Carrier::AnterAja => "AnterAja",
            Carrier::IdExpress => "ID Express",
            Carrier::NinjaXpress => "Ninja Xpress",
            Carrier::LionParcel => "Lion Parcel",
        }
    }
}

impl Carrier {
    /// The country it delivers in, where that is one.
    pub fn home(self) -> Option<&'static str> {
        match self {
            Carrier::Usps => Some("US"),
            Carrier::PosIndonesia
            | Carrier::Jne
            | Carrier::JAndT
            | Carrier::SiCepat
            | Carrier::ShopeeExpress
            | Carrier::AnterAja
            | Carrier::IdExpress
            | Carrier::NinjaXpress
            | Carrier::LionParcel => Some("ID"),
            _ => None,
        }
    }
}

impl Candidate {
    fn new(carrier: Carrier, family: &'static str, number: &str) -> Candidate {
        let number = number.to_owned();
        Candidate {
            carrier,
            family,
            number,
            pieces: Vec::new(),
            check: Check::None,
            certainty: Certainty::Unsure,
        }
    }

    fn with(mut self, name: &'static str, text: &str) -> Candidate {
        self.pieces.push(Piece { name, text: text.to_owned() });
        self
    }

    fn checked(mut self, expected: Option<char>, found: &str) -> Candidate {
        self.check = match expected {
            Some(expected) if found.starts_with(expected) => Check::Valid,
            Some(expected) => Check::Invalid { expected },
            None => Check::None,
        };
        self
    }

    /// As sure as `certainty` where the check holds, never where it does not.
    fn sure(self, certainty: Certainty) -> Candidate {
        let certainty = if self.check == Check::Valid { certainty } else { Certainty::Unsure };
        Candidate { certainty, ..self }
    }

    /// Of a format without a check digit.
    fn shaped(self, certainty: Certainty) -> Candidate {
        Candidate { certainty, ..self }
    }

    pub fn piece(&self, name: &str) -> Option<&str> {
        self.pieces.iter().find(|piece| piece.name == name).map(|piece| piece.text.as_str())
    }
}

/// Longest number of any carrier, with room for routing.
const LONGEST: usize = 64;

/// Trimmed, in capitals, without blanks, tabs, hyphens, separators and an AIM identifier; `None` when
/// something is in it that no tracking number has, or nothing is left.
pub fn cleaned(text: &str) -> Option<String> {
    let text = text.trim();
    let (_, rest) = crate::scan::split_aim(text.as_bytes());
    let text = &text[text.len() - rest.len()..];
    let kept = text.chars().filter(|character| !matches!(character, ' ' | '\t' | '\0' | '-' | '\u{1d}'));
    let text: String = kept.take(LONGEST + 1).map(|character| character.to_ascii_uppercase()).collect();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    (is_plain && (1..=LONGEST).contains(&text.len())).then_some(text)
}

/// Every carrier this may belong to, the surest first; empty where none has such numbers.
pub fn recognise(text: &str, hints: &Hints) -> Vec<Candidate> {
    let Some(code) = cleaned(text) else { return Vec::new() };
    let mut found = Vec::new();
    found.extend(ups::read(&code));
    found.extend(usps::read(&code));
    found.extend(post::read(&code));
    found.extend(fedex::read(&code));
    found.extend(dhl::read(&code));
    found.extend(indonesia::read(&code, text));
    settle(&mut found, &code, hints);
    found
}

/// Bare digits are anybody's: each becomes less sure where another reading, of goods or of a carrier, is as
/// good.
fn settle(found: &mut Vec<Candidate>, code: &str, hints: &Hints) {
    let at_home = |country: &str| hints.country.as_deref() == Some(country);
    for candidate in found.iter_mut().filter(|candidate| candidate.certainty == Certainty::Likely) {
        let is_likely = match candidate.carrier {
            _ if !is_digits(code) => true,
            Carrier::Jne | Carrier::SiCepat => at_home("ID"),
            Carrier::Usps | Carrier::FedEx => at_home("US"),
            _ => true,
        };
        if !is_likely {
            candidate.certainty = Certainty::Unsure;
        }
    }
    if is_goods(code) {
        // An EAN-13 or SSCC is looked up first; a carrier comes after that.
        for candidate in found.iter_mut().filter(|candidate| candidate.certainty == Certainty::Likely) {
            candidate.certainty = Certainty::Unsure;
        }
    }
    let likely = found.iter().filter(|candidate| candidate.certainty == Certainty::Likely).count();
    if likely > 1 {
        for candidate in found.iter_mut().filter(|candidate| candidate.certainty == Certainty::Likely) {
            candidate.certainty = Certainty::Unsure;
        }
    }
    let invalid = |check: Check| matches!(check, Check::Invalid { .. });
    if found.iter().any(|candidate| candidate.certainty == Certainty::Certain) {
        found.retain(|candidate| candidate.certainty == Certainty::Certain || !invalid(candidate.check));
    }
    let is_abroad = |carrier: Carrier| !carrier.home().is_some_and(at_home);
    found.sort_by_key(|candidate| {
        (std::cmp::Reverse(candidate.certainty), invalid(candidate.check), is_abroad(candidate.carrier))
    });
}

/// A trade item number or a shipping container code with a right check digit.
fn is_goods(code: &str) -> bool {
    let is_number = matches!(code.len(), 8 | 12 | 13 | 14 | 18) && gtin::is_checked(code);
    is_number || (code.len() == 20 && code.starts_with("00") && gtin::is_checked(&code[2..]))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
