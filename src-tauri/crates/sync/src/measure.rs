//! A vendor's unit beside ours: exact factors within one kind, from the one table of unit words; never a
//! guess.

use crate::outgoing::ItemFacts;
use domain::item::Item;
use domain::{Quantity, Ratio, units};

/// How many of our stock unit one of the vendor's is; `None` when its word is unknown or of another kind.
pub fn theirs_in_ours(facts: &ItemFacts, item: &Item) -> Option<Ratio> {
    units::factor(&facts.unit_word, &item.unit)
}

/// A vendor's figure to the decimals this item is counted in, when it lies within `slack` of that: what is
/// left of roundings to the vendor's decimals is no stock. A figure that is finer by itself stays as it is.
pub fn without_rounding(figure: Quantity, slack: Quantity, decimals: u8) -> Quantity {
    let shown = figure.rounded(decimals);
    let difference = (shown.millionths() - figure.millionths()).abs();
    if difference <= slack.millionths() { shown } else { figure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_roundings_left_is_no_stock_and_finer_figures_stay() {
        let of = |text: &str| Quantity::parse(text, 6).unwrap();
        assert_eq!(without_rounding(of("0.99988"), of("0.00035"), 0), of("1"), "one jar of a carton of 7");
        assert_eq!(without_rounding(of("6.00012"), of("0.00035"), 0), of("6"), "and the six before it");
        assert_eq!(without_rounding(of("12.5"), of("0.00035"), 0), of("12.5"), "half a jar is half a jar");
        assert_eq!(
            without_rounding(of("12.3456"), of("0.00001"), 3),
            of("12.3456"),
            "finer than is shown here"
        );
    }
}
