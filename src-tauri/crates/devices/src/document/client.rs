//! The talk with an IPP printer: one request, one answer, over plain HTTP. Encrypted addresses (`ipps`) are
//! refused with a fault that says so.

use super::status::{DocumentStatus, JobLook};
use super::{Document, DocumentFormat};
use crate::Error;
use ipp::attribute::IppAttribute;
use ipp::client::blocking::IppClient;
use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::parser::IppParseError;
use ipp::payload::IppPayload;
use ipp::prelude::Uri;
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use std::io::Cursor;
use std::time::Duration;

const USER: &str = "tallyman";

pub(super) struct Client {
    address: String,
    uri: Uri,
    patience: Duration,
}

/// What a request came to.
pub(super) enum Refused {
    /// No connection, or it broke; the printer may or may not have taken the request.
    Lost(Error),
    /// It answered, and said no.
    Said(StatusCode),
}

impl Client {
    pub(super) fn new(address: &str, patience: Duration) -> Result<Client, Error> {
        let wrong = || Error::PrinterAddress { text: address.to_owned() };
        let uri: Uri = address.parse().map_err(|_| wrong())?;
        if uri.scheme_str() != Some("ipp") {
            return Err(wrong());
        }
        Ok(Client { address: address.to_owned(), uri, patience })
    }

    pub(super) fn status(&self) -> Result<DocumentStatus, Error> {
        let answer =
            self.send(self.request(Operation::GetPrinterAttributes)?).map_err(|it| self.fault(it))?;
        DocumentStatus::read(&answer).ok_or_else(|| Error::Garbled { address: self.address.clone() })
    }

    /// The number of a new job that waits for its document.
    pub(super) fn create_job(&self, name: &str, copies: u32) -> Result<i32, Refused> {
        let mut request = self.request(Operation::CreateJob).map_err(Refused::Lost)?;
        self.name_job(&mut request, name, copies).map_err(|error| Refused::Lost(self.garbled(error)))?;
        self.job_number(&self.send(request)?)
    }

    pub(super) fn send_document(&self, job: i32, document: &Document<'_>) -> Result<(), Refused> {
        let mut request = self.request(Operation::SendDocument).map_err(Refused::Lost)?;
        let attributes = [
            ("job-id", Ok(IppValue::Integer(job))),
            ("last-document", Ok(IppValue::Boolean(true))),
            ("document-format", IppValue::new_mime_media_type(document.format.media_type())),
        ];
        self.add(&mut request, attributes).map_err(|error| Refused::Lost(self.garbled(error)))?;
        *request.payload_mut() = payload(document.bytes);
        self.send(request).map(|_| ())
    }

    /// For printers without Create-Job: all in one.
    pub(super) fn print_job(&self, name: &str, copies: u32, document: &Document<'_>) -> Result<i32, Refused> {
        let mut request = self.request(Operation::PrintJob).map_err(Refused::Lost)?;
        let named = self.name_job(&mut request, name, copies).and_then(|()| {
            let format = IppValue::new_mime_media_type(document.format.media_type());
            self.add(&mut request, [("document-format", format)])
        });
        named.map_err(|error| Refused::Lost(self.garbled(error)))?;
        *request.payload_mut() = payload(document.bytes);
        self.job_number(&self.send(request)?)
    }

    pub(super) fn look(&self, job: i32) -> Result<JobLook, Refused> {
        let mut request = self.request(Operation::GetJobAttributes).map_err(Refused::Lost)?;
        self.add(&mut request, [("job-id", Ok(IppValue::Integer(job)))])
            .map_err(|error| Refused::Lost(self.garbled(error)))?;
        let answer = self.send(request)?;
        let garbled = || Refused::Lost(Error::Garbled { address: self.address.clone() });
        JobLook::read(&answer).ok_or_else(garbled)
    }

    pub(super) fn cancel(&self, job: i32) -> Result<(), Refused> {
        let mut request = self.request(Operation::CancelJob).map_err(Refused::Lost)?;
        self.add(&mut request, [("job-id", Ok(IppValue::Integer(job)))])
            .map_err(|error| Refused::Lost(self.garbled(error)))?;
        self.send(request).map(|_| ())
    }

