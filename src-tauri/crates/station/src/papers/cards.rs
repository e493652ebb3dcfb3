//! Sheets of cards to hang up: places by their codes, and commands with their words in both languages.

use crate::Error;
use crate::context::Context;
use crate::desk::place::place_of;
use domain::code::{Command, OwnCode, OwnKind};
use domain::location::{Location, LocationKind};
use labels::{CommandEntry, LabelError, SheetEntry};
use ledger::Transaction;
use ledger::table::location;

/// For every place of ours.
const ALL: &str = "all";

/// A place with everything fixed in it: sites, zones and bins; crates have labels of their own.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Undrawn`] for a code that does not fit; the ledger's.
pub(super) async fn locations(context: &Context, about: &str, language: &str) -> Result<Vec<u8>, Error> {
    let root = if about == ALL { None } else { Some(place_of(context, about).await?.id) };
    let entries = context.ledger.writer().turn(move |tx| {
        let mut places = Vec::new();
        match root {
            None => places = location::all(tx)?,
            Some(id) => {
                let missing = || ledger::Error::Missing { what: "place", name: id.to_string() };
                within(tx, location::by_id(tx, id)?.ok_or_else(missing)?, &mut places)?;
            }
        }
        places.retain(|place| {
            matches!(place.kind, LocationKind::Site | LocationKind::Zone | LocationKind::Bin)
        });
        places.sort_by(|one, other| one.code.cmp(&other.code));
        places.iter().map(|place| entry(tx, place)).collect::<Result<Vec<SheetEntry>, ledger::Error>>()
    });
    let (entries, title) = (entries.await?, sheet_title(context, "paper-locations", language));
    labels::location_sheet(&title, &entries).map_err(undrawn)
}

/// # Errors
/// [`Error::Undrawn`] for a word that does not fit.
pub(super) fn commands(context: &Context, language: &str) -> Result<Vec<u8>, Error> {
    let other = if language == "id" { "en" } else { "id" };
    let entry = |command: &Command| {
        let word = |language: &str| words::word(language, &format!("command-{}", command.name()));
        CommandEntry { command: *command, title: word(language), subtitle: word(other) }
    };
    let entries: Vec<CommandEntry> = Command::ALL.iter().map(entry).collect();
    labels::command_sheet(&sheet_title(context, "paper-commands", language), &entries).map_err(undrawn)
}

/// No tree is deeper than five (design.md §3), and none has a place in itself.
fn within(tx: &Transaction, place: Location, places: &mut Vec<Location>) -> Result<(), ledger::Error> {
    let inner = location::children(tx, place.id)?;
    places.push(place);
    inner.into_iter().try_for_each(|place| within(tx, place, places))
}

fn entry(tx: &Transaction, place: &Location) -> Result<SheetEntry, ledger::Error> {
    let own = location::own_number(tx, place.id)?;
    Ok(SheetEntry {
        title: place.code.clone(),
        subtitle: if place.name == place.code { String::new() } else { place.name.clone() },
        code: own.map_or_else(|| place.code.clone(), |number| OwnCode::new(OwnKind::Location, number).text()),
    })
}

fn sheet_title(context: &Context, code: &str, language: &str) -> String {
    format!("{} · {}", context.settings().station.name, words::word(language, code))
}

fn undrawn(error: LabelError) -> Error {
    Error::Undrawn { message: error.message() }
}
