-- As diwan.defer, not before a moment.
CREATE OR REPLACE FUNCTION diwan.defer_at(job text, arguments jsonb, at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = queue, pg_catalog, pg_temp
AS $$
BEGIN
    IF diwan.my_member() IS NULL OR arguments ->> 'member' IS DISTINCT FROM diwan.my_member()
       OR octet_length(arguments::text) > 10000 THEN
        RAISE EXCEPTION 'a job is for the own member' USING ERRCODE = '42501';
    END IF;
    INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args, scheduled_at) VALUES ('default', job, arguments, at);
END $$;

-- Whether the officer who filed it could release it still: dismissal and a lost role stop what has not left.
CREATE OR REPLACE FUNCTION diwan.may_still_release(officer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT diwan.my_member() IS NOT NULL AND diwan.is_in_office(diwan.my_member(), officer)
        AND coalesce('release' = ANY (diwan.rights_of(diwan.my_member(), officer)), false)
$$;

GRANT EXECUTE ON FUNCTION diwan.defer_at(text, jsonb, timestamptz), diwan.may_still_release(uuid) TO diwan_app;
