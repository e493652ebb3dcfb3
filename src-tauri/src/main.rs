//! Opens the window, or with `serve` hands the same page to a browser, so that both can be driven by their
//! tests. The command line takes this file's place.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
};

use tauri::Context;

fn main() {
    let outcome = match std::env::args().nth(1).as_deref() {
        Some("serve") => {
            serve(&tauri::generate_context!()).map_err(|error| format!("could not serve: {error}"))
        }
        _ => tauri::Builder::default()
            .run(tauri::generate_context!())
            .map_err(|error| format!("could not open the window: {error}")),
    };
    if let Err(words) = outcome {
        eprintln!("{words}");
        std::process::exit(1);
    }
}

fn serve(context: &Context) -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{{\"address\":\"http://{}/\"}}", listener.local_addr()?);
    for stream in listener.incoming() {
        if let Err(error) = answer(context, stream?) {
            eprintln!("could not answer: {error}");
        }
    }
    Ok(())
}

fn answer(context: &Context, mut stream: TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines.by_ref() {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let path = if path == "/" { "/index.html" } else { path };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let (status, body) = match context.assets().get(&path.into()) {
        Some(body) => ("200 OK", body.into_owned()),
        None => ("404 Not Found", Vec::new()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}
