//! Codes found in a gray picture: whether what we drew scans, and what a photo shows.

use super::{Picture, Symbology};
use rxing::helpers::{detect_in_luma_slice_with_hints, detect_multiple_in_luma_with_hints};
use rxing::{BarcodeFormat, DecodeHints, RXingResult, RXingResultMetadataType, RXingResultMetadataValue};
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A code as a scanner would send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub symbology: Symbology,
    /// Without AIM identifier; GS (`\u{1d}`) between GS1 elements.
    pub text: String,
    /// Left, top, width, height in dots of what the reader held on to; a row of bars may have no height.
    pub place: [u32; 4],
}

impl Found {
    /// Its place in millimetres, from a picture of so many dots to the millimetre.
    pub fn place_mm(&self, dots_per_mm: f32) -> [f32; 4] {
        self.place.map(|dots| dots as f32 / dots_per_mm)
    }
}

const ONE_ROW: [BarcodeFormat; 6] = [
    BarcodeFormat::CODE_128,
    BarcodeFormat::EAN_8,
    BarcodeFormat::EAN_13,
    BarcodeFormat::UPC_A,
    BarcodeFormat::UPC_E,
    BarcodeFormat::ITF,
];

/// No picture is wider or higher.
const FARTHEST: f32 = 1e6;
const WEAK: [Symbology; 5] =
    [Symbology::Ean8, Symbology::Ean13, Symbology::UpcA, Symbology::UpcE, Symbology::Itf14];

/// Every code that is found, from the top down; several of the same text in one kind count once. A dot may be
/// anything from a printer's dot to a camera's; modules should be two dots or more.
pub fn read(picture: &Picture) -> Vec<Found> {
    let kinds: [&[BarcodeFormat]; 3] = [&ONE_ROW, &[BarcodeFormat::QR_CODE], &[BarcodeFormat::DATA_MATRIX]];
    let mut found: Vec<Found> = Vec::new();
    for formats in kinds {
        for result in decode_all(picture, formats) {
            found.extend(found_of(&result));
        }
    }
    found.retain(|found| is_sure(picture, found));
    found.sort_by_key(|found| (found.place[1], found.place[0], found.symbology));
    let mut seen = HashSet::new();
    found.retain(|found| seen.insert((found.symbology, found.text.clone())));
    found
}

/// EAN, UPC and ITF have few safeguards of their own: a line of text, crossed by chance, reads as one. Bars
/// read the same a little above or below, letters do not.
fn is_sure(picture: &Picture, found: &Found) -> bool {
    if !WEAK.contains(&found.symbology) {
        return true;
    }
    // The reader holds the others' check digits against them; ITF has one only where it is an ITF-14.
    if found.symbology == Symbology::Itf14 && !domain::gtin::is_checked(&found.text) {
        return false;
    }
    let [x, y, width, height] = found.place;
    let length = width.max(height);
    let (step, margin) = ((length / 40).max(3), length / 4);
    // Strips of three dots, clear of the line that was read.
    let above = |at: u32, times: u32| at.saturating_sub(times * step + 2);
    let strips = |at: u32| [above(at, 2), above(at, 1), at + step, at + 2 * step];
    let places = match width >= height {
        true => strips(y).map(|y| [x.saturating_sub(margin), y, width + 2 * margin, 3]),
        false => strips(x).map(|x| [x, y.saturating_sub(margin), 3, height + 2 * margin]),
    };
    places.into_iter().any(|strip| {
        let again = read_one(&picture.cut(strip), found.symbology);
        again.is_some_and(|again| again.text == found.text)
    })
}

/// The one code of this kind in a picture that shows nothing else: sure and fast, for what we drew ourselves.
pub fn read_one(picture: &Picture, symbology: Symbology) -> Option<Found> {
    let result = guarded(picture, |picture| {
        let mut hints = hints(&[format_of(symbology)]);
        detect_in_luma_slice_with_hints(&picture.gray, picture.width, picture.height, None, &mut hints).ok()
    })?;
    found_of(&result).filter(|found| found.symbology == symbology)
}

fn decode_all(picture: &Picture, formats: &[BarcodeFormat]) -> Vec<RXingResult> {
    let results = guarded(picture, |picture| {
        let gray = picture.gray.clone();
        detect_multiple_in_luma_with_hints(gray, picture.width, picture.height, &mut hints(formats)).ok()
    });
    results.unwrap_or_default()
}

