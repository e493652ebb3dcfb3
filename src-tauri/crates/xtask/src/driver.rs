//! tauri-driver, which leads WebDriver into the window: built once into the target folder, in a fixed
//! version.

use std::path::PathBuf;

use crate::{
    errand::{Failure, cargo, run},
    workshop::Workshop,
};

const VERSION: &str = "2.1.0";

/// The driver's program; built on the first call.
pub fn provide(workshop: &Workshop) -> Result<PathBuf, Failure> {
    let folder = workshop.target.join("tools").join(format!("tauri-driver-{VERSION}"));
    let program = folder.join("bin").join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        let wanted = ["install", "tauri-driver", "--locked", "--debug", "--version", VERSION, "--root"];
        run(cargo().args(wanted).arg(&folder).current_dir(&workshop.root))?;
    }
    Ok(program)
}
