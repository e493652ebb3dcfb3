//! UPC-E, the short form of some UPC-A numbers, both ways. Source: GS1 General Specifications 5.2.2.4.

use super::{Gtin, GtinError, check_digit, is_digits};

/// UPC-E to the UPC-A it stands for: 6 digits (number system 0), 7 (with number system) or 8 (with check
/// digit).
///
/// # Errors
/// As [`super::normalise`]; other number systems than 0 and 1 have no UPC-E and count as a wrong length.
pub fn expand_upc_e(digits: &str) -> Result<Gtin, GtinError> {
    if !is_digits(digits) {
        return Err(GtinError::NotDigits { text: digits.chars().take(40).collect() });
    }
    let (system, short) = match digits.len() {
        6 => ("0", digits),
        7 | 8 => digits.split_at(1),
        length => return Err(GtinError::Length { length }),
    };
    if !matches!(system, "0" | "1") {
        return Err(GtinError::Length { length: digits.len() });
    }
    let (short, printed) = short.split_at(6);
    let (head, last) = short.split_at(5);
    let body = match last {
        "0" | "1" | "2" => format!("{system}{}{last}0000{}", &head[..2], &head[2..]),
        "3" => format!("{system}{}00000{}", &head[..3], &head[3..]),
        "4" => format!("{system}{}00000{}", &head[..4], &head[4..]),
        _ => format!("{system}{head}0000{last}"),
    };
    match check_digit(&body) {
        Some(expected) if printed.is_empty() || printed.starts_with(expected) => {
            Ok(Gtin(format!("00{body}{expected}")))
        }
        Some(expected) => Err(GtinError::CheckDigit { text: digits.to_owned(), expected }),
        None => Err(GtinError::NotDigits { text: body }),
    }
}

/// What eight digits without a symbology can be: both check digits may fit, and then a person says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EightDigits {
    pub ean_8: Option<Gtin>,
    pub upc_e: Option<Gtin>,
}

/// Both readings of eight digits; neither for anything else.
pub fn eight_digits(digits: &str) -> EightDigits {
    let is_eight = digits.len() == 8 && is_digits(digits);
    let ean_8 = (is_eight && super::is_checked(digits)).then(|| Gtin(format!("000000{digits}")));
    EightDigits { ean_8, upc_e: expand_upc_e(digits).ok().filter(|_| is_eight) }
}

impl Gtin {
    /// The UPC-E that stands for it, 8 digits with number system and check digit; `None` where there is none.
    pub fn upc_e(&self) -> Option<String> {
        let body = self.0.strip_prefix("00")?;
        let (system, maker, item, check) = (&body[..1], &body[1..6], &body[6..11], &body[11..]);
        if !matches!(system, "0" | "1") {
            return None;
        }
        let short = if matches!(&maker[2..], "000" | "100" | "200") && item.starts_with("00") {
            format!("{}{}{}", &maker[..2], &item[2..], &maker[2..3])
        } else if maker.ends_with("00") && item.starts_with("000") {
            format!("{}{}3", &maker[..3], &item[3..])
        } else if maker.ends_with('0') && item.starts_with("0000") {
            format!("{}{}4", &maker[..4], &item[4..])
        } else if matches!(item, "00005" | "00006" | "00007" | "00008" | "00009") {
            format!("{maker}{}", &item[4..])
        } else {
            return None;
        };
        Some(format!("{system}{short}{check}"))
    }
}
