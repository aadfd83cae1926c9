-- Nobody but the author has a use for what it called its own sayings. Each row stands on a record of its author.
ALTER TABLE diwan.activity_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE diwan.activity_client FORCE ROW LEVEL SECURITY;
CREATE POLICY activity_client_read ON diwan.activity_client FOR SELECT TO diwan_app
    USING (member = (SELECT diwan.my_member()));
CREATE POLICY activity_client_file ON diwan.activity_client FOR INSERT TO diwan_app
    WITH CHECK (member = (SELECT diwan.my_member()) AND EXISTS (SELECT FROM diwan.record r
        WHERE r.member = activity_client.member AND r.id = activity_client.record
        AND r.kind IN ('activity.announced', 'activity.changed', 'activity.state_set')));
