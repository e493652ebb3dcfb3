-- Print jobs that know each of their labels: begun, out, in doubt; and who the printers were that printed them.

-- What is known of each label, JSON. NULL: nobody took the job yet, or it is of before.
ALTER TABLE print_job ADD COLUMN batch TEXT;
-- Another printer stands in the place of the known one: both, JSON, until a person agrees.
ALTER TABLE print_job ADD COLUMN swapped TEXT;
-- How finely `bytes` were drawn. NULL: as the printer's settings say.
ALTER TABLE print_job ADD COLUMN drawn_dpi INTEGER;
-- A person wants no more of it; whoever prints it ends it.
ALTER TABLE print_job ADD COLUMN cancel_asked INTEGER NOT NULL DEFAULT 0 CHECK (cancel_asked IN (0, 1));
-- A person said that it is to go on: from then on it may wait anew.
ALTER TABLE print_job ADD COLUMN answered_at_ms INTEGER;
CREATE INDEX print_job_at_printer ON print_job (printer) WHERE state IN ('queued', 'sending', 'sent', 'unknown');
CREATE INDEX print_job_by_printer_sent ON print_job (printer, sent_at_ms) WHERE sent_at_ms IS NOT NULL;

-- Who stood at a printer's name last, so that another one there is noticed.
CREATE TABLE known_printer (
    name       TEXT NOT NULL PRIMARY KEY,
    -- What it told of itself, JSON.
    identity   TEXT NOT NULL,
    seen_at_ms INTEGER NOT NULL
) STRICT;
