//! Letters as they are compared: lower case, without accents, in their plain form.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Nobody types more of a word; the rest is not looked at.
const LETTER_LIMIT: usize = 64;

pub(super) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).nfkd().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// As they stand between blanks: what is typed, SKUs, barcodes.
pub(super) fn tokens(folded: &str) -> impl Iterator<Item = String> {
    folded.split_whitespace().map(cut)
}

/// Runs of letters and digits: names.
pub(super) fn parts(folded: &str) -> impl Iterator<Item = String> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).map(cut)
}

/// A number without the zeros that lead it, when it is one and has some.
pub(super) fn without_zeros(token: &str) -> Option<&str> {
    let is_number = token.bytes().all(|byte| byte.is_ascii_digit());
    let short = token.trim_start_matches('0');
    (is_number && !short.is_empty() && short.len() < token.len()).then_some(short)
}

fn cut(word: &str) -> String {
    word.chars().take(LETTER_LIMIT).collect()
}
