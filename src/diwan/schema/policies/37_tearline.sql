ALTER TABLE diwan.tearline ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.tearline FORCE ROW LEVEL SECURITY;
CREATE POLICY tearline_read ON diwan.tearline FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY tearline_file ON diwan.tearline FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
-- It follows the labels of both reports. No grant lets anybody change whose it is.
CREATE POLICY tearline_relabel ON diwan.tearline FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member()));
GRANT SELECT, INSERT, UPDATE (audience) ON diwan.tearline TO diwan_app;
