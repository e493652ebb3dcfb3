//! What an IPP printer says of itself and of a job, as values. Pure: attributes in, values out.

use super::DocumentFormat;
use crate::Trouble;
use ipp::model::DelimiterTag;
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PrinterStage {
    Idle,
    Processing,
    Stopped,
}

/// What a printer says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentStatus {
    pub name: String,
    /// As the maker writes it.
    pub model: String,
    pub stage: PrinterStage,
    /// `media-empty-error` and the like, as said; `none` is left out.
    pub reasons: Vec<String>,
    pub takes_jobs: bool,
    pub formats: Vec<DocumentFormat>,
    /// Paper that lies in it, by IPP name: `iso_a4_210x297mm`.
    pub media_ready: Vec<String>,
    /// Create-Job and Send-Document: the job has a number before its bytes leave.
    pub can_create_jobs: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStage {
    Pending,
    Held,
    Processing,
    Stopped,
    Cancelled,
    Aborted,
    Completed,
}

/// What a printer says of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JobLook {
    pub stage: JobStage,
    pub reasons: Vec<String>,
    /// Sides that came out, where it counts them.
    pub impressions: Option<u32>,
}

impl DocumentStatus {
    /// `None` without the state, which every IPP printer must tell.
    pub(super) fn read(answer: &IppRequestResponse) -> Option<DocumentStatus> {
        let told = Told { answer, group: DelimiterTag::PrinterAttributes };
        let stage = match told.number("printer-state")? {
            3 => PrinterStage::Idle,
            4 => PrinterStage::Processing,
            _ => PrinterStage::Stopped,
        };
        let formats = told.texts("document-format-supported");
        let operations = told.numbers("operations-supported");
        Some(DocumentStatus {
            name: told.texts("printer-name").pop().unwrap_or_default(),
            model: told.texts("printer-make-and-model").pop().unwrap_or_default(),
            stage,
            reasons: told.reasons("printer-state-reasons"),
            takes_jobs: told.flag("printer-is-accepting-jobs").unwrap_or(true),
            formats: DocumentFormat::ALL
                .into_iter()
                .filter(|format| formats.iter().any(|text| text == format.media_type()))
                .collect(),
            media_ready: told.texts("media-ready"),
            can_create_jobs: [0x05, 0x06].iter().all(|operation| operations.contains(operation)),
        })
    }

    /// The worst trouble.
    pub fn trouble(&self) -> Option<Trouble> {
        let from_reasons = worst(&self.reasons);
        if from_reasons.is_none() && !self.takes_jobs {
            return Some(Trouble::TakesNoJobs);
        }
        from_reasons.or((self.stage == PrinterStage::Stopped).then_some(Trouble::OtherFault))
    }
}

impl JobLook {
    pub(super) fn read(answer: &IppRequestResponse) -> Option<JobLook> {
        let told = Told { answer, group: DelimiterTag::JobAttributes };
        let stage = match told.number("job-state")? {
            3 => JobStage::Pending,
            4 => JobStage::Held,
            5 => JobStage::Processing,
            6 => JobStage::Stopped,
            7 => JobStage::Cancelled,
            8 => JobStage::Aborted,
            9 => JobStage::Completed,
            _ => return None,
        };
        let impressions =
            told.number("job-impressions-completed").and_then(|count| u32::try_from(count).ok());
        Some(JobLook { stage, reasons: told.reasons("job-state-reasons"), impressions })
    }
}

/// What a reason means to the person at the printer. Endings say how bad the printer finds it; a printer out
/// of paper in the middle of a job was seen to call it a warning. What only announces a lack is no trouble.
fn worst(reasons: &[String]) -> Option<Trouble> {
    reasons.iter().filter_map(|reason| meaning(reason)).min()
}

