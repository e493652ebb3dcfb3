//! "Scan this code" and photos of labels over HTTP.

use crate::support::*;
use labels::symbology::{Picture, Symbology, encode};
use serde_json::{Value, json};
use uuid::Uuid;

/// The test code as a scanner types it that is set to a keyboard of the United States and sends F8 for GS.
fn typed() -> Value {
    let place = |sign: char| -> (String, bool) {
        let (code, shift) = match sign {
            ']' => ("BracketRight", false),
            '}' => ("BracketRight", true),
            '[' => ("BracketLeft", false),
            '{' => ("BracketLeft", true),
            '-' => ("Minus", false),
            '_' => ("Minus", true),
            '/' => ("Slash", false),
            '+' => ("Equal", true),
            '*' => ("Digit8", true),
            '@' => ("Digit2", true),
            '#' => ("Digit3", true),
            '\u{1d}' => ("F8", false),
            sign if sign.is_ascii_digit() => return (format!("Digit{sign}"), false),
            sign => return (format!("Key{}", sign.to_ascii_uppercase()), sign.is_ascii_uppercase()),
        };
        (code.to_owned(), shift)
    };
    let keys: Vec<Value> = "]{}[-_/+*@#0Az\u{1d}Qy17"
        .chars()
        .map(|sign| {
            let (code, shift) = place(sign);
            json!({ "code": code, "text": "", "shift": shift, "control": false, "alt": false,
                    "caps_lock": false, "gap_ms": 5.0 })
        })
        .collect();
    json!({ "id": Uuid::now_v7(), "keys": keys, "terminator": "enter" })
}

async fn detections(house: &House, token: &str) -> Vec<Value> {
    let answer = house.ask(get("/api/v1/devices/detections").token(token)).await;
    answer.body.as_array().expect("a list").clone()
}

#[tokio::test]
async fn one_scan_tells_how_a_scanner_that_types_is_set() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let shown = house.ask(get("/api/v1/devices/test-code").token(&token)).await;
    assert_eq!(
        shown.body["pictures"].as_array().map(Vec::len),
        Some(2),
        "both kinds are shown: {}",
        shown.text
    );
    assert!(detections(&house, &token).await.is_empty(), "nobody scanned it yet");

    let before = house.ask(get("/api/v1/seats/main/screen").token(&token)).await.body["number"].clone();
    let scanned = house.ask(post("/api/v1/seats/main/bursts", typed()).token(&token)).await;
    assert_eq!(scanned.body["number"], before, "the test code is no scan of goods, wherever it is scanned");
    let found = detections(&house, &token).await;
    let fact = |name: &str| -> Value {
        let facts = found[0]["facts"].as_array().expect("rows");
        facts.iter().find(|fact| fact["name"] == name).cloned().unwrap_or_default()
    };
    assert_eq!(found[0]["state"], "keep", "it can be read once the station keeps it: {found:?}");
    assert_eq!(fact("gs")["value"]["code"], "detect-gs-function-key");
    assert_eq!(fact("layout")["value"]["values"]["layout"]["value"], "layout-united-states");
    assert_eq!(fact("aim")["state"], "better", "without the kind of code some have to be guessed");

    let keep = json!({ "at_ms": found[0]["at_ms"] });
    let path = "/api/v1/devices/keyboard/detection/keep";
    let admin = house.token_of("read,seat", Some("Administrator 1"), None).await;
    let kept =
        house.ask(post(path, keep).token(&admin).with("idempotency-key", &Uuid::now_v7().to_string())).await;
    assert_eq!((kept.status.as_u16(), kept.body["state"].as_str()), (200, Some("good")), "{}", kept.text);
    let file = std::fs::read_to_string(house.data().join("station.toml")).unwrap();
    assert!(
        file.contains("gs = \"F8\"") && file.contains("# Decides what \"today\" is"),
        "beside what stood there"
    );
    house.close().await;
}

