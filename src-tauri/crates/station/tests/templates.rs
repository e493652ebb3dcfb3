//! The folder of templates: what is saved there is printed at once, and a mistake keeps what was good before.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use labels::template::{BUILT_IN, Stock};
use station::templates::{FOLDER, Templates};
use station::view::Status;
use station::{Options, Station, settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Only a hang reaches it.
const HANG: Duration = Duration::from_secs(60);

fn built_in(name: &str) -> &'static str {
    BUILT_IN.iter().find(|(known, _)| *known == name).unwrap().1
}

fn saved(data: &Path, file: &str, content: &[u8]) -> PathBuf {
    let path = data.join(FOLDER).join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path
}

fn stock(width_mm: f32, height_mm: f32) -> Stock {
    Stock { width_mm, height_mm, gap_mm: 3.0, name: None }
}

#[test]
fn without_a_folder_everything_built_in_is_there() {
    let data = TempDir::new().unwrap();
    let templates = Templates::read(data.path(), None);
    for (name, _) in BUILT_IN {
        assert!(templates.named(name).is_some(), "{name} needs no file");
    }
    assert!(templates.entries().all(|entry| entry.path.is_none() && entry.problems.is_empty()));
    assert_eq!(templates.lot(&stock(100.0, 150.0)).unwrap().name, "Lot 100 × 150");
    assert_eq!(
        templates.lot(&stock(100.4, 49.8)).unwrap().name,
        "Lot 100 × 50",
        "cut labels differ a little"
    );
    assert!(templates.lot(&stock(58.0, 40.0)).is_none(), "none was drawn for this size");
    assert!(templates.named("no-such-thing").is_none());
}

#[test]
fn a_file_of_the_same_name_takes_the_place_of_what_is_built_in() {
    let data = TempDir::new().unwrap();
    let own = built_in("lot-100x50").replace("name = \"Lot 100 × 50\"", "name = \"Ours\"");
    let path = saved(data.path(), "lot-100x50.toml", own.as_bytes());
    let small = own.replace("width_mm = 100", "width_mm = 102").replace("\"Ours\"", "\"Wider\"");
    saved(data.path(), "lot-wide.toml", small.as_bytes());
    let templates = Templates::read(data.path(), None);
    assert_eq!(templates.named("lot-100x50").unwrap().name, "Ours");
    assert_eq!(templates.entry("lot-100x50").unwrap().path.as_ref(), Some(&path), "people find its file");
    assert_eq!(templates.lot(&stock(100.0, 50.0)).unwrap().name, "Ours", "it is printed");
    assert_eq!(
        templates.lot(&stock(103.0, 50.0)).unwrap().name,
        "Wider",
        "so is a size of the company's own"
    );
    assert!(templates.named("lot-100x150").is_some(), "the others stay");
}

#[test]
fn a_mistake_keeps_the_last_good_one_and_is_told_by_line() {
    let data = TempDir::new().unwrap();
    let good = built_in("product").replacen("name = \"", "name = \"Good ", 1);
    saved(data.path(), "product.toml", good.as_bytes());
    let before = Templates::read(data.path(), None);
    let bad = good.replacen("{{ item.", "{{ itm.", 1);
    assert_ne!(good, bad, "the mistake is in it");
    saved(data.path(), "product.toml", bad.as_bytes());
    let after = Templates::read(data.path(), Some(&before));
    assert_eq!(after.named("product").unwrap().name, before.named("product").unwrap().name, "still printed");
    let problem = &after.entry("product").unwrap().problems[0];
    let line = bad.lines().position(|line| line.contains("{{ itm.")).unwrap() + 1;
    assert_eq!(problem.at.line as usize, line, "{problem}");
    let column = bad.lines().nth(line - 1).unwrap().find("itm.").unwrap() + 1;
    assert_eq!(problem.at.column as usize, column, "{problem}");
    let fresh = Templates::read(data.path(), None);
    assert!(!fresh.named("product").unwrap().name.starts_with("Good"), "after a restart: what is built in");
    saved(data.path(), "brand-new.toml", b"name = 7\n");
    let with_new = Templates::read(data.path(), Some(&after));
    assert!(with_new.named("brand-new").is_none(), "what was never right is never printed");
    assert_eq!(with_new.entry("brand-new").unwrap().problems.len(), 1, "and its mistake is told");
}

