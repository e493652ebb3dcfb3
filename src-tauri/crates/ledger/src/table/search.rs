//! What items are found by: words, where they stand, trigrams of them. Derived from items, their names and codes;
//! taken up before each commit from the list of items that changed.

use crate::search::{Ask, Finding, ItemText, Ranked, Row};
use crate::table::column;
use crate::{Error, Transaction};
use rusqlite::params;
use std::collections::BTreeSet;

/// Another number, and everything is made again when a file is opened: for changed rules of folding or splitting.
const VERSION: i64 = 1;
/// So many items between two looks at the list.
const BATCH: u32 = 500;
/// So many of those whose words are made again: a turn that comes meanwhile waits for no more than that.
const PIECE: u32 = 100;
/// Shorter words have no trigram.
const TRIGRAM: usize = 3;

/// The three questions of `crate::search`; readers ask the same.
pub(crate) const BEGINNINGS: &str =
    "SELECT w.row, w.word, w.item_count FROM json_each(?1) j CROSS JOIN search_word w ON w.row IN
     (SELECT x.row FROM search_word x WHERE x.word >= j.value AND x.word < j.value || char(1114111)
     AND x.item_count > 0 ORDER BY x.word LIMIT ?2) LIMIT 100000";
pub(crate) const PARTS: &str =
    "SELECT w.row, w.word, w.item_count FROM search_fragment f CROSS JOIN search_word w ON w.row = f.rowid
     WHERE f.search_fragment MATCH ?1 AND w.item_count > 0 LIMIT ?2";
pub(crate) const ITEMS: &str =
    "SELECT s.item_row, s.text, 0 FROM search_posting p CROSS JOIN search_item s ON s.item_row = p.rowid
     CROSS JOIN item i ON i.row = p.rowid WHERE p.search_posting MATCH ?1 AND i.retired_at_ms IS NULL LIMIT ?2";

statements! {
    ASK_BEGINNINGS = BEGINNINGS;
    ASK_PARTS = PARTS;
    ASK_ITEMS = ITEMS;
    STATE = "SELECT version FROM search_state WHERE one = 1";
    SET_STATE = "UPDATE search_state SET version = ?1 WHERE one = 1";
    STALE = "SELECT item_row FROM search_stale WHERE item_row > 0 ORDER BY item_row LIMIT ?1";
    FRESH = "DELETE FROM search_stale WHERE item_row = ?1";
    /// Below zero: the row from which on all items are to be taken up, besides those that are listed one by one.
    BACKLOG = "SELECT -item_row FROM search_stale WHERE item_row < 0 LIMIT 1";
    DROP_BACKLOG = "DELETE FROM search_stale WHERE item_row < 0";
    SET_BACKLOG = "INSERT INTO search_stale (item_row) VALUES (-?1)";
    FROM_ROW = "SELECT row FROM item WHERE row >= ?1 ORDER BY row LIMIT ?2";
    SOURCE = "SELECT i.sku, (SELECT json_group_array(json_array(n.language, n.name)) FROM item_name n
              WHERE n.item_row = i.row), (SELECT json_group_array(b.code) FROM barcode b
              WHERE b.item_row = i.row) FROM item i WHERE i.row = ?1";
    TEXT = "SELECT text FROM search_item WHERE item_row = ?1";
    SET_TEXT = "INSERT INTO search_item (item_row, text) VALUES (?1, ?2)
                ON CONFLICT (item_row) DO UPDATE SET text = excluded.text";
    WORD = "SELECT row FROM search_word WHERE word = ?1";
    ADD_WORD = "INSERT INTO search_word (word) VALUES (?1)";
    ADD_TRIGRAMS = "INSERT INTO search_fragment (rowid, word) VALUES (?1, ?2)";
    ADD_POSTING = "INSERT INTO search_posting (rowid, words) VALUES (?1, ?2)";
    /// What stood there must be told: the table keeps no words, only where they lead.
    DROP_POSTING = "INSERT INTO search_posting (search_posting, rowid, words) VALUES ('delete', ?1, ?2)";
    COUNT = "UPDATE search_word SET item_count = item_count + ?2 WHERE row = ?1";
    DROP_WORDS = "DELETE FROM search_word";
    DROP_POSTINGS = "INSERT INTO search_posting (search_posting) VALUES ('delete-all')";
    DROP_ITEMS = "DELETE FROM search_item";
    DROP_TRIGRAMS = "INSERT INTO search_fragment (search_fragment) VALUES ('delete-all')";
}

/// Items by what was typed, as this transaction's last commit knows them; the nearest first.
pub(crate) fn find(
    tx: &Transaction,
    text: &str,
    languages: &[&str],
    limit: u32,
) -> Result<Vec<Ranked>, Error> {
    let mut finding = Finding::of(text, languages, limit);
    while let Some(ask) = finding.ask() {
        let (sql, text, limit) = match &ask {
            Ask::Beginnings { json, limit } => (ASK_BEGINNINGS, json, limit),
            Ask::Parts { query, limit } => (ASK_PARTS, query, limit),
            Ask::Items { query, limit } => (ASK_ITEMS, query, limit),
        };
        let rows = tx.all(sql, params![text, limit], |row| {
            Ok(Row { row: row.get(0)?, text: row.get(1)?, number: row.get(2)? })
        })?;
        finding.take(rows);
    }
    Ok(finding.ranked())
}

