-- Each row under its own label, laid and withdrawn by its author alone. It stands on a record of its author with the same
-- time and the same readers, so SQL of a request can neither lay one that was never said nor lay it more widely.
ALTER TABLE diwan.own_place ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.own_place FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_place_read ON diwan.own_place;
CREATE POLICY own_place_read ON diwan.own_place FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS own_place_file ON diwan.own_place;
CREATE POLICY own_place_file ON diwan.own_place FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND EXISTS (SELECT FROM diwan.record r
        WHERE r.member = own_place.member AND r.id = own_place.place AND r.audience = own_place.audience
            AND r.at = own_place.added_at AND r.kind = 'place.added'));
DROP POLICY IF EXISTS own_place_withdraw ON diwan.own_place;
CREATE POLICY own_place_withdraw ON diwan.own_place FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) -- the grant below lets nobody change whose it is
    WITH CHECK (EXISTS (SELECT FROM diwan.record r
        WHERE r.member = own_place.member AND r.id = own_place.withdrawn_by AND r.at = own_place.withdrawn_at
            AND r.kind = 'place.withdrawn'));
-- The worker asks who reads an entry, to have the pictures of these made anew.
DROP POLICY IF EXISTS own_place_worker ON diwan.own_place;
CREATE POLICY own_place_worker ON diwan.own_place FOR SELECT TO diwan_worker USING (true);

GRANT SELECT, INSERT ON diwan.own_place TO diwan_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON diwan.own_place TO diwan_app;
GRANT SELECT ON diwan.own_place TO diwan_worker;
