//! Lots judged over HTTP: who may, why, once per key, as one entry; what is refused says what is wrong; and how the
//! floor is told to treat what the book did not expect.

use crate::support::*;
use axum::http::Method;
use domain::LotId;
use ledger::table::{audit, entry, location, lot};
use serde_json::{Value, json};
use uuid::Uuid;

impl House {
    /// A good lot of the demo, and the place it stands at.
    async fn any_lot(&self) -> (LotId, &'static str) {
        let found = self.station.context.ledger.writer().turn(|tx| lot::anywhere(tx, "OIL-77")).await;
        (found.unwrap().first().expect("the demo has the lot").id, "A-02-1")
    }

    async fn judge(&self, by: &str, path: &str, key: Uuid, body: Value) -> Answer {
        let token = self.token_of("read,seat", Some(by), None).await;
        self.ask(post(path, body).with("idempotency-key", &key.to_string()).token(&token)).await
    }

    async fn set(&self, by: &str, path: &str, body: Value) -> Answer {
        let token = self.token_of("read,seat", Some(by), None).await;
        let key = Uuid::now_v7().to_string();
        self.ask(post(path, body).by(Method::PUT).with("idempotency-key", &key).token(&token)).await
    }

    async fn status_of(&self, id: LotId) -> String {
        let found = self.station.context.ledger.writer().turn(move |tx| lot::by_id(tx, id)).await;
        found.unwrap().expect("the lot is there").status.text().to_owned()
    }
}

const LEAD: &str = "Shift lead 1";
const MANAGER: &str = "Inventory manager 1";

#[tokio::test]
async fn a_lot_is_held_once_per_key_with_reason_and_note_and_let_go() {
    let house = House::open().await;
    let (id, _) = house.any_lot().await;
    let (hold, key) = (format!("/api/v1/lots/{id}/hold"), Uuid::now_v7());
    let why = json!({ "reason": "check_failed", "note": "lab 12" });
    let held = house.judge(LEAD, &hold, key, why.clone()).await;
    assert_eq!(held.status, 200, "{}", held.text);
    assert_eq!(held.body["lots"][0]["status"], "quarantine", "{}", held.text);
    assert_eq!(house.status_of(id).await, "quarantine");
    let again = house.judge(LEAD, &hold, key, why).await;
    assert_eq!(again.text, held.text, "the same key is answered word for word");
    let other = house.judge(LEAD, &hold, key, json!({ "reason": "warm" })).await;
    other.is_problem(409, "http-key-reused");
    let twice = house.judge(LEAD, &hold, Uuid::now_v7(), json!({ "reason": "warm" })).await;
    twice.is_problem(422, "refusal-lot-is-already");

    let entry_id = held.body["entry"].as_str().unwrap().parse().unwrap();
    let stored = house.station.context.ledger.writer().turn(move |tx| entry::by_id(tx, entry_id)).await;
    let stored = stored.unwrap().expect("it is an entry");
    assert_eq!((stored.new.note.as_str(), stored.new.lot_changes.len()), ("lab 12", 1), "on record");

    let release = format!("/api/v1/lots/{id}/release");
    let freed = house.judge(LEAD, &release, Uuid::now_v7(), json!({ "reason": "checked_good" })).await;
    assert_eq!(
        (freed.status.as_u16(), house.status_of(id).await),
        (200, "released".to_owned()),
        "{}",
        freed.text
    );

    let token = house.token("read").await;
    let acts = house.ask(get(&format!("/api/v1/history/lots?lot={id}&limit=1")).token(&token)).await;
    let row = &acts.body["rows"][0];
    assert_eq!(
        row["message"]["values"]["act"]["value"], "lot-done-release",
        "the newest first: {}",
        acts.text
    );
    assert_eq!((&row["operator"], &row["note"]), (&json!(LEAD), &json!("")));
    let next = acts.body["next"].as_str().expect("there is another");
    let older = house.ask(get(&format!("/api/v1/history/lots?lot={id}&cursor={next}")).token(&token)).await;
    assert_eq!(older.body["rows"][0]["note"], "lab 12", "{}", older.text);
    assert_eq!(older.body["next"], Value::Null);
    let elsewhere = format!("/api/v1/history/lots?lot={id}&kind=move");
    assert_eq!(house.ask(get(&elsewhere).token(&token)).await.body["rows"], json!([]), "lots do not move");
    house.close().await;
}

