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

-- What the author needs to sign the next record, with the log locked until the transaction ends. `keys` counts the
-- member's keys so far; `public_key` is the one in use, NULL before the first and after the last, `last_key` the latest.
DROP FUNCTION IF EXISTS diwan.open_log();
CREATE FUNCTION diwan.open_log()
RETURNS TABLE (seq bigint, prev bytea, centre uuid, charter text, last_at timestamptz, now timestamptz,
               keys bigint, public_key bytea, last_key bytea, recovery_key bytea)
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
        SELECT h.seq + 1, h.head, c.id, c.charter,
            (SELECT r.at FROM diwan.record r WHERE r.member = me AND r.seq = h.seq),
            diwan.now(),
            (SELECT count(*) FROM diwan.member_key k WHERE k.member = me),
            (SELECT k.public_key FROM diwan.member_key k WHERE k.member = me AND k.to_seq IS NULL),
            (SELECT k.public_key FROM diwan.member_key k WHERE k.member = me ORDER BY k.from_seq DESC LIMIT 1),
            (SELECT k.public_key FROM diwan.member_recovery_key k WHERE k.member = me ORDER BY k.from_seq DESC LIMIT 1)
        FROM diwan.log_head h LEFT JOIN diwan.centre c ON true
        WHERE h.member = me FOR UPDATE OF h;
END $$;

