-- Whether an agreement that the member signs is in force now, by the database's own clock: signed by all, begun, not ended, and
-- no party holds it suspended. A party that suspended it resumes it, nobody in its place.
CREATE OR REPLACE FUNCTION diwan.is_in_force(who text, agreement uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.agreement a WHERE a.record = is_in_force.agreement AND who = ANY (a.signers)
        AND EXISTS (SELECT FROM diwan.audience_member m WHERE m.audience = a.audience AND m.member = who)
        AND a.begins_at <= diwan.now() AND coalesce(a.ends_at > diwan.now(), true)
        AND a.signers <@ ARRAY(SELECT c.member FROM diwan.agreement_consent c WHERE c.agreement = a.record)
        AND NOT EXISTS (SELECT FROM diwan.agreement_step s WHERE s.agreement = a.record AND (s.step = 'ended'
            OR s.step = 'suspended' AND NOT EXISTS (SELECT FROM diwan.agreement_step r WHERE r.agreement = a.record
                AND r.party = s.party AND r.step = 'resumed' AND (r.at, r.record) > (s.at, s.record)))))
$$;

-- Who may say what of a notice that stands there (its own column `kind` is that of the activity). Nothing for what the member may not read.
CREATE OR REPLACE FUNCTION diwan.may_say_of_notice(who text, kind text, refs uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN may_say_of_notice.kind = 'notice.sent' THEN (refs[2] IS NULL OR diwan.is_in_force(who, refs[2])) AND EXISTS (
            SELECT FROM diwan.activity_version v WHERE v.member = who AND v.activity = refs[1])
        ELSE coalesce((
            SELECT CASE
                WHEN may_say_of_notice.kind IN ('notice.withdrawn', 'notice.observed') THEN who = n.member
                WHEN may_say_of_notice.kind IN ('notice.delivered', 'notice.received', 'notice.read', 'notice.objected', 'notice.commented',
                              'notice.objection_withdrawn') THEN who = ANY (n.members)
                ELSE false
            END AND NOT EXISTS (SELECT FROM diwan.notice_step w WHERE w.notice = n.record AND w.member = n.member AND w.step = 'withdrawn')
            FROM diwan.notice n
            WHERE n.record = refs[1] AND EXISTS (SELECT FROM diwan.audience_member a WHERE a.audience = n.audience AND a.member = who)
        ), false)
    END
$$;

-- As diwan.refuse_recommendation.
CREATE OR REPLACE FUNCTION diwan.refuse_notice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM said s WHERE s.kind LIKE 'notice.%'
               AND NOT diwan.may_say_of_notice(diwan.my_member(), s.kind, diwan.refs_said(s.envelope)))
       AND diwan.my_member() IS NOT NULL THEN
        RAISE EXCEPTION 'whom a notice does not tell says nothing of it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_notice ON diwan.record;
CREATE TRIGGER refuse_notice AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_notice();
