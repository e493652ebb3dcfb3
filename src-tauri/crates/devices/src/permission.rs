//! Devices the system keeps from us, and the exact words that give them to us (devices.md 1.12). Pure: values
//! out; nothing is run. On Windows nothing of this is needed, on macOS only consent in its own dialogs.

use serde::Serialize;

/// Sorts before the rules that give devices to whoever sits at the screen.
pub const RULES_FILE: &str = "/etc/udev/rules.d/70-tallyman.rules";

/// Makes the system read its rules anew.
pub const RELOAD: &str = "sudo udevadm control --reload && sudo udevadm trigger";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// A scanner or printer on a serial port or a USB-serial bridge.
    Serial,
    /// A USB printer, spoken to directly.
    UsbPrinter,
    /// A scanner that pretends to be a keyboard, held for us alone.
    Keyboard,
}

/// Two ways, either is enough. The group counts from the user's next log-in; the rule at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermissionFix {
    pub kind: DeviceKind,
    pub group: String,
    /// To be typed in a terminal.
    pub group_command: String,
    /// The line for `RULES_FILE`, for this one device and no other; `None` where its ids are not known.
    pub udev_rule: Option<String>,
}

impl PermissionFix {
    /// `group`: the one that owns the device, where it is known. `usb`: vendor and product.
    pub fn new(kind: DeviceKind, group: Option<&str>, user: &str, usb: Option<(u16, u16)>) -> PermissionFix {
        let group = group.unwrap_or_else(|| kind.usual_group()).to_owned();
        let user = Some(user).filter(|user| is_plain(user)).unwrap_or("\"$USER\"");
        PermissionFix {
            kind,
            group_command: format!("sudo usermod --append --groups {group} {user}"),
            group,
            udev_rule: usb.map(|(vendor_id, product_id)| kind.udev_rule(vendor_id, product_id)),
        }
    }
}

impl DeviceKind {
    pub fn code(self) -> &'static str {
        match self {
            DeviceKind::Serial => "permission-serial",
            DeviceKind::UsbPrinter => "permission-usb-printer",
            DeviceKind::Keyboard => "permission-keyboard",
        }
    }

    /// On Debian, Ubuntu and Fedora.
    fn usual_group(self) -> &'static str {
        match self {
            DeviceKind::Serial => "dialout",
            DeviceKind::UsbPrinter => "lp",
            DeviceKind::Keyboard => "input",
        }
    }

    /// ModemManager would otherwise type commands into new serial ports.
    fn udev_rule(self, vendor_id: u16, product_id: u16) -> String {
        let parent =
            format!("ATTRS{{idVendor}}==\"{vendor_id:04x}\", ATTRS{{idProduct}}==\"{product_id:04x}\"");
        match self {
            DeviceKind::Serial => {
                format!("SUBSYSTEM==\"tty\", {parent}, TAG+=\"uaccess\", ENV{{ID_MM_DEVICE_IGNORE}}=\"1\"")
            }
            DeviceKind::Keyboard => format!("SUBSYSTEM==\"input\", {parent}, TAG+=\"uaccess\""),
            DeviceKind::UsbPrinter => format!(
                "SUBSYSTEM==\"usb\", ENV{{DEVTYPE}}==\"usb_device\", ATTR{{idVendor}}==\"{vendor_id:04x}\", \
                 ATTR{{idProduct}}==\"{product_id:04x}\", TAG+=\"uaccess\""
            ),
        }
    }
}

/// A name that a shell takes as it is.
fn is_plain(user: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "._-".contains(sign);
    !user.is_empty() && !user.starts_with('-') && user.chars().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_names_the_group_that_owns_the_port() {
        let fix = PermissionFix::new(DeviceKind::Serial, Some("uucp"), "ann", Some((0x05e0, 0x1701)));
        assert_eq!(fix.group_command, "sudo usermod --append --groups uucp ann");
        assert_eq!(
            fix.udev_rule.as_deref(),
            Some(
                "SUBSYSTEM==\"tty\", ATTRS{idVendor}==\"05e0\", ATTRS{idProduct}==\"1701\", \
                 TAG+=\"uaccess\", ENV{ID_MM_DEVICE_IGNORE}=\"1\""
            )
        );
        let usual = PermissionFix::new(DeviceKind::Keyboard, None, "ann", None);
        assert_eq!((usual.group.as_str(), usual.udev_rule), ("input", None));
    }

    #[test]
    fn a_user_name_never_runs_as_a_command() {
        for user in ["", "a; reboot", "-G root", "$(id)"] {
            let fix = PermissionFix::new(DeviceKind::Serial, None, user, None);
            assert_eq!(fix.group_command, "sudo usermod --append --groups dialout \"$USER\"", "{user:?}");
        }
    }
}
