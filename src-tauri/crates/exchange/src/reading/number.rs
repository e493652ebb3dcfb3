//! Numbers as people write them: decimal comma or decimal point, thousands grouped by the other one, by
//! blanks or by apostrophes. What can be read in two ways is read in neither, unless other cells of the
//! file settle it.

/// The decimal mark of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Point,
    Comma,
}

/// Why a text gives no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRead {
    NotANumber,
    /// `1,250`: one and a quarter, or one thousand two hundred and fifty.
    Unsure {
        decimal: String,
        grouped: String,
    },
}

/// Besides point and comma: blanks of three widths, and apostrophes.
const GROUPS: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'];
/// Longer texts are no number of goods.
const LENGTH_LIMIT: usize = 40;

/// Plain decimal text (`-1250.5`): point, no groups, no sign for plus. `settled`: the file's decimal mark.
pub fn read(text: &str, settled: Option<Mark>) -> Result<String, NotRead> {
    let (sign, body) = split_sign(text).ok_or(NotRead::NotANumber)?;
    match shape(&body).ok_or(NotRead::NotANumber)? {
        Shape::Sure { whole, fraction, .. } => Ok(joined(sign, &whole, &fraction)),
        Shape::Unsure { whole, last, mark } => {
            let decimal = joined(sign, &whole, &last);
            let grouped = joined(sign, &format!("{whole}{last}"), "");
            match settled {
                Some(settled) if settled == mark => Ok(decimal),
                Some(_) => Ok(grouped),
                None => Err(NotRead::Unsure { decimal, grouped }),
            }
        }
    }
}

/// The decimal mark that this text proves, if it proves one.
pub fn evidence(text: &str) -> Option<Mark> {
    match shape(&split_sign(text)?.1)? {
        Shape::Sure { proves, .. } => proves,
        Shape::Unsure { .. } => None,
    }
}

/// A number as a spreadsheet stores it: the fifteen digits that it keeps. `None` where digits are gone
/// already.
pub fn stored(value: f64) -> Option<String> {
    const DIGITS_KEPT: f64 = 1e15;
    if !value.is_finite() || value.abs() >= DIGITS_KEPT {
        return None;
    }
    let written = format!("{:.14e}", value.abs());
    let (mantissa, exponent) = written.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent + 1;
    let (whole, fraction) = match usize::try_from(point) {
        Ok(point) => {
            let padded = format!("{digits:0<point$}");
            (padded[..point].to_owned(), padded[point..].to_owned())
        }
        Err(_) => (String::new(), format!("{}{digits}", "0".repeat(point.unsigned_abs() as usize))),
    };
    Some(joined(if value < 0.0 { "-" } else { "" }, &whole, &fraction))
}

/// Plain decimal text as it may stand in a file: `1.250` could be read as one thousand two hundred and
/// fifty, so three decimals get a fourth.
pub fn unmistakable(text: &str, mark: Mark) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let sign = match mark {
        Mark::Point => '.',
        Mark::Comma => ',',
    };
    match fraction.len() {
        0 => whole.to_owned(),
        3 => format!("{whole}{sign}{fraction}0"),
        _ => format!("{whole}{sign}{fraction}"),
    }
}

enum Shape {
    Sure {
        whole: String,
        fraction: String,
        proves: Option<Mark>,
    },
    /// One mark, three digits behind it, one to three before.
    Unsure {
        whole: String,
        last: String,
        mark: Mark,
    },
}

fn shape(body: &str) -> Option<Shape> {
    let marks: Vec<(usize, char)> = body.char_indices().filter(|(_, sign)| !sign.is_ascii_digit()).collect();
    let Some((last_at, last)) = marks.last().copied() else {
        return Some(Shape::Sure { whole: body.to_owned(), fraction: String::new(), proves: None });
    };
    let (before, behind) = (&body[..last_at], &body[last_at + last.len_utf8()..]);
    if !marks.iter().all(|(_, sign)| mark_of(*sign).is_some() || GROUPS.contains(sign)) {
        return None;
    }
    let Some(mark) = mark_of(last) else {
        // Grouped by blanks or apostrophes, without decimals.
        return Some(Shape::Sure { whole: ungrouped(body, last)?, fraction: String::new(), proves: None });
    };
    if marks.len() == 1 {
        return one_mark(before, behind, mark);
    }
    if marks.iter().all(|(_, sign)| *sign == last) {
        let whole = ungrouped(body, last)?;
        return Some(Shape::Sure { whole, fraction: String::new(), proves: Some(mark.other()) });
    }
    let group = marks.first().map(|(_, sign)| *sign)?;
    let whole = ungrouped(before, group)?;
    Some(Shape::Sure { whole, fraction: digits(behind)?, proves: Some(mark) })
}

fn one_mark(before: &str, behind: &str, mark: Mark) -> Option<Shape> {
    let (whole, last) = (digits(before)?, digits(behind)?);
    let could_be_grouped = last.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0');
    Some(if could_be_grouped {
        Shape::Unsure { whole, last, mark }
    } else {
        Shape::Sure { whole, fraction: last, proves: Some(mark) }
    })
}

/// `1.234.567` with all groups whole; `None` otherwise.
fn ungrouped(text: &str, group: char) -> Option<String> {
    let mut parts = text.split(group);
    let first = digits(parts.next()?).filter(|first| matches!(first.len(), 1..=3))?;
    let mut whole = first;
    for part in parts {
        whole.push_str(&digits(part).filter(|part| part.len() == 3)?);
    }
    Some(whole)
}

fn digits(text: &str) -> Option<String> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

fn split_sign(text: &str) -> Option<(&'static str, String)> {
    let text = text.trim();
    if text.chars().count() > LENGTH_LIMIT {
        return None;
    }
    let (sign, body) = match text.chars().next()? {
        '-' | '\u{2212}' => ("-", text.trim_start_matches(['-', '\u{2212}'])),
        '+' => ("", &text[1..]),
        _ => ("", text),
    };
    // One sign, and digits at both ends.
    let is_framed = body.starts_with(|first: char| first.is_ascii_digit())
        && body.ends_with(|last: char| last.is_ascii_digit());
    let sign_length = text.chars().count() - body.chars().count();
    (is_framed && sign_length <= 1).then(|| (sign, body.to_owned()))
}

fn mark_of(sign: char) -> Option<Mark> {
    match sign {
        '.' => Some(Mark::Point),
        ',' => Some(Mark::Comma),
        _ => None,
    }
}

impl Mark {
    fn other(self) -> Mark {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }
}

fn joined(sign: &str, whole: &str, fraction: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    match (fraction.is_empty(), whole) {
        (true, "0") => "0".to_owned(),
        (true, whole) => format!("{sign}{whole}"),
        (false, whole) => format!("{sign}{whole}.{fraction}"),
    }
}
