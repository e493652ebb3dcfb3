-- Counts: who counted what, when, and what became of it. A number that was counted is never changed; only what it
-- led to is settled. Not part of the chain: the entries that follow a count are.

-- A part of a counting document: a place with all that stands in it, or one item wherever it stands there.
CREATE TABLE count_zone (
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    document_row   INTEGER NOT NULL REFERENCES document (row),
    location_row   INTEGER NOT NULL REFERENCES location (row),
    item_row       INTEGER REFERENCES item (row),
    state          TEXT NOT NULL CHECK (state IN ('open', 'counting', 'counted', 'recount', 'approved')),
    approved_by    INTEGER REFERENCES operator (row),
    approved_at_ms INTEGER,
    UNIQUE (document_row, location_row),
    CHECK ((state = 'approved') = (approved_by IS NOT NULL AND approved_at_ms IS NOT NULL))
) STRICT;

CREATE TABLE count_line (
    row           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- NULL: counted by itself, without a document.
    zone_row      INTEGER REFERENCES count_zone (row),
    location_row  INTEGER NOT NULL REFERENCES location (row),
    item_row      INTEGER NOT NULL REFERENCES item (row),
    lot_row       INTEGER NOT NULL REFERENCES lot (row),
    serial        TEXT,
    -- Millionths of the item's stock unit.
    counted       INTEGER NOT NULL CHECK (counted >= 0 AND counted <= 9007199254740991),
    counted_at_ms INTEGER NOT NULL,
    operator_row  INTEGER NOT NULL REFERENCES operator (row),
    seat          TEXT NOT NULL,
    -- again: too far from the book, another count has to agree. stands: agreed, and waits for whoever may post it.
    -- right: the book said the same. posted: the book followed. replaced: counted again, the later one holds.
    state         TEXT NOT NULL CHECK (state IN ('again', 'stands', 'right', 'posted', 'replaced')),
    entry_row     INTEGER REFERENCES entry (row),
    CHECK ((state = 'posted') = (entry_row IS NOT NULL)),
    CHECK (serial IS NULL OR counted IN (0, 1000000))
) STRICT;
CREATE INDEX count_line_by_stock ON count_line (location_row, lot_row);
CREATE INDEX count_line_by_zone ON count_line (zone_row) WHERE zone_row IS NOT NULL;
-- For taking back an import: what was counted keeps its item, lot and place.
CREATE INDEX count_line_by_lot ON count_line (lot_row);
CREATE INDEX count_line_by_item ON count_line (item_row);
CREATE INDEX count_zone_by_location ON count_zone (location_row);
CREATE INDEX count_zone_by_item ON count_zone (item_row) WHERE item_row IS NOT NULL;
CREATE TRIGGER count_line_is_kept BEFORE DELETE ON count_line
    BEGIN SELECT RAISE(ABORT, 'what was counted is never deleted'); END;
CREATE TRIGGER count_line_is_not_changed BEFORE UPDATE ON count_line
    WHEN new.id <> old.id OR new.location_row <> old.location_row OR new.item_row <> old.item_row
      OR new.lot_row <> old.lot_row OR new.serial IS NOT old.serial OR new.counted <> old.counted
      OR new.counted_at_ms <> old.counted_at_ms OR new.operator_row <> old.operator_row
    BEGIN SELECT RAISE(ABORT, 'what was counted is never changed'); END;
