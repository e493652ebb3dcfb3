//! How a serial scanner is set up in `station.toml`. Defaults are what nearly all hand scanners come with
//! (devices.md 1.7): 9600 baud, 8 data bits, no parity, 1 stop bit, no handshake.

use crate::framer::silence_ms_for;
use crate::{Error, PortMatch};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScannerSettings {
    /// Names the source of each read; unique at the station.
    pub name: String,
    pub port: PortMatch,
    #[serde(default = "usual_baud")]
    pub baud: u32,
    #[serde(default)]
    pub parity: Parity,
    /// 5 to 8.
    #[serde(default = "usual_data_bits")]
    pub data_bits: u8,
    /// 1 or 2.
    #[serde(default = "usual_stop_bits")]
    pub stop_bits: u8,
    /// Stands on a table and reads what is held before it: repeats of the same code are marked.
    #[serde(default)]
    pub presentation: bool,
    /// Quiet time that ends a scan without end mark; by default 50 ms, more below 9600 baud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence_ms: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parity {
    #[default]
    None,
    Odd,
    Even,
}

impl ScannerSettings {
    pub fn new(name: &str, port: PortMatch) -> ScannerSettings {
        ScannerSettings {
            name: name.to_owned(),
            port,
            baud: usual_baud(),
            parity: Parity::default(),
            data_bits: usual_data_bits(),
            stop_bits: usual_stop_bits(),
            presentation: false,
            silence_ms: None,
        }
    }

    pub(crate) fn silence_ms(&self) -> u64 {
        self.silence_ms.unwrap_or_else(|| silence_ms_for(self.baud))
    }

    /// Everything needed to open a port, but its path. Fails for numbers no port knows.
    pub(crate) fn port_builder(&self) -> Result<serialport::SerialPortBuilder, Error> {
        let data_bits = match self.data_bits {
            5 => serialport::DataBits::Five,
            6 => serialport::DataBits::Six,
            7 => serialport::DataBits::Seven,
            8 => serialport::DataBits::Eight,
            value => return Err(Error::SerialParameter { what: "data bits", value, allowed: "5 to 8" }),
        };
        let stop_bits = match self.stop_bits {
            1 => serialport::StopBits::One,
            2 => serialport::StopBits::Two,
            value => return Err(Error::SerialParameter { what: "stop bits", value, allowed: "1 and 2" }),
        };
        let parity = match self.parity {
            Parity::None => serialport::Parity::None,
            Parity::Odd => serialport::Parity::Odd,
            Parity::Even => serialport::Parity::Even,
        };
        Ok(serialport::new("", self.baud).data_bits(data_bits).stop_bits(stop_bits).parity(parity))
    }
}

fn usual_baud() -> u32 {
    9600
}

fn usual_data_bits() -> u8 {
    8
}

fn usual_stop_bits() -> u8 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_port_are_enough() {
        let settings: ScannerSettings =
            serde_json::from_str(r#"{"name": "dock", "port": "05e0:1701"}"#).expect("settings");
        let port = PortMatch::Usb { vendor_id: 0x05e0, product_id: 0x1701, serial_number: None };
        assert_eq!(settings, ScannerSettings::new("dock", port));
        assert_eq!((settings.baud, settings.silence_ms()), (9600, 50));
    }

    #[test]
    fn numbers_no_port_knows_are_refused() {
        let usual = ScannerSettings::new("dock", PortMatch::Path("COM3".to_owned()));
        assert!(usual.port_builder().is_ok());
        assert!(ScannerSettings { data_bits: 9, ..usual.clone() }.port_builder().is_err());
        assert!(ScannerSettings { stop_bits: 0, ..usual }.port_builder().is_err());
    }
}
