-- Read under its label; each row stands on a record of its author with the same time.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['recommendation', 'recommendation_version', 'recommendation_step'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        -- for the functions that refuse what nobody was asked for (functions/80_recommendations.sql)
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO CURRENT_USER USING (true)', name || '_owner', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_worker USING (true)', name || '_worker', name);
    END LOOP;
END $$;

-- Whoever is asked reads what it is asked, and nobody asks itself. That the author is among the readers is said by
-- diwan.all_read and diwan.is_within.
CREATE POLICY recommendation_file ON diwan.recommendation FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release')) AND cardinality(addressees) > 0 AND member <> ALL (addressees)
        AND diwan.all_read(addressees, audience)
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = recommendation.member AND r.id = recommendation.record
            AND r.kind = 'recommendation.made' AND r.at = recommendation.made_at));
CREATE POLICY recommendation_version_file ON diwan.recommendation_version FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release'))
        AND EXISTS (SELECT FROM diwan.recommendation r WHERE r.record = recommendation_version.recommendation
            AND r.member = recommendation_version.member AND diwan.is_within(recommendation_version.audience, r.audience))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = recommendation_version.member AND r.id = recommendation_version.record
            AND r.kind IN ('recommendation.made', 'recommendation.amended') AND r.at = recommendation_version.at));
CREATE POLICY recommendation_step_file ON diwan.recommendation_step FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release'))
        AND EXISTS (SELECT FROM diwan.recommendation r WHERE r.record = recommendation_step.recommendation
            AND diwan.is_within(recommendation_step.audience, r.audience)
            AND (step <> 'answered' OR recommendation_step.member = ANY (r.addressees)))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = recommendation_step.member AND r.id = recommendation_step.record
            AND r.kind = 'recommendation.' || step AND r.at = recommendation_step.at));
