-- Written by the member's own refresh, through the gate, like the rest of its overlay; and taken out with a component when
-- its originator recalls or narrows a report (diwan.drop_from_picture).
ALTER TABLE diwan.doubt ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.doubt FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS doubt_worker ON diwan.doubt;
CREATE POLICY doubt_worker ON diwan.doubt TO diwan_worker USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS doubt_own ON diwan.doubt;
CREATE POLICY doubt_own ON diwan.doubt TO diwan_app
    USING (viewer = (SELECT diwan.my_member())) WITH CHECK (viewer = (SELECT diwan.my_member()));
DROP POLICY IF EXISTS doubt_owner ON diwan.doubt;
CREATE POLICY doubt_owner ON diwan.doubt TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON diwan.doubt TO diwan_app;
