//! `tallyman paper`: a receipt, a count sheet, a content list, or cards to hang up, as PDF. Through the running station
//! when there is one, else alone with the book.

use super::people::alone;
use crate::failure::Failure;
use crate::owner::{Owner, escaped};
use crate::told::tell;
use clap::Args;
use station::papers::{self, PaperKind, PaperSize, Wanted};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Paper {
    /// receipt, count-sheet, contents, locations, commands, badges.
    #[arg(value_name = "KIND", value_parser = PaperKind::ALL.map(PaperKind::name))]
    kind: String,
    /// A receipt's order or delivery, a count sheet's place, a content list's crate; of locations the place they are
    /// in, all without it.
    #[arg(value_name = "OF")]
    about: Option<String>,
    /// Where the PDF goes.
    #[arg(long, value_name = "FILE.pdf")]
    out: PathBuf,
    /// a4, a5, or label (100 × 150 mm).
    #[arg(long, default_value = "a4", value_parser = SIZES.map(PaperSize::name))]
    paper: String,
    /// en or id.
    #[arg(long, default_value = "en", value_parser = words::LANGUAGES)]
    language: String,
    /// Of a receipt: the day the goods came, YYYY-MM-DD; the last one without it.
    #[arg(long, value_name = "DAY")]
    day: Option<jiff::civil::Date>,
}

const SIZES: [PaperSize; 3] = [PaperSize::A4, PaperSize::A5, PaperSize::Label];

pub fn run(data: &Path, command: &Paper) -> Result<(), Failure> {
    let kind = PaperKind::from_name(&command.kind).expect("the command line takes no other");
    let about = match (&command.about, kind.names_a_thing()) {
        (Some(about), _) => about.as_str(),
        (None, false) => "all",
        (None, true) => {
            let needs = format!("draw a paper of the kind {}: say of what, after it", kind.name());
            return Err(Failure::new(needs));
        }
    };
    let pdf = match Owner::of(data)? {
        Some(owner) => {
            let day = command.day.map(|day| format!("&day={day}")).unwrap_or_default();
            let (of, paper, language) = (escaped(about), &command.paper, &command.language);
            let path = format!("/papers/{}/{of}.pdf?paper={paper}&language={language}{day}", kind.name());
            owner.get(&path)?.or_bytes("draw the paper")?
        }
        None => {
            let size = SIZES.into_iter().find(|size| size.name() == command.paper).unwrap_or_default();
            let wanted = Wanted { size, language: command.language.clone(), day: command.day, owner: None };
            alone(data, async |context| papers::draw(context, kind, about, &wanted).await)?
        }
    };
    keep(&pdf, &command.out)?;
    tell(&format!("The paper is in {}.", command.out.display()))
}

/// Writes a PDF where it was wanted.
pub fn keep(pdf: &[u8], out: &Path) -> Result<(), Failure> {
    std::fs::write(out, pdf).map_err(|error| Failure::of(&format!("write {}", out.display()), &error))
}
