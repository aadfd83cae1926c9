-- What was said. Class: record. Nothing here is dropped by `diwan rebuild`.

-- Audiences are interned: a set of members, sorted, under a small number. The numbers are never shown.
CREATE TABLE diwan.audience (
    id      int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    members text[] NOT NULL UNIQUE
);
CREATE TABLE diwan.audience_member (
    member   text NOT NULL,
    audience int NOT NULL REFERENCES diwan.audience (id),
    PRIMARY KEY (member, audience)
);

-- The end of each member's log. Its row lock makes two officers who file at once stand in line.
CREATE TABLE diwan.log_head (
    member text PRIMARY KEY,
    seq    bigint NOT NULL,
    head   bytea NOT NULL
);

-- All that everybody sees of a record: that something was said.
CREATE TABLE diwan.leaf (
    member     text NOT NULL,
    seq        bigint NOT NULL,
    prev       bytea NOT NULL,
    commitment bytea NOT NULL,
    PRIMARY KEY (member, seq)
);

-- For the audience alone. `signed_audience` is the label's; `audience` is what it is now, after the
-- originator's narrowing or widening. After a recall envelope and salt are NULL and the leaf stays.
CREATE TABLE diwan.record (
    member          text NOT NULL,
    id              uuid NOT NULL,
    seq             bigint NOT NULL,
    kind            text NOT NULL,
    officer         uuid,
    at              timestamptz NOT NULL,
    audience        int NOT NULL,
    signed_audience int NOT NULL,
    envelope        bytea,
    salt            bytea,
    PRIMARY KEY (member, id),
    UNIQUE (member, seq)
);
CREATE INDEX record_by_id ON diwan.record (id);
CREATE INDEX record_by_audience ON diwan.record (audience, at);

-- The order in which records came to this node, over all members. Never shown: its gaps would tell.
CREATE TABLE diwan.arrival (
    position bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    member   text NOT NULL,
    id       uuid NOT NULL,
    UNIQUE (member, id)
);

-- Bytes as they came, addressed by record and never by hash: a shared hash would tell who else holds them.
CREATE TABLE diwan.evidence (
    member     text NOT NULL,
    record     uuid NOT NULL,
    audience   int NOT NULL,
    name       text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256     bytea NOT NULL,
    data       bytea NOT NULL,
    PRIMARY KEY (member, record)
);
-- Most evidence is packed already; and a piece can be read without unpacking the whole.
ALTER TABLE diwan.evidence ALTER COLUMN data SET STORAGE EXTERNAL;
