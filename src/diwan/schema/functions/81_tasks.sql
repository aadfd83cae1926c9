-- Whether a member is asked: from the beginning, or because it was handed on to it by one that was.
CREATE OR REPLACE FUNCTION diwan.is_asked(who text, task uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.task t WHERE t.record = is_asked.task AND who = ANY (t.asked))
        OR EXISTS (SELECT FROM diwan.task_step s WHERE s.task = is_asked.task AND s.passed_to = who)
$$;

-- Who may say what of a request that stands there. The centre's own are opened and closed by the director's member alone,
-- while its term lasts by the database's own clock, whoever opened them. Nothing for what the member may not read.
CREATE OR REPLACE FUNCTION diwan.may_say_of_task(who text, kind text, refs uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN kind = 'task.opened' THEN true
        WHEN kind = 'task.opened_to_all' THEN diwan.is_director(who)
        ELSE coalesce((
            SELECT CASE kind
                WHEN 'task.answered' THEN diwan.is_asked(who, t.record)
                WHEN 'task.closed' THEN who = t.member AND NOT t.is_centres
                WHEN 'task.closed_to_all' THEN t.is_centres AND diwan.is_director(who)
                ELSE false
            END AND NOT EXISTS (SELECT FROM diwan.task_step c WHERE c.task = t.record AND c.step = 'closed')
            FROM diwan.task t
            WHERE t.record = refs[1] AND EXISTS (SELECT FROM diwan.audience_member a WHERE a.audience = t.audience AND a.member = who)
        ), false)
    END
$$;

-- As diwan.refuse_recommendation.
CREATE OR REPLACE FUNCTION diwan.refuse_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM said s WHERE s.kind LIKE 'task.%'
               AND NOT diwan.may_say_of_task(diwan.my_member(), s.kind, diwan.refs_said(s.envelope)))
       AND diwan.my_member() IS NOT NULL THEN
        RAISE EXCEPTION 'whom a request does not ask says nothing of it' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_task ON diwan.record;
CREATE TRIGGER refuse_task AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_task();
