//! What the system keeps from us, and the exact words that give it to us.

use super::said::FixWord;
use super::view::Fix;
use devices::permission::{RELOAD, RULES_FILE};
use devices::{DeviceKind, PermissionFix};

/// Either is enough: the group from the next log-in on, the rule at once.
pub fn of(fix: &PermissionFix) -> Vec<Fix> {
    let what = match fix.kind {
        DeviceKind::Serial => FixWord::Serial {},
        DeviceKind::UsbPrinter => FixWord::UsbPrinter {},
        DeviceKind::Keyboard => FixWord::Keyboard {},
    };
    let mut fixes = vec![Fix { what: what.message(), command: fix.group_command.clone() }];
    if let Some(rule) = &fix.udev_rule {
        let command = format!("echo '{rule}' | sudo tee -a {RULES_FILE} && {RELOAD}");
        fixes.push(Fix { what: FixWord::Rule { file: RULES_FILE.to_owned() }.message(), command });
    }
    fixes
}

/// The system's own printing holds the printer: where it says so, and how it lets go.
pub fn kept_by_the_system() -> Vec<Fix> {
    vec![
        Fix { what: FixWord::KeptName {}.message(), command: "lpstat -v".to_owned() },
        Fix { what: FixWord::KeptFree {}.message(), command: "sudo lpadmin -x NAME".to_owned() },
    ]
}

/// Whose permissions count: the user this process runs as.
pub fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_are_told_where_the_device_is_known() {
        let by_path = of(&PermissionFix::new(DeviceKind::Serial, Some("dialout"), "ann", None));
        let commands: Vec<&str> = by_path.iter().map(|fix| fix.command.as_str()).collect();
        assert_eq!(commands, ["sudo usermod --append --groups dialout ann"], "its ids are not known");
        let keyboard = PermissionFix::new(DeviceKind::Keyboard, None, "ann", Some((0x05e0, 0x1200)));
        let fixes = of(&keyboard);
        assert_eq!(fixes.len(), 2);
        assert!(fixes[0].command.ends_with("--groups input ann"), "{}", fixes[0].command);
        let rule = &fixes[1].command;
        assert!(rule.contains("05e0") && rule.contains("/etc/udev/rules.d/70-tallyman.rules"), "{rule}");
        assert!(rule.ends_with("sudo udevadm control --reload && sudo udevadm trigger"), "{rule}");
        assert_eq!(rule.matches('\'').count(), 2, "the shell takes the rule as one word");
    }
}
