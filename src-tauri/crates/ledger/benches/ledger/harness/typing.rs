//! What a person types to find an item: letter by letter, a part of a code, with a letter wrong.

use super::book::{barcode, sku};
use super::engine::Station;
use super::spread::Spread;
use std::time::{Duration, Instant};

/// English and Indonesian, in the order of a name: what it is like, what it is made of, what it is.
const WORDS: [&str; 3] = [
    "sweet=manis hot=pedas salted=asin smoked=asap dried=kering fresh=segar ground=bubuk whole=utuh
     roasted=sangrai raw=mentah red=merah green=hijau black=hitam white=putih young=muda old=tua",
    "chilli=cabai garlic=bawang shrimp=terasi ginger=jahe tamarind=asam coconut=kelapa peanut=kacang
     turmeric=kunyit lime=jeruk palm=aren soy=kedelai mango=mangga banana=pisang cassava=singkong
     onion=brambang tomato=tomat",
    "paste=sambal sauce=saus powder=serbuk oil=minyak chips=keripik syrup=sirup jam=selai vinegar=cuka
     sugar=gula flour=tepung milk=santan bottle=botol jar=stoples label=label carton=karton cap=tutup",
];

/// By language; a few thousand different ones, so that every word is on very many items.
pub fn names(number: u32) -> Vec<(String, String)> {
    let word = |at: usize| {
        let words = WORDS[at].split_whitespace().nth((number as usize >> (4 * at)) % 16);
        words.and_then(|word| word.split_once('=')).expect("each list has sixteen pairs")
    };
    let [a, b, c] = [word(0), word(1), word(2)];
    let size = (number % 40) * 25 + 25;
    vec![
        ("en".to_owned(), format!("{} {} {} {size} g", a.0, b.0, c.0)),
        ("id".to_owned(), format!("{} {} {} {size} g", c.1, b.1, a.1)),
    ]
}

/// Searches by a reader, as the face asks after every key.
#[derive(Default)]
pub struct Searches {
    pub times: Spread,
    /// The slowest last, and how long each took.
    pub slowest: Vec<(Duration, String)>,
}

const TOLD: usize = 5;

pub fn searches(station: &Station, item_count: u32, target_count: u32) -> Searches {
    let mut searches = Searches::default();
    for target in 0..target_count {
        for text in texts(target.wrapping_mul(7_919) % item_count) {
            let start = Instant::now();
            station.search(&text);
            let took = start.elapsed();
            searches.times.add(took);
            searches.slowest.push((took, text));
            searches.slowest.sort();
            if searches.slowest.len() > TOLD {
                searches.slowest.remove(0);
            }
        }
    }
    searches
}

/// What is typed to find this item.
fn texts(number: u32) -> Vec<String> {
    let (sku, code) = (sku(number), barcode(number));
    let [english, indonesian] = [0, 1].map(|at| names(number)[at].1.clone());
    let mut texts: Vec<String> = Vec::new();
    for typed in [&english, &indonesian, &sku] {
        texts.extend((1..=typed.len()).map(|length| typed[..length].to_owned()));
    }
    texts.extend((4..=code.len()).map(|length| code[code.len() - length..].to_owned()));
    texts.extend((1..sku.len()).map(|at| format!("{}x{}", &sku[..at], &sku[at + 1..])));
    texts.extend((1..english.len()).map(|at| format!("{}{}", &english[..at], &english[at + 1..])));
    texts.push(format!("{english} {}", &sku[sku.len() - 4..]));
    texts
}
