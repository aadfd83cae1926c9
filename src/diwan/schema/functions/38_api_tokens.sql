-- For the door, in the transaction that made the token: what its officer wants it for.
CREATE OR REPLACE FUNCTION diwan.scope_api_token(token text, scopes text[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO diwan.api_token (token, scopes)
    SELECT t.id, scope_api_token.scopes FROM diwan.viewer_token t
    WHERE t.sha256 = sha256(convert_to(scope_api_token.token, 'UTF8')) AND t.kind = 'api'
$$;

-- For the door, at each request: the scopes, NULL where none were chosen. That it was used is written every five
-- minutes at most, so that a program that asks often does not write as often.
CREATE OR REPLACE FUNCTION diwan.use_api_token(token text) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held diwan.api_token;
BEGIN
    SELECT a.* INTO held FROM diwan.api_token a JOIN diwan.viewer_token t ON t.id = a.token
    WHERE t.sha256 = sha256(convert_to(use_api_token.token, 'UTF8'));
    IF FOUND AND (held.last_used_at IS NULL OR held.last_used_at < diwan.now() - interval '5 minutes') THEN
        UPDATE diwan.api_token a SET last_used_at = diwan.now() WHERE a.token = held.token;
    END IF;
    RETURN held.scopes;
END $$;

-- Of the officer's own tokens.
CREATE OR REPLACE FUNCTION diwan.my_token_scopes() RETURNS TABLE (id uuid, scopes text[], last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.token, a.scopes, a.last_used_at FROM diwan.api_token a JOIN diwan.viewer_token t ON t.id = a.token
    WHERE t.kind = 'api' AND t.member = diwan.my_member() AND t.officer = diwan.my_officer()
$$;

GRANT EXECUTE ON FUNCTION diwan.scope_api_token(text, text[]), diwan.use_api_token(text) TO diwan_door;
GRANT EXECUTE ON FUNCTION diwan.my_token_scopes() TO diwan_app;
