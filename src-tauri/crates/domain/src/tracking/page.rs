//! Where a number is tracked, as data: the system browser opens it, nothing here fetches it. A page that is
//! not known to take the number is opened empty, and the number is copied for whoever pastes it.

use super::{Candidate, Carrier};
use crate::gs1::percent_encoded;

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The number is in the address.
    Filled(String),
    /// The number has to be pasted there.
    Empty(String),
}

/// By carrier: its page, with `{n}` for the number where it is known to take one.
const PAGES: &[(Carrier, &str)] = &[
    (Carrier::Ups, "https://www.ups.com/track?tracknum={n}"),
    (Carrier::FedEx, "https://www.fedex.com/apps/fedextrack/?tracknumbers={n}"),
    (Carrier::Usps, "https://tools.usps.com/go/TrackConfirmAction?tLabels={n}"),
    (Carrier::Dhl, "https://www.dhl.com/en/express/tracking.html?brand=DHL&AWB={n}"),
    (Carrier::Jne, "https://www.jne.co.id/tracking-package"),
    (Carrier::JAndT, "https://www.jet.co.id/track"),
    (Carrier::SiCepat, "https://www.sicepat.com/checkAwb"),
];

/// The page of this carrier; `None` where none is established.
pub fn page(candidate: &Candidate) -> Option<Page> {
    let (_, template) = PAGES.iter().find(|(carrier, _)| *carrier == candidate.carrier)?;
    Some(match template.contains("{n}") {
        true => Page::Filled(template.replace("{n}", &percent_encoded(&candidate.number))),
        false => Page::Empty((*template).to_owned()),
    })
}

/// The hosts of all pages: what a browser may be sent to.
pub fn hosts() -> impl Iterator<Item = &'static str> {
    PAGES.iter().filter_map(|(_, template)| template.strip_prefix("https://")?.split('/').next())
}
