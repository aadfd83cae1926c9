ALTER TABLE diwan.disk_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.disk_use FORCE ROW LEVEL SECURITY;
CREATE POLICY disk_use_owner ON diwan.disk_use TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY disk_use_own ON diwan.disk_use FOR SELECT TO diwan_app USING (member = (SELECT diwan.my_member()));
