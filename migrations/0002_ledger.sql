-- The book. Every index ends in its table's row by itself, so the newest of anything is at its end.
-- Entry, movement, placement, scan, reservation and its end are for ever: triggers refuse change.

-- One row: which station this file belongs to and where its chain stands.
CREATE TABLE station (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    id            BLOB NOT NULL CHECK (length(id) = 16),
    -- Short name in vendors' fields: TM1 in TM1-1-000123.
    short_name    TEXT NOT NULL,
    epoch         INTEGER NOT NULL,
    head_sequence INTEGER NOT NULL,
    head_hash     BLOB NOT NULL CHECK (length(head_hash) = 32),
    -- 48 bits of UTC milliseconds, 16 of counter; never goes back.
    hybrid_clock  INTEGER NOT NULL
) STRICT;

CREATE TABLE document (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind        TEXT NOT NULL CHECK (kind IN ('purchase_order', 'blind_receipt', 'count')),
    number      TEXT NOT NULL,
    partner     TEXT NOT NULL DEFAULT '',
    note_number TEXT NOT NULL DEFAULT '',
    vendor      TEXT NOT NULL DEFAULT '',
    vendor_id   TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    site_row    INTEGER REFERENCES location (row),
    owner_row   INTEGER REFERENCES owner (row),
    expected_on TEXT,
    -- The order this delivery was paired with, once it was.
    paired_row  INTEGER REFERENCES document (row),
    made_at_ms  INTEGER NOT NULL,
    seen_at_ms  INTEGER
) STRICT;
CREATE INDEX document_by_number ON document (number);
CREATE INDEX document_by_note ON document (partner, note_number) WHERE note_number <> '';
CREATE UNIQUE INDEX document_by_vendor ON document (vendor, kind, vendor_id) WHERE vendor <> '';
CREATE INDEX document_open ON document (state, kind) WHERE state = 'open';

CREATE TABLE document_line (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    document_row INTEGER NOT NULL REFERENCES document (row),
    line         INTEGER NOT NULL,
    item_row     INTEGER NOT NULL REFERENCES item (row),
    -- What the vendor last said is still open, in stock units.
    open_there   INTEGER NOT NULL DEFAULT 0,
    -- What the vendor says was received in all, by whomever.
    received_there INTEGER NOT NULL DEFAULT 0,
    -- Received by our entries, and how much of that the vendor's figures do not hold yet.
    received_here  INTEGER NOT NULL DEFAULT 0,
    unsent_here    INTEGER NOT NULL DEFAULT 0 CHECK (unsent_here >= 0),
    -- The unit it was ordered in, when it is not the stock unit.
    pack_name    TEXT,
    pack_numerator INTEGER, pack_denominator INTEGER,
    closed       INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    vendor_id    TEXT NOT NULL DEFAULT '',
    UNIQUE (document_row, line)
) STRICT;

CREATE TABLE scan (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    station_id  BLOB NOT NULL CHECK (length(station_id) = 16),
    seat        TEXT NOT NULL,
    source      TEXT NOT NULL,
    aim         TEXT,
    bytes       BLOB NOT NULL CHECK (length(bytes) <= 8192),
    operator_row INTEGER REFERENCES operator (row),
    received_at_ms INTEGER NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused', 'unknown', 'parked', 'command', 'repeat',
                                                 'waiting', 'faulted')),
    -- Code and values of what was said, JSON.
    message     TEXT NOT NULL DEFAULT '{}',
    entry_id    BLOB,
    settled_at_ms INTEGER
) STRICT;
CREATE INDEX scan_open ON scan (seat) WHERE verdict IN ('waiting', 'parked');
CREATE TRIGGER scan_is_kept BEFORE DELETE ON scan BEGIN SELECT RAISE(ABORT, 'a scan is never deleted'); END;
CREATE TRIGGER scan_settles_once BEFORE UPDATE ON scan
    WHEN old.verdict NOT IN ('waiting', 'parked', 'unknown')
      OR new.id <> old.id OR new.bytes <> old.bytes OR new.received_at_ms <> old.received_at_ms
    BEGIN SELECT RAISE(ABORT, 'a scan that is settled is never changed'); END;

CREATE TABLE entry (
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    station_id     BLOB NOT NULL CHECK (length(station_id) = 16),
    epoch          INTEGER NOT NULL,
    sequence       INTEGER NOT NULL CHECK (sequence >= 1),
    hybrid_clock   INTEGER NOT NULL,
    happened_at_ms INTEGER NOT NULL,
    recorded_at_ms INTEGER NOT NULL CHECK (recorded_at_ms >= happened_at_ms),
    business_date  TEXT NOT NULL,
    operator_row   INTEGER NOT NULL REFERENCES operator (row),
    -- A second badge for one act.
    witness_row    INTEGER REFERENCES operator (row),
    seat           TEXT NOT NULL,
    document_row   INTEGER REFERENCES document (row),
    scan_id        BLOB CHECK (length(scan_id) = 16),
    reverses       BLOB UNIQUE REFERENCES entry (id),
    note           TEXT NOT NULL DEFAULT '',
    hash           BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (station_id, epoch, sequence)
) STRICT;
CREATE INDEX entry_by_document ON entry (document_row) WHERE document_row IS NOT NULL;
CREATE INDEX entry_by_seat ON entry (seat);

