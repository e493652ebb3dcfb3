//! Writes the description of the API into `openapi.json`. `cargo run -p server --example generate_openapi --features
//! schema`; with `--check` it only says whether the committed file is what the code is now.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let text = server::description::text();
    if std::env::args().any(|argument| argument == "--check") {
        return match std::fs::read_to_string(&file) {
            Ok(committed) if committed == text => ExitCode::SUCCESS,
            Ok(_) => {
                complain("src-tauri/crates/server/openapi.json is stale: run this example without --check")
            }
            Err(error) => complain(&format!("could not read {}: {error}", file.display())),
        };
    }
    match std::fs::write(&file, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&format!("could not write {}: {error}", file.display())),
    }
}

fn complain(words: &str) -> ExitCode {
    eprintln!("{words}");
    ExitCode::FAILURE
}
