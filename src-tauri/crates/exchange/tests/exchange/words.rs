//! Every code has its sentence in both languages, and names only what it carries.

use exchange::column::Column;
use ledger::table::import::ImportKind;

#[test]
fn every_code_has_its_sentence_in_both_languages() {
    let mut wrong = Vec::new();
    for language in words::LANGUAGES {
        for (code, carried) in exchange::said::ALL.iter().copied().flatten() {
            match words::variables(language, code) {
                None => wrong.push(format!("{language}: {code} is missing")),
                Some(named) => wrong.extend(
                    named
                        .iter()
                        .filter(|name| !carried.contains(&name.as_str()))
                        .map(|name| format!("{language}: {code} names {name}")),
                ),
            }
        }
        let fixed = Column::ALL.iter().map(|column| format!("column-{}", column.id()));
        let kinds = ImportKind::ALL.iter().map(|kind| exchange::naming::word(*kind).to_owned());
        wrong.extend(
            fixed
                .chain(exchange::choice::codes())
                .chain(kinds)
                .filter(|code| words::variables(language, code).is_none())
                .map(|code| format!("{language}: {code} is missing")),
        );
        assert_eq!(words::unreadable(language), Vec::<String>::new(), "{language} can be read to its end");
    }
    assert_eq!(wrong, Vec::<String>::new(), "a person would read a bare code");
}

#[test]
fn a_header_means_one_column() {
    for kind in ImportKind::ALL.iter().copied() {
        let columns = || exchange::column::required(kind).iter().chain(exchange::column::optional(kind));
        for language in words::LANGUAGES {
            let mut seen = std::collections::BTreeMap::new();
            for column in columns() {
                let word = words::word(language, &format!("column-{}", column.id()));
                if let Some(other) = seen.insert(word.to_lowercase(), *column) {
                    panic!("{word} would mean both {other:?} and {column:?} in {kind:?}");
                }
            }
        }
    }
}

#[test]
fn a_file_is_known_by_its_name() {
    for (name, kind) in [
        ("items.csv", Some(ImportKind::Items)),
        ("Stok Awal gudang 2026.xlsx", Some(ImportKind::OpeningStock)),
        ("opening_stock-A.ods", Some(ImportKind::OpeningStock)),
        ("counts_A-01.csv", Some(ImportKind::Counts)),
        ("Pesanan pembelian.xls", Some(ImportKind::PurchaseOrders)),
        ("lotion prices.csv", None),
        ("list.csv", None),
    ] {
        assert_eq!(exchange::naming::kind_of(name), kind, "{name}");
    }
}
