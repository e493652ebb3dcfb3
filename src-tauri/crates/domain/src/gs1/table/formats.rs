//! The formats of values, by what they hold; each is used by one row of the table or more.
//! Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27.

use crate::gs1::format::{Check, Component, Set};

const fn digits(length: usize) -> Component {
    Component::new(Set::Digits, length, length)
}

const fn digits_to(max: usize) -> Component {
    Component::new(Set::Digits, 1, max)
}

const fn text(length: usize) -> Component {
    Component::new(Set::Text, length, length)
}

const fn text_to(max: usize) -> Component {
    Component::new(Set::Text, 1, max)
}

const fn parts_to(max: usize) -> Component {
    Component::new(Set::Parts, 1, max)
}

const fn base64_to(max: usize) -> Component {
    Component::new(Set::Base64, 1, max)
}

const KEY: &[Check] = &[Check::CheckDigit, Check::CompanyPrefix];
const SHIFTED_KEY: &[Check] = &[Check::CheckDigit, Check::CompanyPrefixSecond];

pub const DIGITS_TO_10: &[Component] = &[digits_to(10)];
pub const COMPONENT_SERIAL: &[Component] = &[digits_to(12).checked(&[Check::NoLeadingZero])];
pub const DIGITS_TO_15: &[Component] = &[digits_to(15)];
pub const DIGITS_TO_4: &[Component] = &[digits_to(4)];
pub const DIGITS_TO_6: &[Component] = &[digits_to(6)];
pub const DIGITS_TO_8: &[Component] = &[digits_to(8)];
pub const IMPORTER: &[Component] = &[digits(1), text(1), text(1), text(1).checked(&[Check::ImporterIndex])];
pub const SEX: &[Component] = &[digits(1).checked(&[Check::Sex])];
pub const YES_NO: &[Component] = &[digits(1).checked(&[Check::YesNo])];
pub const RETURNABLE_ASSET: &[Component] =
    &[digits(1).checked(&[Check::Zero]), digits(13).checked(KEY), text_to(16).optional()];
pub const POSITION: &[Component] =
    &[digits(10).checked(&[Check::Latitude]), digits(10).checked(&[Check::Longitude])];
pub const DIGITS_13: &[Component] = &[digits(13)];
pub const LOCATION: &[Component] = &[digits(13).checked(KEY)];
pub const COUPON_NUMBER: &[Component] = &[digits(13).checked(KEY), digits_to(12).optional()];
pub const DOCUMENT: &[Component] = &[digits(13).checked(KEY), text_to(17).optional()];
pub const ITEM: &[Component] = &[digits(14).checked(SHIFTED_KEY)];
pub const PIECE: &[Component] = &[digits(14).checked(SHIFTED_KEY), digits(4).checked(&[Check::PieceOfTotal])];
pub const DIGITS_15: &[Component] = &[digits(15)];
pub const SHIPMENT: &[Component] = &[digits(17).checked(KEY)];
pub const SIM: &[Component] = &[digits(18), digits_to(2).optional()];
pub const SERVICE: &[Component] = &[digits(18).checked(KEY)];
pub const LOGISTIC_UNIT: &[Component] = &[digits(18).checked(SHIFTED_KEY)];
pub const DIGITS_2: &[Component] = &[digits(2)];
pub const MEDIUM: &[Component] = &[digits(2).checked(&[Check::Medium])];
pub const COUNTRY: &[Component] = &[digits(3).checked(&[Check::Country])];
pub const COUNTRY_AND_POST: &[Component] = &[digits(3).checked(&[Check::Country]), text_to(9)];
pub const COUNTRIES: &[Component] = &[COUNTRY[0], MORE_COUNTRY, MORE_COUNTRY, MORE_COUNTRY, MORE_COUNTRY];
const MORE_COUNTRY: Component = COUNTRY[0].optional();
pub const PROCESSOR: &[Component] = &[digits(3).checked(&[Check::CountryOrMany]), text_to(27)];
pub const MONEY: &[Component] = &[digits(3).checked(&[Check::Currency]), digits_to(15)];
pub const DIGITS_32: &[Component] = &[digits(32)];
pub const DIGITS_4: &[Component] = &[digits(4)];
pub const ROLL: &[Component] = &[
    digits(4).checked(&[Check::NotZero]),
    digits(5).checked(&[Check::NotZero]),
    digits(3).checked(&[Check::NotZero]),
    digits(1).checked(&[Check::Winding]),
    digits(1),
];
pub const DIGITS_6: &[Component] = &[digits(6)];
pub const TEMPERATURE: &[Component] = &[digits(6), text(1).checked(&[Check::Hyphen]).optional()];
pub const DATE_OR_MONTH: &[Component] = &[digits(6).checked(&[Check::DateOrMonth])];
pub const DATE_OR_MONTH_AND_TIME: &[Component] =
    &[digits(6).checked(&[Check::DateOrMonth]), digits(4).checked(&[Check::HourMinute])];
