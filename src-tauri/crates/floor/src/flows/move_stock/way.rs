//! Which way goods or crates go: inside a site, onto the road to another one, off it again. A place of another site
//! as the target means the transfer that is being loaded for that way, or a new one.

use crate::book::Book;
use crate::turn::{Stop, Write};
use domain::document::{Document, DocumentKind, DocumentState};
use domain::entry::NewMovement;
use domain::location::{Location, LocationKind};
use domain::{DocumentId, LocationId, Refusal};
use ledger::table::transfer::{self, Transfer, TransferState};
use ledger::table::{balance, location, station};

const NUMBER_TAIL: usize = 6;

/// Where goods or crates go, seen from where they stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    Inside {
        to: LocationId,
    },
    /// Onto the road, to stand there at `to`: the road itself, or a crate on it.
    Leaves {
        transfer: Transfer,
        is_new: bool,
        to: LocationId,
    },
    Arrives {
        transfer: Transfer,
        to: LocationId,
    },
    /// Into a crate, or out of one, while both are on the road.
    OnTheRoad {
        transfer: Transfer,
        to: LocationId,
    },
}

impl Way {
    /// # Errors
    /// [`Refusal::NotAPlaceForStock`] for the site the goods are at; [`Refusal::TransferLeft`],
    /// [`Refusal::TransferElsewhere`] for a transfer that does not take them.
    pub fn of(from: &Location, to: &Location, book: &Book) -> Result<Way, Stop> {
        match (on_road(from.id, book)?, on_road(to.id, book)?) {
            (None, None) => between_shelves(from, to, book),
            (None, Some(transfer)) => onto(from, to, transfer, book),
            (Some(transfer), None) => match to.kind {
                LocationKind::Site => Err(no_place(to)),
                _ => Ok(Way::Arrives { transfer, to: to.id }),
            },
            (Some(transfer), Some(other)) if transfer.document == other.document => {
                Ok(Way::OnTheRoad { transfer, to: to.id })
            }
            (Some(_), Some(_)) => Err(Refusal::NotHere { code: to.code.clone() }.into()),
        }
    }

    pub fn to(&self) -> LocationId {
        match self {
            Way::Inside { to }
            | Way::Leaves { to, .. }
            | Way::Arrives { to, .. }
            | Way::OnTheRoad { to, .. } => *to,
        }
    }

    pub fn transfer(&self) -> Option<&Transfer> {
        match self {
            Way::Inside { .. } => None,
            Way::Leaves { transfer, .. }
            | Way::Arrives { transfer, .. }
            | Way::OnTheRoad { transfer, .. } => Some(transfer),
        }
    }

    /// What has to stand before the entry: a new transfer with its place on the road.
    pub fn before(&self) -> Vec<Write> {
        let Way::Leaves { transfer, is_new: true, .. } = self else { return Vec::new() };
        let document = Document {
            id: transfer.document,
            kind: DocumentKind::Transfer,
            number: transfer.number.clone(),
            partner: String::new(),
            vendor: String::new(),
            state: DocumentState::Open,
            note_number: String::new(),
        };
        vec![Write::Document(document), Write::Transfer(transfer.clone())]
    }

    /// What the entry leads to, once `gone` left the road; whether that was the last of it.
    pub fn after(&self, gone: &Gone, book: &Book) -> Result<(Vec<Write>, bool), Stop> {
        let Way::Arrives { transfer, .. } = self else { return Ok((Vec::new(), false)) };
        if gone.is_last(transfer.transit, book)? {
            return Ok((super::transfer::received(transfer), true));
        }
        let left = transfer.state == TransferState::Open;
        let write = left.then_some(Write::TransferState(transfer.document, TransferState::InTransit));
        Ok((write.into_iter().collect(), false))
    }
}

/// What one turn takes off the road.
#[derive(Clone, Debug, Default)]
pub(super) struct Gone {
    pub goods: Option<NewMovement>,
    pub crates: Vec<LocationId>,
}

impl Gone {
    fn is_last(&self, transit: LocationId, book: &Book) -> Result<bool, Stop> {
        let is_gone = |row: &balance::Balance| {
            self.goods.as_ref().is_some_and(|goods| {
                (goods.from, goods.item, goods.lot) == (transit, row.item, row.lot)
                    && goods.quantity >= row.on_hand
            })
        };
        let goods_left = balance::at(book.tx, transit)?.iter().any(|row| !is_gone(row));
        let standing = location::children(book.tx, transit)?;
        Ok(!goods_left && standing.iter().all(|place| self.crates.contains(&place.id)))
    }
}

/// The transfer on whose road this place is, itself or something it stands in.
pub(super) fn on_road(id: LocationId, book: &Book) -> Result<Option<Transfer>, Stop> {
    let path = location::path(book.tx, id)?;
    let road = path.iter().find(|place| place.kind == LocationKind::Transit);
    Ok(road.map(|road| transfer::on_road(book.tx, road.id)).transpose()?.flatten())
}

fn between_shelves(from: &Location, to: &Location, book: &Book) -> Result<Way, Stop> {
    let sites = (location::site_of(book.tx, from.id)?, location::site_of(book.tx, to.id)?);
    let (Some(here), Some(there)) = sites else { return Ok(Way::Inside { to: to.id }) };
    if here.id == there.id {
        return match to.kind {
            LocationKind::Site => Err(no_place(to)),
            _ => Ok(Way::Inside { to: to.id }),
        };
    }
    let known = transfer::loading(book.tx, here.id, there.id)?;
    let is_new = known.is_none();
    let transfer = match known {
        Some(known) => known,
        None => made(here.id, there.id, book)?,
    };
    Ok(Way::Leaves { to: transfer.transit, transfer, is_new })
}

fn onto(from: &Location, to: &Location, transfer: Transfer, book: &Book) -> Result<Way, Stop> {
    let document = transfer.number.clone();
    if transfer.state != TransferState::Open {
        return Err(Refusal::TransferLeft { document }.into());
    }
    if location::site_of(book.tx, from.id)?.map(|site| site.id) != Some(transfer.from) {
        let site = book.location(transfer.from)?.code;
        return Err(Refusal::TransferElsewhere { document, site }.into());
    }
    Ok(Way::Leaves { transfer, is_new: false, to: to.id })
}

fn no_place(place: &Location) -> Stop {
    Refusal::NotAPlaceForStock { location: place.code.clone() }.into()
}

fn made(from: LocationId, to: LocationId, book: &Book) -> Result<Transfer, Stop> {
    let document = DocumentId(book.input.derive("document", 0));
    let short_name = station::this(book.tx)?.short_name;
    let digits = document.0.simple().to_string();
    let tail = &digits[digits.len() - NUMBER_TAIL..];
    Ok(Transfer {
        document,
        number: format!("TR-{short_name}-{}-{tail}", book.moment.today.strftime("%y%m%d")),
        transit: LocationId(book.input.derive("transit", 0)),
        from,
        to,
        state: TransferState::Open,
    })
}
