-- The duty log, and watches as they were handed over. Class: projection, of duty.noted, watch.handed_over and watch.taken.
-- A desk is `own`, `function:…` or `room:…` of the charter. Rows are laid once and never changed.
CREATE TABLE diwan.duty_entry (
    member      text NOT NULL,
    record      uuid NOT NULL,
    audience    int NOT NULL,
    desk        text NOT NULL,
    happened_at timestamptz NOT NULL,
    text        text NOT NULL,
    links       uuid[] NOT NULL,
    client      text NOT NULL,
    noted_at    timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX duty_entry_by_time ON diwan.duty_entry (happened_at, record);

-- What the leaving officer signed. The last one of a desk counts, until it is taken.
CREATE TABLE diwan.watch_handover (
    member    text NOT NULL,
    record    uuid NOT NULL,
    audience  int NOT NULL, -- the own member alone
    officer   uuid NOT NULL, -- who left
    desk      text NOT NULL,
    seq       bigint NOT NULL,
    sha256    text NOT NULL,
    text      jsonb NOT NULL,
    handed_at timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX watch_handover_by_desk ON diwan.watch_handover (member, desk, seq);

-- Signed by another officer of the same member, under the same text.
CREATE TABLE diwan.watch_taking (
    member   text NOT NULL,
    record   uuid NOT NULL,
    audience int NOT NULL,
    officer  uuid NOT NULL, -- who took it
    handover uuid NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, handover)
);
