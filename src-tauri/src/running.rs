//! A running station: opened as the owner of its directory, listening, told to others in `run/endpoint`; and its
//! end, in which nothing is left behind.

use crate::failure::Failure;
use server::endpoint::Endpoint;
use server::{FaceSettings, InProcess};
use station::seats::MAIN;
use station::{Options, Station, access};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Brings the window to the front.
pub type Raise = Arc<dyn Fn() + Send + Sync>;

pub struct Running {
    pub station: Arc<Station>,
    pub window: InProcess,
    /// `http://127.0.0.1:8710`.
    pub address: String,
    data: PathBuf,
    stopping: watch::Sender<bool>,
    servers: Vec<JoinHandle<()>>,
}

impl Running {
    /// # Errors
    /// The station does not open, or an address is not to be had.
    pub async fn begin(data: &Path, raise: Option<Raise>) -> Result<Running, Failure> {
        let station = Station::open(Options::new(data)).await?;
        match listen(&station, data, raise).await {
            Ok(running) => Ok(running),
            Err(failure) => {
                station.stop().await;
                Err(failure)
            }
        }
    }

    /// A link that makes one browser the station's own face, at the window's seat; good once and for ten minutes.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn pairing_link(&self) -> Result<String, Failure> {
        let code = access::issue_pairing(&self.station.context, Some(MAIN.to_owned())).await?;
        Ok(format!("{}/pair?code={code}", self.address))
    }

    /// Streams end, what is under way gets a moment, then the station stops and gives its directory free.
    pub async fn end(self) {
        self.stopping.send_replace(true);
        for server in self.servers {
            if let Err(error) = server.await {
                tracing::error!(%error, "the HTTP face had ended with a panic");
            }
        }
        if let Err(error) = Endpoint::remove(&self.data) {
            tracing::warn!(%error, "the endpoint's file stays behind");
        }
        self.station.stop().await;
    }
}

async fn listen(station: &Arc<Station>, data: &Path, raise: Option<Raise>) -> Result<Running, Failure> {
    let http = station.context.settings().http.clone();
    let own = bind(&format!("127.0.0.1:{}", http.port)).await?;
    let local = own.local_addr().map_err(|error| Failure::of("tell its own address", &error))?;
    let address = format!("http://{local}");
    let secret = access::new_secret()?;
    let (stopping, stopped) = watch::channel(false);
    let face = FaceSettings { endpoint_secret: Some(secret.clone()), raise, stopping: Some(stopped.clone()) };
    let router = server::router(station.clone(), face);
    let mut listeners = vec![own];
    if let Some(listen) = &http.listen {
        listeners.push(bind(listen).await?);
    }
    let endpoint = Endpoint { address: address.clone(), token: secret, pid: std::process::id() };
    endpoint.write(data)?;
    let serve = |listener| {
        let serving = server::serve(listener, router.clone(), stopped.clone());
        tokio::spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "the HTTP face stopped");
            }
        })
    };
    Ok(Running {
        station: station.clone(),
        servers: listeners.into_iter().map(serve).collect(),
        window: InProcess::new(router.clone()),
        address,
        data: data.to_owned(),
        stopping,
    })
}

async fn bind(address: &str) -> Result<TcpListener, Failure> {
    let what = format!("listen on {address} (is it in use? see [http] in station.toml)");
    TcpListener::bind(address).await.map_err(|error| Failure::of(&what, &error))
}
