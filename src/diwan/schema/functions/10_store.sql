-- The viewer is entered, not set. Every function names its search_path, so nothing that SQL of a request
-- creates or sets can stand in for what is called here.

CREATE OR REPLACE FUNCTION diwan.now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$ SELECT now() $$;

-- 244 random bits from two random UUIDs: the wheel has no pgcrypto.
CREATE OR REPLACE FUNCTION diwan.random_secret() RETURNS bytea
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) $$;

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM diwan.gate_secret) THEN
        INSERT INTO diwan.gate_secret (inner_key, outer_key, derivation_key)
        VALUES (diwan.random_secret(), diwan.random_secret(), diwan.random_secret());
    END IF;
END $$;

-- A MAC over who, on which backend, in which transaction: NMAC over SHA-256, two independent keys.
-- SECURITY INVOKER: only the owner reads the keys, and only the owner's functions call this.
CREATE OR REPLACE FUNCTION diwan.viewer_mac(member text, officer text) RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
    SELECT encode(sha256(s.outer_key || sha256(s.inner_key || convert_to(concat_ws(
        '|', length(member), member, officer, pg_backend_pid(), extract(epoch FROM transaction_timestamp())
    ), 'UTF8'))), 'hex')
    FROM diwan.gate_secret s
$$;

-- The viewer's member and officer ('' for none), or NULL when nobody was rightly entered.
CREATE OR REPLACE FUNCTION diwan.entered() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- After COMMIT a local setting reads as '', not NULL.
    parts text[] := string_to_array(coalesce(current_setting('diwan.viewer', true), ''), '|');
BEGIN
    IF cardinality(parts) IS DISTINCT FROM 3 OR parts[1] = '' THEN
        RETURN NULL;
    END IF;
    -- Compared by hash: the time this takes tells nothing about the right value.
    IF sha256(convert_to(parts[3], 'UTF8'))
       IS DISTINCT FROM sha256(convert_to(diwan.viewer_mac(parts[1], parts[2]), 'UTF8')) THEN
        RETURN NULL;
    END IF;
    RETURN parts[1:2];
END $$;

CREATE OR REPLACE FUNCTION diwan.my_member() RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT (diwan.entered())[1] $$;

CREATE OR REPLACE FUNCTION diwan.my_officer() RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif((diwan.entered())[2], '')::uuid $$;

-- The key of ids of derived things, one a member: two viewers never share such an id.
CREATE OR REPLACE FUNCTION diwan.my_key() RETURNS bytea
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(s.derivation_key || convert_to(diwan.my_member(), 'UTF8')) FROM diwan.gate_secret s
$$;

