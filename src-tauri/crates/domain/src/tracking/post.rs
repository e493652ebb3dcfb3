//! International mail: two letters of service, eight digits, a check digit, two letters of country. Source:
//! Universal Postal Union, S10. The countries are those of ISO 3166-1, which the operators' letters are taken
//! from.

use super::checks::s10;
use super::{Candidate, Carrier, Certainty, is_digits};
use crate::gs1::is_country_letters;

pub(super) fn read(code: &str) -> Option<Candidate> {
    if code.len() != 13 || !is_digits(&code[2..11]) {
        return None;
    }
    let (service, country) = (&code[..2], &code[11..]);
    let is_service = service.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_service || !is_country_letters(country) {
        return None;
    }
    let carrier = match country {
        "US" => Carrier::Usps,
        "ID" => Carrier::PosIndonesia,
        _ => Carrier::Post,
    };
    let candidate = Candidate::new(carrier, "upu-s10", code)
        .with("service", service)
        .with("country", country)
        .checked(s10(&code[2..10]), &code[10..11]);
    Some(candidate.sure(Certainty::Certain))
}
