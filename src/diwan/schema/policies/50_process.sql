ALTER TABLE diwan.report ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.report FORCE ROW LEVEL SECURITY;
CREATE POLICY report_read ON diwan.report FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY report_file ON diwan.report FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY report_relabel ON diwan.report FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY report_worker ON diwan.report FOR SELECT TO diwan_worker USING (true);
