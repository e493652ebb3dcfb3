//! Our own codes, which decide alone: `TLN` (`TLX` in training) + kind letter + 8 letters of number + 2
//! check letters.
//!
//! All letters behind the kind are of sixteen that sit in the same place on QWERTY, QWERTZ and AZERTY
//! keyboards and that nobody reads as a digit; each carries four bits, highest first. The check is CRC-8
//! with polynomial x⁸+x²+x+1 (0x07), start 0, nothing reflected or inverted, over the first twelve
//! characters in capital ASCII. It finds every single wrong letter, and every two letters of the number
//! that changed places.

use crate::message::Value;

const ALPHABET: &[u8; 16] = b"BCDEFGHJKNPRSTVX";
const LENGTH: usize = 14;
const CHECKED_LENGTH: usize = 12;

/// What one of our codes names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnKind {
    Command,
    Badge,
    Container,
    Location,
    PrintJob,
    Document,
}

/// A code of our own; the number is fixed for commands, random for badges, unique within its kind for the
/// rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OwnCode {
    pub kind: OwnKind,
    /// Made for training: never touches the real ledger.
    pub training: bool,
    pub number: u32,
}

/// It has our shape, but its letters do not fit together: damaged, or typed wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read {text} as one of our codes: its check letters do not fit")]
pub struct DamagedCode {
    /// In capitals.
    pub text: String,
}

impl OwnKind {
    pub const ALL: [OwnKind; 6] = [
        OwnKind::Command,
        OwnKind::Badge,
        OwnKind::Container,
        OwnKind::Location,
        OwnKind::PrintJob,
        OwnKind::Document,
    ];

    fn letter(self) -> char {
        match self {
            OwnKind::Command => 'C',
            OwnKind::Badge => 'B',
            OwnKind::Container => 'H',
            OwnKind::Location => 'L',
            OwnKind::PrintJob => 'P',
            OwnKind::Document => 'D',
        }
    }

    fn from_letter(letter: char) -> Option<OwnKind> {
        OwnKind::ALL.into_iter().find(|kind| kind.letter() == letter)
    }
}

impl OwnCode {
    /// For the real ledger, not for training.
    pub fn new(kind: OwnKind, number: u32) -> OwnCode {
        OwnCode { kind, training: false, number }
    }

    /// The fourteen capital letters that are printed.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(LENGTH);
        text.push_str(if self.training { "TLX" } else { "TLN" });
        text.push(self.kind.letter());
        text.extend((0..8).rev().map(|place| letter(self.number >> (4 * place))));
        let check = u32::from(crc_8(text.as_bytes()));
        text.extend([letter(check >> 4), letter(check)]);
        text
    }

    /// `None` when `text` is not ours at all: ours are 14 letters beginning with `TLN` or `TLX` and a kind
    /// letter. Case and blanks around it do not matter.
    pub fn parse(text: &str) -> Option<Result<OwnCode, DamagedCode>> {
        let text = text.trim().to_ascii_uppercase();
        if text.len() != LENGTH || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return None;
        }
        let training = match &text[..3] {
            "TLN" => false,
            "TLX" => true,
            _ => return None,
        };
        let kind = OwnKind::from_letter(char::from(text.as_bytes()[3]))?;
        let number = value(&text.as_bytes()[4..CHECKED_LENGTH]);
        let check = value(&text.as_bytes()[CHECKED_LENGTH..]);
        Some(match (number, check) {
            (Some(number), Some(check)) if check == u32::from(crc_8(&text.as_bytes()[..CHECKED_LENGTH])) => {
                Ok(OwnCode { kind, training, number })
            }
            _ => Err(DamagedCode { text }),
        })
    }
}

impl std::fmt::Display for OwnCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

/// The letter of the lowest four bits.
fn letter(bits: u32) -> char {
    char::from(ALPHABET[(bits & 15) as usize])
}

/// `None` when a letter is not one of the sixteen. At most eight letters.
fn value(letters: &[u8]) -> Option<u32> {
    letters.iter().try_fold(0, |value, letter| {
        let bits = ALPHABET.iter().position(|other| other == letter)?;
        Some(value << 4 | bits as u32)
    })
}

fn crc_8(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc: u8, _| if crc & 0x80 == 0 { crc << 1 } else { (crc << 1) ^ 0x07 })
    })
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $name:literal;)*) => {
        /// What a command code asks for. The numbers are on printed sheets and never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $($(#[$doc])* $variant),* }

        impl Command {
            pub const ALL: &'static [Command] = &[$(Command::$variant),*];

            /// Fixed for ever.
            pub fn number(self) -> u32 {
                match self { $(Command::$variant => $number),* }
            }

            /// The word by which sentences and settings know it.
            pub fn name(self) -> &'static str {
                match self { $(Command::$variant => $name),* }
            }

            pub fn from_number(number: u32) -> Option<Command> {
                match number { $($number => Some(Command::$variant),)* _ => None }
            }

            pub fn from_name(name: &str) -> Option<Command> {
                match name { $($name => Some(Command::$variant),)* _ => None }
            }
        }
    };
}

commands! {
    Undo = 1, "undo";
    Done = 2, "done";
    Cancel = 3, "cancel";
    /// Choose from what is here.
    Choose = 4, "choose";
    /// Put the unknown code in the tray.
    Park = 5, "park";
    Reprint = 6, "reprint";
    /// Take the number keyed so far.
    Enter = 7, "enter";
    /// Put goods on hold.
    Hold = 8, "hold";
    /// No lot is printed on the goods: make ours.
    NoLot = 9, "no-lot";
    /// No date is printed on the goods.
    NoDate = 10, "no-date";
    Help = 16, "help";
    Where = 17, "where";
    Info = 18, "info";
    SwitchUser = 19, "switch-user";
    Lock = 20, "lock";
    ReportProblem = 21, "report-problem";
    Receive = 32, "receive";
    Move = 33, "move";
    Adjust = 34, "adjust";
    Count = 35, "count";
    Point = 46, "point";
    Digit0 = 48, "digit-0";
    Digit1 = 49, "digit-1";
    Digit2 = 50, "digit-2";
    Digit3 = 51, "digit-3";
    Digit4 = 52, "digit-4";
    Digit5 = 53, "digit-5";
    Digit6 = 54, "digit-6";
    Digit7 = 55, "digit-7";
    Digit8 = 56, "digit-8";
    Digit9 = 57, "digit-9";
    Times6 = 64, "times-6";
    Times12 = 65, "times-12";
    Times24 = 66, "times-24";
}

impl Command {
    /// Its name as it is said and printed.
    pub fn word(self) -> Value {
        Value::Word(format!("command-{}", self.name()))
    }

    /// The code on the command sheet.
    pub fn code(self) -> OwnCode {
        OwnCode::new(OwnKind::Command, self.number())
    }

    /// The digit it keys.
    pub fn digit(self) -> Option<u8> {
        match self.number() {
            number @ 48..=57 => u8::try_from(number - 48).ok(),
            _ => None,
        }
    }

    /// How often the next thing counts.
    pub fn times(self) -> Option<i64> {
        match self {
            Command::Times6 => Some(6),
            Command::Times12 => Some(12),
            Command::Times24 => Some(24),
            _ => None,
        }
    }
}
