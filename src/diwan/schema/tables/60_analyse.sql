-- What the machine read and compared. Derived: `diwan rebuild` empties these and the jobs fill them again.

-- One row a report and set of stage versions, from the report and the shipped rules alone,
-- under the report's own label. `keys` are the exact fingerprints by which candidates are found.
CREATE TABLE diwan.annotation (
    report   uuid   NOT NULL,
    stages   text   NOT NULL,  -- "language=script/1 places=gazetteer/3 …", sorted
    member   text   NOT NULL,
    audience int    NOT NULL,
    reading  jsonb  NOT NULL,
    keys     bigint[] NOT NULL,
    PRIMARY KEY (report, stages)
);
CREATE INDEX annotation_keys ON diwan.annotation USING gin (keys);
CREATE INDEX annotation_audience ON diwan.annotation (audience);

-- Made once per pair, a function of the two texts alone; readable by whoever may read both ends.
CREATE TABLE diwan.edge (
    taker          uuid NOT NULL,
    taken          uuid NOT NULL,
    relation       text NOT NULL CHECK (relation IN ('copy', 'excerpt', 'quotation', 'same_event')),
    taker_audience int  NOT NULL,
    taken_audience int  NOT NULL,
    score          double precision NOT NULL,
    why            text NOT NULL,
    facts          jsonb NOT NULL,
    PRIMARY KEY (taker, taken, relation)
);
CREATE INDEX edge_taken ON diwan.edge (taken);

-- The overlay: one member's picture, computed through the gate from what that member may read.
CREATE TABLE diwan.event (
    viewer      text NOT NULL,
    event       uuid NOT NULL,   -- the address of its earliest report: see report_component
    component   uuid NOT NULL,   -- least report id of its component: what is recomputed together
    kind        text NOT NULL,
    day         date,            -- of the happening; NULL when no date could be read
    day_value   text,            -- ISO 8601 as read: a day, a month, a range
    changed_at  timestamptz NOT NULL,  -- newest publication (or arrival) among its visible reports
    newest_entered_at timestamptz NOT NULL,  -- when its latest report came into this picture
    lat         double precision,
    lon         double precision,
    geonameid   int,
    country     text,
    reports     int NOT NULL,
    origins     int NOT NULL,
    asserts     int NOT NULL,
    confirms    int NOT NULL,
    denies      int NOT NULL,
    doubts      int NOT NULL,
    retracts    int NOT NULL,
    contested   boolean NOT NULL,
    numbers_disagree boolean NOT NULL,
    headline    text NOT NULL,   -- beside the body, so that a map of thousands opens no body
    headline_language text NOT NULL,
    body        jsonb NOT NULL,  -- core.picture.Event with its propositions, origins, quantities, actors
    PRIMARY KEY (viewer, event)
);
CREATE INDEX event_changed ON diwan.event (viewer, changed_at DESC, event);
CREATE INDEX event_component ON diwan.event (viewer, component);

CREATE TABLE diwan.event_report (
    viewer    text NOT NULL,
    report    uuid NOT NULL,
    event     uuid NOT NULL,
    component uuid NOT NULL,
    origin    int  NOT NULL,   -- which of the event's origins it rests on
    at        timestamptz NOT NULL,  -- of the report's publication, or its arrival
    entered_at timestamptz NOT NULL, -- when it came into this picture
    denies    boolean NOT NULL,      -- it holds a denial about this event
    PRIMARY KEY (viewer, report, event)
);
CREATE INDEX event_report_event ON diwan.event_report (viewer, event);
CREATE INDEX event_report_component ON diwan.event_report (viewer, component);

-- Every visible report belongs to one component; alone when nothing visible touches it. Each has an address, an
-- HMAC under the viewer's key; an event goes by the address of its earliest report, and the address of any of its
-- reports leads to it, so that a link which was sent yesterday still leads to the event when another report joined.
CREATE TABLE diwan.report_component (
    viewer    text NOT NULL,
    report    uuid NOT NULL,
    component uuid NOT NULL,
    address   uuid NOT NULL,
    PRIMARY KEY (viewer, report)
);
CREATE INDEX report_component_address ON diwan.report_component (viewer, address);
CREATE INDEX report_component_component ON diwan.report_component (viewer, component);

CREATE TABLE diwan.actor (
    viewer    text NOT NULL,
    actor     uuid NOT NULL,
    component uuid NOT NULL,
    kind      text NOT NULL,
    body      jsonb NOT NULL,  -- core.picture.Actor
    PRIMARY KEY (viewer, actor, component)
);
CREATE INDEX actor_component ON diwan.actor (viewer, component);

-- Local state: counts the reports that came into the viewer's own picture; a page asks for it to say "3 new".
CREATE TABLE diwan.picture_state (
    viewer  text PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0
);

-- Local state: when each report came into one member's picture, so that "new" means new here, however late it was
-- filed, read or released. A rebuild keeps it: what an officer has seen does not become new again.
CREATE TABLE diwan.picture_entered (
    viewer  text NOT NULL,
    report  uuid NOT NULL,
    version bigint NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (viewer, report)
);
CREATE INDEX picture_entered_version ON diwan.picture_entered (viewer, version);

-- Local state: reports whose component one member's picture has still to take in. Drained by `refresh_picture`.
CREATE TABLE diwan.picture_due (
    viewer text NOT NULL,
    report uuid NOT NULL,
    PRIMARY KEY (viewer, report)
);

-- What officers said of a value that the machine read (projection of `value.judged`, `judgement.withdrawn`).
CREATE TABLE diwan.judgement (
    judgement    uuid NOT NULL PRIMARY KEY,  -- its record
    member       text NOT NULL,
    audience     int  NOT NULL,
    report       uuid NOT NULL,
    value_kind   text NOT NULL CHECK (value_kind IN ('place', 'actor', 'date', 'claim', 'credit')),
    span_start   int  NOT NULL,
    span_end     int  NOT NULL,
    verdict      text NOT NULL CHECK (verdict IN ('confirmed', 'corrected', 'rejected')),
    value        jsonb NOT NULL,
    at           timestamptz NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid                        -- the record that took it back
);
CREATE INDEX judgement_report ON diwan.judgement (report);
