-- What is known of goods beside how they are counted, and what a place accepts: the facts behind the guards. Ours,
-- brought by files; each import keeps what it changed. And pieces of weighed goods, which never go below zero where
-- goods stand.

CREATE TABLE item_fact (
    item_row      INTEGER PRIMARY KEY REFERENCES item (row),
    storage_class TEXT CHECK (storage_class IN ('dry', 'chilled', 'frozen', 'chemical', 'packaging')),
    -- NULL: nobody said.
    food          INTEGER CHECK (food IN (0, 1)),
    -- Good for so many days once it was opened.
    days_after_opening INTEGER CHECK (days_after_opening >= 0),
    -- What we make of it is good for so long.
    shelf_life      INTEGER CHECK (shelf_life > 0),
    shelf_life_unit TEXT CHECK (shelf_life_unit IN ('days', 'months')),
    -- Catch weight: what one piece usually is, millionths of the stock unit. Plausibility only.
    usual_piece   INTEGER CHECK (usual_piece > 0),
    -- Out of its storage for so long at most.
    minutes_out   INTEGER CHECK (minutes_out > 0),
    CHECK ((shelf_life IS NULL) = (shelf_life_unit IS NULL))
) STRICT;

CREATE TABLE item_allergen (
    item_row INTEGER NOT NULL REFERENCES item (row),
    allergen TEXT NOT NULL,
    -- 1: it may contain it, from the equipment it was made on.
    traces   INTEGER NOT NULL CHECK (traces IN (0, 1)),
    PRIMARY KEY (item_row, allergen)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_halal (
    item_row    INTEGER NOT NULL REFERENCES item (row),
    supplier    TEXT NOT NULL,
    certificate TEXT NOT NULL,
    -- NULL: it does not end.
    last_day    TEXT CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    PRIMARY KEY (item_row, supplier)
) STRICT, WITHOUT ROWID;

-- A place without a row accepts what the place around it accepts; where nothing says anything, everything.
CREATE TABLE place_storage (
    location_row  INTEGER NOT NULL REFERENCES location (row),
    storage_class TEXT NOT NULL CHECK (storage_class IN ('dry', 'chilled', 'frozen', 'chemical', 'packaging')),
    PRIMARY KEY (location_row, storage_class)
) STRICT, WITHOUT ROWID;

-- Goods of other allergens stay out of it.
CREATE TABLE place_apart (
    location_row INTEGER PRIMARY KEY REFERENCES location (row)
) STRICT;

-- Beside the weight that was counted.
ALTER TABLE count_line ADD COLUMN pieces INTEGER NOT NULL DEFAULT 0 CHECK (pieces >= 0);
CREATE TRIGGER count_line_keeps_pieces BEFORE UPDATE OF pieces ON count_line WHEN new.pieces <> old.pieces
    BEGIN SELECT RAISE(ABORT, 'what was counted is never changed'); END;

CREATE TRIGGER balance_has_no_missing_pieces BEFORE UPDATE OF pieces ON balance
    WHEN new.pieces < 0 AND new.pieces < old.pieces AND new.physical = 1
    BEGIN SELECT RAISE(ABORT, 'a place never holds fewer pieces than none'); END;
