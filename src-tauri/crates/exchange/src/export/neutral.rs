//! Texts that a spreadsheet would take for a formula are written with an apostrophe before them, and read
//! back without it. Source: OWASP, CSV injection; RFC 4180 says nothing of it.

use std::borrow::Cow;

/// What begins a formula, in half and full width, and the signs that some programs skip before one.
const BEGINNINGS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// As it may stand in a CSV file. Numbers are not texts and do not come here.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

/// What was written by [`guarded`]; other texts as they are.
pub(crate) fn taken_back(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// Blanks in front hide nothing.
fn is_dangerous(text: &str) -> bool {
    text.starts_with(BEGINNINGS) || text.trim_start().starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_becomes_a_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "''-x"] {
            assert!(guarded(text).starts_with('\''), "a spreadsheet would compute {text:?}");
        }
        for text in ["RM-CHI", "'t Hoekje", "5 - 3", "a=b", ""] {
            assert_eq!(guarded(text), text, "this is no formula and stays as it is");
        }
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(text in "[ '=+@a\t-]{0,6}|\\PC{0,12}") {
            let written = guarded(&text);
            prop_assert_eq!(taken_back(&written), text.as_str(), "the round trip changes nothing");
        }
    }
}
