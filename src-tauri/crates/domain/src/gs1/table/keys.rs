//! Application Identifiers further keys, coupons and links.
//! Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27.

use super::formats::{
    BANK_ACCOUNT, COMPANY_TEXT_30, COMPONENT, COMPONENT_SERIAL, COUPON, DATE_AND_SECONDS, DEVICE, DIGITS_4,
    DIGITS_6, DIGITS_15, DIGITS_32, DIGITS_TO_10, MODEL, OFFER, PIECE, RETURNABLE_ASSET, ROLL, SERVICE,
    SIGNATURE, SIM, TEXT_20, TEXT_25, TEXT_50, TEXT_70,
};
use super::{Definition, ai};

pub(super) static DEFINITIONS: &[Definition] = &[
    ai("8001", "DIMENSIONS", ROLL).attribute().needs(&["01"]),
    ai("8002", "CMT No.", TEXT_20).attribute(),
    ai("8003", "GRAI", RETURNABLE_ASSET).attribute().key(&[]),
    ai("8004", "GIAI", COMPANY_TEXT_30).attribute().key(&["7040"]),
    ai("8005", "PRICE PER UNIT", DIGITS_6).attribute().needs(&["01 02"]),
    ai("8006", "ITIP", PIECE).attribute().excludes("01 37").key(&["22 10 21"]),
    ai("8007", "IBAN", BANK_ACCOUNT).attribute().needs(&["415"]),
    ai("8008", "PROD TIME", DATE_AND_SECONDS).attribute().needs(&["01 02"]),
    ai("8009", "OPTSEN", TEXT_50).attribute().needs(&["00 01"]),
    ai("8010", "CPID", COMPONENT).attribute().key(&["8011"]),
    ai("8011", "CPID SERIAL", COMPONENT_SERIAL).needs(&["8010"]),
    ai("8012", "VERSION", TEXT_20).attribute().needs(&["01 8006"]),
    ai("8013", "GMN", MODEL).attribute().key(&[]),
    ai("8014", "MUDI", DEVICE).needs(&["01"]),
    ai("8017", "GSRN - PROVIDER", SERVICE).attribute().excludes("8018").key(&["8019"]),
    ai("8018", "GSRN - RECIPIENT", SERVICE).attribute().excludes("8017").key(&["8019"]),
    ai("8019", "SRIN", DIGITS_TO_10).needs(&["8017 8018"]),
    ai("8020", "REF No.", TEXT_25).needs(&["415"]),
    ai("8026", "ITIP CONTENT", PIECE).attribute().needs(&["37"]).excludes("02 8006"),
    ai("8030", "DIGSIG", SIGNATURE)
        .attribute()
        .needs(&["00 01+21 253 255 8003 8004 8006+21 8010+8011 8017 8018"]),
    ai("8040", "IMEI", DIGITS_15).needs(&["01+21"]),
    ai("8041", "IMEI2", DIGITS_15).needs(&["01+21+8040"]),
    ai("8042", "ESIM", DIGITS_32).needs(&["01+21+8040"]),
    ai("8043", "PSIM", SIM).needs(&["01+21+8040"]),
    ai("8110", "COUPON CODE (NORTH AMERICA)", COUPON).attribute(),
    ai("8111", "POINTS", DIGITS_4).attribute().needs(&["255"]),
    ai("8112", "POSITIVE OFFER FILE COUPON (NORTH AMERICA)", OFFER).attribute(),
    ai("8200", "PRODUCT URL", TEXT_70).needs(&["01"]),
];
