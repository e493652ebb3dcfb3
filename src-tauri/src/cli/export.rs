//! `tallyman export`: a list of the book as a file. Through the running station when there is one, else alone with
//! the book.

use super::people::alone;
use crate::failure::Failure;
use crate::owner::Owner;
use crate::told::tell_in_passing;
use clap::Args;
use station::clock;
use station::exports::{self, List, Wanted};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Export {
    /// items, barcodes, lots, locations, opening-stock, counts, purchase-orders, stock, history.
    #[arg(value_name = "LIST")]
    list: String,
    /// Ends in .csv or .xlsx. Without it the list is printed as CSV.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Of headers and words: en or id.
    #[arg(long, default_value = "en", value_parser = words::LANGUAGES)]
    language: String,
    /// Semicolons and decimal commas, as a spreadsheet set to Indonesian opens them.
    #[arg(long)]
    semicolons: bool,
}

pub fn run(data: &Path, command: &Export) -> Result<(), Failure> {
    let list = exports::list(&command.list).ok_or_else(|| {
        let known: Vec<&str> = List::ALL.iter().map(|list| list.name()).collect();
        Failure::new(format!("export {}: it is one of {}", command.list, known.join(", ")))
    })?;
    let wanted = match command.file.as_deref().map_or(Wanted::Csv, Wanted::of) {
        Wanted::Csv if command.semicolons => Wanted::CsvIndonesian,
        wanted => wanted,
    };
    let unfinished = unfinished(command.file.as_deref(), wanted);
    let written = written(data, list, wanted, &command.language, &unfinished);
    let settled = written.and_then(|()| settle(command.file.as_deref(), &unfinished));
    // Gone already where it became the file itself.
    _ = std::fs::remove_file(&unfinished);
    settled
}

/// Beside the file, so that it becomes the file at once and whole; a printed one has no file.
fn unfinished(file: Option<&Path>, wanted: Wanted) -> PathBuf {
    let name = format!(".tallyman-export-{}.{}", clock::new_id(), wanted.ending());
    match file {
        Some(file) => file.with_file_name(name),
        None => std::env::temp_dir().join(name),
    }
}

fn written(data: &Path, list: List, wanted: Wanted, language: &str, to: &Path) -> Result<(), Failure> {
    let Some(owner) = Owner::of(data)? else {
        return alone(data, async |context| exports::write(context, list, wanted, to, language).await)
            .map(|_| ());
    };
    let mut file = File::create(to).map_err(|error| cannot_write(to, &error))?;
    let path = format!("/exports/{}?form={}&language={language}", list.name(), wanted.text());
    owner.fetch(&path, "export the list", &mut file)?;
    file.sync_all().map_err(|error| cannot_write(to, &error))
}

fn settle(file: Option<&Path>, unfinished: &Path) -> Result<(), Failure> {
    match file {
        Some(file) => {
            std::fs::rename(unfinished, file).map_err(|error| cannot_write(file, &error))?;
            tell_in_passing(&format!("The list is in {}.", file.display()));
        }
        None => {
            let mut from = File::open(unfinished).map_err(|error| cannot_write(unfinished, &error))?;
            let mut output = std::io::stdout().lock();
            match std::io::copy(&mut from, &mut output).and_then(|_| output.flush()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                    return Err(Failure::of("print the list", &error));
                }
                // Whoever reads it may stop at any line.
                _ => {}
            }
        }
    }
    Ok(())
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::of(&format!("write {}", path.display()), error)
}
