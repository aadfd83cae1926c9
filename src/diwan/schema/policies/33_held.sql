ALTER TABLE diwan.held_release ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.held_release FORCE ROW LEVEL SECURITY;
CREATE POLICY held_release_read ON diwan.held_release FOR SELECT TO diwan_app USING (viewer = (SELECT diwan.my_member()));
CREATE POLICY held_release_file ON diwan.held_release FOR INSERT TO diwan_app
    WITH CHECK (viewer = (SELECT diwan.my_member()) AND state = 'held' AND (SELECT diwan.i_may('release')));
-- A change ends it, and what has ended does not begin again; no grant lets anybody change whose it is.
CREATE POLICY held_release_end ON diwan.held_release FOR UPDATE TO diwan_app
    USING (viewer = (SELECT diwan.my_member()) AND state = 'held') WITH CHECK (state <> 'held');
-- What waits for a job that is gone is queued again.
CREATE POLICY held_release_worker ON diwan.held_release FOR SELECT TO diwan_worker USING (true);
GRANT SELECT, INSERT, UPDATE (state, ended_at, stopped_by) ON diwan.held_release TO diwan_app;
GRANT SELECT ON diwan.held_release TO diwan_worker;