/// The reader is a translation from a language where a wrong index is an error one catches; here it is a
/// panic, and a photo must not end the station's thread.
fn guarded<T>(picture: &Picture, decode: impl FnOnce(&Picture) -> Option<T>) -> Option<T> {
    let dots = u64::from(picture.width) * u64::from(picture.height);
    if dots == 0 || dots != picture.gray.len() as u64 {
        return None;
    }
    catch_unwind(AssertUnwindSafe(|| decode(picture))).ok().flatten()
}

fn hints(formats: &[BarcodeFormat]) -> DecodeHints {
    DecodeHints {
        PossibleFormats: Some(formats.iter().copied().collect()),
        TryHarder: Some(true),
        AssumeGs1: Some(true),
        AllowedLengths: Some(vec![14]),
        ..DecodeHints::default()
    }
}

fn format_of(symbology: Symbology) -> BarcodeFormat {
    match symbology {
        Symbology::Code128 | Symbology::Gs1128 => BarcodeFormat::CODE_128,
        Symbology::Ean8 => BarcodeFormat::EAN_8,
        Symbology::Ean13 => BarcodeFormat::EAN_13,
        Symbology::UpcA => BarcodeFormat::UPC_A,
        Symbology::UpcE => BarcodeFormat::UPC_E,
        Symbology::Itf14 => BarcodeFormat::ITF,
        Symbology::Qr | Symbology::Gs1Qr => BarcodeFormat::QR_CODE,
        Symbology::DataMatrix | Symbology::Gs1DataMatrix => BarcodeFormat::DATA_MATRIX,
    }
}

fn found_of(result: &RXingResult) -> Option<Found> {
    let aim = aim_of(result.getRXingResultMetadata());
    let text = result.getText();
    let (symbology, text) = match result.getBarcodeFormat() {
        // A check symbol of value 102 is FNC1, which the reader takes for one more separator.
        BarcodeFormat::CODE_128 => match text.trim_end_matches('\u{1d}').strip_prefix("]C1") {
            Some(string) if aim == "]C1" => (Symbology::Gs1128, string),
            _ => (Symbology::Code128, text.trim_end_matches('\u{1d}')),
        },
        BarcodeFormat::EAN_8 => (Symbology::Ean8, text),
        BarcodeFormat::EAN_13 => (Symbology::Ean13, text),
        BarcodeFormat::UPC_A => (Symbology::UpcA, text),
        BarcodeFormat::UPC_E => (Symbology::UpcE, text),
        BarcodeFormat::ITF => (Symbology::Itf14, text),
        BarcodeFormat::QR_CODE if aim == "]Q3" => (Symbology::Gs1Qr, text),
        BarcodeFormat::QR_CODE => (Symbology::Qr, text),
        BarcodeFormat::DATA_MATRIX if aim == "]d2" => (Symbology::Gs1DataMatrix, text),
        BarcodeFormat::DATA_MATRIX => (Symbology::DataMatrix, text),
        _ => return None,
    };
    Some(Found { symbology, text: utf_8(text), place: place_of(result) })
}

/// The reader takes the bytes of a Data Matrix for Latin-1. As everywhere, they are UTF-8 where they can be
/// (devices.md 1.3).
fn utf_8(text: &str) -> String {
    let bytes: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(letter).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| text.to_owned())
}

fn aim_of(metadata: &HashMap<RXingResultMetadataType, RXingResultMetadataValue>) -> &str {
    match metadata.get(&RXingResultMetadataType::SYMBOLOGY_IDENTIFIER) {
        Some(RXingResultMetadataValue::SymbologyIdentifier(identifier)) => identifier,
        _ => "",
    }
}

fn place_of(result: &RXingResult) -> [u32; 4] {
    let points = result.getPoints();
    let range = |coordinate: fn(&rxing::Point) -> f32| {
        let least = points.iter().map(coordinate).fold(FARTHEST, f32::min).max(0.0);
        let most = points.iter().map(coordinate).fold(0.0, f32::max).min(FARTHEST);
        if points.is_empty() { (0, 0) } else { (least as u32, (most - least).max(0.0) as u32) }
    };
    let ((left, width), (top, height)) = (range(|point| point.x), range(|point| point.y));
    [left, top, width, height]
}
