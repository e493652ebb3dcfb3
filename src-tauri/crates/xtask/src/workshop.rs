//! Where things lie: the checkout, cargo's output, the demo's data.

use std::path::PathBuf;

use crate::errand::Failure;

/// The folders that every errand works in. Cargo's output is found beside this very program, so a
/// target folder set by environment or configuration is followed.
pub struct Workshop {
    pub root: PathBuf,
    pub target: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

impl Workshop {
    /// Fails when this program was not started by cargo (`cargo xtask`), which tells where the checkout is.
    pub fn here() -> Result<Self, Failure> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .ok_or_else(|| Failure::new("this program is started as `cargo xtask`".into()))?;
        let root = PathBuf::from(manifest).ancestors().nth(3).map(PathBuf::from);
        let program =
            std::env::current_exe().map_err(|error| Failure::of("could not find this program", &error))?;
        let target = program.ancestors().nth(2).map(PathBuf::from);
        match (root, target) {
            (Some(root), Some(target)) => Ok(Self { root, target }),
            _ => Err(Failure::new("could not find the checkout around this program".into())),
        }
    }

    /// A program of ours as cargo leaves it for `profile`.
    pub fn program(&self, name: &str, profile: Profile) -> PathBuf {
        let folder = if profile == Profile::Release { "release" } else { "debug" };
        self.target.join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// What the workshop itself leaves behind: stamps, addresses of a running sandbox.
    pub fn bench_top(&self) -> Result<PathBuf, Failure> {
        let folder = self.target.join("xtask");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Failure::of(&format!("could not make {}", folder.display()), &error))?;
        Ok(folder)
    }

    /// The demo station's data. Not in git; removing it starts the demo anew.
    pub fn demo_data(&self) -> PathBuf {
        self.root.join("demo-data")
    }
}
