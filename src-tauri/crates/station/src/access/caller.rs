//! Who calls, how they came in, and what they may do.

use crate::seats::MAIN;
use domain::{OperatorId, OwnerId};

/// What a caller may do; each is given by itself, none implies another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// Screens, lists, events.
    pub read: bool,
    /// Scans, taps and whole jobs, as the operator who is active or named.
    pub seat: bool,
    /// People, tokens, pairings.
    pub admin: bool,
}

/// How a caller came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallerKind {
    /// The page in the station's own window.
    Window,
    /// Another process of the same user, by the secret in `run/endpoint`.
    Endpoint,
    Token,
    /// A paired browser.
    Cookie,
}

/// Who calls. Never made from what a request's body says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub kind: CallerKind,
    pub name: String,
    pub scopes: Scopes,
    /// The only seat it may speak for; `None` for any.
    pub seat: Option<String>,
    /// On whose behalf a token works; at a seat the person who signed in there decides instead.
    pub operator: Option<OperatorId>,
    /// Sees and changes nothing but this owner's goods.
    pub owner: Option<OwnerId>,
}

impl Scopes {
    pub const ALL: Scopes = Scopes { read: true, seat: true, admin: true };
    /// What a page needs: a seat's screens and its work.
    pub const FACE: Scopes = Scopes { read: true, seat: true, admin: false };

    /// `read`, `seat`, `admin`, by comma; the word that is none of them comes back.
    pub fn parse(text: &str) -> Result<Scopes, String> {
        let mut scopes = Scopes::default();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "read" => scopes.read = true,
                "seat" => scopes.seat = true,
                "admin" => scopes.admin = true,
                other => return Err(other.to_owned()),
            }
        }
        Ok(scopes)
    }

    pub fn text(self) -> String {
        let words = [("read", self.read), ("seat", self.seat), ("admin", self.admin)];
        words.iter().filter(|(_, has)| *has).map(|(word, _)| *word).collect::<Vec<_>>().join(",")
    }
}

impl Caller {
    /// The page in the window: its own seat and nothing of administration.
    pub fn window() -> Caller {
        Caller {
            kind: CallerKind::Window,
            name: "window".to_owned(),
            scopes: Scopes::FACE,
            seat: Some(MAIN.to_owned()),
            operator: None,
            owner: None,
        }
    }

    /// A process of the same user, which could read the data directory itself.
    pub fn endpoint() -> Caller {
        Caller {
            kind: CallerKind::Endpoint,
            name: "endpoint".to_owned(),
            scopes: Scopes::ALL,
            seat: None,
            operator: None,
            owner: None,
        }
    }

    pub fn may_use_seat(&self, seat: &str) -> bool {
        self.seat.as_deref().is_none_or(|own| own == seat)
    }

    /// The seat it speaks for when it names none.
    pub fn own_seat(&self) -> &str {
        self.seat.as_deref().unwrap_or(MAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_as_they_are_written() {
        let scopes = Scopes { read: true, seat: false, admin: true };
        assert_eq!(Scopes::parse(&scopes.text()), Ok(scopes), "what is kept is what was given");
        assert_eq!(Scopes::parse("read, write"), Err("write".to_owned()), "an unknown scope gives nothing");
        assert_eq!(Scopes::parse(""), Ok(Scopes::default()), "no scope, no right");
    }

    #[test]
    fn the_window_speaks_for_its_own_seat() {
        assert!(Caller::window().may_use_seat("main"), "its own");
        assert!(!Caller::window().may_use_seat("packing"), "and no other");
    }
}
