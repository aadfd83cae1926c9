-- For the list of recalls that outlives the database: it is asked for every few seconds.
CREATE INDEX report_recalled ON diwan.report (recalled_at) WHERE recalled_at IS NOT NULL;
