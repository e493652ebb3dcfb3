//! `tallyman import`: a list into the book, or out of it again. Through the running station when there is one, else
//! alone with the book.

use super::people::alone;
use super::progress::Told;
use crate::failure::Failure;
use crate::owner::{Owner, escaped};
use crate::told::tell;
use clap::Args;
use domain::permission::permission;
use ledger::table::import::{ImportId, ImportKind};
use serde_json::Value;
use station::context::Context;
use station::imports::{self, Act, Progress, Step};
use station::settings::Settings;
use station::{clock, people};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use uuid::Uuid;

/// How often a running station is asked how far it is.
const EVERY: Duration = Duration::from_millis(200);

#[derive(Args)]
pub struct Import {
    /// CSV or a workbook.
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// What it is a list of: items, barcodes, lots, locations, opening-stock, counts, purchase-orders. By the name of
    /// the file where none is said.
    #[arg(long, conflicts_with = "undo")]
    kind: Option<String>,
    /// Look at every line, say what it would do, and write nothing.
    #[arg(long, conflicts_with = "undo")]
    dry_run: bool,
    /// Undo an import as a whole, by its identity.
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    undo: Option<Uuid>,
    /// In whose name. The station's default operator where nobody is named.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// What is to be done, as it was typed.
struct Asked {
    act: Act,
    /// Empty for an undoing.
    file: PathBuf,
    file_name: String,
    by: String,
}

/// 0 when it was done, 1 when it was refused; the report says why.
pub fn run(data: &Path, command: &Import) -> Result<ExitCode, Failure> {
    let asked = asked(data, command)?;
    let Done { is_good, import, text } = match Owner::of(data)? {
        Some(owner) => through(&owner, &asked)?,
        None => alone(data, async |context| by_itself(context, &asked).await)?,
    };
    tell(text.trim_end())?;
    if let (Act::Import(_), true, Some(id)) = (asked.act, is_good, import) {
        tell(&format!("`tallyman import --undo {id}` takes it back as a whole."))?;
    }
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn asked(data: &Path, command: &Import) -> Result<Asked, Failure> {
    let by = match &command.by {
        Some(name) => name.clone(),
        None => Settings::read(data)?
            .station
            .default_operator
            .ok_or_else(|| Failure::new("import without a name: say in whose with --by NAME"))?,
    };
    if let Some(id) = command.undo {
        let (file, file_name) = (PathBuf::new(), String::new());
        return Ok(Asked { act: Act::Undo(ImportId(id)), file, file_name, by });
    }
    let file = command.file.clone().unwrap_or_default();
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let kind = imports::kind(command.kind.as_deref(), &file_name).map_err(|known| {
        Failure::new(format!("import {}: say with --kind what it is a list of: {known}", file.display()))
    })?;
    let act = if command.dry_run { Act::Check(kind) } else { Act::Import(kind) };
    Ok(Asked { act, file, file_name, by })
}

/// What became of it.
struct Done {
    is_good: bool,
    /// What stands in the book by it.
    import: Option<String>,
    /// The report in words.
    text: String,
}

async fn by_itself(context: &Context, asked: &Asked) -> Result<Done, station::Error> {
    let by = people::named(context, &asked.by).await?;
    if let Some(kind) = asked.act.kind()
        && !permission(by.role, imports::action(kind))
    {
        let refusal = domain::Refusal::NotAllowed { operator: by.name };
        let text = words::say(&by.language, &refusal.message());
        return Ok(Done { is_good: false, import: None, text });
    }
    let order = imports::order(context, asked.act, &asked.file_name, by.id, "command");
    let mut told = Told::default();
    let on_progress = &mut |progress| {
        told.tell(progress);
        ControlFlow::Continue(())
    };
    let (done, text) = imports::take_alone(context, &order, &asked.file, on_progress).await?;
    Ok(Done { is_good: done.is_good(), import: done.import().map(|id| id.0.to_string()), text })
}

fn through(owner: &Owner, asked: &Asked) -> Result<Done, Failure> {
    let key = clock::new_id().to_string();
    let answer = match asked.act {
        Act::Undo(id) => owner.post_as(&format!("/imports/{}/undo", id.0), &asked.by, &key)?,
        Act::Check(kind) => send(owner, asked, kind, (&key, "true"))?,
        Act::Import(kind) => send(owner, asked, kind, (&key, "false"))?,
    };
    answer.or_words("take it in")?;
    let mut told = Told::default();
    loop {
        let now = owner.get(&format!("/imports/{key}"))?.or_words("ask how far it is")?;
        if let Some(progress) = progress(&now) {
            told.tell(progress);
        }
        if now["state"] == "ended" {
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let report = &now["report"];
            let (import, words) = (text(&report["import"]), text(&report["text"]).unwrap_or_default());
            return Ok(Done { is_good: report["is_good"] == true, import, text: words });
        }
        std::thread::sleep(EVERY);
    }
}

fn send(
    owner: &Owner,
    asked: &Asked,
    kind: ImportKind,
    (key, dry_run): (&str, &str),
) -> Result<crate::owner::Answer, Failure> {
    let opened = File::open(&asked.file);
    let file = opened.map_err(|error| Failure::of(&format!("read {}", asked.file.display()), &error))?;
    let (name, kind) = (escaped(&asked.file_name), kind.text());
    let path = format!("/imports?name={name}&kind={kind}&dry_run={dry_run}");
    owner.send(&path, &asked.by, key, file)
}

fn progress(now: &Value) -> Option<Progress> {
    let step = match now["step"].as_str()? {
        "checking" => Step::Checking,
        "applying" => Step::Applying,
        _ => Step::Undoing,
    };
    Some(Progress { step, done: now["done"].as_u64()?, of: now["of"].as_u64()? })
}
