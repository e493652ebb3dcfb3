//! Application Identifiers identifying what it is, its dates, lot, serial and count, and the internal ones
//! 90–99. Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27.

use super::formats::{
    COUPON_NUMBER, DATE_OR_MONTH, DIGITS_2, DIGITS_TO_6, DIGITS_TO_8, DOCUMENT, ITEM, LOGISTIC_UNIT, TEXT_20,
    TEXT_28, TEXT_30, TEXT_90,
};
use super::{Definition, ai, span};

pub(super) static DEFINITIONS: &[Definition] = &[
    ai("00", "SSCC", LOGISTIC_UNIT).predefined().attribute().key(&[]),
    ai("01", "GTIN", ITEM).predefined().attribute().excludes("255 37").key(&["22 10 21", "235"]),
    ai("02", "CONTENT", ITEM).predefined().attribute().needs(&["37"]).excludes("01 03"),
    ai("03", "MTO GTIN", ITEM).predefined().excludes("01 02 37"),
    ai("10", "BATCH/LOT", TEXT_20).attribute().needs(&["01 02 03 8006 8026"]),
    ai("11", "PROD DATE", DATE_OR_MONTH).predefined().attribute().needs(&["01 02 03 8006 8026"]),
    ai("12", "DUE DATE", DATE_OR_MONTH).predefined().attribute().needs(&["8020"]),
    ai("13", "PACK DATE", DATE_OR_MONTH).predefined().attribute().needs(&["01 02 03 8006 8026"]),
    ai("15", "BEST BEFORE or BEST BY", DATE_OR_MONTH).predefined().attribute().needs(&["01 02 03 8006 8026"]),
    ai("16", "SELL BY", DATE_OR_MONTH).predefined().attribute().needs(&["01 02 03 8006 8026"]),
    ai("17", "USE BY or EXPIRY", DATE_OR_MONTH).predefined().attribute().needs(&["01 02 03 255 8006 8026"]),
    ai("20", "VARIANT", DIGITS_2).predefined().attribute().needs(&["01 02 8006 8026"]),
    ai("21", "SERIAL", TEXT_20).needs(&["01 03 8006"]).excludes("235"),
    ai("22", "CPV", TEXT_20).needs(&["01"]),
    ai("235", "TPX", TEXT_28).needs(&["01"]),
    ai("240", "ADDITIONAL ID", TEXT_30).attribute().needs(&["01 02 8006 8026"]),
    ai("241", "CUST. PART No.", TEXT_30).attribute().needs(&["01 02 8006 8026"]),
    ai("242", "MTO VARIANT", DIGITS_TO_6).attribute().needs(&["01 02 8006 8026"]),
    ai("243", "PCN", TEXT_20).attribute().needs(&["01"]),
    ai("250", "SECONDARY SERIAL", TEXT_30).attribute().needs(&["01 8006", "21"]),
    ai("251", "REF. TO SOURCE", TEXT_30).attribute().needs(&["01 8006"]),
    ai("253", "GDTI", DOCUMENT).attribute().key(&[]),
    ai("254", "GLN EXTENSION COMPONENT", TEXT_20).needs(&["414"]),
    ai("255", "GCN", COUPON_NUMBER).attribute().excludes("01 02 415 8006 8020 8026").key(&[]),
    ai("30", "VAR. COUNT", DIGITS_TO_8).attribute().needs(&["01 02"]),
    ai("37", "COUNT", DIGITS_TO_8).attribute().needs(&["00", "02 8026"]),
    ai("90", "INTERNAL", TEXT_30).attribute(),
    span("91", "99", "INTERNAL", TEXT_90).attribute(),
];
