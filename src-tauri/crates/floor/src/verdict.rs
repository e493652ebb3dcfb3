//! What became of an input, as it is shown and sounded: made when the turn is decided, kept with the seat.

use crate::decide::Decided;
use crate::screen::{Tone, Verdict};
use crate::take::Input;
use domain::scan::{Scan, ScanVerdict};
use domain::{InputId, Message};
use ledger::table::seat::SeatRow;

/// As much of a code as is shown.
const CODE_LENGTH_SHOWN: usize = 120;

/// The last one of a seat.
pub fn of(row: &SeatRow) -> Option<Verdict> {
    row.verdict.as_deref().and_then(|verdict| serde_json::from_str(verdict).ok())
}

pub fn text(verdict: &Verdict) -> String {
    serde_json::to_string(verdict).expect("a verdict is plain data")
}

pub fn plain(input: InputId, tone: Tone, message: Message) -> Verdict {
    Verdict {
        input: input.to_string(),
        tone,
        scan: None,
        message,
        code: None,
        expected: None,
        got: None,
        entry: None,
        cut: Vec::new(),
        streak: 0,
    }
}

pub fn shown_code(scan: &Scan) -> String {
    String::from_utf8_lossy(&scan.bytes).chars().take(CODE_LENGTH_SHOWN).collect()
}

pub fn of_scan(scan: &Scan, verdict: ScanVerdict, tone: Tone, message: Message) -> Verdict {
    let code = Some(shown_code(scan));
    Verdict { scan: Some(verdict), code, ..plain(InputId(scan.id.0), tone, message) }
}

/// Of a decided turn, after the verdict before it.
pub fn finished(row: &SeatRow, input: &Input, decided: &Decided) -> Verdict {
    let (tone, message) = (loud_enough(decided), decided.message.clone());
    let verdict = match input {
        Input::Scan(scan) | Input::Repeat(scan) => of_scan(scan, decided.scan, tone, message),
        Input::Tap { id, .. } => plain(*id, tone, message),
    };
    let before = of(row).map_or(0, |before| before.streak);
    let streak = match tone {
        Tone::More if before > 0 => before + 1,
        Tone::Accepted | Tone::More => 1,
        _ => 0,
    };
    Verdict {
        expected: decided.refused.as_ref().and_then(|refused| refused.expected.clone()),
        got: decided.refused.as_ref().and_then(|refused| refused.got.clone()),
        entry: decided.applied.entry.as_ref().map(|entry| entry.id.to_string()),
        cut: decided.applied.cut.clone(),
        streak,
        ..verdict
    }
}

/// Orders that are short now are not passed by with a good sound.
fn loud_enough(decided: &Decided) -> Tone {
    let is_good = matches!(decided.tone, Tone::Accepted | Tone::More | Tone::Complete);
    if is_good && !decided.applied.cut.is_empty() { Tone::Attention } else { decided.tone }
}
