-- A second lot under one printed code of one maker; and where a lot's certificate is found.

-- 1 for the first lot of an item, code and maker; the same code with another date makes the next one. What is
-- printed stays as it is.
ALTER TABLE lot ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 1 CHECK (ordinal BETWEEN 1 AND 1000);

-- The key takes it in. Everything that is for ever points at this table, so it is not written anew: the schema's own
-- text is changed, as 0010 does, and the index behind the key is built from it again. The new key is the wider one:
-- no row that fitted the old one can fail it.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
    SET sql = replace(sql, 'UNIQUE (item_row, kind, code, maker)', 'UNIQUE (item_row, kind, code, maker, ordinal)')
    WHERE type = 'table' AND name = 'lot';
PRAGMA writable_schema = RESET;
REINDEX lot;

-- The certificate of analysis: an https address, or the name of a file that is kept beside the goods' papers. The
-- column for a file that the station itself keeps stays for that.
ALTER TABLE lot ADD COLUMN certificate_link TEXT CHECK (length(certificate_link) BETWEEN 1 AND 300);
