-- Read under its label; each row stands on a record of its author with the same time and the same readers, a correction on
-- a call of its own.
ALTER TABLE diwan.call_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.call_version FORCE ROW LEVEL SECURITY;
-- for the functions that refuse a correction of another's call (functions/88_calls.sql)
CREATE POLICY call_version_owner ON diwan.call_version FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY call_version_read ON diwan.call_version FOR SELECT TO diwan_app
    USING (audience = ANY ((SELECT diwan.my_audiences())::int[]));
CREATE POLICY call_version_worker ON diwan.call_version FOR SELECT TO diwan_worker USING (true);
CREATE POLICY call_version_file ON diwan.call_version FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member())
        AND (call = record OR diwan.noted_call(member, call, audience))
        AND EXISTS (SELECT FROM diwan.record r WHERE r.member = call_version.member AND r.id = call_version.record AND r.audience = call_version.audience
            AND r.kind = CASE WHEN call = record THEN 'call.noted' ELSE 'call.corrected' END AND r.at = call_version.said_at));
