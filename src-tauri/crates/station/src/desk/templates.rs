//! Templates for whoever writes and chooses them: each with what is wrong in its file and which printers it fits now;
//! and one as a picture, from the very bytes a printer would get, with whether its codes scan.

use super::label_goods::{self, Goods};
use super::template_view::{
    PrinterFit, TemplateCode, TemplateFileTrouble, TemplateLook, TemplatePreview, TemplateProblem,
    TemplateRow, TemplatesPage,
};
use crate::Error;
use crate::context::Context;
use crate::said::{TemplateNote, TemplateWhy};
use crate::settings::Printer;
use crate::templates::{self, TemplateEntry, Templates};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Message;
use domain::label_data::LabelData;
use labels::error::Note;
use labels::template::{Problem, Template};
use labels::{DrawnLabel, LabelError, PrinterLanguage, Target, draw_label, fits, scans, show};
use std::num::NonZeroU32;
use std::sync::Arc;

pub use labels::Resolution;
pub use labels::template::Language;

/// How one is to be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AskedPreview {
    /// The template's own where none is named.
    pub language: Option<Language>,
    /// The printer's, else the coarsest it allows.
    pub resolution: Option<Resolution>,
    /// By its name.
    pub printer: Option<String>,
    /// Sample goods where none are named.
    pub goods: Option<Goods>,
}

pub fn page(context: &Context) -> TemplatesPage {
    let (templates, settings) = (context.templates(), context.settings());
    let bad = |file: &templates::BadFile| TemplateFileTrouble {
        path: file.path.display().to_string(),
        message: file.message.clone(),
    };
    TemplatesPage {
        folder: context.data.join(templates::FOLDER).display().to_string(),
        version: templates.version().to_owned(),
        rows: templates.entries().map(|entry| row(entry, &settings.printer)).collect(),
        bad_files: templates.bad_files().iter().map(bad).collect(),
    }
}

/// # Errors
/// [`Error::NotFound`]: no template, printer or goods of this name; the ledger's.
pub async fn preview(
    context: &Context,
    name: &str,
    asked: AskedPreview,
) -> Result<(TemplatePreview, Option<Vec<u8>>), Error> {
    let templates = context.templates();
    let not_found = |what: String| Error::NotFound { what };
    let entry = templates.entry(name).ok_or_else(|| not_found(format!("template {name}")))?;
    let settings = context.settings();
    let printer = asked.printer.as_ref().map(|wanted| {
        let found = settings.printer.iter().find(|printer| printer.name == *wanted);
        found.cloned().ok_or_else(|| not_found(format!("printer {wanted}")))
    });
    let printer = printer.transpose()?;
    let Some(template) = entry.template.clone() else {
        return Ok((undrawable(), None));
    };
    let data = match asked.goods {
        Some(goods) => label_goods::data(context, &template, goods).await?,
        None => templates::sample_for(&template),
    };
    let wanted = Wanted { template, templates, data, asked, printer };
    // Drawing takes a while; the runtime's own threads stay free for the floor.
    let drawn = tokio::task::spawn_blocking(move || wanted.draw()).await;
    drawn.map_err(|_| Error::Refused("draw the label, because of a mistake in the program".to_owned()))
}

fn row(entry: &TemplateEntry, printers: &[Printer]) -> TemplateRow {
    let fit = |template: &Template, printer: &Printer| {
        let target = printer.target();
        PrinterFit {
            printer: printer.name.clone(),
            dpi: target.resolution.dpi(),
            loaded: target.loaded.to_string(),
            why: fits(template, &target).err().map(|error| error.message()),
        }
    };
    let template = entry.template.as_deref();
    TemplateRow {
        name: entry.name.clone(),
        path: entry.path.as_ref().map(|path| path.display().to_string()),
        look: template.map(look),
        problems: entry.problems.iter().map(problem).collect(),
        printers: template.map_or_else(Vec::new, |template| {
            printers.iter().map(|printer| fit(template, printer)).collect()
        }),
    }
}

fn look(template: &Template) -> TemplateLook {
    TemplateLook {
        title: template.name.clone(),
        width_mm: template.stock.width_mm,
        height_mm: template.stock.height_mm,
        stock: template.stock.name.clone(),
        languages: template.languages().iter().map(|language| language.code().to_owned()).collect(),
        minimum_dpi: template.minimum.dpi(),
        market: template.market.as_ref().map(|market| market.name.clone()),
    }
}

