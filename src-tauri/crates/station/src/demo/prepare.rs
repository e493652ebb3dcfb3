//! The demo's data directory: a `station.toml` on the sandbox's addresses. The sandbox has new ports each time it
//! starts, so they are written anew; everything else a person changed in the file stays.

use crate::settings::{FILE, TEMPLATE};
use crate::station::write_private;
use crate::{Error, clock};
use serde::Deserialize;
use std::path::Path;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// What the sandbox writes once all its parts listen.
#[derive(Debug, Deserialize)]
struct Announcement {
    katana: AnnouncedKatana,
    printer: AnnouncedPrinter,
    /// Of another maker, in another language.
    second_printer: Option<AnnouncedPrinter>,
    scanner: AnnouncedScanner,
}

#[derive(Debug, Deserialize)]
struct AnnouncedKatana {
    base_url: String,
    api_key: String,
}

#[derive(Debug, Deserialize)]
struct AnnouncedPrinter {
    host: Option<String>,
    port: Option<u16>,
}

#[derive(Debug, Deserialize)]
struct AnnouncedScanner {
    path: String,
}

/// # Errors
/// The announcement or the settings cannot be read or written.
pub fn prepare(data: &Path, announcement: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(data).map_err(|source| Error::File { path: data.to_owned(), source })?;
    let text = std::fs::read_to_string(announcement)
        .map_err(|source| Error::File { path: announcement.to_owned(), source })?;
    let announced: Announcement = serde_json::from_str(&text)
        .map_err(|error| Error::Refused(format!("understand what the sandbox announced: {error}")))?;
    let path = data.join(FILE);
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => TEMPLATE.to_owned(),
        Err(source) => return Err(Error::File { path, source }),
    };
    let settings = with_addresses(&before, &announced)?;
    write_private(&path, settings.as_bytes())?;
    let secrets = data.join("secrets");
    std::fs::create_dir_all(&secrets).map_err(|source| Error::File { path: secrets.clone(), source })?;
    write_private(&secrets.join("katana"), announced.katana.api_key.as_bytes())
}

fn with_addresses(before: &str, announced: &Announcement) -> Result<String, Error> {
    let mut document: DocumentMut =
        before.parse().map_err(|error: toml_edit::TomlError| Error::Settings {
            line: error.span().map(|span| before[..span.start.min(before.len())].lines().count().max(1)),
            problem: error.message().to_owned(),
        })?;
    let is_new = !document.contains_key("demo");
    if is_new {
        document["station"]["name"] = value("KITCHEN-1");
        document["station"]["environment"] = value("demo");
        document["demo"] = Item::Table(Table::new());
        let today = clock::day_of(clock::now_ms(), "Asia/Jakarta");
        document["demo"]["made_on"] = value(today.to_string());
        document["katana"] = Item::Table(Table::new());
        document["katana"]["send_receipts"] = value(true);
        document["katana"]["send_adjustments"] = value(true);
        document["katana"]["poll_s"] = value(15);
        document["katana"]["settle_s"] = value(5);
        let mut printers = one(printer());
        if announced.second_printer.is_some() {
            printers.push(second_printer());
            printers.get_mut(0).expect("it was just made")["falls_back_to"] = value("P-2");
        }
        document["printer"] = Item::ArrayOfTables(printers);
        document["scanner"] = Item::ArrayOfTables(one(scanner()));
    }
    document["katana"]["base_url"] = value(&announced.katana.base_url);
    let printers = [("P-1", Some(&announced.printer)), ("P-2", announced.second_printer.as_ref())];
    for (name, printer) in printers {
        let Some(AnnouncedPrinter { host: Some(host), port: Some(port) }) = printer else { continue };
        set_first(&mut document, "printer", name, "address", &format!("{host}:{port}"));
    }
    set_first(&mut document, "scanner", "S-1", "port", &announced.scanner.path);
    Ok(document.to_string())
}

fn one(table: Table) -> ArrayOfTables {
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    tables
}

fn printer() -> Table {
    let mut table = Table::new();
    table["name"] = value("P-1");
    table["address"] = value("");
    let mut roles = toml_edit::Array::new();
    roles.push("lot_label");
    table["roles"] = value(roles);
    table
}

/// Stands in for the first one.
fn second_printer() -> Table {
    let mut table = Table::new();
    table["name"] = value("P-2");
    table["address"] = value("");
    table["roles"] = value(toml_edit::Array::new());
    table["language"] = value("tspl");
    table["dpi"] = value(300);
    table
}

fn scanner() -> Table {
    let mut table = Table::new();
    table["name"] = value("S-1");
    table["port"] = value("");
    table
}

/// Sets `key` of the table of that name; one that a person took out stays out.
fn set_first(document: &mut DocumentMut, array: &str, name: &str, key: &str, text: &str) {
    let Some(tables) = document.get_mut(array).and_then(Item::as_array_of_tables_mut) else { return };
    for table in tables.iter_mut() {
        if table.get("name").and_then(Item::as_str) == Some(name) {
            table[key] = value(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn announced(port: u16) -> Announcement {
        Announcement {
            katana: AnnouncedKatana {
                base_url: format!("http://127.0.0.1:{port}/v1"),
                api_key: "key".to_owned(),
            },
            printer: AnnouncedPrinter { host: Some("127.0.0.1".to_owned()), port: Some(port + 1) },
            second_printer: Some(AnnouncedPrinter {
                host: Some("127.0.0.1".to_owned()),
                port: Some(port + 2),
            }),
            scanner: AnnouncedScanner { path: "/dev/pts/7".to_owned() },
        }
    }

    #[test]
    fn a_second_start_takes_the_new_ports_and_keeps_what_a_person_wrote() {
        let first = with_addresses(TEMPLATE, &announced(4000)).unwrap();
        let edited =
            first.replace("KITCHEN-1", "KITCHEN-7").replace("send_receipts = true", "send_receipts = false");
        let second = with_addresses(&edited, &announced(5000)).unwrap();
        let settings = Settings::parse(&second).expect("what the demo writes can be read");
        assert_eq!(settings.station.name, "KITCHEN-7", "a person's name for the station stays");
        let addresses: Vec<&str> = settings.printer.iter().map(|printer| printer.address.as_str()).collect();
        assert_eq!(addresses, ["127.0.0.1:5001", "127.0.0.1:5002"], "the printers listen on their new ports");
        let katana = settings.katana.expect("the demo is connected");
        assert!(!katana.send_receipts, "a switch a person turned off stays off");
        assert!(katana.base_url.contains(":5000"), "the vendor answers on its new port");
    }
}
