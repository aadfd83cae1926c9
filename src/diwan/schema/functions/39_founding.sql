CREATE OR REPLACE FUNCTION diwan.sits_at_founding() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT EXISTS (SELECT FROM diwan.founder_seat s WHERE s.member = diwan.my_member()) $$;

-- Drafts and signatures of a founding stand in one line: nobody signs while another changes the text, and of two last
-- signatures the second sees the first.
CREATE OR REPLACE FUNCTION diwan.one_at_a_founding() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_advisory_xact_lock(hashtext('diwan.founding')) $$;

-- Whether the viewer may say that this text founds the centre: it is a founder of it, and the last signature of every
-- founder of it stands under this hash.
CREATE OR REPLACE FUNCTION diwan.may_found(text jsonb, sha256 text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(bool_or(f ->> 'id' = diwan.my_member()) AND bool_and(sha256 IS NOT DISTINCT FROM (
        SELECT s.charter FROM diwan.charter_signature s WHERE s.member = f ->> 'id' ORDER BY s.signed_at DESC, s.record LIMIT 1)), false)
    FROM jsonb_array_elements(text -> 'founders') f
$$;

-- Until when the viewer follows what is for every member; nothing for whom nothing is.
CREATE OR REPLACE FUNCTION diwan.reads_here_until() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE WHEN diwan.reads_here() THEN diwan.reads_until() END $$;

GRANT EXECUTE ON FUNCTION diwan.may_found(jsonb, text) TO diwan_app;
GRANT EXECUTE ON FUNCTION diwan.reads_here_until() TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.sits_at_founding() TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.one_at_a_founding() TO diwan_app;
