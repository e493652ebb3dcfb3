//! FedEx: the number people see has 12 or 15 digits; most labels carry it inside a longer one.

use super::checks::{modulo_10, modulo_11};
use super::{Candidate, Carrier, Certainty, is_digits};

const EXPRESS: [u32; 11] = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
const EXPRESS_LONG: [u32; 13] = [1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];

pub(super) fn read(code: &str) -> Option<Candidate> {
    if !is_digits(code) {
        return None;
    }
    let of = |family, number: &str| Candidate::new(Carrier::FedEx, family, number);
    match code.len() {
        12 => Some(
            of("fedex-express-12", code)
                .checked(modulo_11(&code[..11], &EXPRESS), &code[11..])
                .sure(Certainty::Likely),
        ),
        15 => Some(
            of("fedex-ground-15", code)
                .checked(modulo_10(&code[..14], 1, 3), &code[14..])
                .sure(Certainty::Likely),
        ),
        18 => sscc(code),
        22 if code.starts_with("96") => Some(
            of("fedex-ground-96", &code[7..])
                .with("service", &code[2..4])
                .with("shipper", &code[7..14])
                .with("package", &code[14..21])
                .checked(modulo_10(&code[7..21], 1, 3), &code[21..])
                .sure(Certainty::Certain),
        ),
        32 if code.starts_with('3') => Some(
            of("fedex-astra-32", &code[16..28])
                .checked(modulo_11(&code[16..27], &EXPRESS), &code[27..28])
                .sure(Certainty::Likely),
        ),
        34 if code.starts_with("96") => Some(long("fedex-ground-34", code).sure(Certainty::Certain)),
        // Behind 420 stands a postcode, and USPS has such numbers too.
        34 if code.starts_with("420") => Some(long("fedex-express-34", code).sure(Certainty::Likely)),
        34 if !code.starts_with('9') => Some(long("fedex-express-34", code).sure(Certainty::Certain)),
        _ => None,
    }
}

/// The check is over thirteen digits near the end; two zeros in front of the last twelve say that these are
/// the number on the label.
fn long(family: &'static str, code: &str) -> Candidate {
    let number = if &code[20..22] == "00" { &code[22..] } else { code };
    let candidate = Candidate::new(Carrier::FedEx, family, number)
        .checked(modulo_11(&code[20..33], &EXPRESS_LONG), &code[33..]);
    if family == "fedex-express-34" { candidate.with("postcode", &code[15..20]) } else { candidate }
}

/// A shipping container code to anybody else; FedEx's only where a FedEx shipment expects it.
fn sscc(code: &str) -> Option<Candidate> {
    matches!(&code[..2], "00" | "01" | "02" | "04").then(|| {
        Candidate::new(Carrier::FedEx, "fedex-sscc-18", code)
            .checked(modulo_10(&code[2..17], 3, 1), &code[17..])
            .sure(Certainty::Unsure)
    })
}
