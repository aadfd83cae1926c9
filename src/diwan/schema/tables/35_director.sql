-- What the director's member does while its term lasts, and how a term is handed over. Class: projection, of
-- director.named, meeting.convened, meeting.order_set, meeting.called_off and handover.signed.

-- Whom a member names as director for one of its terms. The last row of a term counts; '' takes the name back.
CREATE TABLE diwan.director_named (
    member   text NOT NULL,
    record   uuid NOT NULL,
    audience int NOT NULL,
    starts   timestamptz NOT NULL, -- of the term
    name     text NOT NULL,
    named_at timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);

CREATE TABLE diwan.meeting (
    member      text NOT NULL,
    record      uuid NOT NULL,
    audience    int NOT NULL,
    title       text NOT NULL,
    starts_at   timestamptz NOT NULL,
    place       text NOT NULL,
    room        text NOT NULL, -- '' for the whole centre
    agenda      text[] NOT NULL,
    convened_at timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX meeting_by_record ON diwan.meeting (record);

CREATE TABLE diwan.meeting_order (
    member    text NOT NULL,
    record    uuid NOT NULL,
    meeting   uuid NOT NULL,
    audience  int NOT NULL,
    agenda    text[] NOT NULL,
    is_called_off boolean NOT NULL,
    reason    text NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX meeting_order_by_meeting ON diwan.meeting_order (meeting);

-- Each side's signature, with the text that it stands under. Signed when both stand under the same.
CREATE TABLE diwan.handover_signature (
    member    text NOT NULL,
    record    uuid NOT NULL,
    audience  int NOT NULL,
    outgoing  text NOT NULL,
    incoming  text NOT NULL,
    passes_at timestamptz NOT NULL,
    sha256    text NOT NULL,
    text      jsonb NOT NULL,
    signed_as text NOT NULL CHECK (signed_as IN ('director', 'stand-in')),
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX handover_signature_by_moment ON diwan.handover_signature (passes_at);
