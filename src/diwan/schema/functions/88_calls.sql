-- Whether a call was noted by that member, for everybody who is to read of its correction and perhaps for more.
CREATE OR REPLACE FUNCTION diwan.noted_call(who text, call uuid, audience int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.call_version c WHERE c.member = who AND c.call = noted_call.call AND c.record = c.call
                   AND diwan.is_within(noted_call.audience, c.audience))
$$;

-- Asked when a record is appended: a call is corrected by whoever noted it.
CREATE OR REPLACE FUNCTION diwan.refuse_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF diwan.my_member() IS NOT NULL AND EXISTS (
        SELECT FROM said s WHERE s.kind LIKE 'call.%' AND s.kind <> 'call.noted' AND NOT (s.kind = 'call.corrected' AND EXISTS (
            SELECT FROM diwan.call_version c
            WHERE c.member = diwan.my_member() AND c.record = c.call AND c.call = (diwan.refs_said(s.envelope))[1])))
    THEN
        RAISE EXCEPTION 'a call is corrected by whoever noted it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_call ON diwan.record;
CREATE TRIGGER refuse_call AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_call();

GRANT EXECUTE ON FUNCTION diwan.noted_call(text, uuid, int) TO diwan_app, diwan_worker;
