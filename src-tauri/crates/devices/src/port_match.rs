//! Which port is the device's: by USB identity first, by path second (devices.md 1.10); and why it cannot be
//! used.

use crate::{DeviceKind, Error, PermissionFix};
use serde::{Deserialize, Serialize};
use serialport::{SerialPortInfo, SerialPortType};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// As written in the settings: a path (`/dev/ttyACM0`, `COM3`), or `vid:pid[:serial]` in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PortMatch {
    /// May be a link; it is followed anew at every opening.
    Path(String),
    Usb {
        vendor_id: u16,
        product_id: u16,
        serial_number: Option<String>,
    },
}

/// Why a port is not open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum PortTrouble {
    /// Not plugged in, or switched off.
    NotThere,
    /// The fix is membership of `group`.
    PermissionDenied { group: String },
    /// Another program has it.
    Busy,
    /// Several devices fit and none has a serial number: someone must say which.
    SeveralFit { ports: Vec<String> },
    /// In the system's words.
    Other { text: String },
}

impl PortTrouble {
    /// For the sentence in `words/`.
    pub fn code(&self) -> &'static str {
        match self {
            PortTrouble::NotThere => "not-there",
            PortTrouble::PermissionDenied { .. } => "permission-denied",
            PortTrouble::Busy => "busy",
            PortTrouble::SeveralFit { .. } => "several-fit",
            PortTrouble::Other { .. } => "other",
        }
    }
}

impl PortMatch {
    /// The path to open now.
    pub(crate) fn find(&self) -> Result<String, PortTrouble> {
        match self {
            PortMatch::Path(path) => Ok(path.clone()),
            PortMatch::Usb { .. } => {
                let ports = serialport::available_ports()
                    .map_err(|error| PortTrouble::Other { text: error.to_string() })?;
                self.choose(&ports)
            }
        }
    }

    /// What gives `user` this port when it is `PermissionDenied`.
    pub fn permission_fix(&self, user: &str) -> PermissionFix {
        let group = self.find().ok().map(|path| owning_group(Path::new(&path)));
        let usb = match self {
            PortMatch::Path(_) => None,
            PortMatch::Usb { vendor_id, product_id, .. } => Some((*vendor_id, *product_id)),
        };
        PermissionFix::new(DeviceKind::Serial, group.as_deref(), user, usb)
    }

    fn choose(&self, ports: &[SerialPortInfo]) -> Result<String, PortTrouble> {
        let mut fitting: Vec<_> = ports
            .iter()
            .filter_map(|port| self.serial_number_if_fitting(port).map(|serial| (&port.port_name, serial)))
            .collect();
        fitting.sort();
        let Some((first_name, first_serial)) = fitting.first() else {
            return Err(PortTrouble::NotThere);
        };
        // One device may show several ports, one per interface: with a serial number they are known to be
        // one.
        let is_one_device = fitting.len() == 1
            || (first_serial.is_some() && fitting.iter().all(|(_, it)| it == first_serial));
        if is_one_device {
            return Ok((*first_name).clone());
        }
        Err(PortTrouble::SeveralFit { ports: fitting.into_iter().map(|(name, _)| name.clone()).collect() })
    }

    fn serial_number_if_fitting<'port>(&self, port: &'port SerialPortInfo) -> Option<Option<&'port str>> {
        let (PortMatch::Usb { vendor_id, product_id, serial_number }, SerialPortType::UsbPort(usb)) =
            (self, &port.port_type)
        else {
            return None;
        };
        // macOS lists every device twice; /dev/tty.* waits for a carrier when opened.
        let is_waiting_twin = port.port_name.starts_with("/dev/tty.");
        let is_fitting = (usb.vid, usb.pid) == (*vendor_id, *product_id)
            && serial_number.as_deref().is_none_or(|wanted| usb.serial_number.as_deref() == Some(wanted));
        (is_fitting && !is_waiting_twin).then_some(usb.serial_number.as_deref())
    }
}

/// What a failed opening of `path` means.
pub(crate) fn trouble_of(error: &serialport::Error, path: &str) -> PortTrouble {
    use std::io::ErrorKind as Io;
    match error.kind {
        // Windows answers "access denied" when another program has the port; it knows no port groups.
        serialport::ErrorKind::Io(Io::PermissionDenied) if cfg!(windows) => PortTrouble::Busy,
        serialport::ErrorKind::Io(Io::PermissionDenied) => {
            PortTrouble::PermissionDenied { group: owning_group(Path::new(path)) }
        }
        serialport::ErrorKind::Io(Io::NotFound) => PortTrouble::NotThere,
        serialport::ErrorKind::NoDevice if Path::new(path).exists() => PortTrouble::Busy,
        serialport::ErrorKind::NoDevice => PortTrouble::NotThere,
        _ => PortTrouble::Other { text: error.description.clone() },
    }
}

/// The group that may use the port: the file's own, else what Debian, Ubuntu and Fedora use.
#[cfg(unix)]
fn owning_group(path: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let named = std::fs::metadata(path)
        .and_then(|file| Ok((file.gid(), std::fs::read_to_string("/etc/group")?)))
        .ok()
        .and_then(|(group_id, groups)| group_name(&groups, group_id));
    named.filter(|name| name != "root").unwrap_or_else(|| "dialout".to_owned())
}

#[cfg(not(unix))]
fn owning_group(_path: &Path) -> String {
    "dialout".to_owned()
}

#[cfg(unix)]
fn group_name(groups: &str, group_id: u32) -> Option<String> {
    groups.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(group_id)).then(|| name.to_owned())
    })
}

