-- Nobody but the author has a use for what it called its own sayings.
ALTER TABLE diwan.activity_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.activity_client FORCE ROW LEVEL SECURITY;
CREATE POLICY activity_client_read ON diwan.activity_client FOR SELECT TO diwan_app
    USING (member = (SELECT diwan.my_member()));
CREATE POLICY activity_client_file ON diwan.activity_client FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
