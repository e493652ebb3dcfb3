//! The arrows of the README's map, read from the manifests: who may depend on whom, and the one home of each
//! package from outside. Looks at direct dependencies; those of tests alone (dev) are free.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Each crate of ours and the crates right below it. It may use whatever can be reached downwards.
const ARROWS: &[(&str, &[&str])] = &[
    ("tallyman", &["server"]),
    ("server", &["station"]),
    ("station", &["floor", "sync", "devices", "labels", "words", "exchange"]),
    ("floor", &["ledger"]),
    ("sync", &["ledger", "connectors"]),
    ("exchange", &["ledger", "words"]),
    ("ledger", &["domain"]),
    ("connectors", &["domain"]),
    ("devices", &["domain"]),
    ("labels", &["domain"]),
    ("words", &["domain"]),
    ("domain", &[]),
    ("sandbox", &[]),
    ("xtask", &[]),
];

/// Programs beside the station: nothing of theirs is in a release, so outside packages need no home in them.
const BESIDE: &[&str] = &["sandbox", "xtask", "tests"];

const SHARED: &[&str] = &["serde", "serde_json", "thiserror", "tracing", "uuid", "jiff", "tokio"];

/// Where the packages from outside live. Hashing has three homes: the chain, secrets kept as hashes, and the
/// file an import came from.
const HOMES: &[(&str, &[&str])] = &[
    ("domain", &["sha2"]),
    ("ledger", &["sqlx", "rusqlite", "libsqlite3-sys", "flume", "fs4", "unicode-normalization"]),
    ("sync", &["reqwest"]),
    ("devices", &["serialport", "socket2", "nusb", "ipp", "evdev"]),
    (
        "labels",
        &["printpdf", "qrcode", "datamatrix", "rxing", "zune-jpeg", "minijinja", "toml", "ab_glyph", "png"],
    ),
    ("exchange", &["csv", "calamine", "rust_xlsxwriter", "encoding_rs", "sha2"]),
    ("station", &["notify", "toml_edit", "sha2", "getrandom", "base64"]),
    ("server", &["axum", "tower", "tokio-stream", "rust-embed", "governor"]),
    ("words", &["fluent-bundle", "fluent-syntax", "unic-langid"]),
    ("tallyman", &["tauri", "tauri-build", "clap", "dirs", "tracing-subscriber"]),
];

/// Derive only, and only with the feature `schema`.
const SCHEMA: &[&str] = &["ts-rs", "utoipa"];
const SCHEMA_HOMES: &[&str] = &["domain", "floor", "station", "server"];

struct Dependency {
    of: String,
    name: String,
    requirement: String,
    is_ours: bool,
    is_optional: bool,
    is_for_tests: bool,
}

#[test]
fn every_crate_has_its_place() {
    let found: BTreeSet<String> =
        crates().into_iter().map(|(name, _)| name).filter(|name| name != "tests").collect();
    let named: BTreeSet<String> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, named, "a crate of the workspace stands in ARROWS, and nothing else does");
}

#[test]
fn arrows_point_down() {
    for dependency in
        dependencies().iter().filter(|dependency| dependency.is_ours && dependency.of != "tests")
    {
        let below = below(&dependency.of);
        assert!(
            below.contains(dependency.name.as_str()),
            "{} uses {}, which is not below it (below are {below:?})",
            dependency.of,
            dependency.name
        );
    }
}

#[test]
fn the_sandbox_is_written_from_the_fact_sheets_alone() {
    let ours: Vec<String> = every_dependency()
        .into_iter()
        .filter(|dependency| dependency.of == "sandbox" && dependency.is_ours)
        .map(|dependency| dependency.name)
        .collect();
    assert!(
        ours.is_empty(),
        "a simulator that shares code with what it tests agrees with its mistakes: {ours:?}"
    );
}

#[test]
fn a_package_from_outside_has_one_home() {
    let is_home = |of: &str, package: &str| {
        HOMES.iter().any(|(home, packages)| *home == of && packages.contains(&package))
    };
    for dependency in dependencies().iter().filter(|dependency| !dependency.is_ours) {
        let (of, name) = (dependency.of.as_str(), dependency.name.as_str());
        if BESIDE.contains(&of) || SHARED.contains(&name) {
            continue;
        }
        if SCHEMA.contains(&name) {
            assert!(
                dependency.is_optional && SCHEMA_HOMES.contains(&of),
                "{name} in {of}: only behind `schema`"
            );
            continue;
        }
        assert!(is_home(of, name), "{of} uses {name}, which lives elsewhere or stands nowhere in HOMES");
    }
}

#[test]
fn a_package_from_outside_is_asked_for_in_one_version() {
    let mut asked: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for dependency in every_dependency().into_iter().filter(|dependency| !dependency.is_ours) {
        asked
            .entry(dependency.name)
            .or_default()
            .entry(dependency.requirement)
            .or_default()
            .push(dependency.of);
    }
    for (name, versions) in asked {
        assert_eq!(versions.len(), 1, "{name} is asked for in one version, the workspace's: {versions:?}");
    }
}

#[test]
fn one_engine_of_the_ledger_is_linked() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is committed");
    let versions = |name: &str| -> Vec<String> {
        let head = format!("name = \"{name}\"\nversion = \"");
        let tails = lock.split(&head).skip(1);
        tails.filter_map(|tail| tail.split('"').next()).map(str::to_owned).collect()
    };
    assert_eq!(
        versions("libsqlite3-sys"),
        ["0.37.0"],
        "SQLite 3.51.3: older ones may corrupt a WAL on reset"
    );
    for name in ["rusqlite", "sqlx", "tokio", "serde", "tauri"] {
        assert_eq!(
            versions(name).len(),
            1,
            "two copies of {name} do not know each other: {:?}",
            versions(name)
        );
    }
}

/// All that can be reached from `name` along the arrows.
fn below(name: &str) -> BTreeSet<&'static str> {
    let next = ARROWS.iter().find(|(from, _)| *from == name).map_or([].as_slice(), |(_, to)| *to);
    next.iter().flat_map(|to| below(to).into_iter().chain([*to])).collect()
}

/// Those that a release is built with.
fn dependencies() -> Vec<Dependency> {
    every_dependency().into_iter().filter(|dependency| !dependency.is_for_tests).collect()
}

fn every_dependency() -> Vec<Dependency> {
    let crates = crates();
    let text = |value: &Value| value.as_str().expect("cargo writes it as text").to_owned();
    crates
        .iter()
        .flat_map(|(of, listed)| listed.iter().map(move |dependency| (of.clone(), dependency)))
        .map(|(of, dependency)| Dependency {
            of,
            name: text(&dependency["name"]),
            requirement: text(&dependency["req"]),
            is_ours: dependency["path"].is_string(),
            is_optional: dependency["optional"] == true,
            is_for_tests: dependency["kind"] == "dev",
        })
        .collect()
}

/// The workspace's crates with what their manifests ask for.
fn crates() -> Vec<(String, Vec<Value>)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .output()
        .expect("cargo runs, it runs this test");
    assert!(
        output.status.success(),
        "cargo reads the manifests: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("cargo lists the workspace").clone();
    packages
        .into_iter()
        .map(|package| {
            let listed =
                package["dependencies"].as_array().expect("cargo lists what a crate asks for").clone();
            (package["name"].as_str().expect("a crate has a name").to_owned(), listed)
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the checkout").to_owned()
}
