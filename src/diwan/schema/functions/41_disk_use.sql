-- Counts what is laid and what goes. A member waits here for its own other filings only, as at the end of its log.
CREATE OR REPLACE FUNCTION diwan.count_bytes(per_member jsonb) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO diwan.disk_use AS u (member, used_bytes)
    SELECT key, value::bigint FROM jsonb_each_text(per_member) WHERE value::bigint <> 0 ORDER BY key
    ON CONFLICT (member) DO UPDATE SET used_bytes = greatest(0, u.used_bytes + EXCLUDED.used_bytes)
$$;

CREATE OR REPLACE FUNCTION diwan.count_laid() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_TABLE_NAME = 'record' THEN
        PERFORM diwan.count_bytes(jsonb_object_agg(l.member, l.bytes)) FROM (
            SELECT r.member, sum(coalesce(octet_length(r.envelope), 0)) AS bytes FROM laid r GROUP BY 1) l;
    ELSE
        PERFORM diwan.count_bytes(jsonb_object_agg(l.member, l.bytes)) FROM (
            SELECT d.member, sum(octet_length(d.data)) AS bytes FROM laid d GROUP BY 1) l;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION diwan.count_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM diwan.count_bytes(jsonb_object_agg(g.member, -g.bytes)) FROM (
        SELECT d.member, sum(octet_length(d.data)) AS bytes FROM gone d GROUP BY 1) g;
    RETURN NULL;
END $$;

-- A recall takes the envelope; other changes of a record take no room.
CREATE OR REPLACE FUNCTION diwan.count_forgotten() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM diwan.count_bytes(jsonb_build_object(OLD.member, -octet_length(OLD.envelope)));
    RETURN NULL;
END $$;

-- What comes in anew has evidence, so a quota is asked there: a member that has used up its own still reads, judges,
-- recalls and signs, and what it took in before is read to the end. Nobody entered: the owner copies.
CREATE OR REPLACE FUNCTION diwan.refuse_over_quota() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mine diwan.disk_use;
BEGIN
    SELECT * INTO mine FROM diwan.disk_use u WHERE u.member = diwan.my_member();
    IF mine.used_bytes > mine.quota_bytes THEN
        RAISE EXCEPTION 'the member''s disk quota is used up' USING ERRCODE = 'DWQ01',
            DETAIL = format('%s %s', mine.used_bytes, mine.quota_bytes);
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['record', 'evidence', 'record_body'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS count_laid ON diwan.%I', name);
        EXECUTE format('CREATE TRIGGER count_laid AFTER INSERT ON diwan.%I REFERENCING NEW TABLE AS laid'
            ' FOR EACH STATEMENT EXECUTE FUNCTION diwan.count_laid()', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['evidence', 'record_body'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS count_gone ON diwan.%I', name);
        EXECUTE format('CREATE TRIGGER count_gone AFTER DELETE ON diwan.%I REFERENCING OLD TABLE AS gone'
            ' FOR EACH STATEMENT EXECUTE FUNCTION diwan.count_gone()', name);
    END LOOP;
END $$;
DROP TRIGGER IF EXISTS count_forgotten ON diwan.record;
CREATE TRIGGER count_forgotten AFTER UPDATE OF envelope ON diwan.record FOR EACH ROW
    WHEN (OLD.envelope IS NOT NULL AND NEW.envelope IS NULL) EXECUTE FUNCTION diwan.count_forgotten();
-- After count_laid: triggers of one moment fire in the order of their names.
DROP TRIGGER IF EXISTS refuse_over_quota ON diwan.evidence;
CREATE TRIGGER refuse_over_quota AFTER INSERT ON diwan.evidence FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_over_quota();
