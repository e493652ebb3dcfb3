//! What the page in the window can reach, read from the files that say so: no more than its own station.
//! (reliability.md, checklist 1 to 3; the window tests try to climb over.)

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("could not read {}: {error}", path.display()))
}

fn json(file: &str) -> Value {
    serde_json::from_str(&read(file)).unwrap_or_else(|error| panic!("{file} is not JSON: {error}"))
}

/// The words between quotes in the list that follows `head`.
fn list_behind(text: &str, head: &str) -> BTreeSet<String> {
    let list = text.split(head).nth(1).and_then(|tail| tail.split(']').next()).expect("the list is there");
    list.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_page_is_given_our_own_commands_one_by_one() {
    let files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities"))
        .expect("the capabilities are there")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(files, ["station-window.json"], "one window, one capability");
    let capability = json("capabilities/station-window.json");
    assert_eq!(capability["windows"], serde_json::json!(["main"]), "named, never a pattern");
    assert_eq!(capability.get("remote"), None, "no page from elsewhere is given anything");

    let commands = list_behind(&read("build.rs"), "COMMANDS: &[&str] = &[");
    assert!(!commands.is_empty(), "build.rs names the commands");
    let permitted: BTreeSet<String> = capability["permissions"]
        .as_array()
        .expect("the permissions are a list")
        .iter()
        .map(|permission| permission.as_str().expect("no scopes, only names").to_owned())
        .collect();
    let wanted: BTreeSet<String> = commands.iter().map(|command| format!("allow-{command}")).collect();
    assert_eq!(permitted, wanted, "every command of ours and no other, none of Tauri's");
    assert_eq!(
        list_behind(&read("isolation/gate.js"), "OURS = ["),
        commands,
        "the gate passes the same ones"
    );
}

#[test]
fn the_page_runs_its_own_files_only() {
    let config = json("tauri.conf.json");
    let app = &config["app"];
    assert_eq!(app["withGlobalTauri"], false, "Tauri's functions do not lie about in the page");
    assert_eq!(
        app["security"]["pattern"]["use"], "isolation",
        "a call passes the gate, out of the page's reach"
    );
    let policy = app["security"]["csp"].as_object().expect("the policy is a table");
    assert_eq!(policy["default-src"], "'self'", "nothing comes from elsewhere");
    assert_eq!(policy["connect-src"], "ipc: http://ipc.localhost", "the page speaks to its station alone");
    for (directive, sources) in policy {
        let sources = sources.as_str().expect("a directive is text");
        for hole in ["unsafe-inline", "unsafe-eval", "*", "https:"] {
            assert!(!sources.contains(hole), "{directive} lets in {hole}: {sources}");
        }
    }
    assert_eq!(config["build"].get("devUrl"), None, "no window on a server");
    assert_eq!(config.get("plugins"), None, "no plugin: none opens a shell or a file");
}
