-- The outside: what goes out, what came in, what stands there. Nothing here ever changes the book by itself.

CREATE TABLE delivery (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    vendor     TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('purchase_receipt', 'stock_adjustment')),
    -- Points at the entry and copies nothing.
    entry_row  INTEGER NOT NULL REFERENCES entry (row),
    -- Per-document order: the next of a lane goes when the one before is done.
    lane       TEXT NOT NULL,
    -- Station, epoch and sequence in the vendor's own field: TM1-1-000123.
    natural_key TEXT NOT NULL,
    priority   INTEGER NOT NULL DEFAULT 2,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'unclear', 'retry_at', 'done', 'needs_person',
                                              'cancelled', 'superseded', 'withheld')),
    -- Where the connector's machine stands, JSON; committed before each request leaves and after its answer.
    progress   TEXT NOT NULL DEFAULT '{}',
    -- Code and values of why it is not done, JSON.
    why        TEXT NOT NULL DEFAULT '{}',
    vendor_words TEXT,
    -- Only answers of the vendor count.
    attempt_count INTEGER NOT NULL DEFAULT 0,
    -- Reads that did not find it, while unclear: time of the first.
    absent_since_ms INTEGER,
    next_at_ms INTEGER NOT NULL DEFAULT 0,
    made_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    UNIQUE (vendor, kind, entry_row)
) STRICT;
CREATE INDEX delivery_open ON delivery (vendor, priority) WHERE state IN ('waiting', 'sending', 'unclear', 'retry_at');
CREATE INDEX delivery_due ON delivery (vendor, next_at_ms) WHERE state IN ('waiting', 'sending', 'unclear', 'retry_at');
CREATE INDEX delivery_by_state ON delivery (vendor, state);
CREATE INDEX delivery_lane ON delivery (vendor, lane) WHERE state NOT IN ('done', 'cancelled', 'superseded');

-- Ours ↔ theirs. `kind`: item, location, lot, document, line, supplier, entry.
CREATE TABLE link (
    vendor     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    vendor_id  TEXT NOT NULL,
    -- Our UUID; NULL while nothing here fits.
    ours       BLOB CHECK (length(ours) = 16),
    -- What we must remember of theirs, JSON.
    facts      TEXT NOT NULL DEFAULT '{}',
    seen_at_ms INTEGER NOT NULL,
    gone       INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
    PRIMARY KEY (vendor, kind, vendor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_ours ON link (vendor, kind, ours) WHERE ours IS NOT NULL;

-- A vendor's stock, kept beside the ledger with its age; never part of it.
CREATE TABLE external_stock (
    vendor      TEXT NOT NULL,
    item_row    INTEGER NOT NULL REFERENCES item (row),
    place       TEXT NOT NULL,
    -- Millionths, and the vendor's own text where that is finer.
    quantity    INTEGER NOT NULL,
    vendor_text TEXT NOT NULL,
    as_of_ms    INTEGER NOT NULL,
    PRIMARY KEY (vendor, item_row, place)
) STRICT, WITHOUT ROWID;

-- Per connection and feed: how far it was read, how it went.
CREATE TABLE feed (
    vendor       TEXT NOT NULL,
    name         TEXT NOT NULL,
    -- The vendor's newest time seen, as it wrote it.
    watermark    TEXT NOT NULL DEFAULT '',
    good_at_ms   INTEGER,
    tried_at_ms  INTEGER,
    -- Code and values of the last failure, JSON; '{}' when the last run was good.
    trouble      TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (vendor, name)
) STRICT, WITHOUT ROWID;

-- The sync log, kept 30 days; secrets and personal data are redacted before they come here.
CREATE TABLE vendor_call (
    row         INTEGER PRIMARY KEY,
    vendor      TEXT NOT NULL,
    at_ms       INTEGER NOT NULL,
    method      TEXT NOT NULL,
    route       TEXT NOT NULL,
    status      INTEGER,
    duration_ms INTEGER NOT NULL,
    size        INTEGER NOT NULL DEFAULT 0,
    delivery_row INTEGER REFERENCES delivery (row),
    attempt     INTEGER NOT NULL DEFAULT 0,
    trouble     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX vendor_call_by_time ON vendor_call (at_ms);
