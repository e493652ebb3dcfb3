//! Papers over HTTP: what they say is what the book says, their codes can be scanned, and nobody reads of another's
//! goods.

use crate::support::*;
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::{DocumentId, DocumentLineId, Quantity, Ratio};
use ledger::table::{document, item};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use uuid::Uuid;

const ORDER: &str = "PO-77";
const DAY_MS: i64 = 24 * 3_600_000;

/// What a person reads on the pages, cell by cell, in one line.
fn text_of(pdf: &[u8]) -> String {
    assert!(pdf.starts_with(b"%PDF-"), "it is a PDF");
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext of poppler-utils is there; `cargo xtask test` installs it");
    let mut pipe = reader.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let writing = std::thread::spawn(move || pipe.write_all(&bytes));
    let read = reader.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let text = String::from_utf8(read.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn paper(house: &House, token: &str, path: &str) -> String {
    let language = if path.contains("language=") { "" } else { "language=en" };
    let joint = if path.contains('?') { '&' } else { '?' };
    let answer = house.ask(get(&format!("/api/v1/papers/{path}{joint}{language}")).token(token)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    let text = text_of(&answer.bytes);
    if let Some(folder) = std::env::var_os("TALLYMAN_PAPER_PICTURES") {
        let name = path.split('?').next().unwrap().replace('/', "-");
        std::fs::write(std::path::PathBuf::from(folder).join(name), &answer.bytes).unwrap();
    }
    text
}

/// 96 bottles in cartons of 48, ordered of a supplier, who brought a note.
async fn ordered(house: &House) {
    let made = house.station.context.ledger.writer().turn(|tx| {
        let id = DocumentId(Uuid::now_v7());
        let order = Document {
            id,
            kind: DocumentKind::PurchaseOrder,
            number: ORDER.to_owned(),
            partner: "Supplier B packaging".to_owned(),
            vendor: String::new(),
            state: DocumentState::Open,
            note_number: "SJ-4711".to_owned(),
        };
        document::insert(tx, &order, 0, None)?;
        let bottles = item::by_sku(tx, "PK-BTL")?.remove(0);
        let line = DocumentLine {
            id: DocumentLineId(Uuid::now_v7()),
            document: id,
            line: 1,
            item: bottles.id,
            ordered: Quantity::from_units(192)?,
            received: Quantity::ZERO,
            undone_there: Quantity::ZERO,
            pack: Some(("carton".to_owned(), Ratio::new(48, 1).expect("positive"))),
        };
        document::insert_line(tx, &line)
    });
    made.await.unwrap();
}

async fn received(house: &House, token: &str, amount: &str) -> Value {
    let inputs = json!([
        { "scan": "PK-BTL" }, { "scan": "BTL-1" }, { "tap": "quantity", "amount": amount, "pack": null }, { "tap": "done" },
    ]);
    let body = json!({ "document": ORDER, "inputs": inputs });
    let ask = post("/api/v1/commands/receive", body).with("idempotency-key", &Uuid::now_v7().to_string());
    let answer = house.ask(ask.token(token)).await;
    assert_eq!(answer.status, 200, "{amount} came: {}", answer.text);
    answer.body["entries"][0].clone()
}

#[tokio::test]
async fn a_receipt_says_what_came_that_day_and_what_had_come_before() {
    let house = House::open().await;
    ordered(&house).await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let nothing = house.ask(get(&format!("/api/v1/papers/receipt/{ORDER}.pdf")).token(&token)).await;
    nothing.is_problem(422, "paper-nothing-came");
    received(&house, &token, "48").await;
    house.pass_ms(DAY_MS);
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let number = received(&house, &token, "96").await["number"].as_str().unwrap().to_owned();
    let said = paper(&house, &token, &format!("receipt/{ORDER}.pdf")).await;
    for wanted in [
        "Goods receipt",
        ORDER,
        "SJ-4711",
        "Supplier B packaging",
        "Operator 3",
        "PK-BTL",
        "96 pcs",
        "192 pcs",
    ] {
        assert!(said.contains(wanted), "the receipt names {wanted}: {said}");
    }
    assert!(said.contains(&number), "by the number of its entry, {number}: {said}");
    assert!(said.contains("before: 48 pcs") && said.contains("still open: 48 pcs"), "both sides: {said}");
    assert!(said.contains("= 2 carton"), "in the unit it was ordered in: {said}");
    assert!(said.contains("19 Nov 2026"), "on its day: {said}");
    let first = paper(&house, &token, &format!("receipt/{ORDER}.pdf?day=2026-11-18&language=id")).await;
    assert!(first.contains("18 Nov 2026") && first.contains("= 1"), "the day before, asked for: {first}");
    assert!(!first.contains("Goods receipt"), "in Indonesian: {first}");
    let other = house.ask(get("/api/v1/papers/receipt/PO-0.pdf").token(&token)).await;
    other.is_problem(404, "http-not-found");
    house.close().await;
}

#[tokio::test]
async fn what_was_undone_is_not_on_the_receipt() {
    let house = House::open().await;
    ordered(&house).await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    received(&house, &token, "48").await;
    let wrong = received(&house, &token, "96").await;
    let seat = house.signed_in().await;
    let screen = house.ask(get("/api/v1/seats/main/screen").token(&seat)).await;
    let tap = json!({ "id": Uuid::now_v7().to_string(), "number": screen.body["number"],
        "tap": { "tap": "undo_entry", "entry": wrong["id"] } });
    let undone = house.ask(post("/api/v1/seats/main/taps", tap).token(&seat)).await;
    assert_eq!(undone.status, 200, "{}", undone.text);
    let said = paper(&house, &token, &format!("receipt/{ORDER}.pdf")).await;
    assert!(said.contains("48 pcs") && !said.contains("96 pcs"), "what is not here is not on it: {said}");
    house.close().await;
}

#[tokio::test]
async fn a_count_sheet_is_blind_and_by_the_way_through_the_place() {
    let house = House::open().await;
    let token = house.token("read").await;
    let said = paper(&house, &token, "count-sheet/A-01-4.pdf?paper=a5").await;
    assert!(said.contains("Count sheet") && said.contains("RM-SAL") && said.contains("SAL-9"), "{said}");
    assert!(
        !said.contains("61.4") && !said.contains("61,4"),
        "nobody reads how much there should be: {said}"
    );
    let site = house.ask(get("/api/v1/stock/place?code=A-01-4").token(&token)).await;
    let root = site.body["path"][0].as_str().unwrap();
    let all = paper(&house, &token, &format!("count-sheet/{root}.pdf")).await;
    assert!(all.contains("A / A-01 / A-01-1"), "the way in letters that the paper has: {all}");
    let shelf = |code: &str| all.find(code).unwrap_or_else(|| panic!("{code} is on it: {all}"));
    assert!(shelf("A-01-1") < shelf("A-01-4"), "in the order of the walk");
    house.close().await;
}

#[tokio::test]
async fn a_content_list_says_what_is_in_a_crate_and_what_it_weighs() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let moved = json!({ "inputs": [
        { "scan": "A-01-4" }, { "scan": "RM-SAL" }, { "tap": "quantity", "amount": "5", "pack": null },
        { "scan": "CR-001" }, { "tap": "done" },
    ] });
    let ask = post("/api/v1/commands/move", moved).with("idempotency-key", &Uuid::now_v7().to_string());
    let answer = house.ask(ask.token(&token)).await;
    assert_eq!(answer.status, 200, "five kilograms are in it: {}", answer.text);
    let said = paper(&house, &token, "contents/CR-001.pdf?paper=label").await;
    for wanted in
        ["Crate content", "CR-001", "RM-SAL", "SAL-9", "5.000", "6.850 kg", "1.850 kg", "Shift lead 1"]
    {
        assert!(said.contains(wanted), "it says {wanted}: {said}");
    }
    let shelf = house.ask(get("/api/v1/papers/contents/A-01-4.pdf").token(&token)).await;
    shelf.is_problem(422, "paper-no-crate");
    house.close().await;
}

#[tokio::test]
async fn cards_are_for_everybody_and_badges_for_whoever_may_give_them() {
    let house = House::open().await;
    let token = house.token("read").await;
    let places = paper(&house, &token, "locations/all.pdf").await;
    assert!(places.contains("A-01-1") && places.contains("A-01-4"), "every shelf: {places}");
    let one = paper(&house, &token, "locations/A-01-4.pdf").await;
    assert!(one.contains("A-01-4") && !one.contains("A-01-1 "), "only what was asked for: {one}");
    let commands = paper(&house, &token, "commands/all.pdf?language=id").await;
    assert!(commands.contains("TLNC"), "with their codes: {commands}");
    let badges = "/api/v1/papers/badges/all.pdf";
    house.ask(get(badges).token(&token)).await.is_problem(403, "http-not-allowed");
    let admin = house.token("read,admin").await;
    let said = paper(&house, &admin, "badges/all.pdf").await;
    assert!(said.contains("Shift lead 1"), "{said}");
    for path in ["receipt/x", "flying/x.pdf", "contents/NO-SUCH.pdf", "count-sheet/.pdf"] {
        let refused = house.ask(get(&format!("/api/v1/papers/{path}")).token(&token)).await;
        refused.is_problem(404, "http-not-found");
    }
    for wrong in ["language=fr", "day=18.11.2026", "paper=a3"] {
        let refused =
            house.ask(get(&format!("/api/v1/papers/count-sheet/A-01-4.pdf?{wrong}")).token(&token)).await;
        assert_eq!(refused.status, 400, "{wrong}: {}", refused.text);
    }
    house.close().await;
}

#[tokio::test]
async fn who_is_bound_to_an_owner_reads_of_nobody_elses_goods() {
    let house = House::open().await;
    ordered(&house).await;
    let lead = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    received(&house, &lead, "48").await;
    let admin = house.token("admin").await;
    let made = house.ask(post("/api/v1/owners", json!({ "name": "Brand Two" })).token(&admin)).await;
    assert_eq!(made.status, 204, "{}", made.text);
    let brand = station::people::owner_named(&house.station.context, "Brand Two").await.unwrap();
    let scopes = station::access::Scopes::parse("read,admin").unwrap();
    let grant = station::access::Grant {
        name: "brand".to_owned(),
        scopes,
        seat: None,
        operator: None,
        owner: Some(brand.id),
        lives_ms: None,
    };
    let token = station::access::issue_token(&house.station.context, grant).await.unwrap();
    let receipt = house.ask(get(&format!("/api/v1/papers/receipt/{ORDER}.pdf")).token(&token)).await;
    receipt.is_problem(404, "http-not-found");
    let sheet = paper(&house, &token, "count-sheet/A-01-4.pdf").await;
    assert!(!sheet.contains("RM-SAL") && !sheet.contains("SAL-9"), "the salt is the house's: {sheet}");
    house.ask(get("/api/v1/papers/badges/all.pdf").token(&token)).await.is_problem(403, "http-not-allowed");
    house.close().await;
}
