-- Who spoke of what, who opened what, what followed a recall, what came in a report's place.

-- Projection of every record: which earlier records it speaks of. Under the record's own label.
CREATE TABLE diwan.record_ref (
    ref      uuid NOT NULL,
    member   text NOT NULL,
    record   uuid NOT NULL,
    audience int  NOT NULL,
    PRIMARY KEY (ref, member, record)
);
CREATE INDEX record_ref_record ON diwan.record_ref (member, record);

-- Projection of `report.opened`: a member opened another's report. For these two members alone; never who, never
-- which post. `member` is the reader.
CREATE TABLE diwan.opening (
    receipt    uuid NOT NULL PRIMARY KEY,
    member     text NOT NULL,
    audience   int  NOT NULL,
    report     uuid NOT NULL,
    originator text NOT NULL,
    opened_at  timestamptz NOT NULL
);
CREATE INDEX opening_report ON diwan.opening (report, member);

-- Projection of `report.read`: the officers' own trail, for their member alone. One row an officer, report and day.
CREATE TABLE diwan.reading_trail (
    viewer  text NOT NULL,
    record  uuid NOT NULL,
    officer uuid NOT NULL,
    report  uuid NOT NULL,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (viewer, record)
);
CREATE INDEX reading_trail_report ON diwan.reading_trail (viewer, report, officer, read_at);

-- Projection of `recall.honoured` (this member's node destroyed words and bytes) and `recall.acknowledged` (its
-- officers have dealt with what they built on it). For the holder and the originator alone. `member` is the holder.
CREATE TABLE diwan.recall_receipt (
    receipt    uuid NOT NULL PRIMARY KEY,
    member     text NOT NULL,
    audience   int  NOT NULL,
    report     uuid NOT NULL,
    originator text NOT NULL,
    stage      text NOT NULL CHECK (stage IN ('honoured', 'acknowledged')),
    at         timestamptz NOT NULL
);
CREATE INDEX recall_receipt_report ON diwan.recall_receipt (report, member);

-- Local state: what of one member's picture stood on a report in the moment of its recall. Without words: a
-- recalled report's own are gone. `others` are the reports that are left of the event, none if it stood on this alone.
CREATE TABLE diwan.recalled_use (
    viewer text NOT NULL,
    report uuid NOT NULL,
    event  uuid NOT NULL,
    kind   text NOT NULL,
    day    text,
    claims int  NOT NULL,
    others uuid[] NOT NULL,
    PRIMARY KEY (viewer, report, event)
);

-- Projection of `report.filed` with `supersedes`: what came in an earlier report's place. Under the later one's label.
CREATE TABLE diwan.report_successor (
    report    uuid NOT NULL, -- the earlier one
    successor uuid NOT NULL PRIMARY KEY,
    member    text NOT NULL,
    audience  int  NOT NULL,
    at        timestamptz NOT NULL
);
CREATE INDEX report_successor_report ON diwan.report_successor (report);

-- Local state of a database that `diwan rebuild --until` made: of which moment it is. It takes no record any more.
CREATE TABLE diwan.rebuilt_until (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    until         timestamptz NOT NULL,
    rebuilt_at    timestamptz NOT NULL,
    records       bigint NOT NULL,
    recalled_since bigint NOT NULL,
    narrowed_since bigint NOT NULL
);
