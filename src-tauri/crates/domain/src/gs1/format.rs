//! Of which parts an Application Identifier's value is made: character set, length and what is checked of
//! each. Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27.

/// One part of a value. Only the last part of a value may vary in length.
#[derive(Clone, Copy, Debug)]
pub struct Component {
    pub set: Set,
    pub min: usize,
    pub max: usize,
    /// May be absent when the value ends before it.
    pub optional: bool,
    pub checks: &'static [Check],
}

/// The characters a part may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    Digits,
    /// GS1 character set 82: no blank, no brackets but the round ones.
    Text,
    /// GS1 character set 39.
    Parts,
    /// Base64 for file names and addresses, with its padding.
    Base64,
}

/// What is checked of a part beyond its characters and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Modulo 10 over the whole part.
    CheckDigit,
    /// Two check characters of a model number, modulo 1021.
    CheckLetters,
    /// A company prefix from the first character on.
    CompanyPrefix,
    /// A company prefix from the second character on.
    CompanyPrefixSecond,
    /// YYMMDD; day 00 stands for the whole month.
    DateOrMonth,
    Date,
    /// YYYYMMDD.
    FullDate,
    HourMinute,
    Hour,
    Minute,
    Second,
    Country,
    /// As `Country`, or 999 for several.
    CountryOrMany,
    CountryLetters,
    Currency,
    /// Two digits piece, two digits total.
    PieceOfTotal,
    PercentEncoding,
    Zero,
    NotZero,
    NoLeadingZero,
    YesNo,
    Winding,
    Hyphen,
    Latitude,
    Longitude,
    Iban,
    Medium,
    /// UN/ECE Recommendation 21 with the codes GS1 added.
    PackageType,
    /// North American coupon, first form (8110).
    Coupon,
    /// North American coupon of the offer file (8112).
    CouponOffer,
    ImporterIndex,
    Sex,
    /// `2/3`.
    PlaceInSequence,
    NotAllDigits,
}

impl Check {
    /// Every one of them.
    pub const ALL: &'static [Check] = &[
        Check::CheckDigit,
        Check::CheckLetters,
        Check::CompanyPrefix,
        Check::CompanyPrefixSecond,
        Check::DateOrMonth,
        Check::Date,
        Check::FullDate,
        Check::HourMinute,
        Check::Hour,
        Check::Minute,
        Check::Second,
        Check::Country,
        Check::CountryOrMany,
        Check::CountryLetters,
        Check::Currency,
        Check::PieceOfTotal,
        Check::PercentEncoding,
        Check::Zero,
        Check::NotZero,
        Check::NoLeadingZero,
        Check::YesNo,
        Check::Winding,
        Check::Hyphen,
        Check::Latitude,
        Check::Longitude,
        Check::Iban,
        Check::Medium,
        Check::PackageType,
        Check::Coupon,
        Check::CouponOffer,
        Check::ImporterIndex,
        Check::Sex,
        Check::PlaceInSequence,
        Check::NotAllDigits,
    ];

    /// What should stand there, as a word of `words/`: `gs1-expects-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Check::CheckDigit => "check-digit",
            Check::CheckLetters => "check-letters",
            Check::CompanyPrefix | Check::CompanyPrefixSecond => "company-prefix",
            Check::DateOrMonth => "date-or-month",
            Check::Date => "date",
            Check::FullDate => "full-date",
            Check::HourMinute => "hour-minute",
            Check::Hour => "hour",
            Check::Minute | Check::Second => "sixty",
            Check::Country => "country",
            Check::CountryOrMany => "country-or-many",
            Check::CountryLetters => "country-letters",
            Check::Currency => "currency",
            Check::PieceOfTotal => "piece-of-total",
            Check::PercentEncoding => "percent-encoding",
            Check::Zero => "zero",
            Check::NotZero => "not-zero",
            Check::NoLeadingZero => "no-leading-zero",
            Check::YesNo => "yes-no",
            Check::Winding => "winding",
            Check::Hyphen => "hyphen",
            Check::Latitude => "latitude",
            Check::Longitude => "longitude",
            Check::Iban => "iban",
            Check::Medium => "medium",
            Check::PackageType => "package-type",
            Check::Coupon | Check::CouponOffer => "coupon",
            Check::ImporterIndex => "importer-index",
            Check::Sex => "sex",
            Check::PlaceInSequence => "place-in-sequence",
            Check::NotAllDigits => "not-all-digits",
        }
    }
}

impl Component {
    pub(super) const fn new(set: Set, min: usize, max: usize) -> Component {
        Component { set, min, max, optional: false, checks: &[] }
    }

    pub(super) const fn checked(self, checks: &'static [Check]) -> Component {
        Component { checks, ..self }
    }

    pub(super) const fn optional(self) -> Component {
        Component { optional: true, ..self }
    }
}

impl Set {
    pub const ALL: &'static [Set] = &[Set::Digits, Set::Text, Set::Parts, Set::Base64];

    /// What should stand there, as a word of `words/`: `gs1-expects-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Set::Digits => "digits",
            Set::Text => "set-82",
            Set::Parts => "set-39",
            Set::Base64 => "base64",
        }
    }

    pub fn contains(self, byte: u8) -> bool {
        match self {
            Set::Digits => byte.is_ascii_digit(),
            Set::Text => is_in_set_82(byte),
            Set::Parts => {
                byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'#' | b'-' | b'/')
            }
            Set::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'='),
        }
    }
}

/// GS1 character set 82, which every lot, serial and reference is made of.
pub fn is_in_set_82(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'!' | b'"' | b'%'..=b'/' | b':'..=b'?' | b'_')
}
