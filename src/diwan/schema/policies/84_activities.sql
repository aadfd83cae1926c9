-- Each row under its own label; written by its author alone. An envelope is a row of its own with a label of its own.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['activity_version', 'activity_state', 'conflict_envelope', 'conflict_envelope_end', 'volume'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR INSERT TO diwan_app'
            ' WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_file', name);
    END LOOP;
END $$;