#[tokio::test]
async fn whoever_may_not_judge_is_refused_and_what_is_wrong_is_named() {
    let house = House::open().await;
    let (id, _) = house.any_lot().await;
    let key = Uuid::now_v7;
    let hold = format!("/api/v1/lots/{id}/hold");
    let warm = || json!({ "reason": "warm" });
    house.judge("Operator 3", &hold, key(), warm()).await.is_problem(403, "refusal-not-allowed");
    let wrong = house.judge(LEAD, &hold, key(), json!({ "reason": "more_delivered" })).await;
    wrong.is_problem(400, "http-bad-field");
    assert_eq!(wrong.body["field"], "reason", "{}", wrong.text);
    let nowhere = format!("/api/v1/lots/{}/hold", Uuid::now_v7());
    house.judge(LEAD, &nowhere, key(), warm()).await.is_problem(404, "http-not-found");
    let no_act = format!("/api/v1/lots/{id}/destroy");
    house.judge(LEAD, &no_act, key(), warm()).await.is_problem(404, "http-not-found");
    let unknown = json!({ "reason": "warm", "document": "PO-9999" });
    house.judge(LEAD, &hold, key(), unknown).await.is_problem(404, "http-not-found");
    let token = house.token_of("seat", Some(LEAD), None).await;
    house.ask(post(&hold, warm()).token(&token)).await.is_problem(400, "http-key-missing");
    assert_eq!(house.status_of(id).await, "released", "nothing of it was done");

    let recall = format!("/api/v1/lots/{id}/recall");
    let recalled = house.judge(LEAD, &recall, key(), json!({ "reason": "supplier_notice" })).await;
    assert_eq!(recalled.status, 200, "{}", recalled.text);
    let release = format!("/api/v1/lots/{id}/release");
    let good = || json!({ "reason": "checked_good" });
    house.judge(LEAD, &release, key(), good()).await.is_problem(403, "refusal-not-allowed");
    assert_eq!(
        house.judge(MANAGER, &release, key(), good()).await.status,
        200,
        "fewer let go what was recalled"
    );
    house.close().await;
}

#[tokio::test]
async fn a_best_before_is_moved_on_and_a_use_by_never() {
    let house = House::open().await;
    let (id, _) = house.any_lot().await;
    let extend = format!("/api/v1/lots/{id}/extend");
    let until = |day: &str| json!({ "reason": "checked_good", "good_until": day });
    let early = house.judge(LEAD, &extend, Uuid::now_v7(), until("2020-01-01")).await;
    early.is_problem(422, "refusal-not-later");
    let none = house.judge(LEAD, &extend, Uuid::now_v7(), json!({ "reason": "checked_good" })).await;
    none.is_problem(400, "http-bad-field");
    let moved = house.judge(LEAD, &extend, Uuid::now_v7(), until("2039-12-31")).await;
    assert_eq!(moved.body["lots"][0]["expiry"], "2039-12-31", "{}", moved.text);

    let sku = moved.body["lots"][0]["sku"].as_str().unwrap();
    let life = json!({
        "date_meaning": "use_by", "waits_for_release": false,
        "minimum_days": 30, "minimum_percent": null, "shelf_life_days": null,
    });
    let path = format!("/api/v1/items/{sku}/life");
    house.set(LEAD, &path, life.clone()).await.is_problem(403, "refusal-not-allowed");
    let set = house.set(MANAGER, &path, life.clone()).await;
    assert_eq!(set.body, life, "{}", set.text);
    let token = house.token("read").await;
    assert_eq!(house.ask(get(&path).token(&token)).await.body, life, "it is read again");
    let never = house.judge(LEAD, &extend, Uuid::now_v7(), until("2040-12-31")).await;
    never.is_problem(422, "refusal-use-by-stays");
    let absurd = json!({
        "date_meaning": "use_by", "waits_for_release": false,
        "minimum_days": null, "minimum_percent": 101, "shelf_life_days": null,
    });
    house.set(MANAGER, &path, absurd).await.is_problem(400, "http-bad-field");
    house.close().await;
}

#[tokio::test]
async fn a_place_and_the_lots_of_a_recall_are_held_as_one_act() {
    let house = House::open().await;
    let (id, place) = house.any_lot().await;
    let found = house.station.context.ledger.writer().turn(move |tx| location::by_code(tx, place));
    let place = found.await.unwrap().expect("the place is there").id;
    let hold = format!("/api/v1/locations/{place}/hold");
    let held = house.judge(LEAD, &hold, Uuid::now_v7(), json!({ "reason": "warm" })).await;
    assert_eq!(
        (held.status.as_u16(), house.status_of(id).await),
        (200, "quarantine".to_owned()),
        "{}",
        held.text
    );
    let again = house.judge(LEAD, &hold, Uuid::now_v7(), json!({ "reason": "warm" })).await;
    again.is_problem(422, "refusal-no-lot-to-hold");
    let nowhere = format!("/api/v1/locations/{}/hold", Uuid::now_v7());
    let nowhere = house.judge(LEAD, &nowhere, Uuid::now_v7(), json!({ "reason": "warm" })).await;
    nowhere.is_problem(404, "http-not-found");

    let all = json!({ "lots": [id.to_string()], "reason": "complaint" });
    let recalled = house.judge(LEAD, "/api/v1/recall/recall", Uuid::now_v7(), all).await;
    assert_eq!(recalled.body["lots"][0]["status"], "recalled", "{}", recalled.text);
    let none = json!({ "lots": [], "reason": "complaint" });
    let none = house.judge(LEAD, "/api/v1/recall/recall", Uuid::now_v7(), none).await;
    none.is_problem(422, "refusal-nothing-to-do");
    house.close().await;
}

