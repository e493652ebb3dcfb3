//! AIM symbology identifiers: `]`, a letter for the symbology, a character for how it was read. Source:
//! ISO/IEC 15424 and GS1 General Specifications 5.1.3; Grid Matrix, Han Xin and DotCode from their own
//! standards.

/// The kind of bar code, as far as the identifier tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Symbology {
    Code39,
    Telepen,
    Code128,
    CodeOne,
    /// EAN-13, EAN-8, UPC-A, UPC-E and their add-ons.
    EanUpc,
    Codabar,
    Code93,
    Code11,
    /// ITF-14 among others.
    Interleaved2Of5,
    /// DotCode; `J` once stood for nothing.
    DotCode,
    Code16K,
    /// PDF417 and MicroPDF417.
    Pdf417,
    Msi,
    Anker,
    Codablock,
    Plessey,
    /// QR and Micro QR.
    QrCode,
    /// Two bars as start and stop: IATA, Matrix.
    Straight2Of5WithTwoBars,
    Straight2Of5,
    Code49,
    MaxiCode,
    /// Whatever has no letter of its own: Trioptic, postal codes, Bookland.
    Other,
    SystemExpansion,
    /// Keyed in, or from a magnetic stripe.
    NoBarCode,
    DataMatrix,
    /// GS1 DataBar and GS1 Composite.
    DataBar,
    GridMatrix,
    HanXin,
    /// Letters read by a camera.
    Ocr,
    PosiCode,
    SuperCode,
    Ultracode,
    Aztec,
}

/// A symbology and how it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Aim {
    pub symbology: Symbology,
    /// 0 to 15.
    pub modifier: u8,
}

/// What the identifier promises of the data behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// A GS1 element string: `]C1 ]e0 ]d2 ]Q3 ]J1`, and no other.
    Gs1,
    /// EAN-13, UPC-A or UPC-E, 13 digits where the scanner expands them.
    Retail,
    /// An EAN-13 with two or five digits of add-on behind it.
    RetailWithAddOn,
    /// Two or five digits of add-on alone.
    AddOn,
    Ean8,
    /// Fourteen digits of it are a GTIN with its packing level.
    Interleaved,
    /// FNC1 in second place: the format of some other industry, behind its own indicator.
    OtherIndustry,
    /// Blood and tissue, ISBT 128.
    Blood,
    /// Anything but an element string: this symbology says so itself when it holds one.
    Plain,
    /// Nothing: the symbology has no way to say it.
    Nothing,
}

/// Lower-case `c` (Channel Code) is left out: nobody uses it, and `]c1` is what Caps Lock makes of `]C1`.
const LETTERS: &[(char, Symbology)] = &[
    ('A', Symbology::Code39),
    ('B', Symbology::Telepen),
    ('C', Symbology::Code128),
    ('D', Symbology::CodeOne),
    ('E', Symbology::EanUpc),
    ('F', Symbology::Codabar),
    ('G', Symbology::Code93),
    ('H', Symbology::Code11),
    ('I', Symbology::Interleaved2Of5),
    ('J', Symbology::DotCode),
    ('K', Symbology::Code16K),
    ('L', Symbology::Pdf417),
    ('M', Symbology::Msi),
    ('N', Symbology::Anker),
    ('O', Symbology::Codablock),
    ('P', Symbology::Plessey),
    ('Q', Symbology::QrCode),
    ('R', Symbology::Straight2Of5WithTwoBars),
    ('S', Symbology::Straight2Of5),
    ('T', Symbology::Code49),
    ('U', Symbology::MaxiCode),
    ('X', Symbology::Other),
    ('Y', Symbology::SystemExpansion),
    ('Z', Symbology::NoBarCode),
    ('d', Symbology::DataMatrix),
    ('e', Symbology::DataBar),
    ('g', Symbology::GridMatrix),
    ('h', Symbology::HanXin),
    ('o', Symbology::Ocr),
    ('p', Symbology::PosiCode),
    ('s', Symbology::SuperCode),
    ('u', Symbology::Ultracode),
    ('z', Symbology::Aztec),
];

impl Aim {
    /// From its three characters; `None` for anything else.
    pub fn parse(text: &str) -> Option<Aim> {
        match text.as_bytes() {
            [b']', letter, modifier] => Aim::of(*letter, *modifier),
            _ => None,
        }
    }

    pub(super) fn of(letter: u8, modifier: u8) -> Option<Aim> {
        let (_, symbology) = LETTERS.iter().find(|(known, _)| *known == char::from(letter))?;
        let modifier = match modifier {
            b'0'..=b'9' => modifier - b'0',
            b'A'..=b'F' => modifier - b'A' + 10,
            _ => return None,
        };
        Some(Aim { symbology: *symbology, modifier })
    }

    /// Its three characters.
    pub fn text(self) -> String {
        let letter = LETTERS.iter().find(|(_, symbology)| *symbology == self.symbology);
        let modifier = char::from_digit(u32::from(self.modifier), 16).unwrap_or('0').to_ascii_uppercase();
        letter.map(|(letter, _)| format!("]{letter}{modifier}")).unwrap_or_default()
    }

    /// Whether an element string stands behind it.
    pub fn is_gs1(self) -> bool {
        self.promise() == Promise::Gs1
    }

    pub fn promise(self) -> Promise {
        use Symbology::{
            Aztec, Codabar, Code11, Code39, Code93, Code128, DataBar, DataMatrix, DotCode, EanUpc,
            Interleaved2Of5, Msi, Pdf417, QrCode,
        };
        match (self.symbology, self.modifier) {
            (Code128, 1) | (DataBar, 0) | (DataMatrix, 2) | (QrCode, 3) | (DotCode, 1) => Promise::Gs1,
            (EanUpc, 0) => Promise::Retail,
            (EanUpc, 1 | 2) => Promise::AddOn,
            (EanUpc, 3) => Promise::RetailWithAddOn,
            (EanUpc, 4) => Promise::Ean8,
            (Interleaved2Of5, _) => Promise::Interleaved,
            (Code128, 2) | (DataMatrix, 3 | 6) | (QrCode, 5 | 6) | (DotCode, 2) => Promise::OtherIndustry,
            (Code128, 4) => Promise::Blood,
            (
                Code39 | Code128 | DataMatrix | QrCode | DotCode | Pdf417 | Aztec | Codabar | Code93 | Code11
                | Msi,
                _,
            ) => Promise::Plain,
            _ => Promise::Nothing,
        }
    }

    /// Characters at the end of the data that are only a check of the reading, sent along by the scanner's
    /// setting: a plain code is to be looked up without them too. An ITF-14's last digit is its own and none
    /// of these.
    pub fn sent_checks(self) -> usize {
        match (self.symbology, self.modifier) {
            (Symbology::Code39, 1 | 5) => 1,
            (Symbology::Codabar, 2) => 1,
            (Symbology::Code11, 0) => 1,
            (Symbology::Code11, 1) => 2,
            (Symbology::Interleaved2Of5 | Symbology::Straight2Of5WithTwoBars, 1) => 1,
            (Symbology::Msi, 0) => 1,
            _ => 0,
        }
    }

    /// Every identifier there can be.
    pub fn all() -> impl Iterator<Item = Aim> {
        LETTERS
            .iter()
            .flat_map(|(_, symbology)| (0..16).map(|modifier| Aim { symbology: *symbology, modifier }))
    }
}