    /// The job of this name, if the printer still knows it: found again after a crash.
    pub(super) fn find(&self, name: &str) -> Result<Option<i32>, Refused> {
        for which in ["not-completed", "completed"] {
            let mut request = self.request(Operation::GetJobs).map_err(Refused::Lost)?;
            let wanted =
                ["job-id", "job-name"].map(IppValue::new_keyword).into_iter().collect::<Result<_, _>>();
            let attributes = [
                ("which-jobs", IppValue::new_keyword(which)),
                ("requested-attributes", wanted.map(IppValue::Array)),
            ];
            self.add(&mut request, attributes).map_err(|error| Refused::Lost(self.garbled(error)))?;
            let answer = self.send(request)?;
            let mut jobs = answer.attributes().groups_of(DelimiterTag::JobAttributes);
            let found = jobs.find(|group| {
                let named = group.get("job-name").and_then(|it| it.value().as_name_without_language());
                named.is_some_and(|it| it.as_str() == name)
            });
            if let Some(number) = found.and_then(|group| group.get("job-id")?.value().as_integer().copied()) {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    fn request(&self, operation: Operation) -> Result<IppRequestResponse, Error> {
        let mut request = IppRequestResponse::new(IppVersion::v1_1(), operation, Some(self.uri.clone()))
            .map_err(|error| self.garbled(error))?;
        let user = IppValue::new_name_without_language(USER);
        self.add(&mut request, [("requesting-user-name", user)]).map_err(|error| self.garbled(error))?;
        Ok(request)
    }

    fn name_job(
        &self,
        request: &mut IppRequestResponse,
        name: &str,
        copies: u32,
    ) -> Result<(), IppParseError> {
        self.add(request, [("job-name", IppValue::new_name_without_language(name))])?;
        if copies > 1 {
            let count = IppValue::Integer(i32::try_from(copies).unwrap_or(i32::MAX));
            let copies = IppAttribute::with_name("copies", count)?;
            request.attributes_mut().add(DelimiterTag::JobAttributes, copies);
        }
        Ok(())
    }

    fn add<const N: usize>(
        &self,
        request: &mut IppRequestResponse,
        attributes: [(&str, Result<IppValue, IppParseError>); N],
    ) -> Result<(), IppParseError> {
        for (name, value) in attributes {
            let attribute = IppAttribute::with_name(name, value?)?;
            request.attributes_mut().add(DelimiterTag::OperationAttributes, attribute);
        }
        Ok(())
    }

    fn send(&self, request: IppRequestResponse) -> Result<IppRequestResponse, Refused> {
        let client = IppClient::builder(self.uri.clone()).request_timeout(self.patience).build();
        let answer = client.send(request).map_err(|source| {
            let source = std::io::Error::other(source);
            Refused::Lost(Error::Unreachable { address: self.address.clone(), source })
        })?;
        let status = answer.header().status_code();
        if status.is_success() { Ok(answer) } else { Err(Refused::Said(status)) }
    }

    fn job_number(&self, answer: &IppRequestResponse) -> Result<i32, Refused> {
        let group = answer.attributes().first_of(DelimiterTag::JobAttributes);
        let number = group.and_then(|group| group.get("job-id")?.value().as_integer().copied());
        number.ok_or_else(|| Refused::Lost(Error::Garbled { address: self.address.clone() }))
    }

    fn fault(&self, refused: Refused) -> Error {
        match refused {
            Refused::Lost(error) => error,
            Refused::Said(_) => Error::Garbled { address: self.address.clone() },
        }
    }

    fn garbled(&self, error: IppParseError) -> Error {
        let source = std::io::Error::other(error);
        Error::Unreachable { address: self.address.clone(), source }
    }
}

fn payload(bytes: &[u8]) -> IppPayload {
    IppPayload::new(Cursor::new(bytes.to_vec()))
}

impl DocumentFormat {
    /// The first of the drawn formats that the printer takes.
    pub(super) fn choose<'a, 'bytes>(
        documents: &'a [Document<'bytes>],
        status: &DocumentStatus,
    ) -> Option<&'a Document<'bytes>> {
        documents.iter().find(|document| status.formats.contains(&document.format))
    }
}
