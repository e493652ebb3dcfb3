//! A job as sheets: what its labels say, by which template, for the printer that is to print them.

use crate::context::Context;
use crate::said::PrintWhy;
use crate::settings::Printer;
use crate::templates::Templates;
use crate::{clock, printing::standing};
use devices::PrinterIdentity;
use domain::label::LotLabel;
use domain::label_data::LabelData;
use domain::{Message, Value};
use labels::template::{Language, Template};
use labels::{LabelError, Target, draw_label, fits};
use ledger::table::print_job::PrintJob;
use std::num::NonZeroU32;
use std::sync::Arc;

/// The template of everything that is received by lot: which one it is depends on what is loaded.
const LOT: &str = "lot";

pub struct Sheets {
    template: Arc<Template>,
    data: LabelData,
    label_count: u32,
    templates: Templates,
    pub target: Target,
}

impl Sheets {
    /// # Errors
    /// Why nothing of it is printed there: what it says cannot be read, no template is for it, or the template does not
    /// fit what the printer is and what is loaded.
    pub fn of(job: &PrintJob, printer: &Printer, context: &Context) -> Result<Sheets, Message> {
        let (target, templates) = (printer.target(), context.templates());
        let mut data = data_of(job)?;
        if data.printed_at.is_none() {
            let zone = &context.settings().station.time_zone;
            data.printed_at = Some(clock::time_of(context.now_ms(), zone));
        }
        let template = template_of(job, &target, &templates).map_err(|error| error.message())?;
        fits(&template, &target).map_err(|error| error.message())?;
        Ok(Sheets { template, data, label_count: job.label_count, templates, target })
    }

    /// The bytes of one label, counted from 1.
    ///
    /// # Errors
    /// What of it cannot be drawn.
    pub fn draw(&self, label: u32) -> Result<Vec<u8>, LabelError> {
        let mut data = self.data.clone();
        if self.label_count > 1 {
            data.counter.number = Some(label);
            data.counter.count = Some(self.label_count);
        }
        let (kit, language) = (self.templates.kit(), Language::En);
        let drawn = draw_label(&self.template, &data, kit, language, &self.target, NonZeroU32::MIN)?;
        Ok(drawn.bytes)
    }

    /// Whether the printer that is there is as fine and as wide as its settings say.
    ///
    /// # Errors
    /// The sentence of what differs: nothing is sent then.
    pub fn suit(&self, printer: &PrinterIdentity) -> Result<(), Message> {
        let wanted = self.target.resolution.dpi();
        if let Some(found) = standing::dpi_of(printer).filter(|found| *found != wanted) {
            let (wanted, found) = (i64::from(wanted), i64::from(found));
            return Err(PrintWhy::WrongDpi { wanted, found }.message());
        }
        let Some(dots) = printer.width_dots else { return Ok(()) };
        let target = Target { head_mm: self.target.resolution.mm(dots), ..self.target.clone() };
        fits(&self.template, &target).map_err(|error| error.message())
    }
}

fn data_of(job: &PrintJob) -> Result<LabelData, Message> {
    let read = match job.template.as_str() {
        LOT => serde_json::from_str::<LotLabel>(&job.content_json).map(|label| LabelData::from(&label)),
        _ => serde_json::from_str(&job.content_json),
    };
    read.map_err(|error| Message::new("print-not-readable", [("problem", Value::from(error.to_string()))]))
}

fn template_of(job: &PrintJob, target: &Target, templates: &Templates) -> Result<Arc<Template>, LabelError> {
    if job.template != LOT {
        let unknown = || LabelError::Words { problem: format!("no template is called {}", job.template) };
        return templates.named(&job.template).ok_or_else(unknown);
    }
    let for_sizes = || {
        let lots = templates.entries().filter(|entry| entry.name.starts_with("lot-"));
        let sizes: Vec<String> =
            lots.filter_map(|entry| Some(entry.template.as_ref()?.stock.to_string())).collect();
        LabelError::WrongSize { wanted: sizes.join(", "), loaded: target.loaded.to_string() }
    };
    templates.lot(&target.loaded).ok_or_else(for_sizes)
}
