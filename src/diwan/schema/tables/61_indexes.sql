-- Indexes for a picture of tens of thousands of events and a list of hundreds of thousands of reports (decision 0150).
-- Counting, the map's marks and the axis read the narrow facts of an event from the index alone, not its body.
CREATE INDEX event_newest ON diwan.event (viewer, changed_at DESC, event DESC)
    INCLUDE (kind, country, day, lat, lon, reports, origins, contested, denies, doubts, retracts, newest_entered_at);
DROP INDEX diwan.event_changed;
CREATE INDEX event_report_facts ON diwan.event_report (viewer, event) INCLUDE (report, at, entered_at, denies);
DROP INDEX diwan.event_report_event;

-- The order of the list. CASE and not coalesce(): under row-level security PostgreSQL takes coalesce() for a function that
-- might tell what it compares, and would use no index for "older than the last row of the page".
CREATE INDEX report_newest ON diwan.report ((CASE WHEN published IS NULL THEN arrived_at ELSE published END) DESC, report DESC);
DROP INDEX diwan.report_published;
