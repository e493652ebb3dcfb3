//! `station.toml`: what this station is called, its devices and connections. Commented, written by people and by
//! the settings screens, read again whenever it is saved. A bad file keeps the settings before it and says
//! which line is wrong. Nothing of it is in the database, nothing secret is in it.

mod defaults;
mod reading;
pub mod printer;
mod scanner;

use crate::Error;
use domain::Quantity;
use domain::location::Mixing;
use floor::Recount;
use floor::reading::ReadingSettings;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use printer::Printer;
pub use reading::{Gs, Keyboard, WeighedCode};

use defaults::{answer_s, poll_s, production, rate, settle_s};
pub use scanner::Scanner;

/// The file's name in the data directory.
pub const FILE: &str = "station.toml";

/// What a new data directory starts with.
pub const TEMPLATE: &str = include_str!("station.toml");

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub station: StationSettings,
    #[serde(default)]
    pub floor: FloorPart,
    #[serde(default)]
    pub backup: Backup,
    #[serde(default)]
    pub reservations: Reservations,
    #[serde(default)]
    pub import: Import,
    #[serde(default)]
    pub paper: PaperPart,
    #[serde(default)]
    pub http: Http,
    #[serde(default)]
    pub scanner: Vec<Scanner>,
    #[serde(default)]
    pub printer: Vec<Printer>,
    pub keyboard: Option<Keyboard>,
    #[serde(default)]
    pub weighed_code: Vec<WeighedCode>,
    /// What the floor reads scans by, made of the parts above.
    #[serde(skip)]
    pub reading: Arc<ReadingSettings>,
    pub katana: Option<Katana>,
    pub demo: Option<Demo>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationSettings {
    pub name: String,
    /// Two to six letters and digits; stands in vendors' fields: TM1 in TM1-1-000123. Fixed once entries exist.
    pub short_name: String,
    /// `production`, `demo`, `training`.
    #[serde(default = "production")]
    pub environment: String,
    /// IANA name; decides what today is.
    pub time_zone: String,
    /// Who is active without a badge, at one-person sites.
    pub default_operator: Option<String>,
    /// Two letters, ISO 3166-1: carriers' numbers are likelier of this country.
    pub country: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FloorPart {
    pub print_on_receive: bool,
    pub recount: RecountPart,
    pub crates: CratesPart,
}

/// What may lie beside each other in one crate, by its kind.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CratesPart {
    pub reusable: Mixing,
    /// Known by an SSCC, used once.
    pub single_use: Mixing,
}

/// When a count is made twice before it holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecountPart {
    /// Off: the first number holds, however far it is from the book.
    pub wanted: bool,
    /// Of what the book says; a difference has to be more than this and more than `above`.
    pub percent: u32,
    /// In whole stock units of the item.
    pub above: u32,
    /// Whoever counted first may also count again.
    pub by_same_person: bool,
}

/// Copies of the book.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Backup {
    /// At most one copy in so many minutes, and none while nothing changed; a book above 1 GiB: one an hour.
    pub every_min: u32,
    pub keep_hourly: u32,
    pub keep_daily: u32,
    pub keep_monthly: u32,
    /// Where they go instead of `backups/` in the data directory.
    pub folder: Option<PathBuf>,
}

/// Promises of stock.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reservations {
    /// How often those whose time ran out are ended.
    pub sweep_s: u32,
}

/// Files that are taken in by themselves.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Import {
    /// What is dropped here is checked and imported; nothing is watched without it.
    pub folder: Option<PathBuf>,
    /// Name of the person in whose name it is taken in.
    pub operator: Option<String>,
    /// A file is read once it has stood still for so long.
    pub settle_s: u32,
}

/// Whose papers they are.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PaperPart {
    /// The station's name where none is given.
    pub company: Option<String>,
    /// Address, telephone; a line each.
    pub lines: Vec<String>,
    /// Small at the foot of every page.
    pub footer: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// The loopback port; 0 lets the system choose.
    pub port: u16,
    /// An address other machines may use (`0.0.0.0:8080`), or nothing.
    pub listen: Option<String>,
    /// Names and addresses browsers may use in `Host`, besides loopback.
    pub hosts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Katana {
    pub base_url: String,
    /// The write switch per kind: off means reading only, what would be sent is withheld.
    #[serde(default)]
    pub send_receipts: bool,
    #[serde(default)]
    pub send_adjustments: bool,
    #[serde(default = "poll_s")]
    pub poll_s: u64,
    /// How far apart two reads must be before "not there" counts.
    #[serde(default = "settle_s")]
    pub settle_s: u64,
    /// How long one answer is waited for.
    #[serde(default = "answer_s")]
    pub answer_s: u64,
    /// Requests per 60 s until the vendor's own headers say otherwise.
    #[serde(default = "rate")]
    pub requests_per_minute: u32,
}

