//! The door of the simulator: accepts connections, speaks HTTP/1.1, and can refuse, hold and cut, which is
//! why it uses hyper itself and not axum on top of it.

use super::answer::Answer;
use super::desk::{Call, Desk, End};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

/// What the owner asks of the door. Dropping the sender closes it for good.
pub(crate) enum Order {
    Shut(oneshot::Sender<io::Result<()>>),
    Open(oneshot::Sender<io::Result<()>>),
}

enum Door {
    Open(TcpListener),
    /// Bound and not listening: callers are refused, and nobody else can take the port.
    Shut(TcpSocket),
    /// The port was lost; says so at every order.
    Lost,
}

impl Door {
    async fn accept(&self) -> io::Result<TcpStream> {
        match self {
            Door::Open(listener) => Ok(listener.accept().await?.0),
            Door::Shut(_) | Door::Lost => std::future::pending().await,
        }
    }
}

/// Serves until the orders' sender is dropped.
pub(crate) async fn serve(
    listener: TcpListener,
    address: SocketAddr,
    desk: Arc<Mutex<Desk>>,
    mut orders: mpsc::Receiver<Order>,
) {
    let mut door = Door::Open(listener);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = door.accept() => match accepted {
                Ok(stream) => {
                    connections.spawn(connection(stream, desk.clone()));
                }
                Err(error) => tracing::warn!(%error, "could not accept a connection"),
            },
            order = orders.recv() => match order {
                Some(Order::Shut(done)) => {
                    connections.shutdown().await;
                    drop(std::mem::replace(&mut door, Door::Lost));
                    answer_order(done, shut(address), &mut door);
                }
                Some(Order::Open(done)) => {
                    let opened = open(std::mem::replace(&mut door, Door::Lost), address);
                    answer_order(done, opened, &mut door);
                }
                None => return,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

fn answer_order(done: oneshot::Sender<io::Result<()>>, result: io::Result<Door>, door: &mut Door) {
    let result = result.map(|changed| *door = changed);
    if done.send(result).is_err() {
        tracing::debug!("nobody waited for the door");
    }
}

fn shut(address: SocketAddr) -> io::Result<Door> {
    Ok(Door::Shut(bound(address)?))
}

fn open(door: Door, address: SocketAddr) -> io::Result<Door> {
    match door {
        Door::Open(listener) => Ok(Door::Open(listener)),
        Door::Shut(socket) => Ok(Door::Open(socket.listen(1024)?)),
        Door::Lost => Ok(Door::Open(bound(address)?.listen(1024)?)),
    }
}

fn bound(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

async fn connection(stream: TcpStream, desk: Arc<Mutex<Desk>>) {
    let service = service_fn(move |request| answer(request, desk.clone()));
    if let Err(error) = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// The connection is dropped without an answer.
#[derive(Debug)]
struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("cut on demand")
    }
}

impl std::error::Error for Cut {}

async fn answer(request: Request<Incoming>, desk: Arc<Mutex<Desk>>) -> Result<Response<Full<Bytes>>, Cut> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| Cut)?.to_bytes().to_vec();
    let bearer = head.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let call = Call {
        method: head.method.to_string(),
        path: head.uri.path().to_string(),
        query: head.uri.query().unwrap_or_default().to_string(),
        bearer: bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_string),
        body,
    };
    let turn = desk.lock().expect("no turn panics while it holds the desk").take(call);
    if turn.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(turn.delay_ms)).await;
    }
    match turn.end {
        End::Answer(answer) => Ok(response(answer)),
        // hyper drops this future when the caller hangs up.
        End::Silence => std::future::pending().await,
        End::Cut => Err(Cut),
    }
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    let bytes = answer.body.as_ref().map_or_else(Vec::new, |body| body.to_string().into_bytes());
    let mut response = Response::new(Full::new(Bytes::from(bytes)));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if answer.body.is_some() {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, json);
    }
    for (name, value) in answer.headers {
        let value = HeaderValue::from_str(&value).expect("our header values are digits and JSON");
        response
            .headers_mut()
            .insert(name.to_lowercase().parse::<hyper::header::HeaderName>().expect("our own names"), value);
    }
    response
}
