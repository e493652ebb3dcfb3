//! What every route shares: the station, the secret of this process's endpoint, the window if there is one.

use crate::door::Door;
use station::{Station, access};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How this process serves its station.
#[derive(Clone, Default)]
pub struct FaceSettings {
    /// What `run/endpoint` holds: processes of the same user come in by it.
    pub endpoint_secret: Option<String>,
    /// Brings the window to the front; `None` where there is none.
    pub raise: Option<Arc<dyn Fn() + Send + Sync>>,
    /// Turns true when the program stops, which ends the streams; `None` for never.
    pub stopping: Option<watch::Receiver<bool>>,
}

#[derive(Clone)]
pub(crate) struct Face(Arc<Shared>);

pub(crate) struct Shared {
    pub station: Arc<Station>,
    pub endpoint_hash: Option<[u8; 32]>,
    pub raise: Option<Arc<dyn Fn() + Send + Sync>>,
    pub stopping: watch::Receiver<bool>,
    pub door: Door,
}

impl Face {
    pub fn new(station: Arc<Station>, settings: FaceSettings) -> Face {
        Face(Arc::new(Shared {
            station,
            endpoint_hash: settings.endpoint_secret.as_deref().map(access::hash),
            raise: settings.raise,
            stopping: settings.stopping.unwrap_or_else(|| watch::channel(false).1),
            door: Door::new(),
        }))
    }

    /// Since the station started, whatever is done to the wall clock.
    pub fn since_start(&self) -> Duration {
        Duration::from_millis(self.station.context.monotonic_ms())
    }
}

impl std::ops::Deref for Face {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
