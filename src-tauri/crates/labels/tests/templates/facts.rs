//! What a market requires, and what is loaded in the printer: refused by name.

use crate::support::{data_for, kit, target};
use domain::label_data::LabelData;
use domain::label_facts::NotInForce;
use jiff::civil::date;
use labels::template::{Language, Stock, built_in};
use labels::{LabelError, Markets, PrinterLanguage, Resolution, draw_label, fits};
use std::num::NonZeroU32;

fn refused(change: fn(&mut LabelData)) -> LabelError {
    let template = built_in("retail-id-overprint").expect("built in");
    let target = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
    let mut data = data_for(&template);
    change(&mut data);
    draw_label(&template, &data, &kit(), Language::Id, &target, NonZeroU32::MIN).expect_err("not allowed")
}

#[test]
fn a_missing_fact_is_refused_by_its_name() {
    let missing = refused(|data| data.facts.permit_number = None);
    let expected = LabelError::FactMissing { fact: "permit_number".into(), market: "id-retail".into() };
    assert_eq!(missing, expected);
    assert_eq!(missing.message().code, "label-fact-missing");
    let blank = refused(|data| data.facts.net_content = Some("  ".into()));
    assert!(matches!(blank, LabelError::FactMissing { fact, .. } if fact == "net_content"));
    let no_lot = refused(|data| data.lot.code = None);
    assert_eq!(no_lot, LabelError::FieldMissing { field: "lot.code".into() });
}

#[test]
fn what_is_not_in_force_is_refused() {
    assert!(matches!(
        refused(|data| data.facts.approved_by = None),
        LabelError::FactsNotInForce { version: 3, reason: NotInForce::Draft }
    ));
    assert!(matches!(
        refused(|data| data.facts.permit_last_day = Some(date(2026, 11, 20))),
        LabelError::FactsNotInForce { reason: NotInForce::PermitLapsed { .. }, .. }
    ));
    assert!(matches!(
        refused(|data| data.facts.halal_last_day = Some(date(2026, 11, 20))),
        LabelError::FactsNotInForce { reason: NotInForce::CertificateLapsed { .. }, .. }
    ));
    assert!(matches!(refused(|data| data.facts.market = "us-retail".into()), LabelError::WrongMarket { .. }));
    assert!(matches!(refused(|data| data.printed_at = None), LabelError::FieldMissing { .. }));
}

#[test]
fn what_a_product_does_not_have_is_not_asked_for() {
    let template = built_in("retail-id-overprint").expect("built in");
    let target = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
    let mut data = data_for(&template);
    data.facts.importer_name = None;
    data.facts.importer_address = None;
    data.facts.not_needed = ["importer_name", "importer_address"].map(str::to_owned).into();
    let drawn = draw_label(&template, &data, &kit(), Language::Id, &target, NonZeroU32::MIN);
    data.lot.expiry = None;
    let dateless = draw_label(&template, &data, &kit(), Language::Id, &target, NonZeroU32::MIN);
    assert_eq!(dateless, Err(LabelError::FieldMissing { field: "lot.expiry".into() }), "a date is required");
    data.facts.not_needed.insert("lot.expiry".into());
    let vinegar = draw_label(&template, &data, &kit(), Language::Id, &target, NonZeroU32::MIN);
    assert!(vinegar.is_ok(), "none is printed on vinegar: {vinegar:?}");
    assert!(drawn.is_ok(), "made here, and whoever approved the facts said so: {drawn:?}");
}

#[test]
fn a_table_of_the_companys_own_takes_the_place_of_ours() {
    let table = "name = \"id-retail\"\nlanguage = \"id\"\nsmallest_letter_mm = 1.0\ndate_words = \"\"\n\
        date_format = \"dd MMM yyyy\"\nrequired = [\"storage\"]\n";
    let markets = Markets::default().with(table).expect("a table");
    assert_eq!(markets.find("id-retail").expect("known").required, ["storage"]);
    let wrong = Markets::default().with(&table.replace("storage", "storge")).expect_err("no such fact");
    assert!(wrong.to_string().contains("storge"), "{wrong}");
}

#[test]
fn a_label_goes_only_on_what_is_loaded() {
    let template = built_in("retail-id-overprint").expect("built in");
    let good = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
    assert_eq!(fits(&template, &good), Ok(()));
    let other = Stock { name: Some("Retail Indonesia 80 × 60, v2".into()), ..template.stock.clone() };
    let other = labels::Target { loaded: other, ..good.clone() };
    assert!(
        matches!(fits(&template, &other), Err(LabelError::WrongStock { .. })),
        "another version of the roll"
    );
    let smaller = Stock { width_mm: 60.0, ..template.stock.clone() };
    let smaller = labels::Target { loaded: smaller, ..good.clone() };
    assert!(matches!(fits(&template, &smaller), Err(LabelError::WrongSize { .. })));
    let narrow = labels::Target { head_mm: 54.0, ..good };
    assert!(matches!(fits(&template, &narrow), Err(LabelError::WiderThanHead { .. })));
}

#[test]
fn dates_print_as_the_market_writes_them() {
    // The words cannot be read back from dots, so the room tells them apart: each needs its own.
    for (name, language) in [("retail-id-overprint", Language::Id), ("retail-us-overprint", Language::En)] {
        let template = built_in(name).expect("built in");
        let target = target(&template, PrinterLanguage::Zpl, Resolution::Dpi203);
        let mut data = data_for(&template);
        let draw = |data: &LabelData| {
            draw_label(&template, data, &kit(), language, &target, NonZeroU32::MIN).expect("draws").bytes
        };
        let built_in_words = draw(&data);
        data.facts.date_words =
            Some(if language == Language::Id { "Baik digunakan sebelum" } else { "BEST BY" }.into());
        data.facts.date_format =
            Some(if language == Language::Id { "dd MMM yyyy" } else { "MM-dd-yyyy" }.into());
        assert_eq!(draw(&data), built_in_words, "the market's own words and format");
        data.facts.date_format = Some("yyyy".into());
        assert_ne!(draw(&data), built_in_words, "facts may say another");
    }
}
