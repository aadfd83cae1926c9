-- Every member sees where every log stands, who witnessed it, and every alarm. Only the publisher writes; proofs that
-- strangers bring are kept by `diwan.keep_fork_proof`, after the pages have verified both signatures.

ALTER TABLE diwan.log_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.log_state FORCE ROW LEVEL SECURITY;
CREATE POLICY log_state_read ON diwan.log_state FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY log_state_worker ON diwan.log_state TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.log_witness ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.log_witness FORCE ROW LEVEL SECURITY;
CREATE POLICY log_witness_read ON diwan.log_witness FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY log_witness_worker ON diwan.log_witness TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.log_alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.log_alarm FORCE ROW LEVEL SECURITY;
CREATE POLICY log_alarm_owner ON diwan.log_alarm TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY log_alarm_read ON diwan.log_alarm FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
CREATE POLICY log_alarm_worker ON diwan.log_alarm TO diwan_worker USING (true) WITH CHECK (true);
