-- Read under its label; written by members that are parties to it, each in its own name.
ALTER TABLE diwan.agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.agreement FORCE ROW LEVEL SECURITY;
CREATE POLICY agreement_read ON diwan.agreement FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
-- Whoever reads here signs: nobody is made a party that signs nothing by being called an outside one.
CREATE POLICY agreement_file ON diwan.agreement FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND member = ANY (signers)
        AND cardinality(outside) = (SELECT count(*) FROM diwan.member m WHERE m.id = ANY (outside) AND m.kind = 'outside')
        AND cardinality(signers) = (SELECT count(*) FROM diwan.member m WHERE m.id = ANY (signers) AND m.kind <> 'outside'));
CREATE POLICY agreement_worker ON diwan.agreement FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.agreement_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.agreement_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY agreement_consent_read ON diwan.agreement_consent FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY agreement_consent_file ON diwan.agreement_consent FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND EXISTS (
            SELECT FROM diwan.agreement a WHERE a.record = agreement_consent.agreement
            AND agreement_consent.member = ANY (a.signers) AND a.sha256 = agreement_consent.sha256));
CREATE POLICY agreement_consent_worker ON diwan.agreement_consent FOR SELECT TO diwan_worker USING (true);

ALTER TABLE diwan.agreement_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.agreement_step FORCE ROW LEVEL SECURITY;
CREATE POLICY agreement_step_read ON diwan.agreement_step FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY agreement_step_file ON diwan.agreement_step FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[])
        AND (SELECT diwan.i_may('release')) AND EXISTS (
            SELECT FROM diwan.agreement a WHERE a.record = agreement_step.agreement
            AND agreement_step.member = ANY (a.signers)
            AND (party = agreement_step.member OR party = ANY (a.outside))));
CREATE POLICY agreement_step_worker ON diwan.agreement_step FOR SELECT TO diwan_worker USING (true);
