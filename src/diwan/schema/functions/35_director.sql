-- As diwan.is_director, of a past moment: what a record says it was done at.
CREATE OR REPLACE FUNCTION diwan.directed(wanted text, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.terms(moment) t WHERE t.member = wanted AND t.starts <= moment AND t.ends > moment)
$$;

-- Whether a term passes from one member to another at that moment, by charter and clock.
CREATE OR REPLACE FUNCTION diwan.passes(from_member text, to_member text, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH term AS MATERIALIZED (SELECT * FROM diwan.terms(moment))
    SELECT EXISTS (SELECT FROM term o JOIN term n ON n.starts = o.ends
                   WHERE o.ends = moment AND o.member = from_member AND n.member = to_member AND o.member <> n.member)
$$;

-- Whether a member directs from that moment on, for a whole term or the rest of one.
CREATE OR REPLACE FUNCTION diwan.begins_term(wanted text, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.terms(moment) t WHERE t.member = wanted AND t.starts = moment)
$$;

-- Powers end with the term: what only the director says is refused to everybody else at the moment of writing, by the
-- database's own clock, whatever time the record gives itself. A replay appends nothing; where nobody was entered the
-- owner copies what was said elsewhere, for diwan.append_records refuses nobody.
CREATE OR REPLACE FUNCTION diwan.refuse_without_term() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF diwan.my_member() IS NULL THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM said s WHERE s.kind LIKE 'meeting.%') AND NOT diwan.is_director(diwan.my_member()) THEN
        RAISE EXCEPTION 'only the director''s member does this, while its term lasts' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_without_term ON diwan.record;
CREATE TRIGGER refuse_without_term AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_without_term();

GRANT EXECUTE ON FUNCTION diwan.directed(text, timestamptz), diwan.passes(text, text, timestamptz),
    diwan.begins_term(text, timestamptz) TO diwan_app, diwan_worker;
