//! Names of files in the watched folder: which are no files yet, and a name that nobody has.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

/// What a download or a copy is called until it is complete.
const UNFINISHED: [&str; 7] = ["tmp", "temp", "part", "partial", "crdownload", "download", "swp"];
/// Names that are tried, `list (2).csv` and so on.
const TRIED: u32 = 10_000;

/// Made by an editor or a copy beside the file itself: hidden ones, `~$list.xlsx`, `list.csv~`, `list.csv.part`.
pub fn is_temporary(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    name.starts_with(['.', '~', '#'])
        || name.ends_with('~')
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
        || ending.is_some_and(|ending| UNFINISHED.contains(&ending.as_str()))
}

/// Moves a file into `folder` under its own name, or with a number where that is taken, with a report beside it
/// where there is one; nothing is overwritten. Gives where it lies now.
///
/// # Errors
/// The disk's; the file is where it was.
pub fn move_into(file: &Path, folder: &Path, report: Option<&str>) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for number in 1..=TRIED {
        let place = folder.join(numbered(&name, number));
        if report_of(&place).exists() {
            continue;
        }
        // Whoever makes the name first has it: nobody else comes between looking and moving.
        match OpenOptions::new().write(true).create_new(true).open(&place) {
            Ok(_) => {
                return settle(file, &place, report).map(|()| place.clone()).inspect_err(|_| {
                    // The empty one that held the name; that it stays would be no loss.
                    _ = std::fs::remove_file(&place);
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other(format!("every name like {name} is taken in {}", folder.display())))
}

/// The report first: no file lies there without the one that belongs to it.
fn settle(file: &Path, place: &Path, report: Option<&str>) -> io::Result<()> {
    if let Some(text) = report {
        std::fs::write(report_of(place), text)?;
    }
    std::fs::rename(file, place)
}

/// Where the report of a file is laid.
fn report_of(file: &Path) -> PathBuf {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    file.with_file_name(format!("{name}.report.txt"))
}

fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem} ({number}).{ending}"),
        (_, None) => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_leaves_beside_a_file_is_no_file() {
        for name in [".items.csv.swp", "~$items.xlsx", "items.csv~", "items.csv.part", "#items.csv#", "a.TMP"]
        {
            assert!(is_temporary(name), "{name} is not to be taken in");
        }
        for name in ["items.csv", "stok awal 2026.xlsx", "counts_A-01.CSV", "partial counts.csv"] {
            assert!(!is_temporary(name), "{name} was dropped by a person");
        }
    }

    #[test]
    fn nothing_is_overwritten_where_a_name_is_taken() {
        let home = tempfile::tempdir().unwrap();
        let done = home.path().join("done");
        for (round, wanted) in ["items.csv", "items (2).csv", "items (4).csv"].into_iter().enumerate() {
            let file = home.path().join("items.csv");
            std::fs::write(&file, format!("round {round}")).unwrap();
            if round == 2 {
                std::fs::write(done.join("items (3).csv.report.txt"), "of another").unwrap();
            }
            let place = move_into(&file, &done, None).unwrap();
            assert_eq!(place, done.join(wanted), "round {round}");
            assert!(!file.exists(), "it has moved");
        }
        assert_eq!(
            std::fs::read_to_string(done.join("items.csv")).unwrap(),
            "round 0",
            "the first is as it was"
        );
        let gone = move_into(&home.path().join("items.csv"), &done, None);
        assert!(
            gone.is_err() && !done.join("items (5).csv").exists(),
            "a file that is gone leaves no empty one"
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_file_of_any_name_is_moved_and_none_gets_lost(name in "[^/\\x00]{1,30}|[a-z]{1,3}(\\.[a-z]{0,3}){0,3}") {
            proptest::prop_assume!(name != "." && name != "..");
            let home = tempfile::tempdir().unwrap();
            let done = home.path().join("done of a day");
            let mut places = Vec::new();
            for round in ["first", "second", "third"] {
                let file = home.path().join(&name);
                std::fs::write(&file, round).unwrap();
                is_temporary(&name);
                let place = move_into(&file, &done, Some("report")).unwrap();
                proptest::prop_assert_eq!(place.parent(), Some(done.as_path()), "it stays inside: {:?}", name);
                places.push((place, round));
            }
            for (place, round) in places {
                proptest::prop_assert_eq!(std::fs::read_to_string(&place).unwrap(), round, "{:?}", place);
                proptest::prop_assert!(report_of(&place).exists(), "with its report: {:?}", place);
            }
        }
    }
}
