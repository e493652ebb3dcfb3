//! Which pack of a product a GTIN-14 names, and what a number is given out for. Source: GS1 General
//! Specifications 1.4 (prefixes), 2.1.5 (indicators).

use super::{Gtin, check_digit};

/// The first of fourteen digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackLevel {
    /// The unit itself, or a pack that has a number of its own.
    Unit,
    /// 1 to 8: a pack of that unit; which one its maker decides.
    Pack(u8),
    /// 9: weight or length comes with it, or is measured.
    VariableMeasure,
}

/// What the number was given out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Goods,
    /// Inside one country, company or shop: never to be matched between sites. Weights and prices hide here.
    Restricted,
    /// ISBN, or ISMN 9790.
    Book,
    /// ISSN: newspapers and magazines.
    Periodical,
    /// Coupons are no goods.
    Coupon,
    Refund,
}

impl Gtin {
    pub fn pack_level(&self) -> PackLevel {
        match self.indicator() {
            0 => PackLevel::Unit,
            9 => PackLevel::VariableMeasure,
            level => PackLevel::Pack(level),
        }
    }

    /// The same number with another indicator, 0 to 9, and the check digit that belongs to it. Another GTIN:
    /// only to be suggested, never to be taken for the same goods.
    pub fn with_indicator(&self, indicator: u8) -> Option<Gtin> {
        if indicator > 9 {
            return None;
        }
        let body = format!("{indicator}{}", &self.0[1..13]);
        check_digit(&body).map(|check| Gtin(format!("{body}{check}")))
    }

    /// Whether both name packs of what may be one product.
    pub fn is_other_pack_of(&self, other: &Gtin) -> bool {
        self != other && self.0[1..13] == other.0[1..13]
    }

    pub fn purpose(&self) -> Purpose {
        if self.is_restricted() {
            return Purpose::Restricted;
        }
        match &self.0[1..4] {
            "977" => Purpose::Periodical,
            "978" | "979" => Purpose::Book,
            "980" => Purpose::Refund,
            "981" | "982" | "983" | "984" => Purpose::Coupon,
            prefix if prefix.starts_with("99") || prefix.starts_with("05") => Purpose::Coupon,
            _ => Purpose::Goods,
        }
    }
}