CREATE TABLE movement (
    row        INTEGER PRIMARY KEY,
    entry_row  INTEGER NOT NULL REFERENCES entry (row),
    line       INTEGER NOT NULL CHECK (line >= 1),
    kind       TEXT NOT NULL CHECK (kind IN ('receive', 'produce', 'consume', 'move', 'pick', 'pack', 'ship', 'return',
                   'refund', 'adjust', 'count', 'damage', 'scrap', 'sample', 'rework', 'initial', 'reversal')),
    item_row   INTEGER NOT NULL REFERENCES item (row),
    lot_row    INTEGER NOT NULL REFERENCES lot (row),
    serial     TEXT,
    from_row   INTEGER NOT NULL REFERENCES location (row),
    to_row     INTEGER NOT NULL REFERENCES location (row),
    -- Millionths of the item's stock unit.
    quantity   INTEGER NOT NULL CHECK (quantity > 0 AND quantity <= 9007199254740991),
    pieces     INTEGER NOT NULL DEFAULT 0 CHECK (pieces >= 0),
    reason     TEXT NOT NULL DEFAULT '',
    evidence   TEXT NOT NULL,
    line_row   INTEGER REFERENCES document_line (row),
    reading    TEXT NOT NULL DEFAULT '',
    from_before INTEGER NOT NULL,
    to_before   INTEGER NOT NULL,
    UNIQUE (entry_row, line),
    CHECK (from_row <> to_row),
    CHECK (serial IS NULL OR quantity = 1000000)
) STRICT;
CREATE INDEX movement_by_item ON movement (item_row);
CREATE INDEX movement_by_lot ON movement (lot_row);
CREATE INDEX movement_by_from ON movement (from_row);
CREATE INDEX movement_by_to ON movement (to_row);

CREATE TABLE placement (
    row           INTEGER PRIMARY KEY,
    entry_row     INTEGER NOT NULL REFERENCES entry (row),
    line          INTEGER NOT NULL CHECK (line >= 1),
    container_row INTEGER NOT NULL REFERENCES location (row),
    from_row      INTEGER NOT NULL REFERENCES location (row),
    to_row        INTEGER NOT NULL REFERENCES location (row),
    UNIQUE (entry_row, line),
    CHECK (from_row <> to_row AND container_row <> to_row)
) STRICT;
CREATE INDEX placement_by_container ON placement (container_row);

CREATE TABLE reservation (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    station_id  BLOB NOT NULL CHECK (length(station_id) = 16),
    item_row    INTEGER NOT NULL REFERENCES item (row),
    lot_row     INTEGER NOT NULL REFERENCES lot (row),
    location_row INTEGER NOT NULL REFERENCES location (row),
    quantity    INTEGER NOT NULL CHECK (quantity > 0 AND quantity <= 9007199254740991),
    document_row INTEGER REFERENCES document (row),
    line_row    INTEGER REFERENCES document_line (row),
    purpose     TEXT NOT NULL,
    priority    INTEGER NOT NULL DEFAULT 0,
    hybrid_clock INTEGER NOT NULL,
    made_at_ms  INTEGER NOT NULL,
    -- NULL: a document in work, no clock.
    expires_at_ms INTEGER
) STRICT;
CREATE INDEX reservation_by_stock ON reservation (item_row, location_row, lot_row);

CREATE TABLE reservation_end (
    reservation_row INTEGER PRIMARY KEY REFERENCES reservation (row),
    how             TEXT NOT NULL CHECK (how IN ('committed', 'released', 'expired', 'broken')),
    entry_row       INTEGER REFERENCES entry (row),
    at_ms           INTEGER NOT NULL
) STRICT;

CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER movement_is_not_changed BEFORE UPDATE ON movement
    BEGIN SELECT RAISE(ABORT, 'a movement is never changed'); END;
CREATE TRIGGER movement_is_kept BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never deleted'); END;
CREATE TRIGGER placement_is_not_changed BEFORE UPDATE ON placement
    BEGIN SELECT RAISE(ABORT, 'a placement is never changed'); END;
CREATE TRIGGER placement_is_kept BEFORE DELETE ON placement
    BEGIN SELECT RAISE(ABORT, 'a placement is never deleted'); END;
CREATE TRIGGER reservation_is_not_changed BEFORE UPDATE ON reservation
    BEGIN SELECT RAISE(ABORT, 'a reservation is never changed'); END;
CREATE TRIGGER reservation_is_kept BEFORE DELETE ON reservation
    BEGIN SELECT RAISE(ABORT, 'a reservation is never deleted'); END;
CREATE TRIGGER reservation_end_is_not_changed BEFORE UPDATE ON reservation_end
    BEGIN SELECT RAISE(ABORT, 'a reservation ends once'); END;
CREATE TRIGGER reservation_end_is_kept BEFORE DELETE ON reservation_end
    BEGIN SELECT RAISE(ABORT, 'a reservation ends once'); END;

-- Derived: may be dropped and rebuilt from movements.
CREATE TABLE balance (
    location_row INTEGER NOT NULL REFERENCES location (row),
    item_row     INTEGER NOT NULL REFERENCES item (row),
    lot_row      INTEGER NOT NULL REFERENCES lot (row),
    -- Copied from the location's kind, because a CHECK cannot look elsewhere.
    physical     INTEGER NOT NULL CHECK (physical IN (0, 1)),
    on_hand      INTEGER NOT NULL DEFAULT 0,
    pieces       INTEGER NOT NULL DEFAULT 0,
    reserved     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (location_row, item_row, lot_row),
    CHECK (physical = 0 OR on_hand >= 0),
    CHECK (reserved >= 0 AND (physical = 0 OR reserved <= on_hand))
) STRICT, WITHOUT ROWID;
CREATE INDEX balance_by_item ON balance (item_row, location_row, lot_row);

CREATE TABLE serial_position (
    item_row     INTEGER NOT NULL REFERENCES item (row),
    serial       TEXT NOT NULL,
    location_row INTEGER NOT NULL REFERENCES location (row),
    lot_row      INTEGER NOT NULL REFERENCES lot (row),
    PRIMARY KEY (item_row, serial)
) STRICT, WITHOUT ROWID;
