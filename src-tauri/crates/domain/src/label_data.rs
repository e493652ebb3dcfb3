//! Everything a label may say, by the names templates use: filled by a flow, kept in the print job, drawn
//! by `labels`. What is not known is absent, never empty, so that a template that needs it is refused and
//! not printed with a hole.

use crate::label::LotLabel;
use crate::label_facts::LabelFacts;
use crate::quantity::Amount;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

macro_rules! groups {
    ($( $(#[$doc:meta])* $written:literal $group:ident: $name:ident {
        $( $(#[$field_doc:meta])* $field:ident: $kind:ty ),* $(,)?
    } )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            #[serde(default)]
            pub struct $name {
                $( $(#[$field_doc])* #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$kind>, )*
            }
        )*

        /// Everything one label says.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct LabelData {
            $( #[serde(rename = $written)] pub $group: $name, )*
            pub facts: LabelFacts,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub quantity: Option<Amount>,
            /// 18 digits.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub sscc: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub serial: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub operator: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub station: Option<String>,
            /// The order or receipt it belongs to.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub document: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub received_on: Option<Date>,
            /// By the site's clock. Its day decides which facts and permits hold.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub printed_at: Option<DateTime>,
            /// Print job in our own code (`TLNP…`), to scan for a reprint.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub job_code: Option<String>,
            /// Printed in training: the watermark lies over the whole label.
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            pub training: bool,
        }

        /// Fields of the groups, as templates write them.
        const GROUPED: &[&str] = &[$( $( concat!($written, ".", stringify!($field)) ),* ),*];
    };
}

groups! {
    "item" item: ItemWords {
        name: String,
        sku: String,
        /// 14 digits.
        gtin: String,
        /// Amazon's own code of the unit.
        fnsku: String,
    }
    "lot" lot: LotWords {
        code: String,
        made_on: Date,
        expiry: Date,
    }
    "location" location: LocationWords {
        /// As people say it: `COLD-A-02-3`.
        name: String,
        /// Our own code, for the bars.
        code: String,
        /// What stands there, or where it is.
        words: String,
    }
    "crate" crate_: CrateWords {
        name: String,
        code: String,
        /// Weight of the empty crate, with its unit.
        tare: String,
    }
    "person" person: PersonWords {
        name: String,
        role: String,
        code: String,
    }
    "case" case: CaseWords {
        /// The case's own GTIN, 14 digits.
        gtin: String,
        /// Units inside.
        count: u32,
        /// Net weight of what varies, in thousandths of a kilogram.
        net_weight_g: u32,
    }
    "ship" ship: ShipWords {
        from: String,
        to: String,
        order: String,
    }
    "price" price: PriceWords {
        /// With its currency, as it is to be read.
        amount: String,
        /// "Rp 28.000 / 100 g".
        per: String,
    }
    "hold" hold: HoldWords {
        reason: String,
        by: String,
    }
    /// This label is number n of so many.
    "counter" counter: Counter {
        number: u32,
        count: u32,
    }
    /// 1 is the original.
    "copy" copy: Copied {
        number: u32,
        reason: String,
    }
}

const SINGLE: &[&str] = &[
    "quantity.amount",
    "quantity.unit",
    "sscc",
    "serial",
    "operator",
    "station",
    "document",
    "received_on",
    "printed_at",
    "job_code",
    "training",
];

/// Facts that are no text and yet may be printed.
const FACTS: &[&str] = &["market", "version", "approved_by"];

/// Every field a template may name.
pub fn fields() -> impl Iterator<Item = String> {
    let facts = FACTS.iter().chain(LabelFacts::TEXTS).map(|name| format!("facts.{name}"));
    GROUPED.iter().chain(SINGLE).map(|name| (*name).to_owned()).chain(facts)
}

impl LabelData {
    /// The day by which facts are judged; nothing is in force on a day nobody named.
    pub fn today(&self) -> Option<Date> {
        self.printed_at.map(|printed_at| printed_at.date())
    }
}

impl From<&LotLabel> for LabelData {
    fn from(label: &LotLabel) -> LabelData {
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        LabelData {
            item: ItemWords {
                name: given(&label.item_name),
                sku: given(&label.sku),
                gtin: label.gtin.clone(),
                ..ItemWords::default()
            },
            lot: LotWords { code: given(&label.lot), expiry: label.expiry, ..LotWords::default() },
            location: LocationWords { name: given(&label.location), ..LocationWords::default() },
            quantity: Some(label.quantity.clone()),
            document: given(&label.document),
            received_on: Some(label.received_on),
            station: given(&label.station),
            job_code: given(&label.job_code),
            copy: Copied { number: Some(label.copy), reason: None },
            ..LabelData::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names_of(value: &serde_json::Value, before: &str, names: &mut BTreeSet<String>) {
        for (name, value) in value.as_object().into_iter().flatten() {
            let name = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
            match value.is_object() {
                true => names_of(value, &name, names),
                false => _ = names.insert(name),
            }
        }
    }

    #[test]
    fn what_a_template_may_name_is_what_a_label_holds() {
        let json = r#"{"sscc":"","serial":"","operator":"","station":"","document":"","job_code":"",
            "received_on":"2026-11-21","printed_at":"2026-11-21T08:00:00","training":true,
            "quantity":{"amount":"1","unit":"kg"}}"#;
        let mut data: LabelData = serde_json::from_str(json).expect("the single fields");
        data.facts.approved_by = Some("Rina".into());
        let mut held = BTreeSet::new();
        names_of(&serde_json::to_value(&data).expect("serialises"), "", &mut held);
        let known: BTreeSet<String> = fields().collect();
        let singles: BTreeSet<String> = SINGLE.iter().map(|name| (*name).to_owned()).collect();
        assert!(singles.is_subset(&held), "every single field is one of the data's own: {held:?}");
        assert!(held.is_subset(&known), "nothing is held that no template may name: {held:?}");
        assert!(known.contains("crate.name") && known.contains("facts.net_content"));
    }

    #[test]
    fn what_is_not_known_is_absent() {
        let empty = serde_json::to_value(LabelData::default()).expect("serialises");
        assert_eq!(empty["lot"], serde_json::json!({}), "no null that a template would print");
        assert_eq!(empty.get("sscc"), None);
    }
}
