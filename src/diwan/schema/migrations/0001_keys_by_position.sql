-- A signature counts by its place in the author's log, not by a clock: docs/explanation/keys.md.
ALTER TABLE diwan.member_key
    ADD COLUMN from_seq bigint NOT NULL DEFAULT 1, -- first place that this key may sign
    ADD COLUMN to_seq bigint,                      -- last place; NULL while it is in use
    ADD COLUMN ended text CHECK (ended IN ('rotated', 'revoked', 'lost', 'compromised')),
    ADD COLUMN ended_by uuid;                      -- the record that says so
