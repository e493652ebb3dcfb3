//! The counter of labels that came out: `odometer.total_label_count`, without feeds and calibration
//! (devices.md 3.1).

/// To be sent as it is.
pub const QUESTION: &[u8] = b"! U1 getvar \"odometer.total_label_count\"\r\n";

/// Whether a whole answer (a value in double quotes) is among the bytes.
pub fn is_complete(bytes: &[u8]) -> bool {
    quoted(bytes).is_some()
}

/// The counter; `None` for the answer `"?"` (this printer has none) and for anything that is no number.
pub fn parse(bytes: &[u8]) -> Option<u64> {
    value(bytes)?.parse().ok()
}

/// Any such value, as text.
pub(super) fn value(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(quoted(bytes)?).ok().map(str::trim)
}

fn quoted(bytes: &[u8]) -> Option<&[u8]> {
    let mut parts = bytes.split(|byte| *byte == b'"');
    parts.next()?;
    let value = parts.next()?;
    parts.next().map(|_after| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counter_is_the_quoted_number() {
        let answers: [(&[u8], bool, Option<u64>); 6] = [
            (b"\"1234\"", true, Some(1234)),
            (b"\r\n\"7\"\r\n", true, Some(7)),
            (b"\"?\"", true, None),
            (b"\"12 INCHES\"", true, None),
            (b"\"12", false, None),
            (b"", false, None),
        ];
        for (answer, complete, counter) in answers {
            let text = String::from_utf8_lossy(answer).into_owned();
            assert_eq!((is_complete(answer), parse(answer)), (complete, counter), "{text}");
        }
    }
}
