-- Whether that officer may take the watch: another one of the same member signed this text last, and nobody has taken it.
CREATE OR REPLACE FUNCTION diwan.may_take_watch(who text, taker uuid, handover uuid, sha256 text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM diwan.watch_handover h
        WHERE h.member = who AND h.record = may_take_watch.handover AND h.officer <> taker AND h.sha256 = may_take_watch.sha256
        AND NOT EXISTS (SELECT FROM diwan.watch_handover l WHERE l.member = h.member AND l.desk = h.desk AND l.seq > h.seq)
        AND NOT EXISTS (SELECT FROM diwan.watch_taking t WHERE t.member = h.member AND t.handover = h.record))
$$;

-- Asked when a record is appended: a watch passes between two officers of one member, who read it alone. Nobody but a
-- person signs it, and nobody takes it from themselves.
CREATE OR REPLACE FUNCTION diwan.refuse_watch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF diwan.my_member() IS NOT NULL AND EXISTS (
        SELECT FROM said s WHERE s.kind LIKE 'watch.%' AND NOT coalesce(
            diwan.my_officer() IS NOT NULL AND s.signed_audience = diwan.my_own_audience() AND (
                s.kind = 'watch.handed_over'
                OR s.kind = 'watch.taken' AND diwan.may_take_watch(diwan.my_member(), diwan.my_officer(),
                    (diwan.refs_said(s.envelope))[1], diwan.signed_payload(s.envelope) -> 'body' ->> 'sha256')), false))
    THEN
        RAISE EXCEPTION 'a watch passes from one officer to another of the same member' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_watch ON diwan.record;
CREATE TRIGGER refuse_watch AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_watch();
