-- Each row under its own label; written and withdrawn by its author alone. Wider than the own member it is laid by whoever
-- may release, as anything else that leaves.
ALTER TABLE diwan.own_place ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.own_place FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_place_read ON diwan.own_place;
CREATE POLICY own_place_read ON diwan.own_place FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS own_place_file ON diwan.own_place;
CREATE POLICY own_place_file ON diwan.own_place FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
                AND ((SELECT diwan.i_may('release')) OR audience = (SELECT diwan.my_own_audience())));
DROP POLICY IF EXISTS own_place_withdraw ON diwan.own_place;
CREATE POLICY own_place_withdraw ON diwan.own_place FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) -- the grant below lets nobody change whose it is
    WITH CHECK (member = (SELECT diwan.my_member()));
-- The worker asks who reads an entry, to have the pictures of these made anew.
DROP POLICY IF EXISTS own_place_worker ON diwan.own_place;
CREATE POLICY own_place_worker ON diwan.own_place FOR SELECT TO diwan_worker USING (true);

GRANT SELECT, INSERT ON diwan.own_place TO diwan_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON diwan.own_place TO diwan_app;
GRANT SELECT ON diwan.own_place TO diwan_worker;
