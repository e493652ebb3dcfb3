//! The columns a file may have, per kind, with the headers they are known by: their id, their word in both
//! languages, and what people and other programs write. A header that is none of these is listed, never
//! guessed.

use ledger::table::import::ImportKind;
use serde::Serialize;

macro_rules! columns {
    ($($variant:ident = $id:literal, $form:ident, [$($synonym:literal),*];)*) => {
        /// One column by what is in it. Its word is `column-` and the id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column { $($variant),* }

        impl Column {
            pub const ALL: &'static [Column] = &[$(Column::$variant),*];

            pub fn id(self) -> &'static str {
                match self { $(Column::$variant => $id),* }
            }

            pub(crate) fn form(self) -> Form {
                match self { $(Column::$variant => Form::$form),* }
            }

            fn synonyms(self) -> &'static [&'static str] {
                match self { $(Column::$variant => &[$($synonym),*]),* }
            }

            pub(crate) fn is_named(self, header: &str) -> bool {
                names(self).any(|name| folded(&name) == folded(header))
            }

            /// The code of its word.
            pub fn word(self) -> &'static str {
                match self { $(Column::$variant => concat!("column-", $id)),* }
            }
        }
    };
}

/// How a cell of the column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Letters and digits that must come through whole.
    Code,
    Text,
    Number,
    Day,
    /// One of a closed set.
    Choice,
}

columns! {
    Sku = "sku", Code, ["item code", "product code", "variant code", "kode barang", "kode produk",
        "kode item", "item"];
    Owner = "owner", Text, ["brand owner", "client"];
    NameEn = "name-en", Text, ["name", "item name", "product name", "description", "name english"];
    NameId = "name-id", Text, ["nama", "nama barang", "nama produk", "deskripsi", "name indonesian"];
    Unit = "unit", Text, ["uom", "unit of measure", "stock unit", "satuan unit"];
    Decimals = "decimals", Number, ["decimal places", "digit desimal"];
    LotTracked = "lot-tracked", Choice, ["batch tracked", "lots", "pakai lot", "dilacak per lot"];
    SerialTracked = "serial-tracked", Choice, ["serials", "pakai nomor seri"];
    CatchWeight = "catch-weight", Choice, ["variable weight", "berat bervariasi"];
    ExpiryRule = "expiry-rule", Choice, ["expiry printed"];
    NearExpiryDays = "near-expiry-days", Number, ["near expiry", "peringatan hari"];
    LotPattern = "lot-pattern", Text, ["batch pattern"];
    Pictogram = "pictogram", Text, ["icon", "ikon"];
    Allergens = "allergens", Text, ["contains", "alergen"];
    MayContain = "may-contain", Text, ["traces", "dapat mengandung"];
    StorageClass = "storage-class", Choice, ["storage", "penyimpanan"];
    Food = "food", Choice, ["is food", "pangan"];
    DaysAfterOpening = "days-after-opening", Number, ["open shelf life", "hari setelah dibuka"];
    ShelfLife = "shelf-life", Number, ["keeps for", "umur simpan"];
    MinutesOut = "minutes-out", Number, ["minutes out of storage"];
    UsualPiece = "usual-piece", Number, ["usual weight", "piece weight", "berat per potong"];
    Density = "density", Number, ["kg per litre", "kg per liter", "massa jenis"];
    DensitySource = "density-source", Text, [];
    HalalSupplier = "halal-supplier", Text, ["certificate supplier"];
    HalalCertificate = "halal-certificate", Text, ["halal number", "no sertifikat halal"];
    HalalUntil = "halal-until", Day, ["halal expiry", "halal berlaku sampai"];
    Accepts = "accepts", Text, ["storage classes", "menerima"];
    KeepsApart = "keeps-apart", Choice, ["allergens apart", "pisahkan alergen"];
    Tare = "tare", Number, ["empty weight", "crate weight", "berat kosong", "berat krat"];
    Barcode = "barcode", Code, ["code", "ean", "upc", "gtin", "kode batang", "barkod", "kode"];
    CodeKind = "code-kind", Choice, ["barcode type", "barcode kind", "code type"];
    Pack = "pack", Text, ["packaging", "pack level", "pack unit", "kemasan"];
    Factor = "factor", Number, ["pack size", "units per pack", "quantity per pack", "isi", "isi per kemasan"];
    Lot = "lot", Code, ["batch", "batch number", "lot number", "lot code", "no batch", "no lot",
        "kode produksi"];
    Maker = "maker", Text, ["manufacturer", "lot supplier", "pabrik"];
    Expiry = "expiry", Day, ["expiry date", "expires", "best before", "use by", "exp", "exp date", "ed",
        "tanggal kedaluwarsa", "kadaluarsa", "tanggal kadaluarsa", "baik digunakan sebelum"];
    MadeOn = "made-on", Day, ["production date", "manufactured", "mfg date", "tanggal produksi",
        "tgl produksi"];
    LotStatus = "lot-status", Choice, ["status lot", "quality status"];
    SecondLot = "second-lot", Choice, ["another lot of this code", "lot lain dengan kode ini"];
    Certificate = "certificate", Text, ["coa", "certificate of analysis", "coa link", "sertifikat analisis"];
    Location = "location", Code, ["bin", "place", "shelf", "location code", "rak", "lokasi rak",
        "kode lokasi"];
    LocationName = "location-name", Text, ["place name"];
    LocationKind = "location-kind", Choice, ["location type", "place kind", "tipe lokasi"];
    Parent = "parent", Code, ["inside", "parent location", "lokasi induk"];
    Purpose = "purpose", Choice, ["use"];
    Quantity = "quantity", Number, ["qty", "on hand", "stock", "amount", "counted", "counted quantity",
        "stok", "kuantitas", "hitungan", "hasil hitung", "dihitung", "ordered", "dipesan"];
    Pieces = "pieces", Number, ["piece count", "jumlah potong"];
    Serial = "serial", Code, ["serial number", "no seri", "sn"];
    Reason = "reason", Text, ["why"];
    Order = "order", Code, ["po", "po number", "purchase order", "order number", "no po",
        "nomor pesanan", "pesanan"];
    Supplier = "supplier", Text, ["vendor", "partner", "supplier name", "nama pemasok"];
    ExpectedOn = "expected-on", Day, ["expected", "expected date", "eta", "delivery date", "arrives on",
        "tanggal datang", "perkiraan tiba"];
    OrderLine = "order-line", Number, ["line", "line number", "no baris"];
    // Only ever written.
    Reserved = "reserved", Number, [];
    Received = "received", Number, [];
    Entry = "entry", Text, [];
    HappenedAt = "happened-at", Text, [];
    RecordedAt = "recorded-at", Text, [];
    BusinessDate = "business-date", Day, [];
    MovementKind = "movement-kind", Text, [];
    From = "from", Text, [];
    To = "to", Text, [];
    Evidence = "evidence", Text, [];
    Person = "person", Text, [];
    Document = "document", Text, [];
    Note = "note", Text, [];
    // Of a report.
    Line = "line", Number, [];
    Cell = "cell", Text, [];
    ColumnName = "column", Text, [];
    Found = "found", Text, [];
    Why = "why", Text, [];
}

