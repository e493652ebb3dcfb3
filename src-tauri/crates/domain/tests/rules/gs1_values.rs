//! Values made from the table's own formats: the longest and shortest that hold, and some that must not.

use domain::gs1::format::{Check, Component, Set};
use domain::gs1::table::Definition;
use domain::gtin;

pub fn longest(definition: &Definition) -> String {
    definition.format.iter().map(longest_part).collect()
}

pub fn shortest(definition: &Definition) -> String {
    let needed = definition.format.iter().filter(|component| !component.optional);
    needed.map(|component| right_part(component, component.min)).collect()
}

pub fn longest_part(component: &Component) -> String {
    right_part(component, component.max)
}

/// A value that holds, `length` long where its checks leave that free.
fn right_part(component: &Component, length: usize) -> String {
    let has = |check: Check| component.checks.contains(&check);
    let fixed = [
        (Check::CheckLetters, "1987654Ad4X4bL5ttr2310c2K"),
        (Check::DateOrMonth, "261100"),
        (Check::Date, "281231"),
        (Check::FullDate, "20000229"),
        (Check::HourMinute, "2359"),
        (Check::Hour, "23"),
        (Check::Minute, "59"),
        (Check::Second, "00"),
        (Check::Country, "360"),
        (Check::CountryOrMany, "999"),
        (Check::CountryLetters, "ID"),
        (Check::Currency, "360"),
        (Check::PieceOfTotal, "0202"),
        (Check::Zero, "0"),
        (Check::YesNo, "1"),
        (Check::Winding, "9"),
        (Check::Hyphen, "-"),
        (Check::Latitude, "1800000000"),
        (Check::Longitude, "3600000000"),
        (Check::Iban, "GB82WEST12345698765432"),
        (Check::Medium, "80"),
        (Check::Sex, "2"),
        (Check::PlaceInSequence, "2/3"),
        (Check::PackageType, "X11"),
        (Check::Coupon, "106141416543213500110000310123196000"),
        (Check::CouponOffer, "001234561234560123456"),
    ];
    if let Some((_, value)) = fixed.iter().find(|(check, _)| has(*check)) {
        let free = component.max - value.len();
        let is_free =
            [Check::Iban, Check::PackageType, Check::Coupon, Check::CouponOffer].into_iter().any(has);
        assert!(free == 0 || is_free, "{component:?}");
        return (*value).to_owned();
    }
    if has(Check::CheckDigit) {
        let body = "9506000134352123456".get(..length - 1).expect("19 digits are enough");
        return format!("{body}{}", gtin::check_digit(body).expect("digits"));
    }
    let length = if has(Check::CompanyPrefix) { length.max(4) } else { length };
    let pattern = match component.set {
        Set::Digits => "123456789",
        Set::Text if has(Check::PercentEncoding) => "A",
        Set::Text if has(Check::CompanyPrefix) => "9506Az0",
        Set::Text if has(Check::ImporterIndex) => "_",
        Set::Text => "!\"%&'()*+,-./09:;<=>?AZ_az",
        Set::Parts => "9506#-/AZ",
        Set::Base64 => "AZaz09-_=",
    };
    pattern.chars().cycle().take(length).collect()
}

/// Values of the same characters and length that the check must refuse.
pub fn wrong_parts(check: Check, right: &str) -> Vec<String> {
    let wrong: &[&str] = match check {
        Check::DateOrMonth => &["260011", "261301", "261131", "270229"],
        Check::Date => &["260011", "261301", "261131", "270229", "261100"],
        Check::FullDate => &["20000230", "20001301", "20000100", "00000000"],
        Check::HourMinute => &["2400", "2360", "9999"],
        Check::Hour => &["24", "99"],
        Check::Minute | Check::Second => &["60", "99"],
        Check::Country => &["000", "361", "999"],
        Check::CountryOrMany => &["000", "361"],
        Check::CountryLetters => &["XX", "id", "A1"],
        Check::Currency => &["000", "361"],
        Check::PieceOfTotal => &["0302", "0002", "0000", "0100"],
        Check::Zero => &["1"],
        Check::YesNo => &["2"],
        Check::Winding => &["2"],
        Check::Hyphen => &["+"],
        Check::Latitude => &["1800000001"],
        Check::Longitude => &["3600000001"],
        Check::Iban => &["GB82WEST12345698765433", "GB82WEST1234569876543_", "gb82WEST12345698765432"],
        Check::Medium => &["00", "11", "79"],
        Check::Sex => &["3"],
        Check::PlaceInSequence => &["4/3", "0/3", "2-3", "123"],
        Check::ImporterIndex => &["%"],
        Check::PackageType => &["X10", "xa1", "X1-"],
        Check::Coupon => &[
            "706141416543213500110000310123196000",
            "106141416543210500110000310123196000",
            "106141416543213500115000310123196000",
            "106141416543213500110000310133196000",
            "106141416543213500110000310123193000",
            "106141416543213500110000710123196000",
            "1061414165432135001100003101231960A0",
        ],
        Check::CouponOffer => &["201234561234560123456", "071234561234560123456", "001234561234561123456"],
        Check::CheckLetters => &["1987654Ad4X4bL5ttr2310c2L", "1987654Ad4X4bL5ttr2301c2K"],
        _ => &[],
    };
    match check {
        Check::CheckDigit => {
            let (body, last) = right.split_at(right.len() - 1);
            vec![format!("{body}{}", (last.parse::<u8>().expect("a digit") + 1) % 10)]
        }
        Check::NotZero => vec!["0".repeat(right.len())],
        Check::NoLeadingZero => vec![format!("0{}", &right[1..])],
        Check::PercentEncoding => ["%4", "%G0", "%"].iter().map(|end| ends_with(right, end)).collect(),
        Check::CompanyPrefix if !right.bytes().all(|byte| byte.is_ascii_digit()) => {
            vec![format!("95A6{}", &right[4..])]
        }
        Check::NotAllDigits => vec!["1".repeat(right.len())],
        _ => wrong.iter().map(|wrong| (*wrong).to_owned()).collect(),
    }
}

fn ends_with(right: &str, end: &str) -> String {
    format!("{}{end}", &right[..right.len() - end.len()])
}
