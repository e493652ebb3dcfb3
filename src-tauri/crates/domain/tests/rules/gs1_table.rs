//! The table of identifiers: the same as the standard's dictionary, and every row works as it says.

use crate::today;
use domain::gs1::format::{Check, Component, Set};
use domain::gs1::table::{Definition, all, find, leading};
use domain::gs1::{self, Elements, Problem};
use domain::gtin;
use sha2::{Digest, Sha256};

/// Of the table in the dictionary's own notation, release 2026-01-27, where it was compared row by row.
const FINGERPRINT: &str = "1339063649cc11ccb9aafdddc683884ec20ecc762ab5144e9f2b0a209ecb8db9";

#[test]
fn the_table_is_the_dictionary() {
    let mut ours: Vec<String> = all().map(described).collect();
    ours.sort();
    // The dictionary is not part of the project; where its file is at hand, every row is compared with it.
    if let Some(path) = std::env::var_os("TALLYMAN_GS1_DICTIONARY") {
        let mut theirs: Vec<String> =
            std::fs::read_to_string(path).unwrap().lines().filter_map(dictionary_row).collect();
        theirs.sort();
        assert_eq!(ours, theirs, "every row says what the standard says");
    }
    let fingerprint: String =
        Sha256::digest(ours.join("\n")).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(fingerprint, FINGERPRINT, "compare with the dictionary again before changing this");
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
        if identifier != "8007" {
            // A longer bank account number is first of all a wrong one.
            assert_eq!(problem(definition, &format!("{value}0")), Problem::TooLong, "{identifier}");
        }
        assert_eq!(problem(definition, ""), Problem::TooShort, "{identifier}");
        assert_eq!(read(identifier).unwrap_err().problem, Problem::TooShort, "{identifier}");
        let whole =
            definition.format.iter().all(|component| component.min == component.max && !component.optional);
        if whole {
            let short = &value[..value.len() - 1];
            assert_eq!(problem(definition, short), Problem::TooShort, "({identifier}){short}");
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
            let character = bad.chars().next().unwrap();
            assert_eq!(
                problem(definition, &value),
                Problem::Character { character },
                "({}){value}",
                definition.first
            );
            at += longest_part(component).len();
        }
    }
}

#[test]
fn every_check_refuses_what_it_is_there_for() {
    for definition in all() {
        let mut at = 0;
        for component in definition.format {
            let part = longest_part(component);
            for check in component.checks {
                for wrong in wrong_parts(*check, &part) {
                    let mut value = longest(definition);
                    value.replace_range(at..at + part.len(), &wrong);
                    let found = problem(definition, &value);
                    let expected = match check {
                        Check::CheckDigit => matches!(found, Problem::CheckDigit { .. }),
                        Check::CheckLetters => found == Problem::CheckLetters,
                        Check::DateOrMonth | Check::Date | Check::FullDate => found == Problem::Date,
                        // A wrong prefix of a model number is first a wrong check.
                        Check::CompanyPrefix | Check::NotAllDigits => {
                            matches!(found, Problem::Content | Problem::CheckLetters)
                        }
                        _ => found == Problem::Content,
                    };
                    assert!(expected, "({}){value}: {check:?} gave {found:?}", definition.first);
                }
            }
            at += part.len();
        }
    }
}

fn read(text: &str) -> Result<Elements, gs1::Gs1Error> {
    gs1::parse(text.as_bytes(), today())
}

fn problem(definition: &Definition, value: &str) -> Problem {
    match Elements::build(&[(definition.first, value)], today()) {
        Ok(_) => panic!("({}){value} was taken", definition.first),
        Err(error) => error.problem,
    }
}

fn longest(definition: &Definition) -> String {
    definition.format.iter().map(longest_part).collect()
}

fn shortest(definition: &Definition) -> String {
    let needed = definition.format.iter().filter(|component| !component.optional);
    needed.map(|component| right_part(component, component.min)).collect()
}

fn longest_part(component: &Component) -> String {
    right_part(component, component.max)
}

