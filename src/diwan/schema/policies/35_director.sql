-- Each row stands on a record of its author with the same time: SQL of a request cannot date one back into a term.
ALTER TABLE diwan.director_named ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.director_named FORCE ROW LEVEL SECURITY;
CREATE POLICY director_named_read ON diwan.director_named FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY director_named_file ON diwan.director_named FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND diwan.begins_term(member, starts));
CREATE POLICY director_named_worker ON diwan.director_named FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.meeting FORCE ROW LEVEL SECURITY;
CREATE POLICY meeting_read ON diwan.meeting FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY meeting_file ON diwan.meeting FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND diwan.directed(member, convened_at) AND EXISTS (
            SELECT FROM diwan.record r WHERE r.member = meeting.member AND r.id = meeting.record
            AND r.kind = 'meeting.convened' AND r.at = meeting.convened_at));
CREATE POLICY meeting_worker ON diwan.meeting FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.meeting_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.meeting_order FORCE ROW LEVEL SECURITY;
CREATE POLICY meeting_order_read ON diwan.meeting_order FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY meeting_order_file ON diwan.meeting_order FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND diwan.directed(member, at)
        AND EXISTS (SELECT FROM diwan.meeting m WHERE m.record = meeting_order.meeting)
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = meeting_order.member AND r.id = meeting_order.record
            AND r.kind IN ('meeting.order_set', 'meeting.called_off') AND r.at = meeting_order.at));
CREATE POLICY meeting_order_worker ON diwan.meeting_order FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.handover_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.handover_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY handover_signature_read ON diwan.handover_signature FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY handover_signature_file ON diwan.handover_signature FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND member IN (outgoing, incoming)
        AND diwan.passes(outgoing, incoming, passes_at));
CREATE POLICY handover_signature_worker ON diwan.handover_signature FOR SELECT TO diwan_worker USING (true);
