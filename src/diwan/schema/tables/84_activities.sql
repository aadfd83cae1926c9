-- What members announce in space and time. Class: projection, of activity.announced, activity.changed,
-- activity.state_set, envelope.released and envelope.withdrawn. Nothing is ever changed here: the latest row that is
-- not later than a moment tells how things stood then.

CREATE TABLE diwan.activity_version (
    member      text NOT NULL,
    record      uuid NOT NULL,
    activity    uuid NOT NULL, -- the record of its announcement
    audience    int NOT NULL,
    seq         bigint NOT NULL, -- in the author's log: the last one stands
    said_at     timestamptz NOT NULL,
    kind        text NOT NULL,
    name        text NOT NULL,
    details     text NOT NULL,
    contact     text NOT NULL,
    host        text NOT NULL, -- whose territory or field it uses; '' the own
    consent     text NOT NULL,
    conditions  text NOT NULL,
    envelope    uuid, -- what is released of it more widely, if anything
    PRIMARY KEY (member, record)
);
CREATE INDEX activity_version_by_activity ON diwan.activity_version (activity, seq);
CREATE INDEX activity_version_by_record ON diwan.activity_version (record);

CREATE TABLE diwan.activity_state (
    member   text NOT NULL,
    record   uuid NOT NULL,
    activity uuid NOT NULL,
    audience int NOT NULL,
    seq      bigint NOT NULL,
    state    text NOT NULL,
    reason   text NOT NULL,
    said_at  timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX activity_state_by_activity ON diwan.activity_state (activity, seq);

-- Area, height, time and how to reach the author, for readers who see nothing else of the activity.
CREATE TABLE diwan.conflict_envelope (
    member      text NOT NULL,
    record      uuid NOT NULL,
    audience    int NOT NULL,
    contact     text NOT NULL,
    released_at timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX conflict_envelope_by_record ON diwan.conflict_envelope (record);

CREATE TABLE diwan.conflict_envelope_end (
    member       text NOT NULL,
    record       uuid NOT NULL,
    envelope     uuid NOT NULL,
    audience     int NOT NULL,
    withdrawn_at timestamptz NOT NULL,
    PRIMARY KEY (member, envelope)
);

-- One row a volume, with a box around it in the earth-centred axes (metres), above the ellipsoid (metres), in seconds
-- since 1970. Plain comparisons of numbers are leakproof, so the index serves behind the gate too.
CREATE TABLE diwan.volume (
    member      text NOT NULL,
    subject     uuid NOT NULL, -- a version of an activity, or an envelope
    place       int NOT NULL,
    audience    int NOT NULL,
    is_envelope boolean NOT NULL,
    x_min double precision NOT NULL,
    y_min double precision NOT NULL,
    z_min double precision NOT NULL,
    x_max double precision NOT NULL,
    y_max double precision NOT NULL,
    z_max double precision NOT NULL,
    lower_m double precision NOT NULL,
    upper_m double precision NOT NULL,
    start_second bigint NOT NULL,
    end_second bigint NOT NULL,
    volume jsonb NOT NULL,
    PRIMARY KEY (member, subject, place)
);
CREATE INDEX volume_by_time ON diwan.volume (end_second, start_second);
CREATE INDEX volume_by_subject ON diwan.volume (subject);
