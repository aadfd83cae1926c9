-- Who the centre is. Class: projection, of charter.signed, centre.founded, member.admitted, room.opened,
-- outside_party.listed and officer.appointed. Names are {"ar": …, "fa": …, "ru": …, "en": …}.

CREATE TABLE diwan.centre (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id        uuid NOT NULL,
    charter   text NOT NULL, -- SHA-256 of the text that all founders signed
    text      jsonb NOT NULL,
    names     jsonb NOT NULL,
    time_zone text NOT NULL,
    rotation  text[] NOT NULL,
    founded_at timestamptz NOT NULL -- when the last founder had signed
);

CREATE TABLE diwan.charter_signature (
    member    text PRIMARY KEY,
    record    uuid NOT NULL,
    charter   text NOT NULL,
    signed_at timestamptz NOT NULL
);

CREATE TABLE diwan.member_key (
    member     text NOT NULL,
    key_id     text NOT NULL,
    public_key bytea NOT NULL, -- 32 bytes, Ed25519
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (member, key_id)
);

CREATE TABLE diwan.member (
    id         text PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('member', 'observer', 'outside')),
    names      jsonb NOT NULL,
    country    text NOT NULL DEFAULT '', -- ISO 3166-1 alpha-2, for its flagless short form
    listed_by  text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz
);

CREATE TABLE diwan.room (
    id         text PRIMARY KEY,
    names      jsonb NOT NULL,
    opened_by  text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz
);

CREATE TABLE diwan.room_member (
    room       text NOT NULL,
    member     text NOT NULL,
    role       text NOT NULL CHECK (role IN ('lead', 'member', 'guest')),
    opened_by  text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (room, member, valid_from)
);

-- Seen by the own member alone.
CREATE TABLE diwan.officer (
    member     text NOT NULL,
    id         uuid NOT NULL,
    names      jsonb NOT NULL,
    language   text NOT NULL,
    roles      text[] NOT NULL,
    sign_in    text NOT NULL, -- unique within the member, never in the centre
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (member, id)
);
CREATE INDEX officer_by_id ON diwan.officer (id);