#[test]
fn what_a_label_would_fail_on_is_found_when_it_is_saved() {
    let data = TempDir::new().unwrap();
    let narrow = "name = \"Narrow\"\nlanguage = \"en\"\n[media]\nwidth_mm = 30\nheight_mm = 20\n\n[[text]]\n\
        place_mm = [2, 2, 10, 3]\nsay = \"{{ item.name }} and much more than fits\"\nletters_mm = 3\n";
    saved(data.path(), "narrow.toml", narrow.as_bytes());
    let templates = Templates::read(data.path(), None);
    let entry = templates.entry("narrow").unwrap();
    assert!(entry.template.is_none(), "no paper is wasted on it");
    assert_eq!(entry.problems[0].at.line, 9, "{}", entry.problems[0]);
    assert!(entry.problems[0].cause().is_some(), "with the reason: {}", entry.problems[0]);
}

#[test]
fn fonts_and_tables_that_cannot_be_used_are_told_and_stop_nothing() {
    let data = TempDir::new().unwrap();
    saved(data.path(), "fonts/broken.ttf", b"no font at all");
    saved(data.path(), "markets/mine.toml", b"name = \"mine\"\nrequired = [\"no such fact\"]\n");
    saved(data.path(), "latin.toml", &[0x6e, 0xff, 0xfe]);
    saved(data.path(), "pictures/logo.png", b"\x89PNG");
    saved(data.path(), "README.md", b"not a template");
    let templates = Templates::read(data.path(), None);
    let told: Vec<String> = templates.bad_files().iter().map(|file| file.message.code.clone()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for code in ["label-bad-font", "label-bad-market", "template-file-unread"] {
        assert!(told.iter().any(|one| one == code), "{code} is told: {told:?}");
    }
    assert!(templates.kit().pictures.contains_key("logo.png"));
    assert!(templates.named("lot-100x150").is_some(), "labels go on");
}

#[test]
fn a_market_that_asks_for_more_is_asked_of_what_is_built_in() {
    let data = TempDir::new().unwrap();
    let strict = "name = \"id-retail\"\nlanguage = \"id\"\nsmallest_letter_mm = 1.0\ndate_words = \"\"\n\
        date_format = \"dd MMM yyyy\"\nrequired = [\"date_format\"]\n";
    saved(data.path(), "markets/id.toml", strict.as_bytes());
    let templates = Templates::read(data.path(), None);
    let retail = templates.entry("retail-id").unwrap();
    assert!(retail.template.is_none() && !retail.problems.is_empty(), "it does not show what is required");
    assert!(templates.named("lot-100x150").is_some(), "what names no market stays");
}

struct House {
    station: Arc<Station>,
    data: TempDir,
}

impl House {
    async fn open() -> House {
        let data = TempDir::new().unwrap();
        std::fs::write(data.path().join(settings::FILE), settings::TEMPLATE).unwrap();
        let station = Station::open(Options::new(data.path())).await.unwrap();
        let house = House { station, data };
        house.until("the folder is there", || house.data.path().join(FOLDER).join("fonts").is_dir()).await;
        house
    }

    async fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let patience = Instant::now() + HANG;
        while !is_so() {
            assert!(Instant::now() < patience, "waited in vain: {what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn strip(&self, what: &str, fits: impl Fn(&Status) -> bool) {
        let mut status = self.station.watch_status();
        let found = tokio::time::timeout(HANG, status.wait_for(|status| fits(status))).await;
        found.unwrap_or_else(|_| panic!("never on the strip: {what}")).unwrap();
    }

    fn name_of(&self, template: &str) -> Option<String> {
        self.station.context.templates().named(template).map(|template| template.name.clone())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_file_is_taken_at_once_and_a_bad_one_is_on_the_strip() {
    let house = House::open().await;
    let good = built_in("price").replacen("name = \"", "name = \"Shelf ", 1);
    let path = saved(house.data.path(), "price.toml", good.as_bytes());
    house.until("the saved file is taken", || house.name_of("price").unwrap().starts_with("Shelf")).await;
    std::fs::write(&path, good.replacen("[media]", "[meda]", 1)).unwrap();
    let says = |status: &Status| status.trouble.as_ref().is_some_and(|said| said.code == "trouble-template");
    house.strip("the mistake", says).await;
    assert!(house.name_of("price").unwrap().starts_with("Shelf"), "the last good one is printed");
    std::fs::write(&path, good.replacen("Shelf ", "Rack ", 1)).unwrap();
    house.strip("nothing is the matter", |status| status.trouble.is_none()).await;
    house.until("it is put right", || house.name_of("price").unwrap().starts_with("Rack")).await;
    std::fs::remove_file(&path).unwrap();
    house.until("what is built in is back", || !house.name_of("price").unwrap().starts_with("Rack")).await;
    house.station.stop().await;
}
