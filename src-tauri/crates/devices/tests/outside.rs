//! Whatever a printer answers and whatever stands in the settings: nothing panics, nothing is invented. A printer is
//! ready only when it said so.

use devices::language::{host_status as status, odometer};
use devices::port_match::PortMatch;
use devices::{Framed, Framer};
use proptest::prelude::*;

const HEALTHY: [&str; 3] = ["030,0,0,1218,000,0,0,0,000,0,0,0", "001,0,0,0,1,2,4,0,00000000,1,000", "1234,0"];

fn answer(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| format!("\x02{line}\x03\r\n").into_bytes()).collect()
}

/// A good answer with one field that nobody expects.
fn nearly_right() -> impl Strategy<Value = Vec<u8>> {
    (0..2_usize, 0..12_usize, "[0-9]{0,12}|-1|,|,,,|\x03|\x02|é| 1 |.{0,6}").prop_map(|(line, field, odd)| {
        let mut lines = HEALTHY.map(str::to_owned);
        let mut fields: Vec<&str> = HEALTHY[line].split(',').collect();
        let at = field % fields.len();
        fields[at] = &odd;
        lines[line] = fields.join(",");
        answer(&lines)
    })
}

proptest! {
    #[test]
    fn no_answer_breaks_the_reading_of_a_printer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (status::is_complete(&bytes), odometer::is_complete(&bytes), odometer::parse(&bytes));
        if let Some(told) = status::parse(&bytes) {
            prop_assert!(!told.is_ready() || told.trouble().is_none_or(|trouble| trouble == devices::Trouble::LabelWaiting));
        }
    }

    #[test]
    fn a_printer_is_ready_and_empty_only_when_it_said_so(bytes in nearly_right()) {
        let Some(told) = status::parse(&bytes) else { return Ok(()) };
        let nothing_wrong = !(told.paper_out || told.paused || told.head_open || told.ribbon_out || told.memory_lost
            || told.too_cold || told.too_hot || told.buffer_full || told.diagnostic_mode);
        prop_assert!(!told.is_ready() || (nothing_wrong && told.formats_waiting == 0));
        if told.is_empty_and_well() {
            prop_assert!(nothing_wrong, "{told:?}");
            prop_assert_eq!((told.formats_waiting, told.labels_remaining, told.half_format), (0, Some(0), Some(false)));
        }
    }

    #[test]
    fn an_answer_cut_anywhere_is_the_same_answer_with_noise_in_front(
        noise in "[^\x02\x03]{0,20}",
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = answer(&HEALTHY.map(str::to_owned));
        let noisy = [noise.as_bytes(), &whole].concat();
        prop_assert_eq!(status::parse(&noisy), status::parse(&whole));
        let part = &noisy[..cut.index(noisy.len())];
        prop_assert!(!status::is_complete(part) || part.len() + 2 >= noisy.len(), "half an answer is none");
    }

    #[test]
    fn the_counter_is_the_number_in_quotes_or_none(number in any::<u64>(), other in "[^\"]{0,12}") {
        let answer = format!("{other}\"{number}\"\r\n");
        prop_assert_eq!(odometer::parse(answer.as_bytes()), Some(number));
        let told = odometer::parse(format!("\"{other}\"").as_bytes());
        prop_assert_eq!(told, other.trim().parse().ok(), "{}", other);
    }

    #[test]
    fn a_port_of_the_settings_comes_back_as_it_was_written(text in "[0-9a-fA-F]{0,5}:[0-9a-fA-F]{0,5}(:.{0,6})?|.{0,20}") {
        if let Ok(port) = text.parse::<PortMatch>() {
            let again = port.to_string().parse::<PortMatch>().ok();
            prop_assert_eq!(again, Some(port), "{} as it is shown", text);
        }
    }

    #[test]
    fn bytes_and_silences_in_any_order_lose_and_double_nothing(
        reads in prop::collection::vec((prop::collection::vec(b' '..=b'~', 0..30), any::<bool>(), 0..120_u64), 0..20),
    ) {
        let mut framer = Framer::new(50);
        let (mut now_ms, mut given, mut got) = (0, Vec::new(), Vec::new());
        let mut take = |framed: Option<Framed>| if let Some(Framed::Frame(frame)) = framed { got.extend(frame) };
        for (bytes, is_ended, wait_ms) in reads {
            given.extend_from_slice(&bytes);
            framer.push(&bytes, now_ms).into_iter().for_each(|framed| take(Some(framed)));
            if is_ended {
                framer.push(b"\r", now_ms).into_iter().for_each(|framed| take(Some(framed)));
            }
            now_ms += wait_ms;
            take(framer.tick(now_ms));
        }
        take(framer.tick(now_ms + 50));
        prop_assert_eq!(got, given, "every letter is in exactly one scan, in order");
    }
}
