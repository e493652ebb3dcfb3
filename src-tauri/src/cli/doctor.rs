//! `tallyman doctor`: what may be wrong with this station, in words or as JSON. Reads only.

use crate::failure::Failure;
use crate::owner::Owner;
use crate::told::tell;
use clap::Args;
use serde_json::{Value, json};
use server::endpoint::Endpoint;
use station::clock;
use station::diagnostics::offline_report;
use station::doctor::{self, Found, Level, Reach};
use station::station::write_private;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Doctor {
    /// For programs: one JSON object.
    #[arg(long)]
    json: bool,
    /// The language of the sentences: en or id.
    #[arg(long, default_value = "en", value_parser = words::LANGUAGES)]
    language: String,
    /// Write what is known of the devices, settings and versions into a file for whoever helps; without keys, badges
    /// and names.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// 0 when nothing has to be done, 1 otherwise.
pub fn run(data: &Path, command: &Doctor) -> Result<ExitCode, Failure> {
    let reach = reach(data)?;
    if let Some(file) = &command.report {
        report(data, &reach, file)?;
    }
    let found = doctor::examine(data, &reach, clock::now_ms());
    let worst = found.iter().map(Found::level).max().unwrap_or(Level::Fine);
    if command.json {
        let findings: Vec<Value> = found.iter().map(|found| as_json(found, &command.language)).collect();
        tell(&json!({ "level": worst.text(), "findings": findings }).to_string())?;
    } else {
        for found in &found {
            tell(&in_words(found, &command.language))?;
        }
    }
    Ok(if worst >= Level::Warning { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// As the running station tells it; where none runs, without its devices.
fn report(data: &Path, reach: &Reach, file: &Path) -> Result<(), Failure> {
    let owner = Owner::of(data)?.filter(|_| matches!(reach, Reach::Answers { .. }));
    let report = match owner {
        Some(owner) => owner.get("/devices/report")?.or_words("take the report of the devices")?,
        None => offline_report(data, reach, clock::now_ms()),
    };
    let text = serde_json::to_string_pretty(&report).expect("a report is plain data");
    write_private(file, text.as_bytes()).map_err(|error| Failure::of("write the report", &error))
}

fn reach(data: &Path) -> Result<Reach, Failure> {
    let Some(Endpoint { address, .. }) = Endpoint::read(data)? else { return Ok(Reach::Nobody) };
    let answers = Owner::of(data)?.is_some_and(|owner| owner.get("/health").is_ok());
    Ok(if answers { Reach::Answers { address } } else { Reach::Silent { address } })
}

/// `WARNING  Disk       Only 1500 MB are left …`, and below it what that means and what to do.
fn in_words(found: &Found, language: &str) -> String {
    let word = |code: String| words::word(language, &code);
    let level = word(format!("doctor-level-{}", found.level().text()));
    let check = word(format!("doctor-check-{}", found.check));
    let mut said = format!("{level:<8} {check:<11} {}", words::say(language, &found.what()));
    for advice in found.advice().into_iter().flatten() {
        said.push_str(&format!("\n{:21} {}", "", words::say(language, &advice)));
    }
    said
}

fn as_json(found: &Found, language: &str) -> Value {
    let what = found.what();
    let advice = found.advice().map(|advice| advice.map(|part| words::say(language, &part)));
    let [means, todo] = advice.map_or([None, None], |parts| parts.map(Some));
    json!({
        "check": found.check,
        "level": found.level().text(),
        "code": what.code,
        "what": words::say(language, &what),
        "means": means,
        "do": todo,
    })
}
