//! UPS: the 1Z number and the waybill.

use super::checks::modulo_10;
use super::{Candidate, Carrier, Certainty, Check, is_digits};

pub(super) fn read(code: &str) -> Vec<Candidate> {
    let parcel = parcel(code).map(|candidate| match candidate.check {
        Check::Invalid { .. } => misread(code).unwrap_or(candidate),
        _ => candidate,
    });
    parcel.into_iter().chain(waybill(code)).collect()
}

fn parcel(code: &str) -> Option<Candidate> {
    let rest = code.strip_prefix("1Z").filter(|rest| rest.len() == 16 && is_digits(&rest[15..]))?;
    let candidate = Candidate::new(Carrier::Ups, "ups-1z", code)
        .with("shipper", &rest[..6])
        .with("service", &rest[6..8])
        .with("package", &rest[8..15])
        .checked(modulo_10(&rest[..15], 1, 2), &rest[15..]);
    Some(candidate.sure(Certainty::Certain))
}

/// O read for 0 and I for 1 happen to people who type; one exchange of all of them is offered, never taken
/// for sure.
fn misread(code: &str) -> Option<Candidate> {
    let mended = format!("1Z{}", code[2..].replace('O', "0").replace('I', "1"));
    let candidate = parcel(&mended).filter(|candidate| candidate.check == Check::Valid && mended != code)?;
    Some(Candidate { family: "ups-1z-mended", certainty: Certainty::Unsure, ..candidate })
}

fn waybill(code: &str) -> Option<Candidate> {
    let digits = code.strip_prefix(['A', 'H', 'J', 'K', 'T', 'V'])?;
    if digits.len() != 10 || !is_digits(digits) {
        return None;
    }
    let candidate = Candidate::new(Carrier::Ups, "ups-waybill", code)
        .with("service", &code[..1])
        .checked(modulo_10(&digits[..9], 1, 2), &digits[9..]);
    Some(candidate.sure(Certainty::Likely))
}
