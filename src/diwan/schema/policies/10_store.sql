-- Forced, so that the owner too comes in only through the policy that names it; no other role has one.
ALTER TABLE diwan.gate_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.gate_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY gate_secret_owner ON diwan.gate_secret TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE diwan.viewer_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.viewer_token FORCE ROW LEVEL SECURITY;
CREATE POLICY viewer_token_owner ON diwan.viewer_token TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE diwan.applied ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.applied FORCE ROW LEVEL SECURITY;
CREATE POLICY applied_owner ON diwan.applied TO CURRENT_USER USING (true) WITH CHECK (true);
