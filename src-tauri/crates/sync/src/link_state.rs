//! How a connection stands, for the status strip and for the desk.

use domain::Message;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// Nothing was tried yet.
    #[default]
    Starting,
    Online,
    /// Five calls in a row did not get through; one probe every 30 s.
    Offline,
    /// The vendor does not know our key: all traffic stopped until there is another.
    NotLetIn,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkHealth {
    pub state: LinkState,
    /// Failures on the way in a row.
    pub failure_count: u32,
    pub last_good_ms: Option<i64>,
    /// Age of the oldest feed.
    pub as_of_ms: Option<i64>,
    pub stale: bool,
    pub reason: Option<Message>,
}
