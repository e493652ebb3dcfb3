//! USB printer class 7.1 through nusb (devices.md 3.7): bulk out for jobs, bulk in for answers, the device id
//! by its class request. UNVERIFIED on hardware: only the reading of ids and descriptors' meaning is tested.
//! On Windows usbprint.sys owns such printers and this way is closed; use TCP or serial there.

use super::device_id::DeviceId;
use super::{Transport, time_left};
use nusb::transfer::{Bulk, ControlIn, ControlType, In, Out, Recipient};
use nusb::{Device, Endpoint, Interface, MaybeFuture};
use std::fmt;
use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

const PRINTER_CLASS: u8 = 7;
const PRINTER_SUBCLASS: u8 = 1;
/// One-way printers give no answers: there is no endpoint to read from.
const CHUNK_BYTES: usize = 16 * 1024;
const GET_DEVICE_ID: u8 = 0;
/// Printers with nothing to say answer with empty packets; asking at once again would keep the bus busy.
const EMPTY_PACKET_WAIT: Duration = Duration::from_millis(5);

/// `vid:pid[:serial]` in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsbCable {
    pub vendor_id: u16,
    pub product_id: u16,
    pub serial_number: Option<String>,
}

impl UsbCable {
    pub(super) fn parse(text: &str) -> Option<UsbCable> {
        let mut parts = text.splitn(3, ':');
        let mut number = || {
            let part = parts.next().filter(|part| part.len() == 4)?;
            u16::from_str_radix(part, 16).ok()
        };
        let (vendor_id, product_id) = (number()?, number()?);
        let serial_number = parts.next().filter(|serial| !serial.is_empty()).map(str::to_owned);
        Some(UsbCable { vendor_id, product_id, serial_number })
    }

    pub(super) fn open(&self, patience: Duration) -> io::Result<Box<dyn Transport>> {
        let (interface, _) = self.claim(patience)?;
        let descriptor = interface.descriptor().ok_or_else(no_printer)?;
        let endpoints: Vec<u8> = descriptor.endpoints().map(|endpoint| endpoint.address()).collect();
        let out = endpoints.iter().copied().find(|address| address & 0x80 == 0).ok_or_else(no_printer)?;
        let answers = endpoints.iter().copied().find(|address| address & 0x80 != 0);
        let out = interface.endpoint::<Bulk, Out>(out)?;
        let answers = answers.map(|address| interface.endpoint::<Bulk, In>(address)).transpose()?;
        Ok(Box::new(UsbTransport { out, answers }))
    }

    /// What the printer says it is: choose its language by this, not by the vendor.
    pub fn device_id(&self, patience: Duration) -> io::Result<DeviceId> {
        let (interface, _device) = self.claim(patience)?;
        let alternate = u16::from(interface.get_alt_setting());
        let question = ControlIn {
            control_type: ControlType::Class,
            recipient: Recipient::Interface,
            request: GET_DEVICE_ID,
            value: 0,
            index: u16::from(interface.interface_number()) << 8 | alternate,
            length: 1024,
        };
        let answer = interface.control_in(question, patience).wait().map_err(io::Error::from)?;
        DeviceId::parse(&answer)
            .ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "the printer's device id is not readable"))
    }

    fn claim(&self, _patience: Duration) -> io::Result<(Interface, Device)> {
        let found = nusb::list_devices().wait()?.find(|device| {
            (device.vendor_id(), device.product_id()) == (self.vendor_id, self.product_id)
                && self.serial_number.as_deref().is_none_or(|wanted| device.serial_number() == Some(wanted))
        });
        let found =
            found.ok_or_else(|| io::Error::new(ErrorKind::NotFound, "the printer is not plugged in"))?;
        let printer = found
            .interfaces()
            .find(|it| it.class() == PRINTER_CLASS && it.subclass() == PRINTER_SUBCLASS)
            .ok_or_else(no_printer)?;
        let device = found.open().wait()?;
        // Linux' usblp has it otherwise.
        let interface = device.detach_and_claim_interface(printer.interface_number()).wait()?;
        Ok((interface, device))
    }
}

fn no_printer() -> io::Error {
    io::Error::new(ErrorKind::Unsupported, "the device has no interface of the printer class")
}

impl fmt::Display for UsbCable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04x}:{:04x}", self.vendor_id, self.product_id)?;
        self.serial_number.iter().try_for_each(|serial| write!(formatter, ":{serial}"))
    }
}

struct UsbTransport {
    out: Endpoint<Bulk, Out>,
    answers: Option<Endpoint<Bulk, In>>,
}

impl Transport for UsbTransport {
    fn write(&mut self, bytes: &[u8], patience: Duration, bytes_written: &mut usize) -> io::Result<()> {
        let ends_at = Instant::now() + patience;
        for chunk in bytes.chunks(CHUNK_BYTES) {
            let left = time_left(ends_at).ok_or(ErrorKind::TimedOut)?;
            let done = self.out.transfer_blocking(chunk.to_vec().into(), left);
            *bytes_written += done.actual_len;
            done.status.map_err(io::Error::from)?;
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize> {
        let Some(answers) = &mut self.answers else {
            return Err(ErrorKind::TimedOut.into());
        };
        let ends_at = Instant::now() + patience;
        loop {
            if answers.pending() == 0 {
                // Whole packets, and never more than the caller takes.
                let packet = answers.max_packet_size();
                let length = (buffer.len() / packet).max(1) * packet;
                let into = answers.allocate(length);
                answers.submit(into);
            }
            let left = time_left(ends_at).unwrap_or_default();
            // A read that found nothing stays open: its bytes come with the next one.
            let Some(done) = answers.wait_next_complete(left) else {
                return Err(ErrorKind::TimedOut.into());
            };
            done.status.map_err(io::Error::from)?;
            let count = done.actual_len.min(buffer.len());
            if count > 0 {
                buffer[..count].copy_from_slice(&done.buffer[..count]);
                return Ok(count);
            }
            if left.is_zero() {
                return Err(ErrorKind::WouldBlock.into());
            }
            std::thread::sleep(EMPTY_PACKET_WAIT.min(left));
        }
    }

    fn close(self: Box<Self>) {}
}
