//! What a printer can be asked in its own language, and what its answers mean. Pure: bytes in, values out.
//! Drawing labels is not its matter.

pub mod host_status;
pub mod identity;
pub mod odometer;
pub mod status;
mod tspl;
mod zpl;

pub use identity::PrinterIdentity;
use serde::{Deserialize, Serialize};
pub use status::PrinterStatus;

/// As written in the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrinterLanguage {
    #[default]
    Zpl,
    Tspl,
}

/// One thing to ask.
#[derive(Clone, Copy)]
pub struct Question {
    /// To be sent as it is, acted on at once, even in the middle of other data.
    pub bytes: &'static [u8],
    /// Whether a whole answer is among the bytes.
    pub is_complete: fn(&[u8]) -> bool,
}

pub trait Language: Sync {
    fn name(&self) -> PrinterLanguage;

    /// How the printer is. Asked often.
    fn status(&self) -> Question;
    fn read_status(&self, answer: &[u8]) -> Option<PrinterStatus>;

    /// More about a fault, where the short answer says only that there is one.
    fn details(&self) -> Option<Question>;
    fn add_details(&self, status: &mut PrinterStatus, answer: &[u8]);

    /// Labels that came out of it ever; `None` where the language has no such counter.
    fn counter(&self) -> Option<Question>;
    fn read_counter(&self, answer: &[u8]) -> Option<u64>;

    /// Who it is: the one question every printer of this language answers.
    fn who(&self) -> Question;
    fn read_who(&self, answer: &[u8]) -> Option<PrinterIdentity>;

    /// More about who it is; printers may stay silent.
    fn more_about_it(&self) -> &'static [Question];
    fn add_to_identity(&self, identity: &mut PrinterIdentity, question: usize, answer: &[u8]);

    /// Whether a label spoiled by the end of the paper is printed again by itself, as far as is known.
    fn repeats_spoiled(&self) -> bool;

    /// What makes the printer forget a label of which only the first part came.
    fn drop_half(&self) -> Option<&'static [u8]>;
}

impl PrinterLanguage {
    pub const ALL: [PrinterLanguage; 2] = [PrinterLanguage::Zpl, PrinterLanguage::Tspl];

    pub fn speech(self) -> &'static dyn Language {
        match self {
            PrinterLanguage::Zpl => &zpl::Zpl,
            PrinterLanguage::Tspl => &tspl::Tspl,
        }
    }

    /// For the words: `ZPL`, `TSPL`.
    pub fn text(self) -> &'static str {
        match self {
            PrinterLanguage::Zpl => "ZPL",
            PrinterLanguage::Tspl => "TSPL",
        }
    }
}
