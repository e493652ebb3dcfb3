-- Lots judged by entries; how they age; how a screen treats what the book did not expect.

-- What an entry did to a lot: for ever, in the chain. One fact a row: its status, or its date.
CREATE TABLE lot_change (
    row         INTEGER PRIMARY KEY,
    entry_row   INTEGER NOT NULL REFERENCES entry (row),
    line        INTEGER NOT NULL CHECK (line >= 1),
    lot_row     INTEGER NOT NULL REFERENCES lot (row),
    act         TEXT NOT NULL CHECK (act IN ('hold', 'release', 'recall', 'extend', 'reversal')),
    status_before TEXT CHECK (status_before IN ('released', 'quarantine', 'recalled')),
    status_after  TEXT CHECK (status_after IN ('released', 'quarantine', 'recalled')),
    -- The first date before is the printed one.
    expiry_kind_before TEXT CHECK (expiry_kind_before IN ('date', 'month')),
    expiry_before TEXT CHECK (expiry_before GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    expiry_kind_after TEXT CHECK (expiry_kind_after IN ('date', 'month')),
    expiry_after  TEXT CHECK (expiry_after GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reason      TEXT NOT NULL,
    UNIQUE (entry_row, line),
    CHECK ((status_before IS NULL) = (status_after IS NULL)),
    CHECK ((expiry_before IS NULL) = (expiry_after IS NULL)),
    CHECK ((expiry_before IS NULL) = (expiry_kind_before IS NULL)),
    CHECK ((expiry_after IS NULL) = (expiry_kind_after IS NULL)),
    CHECK ((status_before IS NULL) <> (expiry_before IS NULL)),
    CHECK (status_before IS NULL OR status_before <> status_after)
) STRICT;
CREATE INDEX lot_change_by_lot ON lot_change (lot_row);
CREATE TRIGGER lot_change_is_not_changed BEFORE UPDATE ON lot_change
    BEGIN SELECT RAISE(ABORT, 'what was done to a lot is never changed'); END;
CREATE TRIGGER lot_change_is_kept BEFORE DELETE ON lot_change
    BEGIN SELECT RAISE(ABORT, 'what was done to a lot is never deleted'); END;

CREATE TABLE item_life (
    item_row          INTEGER PRIMARY KEY REFERENCES item (row),
    date_meaning      TEXT NOT NULL CHECK (date_meaning IN ('best_before', 'use_by')),
    waits_for_release INTEGER NOT NULL CHECK (waits_for_release IN (0, 1)),
    minimum_days      INTEGER CHECK (minimum_days BETWEEN 0 AND 36500),
    minimum_percent   INTEGER CHECK (minimum_percent BETWEEN 0 AND 100),
    shelf_life_days   INTEGER CHECK (shelf_life_days BETWEEN 1 AND 36500)
) STRICT;

CREATE TABLE policy (
    row          INTEGER PRIMARY KEY,
    -- NULL: every location, every item.
    location_row INTEGER REFERENCES location (row),
    item_row     INTEGER REFERENCES item (row),
    operation    TEXT NOT NULL CHECK (operation IN ('over_receipt', 'move', 'adjust')),
    says         TEXT NOT NULL CHECK (says IN ('ask', 'warn', 'step_up'))
) STRICT;
CREATE UNIQUE INDEX policy_once ON policy (operation, coalesce(item_row, 0), coalesce(location_row, 0));

CREATE TABLE over_tolerance (
    -- As the order names who brings it.
    supplier TEXT NOT NULL CHECK (supplier <> ''),
    item_row INTEGER NOT NULL REFERENCES item (row),
    percent  INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
    PRIMARY KEY (supplier, item_row)
) STRICT, WITHOUT ROWID;
