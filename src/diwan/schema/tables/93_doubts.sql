-- Values of reports that the machine is unsure of and on which something in an event of one member's picture hangs. Derived:
-- it belongs to the overlay, is made with a component's events and goes with them.
CREATE TABLE diwan.doubt (
    viewer     text NOT NULL,
    report     uuid NOT NULL,
    value_kind text NOT NULL,
    span_start int  NOT NULL,
    span_end   int  NOT NULL,
    event      uuid NOT NULL,
    component  uuid NOT NULL,
    reason     text NOT NULL,              -- place.sound
    unsure     double precision NOT NULL,  -- 0: sure of the value itself; to 1
    things     int  NOT NULL,              -- how many facts of the event would be others
    reports    int  NOT NULL,              -- how many reports the event has
    changes    jsonb NOT NULL,             -- core.picture.Change
    PRIMARY KEY (viewer, report, value_kind, span_start, span_end)
);
CREATE INDEX doubt_order ON diwan.doubt (viewer, things, reports, unsure, report, value_kind, span_start, span_end); -- read backwards
CREATE INDEX doubt_component ON diwan.doubt (viewer, component);
