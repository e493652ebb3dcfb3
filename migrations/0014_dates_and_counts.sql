-- Who said a lot's date, and which movements a count came after: the clock alone does not say it once it was put right.

-- The entry whose goods said the date that stands; with it undone nobody said it. NULL: imported, or not known.
ALTER TABLE lot ADD COLUMN dated_by BLOB CHECK (length(dated_by) = 16);
CREATE INDEX lot_by_dated ON lot (dated_by) WHERE dated_by IS NOT NULL;

-- The newest movement of the book when the number was said. NULL: said before this was kept, or of an earlier time.
ALTER TABLE count_line ADD COLUMN said_after INTEGER CHECK (said_after >= 0);
