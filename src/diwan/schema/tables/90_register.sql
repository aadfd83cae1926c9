-- The register: places, sites, routes, groups, what is said of their state, and protection. Class: projection, of
-- object.registered, object.changed, object.withdrawn, object.state_told, site.proposed, site.declined and site.confirmed.
-- Nothing is ever changed here: the latest row that is not later than a moment tells how things stood then.
CREATE TABLE diwan.object_version (
    member       text NOT NULL,
    record       uuid NOT NULL,
    object       uuid NOT NULL, -- the record that brought it in
    audience     int NOT NULL,
    seq          bigint NOT NULL, -- in the author's log: the last one stands
    form         text NOT NULL CHECK (form IN ('place', 'site', 'route', 'group')),
    category     text NOT NULL, -- what protects it; '' for what is not entered as protected
    name         text NOT NULL,
    address      text NOT NULL,
    details      text NOT NULL,
    shape        text NOT NULL CHECK (shape IN ('none', 'point', 'line', 'ring')),
    points       jsonb NOT NULL, -- [[latitude, longitude], …] in degrees
    expires_at   timestamptz, -- of a protected one: when it is to be confirmed again; it stays protected after that
    proposal     uuid, -- of a protected one: what a second officer confirmed
    is_withdrawn boolean NOT NULL,
    reason       text NOT NULL,
    links        uuid[] NOT NULL,
    client       text NOT NULL,
    said_at      timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);
CREATE INDEX object_version_by_object ON diwan.object_version (object, seq);

-- What its readers say of its state, each for itself; the last of each holds.
CREATE TABLE diwan.object_state (
    member       text NOT NULL,
    record       uuid NOT NULL,
    object       uuid NOT NULL,
    audience     int NOT NULL,
    state        text NOT NULL CHECK (state IN ('open', 'closed', 'damaged', 'destroyed', 'flooded', 'held', 'unknown')),
    held_by      text NOT NULL,
    according_to text NOT NULL, -- '' for the member itself
    since        timestamptz NOT NULL,
    text         text NOT NULL,
    links        uuid[] NOT NULL,
    said_at      timestamptz NOT NULL,
    PRIMARY KEY (member, record)
);
CREATE INDEX object_state_by_object ON diwan.object_state (object, since);

-- What one officer wishes to enter, change or take out; for the own member alone until a second officer has confirmed it.
CREATE TABLE diwan.site_proposal (
    member      text NOT NULL,
    record      uuid NOT NULL,
    audience    int NOT NULL,
    officer     uuid NOT NULL,
    act         text NOT NULL CHECK (act IN ('enter', 'change', 'withdraw')),
    object      uuid, -- what is changed or taken out
    site        jsonb NOT NULL,
    reach       jsonb NOT NULL, -- who is to read it: of an entry
    links       uuid[] NOT NULL,
    client      text NOT NULL,
    proposed_at timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, client)
);

CREATE TABLE diwan.site_proposal_end (
    member       text NOT NULL,
    record       uuid NOT NULL,
    proposal     uuid NOT NULL,
    audience     int NOT NULL,
    officer      uuid NOT NULL,
    is_confirmed boolean NOT NULL,
    reason       text NOT NULL,
    ended_at     timestamptz NOT NULL,
    PRIMARY KEY (member, record),
    UNIQUE (member, proposal)
);
