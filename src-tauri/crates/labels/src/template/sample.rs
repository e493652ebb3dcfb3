//! Goods that do not exist, with everything a label can say: what a template is tried out with while nobody
//! chose real ones.

use domain::Amount;
use domain::code::{OwnCode, OwnKind};
use domain::label_data::{
    CaseWords, Copied, Counter, CrateWords, HoldWords, ItemWords, LabelData, LocationWords, LotWords,
    PersonWords, PriceWords, ShipWords,
};
use domain::label_facts::LabelFacts;
use jiff::civil::date;

/// Sambal of a company with numbers that GS1 keeps for examples, with approved facts for Indonesia. For
/// another market, set [`LabelFacts::market`].
pub fn sample() -> LabelData {
    let given = |text: &str| Some(text.to_owned());
    let own = |kind: OwnKind, number: u32| Some(OwnCode::new(kind, number).text());
    LabelData {
        item: ItemWords {
            name: given("Sambal Bawang Merah 250 g"),
            sku: given("SB-250-M"),
            gtin: given("09521234001041"),
            fnsku: given("X001ABCDE1"),
        },
        lot: LotWords {
            code: given("L2027-114"),
            made_on: Some(date(2026, 11, 21)),
            expiry: Some(date(2027, 11, 21)),
        },
        location: LocationWords {
            name: given("COLD-A-02-3"),
            code: own(OwnKind::Location, 1203),
            words: given("Chilled room, aisle A"),
        },
        crate_: CrateWords {
            name: given("KRAT 0117"),
            code: own(OwnKind::Container, 117),
            tare: given("1.850 kg"),
        },
        person: PersonWords {
            name: given("Sari W."),
            role: given("Shift lead"),
            code: own(OwnKind::Badge, 1005),
        },
        case: CaseWords { gtin: given("19521234001048"), count: Some(24), net_weight_g: Some(6000) },
        ship: ShipWords {
            from: given("Dapur Sambal, Jl. Raya Bogor 12, Jakarta 13750"),
            to: given("Toko Makmur, Jl. Sudirman 4, Bandung 40111"),
            order: given("SO-5001"),
        },
        price: PriceWords { amount: given("Rp 28.000"), per: given("Rp 11.200 / 100 g") },
        hold: HoldWords { reason: given("Seal leaks"), by: given("Sari W.") },
        counter: Counter { number: Some(3), count: Some(12) },
        copy: Copied { number: Some(1), reason: None },
        facts: sample_facts(),
        quantity: Some(Amount::new("24", "pcs")),
        sscc: given("095212340000000013"),
        serial: given("S-000137"),
        operator: given("Budi"),
        station: given("Receiving 1"),
        document: given("PO-3108"),
        received_on: Some(date(2026, 11, 21)),
        printed_at: Some(date(2026, 11, 21).at(14, 2, 0, 0)),
        job_code: own(OwnKind::PrintJob, 0x0123_4567),
        training: false,
    }
}

fn sample_facts() -> LabelFacts {
    let given = |text: &str| Some(text.to_owned());
    LabelFacts {
        market: "id-retail".into(),
        version: 3,
        approved_by: given("Rina"),
        legal_name: given("Sambal Bawang Merah"),
        trade_name: given("Dapur Sambal"),
        ingredients: given(
            "Komposisi: cabai merah (42%), bawang merah (28%), minyak sawit, gula, garam, **udang** kering, \
             penguat rasa mononatrium glutamat, pengawet natrium benzoat.",
        ),
        allergens: given("Mengandung alergen, lihat daftar bahan yang dicetak tebal."),
        shared_equipment: given(
            "Diproduksi menggunakan peralatan yang juga memproses kacang tanah dan ikan.",
        ),
        net_content: given("Berat bersih 250 g"),
        maker_name: given("PT Contoh Dapur Nusantara"),
        maker_address: given("Jl. Raya Bogor 12, Jakarta 13750, Indonesia"),
        importer_name: given("PT Contoh Impor"),
        importer_address: given("Jl. Pelabuhan 1, Jakarta 14310, Indonesia"),
        origin: given("Bawang merah: Brebes, Indonesia"),
        permit_number: given("BPOM RI MD 000000000000"),
        halal_number: given("ID00000000000000000"),
        storage: given("Simpan di tempat sejuk dan kering. Setelah dibuka simpan di kulkas."),
        code_words: given("Kode produksi"),
        nutrition_picture: given("nutrition.png"),
        halal_picture: given("halal.png"),
        ..LabelFacts::default()
    }
}
