//! The pages: Node's version, the packages of `ui/`, and `ui/dist`, each made again only when it is stale.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use crate::{
    errand::{Failure, answer, run},
    workshop::Workshop,
};

/// The oldest Node that Vite 8 takes.
const OLDEST: (u32, u32) = (20, 19);

/// What `ui/dist` is made from.
const SOURCES: &[&str] = &[
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "tsconfig.json",
];

/// Node in a version that can build the pages, or a sentence that says what to do.
pub fn check_version() -> Result<(), Failure> {
    let wanted = format!("Node {}.{} or newer is needed to build the screens", OLDEST.0, OLDEST.1);
    let Some(version) = answer(Command::new("node").arg("--version")) else {
        return Err(Failure::new(format!("{wanted}, and there is none: install it, then run this again.")));
    };
    match numbers_of(version.trim()) {
        Some(found) if found >= OLDEST => Ok(()),
        _ => Err(Failure::new(format!(
            "{wanted}; this is {}. Install a newer one, then run this again.",
            version.trim()
        ))),
    }
}

/// `v20.20.2` → (20, 20).
fn numbers_of(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// `npm` in `ui/`.
pub fn npm(workshop: &Workshop) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(workshop.ui());
    npm
}

/// The packages of `ui/` exactly as its lock says.
pub fn provide_packages(workshop: &Workshop) -> Result<(), Failure> {
    let ui = workshop.ui();
    let installed = changed_at(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed_at(&ui.join("package-lock.json")) {
        return Ok(());
    }
    run(npm(workshop).args(["ci", "--no-fund", "--no-audit"]))
}

/// `ui/dist`, made again when a source is newer. Left alone otherwise: a new one costs a build of the
/// program.
pub fn build_pages(workshop: &Workshop) -> Result<(), Failure> {
    provide_packages(workshop)?;
    let stamp = workshop.bench_top()?.join("pages-built");
    let built = changed_at(&stamp).filter(|_| workshop.ui().join("dist/index.html").exists());
    let newest = SOURCES.iter().filter_map(|source| newest_in(&workshop.ui().join(source))).max();
    if built.is_some() && built >= newest {
        return Ok(());
    }
    // Taken before the build, so that a source saved meanwhile counts as newer.
    let started = SystemTime::now();
    run(npm(workshop).args(["run", "build"]))?;
    let set = fs::write(&stamp, "")
        .and_then(|()| fs::File::options().write(true).open(&stamp)?.set_modified(started));
    set.map_err(|error| Failure::of(&format!("could not write {}", stamp.display()), &error))
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// A removed file shows in its folder's own time.
fn newest_in(path: &Path) -> Option<SystemTime> {
    let own = changed_at(path);
    let Ok(entries) = fs::read_dir(path) else { return own };
    let inner = entries.flatten().map(|entry| entry.path()).collect::<Vec<PathBuf>>();
    inner.iter().filter_map(|path| newest_in(path)).chain(own).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read_and_compared() {
        assert_eq!(numbers_of("v20.20.2"), Some((20, 20)));
        assert_eq!(numbers_of("20.20.2"), None, "node always prints the v; anything else is not node");
        assert!(numbers_of("v22.1.0").is_some_and(|found| found > OLDEST), "a later major version is newer");
        assert!(
            numbers_of("v20.9.0").is_some_and(|found| found < OLDEST),
            "9 is less than 19, though not as text"
        );
    }
}
