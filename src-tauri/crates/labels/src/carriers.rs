//! What the bars and the QR of a lot label say, so that a scan gives item and lot again.
//! With a GTIN: GS1-128 `(01)(17)(10)` and the same as a GS1 Digital Link. Without one, or where lot or date
//! cannot be written in GS1: the print job's own code, which the station looks up.

use crate::code128::{Code128, encode_gs1, encode_plain, is_gs1_letter};
use crate::error::{Field, LabelError, Note};
use domain::gtin::Gtin;
use domain::label::LotLabel;
use jiff::civil::Date;

/// One barcode and the text under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    pub code: Code128,
    /// What a scanner sends for it, without the AIM identifier.
    pub data: String,
    /// With brackets around application identifiers where it is GS1.
    pub text: String,
}

/// Everything a scanner can read on one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carriers {
    /// Best first: the widest that fits is drawn.
    pub bars: Vec<Bars>,
    pub qr: String,
    pub note: Option<Note>,
}

/// # Errors
/// [`LabelError::BadGtin`] for a GTIN that no scanner would take; [`LabelError::NotForBars`] for a job code
/// that is empty or not ASCII.
pub fn carriers_of(label: &LotLabel) -> Result<Carriers, LabelError> {
    let job_bars = job_bars(label)?;
    let Some(gtin) = &label.gtin else {
        return Ok(Carriers { bars: vec![job_bars], qr: label.job_code.clone(), note: None });
    };
    if gtin.len() != 14 || Gtin::parse(gtin).is_err() {
        return Err(LabelError::BadGtin { gtin: gtin.clone() });
    }
    if let Some(field) = not_gs1(label) {
        let note = Some(Note::NotGs1 { field });
        return Ok(Carriers { bars: vec![job_bars], qr: label.job_code.clone(), note });
    }
    let expiry = label.expiry.map(|date| date.strftime("%y%m%d").to_string());
    let elements = elements(gtin, expiry.as_deref(), &label.lot);
    let code = encode_gs1(&elements).map_err(|_| LabelError::BadGtin { gtin: gtin.clone() })?;
    let data = elements.iter().map(|(ai, value)| format!("{ai}{value}")).collect();
    let text = elements.iter().map(|(ai, value)| format!("({ai}){value}")).collect();
    let qr = digital_link(gtin, expiry.as_deref(), &label.lot, &label.job_code);
    Ok(Carriers { bars: vec![Bars { code, data, text }, job_bars], qr, note: None })
}

/// The lot comes last: it alone has a free length and so needs no separator there.
fn elements<'a>(gtin: &'a str, expiry: Option<&'a str>, lot: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut elements = vec![("01", gtin)];
    elements.extend(expiry.map(|expiry| ("17", expiry)));
    elements.extend((!lot.is_empty()).then_some(("10", lot)));
    elements
}

/// On GS1's own resolver domain, so a phone finds the product too. `job` is no GS1 key: readers pass over it,
/// the station may take it for a reprint.
fn digital_link(gtin: &str, expiry: Option<&str>, lot: &str, job_code: &str) -> String {
    let lot = if lot.is_empty() { String::new() } else { format!("/10/{}", percent_encoded(lot)) };
    let expiry = expiry.map(|expiry| format!("17={expiry}&")).unwrap_or_default();
    format!("https://id.gs1.org/01/{gtin}{lot}?{expiry}job={}", percent_encoded(job_code))
}

pub(crate) fn percent_encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

fn job_bars(label: &LotLabel) -> Result<Bars, LabelError> {
    let text = label.job_code.clone();
    match encode_plain(&text) {
        Ok(code) => Ok(Bars { code, data: text.clone(), text }),
        Err(_) => Err(LabelError::NotForBars { field: Field::JobCode, text }),
    }
}

/// The field that GS1 cannot hold, if any.
fn not_gs1(label: &LotLabel) -> Option<Field> {
    // Two digits of year are read as the century nearest to the day of reading (devices.md 2.5).
    let readable_year = |date: Date| (-49..=50).contains(&(date.year() - label.received_on.year()));
    if label.lot.len() > 20 || !label.lot.chars().all(is_gs1_letter) {
        return Some(Field::Lot);
    }
    label.expiry.is_some_and(|date| !readable_year(date)).then_some(Field::Expiry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(gtin: Option<&str>, lot: &str, expiry: Option<Date>) -> LotLabel {
        LotLabel {
            item_name: "Sambal".into(),
            sku: "SB".into(),
            gtin: gtin.map(str::to_owned),
            lot: lot.into(),
            expiry,
            quantity: domain::Amount::new("24", "pcs"),
            document: "PO-1".into(),
            location: "A-01".into(),
            received_on: jiff::civil::date(2026, 11, 21),
            station: "Station 1".into(),
            job_code: "TLNPBCDEFGHJKN".into(),
            copy: 1,
        }
    }

    #[test]
    fn a_gtin_gives_gs1_in_bars_and_qr() {
        let expiry = Some(jiff::civil::date(2027, 11, 21));
        let carriers = carriers_of(&label(Some("09506000134376"), "L/27", expiry));
        let carriers = carriers.expect("a good label");
        assert_eq!(carriers.bars[0].text, "(01)09506000134376(17)271121(10)L/27");
        assert_eq!(
            carriers.qr,
            "https://id.gs1.org/01/09506000134376/10/L%2F27?17=271121&job=TLNPBCDEFGHJKN"
        );
        assert_eq!(carriers.note, None);
    }

    #[test]
    fn no_lot_and_no_date_leave_their_elements_out() {
        let carriers = carriers_of(&label(Some("09506000134376"), "", None)).expect("a good label");
        assert_eq!(carriers.bars[0].text, "(01)09506000134376");
        assert_eq!(carriers.qr, "https://id.gs1.org/01/09506000134376?job=TLNPBCDEFGHJKN");
    }

    #[test]
    fn without_gtin_the_job_code_stands_for_item_and_lot() {
        let carriers = carriers_of(&label(None, "L1", None)).expect("a good label");
        assert_eq!((carriers.bars.len(), carriers.bars[0].text.as_str()), (1, "TLNPBCDEFGHJKN"));
        assert_eq!(carriers.qr, "TLNPBCDEFGHJKN");
    }

    #[test]
    fn what_gs1_cannot_hold_falls_back_to_the_job_code_and_says_so() {
        for lot in ["L 1", "L#1", "Köln", "ABCDEFGHIJKLMNOPQRSTU"] {
            let carriers = carriers_of(&label(Some("09506000134376"), lot, None)).expect("a good label");
            assert_eq!(carriers.bars[0].text, "TLNPBCDEFGHJKN", "lot {lot}");
            assert_eq!(carriers.note, Some(Note::NotGs1 { field: Field::Lot }), "lot {lot}");
        }
        let far = Some(jiff::civil::date(2090, 1, 1));
        let carriers = carriers_of(&label(Some("09506000134376"), "L1", far)).expect("a good label");
        assert_eq!(
            carriers.note,
            Some(Note::NotGs1 { field: Field::Expiry }),
            "900101 would be read as 1990"
        );
    }

    #[test]
    fn a_wrong_gtin_is_refused_before_it_is_printed() {
        for gtin in ["09506000134377", "9506000134376", "0950600013437X", ""] {
            let error = carriers_of(&label(Some(gtin), "L1", None)).expect_err("not a GTIN");
            assert_eq!(error, LabelError::BadGtin { gtin: gtin.into() });
        }
    }
}
