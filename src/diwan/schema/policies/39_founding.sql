-- Seats are for whoever sits at the founding, and for nobody who joins later; drafts stand under their label.
ALTER TABLE diwan.founder_seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.founder_seat FORCE ROW LEVEL SECURITY;
CREATE POLICY founder_seat_owner ON diwan.founder_seat FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY founder_seat_read ON diwan.founder_seat FOR SELECT TO diwan_app USING ((SELECT diwan.sits_at_founding()));
CREATE POLICY founder_seat_worker ON diwan.founder_seat TO diwan_worker USING (true) WITH CHECK (true);

ALTER TABLE diwan.charter_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.charter_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY charter_draft_read ON diwan.charter_draft FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY charter_draft_file ON diwan.charter_draft FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')));
CREATE POLICY charter_draft_worker ON diwan.charter_draft FOR SELECT TO diwan_worker USING (true);

-- As signatures under a change.
ALTER TABLE diwan.charter_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.charter_refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY charter_refusal_read ON diwan.charter_refusal FOR SELECT TO diwan_app
    USING (refused_at <= (SELECT diwan.reads_here_until()));
CREATE POLICY charter_refusal_file ON diwan.charter_refusal FOR INSERT TO diwan_app WITH CHECK (member = (SELECT diwan.my_member()));
CREATE POLICY charter_refusal_worker ON diwan.charter_refusal FOR SELECT TO diwan_worker USING (true);