/// A value that holds, `length` long where its checks leave that free.
fn right_part(component: &Component, length: usize) -> String {
    let has = |check: Check| component.checks.contains(&check);
    let fixed = [
        (Check::CheckLetters, "1987654Ad4X4bL5ttr2310c2K"),
        (Check::DateOrMonth, "261100"),
        (Check::Date, "281231"),
        (Check::FullDate, "20000229"),
        (Check::HourMinute, "2359"),
        (Check::Hour, "23"),
        (Check::Minute, "59"),
        (Check::Second, "00"),
        (Check::Country, "360"),
        (Check::CountryOrMany, "999"),
        (Check::CountryLetters, "ID"),
        (Check::Currency, "360"),
        (Check::PieceOfTotal, "0202"),
        (Check::Zero, "0"),
        (Check::YesNo, "1"),
        (Check::Winding, "9"),
        (Check::Hyphen, "-"),
        (Check::Latitude, "1800000000"),
        (Check::Longitude, "3600000000"),
        (Check::Iban, "GB82WEST12345698765432"),
        (Check::Medium, "80"),
        (Check::Sex, "2"),
        (Check::PlaceInSequence, "2/3"),
    ];
    if let Some((_, value)) = fixed.iter().find(|(check, _)| has(*check)) {
        let free = component.max - value.len();
        assert!(free == 0 || has(Check::Iban), "{component:?}");
        return (*value).to_owned();
    }
    if has(Check::CheckDigit) {
        let body = "9506000134352123456".get(..length - 1).expect("19 digits are enough");
        return format!("{body}{}", gtin::check_digit(body).expect("digits"));
    }
    let length = if has(Check::CompanyPrefix) { length.max(4) } else { length };
    let pattern = match component.set {
        Set::Digits => "123456789",
        Set::Text if has(Check::PercentEncoding) => "A",
        Set::Text if has(Check::CompanyPrefix) || has(Check::PackageType) => "9506Az0",
        Set::Text if has(Check::ImporterIndex) => "_",
        Set::Text => "!\"%&'()*+,-./09:;<=>?AZ_az",
        Set::Parts => "9506#-/AZ",
        Set::Base64 => "AZaz09-_=",
    };
    pattern.chars().cycle().take(length).collect()
}

/// Values of the same characters and length that the check must refuse.
fn wrong_parts(check: Check, right: &str) -> Vec<String> {
    let wrong: &[&str] = match check {
        Check::DateOrMonth => &["260011", "261301", "261131", "270229"],
        Check::Date => &["260011", "261301", "261131", "270229", "261100"],
        Check::FullDate => &["20000230", "20001301", "20000100", "00000000"],
        Check::HourMinute => &["2400", "2360", "9999"],
        Check::Hour => &["24", "99"],
        Check::Minute | Check::Second => &["60", "99"],
        Check::Country => &["000", "361", "999"],
        Check::CountryOrMany => &["000", "361"],
        Check::CountryLetters => &["XX", "id", "A1"],
        Check::Currency => &["000", "361"],
        Check::PieceOfTotal => &["0302", "0002", "0000", "0100"],
        Check::Zero => &["1"],
        Check::YesNo => &["2"],
        Check::Winding => &["2"],
        Check::Hyphen => &["+"],
        Check::Latitude => &["1800000001"],
        Check::Longitude => &["3600000001"],
        Check::Iban => &["GB82WEST12345698765433", "GB82WEST1234569876543_", "gb82WEST12345698765432"],
        Check::Medium => &["00", "11", "79"],
        Check::Sex => &["3"],
        Check::PlaceInSequence => &["4/3", "0/3", "2-3", "123"],
        Check::ImporterIndex => &["%"],
        Check::CheckLetters => &["1987654Ad4X4bL5ttr2310c2L", "1987654Ad4X4bL5ttr2301c2K"],
        _ => &[],
    };
    match check {
        Check::CheckDigit => {
            let (body, last) = right.split_at(right.len() - 1);
            vec![format!("{body}{}", (last.parse::<u8>().expect("a digit") + 1) % 10)]
        }
        Check::NotZero => vec!["0".repeat(right.len())],
        Check::NoLeadingZero => vec![format!("0{}", &right[1..])],
        Check::PercentEncoding => ["%4", "%G0", "%"].iter().map(|end| ends_with(right, end)).collect(),
        Check::PackageType => vec![ends_with(right, "-")],
        Check::CompanyPrefix if !right.bytes().all(|byte| byte.is_ascii_digit()) => {
            vec![format!("95A6{}", &right[4..])]
        }
        Check::NotAllDigits => vec!["1".repeat(right.len())],
        _ => wrong.iter().map(|wrong| (*wrong).to_owned()).collect(),
    }
}

fn ends_with(right: &str, end: &str) -> String {
    format!("{}{end}", &right[..right.len() - end.len()])
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
        Check::ImporterIndex => "importeridx",
        Check::Sex => "iso5218",
        Check::PlaceInSequence => "posinseqslash",
        Check::NotAllDigits => "hasnondigit",
    }
}

/// A row of the dictionary without its title, its blanks made one, and without the coupon checks, which we
/// lack.
fn dictionary_row(line: &str) -> Option<String> {
    let row = line.split('#').next()?.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = row.replace(",couponcode", "").replace(",couponposoffer", "");
    // Attributes come in any order there; ours are needs, excludes, key.
    let (mut attributes, plain): (Vec<&str>, Vec<&str>) =
        row.split(' ').partition(|word| word.contains('=') || *word == "dlpkey");
    attributes.sort_by_key(|word| ["req", "ex=", "dlp"].iter().position(|start| word.starts_with(start)));
    (!row.is_empty()).then(|| [plain, attributes].concat().join(" "))
}
