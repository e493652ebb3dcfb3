//! The table of identifiers: the same as the standard's dictionary, and every row works as it says.

use crate::gs1_values::{longest, longest_part, shortest};
use crate::{named, today};
use domain::gs1::format::{Check, Component, Set};
use domain::gs1::table::{Definition, all, find, leading};
use domain::gs1::{self, Elements};
use sha2::{Digest, Sha256};

/// Of the table in the dictionary's own notation, release 2026-01-27, where it was compared row by row.
const FINGERPRINT: &str = "fbc341b3a660d5e52bb0dd677a65a42c3ec94bcfa8215d54f7a3a166897f7e0e";

#[test]
fn the_table_is_the_dictionary() {
    let mut ours: Vec<String> = all().map(described).collect();
    ours.sort();
    // The dictionary is not part of the project; where its file is at hand, every row is compared with it.
    if let Some(text) = dictionary() {
        let mut theirs: Vec<String> = text.lines().filter_map(dictionary_row).collect();
        theirs.sort();
        assert_eq!(ours, theirs, "every row says what the standard says");
    }
    let fingerprint: String =
        Sha256::digest(ours.join("\n")).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(fingerprint, FINGERPRINT, "compare with the dictionary again before changing this");
}

/// Beside the project's directory, or wherever the environment says.
fn dictionary() -> Option<String> {
    let named = std::env::var_os("TALLYMAN_GS1_DICTIONARY").map(std::path::PathBuf::from);
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/data/gs1-syntax-dictionary.txt");
    match named {
        Some(path) => Some(std::fs::read_to_string(path).expect("the file the environment names is there")),
        None => std::fs::read_to_string(beside).ok(),
    }
}

#[test]
fn first_two_digits_tell_the_length_of_an_identifier() {
    for one in all() {
        for other in all().filter(|other| other.first[..2] == one.first[..2]) {
            assert_eq!(one.first.len(), other.first.len(), "{} and {}", one.first, other.first);
            assert!(
                !one.predefined || other.predefined,
                "{} and {} end in the same way",
                one.first,
                other.first
            );
        }
    }
    assert!(find("").is_none() && find("0").is_none() && find("3106").is_none() && find("31").is_none());
    assert!(leading(b"").is_none() && leading(b"31").is_none() && leading(b"04").is_none());
}

#[test]
fn companions_and_qualifiers_exist() {
    for definition in all() {
        let needed = definition.needs.iter().flat_map(|needs| needs.split([' ', '+']));
        let excluded = definition.excludes.split(' ').filter(|pattern| !pattern.is_empty());
        let qualifiers = definition.key.unwrap_or(&[]).iter().flat_map(|row| row.split(' '));
        for pattern in needed.chain(excluded).chain(qualifiers) {
            let known = all().any(|other| {
                gs1::table::matches(pattern, other.first) || gs1::table::matches(pattern, other.last)
            });
            assert!(known, "{} speaks of {pattern}", definition.first);
        }
    }
}

#[test]
fn the_longest_and_the_shortest_value_of_every_identifier_are_taken() {
    for definition in all() {
        for identifier in [definition.first, definition.last] {
            for value in [longest(definition), shortest(definition)] {
                let alone = format!("{identifier}{value}");
                let read = read(&alone).unwrap_or_else(|error| panic!("{alone}: {error}"));
                assert_eq!(read.value(identifier), Some(value.as_str()), "{alone}");
                let built = Elements::build(&[(identifier, &value), ("98", "Z")], today()).unwrap();
                let separated = built.element_string();
                assert_eq!(separated.contains('\u{1d}'), !definition.predefined, "{separated:?}");
                assert_eq!(self::read(&separated).unwrap(), built, "another element may follow {identifier}");
            }
        }
    }
}

#[test]
fn too_long_too_short_and_empty_values_are_refused() {
    for definition in all() {
        let (identifier, value) = (definition.first, longest(definition));
        let (longest, least) = (definition.longest(), least(definition));
        let beyond = "0".repeat(longest - value.len() + 1);
        // Where a check decides on the length as well, a longer value is first of all a wrong one.
        if !matches!(identifier, "8007" | "7041" | "8110" | "8112") {
            let (at, found) = problem(definition, &format!("{value}{beyond}"));
            assert_eq!((at, found), (longest, format!("long {} of {longest}", longest + 1)), "{identifier}");
        }
        assert_eq!(problem(definition, ""), (0, format!("short 0 of {least}")), "{identifier}");
        assert_eq!(
            named(&read(identifier).unwrap_err().problem),
            format!("short 0 of {least}"),
            "{identifier}"
        );
        let whole =
            definition.format.iter().all(|component| component.min == component.max && !component.optional);
        if whole {
            let short = &value[..value.len() - 1];
            let (at, found) = problem(definition, short);
            assert_eq!(
                (at, found),
                (short.len(), format!("short {} of {least}", short.len())),
                "({identifier})"
            );
        }
    }
}

