//! What a file is a list of, by its name: for folders that are watched and for people who just drop a file.

use ledger::table::import::ImportKind;

/// The code of the word for this kind of list.
pub fn word(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Items => "list-items",
        ImportKind::Barcodes => "list-barcodes",
        ImportKind::Lots => "list-lots",
        ImportKind::Locations => "list-locations",
        ImportKind::OpeningStock => "list-opening-stock",
        ImportKind::Counts => "list-counts",
        ImportKind::PurchaseOrders => "list-purchase-orders",
    }
}

/// `opening stock 2026.xlsx`, `stok-awal.csv`, `counts_A-01.csv`: the name begins with the list's own name
/// or its word in either language. `None`: the sender has to say.
pub fn kind_of(file_name: &str) -> Option<ImportKind> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let words = in_words(stem);
    ImportKind::ALL.iter().copied().find(|kind| names(*kind).iter().any(|name| words.starts_with(name)))
}

fn names(kind: ImportKind) -> Vec<Vec<String>> {
    let spoken = words::LANGUAGES.iter().map(|language| in_words(&words::word(language, word(kind))));
    std::iter::once(in_words(kind.text())).chain(spoken).collect()
}

/// In small letters, whatever stands between them.
fn in_words(text: &str) -> Vec<String> {
    let pieces = text.split(|sign: char| !sign.is_alphanumeric()).filter(|piece| !piece.is_empty());
    pieces.map(str::to_lowercase).collect()
}
