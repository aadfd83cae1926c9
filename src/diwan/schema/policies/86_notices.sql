-- Read under its label; each row stands on a record of its author with the same time and the same readers.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['notice', 'notice_step'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO CURRENT_USER USING (true)', name || '_owner', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_worker USING (true)', name || '_worker', name);
    END LOOP;
    -- for the functions that refuse what is told under an agreement that is not in force (functions/86_notices.sql)
    FOREACH name IN ARRAY ARRAY['agreement', 'agreement_consent', 'agreement_step', 'activity_version'] LOOP
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO CURRENT_USER USING (true)', name || '_owner', name);
    END LOOP;
END $$;

-- Whoever is told reads it; nobody tells itself. That the author is among the readers is said by diwan.all_read.
CREATE POLICY notice_file ON diwan.notice FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release'))
        AND cardinality(members) + cardinality(outside) > 0 AND member <> ALL (members) AND diwan.all_read(members, audience)
        AND EXISTS (SELECT FROM diwan.activity_version v WHERE v.member = notice.member AND v.activity = notice.activity AND v.record = notice.version)
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = notice.member AND r.id = notice.record AND r.audience = notice.audience
            AND r.kind = 'notice.sent' AND r.at = notice.sent_at));

-- A member speaks for itself; whoever tells it tells what it observed in an outside party, and withdraws it.
CREATE POLICY notice_step_file ON diwan.notice_step FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release'))
        AND EXISTS (SELECT FROM diwan.notice n WHERE n.record = notice_step.notice AND diwan.is_within(notice_step.audience, n.audience)
            AND CASE WHEN party <> notice_step.member THEN notice_step.member = n.member AND party = ANY (n.outside) AND step <> 'withdrawn'
                WHEN step = 'withdrawn' THEN notice_step.member = n.member
                ELSE notice_step.member = ANY (n.members) END)
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = notice_step.member AND r.id = notice_step.record AND r.audience = notice_step.audience
            AND r.kind = CASE WHEN party <> notice_step.member THEN 'notice.observed' ELSE 'notice.' || step END AND r.at = notice_step.at));