#[test]
fn characters_outside_the_set_are_refused_in_every_part() {
    for definition in all() {
        let mut at = 0;
        for component in definition.format {
            let mut value = longest(definition);
            let bad = if component.set == Set::Digits { "A" } else { "^" };
            value.replace_range(at..at + 1, bad);
            let expected = (at, format!("character {:?}", bad.chars().next().unwrap()));
            assert_eq!(problem(definition, &value), expected, "({}){value}", definition.first);
            at += longest_part(component).len();
        }
    }
}

fn read(text: &str) -> Result<Elements, gs1::Gs1Error> {
    gs1::parse(text.as_bytes(), today())
}

/// Where in the value, and what.
fn problem(definition: &Definition, value: &str) -> (usize, String) {
    match Elements::build(&[(definition.first, value)], today()) {
        Ok(_) => panic!("({}){value} was taken", definition.first),
        Err(error) => (error.at - definition.first.len() - 2, named(&error.problem)),
    }
}

/// Characters that a value needs at least.
fn least(definition: &Definition) -> usize {
    definition.format.iter().filter(|component| !component.optional).map(|component| component.min).sum()
}

/// A row of ours in the dictionary's notation.
fn described(definition: &Definition) -> String {
    let mut row = definition.first.to_owned();
    if definition.last != definition.first {
        row += &format!("-{}", definition.last);
    }
    if definition.predefined || definition.attribute {
        row += " ";
    }
    row += if definition.predefined { "*" } else { "" };
    row += if definition.attribute { "?" } else { "" };
    for component in definition.format {
        row += &format!(" {}", described_part(component));
    }
    for needs in definition.needs {
        row += &format!(" req={}", needs.replace(' ', ","));
    }
    if !definition.excludes.is_empty() {
        row += &format!(" ex={}", definition.excludes.replace(' ', ","));
    }
    match definition.key {
        None => row,
        Some([]) => row + " dlpkey",
        Some(rows) => row + " dlpkey=" + &rows.join("|").replace(' ', ","),
    }
}

fn described_part(component: &Component) -> String {
    let set = match component.set {
        Set::Digits => "N",
        Set::Text => "X",
        Set::Parts => "Y",
        Set::Base64 => "Z",
    };
    let dots = if component.min == component.max { "" } else { ".." };
    let plain = format!("{set}{dots}{}", component.max);
    let plain = if component.optional { format!("[{plain}]") } else { plain };
    component.checks.iter().fold(plain, |text, check| text + "," + linter(*check))
}

fn linter(check: Check) -> &'static str {
    match check {
        Check::CheckDigit => "csum",
        Check::CheckLetters => "csumalpha",
        Check::CompanyPrefix => "gcppos1",
        Check::CompanyPrefixSecond => "gcppos2",
        Check::DateOrMonth => "yymmd0",
        Check::Date => "yymmdd",
        Check::FullDate => "yyyymmdd",
        Check::HourMinute => "hhmi",
        Check::Hour => "hh",
        Check::Minute => "mi",
        Check::Second => "ss",
        Check::Country => "iso3166",
        Check::CountryOrMany => "iso3166999",
        Check::CountryLetters => "iso3166alpha2",
        Check::Currency => "iso4217",
        Check::PieceOfTotal => "pieceoftotal",
        Check::PercentEncoding => "pcenc",
        Check::Zero => "zero",
        Check::NotZero => "nonzero",
        Check::NoLeadingZero => "nozeroprefix",
        Check::YesNo => "yesno",
        Check::Winding => "winding",
        Check::Hyphen => "hyphen",
        Check::Latitude => "latitude",
        Check::Longitude => "longitude",
        Check::Iban => "iban",
        Check::Medium => "mediatype",
        Check::PackageType => "packagetype",
        Check::Coupon => "couponcode",
        Check::CouponOffer => "couponposoffer",
        Check::ImporterIndex => "importeridx",
        Check::Sex => "iso5218",
        Check::PlaceInSequence => "posinseqslash",
        Check::NotAllDigits => "hasnondigit",
    }
}

/// A row of the dictionary without its title, its blanks made one.
fn dictionary_row(line: &str) -> Option<String> {
    let row = line.split('#').next()?.split_whitespace().collect::<Vec<_>>().join(" ");
    // Attributes come in any order there; ours are needs, excludes, key.
    let (mut attributes, plain): (Vec<&str>, Vec<&str>) =
        row.split(' ').partition(|word| word.contains('=') || *word == "dlpkey");
    attributes.sort_by_key(|word| ["req", "ex=", "dlp"].iter().position(|start| word.starts_with(start)));
    (!row.is_empty()).then(|| [plain, attributes].concat().join(" "))
}
