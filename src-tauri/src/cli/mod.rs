//! What can be typed after `tallyman`. Each subcommand is one file; none holds rules of the floor.

mod backup;
mod badges;
mod doctor;
mod export;
mod import;
mod paper;
mod progress;
mod people;
mod restore;
mod serve;
mod verify;

use crate::failure::Failure;
use crate::window;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

pub use serve::told_to_stop;

/// The station on the warehouse and production floor.
#[derive(Parser)]
#[command(version, about, long_about = None)]
pub struct Arguments {
    /// The station's data directory.
    #[arg(long, global = true, env = "TALLYMAN_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the station to browsers, without a window.
    Serve,
    /// Start the demo on the sandbox's vendor, printer and scanner.
    Demo(Demo),
    /// Check the whole book: chain, sums, balances. Reads only.
    Verify,
    /// Copy the book now. The station does it by itself, too.
    Backup(backup::Backup),
    /// Put a copy in the book's place; what is there now is kept aside.
    Restore(restore::Restore),
    /// Look at book, copies, disk, clock and files: what is wrong, what it means, what to do. Reads only.
    Doctor(doctor::Doctor),
    /// Take a list in: items, barcodes, lots, locations, opening stock, counts, purchase orders; all of it or nothing.
    Import(import::Import),
    /// Write a list of the book as CSV or a workbook.
    Export(export::Export),
    /// People who scan.
    #[command(subcommand)]
    Operator(people::OperatorCommand),
    /// Print the badges of all people into a PDF.
    Badges(badges::Badges),
    /// Draw a receipt, count sheet, content list, or cards of places, commands or people into a PDF.
    Paper(paper::Paper),
    /// Access for programs.
    #[command(subcommand)]
    Token(people::TokenCommand),
    /// Make a link that pairs one browser with the running station.
    Pair(people::Pair),
}

#[derive(Args)]
struct Demo {
    /// The file in which the sandbox told its addresses.
    #[arg(long, value_name = "FILE")]
    sandbox: PathBuf,
    /// Serve to browsers instead of opening the window.
    #[arg(long)]
    serve: bool,
}

/// # Errors
/// What could not be done, in words that follow "could not".
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let data = match arguments.data {
        Some(data) => data,
        None => own_directory()?,
    };
    match arguments.command {
        None => window::open(&data)?,
        Some(Command::Serve) => serve::run(&data)?,
        Some(Command::Demo(demo)) => {
            station::demo::prepare(&data, &demo.sandbox)?;
            if demo.serve { serve::run(&data)? } else { window::open(&data)? }
        }
        Some(Command::Verify) => return verify::run(&data),
        Some(Command::Backup(command)) => backup::run(&data, &command)?,
        Some(Command::Restore(command)) => restore::run(&data, &command)?,
        Some(Command::Doctor(command)) => return doctor::run(&data, &command),
        Some(Command::Import(command)) => return import::run(&data, &command),
        Some(Command::Export(command)) => export::run(&data, &command)?,
        Some(Command::Operator(command)) => people::operator(&data, command)?,
        Some(Command::Badges(badges)) => badges::run(&data, &badges)?,
        Some(Command::Paper(command)) => paper::run(&data, &command)?,
        Some(Command::Token(command)) => people::token(&data, command)?,
        Some(Command::Pair(command)) => people::pair(&data, &command)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Where this user keeps programs' data.
fn own_directory() -> Result<PathBuf, Failure> {
    let base = dirs::data_dir().ok_or_else(|| {
        Failure::new("find a directory for the data: this user has no home; name one with --data DIR")
    })?;
    Ok(base.join("tallyman"))
}

/// The one runtime of the program.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Runtime::new().map_err(|error| Failure::of("start the runtime", &error))
}
