-- What projections lay beside a record says who reads it too, and SQL of a request could change it alone. Whoever lacks
-- the right to release makes none of it wider, as of the record itself (diwan.refuse_wider_reach).
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['item', 'report', 'report_reach', 'report_successor', 'record_ref', 'tearline'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS refuse_wider_reach ON diwan.%I', name);
        EXECUTE format('CREATE TRIGGER refuse_wider_reach BEFORE UPDATE OF audience ON diwan.%I FOR EACH ROW'
            ' WHEN (OLD.audience IS DISTINCT FROM NEW.audience) EXECUTE FUNCTION diwan.refuse_wider_reach()', name);
    END LOOP;
END $$;
