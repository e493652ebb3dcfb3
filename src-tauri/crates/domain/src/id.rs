//! Identities. Whatever another station, a vendor or a person may name has a UUIDv7 made where it is born.
//! Integer row ids stay inside the ledger crate and never appear here.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(ts_rs::TS), ts(type = "string"))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The sixteen bytes, as stored and hashed.
            pub fn bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }
    )*};
}

identity! {
    /// One workstation's ledger; in every key from the first migration on.
    StationId,
    /// Whose goods an item is: the house, a 3PL's client, a brand.
    OwnerId,
    /// A person who scans.
    OperatorId,
    ItemId,
    LotId,
    LocationId,
    /// An order or delivery that is open for work here.
    DocumentId,
    DocumentLineId,
    /// The entry id is the operation id: one operation makes at most one entry.
    EntryId,
    /// What was promised under one operation id; it may take several parts.
    ReservationId,
    /// One lot at one place of a reservation; immutable, ended once.
    ReservationPartId,
    ScanId,
    PrintJobId,
    DeliveryId,
    TaskId,
    /// A part of a counting document.
    CountZoneId,
    /// A number that somebody counted.
    CountLineId,
    /// What came in at a seat: a scan or a tap. A scan's input id is its scan id.
    InputId,
}

impl InputId {
    /// The `index`-th identity that this input gives birth to under the name `purpose`.
    ///
    /// Deterministic, so the same input taken twice makes the same entry and lot, and the second is recognised.
    /// Keeps the input's 48 time bits and stays a valid UUIDv7.
    pub fn derive(&self, purpose: &str, index: u32) -> Uuid {
        let mut hash = Sha256::new();
        hash.update(self.0.as_bytes());
        hash.update(purpose.as_bytes());
        hash.update(index.to_be_bytes());
        let digest = hash.finalize();
        let mut bytes = *self.0.as_bytes();
        bytes[6..].copy_from_slice(&digest[..10]);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        Uuid::from_bytes(bytes)
    }
}
