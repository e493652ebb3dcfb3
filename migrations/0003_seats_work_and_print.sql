-- Workplaces and their step, what a person must settle, what is printed, who may come in by HTTP.

CREATE TABLE seat (
    name          TEXT NOT NULL PRIMARY KEY,
    operator_row  INTEGER REFERENCES operator (row),
    -- The number of its last screen: a tap made on an older one is stale.
    screen_number INTEGER NOT NULL DEFAULT 0,
    -- The step in work, JSON under 16 KiB, with the version that wrote it.
    step_version  INTEGER NOT NULL DEFAULT 1,
    step          TEXT NOT NULL DEFAULT '{"at":"home"}' CHECK (length(step) < 16384),
    -- The last verdict, JSON: after a power cut the screen shows whether the unheard scan counted.
    verdict       TEXT
) STRICT;

CREATE TABLE task (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind       TEXT NOT NULL,
    -- One open task per cause.
    cause      TEXT NOT NULL,
    message    TEXT NOT NULL,
    severity   TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'urgent')),
    role       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'seen', 'settled', 'self_cleared')),
    entry_row  INTEGER REFERENCES entry (row),
    since_ms   INTEGER NOT NULL,
    settled_by INTEGER REFERENCES operator (row),
    settled_at_ms INTEGER,
    resolution TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX task_open_once ON task (cause) WHERE state IN ('open', 'seen');

CREATE TABLE print_job (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- Purpose, object, version, copy set: the same request twice is one job.
    request_key TEXT NOT NULL UNIQUE,
    -- The number in its own code (TLNP…), printed on the label.
    own_number INTEGER NOT NULL UNIQUE CHECK (own_number BETWEEN 0 AND 4294967295),
    role       TEXT NOT NULL,
    seat       TEXT NOT NULL,
    template   TEXT NOT NULL,
    content    TEXT NOT NULL,
    label_count INTEGER NOT NULL CHECK (label_count BETWEEN 1 AND 10000),
    copy       INTEGER NOT NULL DEFAULT 1 CHECK (copy >= 1),
    -- The job this one is another copy of.
    original_row INTEGER REFERENCES print_job (row),
    reason     TEXT NOT NULL DEFAULT '',
    state      TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'confirmed', 'failed', 'unknown', 'cancelled')),
    -- Code and values of why it is in this state, JSON.
    why        TEXT NOT NULL DEFAULT '{}',
    printer    TEXT NOT NULL DEFAULT '',
    -- What was sent, stored before the first byte left.
    bytes      BLOB,
    odometer_before INTEGER,
    confirmed_by TEXT NOT NULL DEFAULT '',
    item_row   INTEGER REFERENCES item (row),
    lot_row    INTEGER REFERENCES lot (row),
    entry_row  INTEGER REFERENCES entry (row),
    attempt_count INTEGER NOT NULL DEFAULT 0,
    next_at_ms INTEGER NOT NULL DEFAULT 0,
    made_at_ms INTEGER NOT NULL,
    sent_at_ms INTEGER,
    settled_at_ms INTEGER
) STRICT;
CREATE INDEX print_job_open ON print_job (role) WHERE state IN ('queued', 'sending', 'sent', 'unknown');
CREATE INDEX print_job_by_original ON print_job (original_row) WHERE original_row IS NOT NULL;
CREATE INDEX print_job_by_entry ON print_job (entry_row) WHERE entry_row IS NOT NULL;

CREATE TABLE token (
    row        INTEGER PRIMARY KEY,
    -- SHA-256 of the secret; the secret itself is shown once and kept nowhere.
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('token', 'pairing', 'cookie')),
    -- `read`, `seat`, `admin`, by comma.
    scopes     TEXT NOT NULL,
    seat       TEXT NOT NULL DEFAULT '',
    operator_row INTEGER REFERENCES operator (row),
    owner_row  INTEGER REFERENCES owner (row),
    made_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    used_at_ms INTEGER,
    ended_at_ms INTEGER
) STRICT;

-- Answers to writes over HTTP, by Idempotency-Key, in the same transaction as the effect.
CREATE TABLE request (
    key         BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 16),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    answer      TEXT NOT NULL,
    at_ms       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What people did besides stock: sign-ins, settings, switches, settlements.
CREATE TABLE audit (
    row          INTEGER PRIMARY KEY,
    at_ms        INTEGER NOT NULL,
    operator_row INTEGER REFERENCES operator (row),
    seat         TEXT NOT NULL DEFAULT '',
    action       TEXT NOT NULL,
    detail       TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;
