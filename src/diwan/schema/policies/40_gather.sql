-- A source, its state and its failures are its owner's alone: to others they are absent.
ALTER TABLE diwan.source ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.source FORCE ROW LEVEL SECURITY;
CREATE POLICY source_read ON diwan.source FOR SELECT TO diwan_app
    USING (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY source_file ON diwan.source FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY source_change ON diwan.source FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())) WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY source_worker ON diwan.source FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.source_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.source_state FORCE ROW LEVEL SECURITY;
CREATE POLICY source_state_own ON diwan.source_state TO diwan_app
    USING (viewer = (SELECT diwan.my_member())) WITH CHECK (viewer = (SELECT diwan.my_member()));
CREATE POLICY source_state_worker ON diwan.source_state TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.source_failure ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.source_failure FORCE ROW LEVEL SECURITY;
CREATE POLICY source_failure_own ON diwan.source_failure TO diwan_app
    USING (viewer = (SELECT diwan.my_member())) WITH CHECK (viewer = (SELECT diwan.my_member()));

ALTER TABLE diwan.item ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.item FORCE ROW LEVEL SECURITY;
CREATE POLICY item_read ON diwan.item FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
-- Its reports take over its audience, so laying it wider asks for the right to release.
CREATE POLICY item_file ON diwan.item FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
                AND ((SELECT diwan.i_may('release')) OR audience = (SELECT diwan.my_own_audience())));
CREATE POLICY item_relabel ON diwan.item FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member()))
    WITH CHECK (member = (SELECT diwan.my_member())
                AND ((SELECT diwan.i_may('release')) OR audience = (SELECT diwan.my_own_audience())));
CREATE POLICY item_forget ON diwan.item FOR DELETE TO diwan_app USING (member = (SELECT diwan.my_member()));
CREATE POLICY item_worker ON diwan.item FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.item_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.item_state FORCE ROW LEVEL SECURITY;
CREATE POLICY item_state_own ON diwan.item_state TO diwan_app
    USING (viewer = (SELECT diwan.my_member())) WITH CHECK (viewer = (SELECT diwan.my_member()));
CREATE POLICY item_state_worker ON diwan.item_state FOR SELECT TO diwan_worker USING (true);
