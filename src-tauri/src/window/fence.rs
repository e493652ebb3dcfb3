//! Where the window's page may go: nowhere but its own files.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Runtime, Url};

pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("fence")
        .on_navigation(|_, url| {
            let stays = is_ours(url);
            if !stays {
                tracing::warn!(
                    scheme = url.scheme(),
                    host = url.host_str(),
                    "the page wanted to leave its station"
                );
            }
            stays
        })
        .build()
}

/// The program's own files, and the gate between them and the engine (`isolation/`).
fn is_ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        (scheme, Some("localhost")) if scheme.starts_with("isolation-") => true,
        // How the same two are named on Windows.
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows),
        ("http" | "https", Some(host)) => {
            cfg!(windows) && host.starts_with("isolation-") && host.ends_with(".localhost")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stays_at_home() {
        for home in ["tauri://localhost/index.html", "isolation-0c0ffee0://localhost/"] {
            assert!(is_ours(&home.parse().unwrap()), "{home} is a file of the program");
        }
        let elsewhere = [
            "https://evil.example/",
            "http://127.0.0.1:8710/",
            "file:///etc/passwd",
            "data:text/html,x",
            "tauri://evil/",
        ];
        for place in elsewhere {
            assert!(!is_ours(&place.parse().unwrap()), "{place} is not");
        }
    }
}
