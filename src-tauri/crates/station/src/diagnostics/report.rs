//! One file for whoever helps from afar: devices with their last bytes, settings, versions, findings, troubles. Without
//! keys, badges and people.

use super::redact::Redactor;
use super::{details, fixes};
use crate::doctor::{self, Found, Reach};
use crate::settings::{FILE, Settings};
use crate::{Error, Station, people};
use domain::Message;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Of a running station.
///
/// # Errors
/// The ledger's; the directory could not be looked at.
pub async fn report(station: &Station, address: &str) -> Result<Value, Error> {
    let context = &station.context;
    let (data, now_ms) = (context.data.clone(), context.now_ms());
    let mut people: Vec<String> = people::all(context).await?.into_iter().map(|person| person.name).collect();
    people.extend(named_in(&context.settings()));
    let devices = details(station).await?;
    let devices = serde_json::to_value(&devices).expect("what the page shows is plain data");
    let troubles: Vec<Value> = context.trouble_log.past().iter().map(told).collect();
    let status = station.watch_status().borrow().clone();
    let strip = json!({
        "trouble": status.trouble.as_ref().map(in_words),
        "waiting_count": status.waiting_count,
        "person_count": status.person_count,
        "parked_count": status.parked_count,
        "links": status.links,
    });
    let reach = Reach::Answers { address: address.to_owned() };
    let looked = tokio::task::spawn_blocking(move || base(&data, &reach, people, now_ms)).await;
    let (mut report, redactor) = looked
        .map_err(|_| Error::Refused("make the report, because of a mistake in the program".to_owned()))?;
    report["devices"] = devices;
    report["device_troubles"] = troubles.into();
    report["strip"] = strip;
    redactor.redact(&mut report);
    Ok(report)
}

/// Where no station runs: what the devices would say is not in it, and it says so.
pub fn offline(data: &Path, reach: &Reach, now_ms: i64) -> Value {
    let people = Settings::read(data).map(|settings| named_in(&settings)).unwrap_or_default();
    let (mut report, redactor) = base(data, reach, people, now_ms);
    report["devices"] = Value::Null;
    redactor.redact(&mut report);
    report
}

/// What holds without a station, and who hides what must not be in it.
fn base(data: &Path, reach: &Reach, people: Vec<String>, now_ms: i64) -> (Value, Redactor) {
    let findings: Vec<Value> = doctor::examine(data, reach, now_ms).iter().map(found).collect();
    let path: PathBuf = data.join(FILE);
    let settings: Option<Value> =
        std::fs::read_to_string(&path).ok().and_then(|text| toml_edit::de::from_str(&text).ok());
    let mut people = people;
    people.push(fixes::user());
    let report = json!({
        "kind": "tallyman-device-report",
        "made_at_ms": now_ms,
        "versions": {
            "tallyman": env!("CARGO_PKG_VERSION"),
            "engine": ledger::open::engine_version(),
            "system": std::env::consts::OS,
            "machine": std::env::consts::ARCH,
            "kernel": kernel(),
        },
        "settings": settings,
        "findings": findings,
    });
    // The name this process runs under is a person's, too; `root` is nobody.
    let people = people.into_iter().filter(|name| name != "root");
    (report, Redactor::new(data, people))
}

fn named_in(settings: &Settings) -> Vec<String> {
    settings.station.default_operator.iter().chain(&settings.import.operator).cloned().collect()
}

fn found(found: &Found) -> Value {
    json!({ "check": found.check, "level": found.level().text(), "what": in_words(&found.what()) })
}

fn told(trouble: &super::trouble_log::DeviceTrouble) -> Value {
    let super::trouble_log::DeviceTrouble { at_ms, device, state, message } = trouble;
    json!({ "at_ms": at_ms, "device": device, "state": state, "said": in_words(message) })
}

fn in_words(message: &Message) -> String {
    words::say("en", message)
}

/// Linux says it in a file; elsewhere the system's name has to do.
fn kernel() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/kernel/osrelease").ok()?;
    Some(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::TEMPLATE;

    #[test]
    fn without_a_station_the_report_still_tells_settings_and_findings_and_no_key() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("secrets")).unwrap();
        std::fs::write(data.path().join("secrets/katana"), "s3cret-of-ours").unwrap();
        let text = TEMPLATE.replace("# default_operator = \"Operator 1\"", "default_operator = \"Ayu\"");
        let text = text.replace("name = \"STATION-1\"", "name = \"s3cret-of-ours at Ayu's\"");
        std::fs::write(data.path().join(FILE), text).unwrap();
        let report = offline(data.path(), &Reach::Nobody, 0);
        assert_eq!(report["settings"]["station"]["default_operator"], "[person]");
        assert_eq!(report["settings"]["station"]["name"], "[secret] at [person]'s", "wherever they stand");
        assert!(report["devices"].is_null(), "no station, so nothing of its devices");
        assert!(report["findings"].as_array().is_some_and(|found| found.len() > 5), "{report}");
    }
}
