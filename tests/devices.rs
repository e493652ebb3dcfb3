//! The devices page on a scanner and a printer made of memory: what they did last, what is the matter with them, a test
//! label, and the report that tells nothing of keys, badges and people.

use domain::code::{OwnCode, OwnKind};
use domain::permission::Role;
use domain::scan::ScanVerdict;
use sandbox::printer::Trouble;
use station::diagnostics::{self, AskedLabel, DeviceDetail};
use station::once::{Key, Outcome};
use station::settling::Decider;
use station::{Station, people};
use tests::{Floor, Outside, until};

const SCANNER: &str = "S-1";
const PRINTER: &str = "P-1";

async fn of(floor: &Floor, name: &str) -> DeviceDetail {
    let lead = people::named(&floor.station.context, "Shift lead 1").await.expect("the demo has a lead");
    diagnostics::detail(&floor.station, name, Some(&lead)).await.expect("the device is known")
}

/// Waits until the page of a device is as wished.
async fn seen(floor: &Floor, name: &str, what: &str, is_so: impl Fn(&DeviceDetail) -> bool) -> DeviceDetail {
    until(what, async || Some(of(floor, name).await).filter(|detail| is_so(detail))).await
}

async fn lead(station: &Station, name: &str) -> Decider {
    let by = people::named(&station.context, name).await.expect("the demo has this person");
    Decider { by, seat: "main".to_owned() }
}

fn key(number: u128) -> Key {
    Key { id: uuid::Uuid::from_u128(number), fingerprint: [0; 32] }
}

