-- Names of members and rooms are for every member; officers are for their own member alone.

ALTER TABLE diwan.centre ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.centre FORCE ROW LEVEL SECURITY;
CREATE POLICY centre_owner ON diwan.centre FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY centre_read ON diwan.centre FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
-- A founder says that the centre is founded, once every founder of the text has signed under its hash.
CREATE POLICY centre_file ON diwan.centre FOR INSERT TO diwan_app WITH CHECK (diwan.may_found(text, charter));
CREATE POLICY centre_worker ON diwan.centre TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.charter_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.charter_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY charter_signature_owner ON diwan.charter_signature FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY charter_signature_read ON diwan.charter_signature FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY charter_signature_file ON diwan.charter_signature FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY charter_signature_worker ON diwan.charter_signature TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.member_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.member_key FORCE ROW LEVEL SECURITY;
CREATE POLICY member_key_owner ON diwan.member_key FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY member_key_read ON diwan.member_key FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY member_key_file ON diwan.member_key FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY member_key_end ON diwan.member_key FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY member_key_worker ON diwan.member_key TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.member FORCE ROW LEVEL SECURITY;
CREATE POLICY member_owner ON diwan.member FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY member_read ON diwan.member FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY member_file ON diwan.member FOR INSERT TO diwan_app WITH CHECK (listed_by = (SELECT diwan.my_member()));
CREATE POLICY member_worker ON diwan.member TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.room ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.room FORCE ROW LEVEL SECURITY;
CREATE POLICY room_owner ON diwan.room FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY room_read ON diwan.room FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY room_file ON diwan.room FOR INSERT TO diwan_app WITH CHECK (opened_by = (SELECT diwan.my_member()));
CREATE POLICY room_worker ON diwan.room TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.room_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.room_member FORCE ROW LEVEL SECURITY;
CREATE POLICY room_member_owner ON diwan.room_member FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY room_member_read ON diwan.room_member FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY room_member_file ON diwan.room_member FOR INSERT TO diwan_app WITH CHECK (opened_by = (SELECT diwan.my_member()));
CREATE POLICY room_member_worker ON diwan.room_member TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.officer ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.officer FORCE ROW LEVEL SECURITY;
CREATE POLICY officer_owner ON diwan.officer FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY officer_read ON diwan.officer FOR SELECT TO diwan_app USING (member = (SELECT diwan.my_member()));
CREATE POLICY officer_appoint ON diwan.officer FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer')));
CREATE POLICY officer_change ON diwan.officer FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer'))); -- before the change and after it
CREATE POLICY officer_worker ON diwan.officer FOR SELECT TO diwan_worker USING (true);
