-- Calls on the telephone. Class: projection, of call.noted and call.corrected. Nothing is ever changed here: a correction is
-- a row of its own, and the latest that is not later than a moment tells how the call stood then.
CREATE TABLE diwan.call_version (
    member       text NOT NULL,
    record       uuid NOT NULL,
    call         uuid NOT NULL, -- the record that noted it first
    audience     int NOT NULL,
    seq          bigint NOT NULL, -- in the author's log: the last one stands
    called_at    timestamptz NOT NULL,
    way          text NOT NULL CHECK (way IN ('incoming', 'outgoing')),
    party        text NOT NULL, -- a member or outside party; '' for anybody else
    person       text NOT NULL, -- who spoke at the other end, by name or post
    words        text NOT NULL, -- as they were read back
    confirmed_by text NOT NULL, -- who said that they are right; '' for nobody
    note         text NOT NULL,
    reason       text NOT NULL, -- of a correction
    links        uuid[] NOT NULL,
    client       text NOT NULL,
    said_at      timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX call_version_by_call ON diwan.call_version (call, seq);
CREATE INDEX call_version_by_time ON diwan.call_version (called_at, call);
