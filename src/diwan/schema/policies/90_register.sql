-- Read under its label; each row stands on a record of its author with the same time and the same readers. What is protected stands on the
-- confirmation of a proposal that another officer made.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['object_version', 'object_state', 'site_proposal', 'site_proposal_end'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        -- for the functions that refuse what is not one's own (functions/90_register.sql)
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO CURRENT_USER USING (true)', name || '_owner', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_worker USING (true)', name || '_worker', name);
    END LOOP;
END $$;

CREATE POLICY object_version_file ON diwan.object_version FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND (object = record OR diwan.keeps_object(member, object, category <> '') AND diwan.reads_object(object, audience))
        AND CASE WHEN category = '' THEN proposal IS NULL ELSE EXISTS (
            SELECT FROM diwan.site_proposal p WHERE p.member = object_version.member AND p.record = object_version.proposal) END
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = object_version.member AND r.id = object_version.record
            AND r.audience = object_version.audience AND r.at = object_version.said_at AND r.kind = CASE WHEN category <> '' THEN 'site.confirmed'
                WHEN object = record THEN 'object.registered' WHEN is_withdrawn THEN 'object.withdrawn' ELSE 'object.changed' END));
CREATE POLICY object_state_file ON diwan.object_state FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND diwan.reads_object(object, audience)
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = object_state.member AND r.id = object_state.record
            AND r.audience = object_state.audience AND r.kind = 'object.state_told' AND r.at = object_state.said_at));
CREATE POLICY site_proposal_file ON diwan.site_proposal FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND (object IS NULL) = (act = 'enter') AND (object IS NULL OR diwan.keeps_object(member, object, true))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = site_proposal.member AND r.id = site_proposal.record
            AND r.audience = site_proposal.audience AND r.kind = 'site.proposed' AND r.officer = site_proposal.officer AND r.at = site_proposal.proposed_at));
CREATE POLICY site_proposal_end_file ON diwan.site_proposal_end FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = (SELECT diwan.my_own_audience())
        AND EXISTS (SELECT FROM diwan.site_proposal p WHERE p.member = site_proposal_end.member AND p.record = site_proposal_end.proposal
            AND (NOT is_confirmed OR p.officer <> site_proposal_end.officer))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = site_proposal_end.member AND r.id = site_proposal_end.record
            AND r.kind = CASE WHEN is_confirmed THEN 'site.confirmed' ELSE 'site.declined' END
            AND r.officer = site_proposal_end.officer AND r.at = site_proposal_end.ended_at));
