-- Written only by the owner's functions, which check the chain; read by those whom the label admits.
ALTER TABLE diwan.audience ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.audience FORCE ROW LEVEL SECURITY;
CREATE POLICY audience_owner ON diwan.audience TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE diwan.audience_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.audience_member FORCE ROW LEVEL SECURITY;
CREATE POLICY audience_member_owner ON diwan.audience_member TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE diwan.log_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.log_head FORCE ROW LEVEL SECURITY;
CREATE POLICY log_head_owner ON diwan.log_head TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE diwan.arrival ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.arrival FORCE ROW LEVEL SECURITY;
CREATE POLICY arrival_owner ON diwan.arrival TO CURRENT_USER USING (true) WITH CHECK (true);

-- Every member sees every leaf: that is how all can verify that nothing was dropped.
ALTER TABLE diwan.leaf ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.leaf FORCE ROW LEVEL SECURITY;
CREATE POLICY leaf_owner ON diwan.leaf TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY leaf_read ON diwan.leaf FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY leaf_worker ON diwan.leaf FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.record ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.record FORCE ROW LEVEL SECURITY;
CREATE POLICY record_owner ON diwan.record TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY record_read ON diwan.record FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY record_worker ON diwan.record FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_owner ON diwan.evidence TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY evidence_read ON diwan.evidence FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY evidence_file ON diwan.evidence FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY evidence_worker ON diwan.evidence FOR SELECT TO diwan_worker USING (true);
