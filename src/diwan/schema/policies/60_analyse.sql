DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['annotation', 'edge', 'event', 'event_report', 'report_component', 'actor', 'picture_state', 'picture_entered',
        'picture_due', 'judgement'] LOOP
        EXECUTE format('ALTER TABLE diwan.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE diwan.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('DROP POLICY IF EXISTS %I ON diwan.%I', name || '_worker', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I TO diwan_worker USING (true) WITH CHECK (true)', name || '_worker', name);
    END LOOP;
    -- The overlay belongs to one member: it is written by that member's own refresh, through the gate.
    FOREACH name IN ARRAY ARRAY['event', 'event_report', 'report_component', 'actor', 'picture_state', 'picture_entered', 'picture_due'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS %I ON diwan.%I', name || '_own', name);
        EXECUTE format(
            'CREATE POLICY %I ON diwan.%I TO diwan_app USING (viewer = (SELECT diwan.my_member())) WITH CHECK (viewer = (SELECT diwan.my_member()))',
            name || '_own', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON diwan.%I TO diwan_app', name);
    END LOOP;
END $$;

-- For diwan.follow_report: what is derived from a report changes with its label in the originator's own transaction.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['annotation', 'edge', 'event', 'event_report', 'report_component', 'actor', 'picture_due', 'judgement'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS %I ON diwan.%I', name || '_owner', name);
        EXECUTE format('CREATE POLICY %I ON diwan.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name || '_owner', name);
    END LOOP;
END $$;

DROP POLICY IF EXISTS annotation_read ON diwan.annotation;
CREATE POLICY annotation_read ON diwan.annotation FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));

DROP POLICY IF EXISTS edge_read ON diwan.edge;
CREATE POLICY edge_read ON diwan.edge FOR SELECT TO diwan_app
    USING (taker_audience = ANY ((SELECT diwan.my_audiences())::int[])
       AND taken_audience = ANY ((SELECT diwan.my_audiences())::int[]));

DROP POLICY IF EXISTS judgement_read ON diwan.judgement;
CREATE POLICY judgement_read ON diwan.judgement FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS judgement_file ON diwan.judgement;
CREATE POLICY judgement_file ON diwan.judgement FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND audience = ANY ((SELECT diwan.my_audiences())::int[]));
DROP POLICY IF EXISTS judgement_withdraw ON diwan.judgement;
CREATE POLICY judgement_withdraw ON diwan.judgement FOR UPDATE TO diwan_app
    USING (member = (SELECT diwan.my_member())); -- no grant below lets anybody change whose it is

GRANT SELECT ON diwan.annotation, diwan.edge TO diwan_app;
GRANT SELECT, INSERT ON diwan.judgement TO diwan_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON diwan.judgement TO diwan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON diwan.annotation, diwan.edge, diwan.picture_due TO diwan_worker;

-- The worker asks for a picture on behalf of each of a report's readers.
DROP POLICY IF EXISTS audience_member_worker ON diwan.audience_member;
CREATE POLICY audience_member_worker ON diwan.audience_member FOR SELECT TO diwan_worker USING (true);
GRANT SELECT ON diwan.audience_member TO diwan_worker;
