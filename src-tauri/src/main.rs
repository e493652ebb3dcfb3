//! The command line of Tallyman; without a subcommand: start the station and open its window.
//! One Tokio runtime for everything that waits. What cannot be done ends in one sentence and a code other than 0.

mod cli;
mod failure;
mod owner;
mod running;
mod told;
mod window;

use clap::Parser;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What is told by default: our own words, and others' warnings.
const TOLD: &str = "warn,tallyman=info,server=info,station=info,sync=info";

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let filter = EnvFilter::try_from_env("TALLYMAN_LOG").unwrap_or_else(|_| EnvFilter::new(TOLD));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match cli::run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("could not {failure}");
            ExitCode::FAILURE
        }
    }
}
