//! Where a lot's certificate of analysis is found: an address on the net, or the name of a file among the papers of the
//! goods. The certificate itself is not kept here.

use crate::refusal::Refusal;

/// An https address or a plain file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate(String);

impl Certificate {
    /// In characters.
    pub const LENGTH_LIMIT: usize = 300;

    /// # Errors
    /// [`Refusal::BadCertificate`]: nothing that could be either, or longer than the limit. An address without
    /// encryption, and whatever else a browser might run, is neither.
    pub fn parse(text: &str) -> Result<Certificate, Box<Refusal>> {
        let trimmed = text.trim();
        let is_short = (1..=Self::LENGTH_LIMIT).contains(&trimmed.chars().count());
        if is_short && (is_address(trimmed) || is_file_name(trimmed)) {
            return Ok(Certificate(trimmed.to_owned()));
        }
        let shown = trimmed.chars().take(Self::LENGTH_LIMIT).collect();
        Err(Box::new(Refusal::BadCertificate { text: shown, limit: Self::LENGTH_LIMIT as i64 }))
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

fn is_address(text: &str) -> bool {
    let Some(rest) =
        text.get(..8).filter(|scheme| scheme.eq_ignore_ascii_case("https://")).map(|_| &text[8..])
    else {
        return false;
    };
    let is_plain = |sign: char| !sign.is_whitespace() && !sign.is_control() && !"\"<>\\^`{|}".contains(sign);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A name before the host is no part of the address of a paper, and hides where it leads.
    rest.chars().all(is_plain) && host.chars().any(char::is_alphanumeric) && !host.contains('@')
}

fn is_file_name(text: &str) -> bool {
    let is_plain = |sign: char| !sign.is_control() && !"/\\:*?\"<>|".contains(sign);
    text.chars().all(is_plain) && text.chars().any(char::is_alphanumeric) && !text.starts_with('.')
}
