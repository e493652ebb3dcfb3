//! A printer on a serial port or USB-serial bridge (devices.md 1.7, 3.7): 9600 8N1 unless the settings say
//! otherwise, found by USB identity or path at every opening. Without a handshake bytes may be lost without
//! an error, so labels go one by one there.

use super::{Transport, time_left};
use crate::PortMatch;
use crate::port_match::PortTrouble;
use crate::scanner_settings::Parity;
use serialport::{ClearBuffer, SerialPort};
use std::fmt;
use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialCable {
    pub port: PortMatch,
    pub baud: u32,
    pub data_bits: u8,
    pub parity: Parity,
    pub stop_bits: u8,
    pub flow: Flow,
}

/// How the printer says "wait".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    #[default]
    None,
    /// RTS/CTS.
    Lines,
    /// XON/XOFF.
    Signs,
}

impl SerialCable {
    pub fn new(port: PortMatch) -> SerialCable {
        SerialCable { port, baud: 9600, data_bits: 8, parity: Parity::None, stop_bits: 1, flow: Flow::None }
    }

    pub(super) fn open(&self, patience: Duration) -> io::Result<Box<dyn Transport>> {
        let path = self.port.find().map_err(not_there)?;
        let mut port = self.builder(&path).timeout(patience).open()?;
        // Pseudo-terminals have no modem lines and are fine without; some printers wait for DTR.
        let _ = port.write_data_terminal_ready(true);
        // What came while nobody listened is no answer to a question of ours.
        let _ = port.clear(ClearBuffer::Input);
        Ok(Box::new(SerialTransport { port }))
    }

    fn builder(&self, path: &str) -> serialport::SerialPortBuilder {
        let data_bits =
            if self.data_bits == 7 { serialport::DataBits::Seven } else { serialport::DataBits::Eight };
        let stop_bits =
            if self.stop_bits == 2 { serialport::StopBits::Two } else { serialport::StopBits::One };
        let parity = match self.parity {
            Parity::None => serialport::Parity::None,
            Parity::Odd => serialport::Parity::Odd,
            Parity::Even => serialport::Parity::Even,
        };
        let flow = match self.flow {
            Flow::None => serialport::FlowControl::None,
            Flow::Lines => serialport::FlowControl::Hardware,
            Flow::Signs => serialport::FlowControl::Software,
        };
        serialport::new(path, self.baud)
            .data_bits(data_bits)
            .stop_bits(stop_bits)
            .parity(parity)
            .flow_control(flow)
    }
}

fn not_there(trouble: PortTrouble) -> io::Error {
    let kind = match trouble {
        PortTrouble::PermissionDenied { .. } => ErrorKind::PermissionDenied,
        PortTrouble::NotThere => ErrorKind::NotFound,
        _ => ErrorKind::Other,
    };
    io::Error::new(kind, format!("the port is not usable: {}", trouble.code()))
}

impl fmt::Display for SerialCable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parity = match self.parity {
            Parity::None => 'N',
            Parity::Odd => 'O',
            Parity::Even => 'E',
        };
        write!(formatter, "{}@{},{}{parity}{}", self.port, self.baud, self.data_bits, self.stop_bits)?;
        match self.flow {
            Flow::None => Ok(()),
            Flow::Lines => formatter.write_str(",rts"),
            Flow::Signs => formatter.write_str(",xon"),
        }
    }
}

struct SerialTransport {
    port: Box<dyn SerialPort>,
}

impl Transport for SerialTransport {
    fn write(&mut self, bytes: &[u8], patience: Duration, bytes_written: &mut usize) -> io::Result<()> {
        let ends_at = Instant::now() + patience;
        let mut rest = bytes;
        while !rest.is_empty() {
            let left = time_left(ends_at).ok_or(ErrorKind::TimedOut)?;
            self.port.set_timeout(left)?;
            match self.port.write(rest) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => {
                    *bytes_written += count;
                    rest = &rest[count..];
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize> {
        if patience.is_zero() && self.port.bytes_to_read()? == 0 {
            return Err(ErrorKind::WouldBlock.into());
        }
        self.port.set_timeout(patience)?;
        self.port.read(buffer)
    }

    fn close(mut self: Box<Self>) {
        // A port that cannot be drained is gone, which is what closing wants.
        let _ = self.port.flush();
    }
}
