-- Members that left or are suspended: nothing is filed to them any more, and they file to nobody.
CREATE OR REPLACE FUNCTION diwan.shut_out() RETURNS text[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(m.id ORDER BY m.id), '{}') FROM diwan.member m
    WHERE m.valid_to IS NOT NULL
       OR EXISTS (SELECT FROM diwan.member_suspension s WHERE s.member = m.id AND s.valid_to IS NULL)
$$;

-- Until when the viewer follows what the centre does: for ever, unless it left or is suspended.
CREATE OR REPLACE FUNCTION diwan.reads_until() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(least(
        (SELECT m.valid_to FROM diwan.member m WHERE m.id = viewer.me),
        (SELECT s.valid_from FROM diwan.member_suspension s WHERE s.member = viewer.me AND s.valid_to IS NULL)
    ), 'infinity') FROM (SELECT diwan.my_member() AS me) viewer
$$;

CREATE OR REPLACE FUNCTION diwan.sees_charter_in_force() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT NOT EXISTS (SELECT FROM diwan.charter_version v WHERE v.in_force_at > u.until)
    FROM (SELECT diwan.reads_until() AS until) u
$$;

-- Whether one text differs from another only as its matter allows: nothing rides along with a suspension.
CREATE OR REPLACE FUNCTION diwan.is_that_change(old jsonb, new jsonb, matter text, concerns text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(CASE matter
        WHEN 'amendment' THEN NOT EXISTS (
            SELECT FROM unnest(ARRAY['founders', 'parties', 'left', 'suspended', 'swaps']) key
            WHERE coalesce(old -> key, '[]') IS DISTINCT FROM coalesce(new -> key, '[]'))
        WHEN 'admission' THEN old - 'parties' - 'follows' = new - 'parties' - 'follows'
            AND (SELECT jsonb_agg(o ORDER BY o ->> 'id') FROM jsonb_array_elements(old -> 'parties') o WHERE o ->> 'id' <> concerns)
                IS NOT DISTINCT FROM
                (SELECT jsonb_agg(n ORDER BY n ->> 'id') FROM jsonb_array_elements(new -> 'parties') n WHERE n ->> 'id' <> concerns)
            AND NOT EXISTS (SELECT FROM jsonb_array_elements(new -> 'founders') f WHERE f ->> 'id' = concerns)
            AND (SELECT count(*) FROM jsonb_array_elements(new -> 'parties') n WHERE n ->> 'id' = concerns) = 1
            AND NOT coalesce(old -> 'left', '[]') ? concerns
        WHEN 'withdrawal' THEN old - 'left' - 'follows' = new - 'left' - 'follows'
            AND new -> 'left' = coalesce(old -> 'left', '[]') || to_jsonb(concerns)
        WHEN 'suspension' THEN old - 'suspended' - 'follows' = new - 'suspended' - 'follows'
            AND new -> 'suspended' = coalesce(old -> 'suspended', '[]') || to_jsonb(concerns)
            AND NOT coalesce(old -> 'suspended', '[]') ? concerns
        WHEN 'resumption' THEN old - 'suspended' - 'follows' = new - 'suspended' - 'follows'
            AND old -> 'suspended' ? concerns AND new -> 'suspended' = (old -> 'suspended') - concerns
        WHEN 'swap' THEN old - 'swaps' - 'follows' = new - 'swaps' - 'follows'
            AND (new -> 'swaps') - (-1) = coalesce(old -> 'swaps', '[]')
            AND jsonb_array_length(new -> 'swaps' -> -1 -> 'members') = 2
    END, false)
$$;

-- The rule that a change asks for, of the version that it follows.
CREATE OR REPLACE FUNCTION diwan.rule_for(wanted text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(o.text -> 'rules' ->> CASE v.matter WHEN 'resumption' THEN 'suspension' ELSE v.matter END, 'unanimity')
    FROM diwan.charter_version v LEFT JOIN diwan.charter_version o ON o.sha256 = v.follows WHERE v.sha256 = wanted
$$;

-- Whose signatures count for a change.
CREATE OR REPLACE FUNCTION diwan.asked_to_sign(wanted text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN v.matter = 'swap' THEN ARRAY(SELECT jsonb_array_elements_text(v.text -> 'swaps' -> -1 -> 'members'))
        WHEN v.matter = 'withdrawal' AND diwan.rule_for(wanted) = 'own' THEN ARRAY[v.concerns]
        ELSE ARRAY(SELECT f ->> 'id' FROM jsonb_array_elements(o.text -> 'founders') f
                   WHERE f ->> 'id' <> ALL (diwan.shut_out())
                     AND NOT (v.matter IN ('suspension', 'resumption') AND f ->> 'id' = v.concerns)) END
    FROM diwan.charter_version v LEFT JOIN diwan.charter_version o ON o.sha256 = v.follows WHERE v.sha256 = wanted
$$;

-- Whether the signatures of those who are asked are enough.
CREATE OR REPLACE FUNCTION diwan.has_consent(wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rule   text := diwan.rule_for(wanted);
    voters text[] := diwan.asked_to_sign(wanted);
    swap   boolean;
    yes    int;
BEGIN
    SELECT v.matter = 'swap' INTO swap FROM diwan.charter_version v WHERE v.sha256 = wanted;
    SELECT count(*) INTO yes FROM diwan.charter_consent s WHERE s.sha256 = wanted AND s.member = ANY (voters);
    RETURN cardinality(voters) > 0 AND CASE WHEN swap THEN yes = cardinality(voters)
        WHEN rule = 'majority' THEN yes * 2 > cardinality(voters)
        WHEN rule = 'two-thirds' THEN yes * 3 >= cardinality(voters) * 2
        ELSE yes = cardinality(voters) END;
END $$;

-- After each signature: when it was the last that the rule asks for, the version is in force from that moment.
CREATE OR REPLACE FUNCTION diwan.put_in_force(wanted text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v   diwan.charter_version;
    old diwan.charter_version;
    at  timestamptz;
BEGIN
    PERFORM FROM diwan.centre FOR UPDATE; -- two last signatures at once stand in line
    SELECT * INTO v FROM diwan.charter_version c WHERE c.sha256 = wanted AND c.number IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    SELECT * INTO old FROM diwan.charter_version c WHERE c.number IS NOT NULL ORDER BY c.number DESC LIMIT 1;
    IF NOT FOUND THEN
        UPDATE diwan.charter_version u SET number = 1, in_force_at = c.founded_at FROM diwan.centre c
        WHERE u.sha256 = wanted AND c.charter = wanted;
        RETURN FOUND;
    END IF;
    IF v.follows <> old.sha256 OR v.text ->> 'follows' IS DISTINCT FROM old.sha256
       OR NOT diwan.is_that_change(old.text, v.text, v.matter, v.concerns) OR NOT diwan.has_consent(wanted) THEN
        RETURN false;
    END IF;
    SELECT greatest(max(s.signed_at), old.in_force_at) INTO at FROM diwan.charter_consent s WHERE s.sha256 = wanted;
    UPDATE diwan.charter_version u SET number = old.number + 1, in_force_at = at WHERE u.sha256 = wanted;
    UPDATE diwan.centre c SET charter = wanted, text = v.text, names = v.text -> 'names', time_zone = v.text ->> 'time_zone',
        rotation = ARRAY(SELECT jsonb_array_elements_text(v.text -> 'rotation'));
    PERFORM diwan.apply_members(old.text, v.text, v.proposed_by, at);
    PERFORM diwan.apply_rooms(old.text, v.text, v.proposed_by, at);
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION diwan.apply_members(old jsonb, new jsonb, by_member text, at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO diwan.member (id, kind, names, country, listed_by, valid_from)
    SELECT p ->> 'id', p ->> 'kind', p -> 'names', coalesce(p ->> 'country', ''), by_member, at
    FROM jsonb_array_elements(new -> 'parties') p
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, names = excluded.names, country = excluded.country;
    UPDATE diwan.member m SET valid_to = at
    WHERE m.valid_to IS NULL AND new -> 'left' ? m.id;
    UPDATE diwan.room_member r SET valid_to = at WHERE r.valid_to IS NULL AND new -> 'left' ? r.member;
    INSERT INTO diwan.member_suspension (member, valid_from)
    SELECT s, at FROM jsonb_array_elements_text(new -> 'suspended') s WHERE NOT coalesce(old -> 'suspended', '[]') ? s;
    UPDATE diwan.member_suspension s SET valid_to = at
    WHERE s.valid_to IS NULL AND NOT coalesce(new -> 'suspended', '[]') ? s.member;
$$;

-- Rooms that the charter names. Others, opened by a record of their own, stay as they are.
CREATE OR REPLACE FUNCTION diwan.apply_rooms(old jsonb, new jsonb, by_member text, at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    room  jsonb;
    seats jsonb;
BEGIN
    UPDATE diwan.room r SET valid_to = at FROM jsonb_array_elements(old -> 'rooms') o
    WHERE r.id = o ->> 'id' AND r.valid_to IS NULL AND NOT EXISTS
          (SELECT FROM jsonb_array_elements(new -> 'rooms') n WHERE n ->> 'id' = r.id);
    UPDATE diwan.room_member r SET valid_to = at FROM diwan.room closed
    WHERE closed.id = r.room AND closed.valid_to = at AND r.valid_to IS NULL;
    FOR room IN SELECT n FROM jsonb_array_elements(new -> 'rooms') n
                WHERE NOT coalesce(old -> 'rooms', '[]') @> jsonb_build_array(n) OR NOT n <@ (
                    SELECT o FROM jsonb_array_elements(old -> 'rooms') o WHERE o ->> 'id' = n ->> 'id') LOOP
        INSERT INTO diwan.room (id, names, opened_by, valid_from) VALUES (room ->> 'id', room -> 'names', by_member, at)
        ON CONFLICT (id) DO UPDATE SET names = excluded.names, valid_to = NULL;
        SELECT coalesce(jsonb_object_agg(who, seat.role), '{}') INTO seats
        FROM (VALUES ('lead', 'lead'), ('members', 'member'), ('guests', 'guest')) seat (key, role),
        LATERAL jsonb_array_elements_text(room -> seat.key) who WHERE NOT coalesce(new -> 'left', '[]') ? who;
        UPDATE diwan.room_member r SET valid_to = at
        WHERE r.room = room ->> 'id' AND r.valid_to IS NULL AND seats ->> r.member IS DISTINCT FROM r.role;
        INSERT INTO diwan.room_member (room, member, role, opened_by, valid_from)
        SELECT room ->> 'id', who.key, who.value, by_member, at FROM jsonb_each_text(seats) who
        WHERE NOT EXISTS (SELECT FROM diwan.room_member r
                          WHERE r.room = room ->> 'id' AND r.member = who.key AND r.valid_to IS NULL);
    END LOOP;
END $$;

-- The next of a rotation after one of it, passing over those who left or are suspended; NULL when nobody is there.
CREATE OR REPLACE FUNCTION diwan.next_in_rotation(text jsonb, after_member text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH turn AS (SELECT who, n FROM jsonb_array_elements_text(text -> 'rotation') WITH ORDINALITY r (who, n))
    SELECT t.who FROM turn t
    WHERE NOT coalesce(text -> 'left', '[]') ? t.who AND NOT coalesce(text -> 'suspended', '[]') ? t.who
    ORDER BY t.n <= coalesce((SELECT a.n FROM turn a WHERE a.who = after_member), 0), t.n LIMIT 1
$$;

-- The director's terms from the founding on, until one that begins after `until`: from charter and clock alone.
-- A change of rotation or length counts from the next term. Whoever leaves or is suspended in the middle gives the rest
-- of the term to the next in turn, whose own term follows; no date moves. Rows of one number are parts of one term.
CREATE OR REPLACE FUNCTION diwan.terms(until timestamptz)
RETURNS TABLE (number int, member text, starts timestamptz, ends timestamptz)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    told    timestamptz := diwan.reads_until(); -- who left is told no later version
    founded timestamptz;
    charter jsonb;
    months  int;
    anchor  date;
    passed  int := 0; -- terms since the anchor
    turn    text;     -- whose turn it is, before any swap
    agreed  jsonb := '[]';
    later   diwan.charter_version;
BEGIN
    number := -1;
    SELECT v.in_force_at, v.text, (v.in_force_at AT TIME ZONE (v.text ->> 'time_zone'))::date
    INTO founded, charter, anchor FROM diwan.charter_version v WHERE v.number = 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    months := coalesce((charter ->> 'term_months')::int, 3);
    LOOP
        number := number + 1;
        starts := (anchor + make_interval(months => passed * months))::timestamp AT TIME ZONE (charter ->> 'time_zone');
        EXIT WHEN number > 0 AND starts > until;
        SELECT v.text INTO charter FROM diwan.charter_version v
        WHERE v.in_force_at <= greatest(starts, founded) AND v.in_force_at <= told ORDER BY v.number DESC LIMIT 1;
        IF coalesce((charter ->> 'term_months')::int, 3) <> months THEN
            anchor := (anchor + make_interval(months => passed * months))::date;
            months := (charter ->> 'term_months')::int;
            passed := 0;
        END IF;
        passed := passed + 1;
        turn := diwan.next_in_rotation(charter, turn);
        -- agreed before the earlier of the two terms began, or not at all
        agreed := agreed || coalesce((SELECT jsonb_agg(s) FROM jsonb_array_elements(charter -> 'swaps') s
                                      WHERE least((s -> 'terms' ->> 0)::int, (s -> 'terms' ->> 1)::int) = number), '[]');
        member := coalesce((
            SELECT s -> 'members' ->> (CASE WHEN (s -> 'terms' ->> 0)::int = number THEN 1 ELSE 0 END)
            FROM jsonb_array_elements(agreed) s
            WHERE s -> 'terms' @> to_jsonb(number)
              AND s -> 'members' ->> (CASE WHEN (s -> 'terms' ->> 0)::int = number THEN 0 ELSE 1 END) = turn
            LIMIT 1), turn);
        IF diwan.next_in_rotation(jsonb_set(charter, '{rotation}', jsonb_build_array(member)), NULL) IS NULL THEN
            member := turn; -- the other of a swap is not there any more
        END IF;
        FOR later IN SELECT * FROM diwan.charter_version v WHERE v.in_force_at > greatest(starts, founded) AND v.in_force_at <= told
                       AND v.in_force_at < (anchor + make_interval(months => passed * months))::timestamp AT TIME ZONE (charter ->> 'time_zone')
                     ORDER BY v.number LOOP
            IF coalesce(later.text -> 'left', '[]') ? member OR coalesce(later.text -> 'suspended', '[]') ? member THEN
                ends := later.in_force_at;
                RETURN NEXT;
                starts := ends;
                member := diwan.next_in_rotation(later.text, member);
            END IF;
        END LOOP;
        ends := (anchor + make_interval(months => passed * months))::timestamp AT TIME ZONE (charter ->> 'time_zone');
        RETURN NEXT;
        EXIT WHEN number > 4000; -- a thousand years of quarters
    END LOOP;
END $$;

-- Powers begin and end with the term by themselves: whoever may convene, set the order of the day, publish what is
-- joint, open and close requests is asked for here, at the moment of the act.
CREATE OR REPLACE FUNCTION diwan.is_director(wanted text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM diwan.terms(diwan.now()) t
                   WHERE t.member = wanted AND t.starts <= diwan.now() AND t.ends > diwan.now())
$$;

GRANT EXECUTE ON FUNCTION diwan.shut_out(), diwan.reads_until(), diwan.sees_charter_in_force(), diwan.terms(timestamptz),
    diwan.is_director(text) TO diwan_app, diwan_worker;
GRANT EXECUTE ON FUNCTION diwan.put_in_force(text), diwan.has_consent(text), diwan.asked_to_sign(text) TO diwan_app;
