//! Where a printer is, as one text of the settings:
//! `192.168.1.40:9100`, `serial:/dev/ttyUSB0`, `serial:1a86:7523@115200,8N1,rts`, `usb:0a5f:0084[:serial]`,
//! `ipp://printer.local/ipp/print`.

use super::serial::{Flow, SerialCable};
use super::tcp::TcpCable;
use super::usb::UsbCable;
use super::{Cable, Transport};
use crate::scanner_settings::Parity;
use crate::{DeviceKind, Error, PermissionFix, PortMatch};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io;
use std::str::FromStr;
use std::time::Duration;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PrinterAddress {
    /// `host:port`, 9100 by habit.
    Tcp(String),
    Serial(SerialCable),
    /// USB printer class; vendor and product must fit, the serial number if there is one.
    Usb(UsbCable),
    /// Documents only: no bytes of labels go there.
    Ipp(String),
}

impl PrinterAddress {
    /// False for printers that take documents only.
    pub fn carries_labels(&self) -> bool {
        !matches!(self, PrinterAddress::Ipp(_))
    }

    /// What gives `user` this printer when it is `Trouble::NotAllowed`; `None` for printers on the network.
    pub fn permission_fix(&self, user: &str) -> Option<PermissionFix> {
        match self {
            PrinterAddress::Serial(cable) => Some(cable.port.permission_fix(user)),
            PrinterAddress::Usb(cable) => {
                let usb = (cable.vendor_id, cable.product_id);
                Some(PermissionFix::new(DeviceKind::UsbPrinter, None, user, Some(usb)))
            }
            PrinterAddress::Tcp(_) | PrinterAddress::Ipp(_) => None,
        }
    }
}

impl Cable for PrinterAddress {
    fn open(&self, patience: Duration) -> io::Result<Box<dyn Transport>> {
        match self {
            PrinterAddress::Tcp(address) => TcpCable(address.clone()).open(patience),
            PrinterAddress::Serial(cable) => cable.open(patience),
            PrinterAddress::Usb(cable) => cable.open(patience),
            PrinterAddress::Ipp(_) => {
                Err(io::Error::new(io::ErrorKind::Unsupported, "an IPP printer takes documents, not labels"))
            }
        }
    }

    fn name(&self) -> String {
        self.to_string()
    }

    fn is_lossless(&self) -> bool {
        matches!(self, PrinterAddress::Tcp(_) | PrinterAddress::Usb(_))
    }
}

impl FromStr for PrinterAddress {
    type Err = Error;

    fn from_str(text: &str) -> Result<PrinterAddress, Error> {
        let text = text.trim();
        let wrong = || Error::PrinterAddress { text: text.to_owned() };
        if text.starts_with("ipp://") || text.starts_with("ipps://") {
            return Ok(PrinterAddress::Ipp(text.to_owned()));
        }
        if let Some(rest) = text.strip_prefix("serial:") {
            return serial(rest).map(PrinterAddress::Serial).ok_or_else(wrong);
        }
        if let Some(rest) = text.strip_prefix("usb:") {
            return UsbCable::parse(rest).map(PrinterAddress::Usb).ok_or_else(wrong);
        }
        if text.starts_with("/dev/") || is_windows_port(text) {
            return serial(text).map(PrinterAddress::Serial).ok_or_else(wrong);
        }
        let address = text.strip_prefix("tcp:").unwrap_or(text);
        let (host, port) = address.rsplit_once(':').ok_or_else(wrong)?;
        if host.is_empty() || port.parse::<u16>().is_err() {
            return Err(wrong());
        }
        Ok(PrinterAddress::Tcp(address.to_owned()))
    }
}

