-- Whoever left or is suspended reads what there was until then, and of itself.
ALTER TABLE diwan.charter_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.charter_version FORCE ROW LEVEL SECURITY;
CREATE POLICY charter_version_owner ON diwan.charter_version TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY charter_version_read ON diwan.charter_version FOR SELECT TO diwan_app
    USING ((SELECT diwan.reads_here()) AND proposed_at <= (SELECT diwan.reads_until()));
CREATE POLICY charter_version_file ON diwan.charter_version FOR INSERT TO diwan_app
    WITH CHECK (proposed_by = (SELECT diwan.my_member()) AND number IS NULL AND in_force_at IS NULL);
CREATE POLICY charter_version_worker ON diwan.charter_version FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.charter_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.charter_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY charter_consent_owner ON diwan.charter_consent FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY charter_consent_read ON diwan.charter_consent FOR SELECT TO diwan_app
    USING ((SELECT diwan.reads_here()) AND signed_at <= (SELECT diwan.reads_until()));
CREATE POLICY charter_consent_file ON diwan.charter_consent FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY charter_consent_worker ON diwan.charter_consent FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.member_suspension ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.member_suspension FORCE ROW LEVEL SECURITY;
CREATE POLICY member_suspension_owner ON diwan.member_suspension TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY member_suspension_read ON diwan.member_suspension FOR SELECT TO diwan_app
    USING ((SELECT diwan.reads_here()) AND valid_from <= (SELECT diwan.reads_until()));
CREATE POLICY member_suspension_worker ON diwan.member_suspension FOR SELECT TO diwan_worker USING (true);

-- What diwan.put_in_force changes.
CREATE POLICY centre_in_force ON diwan.centre FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY member_in_force ON diwan.member TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY room_in_force ON diwan.room TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY room_member_in_force ON diwan.room_member TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE POLICY centre_until ON diwan.centre AS RESTRICTIVE FOR SELECT TO diwan_app USING ((SELECT diwan.sees_charter_in_force()));
CREATE POLICY member_until ON diwan.member AS RESTRICTIVE FOR SELECT TO diwan_app
    USING (valid_from <= (SELECT diwan.reads_until()) OR id = (SELECT diwan.my_member()));
CREATE POLICY room_until ON diwan.room AS RESTRICTIVE FOR SELECT TO diwan_app
    USING (valid_from <= (SELECT diwan.reads_until()) OR opened_by = (SELECT diwan.my_member()));
CREATE POLICY room_member_until ON diwan.room_member AS RESTRICTIVE FOR SELECT TO diwan_app
    USING (valid_from <= (SELECT diwan.reads_until()) OR opened_by = (SELECT diwan.my_member()));
CREATE POLICY member_key_until ON diwan.member_key AS RESTRICTIVE FOR SELECT TO diwan_app
    USING (valid_from <= (SELECT diwan.reads_until()) OR member = (SELECT diwan.my_member()));
CREATE POLICY member_log_until ON diwan.member_log AS RESTRICTIVE FOR SELECT TO diwan_app
    USING (valid_from <= (SELECT diwan.reads_until()) OR member = (SELECT diwan.my_member()));
