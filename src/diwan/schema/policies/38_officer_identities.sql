ALTER TABLE diwan.officer_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.officer_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY officer_identity_owner ON diwan.officer_identity FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY officer_identity_read ON diwan.officer_identity FOR SELECT TO diwan_app
    USING (member = (SELECT diwan.my_member()));
CREATE POLICY officer_identity_bind ON diwan.officer_identity FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer')));
CREATE POLICY officer_identity_release ON diwan.officer_identity FOR DELETE TO diwan_app
    USING (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer')));
