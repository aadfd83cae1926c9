-- Read under its label; each row stands on a record of its author with the same time.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['task', 'task_step'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        -- for the functions that refuse what nobody was asked for (functions/81_tasks.sql)
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO CURRENT_USER USING (true)', name || '_owner', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_worker USING (true)', name || '_worker', name);
    END LOOP;
END $$;

-- Whoever is asked reads what it is asked. That the author is among the readers is said by diwan.all_read and diwan.is_within.
CREATE POLICY task_file ON diwan.task FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release')) AND cardinality(asked) > 0 AND diwan.all_read(asked, audience)
        AND (NOT is_centres OR diwan.directed(member, opened_at))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = task.member AND r.id = task.record
            AND r.kind = CASE WHEN is_centres THEN 'task.opened_to_all' ELSE 'task.opened' END AND r.at = task.opened_at));
CREATE POLICY task_step_file ON diwan.task_step FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND (SELECT diwan.i_may('release'))
        AND EXISTS (SELECT FROM diwan.task t WHERE t.record = task_step.task AND diwan.is_within(task_step.audience, t.audience)
            AND (passed_to = '' OR passed_to <> t.member AND diwan.all_read(ARRAY[passed_to], t.audience))
            AND (step <> 'closed' OR (CASE WHEN t.is_centres THEN diwan.directed(task_step.member, task_step.at) ELSE t.member = task_step.member END)))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = task_step.member AND r.id = task_step.record AND r.at = task_step.at
            AND (r.kind IN ('task.closed', 'task.closed_to_all')) = (step = 'closed')
            AND r.kind IN ('task.answered', 'task.closed', 'task.closed_to_all')));
