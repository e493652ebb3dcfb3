//! DHL Express and DHL eCommerce.

use super::checks::modulo_7;
use super::{Candidate, Carrier, Certainty, is_digits};

/// Letters that eCommerce numbers begin with.
const ECOMMERCE: &[&str] = &["GM", "LX", "RX", "UV", "CN", "SG", "TH", "IN", "HK", "MY"];

pub(super) fn read(code: &str) -> Vec<Candidate> {
    [waybill(code), piece(code), ecommerce(code)].into_iter().flatten().collect()
}

/// One in seven numbers of ten digits passes, telephone numbers among them.
fn waybill(code: &str) -> Option<Candidate> {
    if !matches!(code.len(), 10 | 11) || !is_digits(code) {
        return None;
    }
    let (serial, check) = code.split_at(code.len() - 1);
    Some(Candidate::new(Carrier::Dhl, "dhl-express", code).checked(modulo_7(serial), check))
}

/// The licence plate of one piece: J, two or three letters, nine digits or ten. Longer ones of JD and JJD
/// exist and are not confirmed.
fn piece(code: &str) -> Option<Candidate> {
    let rest = code.strip_prefix('J')?;
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = &rest[letters..];
    if !is_digits(digits) {
        return None;
    }
    let of = |family| Candidate::new(Carrier::Dhl, family, code);
    match (letters, digits.len()) {
        (2 | 3, 9 | 10) => Some(of("dhl-piece").shaped(Certainty::Likely)),
        (1 | 2, 16..=24) if rest.starts_with('D') || rest.starts_with("JD") => {
            Some(of("dhl-piece-long").shaped(Certainty::Unsure))
        }
        _ => None,
    }
}

fn ecommerce(code: &str) -> Option<Candidate> {
    let is_lettered = ECOMMERCE.iter().any(|prefix| code.starts_with(prefix))
        && (12..=41).contains(&code.len())
        && code.bytes().skip(2).any(|byte| byte.is_ascii_digit());
    let family = match code.len() {
        _ if is_lettered => "dhl-ecommerce",
        14 if is_digits(code) => "dhl-ecommerce-14",
        _ => return None,
    };
    Some(Candidate::new(Carrier::DhlECommerce, family, code).shaped(Certainty::Unsure))
}
