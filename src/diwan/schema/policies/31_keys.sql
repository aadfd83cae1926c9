ALTER TABLE diwan.member_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.member_log FORCE ROW LEVEL SECURITY;
CREATE POLICY member_log_owner ON diwan.member_log FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY member_log_read ON diwan.member_log FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY member_log_file ON diwan.member_log FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY member_log_end ON diwan.member_log FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY member_log_worker ON diwan.member_log FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.member_recovery_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.member_recovery_key FORCE ROW LEVEL SECURITY;
CREATE POLICY member_recovery_key_owner ON diwan.member_recovery_key FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY member_recovery_key_read ON diwan.member_recovery_key FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY member_recovery_key_file ON diwan.member_recovery_key FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY member_recovery_key_worker ON diwan.member_recovery_key FOR SELECT TO diwan_worker USING (true);
