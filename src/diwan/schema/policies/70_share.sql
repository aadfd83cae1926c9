ALTER TABLE diwan.search_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.search_entry FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS search_entry_read ON diwan.search_entry;
CREATE POLICY search_entry_read ON diwan.search_entry FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS search_entry_worker ON diwan.search_entry;
CREATE POLICY search_entry_worker ON diwan.search_entry TO diwan_worker USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS search_entry_owner ON diwan.search_entry;
CREATE POLICY search_entry_owner ON diwan.search_entry TO CURRENT_USER USING (true) WITH CHECK (true); -- diwan.follow_report
GRANT SELECT ON diwan.search_entry TO diwan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON diwan.search_entry TO diwan_worker;

-- An officer's own marks: not even the other officers of the same member see them.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['done_mark'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('DROP POLICY IF EXISTS %I ON diwan.%I', name || '_own', name);
        EXECUTE format(
            'CREATE POLICY %I ON diwan.%I TO diwan_app USING (viewer = (SELECT diwan.my_member()) AND officer = (SELECT diwan.my_officer()))'
            ' WITH CHECK (viewer = (SELECT diwan.my_member()) AND officer = (SELECT diwan.my_officer()))',
            name || '_own', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON diwan.%I TO diwan_app', name);
    END LOOP;
END $$;

ALTER TABLE diwan.report_reach ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.report_reach FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS report_reach_read ON diwan.report_reach;
CREATE POLICY report_reach_read ON diwan.report_reach FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS report_reach_file ON diwan.report_reach;
CREATE POLICY report_reach_file ON diwan.report_reach FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS report_reach_close ON diwan.report_reach;
CREATE POLICY report_reach_close ON diwan.report_reach FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) WITH CHECK (member = (SELECT diwan.my_member()));
DROP POLICY IF EXISTS report_reach_forget ON diwan.report_reach;
CREATE POLICY report_reach_forget ON diwan.report_reach FOR DELETE TO diwan_app
    USING (member = (SELECT diwan.my_member()));