fn is_windows_port(text: &str) -> bool {
    text.strip_prefix("COM")
        .and_then(|number| number.split('@').next())
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `port[@baud[,8N1][,rts|xon]]`
fn serial(text: &str) -> Option<SerialCable> {
    let (port, options) = text.split_once('@').map_or((text, None), |(port, rest)| (port, Some(rest)));
    let mut cable = SerialCable::new(PortMatch::from_str(port).ok()?);
    let mut options = options.into_iter().flat_map(|options| options.split(','));
    if let Some(baud) = options.next() {
        cable.baud = baud.parse().ok().filter(|baud| *baud > 0)?;
    }
    for option in options {
        match (option, option.as_bytes()) {
            ("rts", _) => cable.flow = Flow::Lines,
            ("xon", _) => cable.flow = Flow::Signs,
            (_, [data_bits @ b'7'..=b'8', parity, stop_bits @ b'1'..=b'2']) => {
                cable.data_bits = data_bits - b'0';
                cable.stop_bits = stop_bits - b'0';
                cable.parity = match parity {
                    b'N' => Parity::None,
                    b'E' => Parity::Even,
                    b'O' => Parity::Odd,
                    _ => return None,
                };
            }
            _ => return None,
        }
    }
    Some(cable)
}

impl fmt::Display for PrinterAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrinterAddress::Tcp(address) | PrinterAddress::Ipp(address) => formatter.write_str(address),
            PrinterAddress::Serial(cable) => write!(formatter, "serial:{cable}"),
            PrinterAddress::Usb(cable) => write!(formatter, "usb:{cable}"),
        }
    }
}

impl TryFrom<String> for PrinterAddress {
    type Error = Error;

    fn try_from(text: String) -> Result<PrinterAddress, Error> {
        text.parse()
    }
}

impl From<PrinterAddress> for String {
    fn from(address: PrinterAddress) -> String {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_text_comes_back_as_it_was_written() {
        let texts = [
            "192.168.1.40:9100",
            "printer.local:6101",
            "serial:/dev/ttyUSB0@9600,8N1",
            "serial:1a86:7523@115200,7E2,rts",
            "serial:COM3@19200,8O1,xon",
            "usb:0a5f:0084",
            "usb:0a5f:0084:50J1",
            "ipp://localhost:631/ipp/print",
        ];
        for text in texts {
            let address: PrinterAddress = text.parse().expect("an address");
            assert_eq!(address.to_string(), text);
        }
        for (short, whole) in [("/dev/ttyS0", "serial:/dev/ttyS0@9600,8N1"), ("COM4", "serial:COM4@9600,8N1")]
        {
            assert_eq!(short.parse::<PrinterAddress>().expect("a port").to_string(), whole);
        }
    }

    #[test]
    fn a_text_that_is_no_address_is_refused() {
        for text in [
            "",
            "printer",
            "host:",
            ":9100",
            "host:99999",
            "serial:",
            "serial:COM3@fast",
            "serial:COM3@9600,9X1",
            "usb:0a5f",
            "usb:zebra:0084",
        ] {
            assert!(text.parse::<PrinterAddress>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_denied_printer_says_which_command_helps() {
        let fix = |text: &str| text.parse::<PrinterAddress>().expect("an address").permission_fix("ann");
        assert_eq!(fix("host:9100"), None);
        let usb = fix("usb:0a5f:0084").expect("a fix");
        assert_eq!(usb.group_command, "sudo usermod --append --groups lp ann");
        assert!(usb.udev_rule.expect("its ids are known").contains("0a5f"));
        let serial = fix("serial:1a86:7523").expect("a fix");
        assert!(serial.group_command.contains("dialout") && serial.udev_rule.is_some());
        assert_eq!(fix("serial:/dev/ttyUSB9").expect("a fix").udev_rule, None);
    }

    #[test]
    fn labels_go_one_by_one_where_the_wire_may_lose_bytes() {
        let lossless = |text: &str| text.parse::<PrinterAddress>().expect("an address").is_lossless();
        assert!(lossless("host:9100") && lossless("usb:0a5f:0084") && !lossless("serial:/dev/ttyUSB0"));
    }
}