/// What other rules made is dropped, and every item is due again.
pub(crate) fn drop_other_rules(tx: &Transaction) -> Result<(), Error> {
    if tx.one(STATE, [], |row| row.get::<_, i64>(0))? == Some(VERSION) {
        return Ok(());
    }
    rebuild_later(tx)?;
    tx.run(SET_STATE, params![VERSION])?;
    Ok(())
}

/// Drops it all; it is made again piece by piece, whenever no turn waits. Until then what was not taken up again is
/// not found by its words; codes and SKUs that are scanned or typed whole are looked up elsewhere.
///
/// # Errors
/// Only when the book cannot be written.
pub fn rebuild_later(tx: &Transaction) -> Result<(), Error> {
    for sql in [DROP_WORDS, DROP_POSTINGS, DROP_ITEMS, DROP_TRIGRAMS, DROP_BACKLOG] {
        tx.run(sql, [])?;
    }
    tx.run(SET_BACKLOG, params![1])?;
    Ok(())
}

/// Whether items are still to be taken up that did not change; no, when that cannot be read.
pub fn is_behind(tx: &Transaction) -> bool {
    matches!(tx.one(BACKLOG, [], |_| Ok(())), Ok(Some(())))
}

/// Takes up some of those. Whether there are more.
pub(crate) fn catch_up(tx: &Transaction) -> Result<bool, Error> {
    let Some(from) = tx.one(BACKLOG, [], |row| row.get::<_, i64>(0))? else { return Ok(false) };
    let rows: Vec<i64> = tx.all(FROM_ROW, params![from, PIECE], |row| row.get(0))?;
    rows.iter().try_for_each(|item_row| take_up_item(tx, *item_row))?;
    tx.run(DROP_BACKLOG, [])?;
    match rows.last().filter(|_| rows.len() == PIECE as usize) {
        None => Ok(false),
        Some(last) => tx.run(SET_BACKLOG, params![last + 1]).map(|_| true),
    }
}

/// Whether an item changed that was not taken up yet; no, when that cannot be read.
pub(crate) fn are_waiting(tx: &Transaction) -> bool {
    matches!(tx.one(STALE, params![1], |_| Ok(())), Ok(Some(())))
}

/// Takes up some of the items that changed.
pub(crate) fn take_up(tx: &Transaction) -> Result<(), Error> {
    let stale: Vec<i64> = tx.all(STALE, params![BATCH], |row| row.get(0))?;
    for item_row in stale {
        take_up_item(tx, item_row)?;
        tx.run(FRESH, params![item_row])?;
    }
    Ok(())
}

fn take_up_item(tx: &Transaction, item_row: i64) -> Result<(), Error> {
    let Some(new) = source(tx, item_row)? else { return Ok(()) };
    let stored = tx.one(TEXT, params![item_row], |row| row.get::<_, String>(0))?;
    let old = stored.as_deref().map_or_else(ItemText::default, ItemText::read);
    if new == old && stored.is_some() {
        return Ok(());
    }
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (old.words(), new.words());
    if !before.is_empty() {
        tx.run(DROP_POSTING, params![item_row, posting(tx, &before)?])?;
    }
    for word in before.difference(&after) {
        tx.run(COUNT, params![word_row(tx, word)?, -1])?;
    }
    for word in after.difference(&before) {
        tx.run(COUNT, params![word_row(tx, word)?, 1])?;
    }
    tx.run(ADD_POSTING, params![item_row, posting(tx, &after)?])?;
    tx.run(SET_TEXT, params![item_row, new.stored()])?;
    Ok(())
}

/// The rows of the words, as the table of postings takes them.
fn posting(tx: &Transaction, words: &BTreeSet<&str>) -> Result<String, Error> {
    let rows = words.iter().map(|word| Ok(word_row(tx, word)?.to_string()));
    Ok(rows.collect::<Result<Vec<String>, Error>>()?.join(" "))
}

fn source(tx: &Transaction, item_row: i64) -> Result<Option<ItemText>, Error> {
    tx.one(SOURCE, params![item_row], |row| {
        let sku = row.get_ref(0)?.as_str()?;
        Ok(ItemText::of(sku, &column::names(row, 1)?, &column::texts(row, 2)?))
    })
}

/// Of a word, made when nobody carried it before. It stays when nobody carries it any more: its count says so.
fn word_row(tx: &Transaction, word: &str) -> Result<i64, Error> {
    if let Some(row) = tx.one(WORD, params![word], |row| row.get(0))? {
        return Ok(row);
    }
    tx.run(ADD_WORD, params![word])?;
    let row = tx.last_row();
    if word.chars().count() >= TRIGRAM {
        tx.run(ADD_TRIGRAMS, params![row, word])?;
    }
    Ok(row)
}
