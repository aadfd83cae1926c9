ALTER TABLE diwan.member_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.member_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY member_rule_owner ON diwan.member_rule FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY member_rule_read ON diwan.member_rule FOR SELECT TO diwan_app USING (member = (SELECT diwan.my_member()));
CREATE POLICY member_rule_set ON diwan.member_rule FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer')));
CREATE POLICY member_rule_change ON diwan.member_rule FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer'))); -- before the change and after it

ALTER TABLE diwan.officer_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.officer_invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY officer_invitation_owner ON diwan.officer_invitation FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY officer_invitation_read ON diwan.officer_invitation FOR SELECT TO diwan_app
    USING (member = (SELECT diwan.my_member()));
CREATE POLICY officer_invitation_file ON diwan.officer_invitation FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('administer')));

ALTER TABLE diwan.invitation_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.invitation_link FORCE ROW LEVEL SECURITY;
CREATE POLICY invitation_link_owner ON diwan.invitation_link TO CURRENT_USER USING (true) WITH CHECK (true);