fn problem(of: &Problem) -> TemplateProblem {
    TemplateProblem { line: of.at.line, column: of.at.column, message: of.message(), cause: of.cause() }
}

fn undrawable() -> TemplatePreview {
    TemplatePreview {
        data_url: None,
        width_mm: 0.0,
        height_mm: 0.0,
        dpi: Resolution::Dpi203.dpi(),
        language: Language::En.code().to_owned(),
        printer_language: "zpl".to_owned(),
        codes: Vec::new(),
        scans: false,
        why: Some(TemplateWhy::NeverGood {}.message()),
        no_fit: None,
        notes: Vec::new(),
    }
}

/// Everything one picture hangs on.
struct Wanted {
    template: Arc<Template>,
    templates: Templates,
    data: LabelData,
    asked: AskedPreview,
    printer: Option<Printer>,
}

impl Wanted {
    /// Drawn on the template's own label whatever is loaded: that it does not fit is said beside it.
    fn draw(&self) -> (TemplatePreview, Option<Vec<u8>>) {
        let printer = self.printer.as_ref().map(Printer::target);
        let no_fit = printer.as_ref().and_then(|target| fits(&self.template, target).err());
        let resolution = self.asked.resolution.or(printer.as_ref().map(|target| target.resolution));
        let stock = &self.template.stock;
        let target = Target {
            language: printer.map_or(PrinterLanguage::Zpl, |target| target.language),
            resolution: resolution.unwrap_or(self.template.minimum).max(self.template.minimum),
            head_mm: stock.width_mm,
            loaded: stock.clone(),
        };
        let drawn = self.label(&target);
        let (png, scanned) = match &drawn {
            Ok(label) => (show(&label.bytes, &target).map(|shown| shown.png), scans(label, &target)),
            Err(error) => (Err(error.clone()), Err(error.clone())),
        };
        let why = png.as_ref().err().or(scanned.as_ref().err());
        let png_bytes = png.as_ref().ok().cloned();
        let label = drawn.ok();
        let preview = TemplatePreview {
            data_url: png_bytes.as_ref().map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png))),
            width_mm: stock.width_mm,
            height_mm: stock.height_mm,
            dpi: target.resolution.dpi(),
            language: self.language().code().to_owned(),
            printer_language: match target.language {
                PrinterLanguage::Zpl => "zpl".to_owned(),
                PrinterLanguage::Tspl => "tspl".to_owned(),
            },
            codes: label.as_ref().map_or_else(Vec::new, codes),
            scans: why.is_none(),
            why: why.map(LabelError::message),
            no_fit: no_fit.map(|error| error.message()),
            notes: label.map_or_else(Vec::new, |label| label.notes.iter().filter_map(note).collect()),
        };
        (preview, png_bytes)
    }

    fn language(&self) -> Language {
        let asked = self.asked.language.unwrap_or(self.template.language);
        if self.template.languages().contains(&asked) { asked } else { self.template.language }
    }

    /// Pictures that sample goods show are the company's own, or stand-ins.
    fn label(&self, target: &Target) -> Result<DrawnLabel, LabelError> {
        let language = self.asked.language.unwrap_or(self.template.language);
        let kit = match self.asked.goods {
            Some(_) => self.templates.kit().clone(),
            None => self.templates.sample_kit(),
        };
        draw_label(&self.template, &self.data, &kit, language, target, NonZeroU32::MIN)
    }
}

fn codes(label: &DrawnLabel) -> Vec<TemplateCode> {
    let one = |code: &labels::ExpectedCode| TemplateCode {
        symbology: code.symbology.name().to_owned(),
        data: code.data.clone(),
    };
    label.codes.iter().map(one).collect()
}

fn note(of: &Note) -> Option<Message> {
    Some(match of {
        Note::LettersMissing { letters } | Note::LettersReplaced { letters, .. } => {
            TemplateNote::LettersMissing { letters: letters.clone() }.message()
        }
        Note::OtherCode { wanted, drawn } => {
            let (wanted, drawn) = (wanted.name().to_owned(), drawn.name().to_owned());
            TemplateNote::OtherCode { wanted, drawn }.message()
        }
        // Of the lot label before templates.
        Note::BarsHoldJobCode | Note::NotGs1 { .. } => return None,
    })
}
