//! Papers for people, as PDF: what came in on a delivery, a sheet to count by, what is in a crate, and cards of places,
//! commands and people to hang up. From the book as it stands; draws nothing itself and writes nothing.

mod cards;
mod contents;
mod count_sheet;
mod receipt;

use crate::Error;
use crate::context::Context;
use crate::templates;
use domain::OwnerId;
use jiff::civil::Date;
use labels::documents::{Company, Paper, PaperError, PaperWords, Printed, Stationery};
use serde::{Deserialize, Serialize};

/// In the templates' folder of pictures: stands on every paper.
const LOGO: &str = "logo.png";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// Of a document: what came in on one day.
    Receipt,
    /// Of a place with all that stands in it, without quantities.
    CountSheet,
    /// Of a crate or pallet.
    Contents,
    /// Cards of places, to hang up.
    Locations,
    /// Cards of commands.
    Commands,
    /// Badges to cut out. Whoever has them can sign in as anybody.
    Badges,
}

/// Upright sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    #[default]
    A4,
    A5,
    /// 100 × 150 mm.
    Label,
}

/// How a paper is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub size: PaperSize,
    /// `en`, `id`.
    pub language: String,
    /// Of a receipt: the day the goods came; the last one where none is named.
    pub day: Option<Date>,
    /// Whoever asks is bound to this owner and reads of nobody else's goods.
    pub owner: Option<OwnerId>,
}

impl PaperKind {
    pub const ALL: [PaperKind; 6] = [
        PaperKind::Receipt,
        PaperKind::CountSheet,
        PaperKind::Contents,
        PaperKind::Locations,
        PaperKind::Commands,
        PaperKind::Badges,
    ];

    pub fn name(self) -> &'static str {
        match self {
            PaperKind::Receipt => "receipt",
            PaperKind::CountSheet => "count-sheet",
            PaperKind::Contents => "contents",
            PaperKind::Locations => "locations",
            PaperKind::Commands => "commands",
            PaperKind::Badges => "badges",
        }
    }

    pub fn from_name(name: &str) -> Option<PaperKind> {
        PaperKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is about one thing, which has to be named.
    pub fn names_a_thing(self) -> bool {
        matches!(self, PaperKind::Receipt | PaperKind::CountSheet | PaperKind::Contents)
    }
}

impl PaperSize {
    pub fn name(self) -> &'static str {
        match self {
            PaperSize::A4 => "a4",
            PaperSize::A5 => "a5",
            PaperSize::Label => "label",
        }
    }
}

/// `about`: identity, number or code of what it is of; `all` for cards of every place, and for those of everything.
///
/// # Errors
/// [`Error::NotFound`] for something that is not here or is another owner's; [`Error::Undrawn`] with the reason why
/// there is no paper; the ledger's.
pub async fn draw(
    context: &Context,
    kind: PaperKind,
    about: &str,
    wanted: &Wanted,
) -> Result<Vec<u8>, Error> {
    match kind {
        PaperKind::Receipt => {
            let receipt = receipt::read(context, about, wanted).await?;
            drawn(context, wanted, move |stationery| {
                labels::documents::purchase_receipt(stationery, &receipt)
            })
            .await
        }
        PaperKind::CountSheet => {
            let sheet = count_sheet::read(context, about, wanted).await?;
            drawn(context, wanted, move |stationery| labels::documents::count_sheet(stationery, &sheet)).await
        }
        PaperKind::Contents => {
            let list = contents::read(context, about, wanted).await?;
            drawn(context, wanted, move |stationery| labels::documents::content_list(stationery, &list)).await
        }
        PaperKind::Locations => cards::locations(context, about, &wanted.language).await,
        PaperKind::Commands => cards::commands(context, &wanted.language),
        PaperKind::Badges => crate::people::badge_sheet(context).await,
    }
}

async fn drawn(
    context: &Context,
    wanted: &Wanted,
    draw: impl FnOnce(&Stationery) -> Result<Printed, PaperError> + Send + 'static,
) -> Result<Vec<u8>, Error> {
    let settings = context.settings();
    let language = wanted.language.clone();
    let is_training = settings.station.environment == "training";
    let company = Company {
        name: settings.paper.company.clone().unwrap_or_else(|| settings.station.name.clone()),
        lines: settings.paper.lines.clone(),
        logo: context.templates().kit().pictures.get(LOGO).cloned(),
    };
    let stationery = Stationery {
        paper: match wanted.size {
            PaperSize::A4 => Paper::A4,
            PaperSize::A5 => Paper::A5,
            PaperSize::Label => Paper::Label,
        },
        company,
        words: PaperWords::from_phrases(|code| words::word(&language, code)),
        mark: if is_training { words::word(&language, "paper-mark-training") } else { String::new() },
        footer: settings.paper.footer.clone(),
        fonts: templates::font_bytes(&context.data),
    };
    // A long list takes a while; the runtime's own threads stay free for the floor.
    let printed = tokio::task::spawn_blocking(move || draw(&stationery)).await;
    let printed = printed
        .map_err(|_| Error::Refused("draw the paper, because of a mistake in the program".to_owned()))?;
    printed.map(|printed| printed.pdf).map_err(|error| Error::Undrawn { message: error.message() })
}
