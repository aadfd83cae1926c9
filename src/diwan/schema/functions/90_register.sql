-- Whether an object that stands is that member's own, protected or not as asked for. A withdrawn one does not stand.
CREATE OR REPLACE FUNCTION diwan.keeps_object(who text, object uuid, is_protected boolean) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((SELECT NOT v.is_withdrawn AND (v.category <> '') = is_protected FROM diwan.object_version v
                     WHERE v.member = who AND v.object = keeps_object.object ORDER BY v.seq DESC LIMIT 1), false)
$$;

-- Whether all who are to read what is said of an object read the object, and the viewer among them.
CREATE OR REPLACE FUNCTION diwan.reads_object(object uuid, audience int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.object_version v WHERE v.object = reads_object.object AND v.record = v.object
                   AND diwan.is_within(reads_object.audience, v.audience))
$$;

-- Whether that officer may confirm or decline a proposal: it waits, and is confirmed by another than who made it, as it was made.
CREATE OR REPLACE FUNCTION diwan.may_end_proposal(who text, ender uuid, proposal uuid, kind text, body jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM diwan.site_proposal p WHERE p.member = who AND p.record = may_end_proposal.proposal
        AND NOT EXISTS (SELECT FROM diwan.site_proposal_end e WHERE e.member = p.member AND e.proposal = p.record)
        AND (kind = 'site.declined'
             OR p.officer <> ender AND body -> 'site' = p.site AND body ->> 'act' = p.act
                AND body ->> 'object' = coalesce(p.object::text, '') AND (body -> 'seen_on_map') = 'true'::jsonb
                AND (p.object IS NULL OR diwan.keeps_object(who, p.object, true))))
$$;

-- Asked when a record is appended. A protected site takes two officers of one member, whatever a page does: the one proposes,
-- the other has seen the point on the map and confirms just that.
CREATE OR REPLACE FUNCTION diwan.refuse_register() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me text := diwan.my_member();
    my_officer uuid := diwan.my_officer();
BEGIN
    IF me IS NOT NULL AND EXISTS (
        SELECT FROM said s WHERE split_part(s.kind, '.', 1) IN ('object', 'site') AND NOT coalesce(CASE s.kind
            WHEN 'object.registered' THEN true
            WHEN 'object.changed' THEN diwan.keeps_object(me, (diwan.refs_said(s.envelope))[1], false)
            WHEN 'object.withdrawn' THEN diwan.keeps_object(me, (diwan.refs_said(s.envelope))[1], false)
            WHEN 'object.state_told' THEN diwan.reads_object((diwan.refs_said(s.envelope))[1], s.signed_audience)
            WHEN 'site.proposed' THEN my_officer IS NOT NULL AND s.signed_audience = diwan.my_own_audience()
            WHEN 'site.declined' THEN my_officer IS NOT NULL AND s.signed_audience = diwan.my_own_audience()
                AND diwan.may_end_proposal(me, my_officer, (diwan.refs_said(s.envelope))[1], s.kind, '{}')
            WHEN 'site.confirmed' THEN my_officer IS NOT NULL
                AND diwan.may_end_proposal(me, my_officer, (diwan.refs_said(s.envelope))[1], s.kind, diwan.signed_payload(s.envelope) -> 'body')
            ELSE false END, false))
    THEN
        RAISE EXCEPTION 'a second officer of the same member confirms a protected site' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_register ON diwan.record;
CREATE TRIGGER refuse_register AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_register();

GRANT EXECUTE ON FUNCTION diwan.keeps_object(text, uuid, boolean), diwan.reads_object(uuid, int) TO diwan_app, diwan_worker;
