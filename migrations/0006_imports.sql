-- Files that were taken in: how far each is, and what stood there before, so that it is undone as a whole.

CREATE TABLE import (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind        TEXT NOT NULL CHECK (kind IN ('items', 'barcodes', 'lots', 'locations', 'opening_stock', 'counts',
                                              'purchase_orders')),
    -- As people know it, without its folder.
    file_name   TEXT NOT NULL,
    -- SHA-256 of its bytes: the same file goes on where it stopped.
    file_hash   BLOB NOT NULL CHECK (length(file_hash) = 32),
    operator_row INTEGER NOT NULL REFERENCES operator (row),
    seat        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('applying', 'done', 'undoing', 'undone')),
    line_count  INTEGER NOT NULL CHECK (line_count >= 0),
    -- Lines in one chunk, as it was begun with.
    chunk_lines INTEGER NOT NULL CHECK (chunk_lines BETWEEN 1 AND 1000),
    -- The newest movement when it began: what moved later is no difference of a count.
    begun_after INTEGER NOT NULL,
    begun_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER
) STRICT;
CREATE INDEX import_by_file ON import (file_hash, kind);
CREATE INDEX import_by_state ON import (state);

-- What was committed together, in the order of the file. A chunk without an entry changed no stock.
CREATE TABLE import_chunk (
    row        INTEGER PRIMARY KEY,
    import_row INTEGER NOT NULL REFERENCES import (row),
    chunk      INTEGER NOT NULL CHECK (chunk >= 0),
    entry_row  INTEGER REFERENCES entry (row),
    -- What was made and what stood there before, JSON, in the order it was written.
    changes    TEXT NOT NULL,
    undone_at_ms INTEGER,
    UNIQUE (import_row, chunk)
) STRICT;
CREATE UNIQUE INDEX import_chunk_by_entry ON import_chunk (entry_row) WHERE entry_row IS NOT NULL;
CREATE INDEX import_chunk_standing ON import_chunk (import_row, chunk) WHERE undone_at_ms IS NULL;

-- Opening the same item, lot and place twice is refused, naming the first.
CREATE INDEX movement_opening ON movement (lot_row, to_row) WHERE kind = 'initial';

-- Who points at what an import made: asked when it is undone, and by SQLite for each row that goes.
CREATE INDEX document_line_by_item ON document_line (item_row);
CREATE INDEX barcode_by_pack ON barcode (pack_row) WHERE pack_row IS NOT NULL;
CREATE INDEX balance_by_lot ON balance (lot_row);
CREATE INDEX serial_position_by_lot ON serial_position (lot_row);
CREATE INDEX reservation_by_lot ON reservation (lot_row);
CREATE INDEX print_job_by_lot ON print_job (lot_row) WHERE lot_row IS NOT NULL;
CREATE INDEX location_by_site ON location (site_row);
CREATE INDEX serial_position_by_location ON serial_position (location_row);
CREATE INDEX reservation_by_location ON reservation (location_row);
CREATE INDEX placement_by_from ON placement (from_row);
CREATE INDEX placement_by_to ON placement (to_row);
CREATE INDEX document_by_site ON document (site_row) WHERE site_row IS NOT NULL;
CREATE INDEX link_of_ours ON link (ours) WHERE ours IS NOT NULL;
