-- For the door alone, which has verified the proof: a stranger's word is never kept, only what a log's own key signed twice.
CREATE OR REPLACE FUNCTION diwan.keep_fork_proof(member text, told_by text, digest bytea, proof jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF octet_length(proof::text) > 65536 OR length(told_by) > 200 OR octet_length(digest) <> 32
       OR NOT EXISTS (SELECT FROM diwan.member_log l WHERE l.member = keep_fork_proof.member) THEN
        RAISE EXCEPTION 'this is no proof about a log of this centre' USING ERRCODE = '22023';
    END IF;
    -- One fork is proven by any pair of its heads; a hundred pairs of one log are enough for everybody.
    IF (SELECT count(*) FROM diwan.log_alarm a WHERE a.member = keep_fork_proof.member AND a.kind = 'fork') >= 100 THEN
        RETURN false;
    END IF;
    INSERT INTO diwan.log_alarm (member, kind, digest, told_by, told_at, proof)
    VALUES (member, 'fork', digest, told_by, diwan.now(), proof) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- Public: the names and keys of the centre's logs, as the index at /log/ tells everybody.
CREATE OR REPLACE FUNCTION diwan.log_keys() RETURNS TABLE (member text, origin text, vkey text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT l.member, l.origin, l.vkey FROM diwan.member_log l ORDER BY l.origin, l.valid_from, l.vkey $$;

-- Public too: two heads that a log's own key signed.
CREATE OR REPLACE FUNCTION diwan.fork_proofs() RETURNS TABLE (proof jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT a.proof FROM diwan.log_alarm a WHERE a.kind = 'fork' ORDER BY a.told_at, a.digest $$;

GRANT EXECUTE ON FUNCTION diwan.fork_proofs() TO diwan_door;
GRANT EXECUTE ON FUNCTION diwan.keep_fork_proof(text, text, bytea, jsonb), diwan.log_keys() TO diwan_door;