pub const DATE: &[Component] = &[digits(6).checked(&[Check::Date])];
pub const DATE_AND_SECONDS: &[Component] = &[
    digits(6).checked(&[Check::Date]),
    digits(2).checked(&[Check::Hour]),
    digits(2).checked(&[Check::Minute]).optional(),
    digits(2).checked(&[Check::Second]).optional(),
];
pub const DATE_AND_TIME: &[Component] =
    &[digits(6).checked(&[Check::Date]), digits(4).checked(&[Check::HourMinute])];
pub const DATE_MAYBE_TIME: &[Component] =
    &[digits(6).checked(&[Check::Date]), digits(4).checked(&[Check::HourMinute]).optional()];
pub const DATES: &[Component] =
    &[digits(6).checked(&[Check::Date]), digits(6).checked(&[Check::Date]).optional()];
pub const BIRTHDAY: &[Component] = &[digits(8).checked(&[Check::FullDate])];
pub const BIRTHDAY_AND_TIME: &[Component] =
    &[digits(8).checked(&[Check::FullDate]), digits(4).checked(&[Check::HourMinute])];
pub const MODEL: &[Component] = &[text_to(25).checked(&[Check::CheckLetters, Check::CompanyPrefix])];
pub const DEVICE: &[Component] =
    &[text_to(25).checked(&[Check::CheckLetters, Check::CompanyPrefix, Check::NotAllDigits])];
pub const COMPANY_TEXT_30: &[Component] = &[text_to(30).checked(&[Check::CompanyPrefix])];
pub const BANK_ACCOUNT: &[Component] = &[text_to(34).checked(&[Check::Iban])];
pub const WRITING_35: &[Component] = &[text_to(35).checked(&[Check::PercentEncoding])];
pub const PACKAGE_TYPE: &[Component] = &[text_to(4).checked(&[Check::PackageType])];
pub const WRITING_40: &[Component] = &[text_to(40).checked(&[Check::PercentEncoding])];
pub const COUPON: &[Component] = &[text_to(70).checked(&[Check::Coupon])];
pub const OFFER: &[Component] = &[text_to(70).checked(&[Check::CouponOffer])];
pub const WRITING_70: &[Component] = &[text_to(70).checked(&[Check::PercentEncoding])];
pub const WRITING_90: &[Component] = &[text_to(90).checked(&[Check::PercentEncoding])];
pub const CERTIFICATE: &[Component] = &[text(2), text_to(28)];
pub const COUNTRY_LETTERS: &[Component] = &[text(2).checked(&[Check::CountryLetters])];
pub const SEQUENCE: &[Component] = &[text(3).checked(&[Check::PlaceInSequence])];
pub const COMPONENT: &[Component] = &[parts_to(30).checked(&[Check::CompanyPrefix])];
pub const SIGNATURE: &[Component] = &[base64_to(90)];
pub const TEXT_10: &[Component] = &[text_to(10)];
pub const TEXT_12: &[Component] = &[text_to(12)];
pub const TEXT_2: &[Component] = &[text_to(2)];
pub const TEXT_20: &[Component] = &[text_to(20)];
pub const TEXT_25: &[Component] = &[text_to(25)];
pub const TEXT_28: &[Component] = &[text_to(28)];
pub const TEXT_3: &[Component] = &[text_to(3)];
pub const TEXT_30: &[Component] = &[text_to(30)];
pub const TEXT_50: &[Component] = &[text_to(50)];
pub const TEXT_70: &[Component] = &[text_to(70)];
pub const TEXT_90: &[Component] = &[text_to(90)];
