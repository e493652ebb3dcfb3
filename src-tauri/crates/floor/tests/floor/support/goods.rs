//! The goods of the kitchen with their opening stock, and what a person could scan there.

use domain::item::ExpiryRule;

/// Codes a person could scan anywhere, for the random operators.
pub const CODES: &str = "DOCK HOLD A-01-1 A-01-4 A-03-1 A-04-1 C-01 ALG-1 CR-011 CR-012 TGR 095212340000000013 095212340000000020 \
    PO-3108 PO-3109 9521234002031 19521234002038 9521234001041 \
    19521234001048 RM-SAL RM-TRS PK-CTN 9521234009061 FG-SB250 SB-OLD SB-A \
    BTL-1 SAL-9 TRS-0907 TRS-1102 SBB-1 supplier 8991234567891 9521234002032 \
    NEVER-SEEN EQ-SCL EQ-PMP SCL-1 PMP-1";

pub struct Goods {
    pub sku: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    pub decimals: u8,
    pub by_lot: bool,
    pub rule: ExpiryRule,
    pub gtin: Option<&'static str>,
    pub pack: Option<(&'static str, &'static str, Option<&'static str>)>,
    /// Lot, quantity, good for days from now, place. Of goods kept by serial, pieces numbered from 1 on: `SCL-1`.
    pub opening: &'static [(&'static str, &'static str, Option<i64>, &'static str)],
}

const ASKED: ExpiryRule = ExpiryRule::Asked;
const NONE: ExpiryRule = ExpiryRule::NonePrinted;

pub const GOODS: &[Goods] = &[
    Goods {
        sku: "FG-SB250",
        name: "Sambal Bawang 250 g",
        unit: "pcs",
        decimals: 0,
        by_lot: true,
        rule: ASKED,
        gtin: Some("09521234002031"),
        pack: Some(("carton", "12", Some("19521234002038"))),
        opening: &[("SB-OLD", "46", Some(25), "A-04-1"), ("SB-A", "312", Some(200), "A-04-2")],
    },
    Goods {
        sku: "PK-BTL",
        name: "bottle 250 ml",
        unit: "pcs",
        decimals: 0,
        by_lot: true,
        rule: NONE,
        gtin: Some("09521234001041"),
        pack: Some(("carton", "48", Some("19521234001048"))),
        opening: &[("BTL-1", "620", None, "A-03-1")],
    },
    Goods {
        sku: "RM-SAL",
        name: "salt",
        unit: "kg",
        decimals: 3,
        by_lot: true,
        rule: NONE,
        gtin: None,
        pack: Some(("sack", "25", None)),
        opening: &[("SAL-9", "61.400", None, "A-01-4")],
    },
    Goods {
        sku: "RM-TRS",
        name: "shrimp paste",
        unit: "kg",
        decimals: 3,
        by_lot: true,
        rule: ASKED,
        gtin: None,
        pack: Some(("carton", "10", None)),
        opening: &[("TRS-0907", "3.000", Some(-1), "ALG-1"), ("TRS-1102", "20.000", Some(120), "ALG-1")],
    },
    Goods {
        sku: "FG-SBBLK",
        name: "Sambal food-service",
        unit: "kg",
        decimals: 3,
        by_lot: true,
        rule: ASKED,
        gtin: Some("99521234002348"),
        pack: None,
        opening: &[("SBB-1", "24.380", Some(18), "C-01")],
    },
    Goods {
        sku: "PK-CTN",
        name: "carton 12",
        unit: "pcs",
        decimals: 0,
        by_lot: false,
        rule: NONE,
        gtin: None,
        pack: Some(("bundle", "25", None)),
        opening: &[("", "140", None, "A-03-3")],
    },
    Goods {
        sku: "CL-SAN",
        name: "Sanitizer 5 L",
        unit: "pcs",
        decimals: 0,
        by_lot: false,
        rule: NONE,
        gtin: Some("09521234009061"),
        pack: None,
        opening: &[],
    },
    Goods {
        sku: "EQ-SCL",
        name: "bench scale 15 kg",
        unit: "pcs",
        decimals: 0,
        by_lot: false,
        rule: NONE,
        gtin: Some("09521234007012"),
        pack: Some(("pallet", "20", Some("19521234007019"))),
        opening: &[("", "3", None, "A-03-3")],
    },
    Goods {
        sku: "EQ-PMP",
        name: "filling pump",
        unit: "pcs",
        decimals: 0,
        by_lot: true,
        rule: NONE,
        gtin: None,
        pack: None,
        opening: &[("PMP-A", "2", None, "A-03-3"), ("PMP-B", "1", None, "A-03-1")],
    },
];
