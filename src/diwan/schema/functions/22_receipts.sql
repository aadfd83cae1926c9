-- The second transaction of an opened page: queues the trace, and nothing else. It takes the session's token rather
-- than an entered viewer, because a token that may only read leaves its trace as well. It answers nothing: whether
-- the report is there, and may be read, is asked by the job through the member's own gate.
CREATE OR REPLACE FUNCTION diwan.leave_trace(token text, report uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = queue, pg_catalog, pg_temp
AS $$
DECLARE
    held diwan.viewer_token;
BEGIN
    SELECT * INTO held FROM diwan.viewer_token t WHERE t.sha256 = sha256(convert_to(token, 'UTF8'));
    IF NOT FOUND OR held.revoked_at IS NOT NULL OR held.expires_at <= diwan.now() OR held.officer IS NULL
       OR NOT diwan.is_in_office(held.member, held.officer) THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM diwan.reading_trail r
               WHERE r.viewer = held.member AND r.officer = held.officer AND r.report = leave_trace.report
                 AND (r.read_at AT TIME ZONE 'UTC')::date = (diwan.now() AT TIME ZONE 'UTC')::date)
       OR EXISTS (SELECT FROM diwan.rebuilt_until) THEN
        RETURN; -- a page that is drawn again the same day says nothing new
    END IF;
    INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args)
    VALUES ('default', 'trace_reading', jsonb_build_object('member', held.member, 'officer', held.officer, 'report', report));
END $$;

-- Before a recalled report leaves the pictures: what of each stood on it. Called by the projection of report.recalled.
CREATE OR REPLACE FUNCTION diwan.keep_uses(recalled uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM diwan.record r WHERE r.id = recalled AND r.member = diwan.my_member()) THEN
        RAISE EXCEPTION 'only the originator recalls a record' USING ERRCODE = '42501';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('diwan.link')); -- as diwan.follow_report, which comes next
    INSERT INTO diwan.recalled_use (viewer, report, event, kind, day, claims, others)
    SELECT e.viewer, recalled, e.event, e.kind, e.day_value,
        (SELECT count(*) FROM jsonb_path_query(e.body, '$.propositions[*].claims[*] ? (@.report == $report)',
                                               jsonb_build_object('report', recalled::text))),
        ARRAY(SELECT o.report FROM diwan.event_report o
              WHERE o.viewer = e.viewer AND o.event = e.event AND o.report <> recalled ORDER BY o.report)
    FROM diwan.event_report x JOIN diwan.event e ON e.viewer = x.viewer AND e.event = x.event
    WHERE x.report = recalled
    ON CONFLICT DO NOTHING;
END $$;

-- The bytes of an arrival out of which a report was recalled: they hold its words, and go for every part of it.
CREATE OR REPLACE FUNCTION diwan.forget_bytes(item uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM diwan.evidence e WHERE e.member = diwan.my_member() AND e.record = forget_bytes.item
$$;

-- A database that was rebuilt as of a past moment is for reading.
CREATE OR REPLACE FUNCTION diwan.refuse_after_rebuild() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM diwan.rebuilt_until) THEN
        RAISE EXCEPTION 'this database shows a past moment; nothing can be said in it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_after_rebuild ON diwan.leaf;
CREATE TRIGGER refuse_after_rebuild BEFORE INSERT ON diwan.leaf FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_after_rebuild();

GRANT EXECUTE ON FUNCTION diwan.leave_trace(text, uuid), diwan.keep_uses(uuid), diwan.forget_bytes(uuid) TO diwan_app;