/// A file without one of these is refused.
pub fn required(kind: ImportKind) -> &'static [Column] {
    use Column::*;
    match kind {
        ImportKind::Items => &[Sku],
        ImportKind::Barcodes => &[Sku, Barcode],
        ImportKind::Lots => &[Sku, Lot],
        ImportKind::Locations => &[Location],
        ImportKind::OpeningStock | ImportKind::Counts => &[Sku, Location, Quantity],
        ImportKind::PurchaseOrders => &[Order, Sku, Quantity],
    }
}

/// Columns that are read when they are there; the others of a file are listed as unknown.
pub fn optional(kind: ImportKind) -> &'static [Column] {
    use Column::*;
    match kind {
        ImportKind::Items => &[
            Owner,
            NameEn,
            NameId,
            Unit,
            Decimals,
            LotTracked,
            SerialTracked,
            CatchWeight,
            ExpiryRule,
            NearExpiryDays,
            LotPattern,
            Pictogram,
            Allergens,
            MayContain,
            StorageClass,
            Food,
            DaysAfterOpening,
            ShelfLife,
            MinutesOut,
            UsualPiece,
            Density,
            DensitySource,
            HalalSupplier,
            HalalCertificate,
            HalalUntil,
        ],
        ImportKind::Barcodes => &[Owner, CodeKind, Pack, Factor],
        ImportKind::Lots => &[Owner, Maker, Expiry, MadeOn, LotStatus, SecondLot, Certificate],
        ImportKind::Locations => &[LocationName, LocationKind, Parent, Purpose, Accepts, KeepsApart, Tare],
        ImportKind::OpeningStock => &[Owner, Unit, Lot, Maker, Expiry, MadeOn, Pieces, Serial],
        ImportKind::Counts => &[Owner, Unit, Lot, Maker, Expiry, MadeOn, Pieces, Reason],
        ImportKind::PurchaseOrders => &[Owner, Unit, Supplier, ExpectedOn, OrderLine],
    }
}

/// The column of this kind that a header names, in any language, case and spacing.
pub(crate) fn of_header(header: &str, kind: ImportKind) -> Option<Column> {
    let header = folded(header);
    let columns = || required(kind).iter().chain(optional(kind)).copied();
    // Ids and words first: "Barang" is the item even where a synonym of another column says so too.
    columns()
        .find(|column| names(*column).any(|name| folded(&name) == header))
        .or_else(|| columns().find(|column| column.synonyms().iter().any(|name| folded(name) == header)))
}

/// All that a column of this kind may be called, for the nearest to an unknown one.
pub(crate) fn headers(kind: ImportKind) -> Vec<String> {
    let columns = required(kind).iter().chain(optional(kind));
    columns
        .flat_map(|column| names(*column).chain(column.synonyms().iter().map(|name| (*name).to_owned())))
        .collect()
}

fn names(column: Column) -> impl Iterator<Item = String> {
    let words = words::LANGUAGES.iter().map(move |language| words::word(language, column.word()));
    words.chain(std::iter::once(column.id().to_owned()))
}

/// Small letters and digits alone: "Lot No." is "lotno".
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
