//! One module per table: its rows and its statements. Every statement is a constant in its module's
//! `STATEMENTS` and is prepared when the writer opens, so that a wrong one stops the start.

pub(crate) mod column;

pub mod station;
pub mod owner;
pub mod operator;
pub mod location;
pub mod item;
pub mod lot;
pub mod document;
pub mod scan;
pub mod entry;
pub mod movement;
pub mod placement;
pub mod balance;
pub mod serial_position;
pub mod seat;
pub mod task;
pub mod print_job;
pub mod token;
pub mod request;
pub mod audit;
pub mod delivery;
pub mod link;
pub mod external_stock;
pub mod feed;
pub mod vendor_call;

/// Every statement the writer may run.
pub(crate) const LISTS: &[&[&str]] = &[
    crate::transaction::STATEMENTS,
    crate::group::STATEMENTS,
    crate::rebuild::STATEMENTS,
    station::STATEMENTS,
    owner::STATEMENTS,
    operator::STATEMENTS,
    location::STATEMENTS,
    item::STATEMENTS,
    lot::STATEMENTS,
    document::STATEMENTS,
    document::vendor::STATEMENTS,
    scan::STATEMENTS,
    entry::STATEMENTS,
    movement::STATEMENTS,
    placement::STATEMENTS,
    balance::STATEMENTS,
    serial_position::STATEMENTS,
    seat::STATEMENTS,
    task::STATEMENTS,
    print_job::STATEMENTS,
    token::STATEMENTS,
    request::STATEMENTS,
    audit::STATEMENTS,
    delivery::STATEMENTS,
    link::STATEMENTS,
    external_stock::STATEMENTS,
    feed::STATEMENTS,
    vendor_call::STATEMENTS,
];

pub(crate) fn is_listed(sql: &str) -> bool {
    LISTS.iter().any(|list| list.contains(&sql))
}
