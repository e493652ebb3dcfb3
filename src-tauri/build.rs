//! Reads the window's configuration and names the commands its page may be given.
//! The list here, `capabilities/` and `isolation/gate.js` are held equal by `tests/fence.rs`.

use tauri_build::{AppManifest, Attributes};

const COMMANDS: &[&str] = &["watch", "tap", "burst", "get", "post", "paper"];

fn main() {
    // The pages are part of the program: a new screen is a new program.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=isolation");
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error=could not prepare the window: {error:#}");
    }
}
