-- What an officer may say. The rights are these, and every role has "read":
--   file        say something to the own member, take back and narrow what it said
--   release     say something to others
--   administer  appoint, change and dismiss officers, and settle what analysts may do
--   keep_keys   replace and withdraw the member's keys
-- "desk" and "director" are the roles of centres that were founded before there were others.
CREATE OR REPLACE FUNCTION diwan.rights_of(member text, officer uuid) RETURNS text[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN member IS NULL THEN '{}'
        -- a service token: the worker, and the operator's commands
        WHEN officer IS NULL THEN ARRAY['file', 'release', 'administer', 'keep_keys']
        ELSE (
            SELECT array_remove(ARRAY[
                CASE WHEN o.roles && ARRAY['analyst', 'releaser', 'desk'] THEN 'file' END,
                CASE WHEN o.roles && ARRAY['releaser', 'desk'] OR 'analyst' = ANY (o.roles) AND coalesce(
                    (SELECT r.analysts_release FROM diwan.member_rule r WHERE r.member = o.member), false)
                    THEN 'release' END,
                CASE WHEN o.roles && ARRAY['administrator', 'director'] THEN 'administer' END,
                CASE WHEN o.roles && ARRAY['custodian', 'director'] THEN 'keep_keys' END
            ], NULL)
            FROM diwan.officer o WHERE o.member = rights_of.member AND o.id = rights_of.officer
        )
    END
$$;

CREATE OR REPLACE FUNCTION diwan.my_rights() RETURNS text[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(diwan.rights_of(diwan.my_member(), diwan.my_officer()), '{}') $$;

CREATE OR REPLACE FUNCTION diwan.i_may(wanted text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT wanted = ANY (diwan.my_rights()) $$;

-- The audience of nobody but the own member.
CREATE OR REPLACE FUNCTION diwan.my_own_audience() RETURNS int
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT a.id FROM diwan.audience a WHERE a.members = ARRAY[diwan.my_member()] $$;

-- Which right a record asks for. What is not named asks for "file" within the own member and for "release" beyond.
CREATE OR REPLACE FUNCTION diwan.right_for(kind text, is_wider boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN kind LIKE 'officer.%' OR kind = 'member.rule_set' THEN 'administer'
        WHEN kind LIKE 'key.%' OR kind = 'log.opened' THEN 'keep_keys'
        -- they bind the member, whoever may read them
        WHEN split_part(kind, '.', 1) IN ('agreement', 'handover', 'meeting', 'joint_brief', 'director', 'function', 'charter', 'centre',
                                      'recommendation', 'task') THEN 'release'
        WHEN kind = 'release.held' THEN 'release' -- said to the own member, about what will be said to others
        WHEN kind IN ('report.recalled', 'recall.acknowledged', 'judgement.withdrawn',
                      'release.asked', 'brief.withdrawn') THEN 'file' -- taking back, answering, asking
        WHEN is_wider THEN 'release'
        ELSE 'file'
    END
$$;

-- Where a source's description says who reads what it brings, it promises a release. A body that is kept apart is not
-- looked into, and asks for the right as well.
CREATE OR REPLACE FUNCTION diwan.promises_release(kind text, envelope bytea) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reach jsonb;
BEGIN
    IF kind NOT IN ('source.added', 'source.changed') THEN
        RETURN false;
    END IF;
    reach := diwan.signed_payload(envelope) -> 'body' -> 'reach';
    RETURN coalesce((reach ->> 'whole_centre')::boolean, true)
        OR coalesce(jsonb_array_length(reach -> 'members'), 0) > 0 OR coalesce(jsonb_array_length(reach -> 'rooms'), 0) > 0;
END $$;

-- On every record that is appended, whichever way it came here; a replay appends none.
CREATE OR REPLACE FUNCTION diwan.refuse_by_role() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rights  text[];
    missing text;
BEGIN
    IF diwan.my_officer() IS NULL THEN
        RETURN NULL;
    END IF;
    rights := diwan.my_rights();
    SELECT wanted.name INTO missing
    FROM said s JOIN diwan.audience a ON a.id = s.signed_audience,
    LATERAL (SELECT diwan.right_for(s.kind, cardinality(a.members) > 1 OR diwan.promises_release(s.kind, s.envelope)) AS name) wanted
    WHERE wanted.name <> ALL (rights) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the right to % is missing', missing USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refuse_by_role ON diwan.record;
CREATE TRIGGER refuse_by_role AFTER INSERT ON diwan.record REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION diwan.refuse_by_role();

-- diwan.set_reach is called by projections, so SQL of a request could call it: new readers ask for the right as well.
CREATE OR REPLACE FUNCTION diwan.refuse_wider_reach() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF diwan.my_officer() IS NOT NULL AND session_user = 'diwan_app' AND NOT diwan.i_may('release') AND NOT EXISTS (
        SELECT FROM diwan.audience o, diwan.audience n
        WHERE o.id = OLD.audience AND n.id = NEW.audience AND o.members @> n.members
    ) THEN
        RAISE EXCEPTION 'the right to release is missing' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS refuse_wider_reach ON diwan.record;
CREATE TRIGGER refuse_wider_reach BEFORE UPDATE OF audience ON diwan.record FOR EACH ROW
    WHEN (OLD.audience IS DISTINCT FROM NEW.audience) EXECUTE FUNCTION diwan.refuse_wider_reach();

GRANT EXECUTE ON FUNCTION diwan.my_rights(), diwan.i_may(text), diwan.my_own_audience() TO diwan_app, diwan_worker;

-- The link of an invitation that is said already. A new one ends those before it. Nobody gives it to themselves, so
-- that recovery takes a second officer of the same member.
CREATE OR REPLACE FUNCTION diwan.make_invitation_link(invitation uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    said   diwan.officer_invitation;
    secret text := encode(diwan.random_secret(), 'hex');
BEGIN
    SELECT * INTO said FROM diwan.officer_invitation i WHERE i.member = diwan.my_member() AND i.record = invitation;
    IF NOT FOUND OR NOT diwan.i_may('administer') OR said.officer IS NOT DISTINCT FROM diwan.my_officer()
       OR NOT diwan.is_in_office(said.member, said.officer) OR said.invited_by IS DISTINCT FROM diwan.my_officer()
       OR EXISTS (SELECT FROM diwan.invitation_link l WHERE l.record = invitation) THEN
        RAISE EXCEPTION 'a second officer of the same member invites' USING ERRCODE = '42501';
    END IF;
    DELETE FROM diwan.invitation_link l WHERE l.officer = said.officer AND l.used_at IS NULL;
    INSERT INTO diwan.invitation_link (sha256, member, officer, record, issued_by, expires_at)
    VALUES (sha256(convert_to(secret, 'UTF8')), said.member, said.officer, invitation, said.invited_by,
            least(said.expires_at, diwan.now() + interval '7 days'));
    RETURN secret;
END $$;

-- For the door: whom a link lets in. Nothing once it was used, has expired, or either of the two is out of office.
CREATE OR REPLACE FUNCTION diwan.invited_by_link(secret text)
RETURNS TABLE (id uuid, member text, member_names jsonb, names jsonb, language text, sign_in text, roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT o.id, o.member, coalesce(m.names, s.names), o.names, o.language, o.sign_in, o.roles
    FROM diwan.invitation_link l
    JOIN diwan.officer o ON o.member = l.member AND o.id = l.officer
    LEFT JOIN diwan.member m ON m.id = o.member
    LEFT JOIN diwan.founder_seat s ON s.member = o.member
    WHERE coalesce(m.names, s.names) IS NOT NULL AND l.sha256 = sha256(convert_to(secret, 'UTF8')) AND l.used_at IS NULL AND l.expires_at > diwan.now()
      AND diwan.is_in_office(l.member, l.officer) AND diwan.is_in_office(l.member, l.issued_by)
$$;

-- Once. Whatever was open in this officer's name before is closed.
CREATE OR REPLACE FUNCTION diwan.use_invitation_link(secret text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    let_in uuid;
BEGIN
    UPDATE diwan.invitation_link l SET used_at = diwan.now()
    WHERE l.sha256 = sha256(convert_to(secret, 'UTF8')) AND l.used_at IS NULL
      AND EXISTS (SELECT FROM diwan.invited_by_link(secret))
    RETURNING l.officer INTO let_in;
    IF let_in IS NOT NULL THEN
        PERFORM diwan.revoke_officer_tokens(let_in);
    END IF;
    RETURN let_in;
END $$;

-- What became of the own member's invitations.
CREATE OR REPLACE FUNCTION diwan.my_invitation_links() RETURNS TABLE (record uuid, officer uuid, is_open boolean, used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT l.record, l.officer, l.used_at IS NULL AND l.expires_at > diwan.now(), l.used_at
    FROM diwan.invitation_link l WHERE l.member = diwan.my_member() AND diwan.i_may('administer')
$$;

-- An administrator closes all that is open in a dismissed officer's name, and in that of one whose machine was lost.
CREATE OR REPLACE FUNCTION diwan.close_sessions_of(officer_id uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT diwan.i_may('administer') OR NOT EXISTS
       (SELECT FROM diwan.officer o WHERE o.member = diwan.my_member() AND o.id = officer_id) THEN
        RAISE EXCEPTION 'the right to administer is missing' USING ERRCODE = '42501';
    END IF;
    PERFORM diwan.revoke_officer_tokens(officer_id);
END $$;

-- The officer's own sessions of pages, the one in use marked by whoever knows its token.
CREATE OR REPLACE FUNCTION diwan.my_sessions(current_token text)
RETURNS TABLE (id uuid, name text, issued_at timestamptz, expires_at timestamptz, is_current boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.id, t.name, t.issued_at, t.expires_at, t.sha256 = sha256(convert_to(current_token, 'UTF8'))
    FROM diwan.viewer_token t
    WHERE t.kind = 'session' AND t.member = diwan.my_member() AND t.officer = diwan.my_officer()
      AND t.revoked_at IS NULL AND t.expires_at > diwan.now()
    ORDER BY t.issued_at DESC, t.id
$$;

CREATE OR REPLACE FUNCTION diwan.revoke_my_session(session_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE diwan.viewer_token t SET revoked_at = diwan.now()
    WHERE t.id = session_id AND t.kind = 'session' AND t.revoked_at IS NULL
      AND t.member = diwan.my_member() AND t.officer = diwan.my_officer();
    RETURN FOUND;
END $$;

-- For the door: on what machine a session was opened, in the officer's own words or the browser's.
CREATE OR REPLACE FUNCTION diwan.name_session(token text, machine text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE diwan.viewer_token t SET name = left(machine, 100)
    WHERE t.sha256 = sha256(convert_to(token, 'UTF8')) AND t.kind = 'session'
$$;

GRANT EXECUTE ON FUNCTION diwan.make_invitation_link(uuid), diwan.my_invitation_links(), diwan.close_sessions_of(uuid),
    diwan.my_sessions(text), diwan.revoke_my_session(uuid) TO diwan_app;
GRANT EXECUTE ON FUNCTION diwan.invited_by_link(text), diwan.use_invitation_link(text), diwan.name_session(text, text) TO diwan_door;

-- For the door: whether the charter in force asks every officer for a second factor.
CREATE OR REPLACE FUNCTION diwan.demands_second_factor() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(bool_or((c.text ->> 'second_factor')::boolean), false) FROM diwan.centre c $$;
GRANT EXECUTE ON FUNCTION diwan.demands_second_factor() TO diwan_door;
