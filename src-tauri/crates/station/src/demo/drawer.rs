//! The barcodes of the demo drawer: what a person can "scan" without a scanner. Dates follow the day of the demo,
//! so near and past expiries stay true.

use super::catalogue::{self, Catalogue};
use crate::view::DrawerCode;
use domain::code::{Command, OwnCode, OwnKind};
use domain::gs1::Elements;
use jiff::ToSpan;
use jiff::civil::Date;

/// Places shown; the rest can be typed.
const PLACES: [&str; 10] =
    ["DOCK", "HOLD", "A-01-1", "A-03-1", "A-04-1", "A-04-2", "C-01", "ALG-1", "CR-011", "FILL-1"];
/// Commands shown, in the order of the sheet.
const COMMANDS: [Command; 12] = [
    Command::Done,
    Command::Undo,
    Command::Cancel,
    Command::Receive,
    Command::Move,
    Command::Count,
    Command::Adjust,
    Command::NoLot,
    Command::Choose,
    Command::Reprint,
    Command::Park,
    Command::SwitchUser,
];

/// Commands are named in this language; goods, places and people are called as the demo's data call them.
pub fn drawer(made_on: Date, today: Date, language: &str) -> Vec<DrawerCode> {
    let catalogue = catalogue::read();
    let mut codes = Vec::new();
    for person in &catalogue.people {
        codes.push(card("badges", &person.name, OwnCode::new(OwnKind::Badge, person.badge).text(), "badge"));
    }
    for command in COMMANDS {
        let title = words::word(language, &format!("command-{}", command.name()));
        codes.push(card("commands", &title, command.code().text(), "command"));
    }
    codes.extend((0..=9).filter_map(digit));
    for place in PLACES {
        let pictogram = if place.starts_with("CR-") { "crate" } else { "location" };
        codes.push(card("places", place, place.to_owned(), pictogram));
    }
    for order in &catalogue.orders {
        let title = format!("{} · {}", order.number, order.supplier);
        codes.push(card("orders", &title, order.number.clone(), "order"));
    }
    codes.extend(items(&catalogue));
    codes.extend(gs1(made_on, today));
    codes.extend(trouble(made_on, today));
    codes
}

fn card(group: &str, title: &str, code: String, pictogram: &str) -> DrawerCode {
    DrawerCode { group: group.to_owned(), title: title.to_owned(), code, pictogram: pictogram.to_owned() }
}

fn digit(digit: u8) -> Option<DrawerCode> {
    let command = Command::ALL.iter().find(|command| command.digit() == Some(digit))?;
    Some(card("commands", &digit.to_string(), command.code().text(), "command"))
}

fn items(catalogue: &Catalogue) -> impl Iterator<Item = DrawerCode> {
    const SHOWN: usize = 16;
    let mut codes = Vec::new();
    for item in &catalogue.items {
        let name = item.names.get("en").unwrap_or(&item.sku);
        for pack in &item.packs {
            if let Some(code) = &pack.gtin {
                codes.push(card("items", &format!("{name} · {}", pack.name), code.clone(), &item.pictogram));
            }
        }
        if let Some(code) = &item.unit_gtin {
            codes.push(card("items", name, code.clone(), &item.pictogram));
        } else if item.packs.iter().all(|pack| pack.gtin.is_none()) {
            codes.push(card("items", name, item.sku.clone(), &item.pictogram));
        }
    }
    codes.into_iter().take(SHOWN * 3)
}

/// As a scanner with AIM identifiers sends them: GS1-128, FNC1 first.
fn element_string(parts: &[(&str, &str)], today: Date) -> Option<String> {
    Elements::build(parts, today).ok().map(|elements| format!("]C1{}", elements.element_string()))
}

fn yymmdd(date: Date) -> String {
    date.strftime("%y%m%d").to_string()
}

/// Title, pictogram, application identifiers with their values.
type Label<'l> = (&'l str, &'l str, Vec<(&'l str, &'l str)>);

fn gs1(made_on: Date, today: Date) -> Vec<DrawerCode> {
    let in_days = |days: i64| made_on.saturating_add(days.days());
    let (soon, later) = (yymmdd(in_days(18)), yymmdd(in_days(200)));
    let labels: [Label<'_>; 4] = [
        (
            "Pallet of 1,824 bottles",
            "bottle",
            vec![("00", "095212340000000013"), ("02", "09521234001041"), ("37", "1824")],
        ),
        (
            "24 × Sambal Bawang, new lot",
            "sauce",
            vec![("02", "09521234002031"), ("37", "24"), ("17", &later), ("10", "SB-NEW")],
        ),
        (
            "Sambal Bawang carton, new lot",
            "sauce",
            vec![("01", "19521234002038"), ("17", &later), ("10", "SB-NEW")],
        ),
        (
            "Food service 2.045 kg",
            "sauce",
            vec![("01", "99521234002348"), ("3103", "002045"), ("17", &soon), ("10", "SBB-1")],
        ),
    ];
    let mut codes: Vec<DrawerCode> = labels
        .iter()
        .filter_map(|(title, pictogram, parts)| {
            Some(card("gs1", title, element_string(parts, today)?, pictogram))
        })
        .collect();
    codes.extend(
        element_string(&[("10", "SB-SPLIT")], today).map(|code| card("gs1", "Lot alone", code, "label")),
    );
    codes.extend(
        element_string(&[("17", &later)], today).map(|code| card("gs1", "Date alone", code, "label")),
    );
    codes
}

fn trouble(made_on: Date, today: Date) -> Vec<DrawerCode> {
    let past = yymmdd(made_on.saturating_add((-3).days()));
    let parts = [("02", "09521234002031"), ("37", "12"), ("17", past.as_str()), ("10", "SB-PAST")];
    let mut codes = vec![
        card("trouble", "A code nobody knows", "8991234567891X".to_owned(), "unknown"),
        card("trouble", "Wrong check digit", "9521234002032".to_owned(), "unknown"),
        card("trouble", "Damaged command", "TLNCBBBBBBBBXX".to_owned(), "unknown"),
    ];
    codes.extend(element_string(&parts, today).map(|code| card("trouble", "Expired lot", code, "sauce")));
    codes
}
