//! A printer that speaks ZPL II (devices.md 3.1 to 3.3).

mod reader;
mod status;

use super::engine::{Engine, Mouth};
use reader::{Event, after, number_after};

pub(super) use reader::Reader;

/// Commands that put something on the label; a format without any of them feeds none.
const MARKS: [&str; 11] = ["^FD", "^FV", "^GB", "^GC", "^GD", "^GE", "^GF", "^GS", "^XF", "^XG", "^IM"];

impl Engine {
    pub(super) fn act_zpl(&mut self, event: Event) -> Vec<u8> {
        match event {
            Event::Format(zpl) => {
                self.accept_zpl(zpl);
                Vec::new()
            }
            Event::GetVar(name) => self.said(self.variable(&name)),
            Event::Immediate(command) => {
                let answer = match command.as_str() {
                    "HS" => self.host_status(),
                    "HI" => self.host_identity(),
                    "HQES" => self.error_status(),
                    "HQOD" => {
                        format!("\u{2}\r\n  PRINT METERS\r\n     LABELS: {}\r\n\u{3}\r\n", self.odometer)
                    }
                    "HQSN" => "\u{2}\r\n  SERIAL NUMBER: CONTOH-0001\r\n\u{3}\r\n".to_string(),
                    _ => {
                        self.control(&command);
                        return Vec::new();
                    }
                };
                self.said(answer)
            }
        }
    }

    fn control(&mut self, command: &str) {
        match command {
            "JA" => self.cancel_all(),
            "JX" => {
                if let Mouth::Zpl(reader) = &mut self.mouth {
                    reader.drop_half();
                }
            }
            "PP" => self.condition.paused = true,
            "PS" => self.condition.paused = false,
            "JP" => {
                self.condition.paused = true;
                if self.current.take().is_none() {
                    self.waiting.pop_front();
                }
                self.due_ms = None;
            }
            _ => {}
        }
    }

    fn accept_zpl(&mut self, zpl: Vec<u8>) {
        self.label_length = number_after(&zpl, "^LL").unwrap_or(self.label_length);
        match after(&zpl, "^JZ").and_then(|rest| rest.first()).map(u8::to_ascii_uppercase) {
            Some(b'N') => self.repeats_spoiled = false,
            Some(b'Y') => self.repeats_spoiled = true,
            _ => {}
        }
        let prints = MARKS.iter().any(|mark| after(&zpl, mark).is_some()) && after(&zpl, "^DF").is_none();
        if prints {
            let of = number_after(&zpl, "^PQ").unwrap_or(1);
            self.accept(zpl, of);
        }
    }
}
