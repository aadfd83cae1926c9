-- Incidents: what was reported, each side's versions, replies, and that it was withdrawn. Class: projection, of the kinds
-- incident.…. Nothing is ever changed here: a later version of the same member is a row of its own.
CREATE TABLE diwan.incident_entry (
    member      text NOT NULL,
    record      uuid NOT NULL,
    incident    uuid NOT NULL, -- the record that reported it
    audience    int NOT NULL,
    seq         bigint NOT NULL, -- in the author's log
    act         text NOT NULL CHECK (act IN ('reported', 'told', 'replied', 'withdrawn')),
    kind        text NOT NULL CHECK (kind IN ('', 'near_miss', 'breach', 'damage', 'other')), -- '' where nothing is told
    stand       text NOT NULL CHECK (stand IN ('', 'happened', 'otherwise', 'denied', 'unknown')),
    title       text NOT NULL, -- of what is reported
    parties     text[] NOT NULL, -- members involved besides the author of the report, sorted
    happened_at timestamptz, -- of what is reported or told
    place       text NOT NULL,
    latitude    double precision,
    longitude   double precision,
    words       text NOT NULL, -- the version, the reply, or why it is withdrawn
    reason      text NOT NULL, -- of a later version
    links       uuid[] NOT NULL,
    client      text NOT NULL,
    said_at     timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX incident_entry_by_incident ON diwan.incident_entry (incident);
CREATE INDEX incident_entry_by_time ON diwan.incident_entry (said_at, incident) WHERE act = 'reported';