fn meaning(reason: &str) -> Option<Trouble> {
    const MEANINGS: [(&str, Trouble); 19] = [
        ("media-empty", Trouble::PaperOut),
        ("media-needed", Trouble::PaperOut),
        ("input-tray-missing", Trouble::PaperOut),
        ("media-jam", Trouble::PaperJam),
        ("cover-open", Trouble::CoverOpen),
        ("door-open", Trouble::CoverOpen),
        ("interlock-open", Trouble::CoverOpen),
        ("toner-empty", Trouble::InkOut),
        ("marker-supply-empty", Trouble::InkOut),
        ("developer-empty", Trouble::InkOut),
        ("fuser-over-temp", Trouble::TooHot),
        ("fuser-under-temp", Trouble::TooCold),
        ("offline", Trouble::Unreachable),
        ("shutdown", Trouble::Unreachable),
        ("timed-out", Trouble::Unreachable),
        ("paused", Trouble::Paused),
        ("moving-to-paused", Trouble::Paused),
        ("spool-area-full", Trouble::BufferFull),
        ("output-area-full", Trouble::OutputFull),
    ];
    let known = MEANINGS.iter().find(|(prefix, _)| is_reason(reason, prefix)).map(|(_, trouble)| *trouble);
    known.or(reason.ends_with("-error").then_some(Trouble::OtherFault))
}

fn is_reason(reason: &str, prefix: &str) -> bool {
    let rest = reason.strip_prefix(prefix);
    rest.is_some_and(|rest| rest.is_empty() || ["-error", "-warning", "-report"].contains(&rest))
}

/// One group of an answer.
struct Told<'answer> {
    answer: &'answer IppRequestResponse,
    group: DelimiterTag,
}

impl Told<'_> {
    fn values(&self, name: &str) -> Vec<&IppValue> {
        let found = self.answer.attributes().groups_of(self.group).find_map(|group| group.get(name));
        match found.map(|attribute| attribute.value()) {
            Some(IppValue::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        }
    }

    fn numbers(&self, name: &str) -> Vec<i32> {
        let number = |value: &&IppValue| match value {
            IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
            _ => None,
        };
        self.values(name).iter().filter_map(number).collect()
    }

    fn number(&self, name: &str) -> Option<i32> {
        self.numbers(name).pop()
    }

    fn flag(&self, name: &str) -> Option<bool> {
        self.values(name).iter().find_map(|value| value.as_boolean().copied())
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let text = |value: &&IppValue| match value {
            IppValue::Keyword(text) => Some(text.as_str().to_owned()),
            IppValue::MimeMediaType(text) => Some(text.as_str().to_owned()),
            IppValue::TextWithoutLanguage(text) => Some(AsRef::<str>::as_ref(text).to_owned()),
            IppValue::NameWithoutLanguage(text) => Some(text.as_str().to_owned()),
            IppValue::TextWithLanguage { text, .. } => Some(AsRef::<str>::as_ref(text).to_owned()),
            IppValue::NameWithLanguage { name, .. } => Some(name.as_str().to_owned()),
            _ => None,
        };
        self.values(name).iter().filter_map(text).collect()
    }

    fn reasons(&self, name: &str) -> Vec<String> {
        self.texts(name).into_iter().filter(|reason| reason != "none").collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_known_by_its_beginning_whatever_its_ending() {
        let reasons = [
            ("media-empty", Some(Trouble::PaperOut)),
            ("media-empty-warning", Some(Trouble::PaperOut)),
            ("media-jam-error", Some(Trouble::PaperJam)),
            ("toner-low-warning", None),
            ("toner-empty-report", Some(Trouble::InkOut)),
            ("media-emptying", None),
            ("laser-at-end-error", Some(Trouble::OtherFault)),
            ("wifi-not-configured-report", None),
        ];
        for (reason, trouble) in reasons {
            assert_eq!(meaning(reason), trouble, "{reason}");
        }
        let both = ["media-empty".to_owned(), "cover-open-error".to_owned()];
        assert_eq!(worst(&both), Some(Trouble::CoverOpen), "the first to mend");
    }
}
