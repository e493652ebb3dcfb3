//! `cargo xtask run`: from a bare checkout to an open station on demo data.

use std::process::Command;

use crate::{
    errand::{Failure, cargo, run as carry_out},
    sandbox::Sandbox,
    setup,
    workshop::{Profile, Workshop},
};

/// Returns when the station ends, and ends the sandbox with it.
pub fn run(workshop: &Workshop, arguments: &[String]) -> Result<(), Failure> {
    let (profile, passed_on) = profile_of(arguments);
    setup::for_run(workshop)?;
    build(workshop, profile)?;
    let sandbox = Sandbox::start(workshop, profile)?;
    let mut station = Command::new(workshop.program("tallyman", profile));
    station.arg("demo").arg("--data").arg(workshop.demo_data()).arg("--sandbox").arg(&sandbox.announcement);
    if !has_display() {
        println!("There is no display here, so the station is served to a browser.");
        station.arg("--serve");
    }
    carry_out(station.args(passed_on).current_dir(&workshop.root))
}

fn build(workshop: &Workshop, profile: Profile) -> Result<(), Failure> {
    let mut build = cargo();
    build.args(["build", "--package", "tallyman", "--package", "sandbox"]).current_dir(&workshop.root);
    if profile == Profile::Release {
        build.arg("--release");
    }
    carry_out(&mut build)
}

/// What is not ours goes on to the station.
fn profile_of(arguments: &[String]) -> (Profile, Vec<&String>) {
    let (ours, passed_on): (Vec<_>, Vec<_>) = arguments.iter().partition(|argument| *argument == "--release");
    (if ours.is_empty() { Profile::Dev } else { Profile::Release }, passed_on)
}

fn has_display() -> bool {
    let names = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || names("DISPLAY") || names("WAYLAND_DISPLAY")
}