CREATE OR REPLACE FUNCTION diwan.set_viewer(member text, officer uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT set_config('diwan.viewer', concat_ws('|', member, coalesce(officer::text, ''),
                      diwan.viewer_mac(member, coalesce(officer::text, ''))), true)
$$;

-- Once a transaction. The advisory lock outlives whatever SQL does to the setting; only the end of the
-- transaction, or a rollback to before this call, lets go of it. Shared, so that no other session can
-- hold it against us.
CREATE OR REPLACE FUNCTION diwan.enter(token text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held diwan.viewer_token;
BEGIN
    IF EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
               AND classid = 1914 AND objid = pg_backend_pid() AND objsubid = 2) THEN
        RAISE EXCEPTION 'a viewer was entered already' USING ERRCODE = '28000';
    END IF;
    IF NOT pg_try_advisory_xact_lock_shared(1914, pg_backend_pid()) THEN
        RAISE EXCEPTION 'another session holds the viewer lock' USING ERRCODE = '55P03';
    END IF;
    SELECT * INTO held FROM diwan.viewer_token t WHERE t.sha256 = sha256(convert_to(token, 'UTF8'));
    IF NOT FOUND OR held.revoked_at IS NOT NULL OR held.expires_at <= diwan.now()
       OR NOT diwan.is_in_office(held.member, held.officer) THEN
        RAISE EXCEPTION 'this token opens nothing' USING ERRCODE = '28000';
    END IF;
    IF NOT held.may_write AND NOT current_setting('transaction_read_only')::boolean THEN
        RAISE EXCEPTION 'this token may only read' USING ERRCODE = '42501';
    END IF;
    PERFORM diwan.set_viewer(held.member, held.officer);
END $$;

-- `diwan rebuild` replays each record as its author saw the tables then. Whoever is logged in must be the
-- owner itself (SET ROLE does not change session_user), so no request can call it.
CREATE OR REPLACE FUNCTION diwan.enter_for_replay(member text, officer uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF session_user <> current_user THEN
        RAISE EXCEPTION 'only the owner replays' USING ERRCODE = '42501';
    END IF;
    PERFORM diwan.set_viewer(member, officer);
END $$;

CREATE OR REPLACE FUNCTION diwan.issue_token(
    kind text, member text, officer uuid, name text, may_write boolean, ttl interval
) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    token text := 'diwan_' || kind || '_' || encode(diwan.random_secret(), 'hex');
BEGIN
    DELETE FROM diwan.viewer_token t WHERE t.expires_at < diwan.now() - interval '1 day' AND t.kind <> 'api';
    INSERT INTO diwan.viewer_token (sha256, kind, member, officer, name, may_write, issued_at, expires_at)
    VALUES (sha256(convert_to(token, 'UTF8')), kind, member, officer, name, may_write, diwan.now(), diwan.now() + ttl);
    RETURN token;
END $$;

-- For the door: after it has seen an officer's password or passkey.
CREATE OR REPLACE FUNCTION diwan.issue_viewer_token(officer uuid, ttl interval) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT diwan.issue_token('session', o.member, o.id, '', true, least(ttl, interval '24 hours'))
    FROM diwan.officer o WHERE o.id = officer AND diwan.is_in_office(o.member, o.id)
$$;

CREATE OR REPLACE FUNCTION diwan.issue_api_token(officer uuid, name text, may_write boolean, ttl interval) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT diwan.issue_token('api', o.member, o.id, name, may_write, least(ttl, interval '366 days'))
    FROM diwan.officer o WHERE o.id = officer AND diwan.is_in_office(o.member, o.id)
$$;

CREATE OR REPLACE FUNCTION diwan.issue_service_token(member text, ttl interval) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT diwan.issue_token('service', member, NULL, '', true, least(ttl, interval '24 hours')) $$;

-- Sign-out, or a token that was lost.
CREATE OR REPLACE FUNCTION diwan.revoke_token(token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE diwan.viewer_token t SET revoked_at = diwan.now()
    WHERE t.sha256 = sha256(convert_to(token, 'UTF8')) AND t.revoked_at IS NULL
$$;

CREATE OR REPLACE FUNCTION diwan.revoke_officer_tokens(officer uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE diwan.viewer_token t SET revoked_at = diwan.now()
    WHERE t.officer = revoke_officer_tokens.officer AND t.revoked_at IS NULL
$$;

-- The officer's own API tokens; the tokens themselves are shown once, when they are made.
CREATE OR REPLACE FUNCTION diwan.my_api_tokens()
RETURNS TABLE (id uuid, name text, may_write boolean, issued_at timestamptz, expires_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.id, t.name, t.may_write, t.issued_at, t.expires_at, t.revoked_at FROM diwan.viewer_token t
    WHERE t.kind = 'api' AND t.member = diwan.my_member() AND t.officer = diwan.my_officer()
    ORDER BY t.issued_at DESC, t.id
$$;

CREATE OR REPLACE FUNCTION diwan.revoke_my_api_token(token_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE diwan.viewer_token t SET revoked_at = diwan.now()
    WHERE t.id = token_id AND t.kind = 'api' AND t.revoked_at IS NULL
      AND t.member = diwan.my_member() AND t.officer = diwan.my_officer();
    RETURN FOUND;
END $$;

-- The application queues, it never reads the queue: ids and lengths would tell of others' work. A job acts, and
-- signs, for the member that its arguments name, so a viewer names nobody but its own.
DROP FUNCTION IF EXISTS diwan.defer_many(text[], jsonb[]);
CREATE OR REPLACE FUNCTION diwan.defer(job text, arguments jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = queue, pg_catalog, pg_temp
AS $$
DECLARE
    me text := diwan.my_member();
BEGIN
    IF me IS NULL AND session_user = 'diwan_app' THEN
        RAISE EXCEPTION 'nobody was entered' USING ERRCODE = '42501';
    END IF;
    IF job IS NULL OR jsonb_typeof(arguments) IS DISTINCT FROM 'object' OR octet_length(arguments::text) > 10000 THEN
        RAISE EXCEPTION 'the arguments of a job are a small object' USING ERRCODE = '22023';
    END IF;
    IF session_user = 'diwan_app' AND arguments ? 'member' AND arguments ->> 'member' IS DISTINCT FROM me THEN
        RAISE EXCEPTION 'a job is for the own member' USING ERRCODE = '42501';
    END IF;
    INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args) VALUES ('default', job, arguments);
END $$;

-- One job for each of these records, in this order, or where it `wants` records one for some at a time; it is told what
-- it wants of member and record.
CREATE OR REPLACE FUNCTION diwan.defer_for_records(job text, wants text[], records uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = queue, pg_catalog, pg_temp
AS $$
DECLARE
    me   text := diwan.my_member();
    told jsonb := CASE WHEN 'member' = ANY (wants) THEN jsonb_build_object('member', me) ELSE '{}' END;
BEGIN
    IF me IS NULL OR job IS NULL THEN
        RAISE EXCEPTION 'nobody was entered' USING ERRCODE = '42501';
    END IF;
    IF 'records' = ANY (wants) THEN
        -- Few enough that two workers share the reports of one feed, and that little is done twice after a kill.
        INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args)
        SELECT 'default', job, told || jsonb_build_object('records', jsonb_agg(r.id ORDER BY r.n))
        FROM unnest(records) WITH ORDINALITY r (id, n) GROUP BY (r.n - 1) / 16 ORDER BY (r.n - 1) / 16;
        RETURN;
    END IF;
    INSERT INTO queue.procrastinate_jobs (queue_name, task_name, args)
    SELECT 'default', job, CASE WHEN 'record' = ANY (wants) THEN told || jsonb_build_object('record', r.id) ELSE told END
    FROM unnest(records) WITH ORDINALITY r (id, n) ORDER BY r.n;
END $$;

GRANT EXECUTE ON FUNCTION diwan.now() TO diwan_app, diwan_worker, diwan_door;
GRANT EXECUTE ON FUNCTION diwan.entered(), diwan.my_member(), diwan.my_officer(), diwan.my_key()
    TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.enter(text), diwan.enter_for_replay(text, uuid) TO diwan_app;
GRANT EXECUTE ON FUNCTION diwan.my_api_tokens(), diwan.revoke_my_api_token(uuid) TO diwan_app;
GRANT EXECUTE ON FUNCTION diwan.defer(text, jsonb) TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.defer_for_records(text, text[], uuid[]) TO diwan_app;
GRANT EXECUTE ON FUNCTION diwan.issue_viewer_token(uuid, interval), diwan.revoke_token(text),
    diwan.issue_api_token(uuid, text, boolean, interval), diwan.revoke_officer_tokens(uuid) TO diwan_door;
GRANT EXECUTE ON FUNCTION diwan.issue_service_token(text, interval) TO diwan_worker;
