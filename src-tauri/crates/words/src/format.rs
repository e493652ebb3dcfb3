//! Values as people read them, per language: the same writing as on the screen (`ui/src/words/format.ts`).

use domain::Amount;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const THIN_SPACE: char = '\u{202f}';
const MINUS: char = '\u{2212}';
/// Whole numbers are cut into groups from this many digits on.
const GROUPED_FROM: usize = 5;

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const INDONESIAN_MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// Decimal text with the language's decimal mark; anything else stays as it is.
pub fn decimal(text: &str, language: &str) -> String {
    let plain = text.trim();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !fraction.is_none_or(is_number) {
        return text.to_owned();
    }
    let mut written = String::new();
    if !sign.is_empty() {
        written.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && whole.len() >= GROUPED_FROM && (whole.len() - index) % 3 == 0 {
            written.push(THIN_SPACE);
        }
        written.push(digit);
    }
    if let Some(fraction) = fraction {
        written.push(if language == "id" { ',' } else { '.' });
        written.push_str(fraction);
    }
    written
}

/// Number and unit word; below one kilogram or litre also in the small unit. What is finer than the item shows is
/// rounded, for whoever says that it is about so much.
pub fn amount(amount: &Amount, unit_word: &str, language: &str) -> String {
    let shown = amount.about.as_ref().unwrap_or(&amount.amount);
    let main = format!("{} {unit_word}", decimal(shown, language)).trim_end().to_owned();
    if amount.about.is_some() {
        return main;
    }
    match small_reading(amount, language) {
        Some(small) => format!("{main} = {small}"),
        None => main,
    }
}

fn small_reading(amount: &Amount, language: &str) -> Option<String> {
    let unit = match amount.unit.as_str() {
        "kg" => "g",
        "L" => "mL",
        _ => return None,
    };
    let (sign, digits) =
        amount.amount.strip_prefix('-').map_or(("", amount.amount.as_str()), |rest| ("-", rest));
    let fraction = digits.strip_prefix("0.").filter(|part| part.len() <= 6)?;
    let millionths: u32 = format!("{fraction:0<6}").parse().ok()?;
    let (whole, rest) = (millionths / 1000, millionths % 1000);
    if millionths == 0 {
        return None;
    }
    let mut small = format!("{sign}{whole}");
    if rest > 0 {
        small.push_str(format!(".{rest:03}").trim_end_matches('0'));
    }
    Some(format!("{} {unit}", decimal(&small, language)))
}

/// "21 November 2027" from YYYY-MM-DD; anything else stays as it is.
pub fn date(text: &str, language: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| day(date, language))
}

/// "21 November 2027, 14:05 UTC".
pub fn instant(at_ms: i64, language: &str) -> String {
    let Ok(instant) = Timestamp::from_millisecond(at_ms) else { return at_ms.to_string() };
    let at = instant.to_zoned(TimeZone::UTC);
    format!("{}, {:02}:{:02} UTC", day(at.date(), language), at.hour(), at.minute())
}

fn day(date: Date, language: &str) -> String {
    let months = if language == "id" { INDONESIAN_MONTHS } else { ENGLISH_MONTHS };
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| months.get(index)).copied();
    format!("{} {} {}", date.day(), month.unwrap_or_default(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kilograms(text: &str) -> Amount {
        Amount::new(text, "kg")
    }

    #[test]
    fn numbers_are_written_as_on_the_screen() {
        assert_eq!(decimal("1824", "en"), "1824", "four digits are read at a glance");
        assert_eq!(decimal("18240.50", "en"), "18\u{202f}240.50", "five are not");
        assert_eq!(decimal("-1.25", "id"), "\u{2212}1,25", "Indonesian uses the comma");
        assert_eq!(decimal("about 3", "id"), "about 3", "what is no number is not touched");
    }

    #[test]
    fn less_than_a_kilogram_is_also_said_in_grams() {
        assert_eq!(
            amount(&kilograms("0.070"), "kg", "en"),
            "0.070 kg = 70 g",
            "nobody weighs in thousandths"
        );
        assert_eq!(amount(&kilograms("0.0705"), "kg", "id"), "0,0705 kg = 70,5 g", "no decimal is lost");
        assert_eq!(amount(&kilograms("1.5"), "kg", "en"), "1.5 kg", "above one there is nothing to add");
    }

    #[test]
    fn months_are_words() {
        assert_eq!(date("2027-08-01", "id"), "1 Agustus 2027", "a number could be a day");
        assert_eq!(instant(0, "en"), "1 January 1970, 00:00 UTC", "the API speaks UTC");
    }
}