/// Present only at a station that plays with the sandbox.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    /// The day the demo was made, YYYY-MM-DD.
    pub made_on: String,
}

impl RecountPart {
    pub fn for_floor(&self) -> Option<Recount> {
        let RecountPart { percent, above, by_same_person, .. } = *self;
        let above = Quantity::from_millionths(i64::from(above) * 1_000_000).expect("a u32 of units fits");
        self.wanted.then_some(Recount { percent, above, by_same_person })
    }
}

impl Import {
    fn problem(&self) -> Option<String> {
        let folder = self.folder.as_ref()?;
        if !folder.is_absolute() {
            return Some("folder must be a whole path such as /srv/drop".to_owned());
        }
        let is_named = self.operator.as_ref().is_some_and(|name| !name.trim().is_empty());
        (!is_named).then(|| "operator must name in whose name files of the folder are taken in".to_owned())
    }
}

impl Settings {
    /// # Errors
    /// [`Error::Settings`] with the line and what is wrong there.
    pub fn parse(text: &str) -> Result<Settings, Error> {
        let mut settings: Settings = toml_edit::de::from_str(text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
            Error::Settings { line, problem: error.message().to_owned() }
        })?;
        settings.check(text)?;
        let reading =
            reading::of(&settings, text).map_err(|(line, problem)| Error::Settings { line, problem })?;
        settings.reading = Arc::new(reading);
        Ok(settings)
    }

    pub fn read(data: &Path) -> Result<Settings, Error> {
        let path = data.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|source| Error::File { path, source })?;
        Settings::parse(&text)
    }

    fn check(&self, text: &str) -> Result<(), Error> {
        let wrong = |key: &str, problem: String| {
            let line =
                text.lines().position(|line| line.trim_start().starts_with(key)).map(|index| index + 1);
            Err(Error::Settings { line, problem })
        };
        let short = &self.station.short_name;
        if !(2..=6).contains(&short.len())
            || !short.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        {
            return wrong(
                "short_name",
                format!("short_name {short:?} is not two to six capital letters and digits"),
            );
        }
        if jiff::tz::TimeZone::get(&self.station.time_zone).is_err() {
            let zone = &self.station.time_zone;
            return wrong(
                "time_zone",
                format!("time_zone {zone:?} is not a known place such as Asia/Jakarta"),
            );
        }
        let is_country =
            |country: &String| country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase());
        if let Some(country) = self.station.country.as_ref().filter(|country| !is_country(country)) {
            return wrong(
                "country",
                format!("country {country:?} is not two capital letters such as ID or US"),
            );
        }
        if self.backup.every_min == 0 {
            return wrong("every_min", "every_min must be at least 1".to_owned());
        }
        if self.backup.folder.as_ref().is_some_and(|folder| !folder.is_absolute()) {
            return wrong("folder", "folder must be a whole path such as /mnt/usb/tallyman".to_owned());
        }
        if self.reservations.sweep_s == 0 {
            return wrong("sweep_s", "sweep_s must be at least 1".to_owned());
        }
        if let Some(problem) = self.import.problem() {
            let line = text.lines().position(|line| line.trim_start().starts_with("[import]"));
            return Err(Error::Settings { line: line.map(|index| index + 1), problem });
        }
        for scanner in &self.scanner {
            if let Some((key, problem)) = scanner.problem() {
                return wrong(key, problem);
            }
        }
        printer::check(&self.printer, text)
    }

    /// `vendor:kind` of every write switch that is off.
    pub fn withheld(&self) -> Vec<String> {
        let Some(katana) = &self.katana else { return Vec::new() };
        let switches = [
            ("katana:purchase_receipt", katana.send_receipts),
            ("katana:stock_adjustment", katana.send_adjustments),
        ];
        switches.iter().filter(|(_, on)| !on).map(|(name, _)| (*name).to_owned()).collect()
    }
}
