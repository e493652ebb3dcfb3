//! Templates over HTTP: the list, what is wrong by line, and pictures that are what a printer burns.

use crate::support::*;
use serde_json::Value;
use std::path::Path;

fn saved(data: &Path, file: &str, text: &str) {
    let path = data.join("templates").join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn row<'a>(page: &'a Answer, name: &str) -> &'a Value {
    let rows = page.body["rows"].as_array().unwrap_or_else(|| panic!("a page: {}", page.text));
    rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{name} is there: {}", page.text))
}

#[tokio::test]
async fn every_template_is_listed_and_a_mistake_is_told_by_line() {
    let house = House::open().await;
    let token = house.token("read").await;
    let page = house.ask(get("/api/v1/templates").token(&token)).await;
    let lot = row(&page, "lot-100x150");
    assert_eq!((&lot["path"], &lot["look"]["width_mm"]), (&Value::Null, &Value::from(100.0)), "built in");
    assert_eq!(lot["problems"], serde_json::json!([]));
    let before = page.body["version"].clone();
    let bad = "name = \"Mine\"\nlanguage = \"en\"\n[media]\nwidth_mm = 50\nheight_mm = 30\n[[text]]\n\
        place_mm = [2, 2, 46, 20]\nsay = \"{{ item.nam }}\"\nletters_mm = 3\n";
    saved(house.data(), "mine.toml", bad);
    let listed = async || house.ask(get("/api/v1/templates").token(&token)).await;
    house.until("the file is read", async || listed().await.text.contains("mine.toml")).await;
    let page = listed().await;
    let problem = &row(&page, "mine")["problems"][0];
    assert_eq!((&problem["line"], &problem["column"]), (&Value::from(8), &Value::from(11)), "{problem}");
    assert_eq!(problem["message"]["code"], "template-unknown-field", "{problem}");
    assert_ne!(page.body["version"], before, "a page that shows it knows that something was saved");
    let none = house.ask(get("/api/v1/templates/mine/preview").token(&token)).await;
    assert_eq!(none.body["data_url"], Value::Null, "nothing to show yet: {}", none.text);
    let none = house.ask(get("/api/v1/templates/mine/preview.png").token(&token)).await;
    none.is_problem(422, "template-never-good");
    saved(house.data(), "mine.toml", &bad.replace("item.nam ", "item.name "));
    house
        .until("it is right", async || row(&listed().await, "mine")["problems"] == serde_json::json!([]))
        .await;
    let shown = house.ask(get("/api/v1/templates/mine/preview").token(&token)).await;
    assert_eq!((&shown.body["width_mm"], &shown.body["scans"]), (&Value::from(50.0), &Value::from(true)));
    house.close().await;
}

#[tokio::test]
async fn a_picture_is_what_the_printer_burns_and_its_codes_scan() {
    let house = House::open().await;
    let token = house.token("read").await;
    let shown = async |query: &str| {
        let path = format!("/api/v1/templates/case-gs1/preview{query}");
        house.ask(get(&path).token(&token)).await
    };
    let sample = shown("").await;
    assert_eq!(sample.body["scans"], true, "our own drawing is read back: {}", sample.text);
    assert!(!sample.body["codes"].as_array().unwrap().is_empty(), "and this is what it says");
    let fine = shown("?dpi=600").await;
    assert_eq!(fine.body["dpi"], 600);
    assert_ne!(fine.body["data_url"], sample.body["data_url"], "more dots for the same millimetres");
    assert_eq!(fine.body["width_mm"], sample.body["width_mm"]);
    let png = house.ask(get("/api/v1/templates/lot-100x150/preview.png?language=id").token(&token)).await;
    assert_eq!(png.headers["content-type"], "image/png");
    assert!(png.bytes.starts_with(b"\x89PNG"), "a picture");
    for wrong in ["?dpi=72", "?language=fr", "?item=nothing"] {
        let refused = shown(wrong).await;
        refused.is_problem(400, "http-bad-field");
    }
    for missing in ["?printer=P-9", "?item=019a0000-0000-7000-8000-000000000000"] {
        shown(missing).await.is_problem(404, "http-not-found");
    }
    house.ask(get("/api/v1/templates/nothing/preview").token(&token)).await.is_problem(404, "http-not-found");
    house.close().await;
}

#[tokio::test]
async fn a_template_is_tried_with_goods_of_the_book() {
    let house = House::open().await;
    let token = house.token("read").await;
    let found = house.ask(get("/api/v1/find?what=lot&search=SHL-1").token(&token)).await;
    let lot = found.body[0]["id"].as_str().unwrap_or_else(|| panic!("the lot: {}", found.text));
    let lots = async |query: &str| {
        let path = format!("/api/v1/templates/lot-100x150/preview{query}");
        house.ask(get(&path).token(&token)).await
    };
    let sample = lots("").await;
    let real = lots(&format!("?lot={lot}")).await;
    assert_ne!(real.body["data_url"], sample.body["data_url"], "other goods, another picture: {}", real.text);
    house.close().await;
}
