-- 1 is the strictest.
CREATE OR REPLACE FUNCTION diwan.tlp_rank(tlp text) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT array_position(ARRAY['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'], tlp) $$;

-- How many of these may go to those readers under that TLP: reports that stand, and fixed parts of the author itself.
-- Locked, so that a narrowing or recall that runs just now comes before or after the brief and not amid it.
CREATE OR REPLACE FUNCTION diwan.count_releasable(author text, wanted uuid[], readers text[], tlp text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM diwan.record r WHERE r.id = ANY (wanted) ORDER BY r.id FOR SHARE;
    RETURN (
        SELECT count(*) FROM diwan.record r JOIN diwan.audience a ON a.id = r.audience
        LEFT JOIN diwan.report t ON t.report = r.id AND t.member = r.member
        WHERE r.id = ANY (wanted) AND r.envelope IS NOT NULL AND a.members @> readers AND CASE r.kind
            WHEN 'report.filed' THEN diwan.tlp_rank(t.tlp) >= diwan.tlp_rank(count_releasable.tlp)
            WHEN 'brief.part_fixed' THEN r.member = author
                AND diwan.tlp_rank(diwan.signed_payload(r.envelope) #>> '{label,tlp}') >= diwan.tlp_rank(count_releasable.tlp)
            ELSE false END);
END $$;

-- On every record that is appended: nobody reads in a brief what is withheld from them in a part of it, and what is said as
-- the centre's is said by the director's member while its term lasts, by the database's own clock. What is hidden, what is
-- absent and what would be read by too many are refused alike. Nobody entered: the owner copies.
CREATE OR REPLACE FUNCTION diwan.refuse_wide_brief() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me      text := diwan.my_member();
    brief   record;
    wanted  uuid[];
    before  uuid;
    readers text[];
BEGIN
    IF me IS NULL OR NOT EXISTS (SELECT FROM said s WHERE s.kind LIKE 'brief.%' OR s.kind LIKE 'joint_brief.%') THEN
        RETURN NULL;
    END IF;
    FOR brief IN
        SELECT s.id, s.kind, s.signed_audience, diwan.signed_payload(s.envelope) AS payload FROM said s
        WHERE s.kind LIKE 'brief.%' OR s.kind LIKE 'joint_brief.%' ORDER BY s.seq
    LOOP
        IF brief.kind LIKE 'joint_brief.%' AND NOT diwan.is_director(me) THEN
            RAISE EXCEPTION 'only the director''s member does this, while its term lasts' USING ERRCODE = '42501';
        END IF;
        wanted := ARRAY(SELECT DISTINCT r::uuid FROM jsonb_array_elements_text(brief.payload -> 'refs') r);
        IF brief.kind = 'brief.withdrawn' THEN
            IF cardinality(wanted) <> 1 OR NOT EXISTS (SELECT FROM diwan.record r WHERE r.id = wanted[1] AND r.member = me
                AND r.kind IN ('brief.published', 'joint_brief.published') AND r.envelope IS NOT NULL) THEN
                RAISE EXCEPTION 'only its author withdraws a brief' USING ERRCODE = '42501';
            END IF;
            CONTINUE;
        END IF;
        -- What it comes in the place of is no part of it: a member's own, or the centre's that it reads.
        before := (brief.payload #>> '{body,revises}')::uuid;
        IF before IS NOT NULL THEN
            IF brief.kind = 'brief.part_fixed' OR NOT EXISTS (
                SELECT FROM diwan.record r JOIN diwan.audience a ON a.id = r.audience
                WHERE r.id = before AND r.kind = brief.kind AND me = ANY (a.members)
                AND (r.member = me OR brief.kind = 'joint_brief.published')) THEN
                RAISE EXCEPTION 'there is no such brief to revise' USING ERRCODE = '42501';
            END IF;
            wanted := array_remove(wanted, before);
        END IF;
        SELECT a.members INTO STRICT readers FROM diwan.audience a WHERE a.id = brief.signed_audience;
        IF cardinality(wanted) = 0
           OR diwan.count_releasable(me, wanted, readers, brief.payload #>> '{label,tlp}') <> cardinality(wanted) THEN
            RAISE EXCEPTION 'every reader of a brief reads every part of it' USING ERRCODE = '42501';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_wide_brief ON diwan.record;
CREATE TRIGGER refuse_wide_brief AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_wide_brief();

-- The originator narrowed, widened or recalled a report: what of it stands in briefs follows, whoever published them. Words
-- that stood on a recalled report go, and the leaf of that part stays; a part is read by whoever was told of it and may
-- still read every report that it stands on. Called by the projections of label.narrowed, label.widened and
-- report.recalled, after the record itself has changed.
CREATE OR REPLACE FUNCTION diwan.follow_briefs(changed uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_gone boolean;
    part    record;
    reach   int;
BEGIN
    SELECT r.envelope IS NULL INTO is_gone FROM diwan.record r WHERE r.id = changed AND r.member = diwan.my_member();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the originator changes who reads a report' USING ERRCODE = '42501';
    END IF;
    FOR part IN
        SELECT p.member, p.id, p.signed_audience FROM diwan.record_ref x
        JOIN diwan.record p ON p.member = x.member AND p.id = x.record
        WHERE x.ref = changed AND p.kind = 'brief.part_fixed' ORDER BY p.member, p.id
    LOOP
        IF is_gone THEN
            UPDATE diwan.record p SET envelope = NULL, salt = NULL WHERE p.member = part.member AND p.id = part.id;
            DELETE FROM diwan.record_body b WHERE b.member = part.member AND b.record = part.id;
            DELETE FROM diwan.record_ref x WHERE x.member = part.member AND x.record = part.id;
            CONTINUE;
        END IF;
        -- 0 is the audience of nobody: the author itself may have lost what its part stands on.
        SELECT CASE WHEN cardinality(left_of.members) = 0 THEN 0 ELSE diwan.intern_audience(left_of.members) END INTO reach
        FROM (SELECT ARRAY(
            SELECT m FROM unnest((SELECT a.members FROM diwan.audience a WHERE a.id = part.signed_audience)) m
            WHERE NOT EXISTS (
                SELECT FROM diwan.record_ref y JOIN diwan.record r ON r.id = y.ref AND r.kind = 'report.filed'
                JOIN diwan.audience a ON a.id = r.audience
                WHERE y.member = part.member AND y.record = part.id AND m <> ALL (a.members))) AS members) left_of;
        UPDATE diwan.record p SET audience = reach WHERE p.member = part.member AND p.id = part.id AND p.audience <> reach;
        UPDATE diwan.record_body b SET audience = reach WHERE b.member = part.member AND b.record = part.id;
        UPDATE diwan.record_ref x SET audience = reach WHERE x.member = part.member AND x.record = part.id;
    END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION diwan.follow_briefs(uuid) TO diwan_app;
