-- The originator changed who reads a report, or recalled it: all that was derived from it follows in the same
-- transaction, so that nobody reads from a picture what they may no longer read in the report. Called by the projections
-- of label.narrowed, label.widened and report.recalled, after the record itself has changed.
CREATE OR REPLACE FUNCTION diwan.follow_report(changed uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me      text := diwan.my_member();
    reach   int;
    is_gone boolean;
    loser   text;
BEGIN
    SELECT r.audience, r.envelope IS NULL INTO reach, is_gone FROM diwan.record r
    WHERE r.id = changed AND r.member = me;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the originator changes who reads a report' USING ERRCODE = '42501';
    END IF;
    -- Whoever reads, links or indexes it just now does so under the old label and ends first.
    PERFORM pg_advisory_xact_lock(hashtext('diwan.link'));
    IF is_gone THEN
        DELETE FROM diwan.annotation a WHERE a.report = changed AND a.member = me;
        DELETE FROM diwan.edge e WHERE e.taker = changed OR e.taken = changed;
        DELETE FROM diwan.search_entry s WHERE s.report = changed AND s.member = me;
        -- Whoever said it: a correction may hold the words that it corrects.
        DELETE FROM diwan.judgement j WHERE j.report = changed;
    ELSE
        UPDATE diwan.annotation a SET audience = reach WHERE a.report = changed AND a.member = me;
        UPDATE diwan.edge e SET taker_audience = reach WHERE e.taker = changed;
        UPDATE diwan.edge e SET taken_audience = reach WHERE e.taken = changed;
        UPDATE diwan.search_entry s SET audience = reach WHERE s.report = changed AND s.member = me;
    END IF;
    -- Of a picture that loses it, everything that hung together with it goes, and is made again from what is left.
    -- A refresh that runs just now is waited for; its result goes too.
    FOR loser IN
        SELECT k.member FROM (SELECT DISTINCT m.member FROM diwan.audience_member m) k
        WHERE is_gone OR NOT EXISTS (
            SELECT FROM diwan.audience_member m WHERE m.audience = reach AND m.member = k.member)
        ORDER BY k.member
    LOOP
        PERFORM pg_advisory_xact_lock(hashtext('diwan.picture'), hashtext(loser));
        PERFORM diwan.drop_from_picture(loser, changed);
    END LOOP;
    INSERT INTO diwan.picture_due (viewer, report)
    SELECT m.member, changed FROM diwan.audience_member m
    WHERE m.audience = reach AND NOT is_gone
      AND NOT EXISTS (SELECT FROM diwan.report_component c WHERE c.viewer = m.member AND c.report = changed)
    ON CONFLICT DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION diwan.drop_from_picture(loser text, gone uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hung uuid;
BEGIN
    SELECT c.component INTO hung FROM diwan.report_component c WHERE c.viewer = loser AND c.report = gone;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    INSERT INTO diwan.picture_due (viewer, report)
    SELECT loser, c.report FROM diwan.report_component c WHERE c.viewer = loser AND c.component = hung
    ON CONFLICT DO NOTHING;
    DELETE FROM diwan.event t WHERE t.viewer = loser AND t.component = hung;
    DELETE FROM diwan.event_report t WHERE t.viewer = loser AND t.component = hung;
    DELETE FROM diwan.actor t WHERE t.viewer = loser AND t.component = hung;
    DELETE FROM diwan.doubt t WHERE t.viewer = loser AND t.component = hung;
    DELETE FROM diwan.report_component t WHERE t.viewer = loser AND t.component = hung;
END $$;

GRANT EXECUTE ON FUNCTION diwan.follow_report(uuid) TO diwan_app;
