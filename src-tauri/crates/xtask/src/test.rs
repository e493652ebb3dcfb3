//! `cargo xtask test`: the stages that CI runs, cheap ones first.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    driver,
    errand::{Failure, answer, cargo, run},
    generate, lock_check, node, setup,
    stage::{self, Stage},
    workshop::{Profile, Workshop},
};

const STAGES: &[Stage] = &[
    Stage { name: "format", about: "cargo fmt", carry_out: format },
    Stage {
        name: "lock",
        about: "package-lock.json holds sums and no addresses",
        carry_out: lock_check::check,
    },
    Stage { name: "setup", about: "packages, Node, pages, driver", carry_out: setup::for_tests },
    Stage { name: "pages", about: "svelte-check and Vitest", carry_out: pages },
    Stage { name: "clippy", about: "every target, warnings are errors", carry_out: clippy },
    Stage { name: "rust", about: "unit and whole-station tests", carry_out: rust },
    Stage { name: "fresh", about: "files made from Rust are the committed ones", carry_out: generate::check },
    Stage { name: "browser", about: "the served station in Chromium", carry_out: browser },
    Stage { name: "window", about: "the real window through WebDriver", carry_out: window },
];

/// A file of tests gets this long; a hanging one is told by name.
const PATIENCE: &str = "--test-timeout=180000";

/// All stages, or those named.
pub fn test(workshop: &Workshop, names: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = names.iter().find(|name| !STAGES.iter().any(|stage| stage.name == **name)) {
        let known: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(Failure::new(format!("there is no stage {unknown}; there are {}", known.join(", "))));
    }
    let chosen: Vec<&Stage> = STAGES
        .iter()
        .filter(|stage| names.is_empty() || names.iter().any(|name| stage.name == *name))
        .collect();
    stage::carry_out(workshop, &chosen)
}

fn format(workshop: &Workshop) -> Result<(), Failure> {
    run(cargo().args(["fmt", "--all", "--check"]).current_dir(&workshop.root))
}

fn pages(workshop: &Workshop) -> Result<(), Failure> {
    run(node::npm(workshop).args(["run", "check"]))?;
    run(node::npm(workshop).args(["test"]))
}

fn clippy(workshop: &Workshop) -> Result<(), Failure> {
    let wanted = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run(cargo().args(wanted).current_dir(&workshop.root))
}

fn rust(workshop: &Workshop) -> Result<(), Failure> {
    let mut tests = cargo();
    tests.current_dir(&workshop.root);
    if answer(cargo().args(["nextest", "--version"])).is_some() {
        run(tests.args(["nextest", "run", "--workspace", "--bins", "--lib", "--tests"]))
    } else {
        run(tests.args(["test", "--workspace", "--bins", "--lib", "--tests"]))
    }
}

fn browser(workshop: &Workshop) -> Result<(), Failure> {
    build_programs(workshop)?;
    run(&mut node_tests(workshop, "browser")?)
}

fn window(workshop: &Workshop) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        println!("Not asked: the window is driven on Linux only, where WebKitGTK brings a WebDriver.");
        return Ok(());
    }
    build_programs(workshop)?;
    run(node_tests(workshop, "window")?.env("TAURI_DRIVER", driver::provide(workshop)?))
}

/// With the tests beside them, so that features are those of the stage before and nothing is built twice.
fn build_programs(workshop: &Workshop) -> Result<(), Failure> {
    run(cargo().args(["build", "--workspace", "--bins", "--lib", "--tests"]).current_dir(&workshop.root))
}

fn node_tests(workshop: &Workshop, folder: &str) -> Result<Command, Failure> {
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", PATIENCE])
        .args(files_of_tests(&workshop.root.join("tests").join(folder))?)
        .current_dir(&workshop.root)
        .env("TALLYMAN_PROGRAM", workshop.program("tallyman", Profile::Dev))
        .env("SANDBOX_PROGRAM", workshop.program("sandbox", Profile::Dev))
        .env("TALLYMAN_PICTURES", workshop.target.join("screenshots"));
    Ok(node)
}

/// Named one by one: patterns are understood only by newer versions of Node.
fn files_of_tests(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Failure::of(&format!("could not list {}", folder.display()), &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("there is no test in {}", folder.display())));
    }
    Ok(files)
}
