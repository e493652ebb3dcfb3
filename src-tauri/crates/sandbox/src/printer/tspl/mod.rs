//! A printer that speaks TSPL (devices.md 3.4): its answers and what its commands do.

mod reader;

use super::engine::Engine;
use super::{Model, TsplModel};
use reader::{Event, Switch};

pub(super) use reader::Reader;

impl Engine {
    pub(super) fn act_tspl(&mut self, event: Event) -> Vec<u8> {
        match event {
            Event::Print { image, count } => {
                self.accept(image, count);
                Vec::new()
            }
            Event::Reprint(switch) => {
                self.repeats_spoiled = switch == Switch::On;
                Vec::new()
            }
            Event::Escape(b'?') => self.said(vec![self.status_byte()]),
            Event::Escape(b'S') if self.tspl_model().says_more => self.said(self.status_packet()),
            Event::Escape(command) => {
                self.control_tspl(command);
                Vec::new()
            }
            Event::Tilde(question) => self.answer_tilde(question),
        }
    }

    fn control_tspl(&mut self, command: u8) {
        match command {
            b'P' => self.condition.paused = true,
            b'O' => self.condition.paused = false,
            b'.' => self.cancel_all(),
            b'R' => self.lose_power(),
            _ => {}
        }
    }

    fn answer_tilde(&self, question: u8) -> Vec<u8> {
        match question {
            b'T' => self.said(format!("{}\r\n", self.tspl_model().name)),
            // Kilometres; the decimals are not told.
            b'@' => self.said(format!("{}\r\n", self.odometer * 50 / 1_000_000)),
            b'I' => self.said("UTF-8,001\r\n"),
            b'F' => self.said("DRAM FILE:\r\nFLASH FILE:\r\n"),
            _ => Vec::new(),
        }
    }

    fn prints(&self) -> bool {
        !self.condition.is_stopped() && (self.current.is_some() || !self.waiting.is_empty())
    }

    /// ESC `!?`.
    fn status_byte(&self) -> u8 {
        let condition = &self.condition;
        let bits = [
            condition.head_open,
            condition.jammed,
            condition.paper_out,
            condition.ribbon_out,
            condition.paused,
            self.prints(),
            condition.cover_open,
            condition.too_hot,
        ];
        bits.iter().enumerate().map(|(bit, is_set)| u8::from(*is_set) << bit).sum()
    }

    /// ESC `!S`: message, warning, two error bytes, each with 0x40 added.
    fn status_packet(&self) -> Vec<u8> {
        let condition = &self.condition;
        let error = 0x40 | u8::from(condition.too_hot);
        let media = 0x40
            | u8::from(condition.paper_out)
            | u8::from(condition.jammed) << 1
            | u8::from(condition.ribbon_out) << 2;
        let message = match (condition.ruins_labels() || condition.too_hot, condition.paused, self.prints()) {
            (true, ..) => b'E',
            (_, true, _) => b'`',
            (_, _, true) => b'P',
            _ => b'@',
        };
        let warning = if condition.buffer_full { b'H' } else { b'@' };
        vec![0x02, message, warning, error, media, 0x03, b'\r', b'\n']
    }

    fn tspl_model(&self) -> TsplModel {
        match &self.model {
            Model::Tspl(model) => model.clone(),
            Model::Zpl(_) => TsplModel::default(),
        }
    }
}
