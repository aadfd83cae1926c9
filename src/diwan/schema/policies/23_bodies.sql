ALTER TABLE diwan.record_body ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.record_body FORCE ROW LEVEL SECURITY;
CREATE POLICY record_body_owner ON diwan.record_body TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY record_body_read ON diwan.record_body FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY record_body_file ON diwan.record_body FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY record_body_worker ON diwan.record_body FOR SELECT TO diwan_worker USING (true);
