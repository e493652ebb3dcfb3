//! What a product must say about itself in one market: names, ingredients, maker, permit, certificate.
//! Versioned, approved by a person, never computed. Which of them a market requires is a table of `labels`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! facts {
    ($( $(#[$doc:meta])* $name:ident ),* $(,)?) => {
        /// One version of the facts of one item in one market.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct LabelFacts {
            /// The market's name in the table of required facts.
            pub market: String,
            pub version: u32,
            /// Nobody yet: a draft, which is never printed.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub approved_by: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub valid_from: Option<Date>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub valid_to: Option<Date>,
            /// Last day of the permit, where it has one.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub permit_last_day: Option<Date>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub halal_last_day: Option<Date>,
            /// Required facts that this product does not have, by their names: an importer of what is made
            /// here, `lot.expiry` on vinegar. Whoever approves the version says so.
            #[serde(skip_serializing_if = "BTreeSet::is_empty")]
            pub not_needed: BTreeSet<String>,
            $( $(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $name: Option<String>, )*
        }

        impl LabelFacts {
            /// Names of all facts that are text, as templates and tables of required facts write them.
            pub const TEXTS: &'static [&'static str] = &[$(stringify!($name)),*];

            /// A fact by its name; nothing where it is not known or blank.
            pub fn text(&self, name: &str) -> Option<&str> {
                let text = match name {
                    $( stringify!($name) => self.$name.as_deref(), )*
                    _ => None,
                };
                text.filter(|text| !text.trim().is_empty())
            }
        }
    };
}

facts! {
    /// What the law calls it.
    legal_name,
    trade_name,
    /// The list with its heading; allergens stand between `**` and are printed bold.
    ingredients,
    /// The allergen sentence.
    allergens,
    shared_equipment,
    /// As declared on the pack; never computed from a weight.
    net_content,
    maker_name,
    maker_address,
    importer_name,
    importer_address,
    origin,
    /// With its kind in front: "BPOM RI MD 123…", "P-IRT No. …".
    permit_number,
    /// Of the certificate, not of the fatwa.
    halal_number,
    storage,
    /// What stands before the date.
    date_words,
    /// As in the filter `date`: "dd MMM yyyy".
    date_format,
    /// What stands before the code of production.
    code_words,
    /// Files in the folder of pictures.
    halal_picture,
    nutrition_picture,
    authority_picture,
}

/// Why a version of facts may not be printed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotInForce {
    /// Nobody approved this version.
    Draft,
    NotYet {
        from: Date,
    },
    NoLonger {
        to: Date,
    },
    PermitLapsed {
        number: String,
        last_day: Date,
    },
    CertificateLapsed {
        number: String,
        last_day: Date,
    },
}

impl LabelFacts {
    /// # Errors
    /// The first reason why these facts may not be printed on this day.
    pub fn in_force(&self, today: Date) -> Result<(), NotInForce> {
        let number = |name: &str| self.text(name).unwrap_or_default().to_owned();
        if self.approved_by.as_deref().is_none_or(|name| name.trim().is_empty()) {
            return Err(NotInForce::Draft);
        }
        if let Some(from) = self.valid_from.filter(|from| today < *from) {
            return Err(NotInForce::NotYet { from });
        }
        if let Some(to) = self.valid_to.filter(|to| today > *to) {
            return Err(NotInForce::NoLonger { to });
        }
        if let Some(last_day) = self.permit_last_day.filter(|last_day| today > *last_day) {
            return Err(NotInForce::PermitLapsed { number: number("permit_number"), last_day });
        }
        match self.halal_last_day.filter(|last_day| today > *last_day) {
            Some(last_day) => Err(NotInForce::CertificateLapsed { number: number("halal_number"), last_day }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn approved() -> LabelFacts {
        LabelFacts { version: 3, approved_by: Some("Rina".into()), ..LabelFacts::default() }
    }

    #[test]
    fn a_version_is_printed_only_while_everything_in_it_holds() {
        let today = date(2026, 11, 21);
        let yesterday = date(2026, 11, 20);
        assert_eq!(approved().in_force(today), Ok(()), "approved and without dates");
        assert_eq!(LabelFacts::default().in_force(today), Err(NotInForce::Draft), "a draft");
        let early = LabelFacts { valid_from: Some(date(2026, 11, 22)), ..approved() };
        assert!(matches!(early.in_force(today), Err(NotInForce::NotYet { .. })), "from tomorrow");
        let late = LabelFacts { valid_to: Some(yesterday), ..approved() };
        assert!(matches!(late.in_force(today), Err(NotInForce::NoLonger { .. })), "until yesterday");
        let permit = Some("BPOM RI MD 1".to_owned());
        let lapsed = LabelFacts { permit_number: permit, permit_last_day: Some(yesterday), ..approved() };
        let refused = NotInForce::PermitLapsed { number: "BPOM RI MD 1".into(), last_day: yesterday };
        assert_eq!(lapsed.in_force(today), Err(refused), "the permit ended yesterday");
        let last_day = LabelFacts { halal_last_day: Some(today), ..approved() };
        assert_eq!(last_day.in_force(today), Ok(()), "the last day is still good");
    }

    #[test]
    fn every_fact_is_found_by_its_name() {
        assert_eq!(approved().text("legal_name"), None);
        let named = LabelFacts { legal_name: Some("Sambal Bawang".into()), ..approved() };
        assert_eq!(named.text("legal_name"), Some("Sambal Bawang"));
        let blank = LabelFacts { legal_name: Some("  ".into()), ..approved() };
        assert_eq!(blank.text("legal_name"), None, "blank is not known");
        assert_eq!(named.text("approved_by"), None, "not a text of the label");
    }
}
