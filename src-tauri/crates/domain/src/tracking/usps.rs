//! USPS: IMpb numbers of 22, 26 or 30 digits, often behind 420 and the postcode, and the older ones of 20 and
//! 22.

use super::checks::modulo_10;
use super::{Candidate, Carrier, Certainty, Check, is_digits};

pub(super) fn read(code: &str) -> Vec<Candidate> {
    if !is_digits(code) {
        return Vec::new();
    }
    let plain = impb(code).or_else(|| legacy(code));
    if let Some(candidate) = plain.filter(|candidate| candidate.check == Check::Valid) {
        return vec![candidate];
    }
    let routed = routed(code);
    if !routed.is_empty() {
        return routed;
    }
    let bare = bare_20(code);
    if bare.is_empty() { impb(code).or_else(|| legacy(code)).into_iter().collect() } else { bare }
}

/// Behind 420 and a postcode of nine or five digits; 34 digits fit both, and the one whose check holds is
/// meant.
fn routed(code: &str) -> Vec<Candidate> {
    let Some(rest) = code.strip_prefix("420") else { return Vec::new() };
    let readings: Vec<Candidate> = [9, 5]
        .into_iter()
        .filter_map(|length| {
            let (postcode, number) = rest.split_at_checked(length)?;
            let candidate = impb(number).or_else(|| legacy(number))?;
            Some(candidate.with("postcode", postcode))
        })
        .collect();
    match readings.iter().find(|candidate| candidate.check == Check::Valid) {
        Some(valid) => vec![valid.clone()],
        None => readings,
    }
}

/// 92 to 95, three digits of service, the mailer (nine digits from 9 on, else six), the package, the check
/// digit.
fn impb(code: &str) -> Option<Candidate> {
    let is_one = matches!(code.get(..2)?, "92" | "93" | "94" | "95") && matches!(code.len(), 22 | 26 | 30);
    let nine = code.get(5..6)? == "9";
    // 92 is for mailers of nine digits, 93 for those of six; 30 digits are only known of 94 with nine.
    let fits = match &code[..2] {
        "92" => nine,
        "93" => !nine,
        _ => true,
    };
    if !is_one || !fits || (code.len() == 30 && !(nine && code.starts_with("94"))) {
        return None;
    }
    let mailer_end = if nine { 14 } else { 11 };
    let (serial, check) = code.split_at(code.len() - 1);
    let candidate = Candidate::new(Carrier::Usps, "usps-impb", code)
        .with("service", &code[2..5])
        .with("mailer", &code[5..mailer_end])
        .with("package", &code[mailer_end..code.len() - 1])
        .checked(modulo_10(serial, 3, 1), check);
    Some(candidate.sure(Certainty::Certain))
}

/// 22 digits with 91 in front, which is not printed on every label.
fn legacy(code: &str) -> Option<Candidate> {
    if code.len() != 22 || !code.starts_with("91") {
        return None;
    }
    Some(legacy_of(code).sure(Certainty::Likely))
}

fn legacy_of(code: &str) -> Candidate {
    Candidate::new(Carrier::Usps, "usps-legacy", code)
        .with("service", &code[2..4])
        .with("shipper", &code[4..13])
        .with("package", &code[13..21])
        .checked(modulo_10(&code[..21], 3, 1), &code[21..])
}

/// 20 digits are a number of their own or an older one without its 91: at most one of the checks holds.
fn bare_20(code: &str) -> Vec<Candidate> {
    if code.len() != 20 {
        return Vec::new();
    }
    let own = Candidate::new(Carrier::Usps, "usps-20", code)
        .with("service", &code[..2])
        .with("shipper", &code[2..11])
        .with("package", &code[11..19])
        .checked(modulo_10(&code[..19], 3, 1), &code[19..])
        .sure(Certainty::Likely);
    let older = legacy_of(&format!("91{code}")).sure(Certainty::Likely);
    [own, older].into_iter().filter(|candidate| candidate.check == Check::Valid).collect()
}
