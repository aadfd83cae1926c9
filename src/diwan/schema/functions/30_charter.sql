-- A service token has no officer. While a centre is being founded there are no members yet.
CREATE OR REPLACE FUNCTION diwan.is_in_office(member text, officer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT officer IS NULL OR EXISTS (
        SELECT FROM diwan.officer o
        WHERE o.member = is_in_office.member AND o.id = is_in_office.officer
          AND (o.valid_to IS NULL OR o.valid_to > diwan.now())
    )
$$;

-- An outside party is notified and reads nothing. True for founders whose centre is not yet in force.
CREATE OR REPLACE FUNCTION diwan.reads_here() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT me IS NOT NULL AND NOT EXISTS (SELECT FROM diwan.member m WHERE m.id = me AND m.kind = 'outside')
    FROM (SELECT diwan.my_member() AS me) viewer
$$;

-- For the door alone: whom an account may stand for. It tells names and nothing that they may read. Before a charter is
-- in force a founder goes by the name of its seat.
CREATE OR REPLACE FUNCTION diwan.officers_for_sign_in()
RETURNS TABLE (id uuid, member text, member_names jsonb, names jsonb, language text, sign_in text, roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT o.id, o.member, coalesce(m.names, s.names), o.names, o.language, o.sign_in, o.roles
    FROM diwan.officer o LEFT JOIN diwan.member m ON m.id = o.member LEFT JOIN diwan.founder_seat s ON s.member = o.member
    WHERE (o.valid_to IS NULL OR o.valid_to > diwan.now()) AND coalesce(m.names, s.names) IS NOT NULL
    ORDER BY array_position((SELECT c.rotation FROM diwan.centre c), o.member), o.member, o.sign_in, o.id
$$;

-- The door shows the centre's name before anybody has signed in.
CREATE OR REPLACE FUNCTION diwan.centre_names() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT c.names FROM diwan.centre c $$;

GRANT EXECUTE ON FUNCTION diwan.reads_here() TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.officers_for_sign_in(), diwan.centre_names() TO diwan_door;
GRANT EXECUTE ON FUNCTION diwan.centre_names() TO diwan_app, diwan_worker;
