-- Crates that say what they weigh, counts that keep how they were weighed, and receipts that were undone after the
-- vendor had them.

-- location.tare: millionths of a kilogram, at most 500 kg, of crates alone.
CREATE TRIGGER location_tare_is_of_a_crate BEFORE UPDATE OF tare ON location
    WHEN new.tare IS NOT NULL AND (new.kind <> 'container' OR new.tare NOT BETWEEN 1 AND 500000000)
    BEGIN SELECT RAISE(ABORT, 'only a crate has a tare, and a crate weighs up to 500 kg'); END;

-- The reading as made, where the number was made from it: a weight with the crate. Empty: the number itself.
ALTER TABLE count_line ADD COLUMN reading TEXT NOT NULL DEFAULT '';
CREATE TRIGGER count_line_keeps_reading BEFORE UPDATE OF reading ON count_line WHEN new.reading <> old.reading
    BEGIN SELECT RAISE(ABORT, 'what was counted is never changed'); END;

-- Received there by what we told, and undone here since: those goods are not here. Less again once the vendor's own
-- figure goes down.
ALTER TABLE document_line ADD COLUMN undone_there INTEGER NOT NULL DEFAULT 0 CHECK (undone_there >= 0);
