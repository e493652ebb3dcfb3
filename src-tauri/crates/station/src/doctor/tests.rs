//! Every finding can be said, in every language, with what it means and what to do.

use super::*;

/// Codes of findings that ask for nothing.
const FINE: &[&str] = &[
    "doctor-engine-fine",
    "doctor-book-whole",
    "doctor-copy-fresh",
    "doctor-copy-not-needed",
    "doctor-room-enough",
    "doctor-clock-right",
    "doctor-files-private",
    "doctor-secrets-none",
    "doctor-secret-in-variable",
    "doctor-settings-fine",
    "doctor-station-runs",
    "doctor-station-off",
];

#[test]
fn whatever_is_not_fine_says_what_it_means_and_what_to_do() {
    for (code, carried) in Finding::ALL {
        for language in words::LANGUAGES {
            for part in ["means", "do"] {
                let named = words::variables(language, &format!("{code}-{part}"));
                assert_eq!(named.is_none(), FINE.contains(code), "{language}: {code}-{part}");
                let strange: Vec<_> =
                    named.into_iter().flatten().filter(|name| !carried.contains(&name.as_str())).collect();
                assert_eq!(strange, Vec::<String>::new(), "{language}: {code}-{part} names what it has not");
            }
        }
    }
}

#[test]
fn every_check_and_every_level_has_its_word() {
    let data = tempfile::tempdir().unwrap();
    let found = examine(data.path(), &Reach::Nobody, 0);
    let mut codes: Vec<String> = found.iter().map(|found| format!("doctor-check-{}", found.check)).collect();
    let levels = [Level::Fine, Level::Note, Level::Warning, Level::Wrong];
    codes.extend(levels.iter().map(|level| format!("doctor-level-{}", level.text())));
    for code in codes {
        for language in words::LANGUAGES {
            assert!(words::variables(language, &code).is_some(), "{language}: {code}");
        }
    }
}

#[test]
fn an_empty_directory_has_no_book_and_that_is_no_fault() {
    let data = tempfile::tempdir().unwrap();
    make_private(data.path());
    let found = examine(data.path(), &Reach::Nobody, 0);
    let worst = found.iter().map(Found::level).max();
    assert_eq!(worst, Some(Level::Note), "{found:?}");
    assert!(found.iter().any(|found| found.finding == Finding::BookNone {}), "it is said");
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "and nothing was written");
}

#[test]
fn a_taken_port_is_found() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    assert_eq!(looks::station(&Reach::Nobody, port), Finding::PortTaken { port: port.to_string() });
    let address = "http://127.0.0.1:1".to_owned();
    let silent = looks::station(&Reach::Silent { address: address.clone() }, port);
    assert_eq!(silent, Finding::StationSilent { address }, "its own station's port is no other program's");
}

#[cfg(unix)]
fn make_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[cfg(not(unix))]
fn make_private(_folder: &Path) {}
