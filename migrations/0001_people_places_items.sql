-- Who, where and what: the nouns. Identity is a 16-byte UUIDv7; `row` ids never leave this file.

CREATE TABLE owner (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL
) STRICT;

CREATE TABLE operator (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('operator', 'lead', 'inventory_manager', 'customer_service', 'admin')),
    language   TEXT NOT NULL,
    -- The number in the badge's own code (TLNB…); NULL once the badge was taken away.
    badge      INTEGER UNIQUE CHECK (badge BETWEEN 0 AND 4294967295),
    -- Argon2id, NULL until a PIN is set.
    pin_hash   TEXT,
    owner_row  INTEGER REFERENCES owner (row),
    made_at_ms INTEGER NOT NULL,
    retired_at_ms INTEGER
) STRICT;

CREATE TABLE location (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind       TEXT NOT NULL CHECK (kind IN ('site', 'zone', 'bin', 'container', 'supplier', 'customer',
                                             'production', 'loss', 'adjustment', 'transit')),
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL DEFAULT '',
    purpose    TEXT NOT NULL DEFAULT 'store' CHECK (purpose IN ('store', 'dock', 'hold', 'unassigned', 'in_hand')),
    -- The number in its own label (TLNL…, TLNH…).
    own_number INTEGER UNIQUE CHECK (own_number BETWEEN 0 AND 4294967295),
    sscc       TEXT UNIQUE CHECK (length(sscc) = 18),
    -- Containers: fixed code and tare, or used once.
    reusable   INTEGER NOT NULL DEFAULT 1 CHECK (reusable IN (0, 1)),
    tare       INTEGER,
    -- Derived from placements for containers; fixed for the rest of the tree.
    parent_row INTEGER REFERENCES location (row),
    site_row   INTEGER REFERENCES location (row),
    operator_row INTEGER REFERENCES operator (row)
) STRICT;
CREATE INDEX location_by_parent ON location (parent_row);
CREATE INDEX location_by_code ON location (code COLLATE NOCASE);
CREATE INDEX location_by_kind ON location (kind);
CREATE INDEX location_by_purpose ON location (purpose);

CREATE TABLE item (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    owner_row    INTEGER NOT NULL REFERENCES owner (row),
    sku          TEXT NOT NULL,
    unit         TEXT NOT NULL,
    decimals     INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6),
    pictogram    TEXT NOT NULL DEFAULT '',
    lot_tracked  INTEGER NOT NULL CHECK (lot_tracked IN (0, 1)),
    serial_tracked INTEGER NOT NULL DEFAULT 0 CHECK (serial_tracked IN (0, 1)),
    catch_weight INTEGER NOT NULL DEFAULT 0 CHECK (catch_weight IN (0, 1)),
    expiry_rule  TEXT NOT NULL DEFAULT 'asked' CHECK (expiry_rule IN ('asked', 'none_printed')),
    near_expiry_days INTEGER NOT NULL DEFAULT 14,
    lot_pattern  TEXT NOT NULL DEFAULT '',
    -- Exact numerator/denominator of kg per litre, with where it comes from.
    density_numerator INTEGER, density_denominator INTEGER, density_source TEXT,
    made_at_ms   INTEGER NOT NULL,
    retired_at_ms INTEGER,
    UNIQUE (owner_row, sku)
) STRICT;
-- People and scanners do not agree on case; an exact hit is preferred by whoever asks.
CREATE INDEX item_by_sku ON item (sku COLLATE NOCASE);

CREATE TABLE item_name (
    item_row INTEGER NOT NULL REFERENCES item (row),
    language TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (item_row, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE pack (
    row         INTEGER PRIMARY KEY,
    item_row    INTEGER NOT NULL REFERENCES item (row),
    name        TEXT NOT NULL,
    -- Stock units in one pack, exactly.
    numerator   INTEGER NOT NULL CHECK (numerator > 0),
    denominator INTEGER NOT NULL CHECK (denominator > 0),
    UNIQUE (item_row, name)
) STRICT;

-- A code may stand for several items (then the screen asks), never twice for the same one.
-- GTINs are stored as 14 digits.
CREATE TABLE barcode (
    row      INTEGER PRIMARY KEY,
    code     TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 512),
    item_row INTEGER NOT NULL REFERENCES item (row),
    pack_row INTEGER REFERENCES pack (row),
    kind     TEXT NOT NULL CHECK (kind IN ('gtin', 'supplier', 'vendor', 'own', 'named_here')),
    UNIQUE (code, item_row)
) STRICT;
CREATE INDEX barcode_by_item ON barcode (item_row);

CREATE TABLE lot (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    item_row    INTEGER NOT NULL REFERENCES item (row),
    kind        TEXT NOT NULL CHECK (kind IN ('none', 'not_known', 'coded')),
    code        TEXT NOT NULL,
    maker       TEXT NOT NULL DEFAULT '',
    expiry_kind TEXT NOT NULL CHECK (expiry_kind IN ('date', 'month', 'none_printed', 'not_known')),
    expiry      TEXT CHECK (expiry GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    made_on     TEXT,
    status      TEXT NOT NULL DEFAULT 'released' CHECK (status IN ('released', 'quarantine', 'recalled')),
    certificate BLOB REFERENCES attachment (hash),
    ours        INTEGER NOT NULL DEFAULT 0 CHECK (ours IN (0, 1)),
    made_at_ms  INTEGER NOT NULL,
    UNIQUE (item_row, kind, code, maker),
    CHECK ((kind = 'coded') = (code <> '')),
    CHECK ((expiry IS NOT NULL) = (expiry_kind IN ('date', 'month')))
) STRICT;
CREATE INDEX lot_by_code ON lot (code) WHERE code <> '';

-- Photos, PDFs, certificates: files named by their hash in the data directory, never changed.
CREATE TABLE attachment (
    hash       BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL CHECK (size >= 0),
    made_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment_use (
    hash    BLOB NOT NULL REFERENCES attachment (hash),
    subject TEXT NOT NULL CHECK (subject IN ('entry', 'lot', 'document', 'check', 'parked')),
    id      BLOB NOT NULL CHECK (length(id) = 16),
    PRIMARY KEY (subject, id, hash)
) STRICT, WITHOUT ROWID;
