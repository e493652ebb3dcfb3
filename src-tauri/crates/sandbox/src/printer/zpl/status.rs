//! What the printer says about itself, byte by byte (devices.md 3.1 to 3.3).

use super::super::engine::{Engine, Mouth};
use super::super::{Model, ZplModel};

impl Engine {
    /// The three lines of `~HS` (devices.md 3.2).
    pub(super) fn host_status(&self) -> String {
        let flag = u8::from;
        let condition = &self.condition;
        let left = self.current.as_ref().map_or(0, |job| job.left);
        format!(
            "\u{2}030,{},{},{:04},{:03},{},0,{},000,0,0,{}\u{3}\r\n\
             \u{2}001,0,{},{},1,2,4,0,{left:08},1,000\u{3}\r\n\
             \u{2}1234,0\u{3}\r\n",
            flag(condition.paper_out),
            flag(condition.paused),
            self.label_length,
            self.waiting.len().min(999),
            flag(condition.buffer_full),
            flag(self.is_half()),
            flag(condition.too_hot),
            flag(condition.head_open || condition.cover_open),
            flag(condition.ribbon_out),
        )
    }

    fn is_half(&self) -> bool {
        matches!(&self.mouth, Mouth::Zpl(reader) if reader.is_half())
    }

    /// `~HI`.
    pub(super) fn host_identity(&self) -> String {
        let ZplModel { name, dots_per_mm, .. } = self.zpl_model();
        format!("\u{2}{name},V93.21.17Z,{dots_per_mm},8192KB,0\u{3}\r\n")
    }

    fn zpl_model(&self) -> ZplModel {
        match &self.model {
            Model::Zpl(model) => model.clone(),
            Model::Tspl(_) => ZplModel::default(),
        }
    }

    /// `~HQES` (devices.md 3.3).
    pub(super) fn error_status(&self) -> String {
        let condition = &self.condition;
        let media = u32::from(condition.paper_out)
            | u32::from(condition.ribbon_out) << 1
            | u32::from(condition.head_open) << 2;
        let flags = media | u32::from(condition.paused) << 16;
        format!(
            "\u{2}\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         {} 00000000 {flags:08X}\r\n   \
             WARNINGS:       0 00000000 00000000\r\n\u{3}\r\n",
            u8::from(flags != 0)
        )
    }

    /// The answer to `getvar`, in quotes; `"?"` is unknown.
    pub(super) fn variable(&self, name: &str) -> String {
        let value = match name {
            "odometer.total_label_count" | "odometer.user_label_count" => self.odometer.to_string(),
            "device.unique_id" => self.zpl_model().serial_number,
            "ezpl.print_width" => self.zpl_model().width_dots.to_string(),
            "device.product_name" => "ZD421".to_string(),
            "appl.name" => "V93.21.17Z".to_string(),
            "device.languages" => "zpl".to_string(),
            "media.status" => if self.condition.paper_out { "out" } else { "ok" }.to_string(),
            "head.latch" => if self.condition.head_open { "open" } else { "ok" }.to_string(),
            "head.resolution.in_dpi" => match self.zpl_model().dots_per_mm {
                12 => "300",
                24 => "600",
                _ => "203",
            }
            .to_string(),
            _ => "?".to_string(),
        };
        format!("\"{value}\"")
    }
}
