//! `tallyman badges`: the badges of all people, as a PDF to print and cut.

use super::paper::keep;
use super::people::alone;
use crate::failure::Failure;
use crate::owner::Owner;
use crate::told::tell;
use clap::Args;
use station::people;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Badges {
    /// Where the PDF goes.
    #[arg(long, value_name = "FILE.pdf")]
    out: PathBuf,
}

pub fn run(data: &Path, badges: &Badges) -> Result<(), Failure> {
    let pdf = match Owner::of(data)? {
        Some(owner) => owner.get("/badges")?.or_bytes("print the badges")?,
        None => alone(data, async |context| people::badge_sheet(context).await)?,
    };
    keep(&pdf, &badges.out)?;
    tell(&format!("The badges are in {}. Print at full size and cut.", badges.out.display()))
}
