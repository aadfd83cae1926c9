-- The audiences that the viewer is in. Evaluated once a query: `audience = ANY ((SELECT diwan.my_audiences())::int[])`.
CREATE OR REPLACE FUNCTION diwan.my_audiences() RETURNS int[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(a.audience), '{}') FROM diwan.audience_member a WHERE a.member = diwan.my_member()
$$;

CREATE OR REPLACE FUNCTION diwan.intern_audience(members text[]) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted text[] := ARRAY(SELECT DISTINCT m COLLATE "C" FROM unnest(members) m WHERE m <> '' ORDER BY 1);
    known  int;
BEGIN
    IF cardinality(wanted) = 0 THEN
        RAISE EXCEPTION 'an audience has at least its author' USING ERRCODE = '22023';
    END IF;
    SELECT a.id INTO known FROM diwan.audience a WHERE a.members = wanted;
    IF FOUND THEN
        RETURN known;
    END IF;
    INSERT INTO diwan.audience (members) VALUES (wanted) ON CONFLICT DO NOTHING RETURNING id INTO known;
    IF known IS NULL THEN -- another transaction was quicker and has committed by now
        SELECT a.id INTO STRICT known FROM diwan.audience a WHERE a.members = wanted;
    ELSE
        INSERT INTO diwan.audience_member (member, audience) SELECT m, known FROM unnest(wanted) m;
    END IF;
    RETURN known;
END $$;

-- Who is in an audience: told to those who are in it.
CREATE OR REPLACE FUNCTION diwan.audience_members(audience int) RETURNS text[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.members FROM diwan.audience a
    WHERE a.id = audience AND (diwan.my_member() = ANY (a.members) OR session_user = 'diwan_worker')
$$;

-- What the author needs to sign the next record, with the log locked until the transaction ends.
CREATE OR REPLACE FUNCTION diwan.open_log() RETURNS TABLE (seq bigint, prev bytea, centre uuid, charter text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me text := diwan.my_member();
BEGIN
    IF me IS NULL THEN
        RAISE EXCEPTION 'nobody was entered' USING ERRCODE = '42501';
    END IF;
    INSERT INTO diwan.log_head (member, seq, head) VALUES (me, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
    RETURN QUERY
        SELECT h.seq + 1, h.head, c.id, c.charter
        FROM diwan.log_head h LEFT JOIN diwan.centre c ON true
        WHERE h.member = me FOR UPDATE OF h;
END $$;

-- Text, one fact a line, the same shape for every record: docs/reference/record.md.
CREATE OR REPLACE FUNCTION diwan.leaf_bytes(member text, seq bigint, prev bytea, commitment bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT convert_to(format(E'diwan/leaf/1\n%s\n%s\n%s\n%s\n', member, seq, encode(prev, 'hex'), encode(commitment, 'hex')), 'UTF8')
$$;

-- Append one signed record. Every column is read from what was signed, so none can say anything else.
CREATE OR REPLACE FUNCTION diwan.append_record(envelope bytea, salt bytea) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me         text := diwan.my_member();
    payload    jsonb := convert_from(decode(convert_from(envelope, 'UTF8')::jsonb ->> 'payload', 'base64'), 'UTF8')::jsonb;
    readers    text[] := ARRAY(SELECT jsonb_array_elements_text(payload -> 'label' -> 'members'));
    log        diwan.log_head;
    commitment bytea := sha256('\x44'::bytea || salt || envelope);
    reach      int;
BEGIN
    SELECT * INTO log FROM diwan.log_head h WHERE h.member = me FOR UPDATE;
    IF me IS NULL OR payload ->> 'member' IS DISTINCT FROM me
       OR (payload ->> 'officer')::uuid IS DISTINCT FROM diwan.my_officer() THEN
        RAISE EXCEPTION 'a record is signed by its author' USING ERRCODE = '42501';
    END IF;
    IF (payload ->> 'seq')::bigint IS DISTINCT FROM log.seq + 1 OR payload ->> 'prev' IS DISTINCT FROM encode(log.head, 'hex') THEN
        RAISE EXCEPTION 'a record follows the end of its log' USING ERRCODE = '22023';
    END IF;
    IF length(salt) <> 32 OR NOT me = ANY (readers) THEN
        RAISE EXCEPTION 'a record has a salt, and its author among its readers' USING ERRCODE = '22023';
    END IF;
    -- An id means one record in the whole centre: whoever reads by it must not find another member's in its place.
    -- This answers about hidden records only to somebody who knows their 122 random bits.
    IF EXISTS (SELECT FROM diwan.record r WHERE r.id = (payload ->> 'id')::uuid) THEN
        RAISE EXCEPTION 'this id is taken' USING ERRCODE = '23505';
    END IF;
    reach := diwan.intern_audience(readers);
    INSERT INTO diwan.leaf (member, seq, prev, commitment) VALUES (me, log.seq + 1, log.head, commitment);
    INSERT INTO diwan.record (member, id, seq, kind, officer, at, audience, signed_audience, envelope, salt)
    VALUES (me, (payload ->> 'id')::uuid, log.seq + 1, payload ->> 'kind', diwan.my_officer(),
            (payload ->> 'at')::timestamptz, reach, reach, envelope, salt);
    INSERT INTO diwan.arrival (member, id) VALUES (me, (payload ->> 'id')::uuid);
    UPDATE diwan.log_head h
    SET seq = log.seq + 1, head = sha256('\x00'::bytea || diwan.leaf_bytes(me, log.seq + 1, log.head, commitment))
    WHERE h.member = me;
    RETURN reach;
END $$;

-- The originator narrows or widens who may read a record. Called by a projection of label.narrowed or
-- label.widened, never alone: the record that says so comes first.
CREATE OR REPLACE FUNCTION diwan.set_reach(record_id uuid, members text[]) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me    text := diwan.my_member();
    reach int := diwan.intern_audience(members || me);
BEGIN
    UPDATE diwan.record r SET audience = reach WHERE r.member = me AND r.id = record_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the originator changes who reads a record' USING ERRCODE = '42501';
    END IF;
    UPDATE diwan.evidence e SET audience = reach WHERE e.member = me AND e.record = record_id;
    RETURN reach;
END $$;

-- A recall: body, salt and evidence go, the leaf stays.
CREATE OR REPLACE FUNCTION diwan.forget_record(record_id uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me text := diwan.my_member();
BEGIN
    UPDATE diwan.record r SET envelope = NULL, salt = NULL WHERE r.member = me AND r.id = record_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the originator recalls a record' USING ERRCODE = '42501';
    END IF;
    DELETE FROM diwan.evidence e WHERE e.member = me AND e.record = record_id;
END $$;

-- For `diwan rebuild`: every record in the order of arrival, then as the label first said.
CREATE OR REPLACE FUNCTION diwan.reset_reach() RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE diwan.record SET audience = signed_audience WHERE audience <> signed_audience;
    UPDATE diwan.evidence e SET audience = r.signed_audience FROM diwan.record r
    WHERE r.member = e.member AND r.id = e.record AND e.audience <> r.signed_audience;
$$;

GRANT EXECUTE ON FUNCTION diwan.my_audiences(), diwan.audience_members(int) TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.open_log(), diwan.append_record(bytea, bytea), diwan.set_reach(uuid, text[]),
    diwan.forget_record(uuid), diwan.leaf_bytes(text, bigint, bytea, bytea) TO diwan_app;
