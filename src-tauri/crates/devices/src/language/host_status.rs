//! The answer to `~HS` (devices.md 3.2): three lines, each STX … ETX CR LF, fields separated by commas.
//! Fields are text of any length, trailing ones may be missing, other bytes before an STX are discarded.

use crate::PrinterStatus;

/// To be sent as it is; acted on at once, even in the middle of other data.
pub const QUESTION: &[u8] = b"~HS\r\n";

const STX: u8 = 0x02;
const ETX: u8 = 0x03;

/// `None` when the two lines that matter are not there or not numbers where numbers belong.
pub fn parse(bytes: &[u8]) -> Option<PrinterStatus> {
    let lines = lines(bytes);
    let first = Fields::of(lines.first()?);
    let second = Fields::of(lines.get(1)?);
    // The ribbon sensor of a direct thermal printer may say anything.
    let is_direct_thermal = second.flag(5) == Some(false);
    Some(PrinterStatus {
        paper_out: first.flag(2)?,
        paused: first.flag(3)?,
        label_length_dots: first.number(4),
        formats_waiting: first.number(5)?,
        buffer_full: first.flag(6).unwrap_or(false),
        diagnostic_mode: first.flag(7).unwrap_or(false),
        half_format: first.flag(8),
        memory_lost: first.flag(10).unwrap_or(false),
        too_cold: first.flag(11).unwrap_or(false),
        too_hot: first.flag(12).unwrap_or(false),
        head_open: second.flag(3)?,
        ribbon_out: second.flag(4).unwrap_or(false) && !is_direct_thermal,
        label_waiting: second.flag(8).unwrap_or(false),
        labels_remaining: second.number(9),
        ..PrinterStatus::default()
    })
}

/// Whether all three lines are among the bytes.
pub fn is_complete(bytes: &[u8]) -> bool {
    lines(bytes).len() >= 3
}

/// What stands between STX and ETX; a second STX starts the line anew.
fn lines(bytes: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line: Option<Vec<u8>> = None;
    for &byte in bytes {
        match (byte, &mut line) {
            (STX, _) => line = Some(Vec::new()),
            (ETX, Some(_)) => {
                lines.extend(line.take().map(|line| String::from_utf8_lossy(&line).into_owned()))
            }
            (_, Some(line)) => line.push(byte),
            (_, None) => {}
        }
    }
    lines
}

/// Fields by the numbers of the maker's text, which start at 1.
struct Fields<'line>(Vec<&'line str>);

impl Fields<'_> {
    fn of(line: &str) -> Fields<'_> {
        Fields(line.split(',').map(str::trim).collect())
    }

    fn number(&self, field: usize) -> Option<u32> {
        self.0.get(field - 1)?.parse().ok()
    }

    fn flag(&self, field: usize) -> Option<bool> {
        self.number(field).map(|number| number != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trouble;

    const HEALTHY: [&str; 3] =
        ["030,0,0,1218,000,0,0,0,000,0,0,0", "001,0,0,0,1,2,4,0,00000000,1,000", "1234,0"];

    fn answer(lines: &[&str]) -> Vec<u8> {
        lines.iter().flat_map(|line| format!("\x02{line}\x03\r\n").into_bytes()).collect()
    }

    fn status_with(line: usize, field: usize, value: &str) -> PrinterStatus {
        let mut lines = HEALTHY.map(str::to_owned);
        let mut fields: Vec<&str> = HEALTHY[line - 1].split(',').collect();
        fields[field - 1] = value;
        lines[line - 1] = fields.join(",");
        parse(&answer(&lines.each_ref().map(String::as_str))).expect("a status")
    }

    #[test]
    fn a_healthy_idle_printer_is_ready_and_empty() {
        let status = parse(&answer(&HEALTHY)).expect("a status");
        assert!(status.is_ready() && status.is_empty_and_well());
        assert_eq!((status.trouble(), status.label_length_dots), (None, Some(1218)));
    }

    #[test]
    fn each_flag_is_read_from_its_field() {
        let flags = [
            (1, 2, Trouble::PaperOut),
            (1, 3, Trouble::Paused),
            (1, 6, Trouble::BufferFull),
            (1, 7, Trouble::DiagnosticMode),
            (1, 10, Trouble::MemoryLost),
            (1, 11, Trouble::TooCold),
            (1, 12, Trouble::TooHot),
            (2, 3, Trouble::HeadOpen),
            (2, 4, Trouble::RibbonOut),
        ];
        for (line, field, trouble) in flags {
            let status = status_with(line, field, "1");
            assert_eq!(status.trouble(), Some(trouble), "field {line}.{field}");
            assert!(!status.is_ready() && !status.is_empty_and_well(), "{trouble:?} is not fine");
        }
    }

    #[test]
    fn what_is_still_inside_is_counted() {
        let inside = [(1, 5, "004", 4), (2, 9, "00000017", 17), (1, 8, "1", 1)];
        for (line, field, value, count) in inside {
            let status = status_with(line, field, value);
            assert_eq!(status.left_inside(), Some(count), "field {line}.{field}");
            assert!(!status.is_ready() && !status.is_empty_and_well());
        }
        assert_eq!(status_with(1, 8, "1").keeps_from_sending(), Some(Trouble::HalfFormat));
        assert_eq!(status_with(1, 5, "1").keeps_from_sending(), Some(Trouble::Busy));
    }

    #[test]
    fn a_label_to_be_taken_holds_nothing_up() {
        let status = status_with(2, 8, "1");
        assert_eq!(status.trouble(), Some(Trouble::LabelWaiting));
        assert!(status.is_ready() && status.is_empty_and_well());
    }

    #[test]
    fn a_direct_thermal_printer_has_no_ribbon_to_run_out() {
        let direct = answer(&[HEALTHY[0], "001,0,0,1,0,2,4,0,00000000,1,000", HEALTHY[2]]);
        assert!(parse(&direct).expect("a status").is_ready());
    }

    #[test]
    fn bytes_before_stx_and_missing_trailing_fields_are_taken() {
        let noisy = [b"\xff\"17\"\r\n\x03".to_vec(), answer(&HEALTHY)].concat();
        assert_eq!(parse(&noisy), parse(&answer(&HEALTHY)));

        let short = parse(&answer(&["030,0,0,1218,000", "001,0,0,0"])).expect("a status");
        assert!(short.is_ready(), "nothing it says is wrong");
        assert!(!short.is_empty_and_well(), "it does not say that nothing is left");
    }

    #[test]
    fn half_an_answer_is_no_answer() {
        let whole = answer(&HEALTHY);
        assert!(is_complete(&whole));
        for length in 0..whole.len() - 2 {
            assert!(!is_complete(&whole[..length]), "{length} bytes");
        }
        for nonsense in [&b""[..], b"\x02\x03\x02\x03\x02\x03", b"\x02a,b,c\x03\x02d,e,f\x03", b"hello"] {
            assert_eq!(parse(nonsense), None);
        }
    }
}