#[tokio::test]
async fn what_is_not_the_test_code_is_said_to_be_another() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let mut burst = typed();
    burst["keys"].as_array_mut().expect("keys").truncate(6);
    let told =
        house.ask(post("/api/v1/devices/keyboard/detection", json!({ "burst": burst })).token(&token)).await;
    assert_eq!(told.body["message"]["code"], "detect-not-the-test-code", "{}", told.text);
    house.close().await;
}

#[tokio::test]
async fn a_lost_separator_is_explained_to_other_programs_too() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let burst: Vec<Value> = "010952123400203110A21SER9"
        .chars()
        .map(|sign| {
            let is_letter = sign.is_ascii_alphabetic();
            let code = if is_letter { format!("Key{sign}") } else { format!("Digit{sign}") };
            json!({ "code": code, "text": "", "shift": is_letter, "control": false, "alt": false,
                    "caps_lock": false, "gap_ms": 5.0 })
        })
        .collect();
    let burst = json!({ "id": Uuid::now_v7(), "keys": burst, "terminator": "enter" });
    let answer = house.ask(post("/api/v1/seats/main/bursts", burst).token(&token)).await;
    let message = &answer.body["verdict"]["message"];
    assert_eq!(message["code"], "refusal-separator-lost", "{}", answer.text);
    let readings = message["values"]["readings"]["value"].as_str().expect("every reading");
    assert!(readings.contains("(10)A(21)SER9") && readings.contains("(10)A21SER9"), "{readings}");
    let tiles = house.ask(get("/api/v1/devices").token(&token)).await;
    assert_eq!(
        tiles.body[0]["message"]["code"], "device-scanner-loses-gs",
        "the devices page says which scanner"
    );
    house.close().await;
}

fn below(one: &Picture, other: &Picture) -> Picture {
    let width = one.width.max(other.width);
    let mut gray = Vec::new();
    for picture in [one, other] {
        for row in picture.gray.chunks(picture.width as usize) {
            gray.extend_from_slice(row);
            gray.resize(gray.len() + (width - picture.width) as usize, 255);
        }
        gray.resize(gray.len() + (width * 40) as usize, 255);
    }
    Picture { width, height: one.height + other.height + 80, gray }
}

fn photo(of: &Picture) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, of.png())
}

#[tokio::test]
async fn a_code_in_a_photo_is_a_scan_and_of_several_one_is_picked() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let path = "/api/v1/seats/main/photo";
    let bottle = encode(Symbology::Ean13, "9521234001041").unwrap().picture(3, 90);
    let sent = json!({ "photo": photo(&bottle), "id": Uuid::now_v7() });
    let one = house.ask(post(path, sent).token(&token)).await;
    assert_eq!(one.body["codes"][0]["code"], "9521234001041", "{}", one.text);
    assert_eq!(
        one.body["screen"]["verdict"]["message"]["code"], "said-stock-of",
        "it was scanned: {}",
        one.text
    );

    let sauce = encode(Symbology::Gs1128, "(01)09521234002031(10)SB-A").unwrap().picture(2, 90);
    let two = house.ask(post(path, json!({ "photo": photo(&below(&bottle, &sauce)) })).token(&token)).await;
    let codes = two.body["codes"].as_array().expect("a list");
    assert_eq!((codes.len(), &two.body["screen"]), (2, &Value::Null), "nobody guesses: {}", two.text);
    let picked = house.ask(post(path, json!({ "code": codes[1], "id": Uuid::now_v7() })).token(&token)).await;
    assert_eq!(picked.body["screen"]["verdict"]["message"]["code"], "said-stock-of", "{}", picked.text);

    let empty =
        house.ask(post(path, json!({ "photo": photo(&Picture::white(200, 200)) })).token(&token)).await;
    assert_eq!(
        (empty.body["codes"].as_array().map(Vec::len), &empty.body["screen"]),
        (Some(0), &Value::Null)
    );
    let words = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, b"no picture at all");
    house
        .ask(post(path, json!({ "photo": words })).token(&token))
        .await
        .is_problem(422, "photo-unknown-kind");
    house.ask(post(path, json!({ "photo": "%%%" })).token(&token)).await.is_problem(400, "http-bad-field");
    house.close().await;
}
