CREATE OR REPLACE FUNCTION diwan.sits_at_founding() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT EXISTS (SELECT FROM diwan.founder_seat s WHERE s.member = diwan.my_member()) $$;

-- Drafts and signatures of a founding stand in one line: nobody signs while another changes the text, and of two last
-- signatures the second sees the first.
CREATE OR REPLACE FUNCTION diwan.one_at_a_founding() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_advisory_xact_lock(hashtext('diwan.founding')) $$;

GRANT EXECUTE ON FUNCTION diwan.sits_at_founding() TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.one_at_a_founding() TO diwan_app;
