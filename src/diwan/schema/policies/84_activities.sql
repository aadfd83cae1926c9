-- Each row under its own label. It stands on a record of its author with the same time and the same readers, so SQL of a
-- request can neither lay one that was never said nor lay it more widely. An envelope is a record of its own.
DO $$
DECLARE
    name  text;
    stood text;
BEGIN
    FOR name, stood IN SELECT * FROM (VALUES
        ('activity_version', 'r.id = record AND r.at = said_at AND r.kind IN (''activity.announced'', ''activity.changed'')'),
        ('activity_state', 'r.id = record AND r.at = said_at AND r.kind IN (''activity.announced'', ''activity.state_set'')'),
        ('conflict_envelope', 'r.id = record AND r.at = released_at AND r.kind = ''envelope.released'''),
        ('conflict_envelope_end', 'r.id = record AND r.at = withdrawn_at AND r.kind = ''envelope.withdrawn'''),
        ('volume', 'r.id = subject AND CASE WHEN is_envelope THEN r.kind = ''envelope.released'''
                   ' ELSE r.kind IN (''activity.announced'', ''activity.changed'') END')) t (name, stood)
    LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR SELECT TO diwan_app'
            ' USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))', name || '_read', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I FOR INSERT TO diwan_app'
            ' WITH CHECK (member = (SELECT diwan.my_member()) AND EXISTS (SELECT FROM diwan.record r'
            ' WHERE r.member = %I.member AND r.audience = %I.audience AND %s))', name || '_file', name, name, name, stood);
    END LOOP;
END $$;
