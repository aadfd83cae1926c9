-- Who may say what of an incident that stands there: its readers their version and replies, its author that it is withdrawn.
-- After that only replies. Nothing for what the member may not read.
CREATE OR REPLACE FUNCTION diwan.may_say_of_incident(who text, act text, incident uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT CASE may_say_of_incident.act
            WHEN 'replied' THEN true
            WHEN 'told' THEN NOT i.is_withdrawn
            WHEN 'withdrawn' THEN i.member = who AND NOT i.is_withdrawn
            ELSE false
        END
        FROM (SELECT e.*, EXISTS (SELECT FROM diwan.incident_entry w WHERE w.incident = e.record AND w.act = 'withdrawn') AS is_withdrawn
              FROM diwan.incident_entry e WHERE e.record = may_say_of_incident.incident AND e.act = 'reported') i
        WHERE EXISTS (SELECT FROM diwan.audience_member a WHERE a.audience = i.audience AND a.member = who)
    ), false)
$$;

-- Whether what is said of an incident goes to nobody who does not read the incident itself.
CREATE OR REPLACE FUNCTION diwan.is_within_incident(audience int, incident uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.incident_entry e WHERE e.record = is_within_incident.incident AND e.act = 'reported'
                   AND diwan.is_within(is_within_incident.audience, e.audience))
$$;

-- Asked when a record is appended: as diwan.refuse_call.
CREATE OR REPLACE FUNCTION diwan.refuse_incident() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF diwan.my_member() IS NOT NULL AND EXISTS (
        SELECT FROM said s WHERE s.kind LIKE 'incident.%' AND s.kind <> 'incident.reported'
        AND NOT diwan.may_say_of_incident(diwan.my_member(), split_part(s.kind, '.', 2), (diwan.refs_said(s.envelope))[1]))
    THEN
        RAISE EXCEPTION 'only readers of an incident tell of it, and its author alone withdraws it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_incident ON diwan.record;
CREATE TRIGGER refuse_incident AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_incident();

GRANT EXECUTE ON FUNCTION diwan.is_within_incident(int, uuid) TO diwan_app, diwan_worker;
