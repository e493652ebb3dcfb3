//! Katana Cloud Inventory (fact sheet `vendors/katana.md`): receipts of purchase orders and stock
//! adjustments out; items, locations, suppliers, stock and purchase orders in. It knows no idempotency key
//! and its reads can lag.

mod shapes;
mod decimal;
mod errors;
mod bodies;
mod batch;
mod receipt;
mod outbound;
mod inbound;

use crate::connector::{Connector, Progress, Rate, Request, Response, Step};
use crate::outgoing::Outgoing;
use crate::seen::{Feed, Page};

/// The name of this vendor in links, deliveries and settings.
pub const VENDOR: &str = "katana";

/// Above this a reset instant is in milliseconds, below in seconds: the vendor's pages say both (sheet, 2).
const SECONDS_END: i64 = 100_000_000_000;

pub struct Katana;

impl Connector for Katana {
    fn vendor(&self) -> &'static str {
        VENDOR
    }

    fn next(&self, outgoing: &Outgoing, progress: &mut Progress, answer: Option<&Response>) -> Step {
        outbound::next(outgoing, progress, answer)
    }

    fn refused(&self, progress: &mut Progress) {
        outbound::refused(progress);
    }

    fn missing(&self, outgoing: &Outgoing, progress: &mut Progress) -> Step {
        outbound::missing(outgoing, progress)
    }

    fn lots(&self, progress: &Progress) -> Vec<(usize, String)> {
        outbound::lots(progress)
    }

    fn probe(&self) -> Request {
        Request::get("/locations", &[("limit", "1")])
    }

    fn feeds(&self) -> &'static [Feed] {
        &[Feed::Places, Feed::Suppliers, Feed::Items, Feed::PurchaseOrders, Feed::Stock]
    }

    fn lists(&self, feed: Feed, since: &str) -> Vec<Request> {
        inbound::lists(feed, since)
    }

    fn page(&self, list: &Request, page: usize) -> Request {
        inbound::page(list, page)
    }

    fn read(&self, feed: Feed, answer: &Response) -> Result<Page, String> {
        inbound::read(feed, answer).map_err(|error| error.to_string())
    }

    fn rate(&self, answer: &Response) -> Rate {
        let number = |name: &str| answer.header(name)?.parse::<i64>().ok();
        let count = |name: &str| u32::try_from(number(name)?).ok();
        let reset = number("x-ratelimit-reset");
        Rate {
            limit: count("x-ratelimit-limit"),
            remaining: count("x-ratelimit-remaining"),
            reset_ms: reset.map(|at| if at > SECONDS_END { at } else { at.saturating_mul(1_000) }),
        }
    }

    fn words(&self, answer: &Response) -> String {
        errors::words(answer.status, &answer.body)
    }
}
