//! Finding an item by what a person types.

use crate::support::*;
use domain::ItemId;
use ledger::read;
use ledger::read::search::Found;
use ledger::search::{Field, How};
use ledger::table::item;

const SAMBAL: ItemId = ItemId(uuid(90));
const BOTTLE: ItemId = ItemId(uuid(91));
const ODD: ItemId = ItemId(uuid(92));

fn shelf() -> Book {
    let book = book();
    book.turn(|tx| {
        for (id, sku, english, indonesian) in [
            (SAMBAL, "FG-SB250", "Garlic chilli paste 250 g", "Sambal bawang 250 g"),
            (BOTTLE, "PK-BTL", "Bottle 250 ml", "Botol 250 ml"),
            (ODD, "50%_OFF'X", "Crème \"brûlée\" mix", "Adonan krim"),
        ] {
            item::insert(tx, &an_item(id, sku, "pcs", english, indonesian), NOW_MS)?;
        }
        item::add_code(tx, SAMBAL, None, "08991234500017", "gtin")?;
        item::add_code(tx, BOTTLE, None, "00012345678905", "gtin")
    })
    .unwrap();
    book
}

fn find(book: &Book, text: &str, languages: &[&str]) -> Vec<Found> {
    book.runtime.block_on(read::search(book.ledger.pool(), text, languages, 10)).unwrap()
}

fn ids(book: &Book, text: &str) -> Vec<ItemId> {
    find(book, text, &[]).into_iter().map(|found| found.item.item.id).collect()
}

fn how(book: &Book, text: &str) -> Vec<(How, Field, String)> {
    let found = find(book, text, &[]).into_iter().next().unwrap();
    found.why.into_iter().map(|why| (why.how, why.field, why.word)).collect()
}

fn name(language: &str) -> Field {
    Field::Name { language: language.to_owned() }
}

#[test]
fn items_are_found_by_their_names_in_both_languages() {
    let book = shelf();
    for text in ["sambal", "BAWANG", "garlic", "sambal bawang", "paste garlic", "chilli 250"] {
        assert_eq!(ids(&book, text), [SAMBAL], "{text}");
    }
    assert_eq!(ids(&book, "250"), [BOTTLE, SAMBAL], "fewer other words are nearer");
    assert!(ids(&book, "sambal bottle").is_empty(), "every word must be found");
    let only = |languages: &[&str]| find(&book, "garlic", languages).len();
    assert_eq!((only(&["en"]), only(&["id"]), only(&["id", "en"])), (1, 0, 1));
}

#[test]
fn it_says_why() {
    let book = shelf();
    assert_eq!(how(&book, "bawang"), [(How::Whole, name("id"), "bawang".to_owned())]);
    assert_eq!(how(&book, "fg-s"), [(How::Beginning, Field::Sku, "fg-sb250".to_owned())]);
    assert_eq!(how(&book, "awan"), [(How::Part, name("id"), "bawang".to_owned())]);
    assert_eq!(how(&book, "00017"), [(How::Part, Field::Code, "8991234500017".to_owned())]);
    assert_eq!(
        how(&book, "sanbal garlic"),
        [(How::Near, name("id"), "sambal".to_owned()), (How::Whole, name("en"), "garlic".to_owned())]
    );
}

#[test]
fn one_edit_in_a_word_still_finds_it_and_two_do_not() {
    let book = shelf();
    for text in
        ["sambla", "sambel", "smbal", "sambaal", "bawnag", "glarlic", "fg-sb25o", "fg-sb2500", "botlte"]
    {
        assert!(!ids(&book, text).is_empty(), "{text} has one edit");
    }
    assert_eq!(ids(&book, "bawamg gralic"), [SAMBAL], "one in each word");
    assert_eq!(ids(&book, "slat"), [SALT], "in a short word too");
    for text in ["smbla", "bwnag", "fg-sc25o"] {
        assert!(ids(&book, text).is_empty(), "{text} has two");
    }
    assert_eq!(ids(&book, "samb"), [SAMBAL], "as it is typed");
    assert_eq!(ids(&book, "sanb"), [SAMBAL], "also with the edit in it");
}

