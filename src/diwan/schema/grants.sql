-- No table can be forgotten: one without a policy is closed to everybody, its owner included.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'diwan' LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
    END LOOP;
END $$;

-- Where a room's own files grant a role nothing on a table, a policy is a grant: the role may try exactly the
-- commands for which a policy names it. What has no policy has no grant: a forgotten one fails loudly, closed.
GRANT USAGE ON SCHEMA diwan TO diwan_app, diwan_worker, diwan_door;
GRANT USAGE ON SCHEMA queue TO diwan_worker;
GRANT ALL ON ALL TABLES IN SCHEMA queue TO diwan_worker;
GRANT ALL ON ALL SEQUENCES IN SCHEMA queue TO diwan_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA queue TO diwan_worker;
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN -- one row a table and role: a loop fetches by the handful, and must not meet its own grants
        SELECT tablename, role,
            string_agg(CASE cmd WHEN 'ALL' THEN 'SELECT, INSERT, UPDATE, DELETE' ELSE cmd END, ', ') AS commands
        FROM pg_policies, unnest(roles) AS role
        WHERE schemaname = 'diwan' AND role IN ('diwan_app', 'diwan_worker', 'diwan_door')
          AND NOT (SELECT has_any_column_privilege(role, format('diwan.%I', tablename), 'SELECT, INSERT, UPDATE')
                   OR has_table_privilege(role, format('diwan.%I', tablename), 'DELETE'))
        GROUP BY tablename, role ORDER BY tablename, role
    LOOP
        EXECUTE format('GRANT %s ON diwan.%I TO %I', granted.commands, granted.tablename, granted.role);
    END LOOP;
END $$;
