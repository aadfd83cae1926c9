-- A row stands on a record of its author with the same time, so SQL of a request can neither lay one that was never said nor
-- date a joint one back into a term. diwan.refuse_wide_brief has asked the record itself.
ALTER TABLE diwan.brief ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.brief FORCE ROW LEVEL SECURITY;
CREATE POLICY brief_read ON diwan.brief FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY brief_file ON diwan.brief FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND ((SELECT diwan.i_may('release')) OR audience = (SELECT diwan.my_own_audience()) OR title = '')
        AND (NOT is_joint OR diwan.directed(member, published_at)) AND EXISTS (
            SELECT FROM diwan.record r WHERE r.member = brief.member AND r.id = brief.brief AND r.at = brief.published_at
            AND r.kind = CASE WHEN brief.is_joint THEN 'joint_brief.published' ELSE 'brief.published' END));
CREATE POLICY brief_forget ON diwan.brief FOR DELETE TO diwan_app USING (member = (SELECT diwan.my_member()));

ALTER TABLE diwan.brief_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.brief_part FORCE ROW LEVEL SECURITY;
CREATE POLICY brief_part_read ON diwan.brief_part FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY brief_part_file ON diwan.brief_part FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND EXISTS (
        SELECT FROM diwan.brief b WHERE b.member = brief_part.member AND b.brief = brief_part.brief
        AND b.audience = brief_part.audience));
CREATE POLICY brief_part_forget ON diwan.brief_part FOR DELETE TO diwan_app USING (member = (SELECT diwan.my_member()));

ALTER TABLE diwan.brief_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.brief_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY brief_draft_own ON diwan.brief_draft TO diwan_app
    USING (viewer = (SELECT diwan.my_member()) AND officer = (SELECT diwan.my_officer()))
    WITH CHECK (viewer = (SELECT diwan.my_member()) AND officer = (SELECT diwan.my_officer()));

CREATE POLICY report_owner ON diwan.report FOR SELECT TO CURRENT_USER USING (true); -- diwan.refuse_wide_brief
CREATE POLICY record_ref_owner ON diwan.record_ref TO CURRENT_USER USING (true) WITH CHECK (true); -- diwan.follow_briefs