fn said(message: &domain::Message) -> String {
    words::say("en", message)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_shows_its_last_reads_sign_by_sign_and_what_they_mean() {
    let (outside, data) = (Outside::start().await, tempfile::tempdir().unwrap());
    let floor = outside.open(data.path()).await;
    let badge = OwnCode::new(OwnKind::Badge, 1005).text();
    outside.scanner.scan(&badge).unwrap();
    outside.scanner.scan("]C1010952123400104110L-1\u{1d}21S9").unwrap();
    outside.scanner.send(b"12\x0134\r").unwrap();
    let page = seen(&floor, SCANNER, "three reads", |page| page.reads.len() == 3).await;
    assert_eq!(page.device.state, "ready", "it works");
    let [garbled, carton, hidden] = &page.reads[..] else { panic!("three reads: {:?}", page.reads) };
    assert!(
        hidden.is_badge && hidden.hex.is_empty() && hidden.text.is_empty(),
        "who reads it could sign in by it"
    );
    assert_eq!(hidden.verdict, Some(ScanVerdict::Command), "it signed in all the same");
    assert!(carton.text.contains("<GS>21S9") && carton.hex.contains("1d 32 31"), "{carton:?}");
    assert_eq!((carton.aim.as_str(), carton.symbology.as_str()), ("]C1", "GS1-128"));
    let values: Vec<String> = carton.fields.iter().map(|field| said(&field.value)).collect();
    assert_eq!(values, ["09521234001041", "L-1", "S9"], "item, lot, serial: {carton:?}");
    assert_eq!(garbled.verdict, Some(ScanVerdict::Refused), "{garbled:?}");
    assert!(
        garbled.text.contains("<01>") && garbled.refusal.is_some(),
        "noise is shown, never guessed: {garbled:?}"
    );
    let scans = page.scans.expect("a scanner counts");
    let taken = scans.accepted + scans.unknown;
    assert_eq!((taken, scans.refused, scans.unreadable), (2, 1, 1), "hits and misses: {scans:?}");
    let latency = page.latency.expect("three were timed");
    assert_eq!(latency.count, 3);
    assert!(latency.durable_half_ms <= Some(latency.half_ms), "on disk before it is answered: {latency:?}");
    let facts: Vec<String> = page.facts.iter().map(|fact| said(&fact.value)).collect();
    assert!(facts.contains(&"9600 8N1".to_owned()), "how the wire is set: {facts:?}");
    outside.scanner.unplug();
    let page = seen(&floor, SCANNER, "the cable is pulled", |page| page.device.state == "away").await;
    assert_eq!(page.reads.len(), 3, "what it read before stays to be seen");
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_tells_who_it_is_and_what_is_the_matter_when_it_is_asked_again() {
    let (outside, data) = (Outside::start().await, tempfile::tempdir().unwrap());
    let floor = outside.open(data.path()).await;
    let page = seen(&floor, PRINTER, "it was asked", |page| page.device.state == "ready").await;
    let asked: Vec<&str> = page.answers.iter().map(|answer| answer.asked.as_str()).collect();
    assert_eq!((asked.first(), asked.contains(&"identity")), (Some(&"status"), true), "{asked:?}");
    assert!(
        page.answers[0].text.starts_with("<STX>") && page.answers[0].hex.starts_with("02 "),
        "as it came"
    );
    let names: Vec<&str> = page.facts.iter().map(|fact| fact.name.code.as_str()).collect();
    for wanted in ["fact-model", "fact-resolution", "fact-media-set", "fact-counter"] {
        assert!(names.contains(&wanted), "{wanted} is told: {names:?}");
    }
    assert!(page.can_tend && page.fixes.is_empty(), "a lead may try it, and nothing keeps it from us");
    outside.printer.suffer(Trouble::PaperOut);
    diagnostics::ask(&floor.station, PRINTER).unwrap();
    let page = seen(&floor, PRINTER, "no paper", |page| page.device.state == "attention").await;
    let trouble = page.device.message.values.get("trouble");
    assert_eq!(trouble, Some(&domain::Value::Word("printer-paper-out".to_owned())), "and what to do is told");
    let past = || floor.station.context.trouble_log.past();
    let is_told = || past().iter().any(|past| past.message == page.device.message);
    until("the trouble is kept for the report", async || is_told().then_some(())).await;
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_and_a_ruler_come_out_once_each_and_count_as_labels() {
    let (outside, data) = (Outside::start().await, tempfile::tempdir().unwrap());
    let floor = outside.open(data.path()).await;
    let (context, by) = (&floor.station.context, lead(&floor.station, "Shift lead 1").await);
    for (number, label) in [(1, AskedLabel::Test), (2, AskedLabel::Ruler), (1, AskedLabel::Test)] {
        let queued =
            diagnostics::queue_label(context, key(number), (PRINTER, label), by.clone()).await.unwrap();
        assert!(matches!(queued, Outcome::Done(_)), "{label:?}: {queued:?}");
    }
    let page = seen(&floor, PRINTER, "two labels", |page| page.device.good_count == 2).await;
    assert_eq!(outside.printer.printed_count(), 2, "the same key prints once");
    assert_eq!(page.latency.map(|latency| latency.count), Some(2), "and their first bytes were timed");
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_works_prints_no_tests() {
    let (outside, data) = (Outside::start().await, tempfile::tempdir().unwrap());
    let floor = outside.open(data.path()).await;
    let (context, by) = (&floor.station.context, lead(&floor.station, "Operator 1").await);
    assert_eq!(by.by.role, Role::Operator);
    let refused = diagnostics::queue_label(context, key(9), (PRINTER, AskedLabel::Test), by).await.unwrap();
    assert!(matches!(refused, Outcome::Refused(_)), "{refused:?}");
    assert_eq!(outside.printer.printed_count(), 0, "no paper was wasted");
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_tells_of_devices_and_of_no_secret_badge_or_person() {
    let (outside, data) = (Outside::start().await, tempfile::tempdir().unwrap());
    let floor = outside.open(data.path()).await;
    let planted =
        people::add(&floor.station.context, "Rahayu Puspita", Role::Operator, "id", None).await.unwrap();
    for code in [planted.code.clone(), format!("9{}9", planted.code), "made by Rahayu Puspita".to_owned()] {
        outside.scanner.scan(&code).unwrap();
    }
    seen(&floor, SCANNER, "three reads", |page| page.reads.len() == 3).await;
    seen(&floor, PRINTER, "it was asked", |page| !page.answers.is_empty()).await;
    let report = diagnostics::report(&floor.station, "http://127.0.0.1:1").await.unwrap();
    let text = report.to_string();
    let secret = std::fs::read_to_string(data.path().join("secrets/katana")).unwrap();
    let bytes = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    for hidden in [secret.trim(), &planted.code, "Rahayu", &bytes("Rahayu"), &bytes(&planted.code)] {
        assert!(!text.contains(hidden), "{hidden:?} is not in it");
    }
    assert!(text.contains("[person]"), "a name that was scanned is seen to be one");
    assert_eq!(report["devices"].as_array().map(Vec::len), Some(3), "keyboard, scanner, printer");
    let answers = &report["devices"][2]["answers"];
    assert!(answers[0]["hex"].as_str().unwrap().starts_with("02"), "with raw answers: {answers}");
    assert!(report["settings"]["printer"][0]["address"].is_string(), "and settings");
    assert_eq!(report["versions"]["tallyman"], env!("CARGO_PKG_VERSION"));
    assert!(report["findings"].as_array().is_some_and(|found| found.len() > 5), "and what the doctor found");
    floor.close().await;
}
