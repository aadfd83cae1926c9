-- What a member tells chosen others of an activity, and what came back. Class: projection, of the kinds notice.…. Nothing is
-- ever changed here: how a notice stands at a moment follows from these rows: diwan.coordinate.notice_words.
CREATE TABLE diwan.notice (
    member     text NOT NULL, -- who tells it
    record     uuid NOT NULL,
    audience   int NOT NULL,
    activity   uuid NOT NULL, -- the addressees may read no more of it than what stands here
    version    uuid NOT NULL, -- as the activity was announced when this was told
    agreement  uuid, -- under which it is told, if under any
    kind       text NOT NULL,
    name       text NOT NULL,
    contact    text NOT NULL,
    text       text NOT NULL,
    volumes    jsonb NOT NULL,
    begins_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    lead_hours int, -- that the agreement asked for
    channel    text NOT NULL, -- that the agreement names
    members    text[] NOT NULL, -- that are told, sorted: each can give a receipt
    rooms      text[] NOT NULL, -- whose members are among them
    outside    text[] NOT NULL, -- outside parties, told by the channel of the agreement
    client     text NOT NULL,
    sent_at    timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX notice_by_record ON diwan.notice (record);
CREATE INDEX notice_by_activity ON diwan.notice (activity);
CREATE INDEX notice_by_time ON diwan.notice (sent_at, record);

-- Receipts, and that its author withdrew it.
CREATE TABLE diwan.notice_step (
    member   text NOT NULL, -- who signs it
    record   uuid NOT NULL,
    notice   uuid NOT NULL,
    audience int NOT NULL,
    seq      bigint NOT NULL, -- in the signer's log
    party    text NOT NULL, -- of whom it tells: the member itself, or an outside party in which its author observed it
    step     text NOT NULL CHECK (step IN ('delivered', 'received', 'read', 'objected', 'commented', 'objection_withdrawn', 'withdrawn')),
    desk     text NOT NULL, -- which received it, as in the duty log; '' elsewhere
    way      text NOT NULL, -- how it was observed in an outside party; '' elsewhere
    text     text NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX notice_step_by_notice ON diwan.notice_step (notice, at);
