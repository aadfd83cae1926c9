-- Under a label: read by those whom it admits, laid by the author.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['record_ref', 'opening', 'recall_receipt', 'report_successor'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR INSERT TO diwan_app'
            ' WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_file', name);
    END LOOP;
    -- The originator's narrowing, widening and recall reach these too.
    FOREACH name IN ARRAY ARRAY['record_ref', 'report_successor'] LOOP
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR UPDATE TO diwan_app'
            ' USING (member = (SELECT diwan.my_member())) WITH CHECK (member = (SELECT diwan.my_member()))', name || '_relabel', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR DELETE TO diwan_app'
            ' USING (member = (SELECT diwan.my_member()))', name || '_forget', name);
    END LOOP;
END $$;

-- Which reports were narrowed, for the list that outlives the database (process/taken_back.py).
CREATE POLICY record_ref_worker ON diwan.record_ref FOR SELECT TO diwan_worker USING (true);

-- One member's own.
ALTER TABLE diwan.reading_trail ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.reading_trail FORCE ROW LEVEL SECURITY;
CREATE POLICY reading_trail_own ON diwan.reading_trail FOR SELECT TO diwan_app USING (viewer = (SELECT diwan.my_member()));
CREATE POLICY reading_trail_file ON diwan.reading_trail FOR INSERT TO diwan_app WITH CHECK (viewer = (SELECT diwan.my_member()));
CREATE POLICY reading_trail_owner ON diwan.reading_trail FOR SELECT TO CURRENT_USER USING (true); -- diwan.leave_trace

ALTER TABLE diwan.recalled_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.recalled_use FORCE ROW LEVEL SECURITY;
CREATE POLICY recalled_use_own ON diwan.recalled_use FOR SELECT TO diwan_app USING (viewer = (SELECT diwan.my_member()));
CREATE POLICY recalled_use_owner ON diwan.recalled_use TO CURRENT_USER USING (true) WITH CHECK (true); -- diwan.keep_uses

-- Every member may know that it looks at a past moment.
ALTER TABLE diwan.rebuilt_until ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.rebuilt_until FORCE ROW LEVEL SECURITY;
CREATE POLICY rebuilt_until_owner ON diwan.rebuilt_until TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY rebuilt_until_worker ON diwan.rebuilt_until FOR SELECT TO diwan_worker USING (true);
CREATE POLICY rebuilt_until_read ON diwan.rebuilt_until FOR SELECT TO diwan_app USING ((SELECT diwan.reads_here()));
