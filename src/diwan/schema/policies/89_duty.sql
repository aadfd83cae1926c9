-- Read under its label; each row stands on a record of its author, and of its officer, with the same time and readers.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['duty_entry', 'watch_handover', 'watch_taking'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        -- for the function that refuses who may not take a watch (functions/89_duty.sql)
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO CURRENT_USER USING (true)', name || '_owner', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_worker USING (true)', name || '_worker', name);
    END LOOP;
END $$;

CREATE POLICY duty_entry_file ON diwan.duty_entry FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = duty_entry.member AND r.id = duty_entry.record
            AND r.audience = duty_entry.audience AND r.kind = 'duty.noted' AND r.at = duty_entry.noted_at));
CREATE POLICY watch_handover_file ON diwan.watch_handover FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = watch_handover.member AND r.id = watch_handover.record AND r.audience = watch_handover.audience
            AND r.kind = 'watch.handed_over' AND r.officer = watch_handover.officer AND r.at = watch_handover.handed_at));
CREATE POLICY watch_taking_file ON diwan.watch_taking FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND EXISTS (SELECT FROM diwan.watch_handover h WHERE h.member = watch_taking.member AND h.record = watch_taking.handover
            AND h.officer <> watch_taking.officer)
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = watch_taking.member AND r.id = watch_taking.record AND r.audience = watch_taking.audience
            AND r.kind = 'watch.taken' AND r.officer = watch_taking.officer AND r.at = watch_taking.taken_at));
