-- What happened to whom, and where a lot went, without a walk through ten million movements.

CREATE INDEX movement_by_serial ON movement (serial) WHERE serial IS NOT NULL;
-- Its condition always holds: only a statement that repeats it uses this index, so none takes it by mistake.
CREATE INDEX movement_by_kind ON movement (kind) WHERE kind <> '';
CREATE INDEX entry_by_operator ON entry (operator_row);
CREATE INDEX entry_by_day ON entry (business_date);
CREATE INDEX lot_by_made_on ON lot (made_on) WHERE made_on IS NOT NULL;
CREATE INDEX IF NOT EXISTS balance_by_lot ON balance (lot_row);