-- Text, one fact a line, the same shape for every record: docs/reference/record.md.
CREATE OR REPLACE FUNCTION diwan.leaf_bytes(member text, seq bigint, prev bytea, commitment bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE -- bound when it is made, so without a path of its own, which would keep it from being inlined
RETURN convert_to(format(E'diwan/leaf/1\n%s\n%s\n%s\n%s\n', member, seq, encode(prev, 'hex'), encode(commitment, 'hex')), 'UTF8');

-- What was signed. An envelope has one form, so its parts are cut out by position: 12 bytes before the payload and 241
-- after it, of which 76 say its type, 64 the key and 88 the signature. Inlined like the one above.
CREATE OR REPLACE FUNCTION diwan.signed_payload(envelope bytea) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN convert_from(decode(convert_from(substring(envelope FROM 13 FOR greatest(length(envelope) - 253, 0)), 'UTF8'), 'base64'), 'UTF8')::jsonb;

-- What a record refers to, as it was signed.
CREATE OR REPLACE FUNCTION diwan.refs_said(envelope bytea) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ARRAY(SELECT r::uuid FROM jsonb_array_elements_text(diwan.signed_payload(envelope) -> 'refs') WITH ORDINALITY t (r, n) ORDER BY n);

-- Append signed records, in this order, all or none. Every column is read from what was signed, so none can say
-- anything else. Gives the audience of each. The signature itself is what PostgreSQL cannot check.
-- One pass reads and checks them all; then each table is written with one statement.
DROP FUNCTION IF EXISTS diwan.append_record(bytea, bytea);
CREATE OR REPLACE FUNCTION diwan.append_records(envelopes bytea[], salts bytea[]) RETURNS int[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me          text := diwan.my_member();
    my_officer  uuid := diwan.my_officer(); -- asked once, not for each row
    log         diwan.log_head;
    shut_out    text[] := diwan.shut_out();
    has_keys    boolean;
    key_in_use  bytea; -- its id as an envelope writes it
    found       record; -- what was read, a column an array
    reaches     int[];
BEGIN
    SELECT * INTO log FROM diwan.log_head h WHERE h.member = me FOR UPDATE;
    SELECT count(*) > 0, convert_to(max(encode(sha256(k.public_key), 'hex')) FILTER (WHERE k.to_seq IS NULL), 'UTF8')
    INTO has_keys, key_in_use
    FROM diwan.member_key k WHERE k.member = me;

    WITH cut AS MATERIALIZED (
        SELECT e.envelope, e.salt, e.n, sha256('\x44'::bytea || e.salt || e.envelope) AS commitment,
            diwan.signed_payload(e.envelope) AS payload,
            substring(e.envelope FROM greatest(length(e.envelope) - 240, 1)) AS tail
        FROM unnest(envelopes, salts) WITH ORDINALITY e (envelope, salt, n)
    ), said AS MATERIALIZED (
        SELECT c.*, c.payload ->> 'kind' AS kind, c.payload ->> 'prev' AS prev, c.payload -> 'label' -> 'members' AS readers,
            log.seq + c.n AS seq
        FROM cut c
    )
    SELECT array_agg((s.payload ->> 'id')::uuid) AS ids, array_agg(s.kind) AS kinds,
        array_agg((s.payload ->> 'at')::timestamptz) AS ats, array_agg(s.readers) AS readers,
        array_agg(s.commitment) AS commitments, array_agg(s.prev) AS prevs,
        array_agg(encode(sha256('\x00'::bytea || diwan.leaf_bytes(me, s.seq, decode(s.prev, 'hex'), s.commitment)), 'hex')) AS heads,
        bool_and(s.payload ->> 'member' IS NOT DISTINCT FROM me AND (s.payload ->> 'officer')::uuid IS NOT DISTINCT FROM my_officer) AS is_own,
        bool_and(coalesce(substring(s.envelope FOR 12) = '{"payload":"'::bytea
            AND substring(s.tail FOR 76) = '","payloadType":"application/vnd.diwan.record+json","signatures":[{"keyid":"'::bytea
            AND substring(s.tail FROM 141 FOR 9) = '","sig":"'::bytea
            AND length(s.tail) = 241 AND substring(s.tail FROM 238) = '"}]}'::bytea
            -- whoever lost the key, or had it stolen, says so with the next one
            AND (NOT has_keys OR substring(s.tail FROM 77 FOR 64) IS NOT DISTINCT FROM key_in_use
                 OR s.kind IN ('key.lost', 'key.compromised')), false)) AS is_signed_once,
        bool_and(coalesce((s.payload ->> 'seq')::bigint = s.seq, false)) AS is_in_place,
        bool_and(coalesce(length(s.salt) = 32 AND s.readers ? me, false)) AS has_salt_and_reader,
        -- Whoever left or is suspended speaks to its own officers, but for receipts, keys and the charter.
        me = ANY (shut_out) AND bool_or(s.readers <> jsonb_build_array(me)
            AND s.kind NOT IN ('report.opened', 'report.recalled', 'recall.honoured', 'recall.acknowledged', 'label.narrowed',
                               'judgement.withdrawn', 'brief.withdrawn', 'charter.change_proposed', 'charter.change_signed', 'charter.change_refused', 'log.opened')
            AND s.kind NOT LIKE 'key.%') AS speaks_from_outside
    INTO found FROM said s;

    IF me IS NULL OR NOT coalesce(found.is_own, true) THEN
        RAISE EXCEPTION 'a record is signed by its author' USING ERRCODE = '42501';
    END IF;
    IF cardinality(envelopes) = 0 OR cardinality(envelopes) <> cardinality(salts) OR NOT coalesce(found.is_signed_once, false) THEN
        RAISE EXCEPTION 'a record is signed once, with the key in use' USING ERRCODE = '22023';
    END IF;
    IF NOT found.is_in_place OR found.prevs IS DISTINCT FROM encode(log.head, 'hex') || trim_array(found.heads, 1) THEN
        RAISE EXCEPTION 'a record follows the end of its log' USING ERRCODE = '22023';
    END IF;
    IF NOT found.has_salt_and_reader THEN
        RAISE EXCEPTION 'a record has a salt, and its author among its readers' USING ERRCODE = '22023';
    END IF;
    IF found.speaks_from_outside THEN
        RAISE EXCEPTION 'a member that left or is suspended files to itself alone' USING ERRCODE = '42501';
    END IF;
    WITH named AS MATERIALIZED (
        SELECT l.members, diwan.intern_audience(ARRAY( -- nothing new for who left
            SELECT m FROM jsonb_array_elements_text(l.members) m WHERE m = me OR m <> ALL (shut_out))) AS reach
        FROM (SELECT DISTINCT r AS members FROM unnest(found.readers) r) l
    )
    SELECT array_agg(named.reach ORDER BY r.n) INTO STRICT reaches
    FROM unnest(found.readers) WITH ORDINALITY r (readers, n) JOIN named ON named.members = r.readers;

    INSERT INTO diwan.leaf (member, seq, prev, commitment)
    SELECT me, log.seq + r.n, decode(r.prev, 'hex'), r.commitment
    FROM unnest(found.prevs, found.commitments) WITH ORDINALITY r (prev, commitment, n);
    -- An id means one record in the whole centre: whoever reads by it must not find another member's in its place. The
    -- index refuses a second one, which tells of hidden records only to somebody who knows their 122 random bits.
    INSERT INTO diwan.record (member, id, seq, kind, officer, at, audience, signed_audience, envelope, salt)
    SELECT me, r.id, log.seq + r.n, r.kind, my_officer, r.at, r.reach, r.reach, r.envelope, r.salt
    FROM unnest(found.ids, found.kinds, found.ats, reaches, envelopes, salts) WITH ORDINALITY r (id, kind, at, reach, envelope, salt, n);
    INSERT INTO diwan.arrival (member, id) SELECT me, r.id FROM unnest(found.ids) WITH ORDINALITY r (id, n) ORDER BY r.n;
    UPDATE diwan.log_head h SET seq = log.seq + cardinality(envelopes), head = decode(found.heads[cardinality(found.heads)], 'hex')
    WHERE h.member = me;
    RETURN reaches;
END $$;

-- The originator narrows or widens who may read a record. Called by a projection of label.narrowed or
-- label.widened, never alone: the record that says so comes first.
CREATE OR REPLACE FUNCTION diwan.set_reach(record_id uuid, members text[]) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me    text := diwan.my_member();
    was   text[];
    reach int;
BEGIN
    SELECT a.members INTO was FROM diwan.record r JOIN diwan.audience a ON a.id = r.audience
    WHERE r.member = me AND r.id = record_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the originator changes who reads a record' USING ERRCODE = '42501';
    END IF;
    -- Who left or is suspended keeps what it reads already, and is released nothing.
    reach := diwan.intern_audience(me || ARRAY(
        SELECT m FROM unnest(members) m WHERE m <> ALL (diwan.shut_out()) OR m = ANY (was)));
    UPDATE diwan.record r SET audience = reach WHERE r.id = record_id; -- an id means one record in the whole centre
    UPDATE diwan.evidence e SET audience = reach WHERE e.member = me AND e.record = record_id;
    UPDATE diwan.record_body b SET audience = reach WHERE b.member = me AND b.record = record_id;
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
    DELETE FROM diwan.record_body b WHERE b.member = me AND b.record = record_id;
END $$;

-- For `diwan rebuild`: every record in the order of arrival, then as the label first said.
CREATE OR REPLACE FUNCTION diwan.reset_reach() RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE diwan.record SET audience = signed_audience WHERE audience <> signed_audience;
    UPDATE diwan.evidence e SET audience = r.signed_audience FROM diwan.record r
    WHERE r.member = e.member AND r.id = e.record AND e.audience <> r.signed_audience;
    UPDATE diwan.record_body b SET audience = r.signed_audience FROM diwan.record r
    WHERE r.member = b.member AND r.id = b.record AND b.audience <> r.signed_audience;
$$;

GRANT EXECUTE ON FUNCTION diwan.my_audiences(), diwan.audience_members(int) TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.open_log(), diwan.append_records(bytea[], bytea[]), diwan.set_reach(uuid, text[]),
    diwan.forget_record(uuid), diwan.leaf_bytes(text, bigint, bytea, bytea) TO diwan_app;
