-- Reports: projection of `report.filed`, `label.narrowed`, `label.widened`, `report.recalled`.
-- The key is the report's own record; nothing here is unique across members.
CREATE TABLE diwan.report (
    report         uuid NOT NULL PRIMARY KEY,  -- its record `report.filed`
    member         text NOT NULL,
    audience       int  NOT NULL,
    tlp            text NOT NULL,
    item           uuid NOT NULL,              -- the arrival that it was read from
    item_part      int  NOT NULL DEFAULT 0,    -- which of the item's reports (mailbox, JSON Lines, feed)
    source         uuid,
    title          text NOT NULL,
    text           text NOT NULL,              -- '' once recalled
    language       text NOT NULL,              -- as declared or found; '' when unknown
    published      timestamptz,
    outlet         text NOT NULL,
    outlet_country text NOT NULL,
    url            text NOT NULL,
    source_credit  text NOT NULL,
    reliability    text NOT NULL,              -- of the source when it was filed; '' when not graded
    credibility    text NOT NULL,
    way            text NOT NULL,              -- feed, upload, folder, paste, …
    arrived_at     timestamptz NOT NULL,
    filed_at       timestamptz NOT NULL,       -- the record's own time
    text_sha256    bytea NOT NULL,             -- of the folded text: the same item twice, told per viewer
    problems       jsonb NOT NULL DEFAULT '[]',
    recalled_at    timestamptz,
    valid_from     timestamptz NOT NULL,       -- of this label
    valid_to       timestamptz
);
CREATE INDEX report_filed ON diwan.report (audience, filed_at DESC, report);
CREATE INDEX report_published ON diwan.report (audience, (coalesce(published, arrived_at)) DESC, report);
CREATE INDEX report_item ON diwan.report (item);
CREATE INDEX report_text ON diwan.report (text_sha256);
