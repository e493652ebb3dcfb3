//! Whether a scan is the number a shipment expects: labels carry it inside longer ones.

use super::{Check, Hints, cleaned, recognise};

/// Whether `scanned` is `expected`, whole or by the part that a carrier's page would be asked for: the last
/// twelve of FedEx's 34 digits, the last fifteen behind 96, what follows 420 and the postcode. Beats every
/// guess of the carrier.
pub fn is_same(scanned: &str, expected: &str) -> bool {
    let (Some(scanned), Some(expected)) = (cleaned(scanned), cleaned(expected)) else { return false };
    if scanned == expected {
        return true;
    }
    let numbers = |code: &str| -> Vec<String> {
        let found = recognise(code, &Hints::default());
        // A part of a number whose check is wrong may be anybody's.
        let held = found.into_iter().filter(|candidate| !matches!(candidate.check, Check::Invalid { .. }));
        held.filter_map(|candidate| cleaned(&candidate.number)).chain([code.to_owned()]).collect()
    };
    let (of_scan, of_shipment) = (numbers(&scanned), numbers(&expected));
    of_scan.iter().any(|number| of_shipment.contains(number))
}
