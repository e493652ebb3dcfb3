-- Promises of stock, and finding an item by what a person types.

-- What was asked for under one operation id, and what was answered: asking the same again changes nothing.
CREATE TABLE reservation_request (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- JSON, without times.
    content TEXT NOT NULL,
    answer  TEXT NOT NULL,
    at_ms   INTEGER NOT NULL
) STRICT;
CREATE TRIGGER reservation_request_is_not_changed BEFORE UPDATE ON reservation_request
    BEGIN SELECT RAISE(ABORT, 'a request for stock is never changed'); END;
CREATE TRIGGER reservation_request_is_kept BEFORE DELETE ON reservation_request
    BEGIN SELECT RAISE(ABORT, 'a request for stock is never deleted'); END;

-- A reservation is one lot at one place; a request may need several.
ALTER TABLE reservation ADD COLUMN request_row INTEGER REFERENCES reservation_request (row);
-- Whose goods moved, were picked or cut in part, got other stock, or whose time was extended: that one ended,
-- this one goes on. One that ended as released and goes on was not given up.
ALTER TABLE reservation ADD COLUMN continues_row INTEGER REFERENCES reservation (row);
CREATE INDEX reservation_by_request ON reservation (request_row) WHERE request_row IS NOT NULL;
CREATE INDEX reservation_by_line ON reservation (line_row) WHERE line_row IS NOT NULL;
CREATE INDEX reservation_by_document ON reservation (document_row) WHERE document_row IS NOT NULL;
CREATE INDEX reservation_by_continued ON reservation (continues_row) WHERE continues_row IS NOT NULL;
CREATE INDEX reservation_by_item ON reservation (item_row);
CREATE INDEX reservation_end_by_entry ON reservation_end (entry_row) WHERE entry_row IS NOT NULL;

-- Derived: the reservations that have not ended, so that no turn walks through the old ones.
CREATE TABLE reservation_open (
    reservation_row INTEGER PRIMARY KEY REFERENCES reservation (row),
    item_row        INTEGER NOT NULL,
    location_row    INTEGER NOT NULL,
    lot_row         INTEGER NOT NULL,
    expires_at_ms   INTEGER
) STRICT;
CREATE INDEX reservation_open_by_stock ON reservation_open (item_row, location_row, lot_row);
CREATE INDEX reservation_open_by_item ON reservation_open (item_row, expires_at_ms);
CREATE INDEX reservation_open_by_expiry ON reservation_open (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
INSERT INTO reservation_open (reservation_row, item_row, location_row, lot_row, expires_at_ms)
    SELECT r.row, r.item_row, r.location_row, r.lot_row, r.expires_at_ms FROM reservation r
    WHERE NOT EXISTS (SELECT 1 FROM reservation_end e WHERE e.reservation_row = r.row);

-- Derived, made again whole when the version of its rules changes: which words which items carry.
CREATE TABLE search_state (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    -- Of the rules that made the tables below; 0: not made yet.
    version INTEGER NOT NULL
) STRICT;
INSERT INTO search_state (one, version) VALUES (1, 0);

-- Items whose words changed; the writer takes them up before it commits. Who changes an item cannot forget it.
CREATE TABLE search_stale (
    item_row INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER search_sees_item AFTER INSERT ON item
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (new.row); END;
CREATE TRIGGER search_sees_sku AFTER UPDATE OF sku ON item
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (new.row); END;
CREATE TRIGGER search_sees_name AFTER INSERT ON item_name
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (new.item_row); END;
CREATE TRIGGER search_sees_other_name AFTER UPDATE ON item_name
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (new.item_row); END;
CREATE TRIGGER search_sees_no_name AFTER DELETE ON item_name
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (old.item_row); END;
CREATE TRIGGER search_sees_code AFTER INSERT ON barcode
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (new.item_row); END;
CREATE TRIGGER search_sees_other_code AFTER UPDATE OF code ON barcode
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (new.item_row); END;
CREATE TRIGGER search_sees_no_code AFTER DELETE ON barcode
    BEGIN INSERT OR IGNORE INTO search_stale (item_row) VALUES (old.item_row); END;

-- Every different word once, folded: lower case, without accents.
CREATE TABLE search_word (
    row        INTEGER PRIMARY KEY,
    word       TEXT NOT NULL UNIQUE,
    item_count INTEGER NOT NULL DEFAULT 0 CHECK (item_count >= 0)
) STRICT;

-- Which items carry which words: an item's rowid with the rows of its words as text, so that lists of very many
-- items are small, and what several words have in common is found by merging.
CREATE VIRTUAL TABLE search_posting
    USING fts5(words, content='', columnsize=0, detail='none', tokenize='ascii');

-- The words of one item, a line per field.
CREATE TABLE search_item (
    item_row INTEGER PRIMARY KEY REFERENCES item (row),
    text     TEXT NOT NULL
) STRICT;

-- Trigrams of the words: rowid is search_word's row. Which words hold a fragment, no more, so nothing else is kept.
CREATE VIRTUAL TABLE search_fragment
    USING fts5(word, content='', columnsize=0, detail='none', tokenize='trigram case_sensitive 1');
