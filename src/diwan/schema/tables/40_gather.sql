-- Sources and what arrived through them.

-- Class: projection, of source.added and source.changed. For the officers of its owner alone: `audience` is
-- the owner's own. Each version of a source is a row; the one with no valid_to is today's.
CREATE TABLE diwan.source (
    source        uuid NOT NULL,  -- the record `source.added`
    member        text NOT NULL,
    audience      int  NOT NULL,
    name          text NOT NULL,
    kind          text NOT NULL,  -- feed, page, folder, mailbox; upload and form are by hand
    address       text NOT NULL,
    reliability   text NOT NULL,  -- A to F
    reach         jsonb NOT NULL, -- the default label in the words chosen: members, rooms, whole_centre, tlp
    every_seconds int,            -- NULL: by hand
    is_paused     boolean NOT NULL,
    options       jsonb NOT NULL,
    added_at      timestamptz NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_to      timestamptz,
    version       uuid NOT NULL,  -- the record that made this row
    PRIMARY KEY (member, source, version)
);
CREATE INDEX source_today ON diwan.source (member, source) WHERE valid_to IS NULL;

-- Class: local state. Where each source stands: lost with the node, rebuilt by looking again.
CREATE TABLE diwan.source_state (
    viewer         text NOT NULL,
    source         uuid NOT NULL,
    cursor         jsonb NOT NULL DEFAULT '{}',
    looking_until  timestamptz,  -- a look is under way; past this moment it has died
    last_fetch     timestamptz,
    next_fetch     timestamptz,
    failures_in_row int NOT NULL DEFAULT 0,
    PRIMARY KEY (viewer, source)
);
CREATE INDEX source_state_due ON diwan.source_state (next_fetch);

-- Class: local state. What went wrong at a look; the newest fifty a source are kept.
CREATE TABLE diwan.source_failure (
    viewer text NOT NULL,
    source uuid NOT NULL,
    at     timestamptz NOT NULL,
    name   text NOT NULL,  -- the input: an address, a file
    reason text NOT NULL,  -- a key that pages word
    detail text NOT NULL,
    is_whole boolean NOT NULL,  -- the look failed as a whole; else one item of it
    PRIMARY KEY (viewer, source, at, name)
);

-- Class: projection, of item.received. What every reader of the item may know of its arrival: whence and
-- under which key it came stands in `item_state`, for the owner alone.
CREATE TABLE diwan.item (
    item          uuid NOT NULL PRIMARY KEY,  -- its record
    member        text NOT NULL,
    audience      int  NOT NULL,
    name          text NOT NULL,
    media_type    text NOT NULL,  -- as declared
    url           text NOT NULL,
    outlet        text NOT NULL,
    source_credit text NOT NULL,
    published     timestamptz,
    way           text NOT NULL,  -- feed, page, folder, mailbox, upload, form, paste
    reliability   text NOT NULL,
    credibility   text NOT NULL,
    size_bytes    bigint NOT NULL,
    sha256        bytea NOT NULL,
    is_kept       boolean NOT NULL,  -- false: larger than the limit, left where it lies
    arrived_at    timestamptz NOT NULL,
    received_at   timestamptz NOT NULL
);
CREATE INDEX item_bytes ON diwan.item (sha256);
CREATE INDEX item_arrived ON diwan.item (audience, arrived_at DESC, item);

-- Class: projection, of item.received, item.set_aside, item.retried and report.filed. The owner's alone.
CREATE TABLE diwan.item_state (
    viewer       text NOT NULL,
    item         uuid NOT NULL,
    source       uuid,
    source_key   bytea,  -- SHA-256 over source and key: what was seen already
    state        text NOT NULL CHECK (state IN ('waiting', 'read', 'set_aside')),
    failed_at    timestamptz,
    reason       text NOT NULL DEFAULT '',
    detail       text NOT NULL DEFAULT '',
    problems     jsonb NOT NULL DEFAULT '[]',  -- parts that could not be read, each with its reason
    retried_at   timestamptz,
    arrived_at   timestamptz NOT NULL,
    PRIMARY KEY (viewer, item)
);
CREATE INDEX item_state_source ON diwan.item_state (viewer, source, arrived_at DESC, item);
CREATE INDEX item_state_state ON diwan.item_state (viewer, state, arrived_at DESC, item);
