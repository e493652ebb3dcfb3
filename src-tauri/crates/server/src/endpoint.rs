//! `run/endpoint` in the data directory: where the owning process listens and the secret other processes of the
//! same user come in by. Mode 0600; written when the owner listens, removed when it stops.

use serde::{Deserialize, Serialize};
use station::station::write_private;
use std::path::{Path, PathBuf};

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// `http://127.0.0.1:8710`.
    pub address: String,
    pub token: String,
    pub pid: u32,
}

impl Endpoint {
    /// # Errors
    /// The directory or the file cannot be written.
    pub fn write(&self, data: &Path) -> Result<(), station::Error> {
        let path = file(data);
        let folder = data.join("run");
        std::fs::create_dir_all(&folder).map_err(|source| station::Error::File { path: folder, source })?;
        let text = serde_json::to_string(self).expect("an endpoint is plain data");
        write_private(&path, text.as_bytes())
    }

    /// `None` when no owner wrote one.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn read(data: &Path) -> Result<Option<Endpoint>, station::Error> {
        let path = file(data);
        let failed = |source| station::Error::File { path: path.clone(), source };
        match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| failed(error.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Takes it away when the owner stops; one that is gone already is no matter.
    ///
    /// # Errors
    /// The file is there and cannot be removed.
    pub fn remove(data: &Path) -> Result<(), station::Error> {
        let path = file(data);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(station::Error::File { path, source: error })
            }
            _ => Ok(()),
        }
    }
}

fn file(data: &Path) -> PathBuf {
    data.join("run").join("endpoint")
}