#[tokio::test]
async fn policies_are_set_by_whoever_keeps_the_stock_and_are_on_record() {
    let house = House::open().await;
    let rule = json!({ "location": null, "item": null, "operation": "move", "says": "step_up" });
    house.set(LEAD, "/api/v1/policies", rule.clone()).await.is_problem(403, "refusal-not-allowed");
    let set = house.set(MANAGER, "/api/v1/policies", rule.clone()).await;
    assert_eq!(set.body["policies"], json!([rule]), "{}", set.text);
    let unknown = json!({ "location": "NOWHERE", "item": null, "operation": "move", "says": "ask" });
    house.set(MANAGER, "/api/v1/policies", unknown).await.is_problem(404, "http-not-found");
    let gone = json!({ "location": null, "item": null, "operation": "move", "says": null });
    let gone = house.set(MANAGER, "/api/v1/policies", gone).await;
    assert_eq!(gone.body["policies"], json!([]), "{}", gone.text);

    let token = house.token("read").await;
    let five = json!({ "supplier": "Supplier B packaging", "item": "PK-BTL", "percent": 5 });
    let set = house.set(MANAGER, "/api/v1/policies/tolerance", five.clone()).await;
    assert_eq!(set.body["tolerances"], json!([five]), "{}", set.text);
    let much = json!({ "supplier": "Supplier B packaging", "item": "PK-BTL", "percent": 101 });
    house.set(MANAGER, "/api/v1/policies/tolerance", much).await.is_problem(400, "http-bad-field");
    let listed = house.ask(get("/api/v1/policies").token(&token)).await;
    assert_eq!(listed.body["tolerances"], json!([five]), "whoever may look sees them");

    let rows = house.station.context.ledger.writer().turn(|tx| audit::recent(tx, 10)).await.unwrap();
    let actions: Vec<&str> =
        rows.iter().map(|row| row.action.as_str()).filter(|act| act.ends_with("_set")).collect();
    assert_eq!(actions, ["tolerance_set", "policy_set", "policy_set"], "each change with who made it");
    house.close().await;
}

#[tokio::test]
async fn a_lot_says_where_its_certificate_is_and_who_set_it_is_on_record() {
    let house = House::open().await;
    let (id, _) = house.any_lot().await;
    let path = format!("/api/v1/lots/{id}/certificate");
    let link = json!({ "certificate": "https://lab.example/coa/OIL-77.pdf" });
    house.set("Operator 3", &path, link.clone()).await.is_problem(403, "refusal-not-allowed");
    for bad in ["http://lab.example/coa", "javascript:alert(1)", "../station.toml", ""] {
        let refused = house.set(LEAD, &path, json!({ "certificate": bad })).await;
        refused.is_problem(422, "refusal-bad-certificate");
    }
    let token = house.token("read").await;
    assert_eq!(house.ask(get(&path).token(&token)).await.body, json!({ "certificate": null }), "none yet");
    assert_eq!(house.set(LEAD, &path, link.clone()).await.body, link);
    assert_eq!(house.ask(get(&path).token(&token)).await.body, link, "it is read again");
    let recent = house.station.context.ledger.writer().turn(|tx| audit::recent(tx, 1)).await.unwrap();
    assert_eq!(recent[0].action, "lot_certificate_set");
    assert!(recent[0].detail_json.contains("OIL-77.pdf"), "{}", recent[0].detail_json);

    let found = house.station.context.ledger.writer().turn(move |tx| lot::by_id(tx, id)).await;
    let item = found.unwrap().unwrap().item;
    let page = house.ask(get(&format!("/api/v1/stock/item?item={item}")).token(&token)).await;
    let lots = page.body["lots"].as_array().expect("the page lists lots");
    let shown = lots.iter().find(|row| row["lot"]["id"] == id.to_string().as_str());
    let shown = shown.map(|row| row["certificate"].clone());
    assert_eq!(shown, Some(link["certificate"].clone()), "the desk shows it: {}", page.text);
    let recall = house.ask(get(&format!("/api/v1/recall?lot={id}")).token(&token)).await;
    assert_eq!(
        recall.body["recall"]["lots"][0]["name"]["certificate"], link["certificate"],
        "{}",
        recall.text
    );
    assert_eq!(house.set(LEAD, &path, json!({ "certificate": null })).await.status, 200, "taken away");
    let nowhere = format!("/api/v1/lots/{}/certificate", Uuid::now_v7());
    house.set(LEAD, &nowhere, link).await.is_problem(404, "http-not-found");
    house.close().await;
}
