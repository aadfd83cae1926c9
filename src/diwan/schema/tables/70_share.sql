-- What search looks in: the folded text of a report, with the names in four languages of what it speaks of.
-- Derived, under the report's own label.
CREATE TABLE diwan.search_entry (
    report    uuid NOT NULL PRIMARY KEY,
    member    text NOT NULL,
    audience  int  NOT NULL,
    document  tsvector NOT NULL,
    countries text[] NOT NULL,
    stances   text[] NOT NULL
);
CREATE INDEX search_entry_document ON diwan.search_entry USING gin (document);

-- Local state of one officer: the reports that are done with. An event is done when all its reports are.
CREATE TABLE diwan.done_mark (
    viewer  text NOT NULL,
    officer uuid NOT NULL,
    report  uuid NOT NULL,
    PRIMARY KEY (officer, report)
);

-- Who could read a report when: one row a label, under that label's own audience. Projection of `report.filed`,
-- `label.narrowed`, `label.widened`, `report.recalled`.
CREATE TABLE diwan.report_reach (
    report     uuid NOT NULL,
    record     uuid NOT NULL,        -- that said so
    member     text NOT NULL,
    audience   int  NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    PRIMARY KEY (report, record)
);