#[test]
fn whole_words_come_before_beginnings_before_parts_before_edits() {
    let book = book();
    let [whole, beginning, part, edit] = [100, 101, 102, 103].map(|number| ItemId(uuid(number)));
    book.turn(move |tx| {
        for (id, english) in [(edit, "Dast"), (part, "Sawdust"), (beginning, "Duster"), (whole, "Dust")] {
            item::insert(tx, &an_item(id, &format!("X{}", id.0), "pcs", english, ""), NOW_MS)?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(ids(&book, "dust"), [whole, beginning, part, edit]);
}

#[test]
fn fragments_of_a_barcode_find_it_with_and_without_its_zeros() {
    let book = shelf();
    for text in ["08991234500017", "8991234500017", "500017", "89912345000", "345000"] {
        assert_eq!(ids(&book, text), [SAMBAL], "{text}");
    }
    for text in ["00012345678905", "012345678905", "12345678905", "678905"] {
        assert_eq!(ids(&book, text), [BOTTLE], "{text}");
    }
}

#[test]
fn every_sign_is_itself() {
    let book = shelf();
    assert_eq!(ids(&book, "50%_off'x"), [ODD]);
    assert_eq!(ids(&book, "creme brulee"), [ODD], "accents do not matter");
    assert_eq!(ids(&book, "\"brûlée\""), [ODD], "signs around a word are no part of it");
    assert_eq!(ids(&book, "krim,adonan"), [ODD], "words joined by a sign are several");
    for text in ["%", "_", "'", "\"", "%%%", "\"\"\"", "* OR *", "salt%", "a\"b OR c", "';--", "\0", "  \t"] {
        let found = ids(&book, text);
        assert!(found.is_empty() || text == "salt%", "{text:?} found {found:?}");
    }
    assert_eq!(ids(&book, "salt%"), [SALT], "a sign too many is one edit");
    assert!(ids(&book, "").is_empty(), "nothing typed finds nothing");
}

#[test]
fn one_or_two_letters_are_a_beginning_and_find_no_more_than_asked() {
    let book = book();
    book.turn(|tx| {
        for number in 0..300_u64 {
            let id = ItemId(uuid(10_000 + number));
            item::insert(tx, &an_item(id, &format!("SKU-{number:04}"), "pcs", "Soap", "Sabun"), NOW_MS)?;
        }
        Ok(())
    })
    .unwrap();
    for text in ["s", "sk", "so", "SA"] {
        let found = find(&book, text, &[]);
        assert_eq!(found.len(), 10, "{text}");
        assert!(found.iter().all(|found| found.why[0].how <= How::Beginning), "{text} begins a word");
    }
    assert!(ids(&book, "op").is_empty(), "two letters inside a word are too few");
    assert_eq!(ids(&book, "sku-0123").len(), 1, "the whole code alone: its neighbours are other items");
    assert_eq!(ids(&book, "soap 0123").len(), 1, "a rare word among common ones");
    let long = "x".repeat(5_000);
    assert!(ids(&book, &long).is_empty());
    assert!(ids(&book, &"soap ".repeat(500)).len() == 10, "more words than anybody types");
}

#[test]
fn a_change_is_found_as_soon_as_it_is_there() {
    let book = shelf();
    book.turn(|tx| item::update_names(tx, SAMBAL, &[("id".to_owned(), "Sambal terasi".to_owned())])).unwrap();
    assert_eq!((ids(&book, "terasi"), ids(&book, "bawang")), (vec![SAMBAL], Vec::new()));
    book.turn(|tx| item::update_sku(tx, SAMBAL, "FG-NEW")).unwrap();
    assert_eq!((ids(&book, "fg-new"), ids(&book, "fg-sb250")), (vec![SAMBAL], Vec::new()));
    book.turn(|tx| item::add_code(tx, SAMBAL, None, "TLNX77", "own")).unwrap();
    assert_eq!(ids(&book, "lnx77"), [SAMBAL]);
    let refused = book.turn(|tx| {
        item::update_sku(tx, SAMBAL, "FG-NEVER")?;
        Err::<(), _>(ledger::Error::Stopped)
    });
    assert!(refused.is_err());
    assert_eq!(
        (ids(&book, "fg-never"), ids(&book, "fg-new")),
        (Vec::new(), vec![SAMBAL]),
        "as the item itself"
    );
    book.raw().execute_batch("UPDATE item SET retired_at_ms = 5 WHERE sku = 'FG-NEW'").unwrap();
    assert!(ids(&book, "terasi").is_empty(), "retired items are not offered");
}

#[test]
fn the_writer_searches_the_same_way() {
    let book = shelf();
    for text in ["sanbal", "500017", "b", "creme"] {
        let found = book.turn(move |tx| item::search(tx, text, 10)).unwrap();
        assert_eq!(found.iter().map(|item| item.id).collect::<Vec<_>>(), ids(&book, text), "{text}");
    }
}

/// What search knows, without the rows' numbers.
fn known(book: &Book) -> Vec<String> {
    let raw = book.raw();
    let mut lines = Vec::new();
    for sql in [
        "SELECT word || ' ' || item_count FROM search_word WHERE item_count > 0 ORDER BY word",
        "SELECT w.word || ' ' || p.rowid FROM search_word w
         CROSS JOIN search_posting p ON p.search_posting MATCH CAST(w.row AS TEXT) ORDER BY w.word, p.rowid",
        "SELECT item_row || ' ' || text FROM search_item ORDER BY item_row",
        "SELECT count(*) || ' stale' FROM search_stale",
    ] {
        let mut statement = raw.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        lines.extend(rows.map(|row| row.unwrap()));
    }
    lines
}

/// The writer takes up a piece whenever nothing waits for it.
fn until_caught_up(book: &Book) {
    let is_behind = || book.turn(|tx| Ok(ledger::table::search::is_behind(tx))).unwrap();
    assert!((0..100_000).any(|_| !is_behind()), "it comes to an end");
}

#[test]
fn it_is_made_again_to_the_same() {
    let book = shelf();
    book.turn(|tx| item::update_names(tx, SAMBAL, &[("id".to_owned(), "Sambal terasi".to_owned())])).unwrap();
    let before = known(&book);
    book.turn(|tx| ledger::table::search::rebuild_later(tx)).unwrap();
    until_caught_up(&book);
    assert_eq!(known(&book), before);
    assert_eq!(ids(&book, "eras"), [SAMBAL], "trigrams too");
    let book = book.reopen();
    book.raw().execute_batch("UPDATE search_state SET version = 999").unwrap();
    let book = book.reopen();
    assert_eq!(known(&book), before, "what other rules made is made again at opening");
}

#[test]
fn a_word_that_nearly_everything_carries_still_counts() {
    let book = book();
    let [rare, both] = [ItemId(uuid(70_000)), ItemId(uuid(70_001))];
    book.turn(move |tx| {
        let insert = |id, sku: &str, name: &str| item::insert(tx, &an_item(id, sku, "pcs", name, ""), NOW_MS);
        insert(rare, "R", "Zebra")?;
        // More than are looked at for one answer, all before the one that is meant.
        (0..120).try_for_each(|number| {
            insert(ItemId(uuid(71_000 + number)), &format!("Z{number}"), "Zebra jar")
        })?;
        insert(both, "B", "Zebra box")?;
        (0..800)
            .try_for_each(|number| insert(ItemId(uuid(72_000 + number)), &format!("X{number}"), "Plain box"))
    })
    .unwrap();
    assert_eq!(ids(&book, "zebra box"), [both], "the common word picks the one out of many");
    assert_eq!(ids(&book, "zebra bix"), [both], "mistyped as well");
    assert_eq!(ids(&book, "zebra").len(), 10, "without it there are many");
}
