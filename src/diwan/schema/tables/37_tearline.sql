-- Which report is a shorter version of which, both of one member. Class: projection, of report.shortened. For whoever
-- reads both, and nobody else: who reads the shorter one alone does not learn that there is a whole one.
CREATE TABLE diwan.tearline (
    link     uuid NOT NULL, -- report.shortened
    member   text NOT NULL,
    audience int  NOT NULL,
    whole    uuid NOT NULL,
    shorter  uuid NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (member, link)
);
CREATE INDEX tearline_whole ON diwan.tearline (whole);
CREATE INDEX tearline_shorter ON diwan.tearline (shorter);
