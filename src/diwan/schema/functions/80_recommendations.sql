-- Whether it was made by that member, or by another whose text it has made its own as it now stands.
CREATE OR REPLACE FUNCTION diwan.makes_recommendation(who text, recommendation uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.recommendation r WHERE r.record = recommendation AND r.member = who)
        OR EXISTS (SELECT FROM diwan.recommendation_step j
            WHERE j.recommendation = makes_recommendation.recommendation AND j.member = who AND j.step = 'joined'
            AND j.version = (SELECT v.record FROM diwan.recommendation_version v
                             WHERE v.recommendation = makes_recommendation.recommendation ORDER BY v.number DESC LIMIT 1)
            AND NOT EXISTS (SELECT FROM diwan.recommendation_step w
                WHERE w.recommendation = j.recommendation AND w.member = who AND w.step = 'withdrawn' AND (w.at, w.record) > (j.at, j.record)))
$$;

-- Who may say what of a recommendation that stands there, by the database's own clock. Nothing for what the member may
-- not read.
CREATE OR REPLACE FUNCTION diwan.may_say_of_recommendation(who text, kind text, refs uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT CASE kind
            -- a deadline that has passed takes no answer: whoever made it may set another by a new version
            WHEN 'recommendation.answered' THEN who = ANY (r.addressees) AND refs[2] = v.record AND NOT r.is_withdrawn AND diwan.now() < v.answer_by
            WHEN 'recommendation.joined' THEN who <> r.member AND who <> ALL (r.addressees) AND refs[2] = v.record AND NOT r.is_withdrawn
            WHEN 'recommendation.amended' THEN who = r.member AND NOT r.is_withdrawn
            WHEN 'recommendation.withdrawn' THEN NOT r.is_withdrawn AND diwan.makes_recommendation(who, r.record)
            WHEN 'recommendation.clarified' THEN diwan.makes_recommendation(who, r.record) AND EXISTS (
                SELECT FROM diwan.recommendation_step q WHERE q.recommendation = r.record AND q.record = refs[2] AND q.answer = 'asks')
            WHEN 'recommendation.followed' THEN who = ANY (r.addressees) OR diwan.makes_recommendation(who, r.record)
            ELSE false
        END
        FROM (SELECT m.*, EXISTS (SELECT FROM diwan.recommendation_step w
                                  WHERE w.recommendation = m.record AND w.member = m.member AND w.step = 'withdrawn') AS is_withdrawn
              FROM diwan.recommendation m) r
        CROSS JOIN LATERAL (SELECT * FROM diwan.recommendation_version v WHERE v.recommendation = r.record ORDER BY v.number DESC LIMIT 1) v
        WHERE r.record = refs[1] AND EXISTS (SELECT FROM diwan.audience_member a WHERE a.audience = r.audience AND a.member = who)
    ), false)
$$;

-- Asked when a record is appended, whichever way it came here; a replay appends none, and where nobody was entered the
-- owner copies what was said elsewhere.
CREATE OR REPLACE FUNCTION diwan.refuse_recommendation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM said s WHERE s.kind LIKE 'recommendation.%' AND s.kind <> 'recommendation.made'
               AND NOT diwan.may_say_of_recommendation(diwan.my_member(), s.kind, diwan.refs_said(s.envelope)))
       AND diwan.my_member() IS NOT NULL THEN
        RAISE EXCEPTION 'whom a recommendation does not ask says nothing of it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_recommendation ON diwan.record;
CREATE TRIGGER refuse_recommendation AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_recommendation();

-- Whether everybody in the one audience is in the other: an answer never reaches beyond what it answers. Told to who is in both.
CREATE OR REPLACE FUNCTION diwan.is_within(narrow int, wide int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.audience n, diwan.audience w
                   WHERE n.id = narrow AND w.id = wide AND diwan.my_member() = ANY (n.members) AND n.members <@ w.members)
$$;

-- Whether these are members that read what is in that audience, so that each of them can answer. Told to who is in it.
CREATE OR REPLACE FUNCTION diwan.all_read(wanted text[], audience int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.audience a WHERE a.id = audience AND diwan.my_member() = ANY (a.members) AND wanted <@ a.members)
$$;

GRANT EXECUTE ON FUNCTION diwan.is_within(int, int), diwan.all_read(text[], int) TO diwan_app, diwan_worker;
