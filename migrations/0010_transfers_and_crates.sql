-- Goods on the road between sites, crates that are washed, goods in people's hands, counts that wait for a pick.

-- One more kind of document. Nothing that is stored changes, only what the column takes from now on: the schema's
-- own text is changed as SQLite's manual says (*Making Other Kinds Of Table Schema Changes*), so that no table of
-- any size is written again and nothing that points at documents is touched.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''blind_receipt'', ''count'')', '''blind_receipt'', ''count'', ''transfer'')')
    WHERE type = 'table' AND name = 'document';
PRAGMA writable_schema = RESET;

-- A document of goods that go from one site to another. What is on the road stands at a place of its own, so that
-- no transfer takes in what another one carries; its balance says what is still out.
CREATE TABLE transfer (
    row          INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL UNIQUE REFERENCES document (row),
    transit_row  INTEGER NOT NULL UNIQUE REFERENCES location (row),
    from_row     INTEGER NOT NULL REFERENCES location (row),
    to_row       INTEGER NOT NULL REFERENCES location (row),
    -- open: being loaded. in_transit: it left, nothing is added. received: nothing more is expected.
    state        TEXT NOT NULL CHECK (state IN ('open', 'in_transit', 'received')),
    CHECK (from_row <> to_row)
) STRICT;
CREATE INDEX transfer_open ON transfer (state) WHERE state <> 'received';
CREATE INDEX transfer_by_from ON transfer (from_row);
CREATE INDEX transfer_by_to ON transfer (to_row);

-- A reusable crate is in use with goods in it, dirty once something was taken out of it and it is empty, and clean
-- when somebody says so: after which movement that was. Crates that are here already count as clean now.
ALTER TABLE location ADD COLUMN cleaned_after INTEGER NOT NULL DEFAULT 0;
UPDATE location SET cleaned_after = (SELECT coalesce(max(row), 0) FROM movement) WHERE kind = 'container';

-- What a person carries, one place a site.
CREATE UNIQUE INDEX location_in_hand ON location (operator_row, site_row) WHERE purpose = 'in_hand';
CREATE INDEX location_by_operator ON location (operator_row) WHERE operator_row IS NOT NULL;

-- Somebody was taking these goods, and had not booked it yet, while they were counted: what that seat books next
-- from there left before the count.
CREATE TABLE count_wait (
    line_row INTEGER NOT NULL REFERENCES count_line (row),
    seat     TEXT NOT NULL,
    operator_row INTEGER NOT NULL REFERENCES operator (row),
    -- As it was said then, millionths of the item's stock unit.
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (line_row, seat)
) STRICT, WITHOUT ROWID;
CREATE INDEX count_wait_by_seat ON count_wait (seat);
