//! Indonesian carriers. None of them publishes a format: these are what their own clients' code and printed
//! labels show, so nothing here is ever certain, and what fits none of them is still a number.

use super::checks::luhn;
use super::{Candidate, Carrier, Certainty, is_digits};

/// `raw` as scanned: Lion Parcel's hyphen tells it from other digits.
pub(super) fn read(code: &str, raw: &str) -> Vec<Candidate> {
    [jne(code), j_and_t(code), si_cepat(code), neighbours(code), lion(code, raw)]
        .into_iter()
        .flatten()
        .collect()
}

/// 16 digits of an account, 15 of a counter, letters of a marketplace. The account's check digit holds for
/// every number seen and is documented nowhere: a wrong one is shown and never blocks.
fn jne(code: &str) -> Option<Candidate> {
    let of = |family| Candidate::new(Carrier::Jne, family, code);
    if is_digits(code) {
        return match code.len() {
            16 => Some(of("jne-account").checked(luhn(&code[..15]), &code[15..]).sure(Certainty::Likely)),
            15 => Some(of("jne-counter").shaped(Certainty::Unsure)),
            _ => None,
        };
    }
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = code.len() - letters;
    let is_market = match letters {
        2 => code.starts_with("CM") || code.starts_with("TG") || code.starts_with("JT"),
        3 => code.as_bytes()[0] != b'J' || code.starts_with("JNE"),
        _ => false,
    };
    let known = ["SPXID", "NV", "IDX", "IDE"].iter().any(|other| code.starts_with(other));
    (is_market && !known && (8..=15).contains(&rest) && is_digits(&code[letters..]))
        .then(|| of("jne-marketplace").shaped(Certainty::Unsure))
}

/// J, one letter, ten digits; up to twelve on marketplace labels.
fn j_and_t(code: &str) -> Option<Candidate> {
    let digits = code.strip_prefix('J')?.strip_prefix(|letter: char| letter.is_ascii_uppercase())?;
    let is_one = matches!(digits.len(), 10..=12) && is_digits(digits);
    is_one.then(|| Candidate::new(Carrier::JAndT, "j-and-t", code).shaped(Certainty::Likely))
}

/// Twelve digits, mostly from 00 on; FedEx has twelve as well.
fn si_cepat(code: &str) -> Option<Candidate> {
    if code.len() != 12 || !is_digits(code) {
        return None;
    }
    let certainty = if code.starts_with("00") { Certainty::Likely } else { Certainty::Unsure };
    Some(Candidate::new(Carrier::SiCepat, "sicepat", code).shaped(certainty))
}

/// Carriers whose parcels come in and go out, by letters that no other carrier uses; not confirmed.
fn neighbours(code: &str) -> Option<Candidate> {
    const BY_LETTERS: &[(&str, usize, Carrier, &str)] = &[
        ("SPXID", 10, Carrier::ShopeeExpress, "spx"),
        ("NVSOID", 8, Carrier::NinjaXpress, "ninja"),
        ("NVID", 8, Carrier::NinjaXpress, "ninja"),
        ("IDE", 8, Carrier::IdExpress, "id-express"),
        ("IDX", 8, Carrier::IdExpress, "id-express"),
        ("ID", 8, Carrier::IdExpress, "id-express"),
        ("AA", 10, Carrier::AnterAja, "anteraja"),
        ("LC", 8, Carrier::LionParcel, "lion"),
    ];
    if code.len() == 14 && code.starts_with("1000") && is_digits(code) {
        return Some(Candidate::new(Carrier::AnterAja, "anteraja-14", code).shaped(Certainty::Unsure));
    }
    let (_, _, carrier, family) = BY_LETTERS.iter().find(|(letters, least, ..)| {
        code.strip_prefix(letters).is_some_and(|rest| rest.len() >= *least && is_digits(rest))
    })?;
    Some(Candidate::new(*carrier, family, code).shaped(Certainty::Unsure))
}

/// Two digits, a hyphen, ten digits or more.
fn lion(code: &str, raw: &str) -> Option<Candidate> {
    let is_one = is_digits(code) && code.len() >= 12 && raw.trim().as_bytes().get(2) == Some(&b'-');
    let number = format!("{}-{}", code.get(..2)?, code.get(2..)?);
    is_one.then(|| Candidate::new(Carrier::LionParcel, "lion", &number).shaped(Certainty::Unsure))
}