impl FromStr for PortMatch {
    type Err = Error;

    fn from_str(text: &str) -> Result<PortMatch, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::PortMatch { text: text.to_owned() });
        }
        Ok(usb_identity(text).unwrap_or_else(|| PortMatch::Path(text.to_owned())))
    }
}

fn usb_identity(text: &str) -> Option<PortMatch> {
    let mut parts = text.splitn(3, ':');
    let mut number = || {
        let part = parts.next().filter(|part| part.len() == 4)?;
        u16::from_str_radix(part, 16).ok()
    };
    let (vendor_id, product_id) = (number()?, number()?);
    let serial_number = parts.next().filter(|serial| !serial.is_empty()).map(str::to_owned);
    Some(PortMatch::Usb { vendor_id, product_id, serial_number })
}

impl TryFrom<String> for PortMatch {
    type Error = Error;

    fn try_from(text: String) -> Result<PortMatch, Error> {
        text.parse()
    }
}

impl fmt::Display for PortMatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PortMatch::Path(path) => formatter.write_str(path),
            PortMatch::Usb { vendor_id, product_id, serial_number } => {
                write!(formatter, "{vendor_id:04x}:{product_id:04x}")?;
                serial_number.iter().try_for_each(|serial| write!(formatter, ":{serial}"))
            }
        }
    }
}

impl From<PortMatch> for String {
    fn from(port: PortMatch) -> String {
        port.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serialport::UsbPortInfo;

    fn usb_port(name: &str, vid: u16, serial: Option<&str>) -> SerialPortInfo {
        let usb = UsbPortInfo {
            vid,
            pid: 0x1701,
            serial_number: serial.map(str::to_owned),
            manufacturer: None,
            product: None,
        };
        SerialPortInfo { port_name: name.to_owned(), port_type: SerialPortType::UsbPort(usb) }
    }

    fn chosen(port: &str, ports: &[SerialPortInfo]) -> Result<String, PortTrouble> {
        port.parse::<PortMatch>().expect("a port").choose(ports)
    }

    #[test]
    fn the_settings_text_comes_back_as_it_was_written() {
        for text in ["/dev/ttyACM0", "/dev/serial/by-id/usb-Zebra:1", "COM3", "05e0:1701", "05e0:1701:S/N:7"]
        {
            let port: PortMatch = text.parse().expect("a port");
            assert_eq!(port.to_string(), text);
            assert_eq!(matches!(port, PortMatch::Usb { .. }), text.starts_with("05e0"), "{text}");
        }
        assert!(" ".parse::<PortMatch>().is_err(), "an empty port is refused");
    }

    #[test]
    fn a_usb_device_is_found_under_whatever_name_it_has() {
        let ports = [usb_port("/dev/ttyACM3", 0x05e0, Some("A")), usb_port("/dev/ttyACM1", 0x0c2e, None)];
        assert_eq!(chosen("05e0:1701", &ports), Ok("/dev/ttyACM3".to_owned()));
        assert_eq!(chosen("05e0:1701:A", &ports), Ok("/dev/ttyACM3".to_owned()));
        assert_eq!(chosen("05e0:1701:B", &ports), Err(PortTrouble::NotThere), "another serial number");
    }

    #[test]
    fn of_two_alike_without_serial_number_none_is_taken() {
        let ports = [usb_port("/dev/ttyACM1", 0x05e0, None), usb_port("/dev/ttyACM0", 0x05e0, None)];
        let both = vec!["/dev/ttyACM0".to_owned(), "/dev/ttyACM1".to_owned()];
        assert_eq!(chosen("05e0:1701", &ports), Err(PortTrouble::SeveralFit { ports: both }));
        let one_device = ports.map(|port| usb_port(&port.port_name, 0x05e0, Some("A")));
        assert_eq!(chosen("05e0:1701", &one_device), Ok("/dev/ttyACM0".to_owned()), "two interfaces of one");
    }

    #[test]
    fn a_failed_opening_says_what_helps() {
        use std::io::ErrorKind as Io;
        let error = |kind| serialport::Error::new(kind, "in the system's words");
        let here = env!("CARGO_MANIFEST_DIR");
        let io = |kind| serialport::ErrorKind::Io(kind);
        assert_eq!(trouble_of(&error(io(Io::NotFound)), "/nowhere"), PortTrouble::NotThere);
        assert_eq!(trouble_of(&error(serialport::ErrorKind::NoDevice), "/nowhere"), PortTrouble::NotThere);
        assert_eq!(trouble_of(&error(serialport::ErrorKind::NoDevice), here), PortTrouble::Busy);
        let other = trouble_of(&error(serialport::ErrorKind::Unknown), here);
        assert_eq!(other, PortTrouble::Other { text: "in the system's words".to_owned() });
    }

    #[cfg(unix)]
    #[test]
    fn a_denied_port_names_the_group_to_join() {
        let error =
            serialport::Error::new(serialport::ErrorKind::Io(std::io::ErrorKind::PermissionDenied), "");
        let denied = PortTrouble::PermissionDenied { group: "dialout".to_owned() };
        assert_eq!(trouble_of(&error, "/nowhere"), denied);
        assert_eq!(denied.code(), "permission-denied");
        let groups = "root:x:0:\nuucp:x:10:ann\ndialout:x:20:";
        assert_eq!(group_name(groups, 10).as_deref(), Some("uucp"), "Arch has another group");
        assert_eq!(group_name(groups, 99), None);
    }
}
